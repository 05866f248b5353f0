"""What to ask: unknown outcomes and unanswered questions, turned into questions, each once (D10, D11)."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from itertools import islice

from scorecards.conclude.person import main_contact
from scorecards.index.index import Index
from scorecards.report.scorecard import Action, Ask, Call, CallGroup
from scorecards.report.values import StepState
from scorecards.report.week import Due
from scorecards.score.case import Case

_Key = tuple[str, str]
_CALLS = 5
_ON_A_CALL = 2
_FIRST = 3


def asks_of(cases: Sequence[Case], index: Index) -> tuple[Ask, ...]:
    """Collect what is not known in cases as questions, the most telling first.

    A check that may not even apply is not asked yet: what decides that is asked first, by the check that reads it.
    A question weighs as much as the heaviest check that waits for it, and a qualification question at least as
    much as a major check; equals follow the playbook's order.  Where they have gone, nobody is asked any more what the
    stage still needs, but only what tells why, or whether it can be saved.
    """
    opportunities: defaultdict[_Key, dict[str, None]] = defaultdict(dict)
    checks: defaultdict[_Key, set[str]] = defaultdict(set)
    for case in cases:
        for answer in () if case.has_gone else case.answers:
            if answer.state in {"open", "stale"}:
                opportunities["question", answer.question][case.id] = None
        for check in case.findings.to_ask:
            key = _key(check, index)
            opportunities[key][case.id] = None
            checks[key].add(check)
    ordered = sorted(opportunities, key=lambda key: _rank(key, checks[key], index))
    by_id = {case.id: case for case in cases}
    return tuple(_ask(key, [by_id[each] for each in opportunities[key]], checks[key], index) for key in ordered)


def to_find_out_first(cases: Sequence[Case], index: Index) -> tuple[Ask, ...]:
    """Give the first questions on what is too little known to tell whether it hangs: those that would tell."""
    strongest = {check: place for place, check in enumerate(index.playbook.scoring.hanging)}
    asks = asks_of(cases, index)
    telling = [ask for ask in asks if not strongest.keys().isdisjoint(ask.checks)]
    telling.sort(key=lambda ask: min(strongest.get(check, len(strongest)) for check in ask.checks))
    return tuple((telling or asks)[:_FIRST])


def calls_of(
    cases: Sequence[Case], actions: Sequence[Action], picked: Collection[str], due: Sequence[Due], index: Index
) -> tuple[CallGroup, ...]:
    """Give this week's calls, each with its first question and the two most telling that only the buyer can answer.

    They are those of the opportunities to bring to an end, then those on which a step of ours is due, whoever does it,
    the oldest first.  Where they have gone, what is asked bears on why alone.  One on which there is nothing to ask is
    left out.  Calls with the same questions stand together, those to bring to an end apart from the others.
    """
    by_id = {case.id: case for case in cases}
    chosen = {action.opportunity: action for action in actions}
    steps = {each.opportunity: each.step for each in reversed(due)}
    ids = dict.fromkeys([*chosen, *(each.opportunity for each in due if each.opportunity in by_id)])
    asked = ((each, _first(by_id[each]), _telling(by_id[each]), _asked_on_a_call(by_id[each], index)) for each in ids)
    together: defaultdict[tuple[bool, str | None, tuple[str, ...], tuple[_Key, ...]], list[str]] = defaultdict(list)
    for opportunity, first, telling, questions in islice((each for each in asked if any(each[1:])), _CALLS):
        together[opportunity in chosen, first, telling, questions].append(opportunity)
    return tuple(
        CallGroup(
            calls=tuple(
                _call(by_id[each], chosen.get(each), steps.get(each), picked=each in picked) for each in opportunities
            ),
            play=_closing_play(chosen.get(opportunities[0]), index),
            first=first,
            telling=telling,
            asks=_asked([by_id[each] for each in opportunities], questions, index),
        )
        for (_, first, telling, questions), opportunities in together.items()
    )


def _first(case: Case) -> str | None:
    """Give the first question to them, as it is said."""
    return case.conclusion.question.text if case.conclusion and case.conclusion.question else None


def _telling(case: Case) -> tuple[str, ...]:
    """Give what else tells why they have gone; nothing where they have not."""
    if not case.has_gone or case.diagnosis is None:
        return ()
    first = _first(case)
    return tuple(each.text for each in case.diagnosis.questions if each.text != first)[:_ON_A_CALL]


def _closing_play(action: Action | None, index: Index) -> str | None:
    """Name the play of an action, where it asks for the end."""
    return action.play if action and action.play and index.playbook.plays_by_id[action.play].closing else None


def _asked_on_a_call(case: Case, index: Index) -> tuple[_Key, ...]:
    """Name the most telling questions of a case that only the buyer can answer, besides the first."""
    if case.has_gone:
        return ()
    first = case.conclusion.question.question if case.conclusion and case.conclusion.question else None
    asks = (
        ask for ask in asks_of([case], index) if ask.whom == "buyer" and (ask.question is None or ask.question != first)
    )
    return tuple(_key_of(ask) for ask in islice(asks, _ON_A_CALL))


def _asked(cases: Sequence[Case], questions: Sequence[_Key], index: Index) -> tuple[Ask, ...]:
    """Give these questions, in this order, as they are asked on several calls."""
    asks = {_key_of(ask): ask for ask in asks_of(cases, index)}
    return tuple(asks[question] for question in questions)


def _call(case: Case, action: Action | None, step: StepState | None, *, picked: bool) -> Call:
    person = case.conclusion.person if case.conclusion else None
    named = action.contact if action else person.name if person else None
    return Call(
        opportunity=case.id,
        because="picked" if picked else "suggested" if action else "due",
        step=step,
        contact=named or main_contact(case.file),
    )


def _key_of(ask: Ask) -> _Key:
    return ("question", ask.question) if ask.question else ("check", ask.checks[0])


def _key(check: str, index: Index) -> _Key:
    question = index.playbook.checks_by_id[check].question
    return ("question", question) if question else ("check", check)


def _rank(key: _Key, checks: set[str], index: Index) -> tuple[int, int, str]:
    weights = index.playbook.scoring.weights
    kind, name = key
    heaviest = max((weights[index.playbook.checks_by_id[check].severity] for check in checks), default=0)
    if kind == "question":
        return (-max(heaviest, weights["major"]), index.playbook.question_order[name], name)
    return (-heaviest, len(index.playbook.question_order), name)


def _ask(key: _Key, cases: Sequence[Case], checks: set[str], index: Index) -> Ask:
    kind, name = key
    whom = "buyer" if kind == "question" else index.playbook.checks_by_id[name].ask_whom
    first = index.playbook.scoring.begin_with
    return Ask(
        question=name if kind == "question" else None,
        checks=tuple(check for check in index.playbook.checks_by_id if check in checks),
        whom=whom,
        opportunities=len(cases),
        begin_with=tuple(case.id for case in cases[:first]),
        rest=max(0, len(cases) - first),
        contact=main_contact(cases[0].file) if whom == "buyer" and len(cases) == 1 else None,
    )
