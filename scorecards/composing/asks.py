"""What to ask: unknown outcomes and unanswered questions, turned into questions, each once (D10, D11)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from scorecards.composing.cases import Case
from scorecards.composing.material import Material
from scorecards.composing.talking import main_contact
from scorecards.results import Ask

_Key = tuple[str, str]


def asks_of(cases: Sequence[Case], material: Material) -> tuple[Ask, ...]:
    """Collect what is not known in cases as questions, the most telling first.

    A check that may not even apply is not asked yet: what decides that is asked first, by the check that reads it.
    A question weighs as much as the heaviest check that waits for it, and a qualification question at least as
    much as a major check; equals follow the playbook's order.
    """
    opportunities: defaultdict[_Key, dict[str, None]] = defaultdict(dict)
    checks: defaultdict[_Key, set[str]] = defaultdict(set)
    for case in cases:
        for answer in case.answers:
            if answer.state in {"open", "stale"}:
                opportunities["question", answer.question][case.opportunity.id] = None
        for check in case.to_ask:
            key = _key(check, material)
            opportunities[key][case.opportunity.id] = None
            checks[key].add(check)
    ordered = sorted(opportunities, key=lambda key: _rank(key, checks[key], material))
    contacts = {case.opportunity.id: main_contact(case.opportunity) for case in cases}
    return tuple(_ask(key, tuple(opportunities[key]), checks[key], contacts, material) for key in ordered)


def _key(check: str, material: Material) -> _Key:
    question = material.checks[check].question
    return ("question", question) if question else ("check", check)


def _rank(key: _Key, checks: set[str], material: Material) -> tuple[int, int, str]:
    weights = material.playbook.scoring.weights
    kind, name = key
    heaviest = max((weights[material.checks[check].severity] for check in checks), default=0)
    if kind == "question":
        return (-max(heaviest, weights["major"]), material.question_order[name], name)
    return (-heaviest, len(material.question_order), name)


def _ask(
    key: _Key,
    opportunities: tuple[str, ...],
    checks: set[str],
    contacts: Mapping[str, str | None],
    material: Material,
) -> Ask:
    kind, name = key
    whom = "buyer" if kind == "question" else material.checks[name].ask_whom
    first = material.playbook.scoring.begin_with
    return Ask(
        question=name if kind == "question" else None,
        checks=tuple(check for check in material.checks if check in checks),
        whom=whom,
        opportunities=len(opportunities),
        begin_with=opportunities[:first],
        rest=max(0, len(opportunities) - first),
        contact=contacts[opportunities[0]] if whom == "buyer" and len(opportunities) == 1 else None,
    )
