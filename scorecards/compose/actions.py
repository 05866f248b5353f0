"""What a rep does now: the most pressing deals, one or two of them to bring to an end (D08, D09, D25)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from scorecards.compose.talk_tracks import words_of
from scorecards.compose.week import due_before
from scorecards.conclude.conclusion import what_to_do
from scorecards.derive.activities import is_after, last_word_on, they_spoke
from scorecards.derive.named_people import contact_named_in
from scorecards.index.index import Index
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.report.scorecard import Action, Try
from scorecards.score.case import Case
from scorecards.score.score import is_share_known

_REASONS = 3
_LAST_STAGES = 2


def nearest_to_a_signature(cases: Sequence[Case], index: Index) -> tuple[str, ...]:
    """Give the opportunities of the last two stages, the next to close first: where nothing hangs, a yes is near."""
    first = len(index.playbook.stage_order) - _LAST_STAGES
    late = [case for case in cases if index.playbook.stage_order[case.opportunity.stage or ""] >= first]
    ordered = sorted(late, key=lambda case: (case.opportunity.close_date or date.max, case.id))
    return tuple(case.id for case in ordered[: index.playbook.scoring.bring_to_an_end])


def untold(cases: Iterable[Case], index: Index) -> list[Case]:
    """Give the cases of which too little is known to tell whether they hang; that nothing says so is no comfort."""
    hanging = set(index.playbook.scoring.hanging)
    found = []
    for case in cases:
        outcomes = Counter(outcome for check, outcome in case.findings.outcomes.items() if check in hanging)
        known = outcomes["pass"] + outcomes["fail"]
        if not is_share_known(known, outcomes["unknown"], index.playbook.scoring):
            found.append(case)
    return found


def actions_of(
    cases: Sequence[Case], picked: Mapping[str, str], usual: frozenset[str], index: Index
) -> tuple[Action, ...]:
    """Give the opportunities that the rep picked, and suggest others for the places that are left (D08).

    ``picked`` holds, by opportunity, why the rep picked it: whoever is named there is the one to talk to.  ``usual``
    are the situations that nearly all deals are in.  What the manager ruled over is not brought to an end again.  The
    most pressing comes first, picked or not.
    """
    going_on = [case for case in cases if not case.is_over]
    own = [case for case in going_on if case.id in picked]
    few = index.playbook.scoring.bring_to_an_end - len(own)
    chosen = [(case, True) for case in own]
    if few > 0:
        chosen += _suggested([case for case in going_on if case.id not in picked], few, usual)
    actions: list[Action] = []
    for case, stands_out in sorted(chosen, key=lambda each: pressing(each[0])):
        action = _action(case, index, stands_out=stands_out)
        actions.append(_with_words(action, case, picked.get(case.id, ""), actions, index))
    return tuple(actions)


def pressing(case: Case) -> tuple[float, bool, Decimal, int, str]:
    """Give the key that puts the most pressing first.

    The playbook's order of situations decides; of equals, the larger amount comes first, then what has been longer in
    its stage.  An unknown amount comes after every known one: it is not taken for zero.
    """
    place = case.conclusion.place if case.conclusion else float("inf")
    return (place, case.worth is None, -(case.worth or Decimal(0)), -(case.days_in_stage or 0), case.id)


def _suggested(cases: Sequence[Case], few: int, usual: frozenset[str]) -> list[tuple[Case, bool]]:
    """Choose the opportunities to bring to an end, and tell of each whether it stands out.

    One that pauses as agreed is left alone.  Where all are in situations that nearly every deal is in, none stands out:
    then the ones that have waited longest are taken, first those of which the company is known, and of equals the
    largest.
    """
    hanging = [case for case in cases if case.conclusion and case.conclusion.suggested and not _pauses_as_agreed(case)]
    standing_out = [case for case in hanging if case.conclusion and case.conclusion.situation not in usual]
    if standing_out:
        return [(case, True) for case in sorted(standing_out, key=pressing)[:few]]
    return [(case, False) for case in sorted(hanging, key=_longest_first)[:few]]


def _pauses_as_agreed(case: Case) -> bool:
    """Tell whether the manager approved its pause, or it has a reason and on each side a dated step, none late."""
    if case.pause:
        return True
    facts = case.facts
    both_sides = bool(facts.get("our_next_steps")) and bool(facts.get("customer_next_steps"))
    on_time = facts.get("our_overdue_steps") == 0 and facts.get("customer_overdue_steps") == 0
    return facts.get("has_blocker") is True and both_sides and on_time


def _longest_first(case: Case) -> tuple[bool, int, bool, Decimal, str]:
    waited = _waited(case) or 0
    return (case.opportunity.account is None, -waited, case.worth is None, -(case.worth or Decimal(0)), case.id)


def _waited(case: Case) -> int | None:
    """Count the days in its stage, or else those since its close date passed; None where neither is known."""
    to_close_date = case.days("days_to_close_date")
    past = -to_close_date if to_close_date is not None and to_close_date < 0 else None
    return past if case.days_in_stage is None else case.days_in_stage


def _signs(case: Case, index: Index) -> tuple[str, ...]:
    return tuple(
        check
        for check in index.playbook.scoring.hanging
        if case.findings.outcomes.get(check) == "fail" and check not in case.findings.resting
    )


def _action(case: Case, index: Index, *, stands_out: bool) -> Action:
    conclusion = case.conclusion
    return Action(
        opportunity=case.id,
        stands_out=stands_out,
        waited_known=_waited(case) is not None,
        do=conclusion.do if conclusion else None,
        reasons=tuple(dict.fromkeys(_signs(case, index) + case.findings.failed))[:_REASONS],
        late=tuple(each.step for each in due_before(index.as_of, "us", [case])),
        last_try=_last_try(case.file),
        play=conclusion.play if conclusion else None,
        contact=conclusion.person.name if conclusion and conclusion.person else None,
        words=(),
        same_words_as=None,
    )


def _with_words(action: Action, case: Case, why: str, before: Iterable[Action], index: Index) -> Action:
    """Put the words to say into an action; of what stands on an action before it, only the first are repeated.

    Where nobody on their side waits for what is done, there is nothing to say to them.
    """
    named = contact_named_in(why, case.opportunity)
    if named and case.conclusion and not case.conclusion.is_internal:
        action = replace(action, contact=named, do=what_to_do(case.conclusion, named, index))
    contact = named or action.contact
    if action.play is None or (case.conclusion and case.conclusion.is_internal):
        return replace(action, contact=contact)
    same = next((each for each in before if each.play == action.play), None)
    said = {words.title for words in same.words} if same else ()
    words = words_of(action.play, case, contact, index, said)
    repeated = same and len(words) < len(words_of(action.play, case, contact, index))
    return replace(action, contact=contact, words=words, same_words_as=same.opportunity if same and repeated else None)


def _last_try(file: OpportunityFile) -> Try | None:
    """Give our last contact after their last word to which no answer is noted."""
    activities = file.opportunity.activities
    last_word = last_word_on(activities)
    since = [each for each in activities if not they_spoke(each) and is_after(each, last_word)]
    if not since:
        return None
    last = max(since, key=lambda each: each.on)
    return Try(last.on, last.kind, last.contact, last.note, file.line("activities"))
