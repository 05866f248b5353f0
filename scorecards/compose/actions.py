"""What a rep does now: own steps that are due, and the one or two deals to bring to an end (D08, D09, D25)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from scorecards.compose.talk_tracks import contact_named_in, main_contact, words_of
from scorecards.compose.week import due_before
from scorecards.derive.activities import is_after, last_word_on, they_spoke
from scorecards.index.index import Index
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.report.scorecard import Action, Try
from scorecards.score.case import Case
from scorecards.score.score import is_share_known, weight_of

_REASONS = 3
_LAST_STAGES = 2
_LATE = ["our_overdue_steps"]


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
    cases: Sequence[Case], picked: Mapping[str, str], tells_little: frozenset[str], index: Index
) -> tuple[Action, ...]:
    """Give the opportunities that the rep picked, and nominate others for the places that are left (D08).

    Where steps of ours are late, that comes first (D25); all else keeps its order.  ``picked`` holds, by opportunity,
    why the rep picked it: whoever is named there is the one to talk to.  What the manager ruled over is not brought to
    an end again.
    """
    going_on = [case for case in cases if not case.is_over]
    own = [case for case in going_on if case.id in picked]
    few = index.playbook.scoring.bring_to_an_end - len(own)
    others = [case for case in going_on if case.id not in picked]
    chosen = [(case, True) for case in own]
    if few > 0:
        chosen += _nominations(others, few, tells_little, index)
    made = [(_action(case, index, stands_out=stands_out), case) for case, stands_out in chosen]
    actions: list[Action] = []
    for action, case in sorted(made, key=lambda each: not each[0].late):
        actions.append(_with_words(action, case, picked.get(case.id, ""), actions, index))
    return tuple(actions)


def _nominations(
    cases: Sequence[Case], few: int, tells_little: frozenset[str], index: Index
) -> list[tuple[Case, bool]]:
    """Choose the opportunities to bring to an end, and tell of each whether it stands out.

    The most weight of what says that they hang comes first.

    One that pauses as agreed is left alone.  Where all that says so is true of nearly all of them, none stands out:
    then the ones that have waited longest are taken, first those of which the company is known.
    """
    hanging = [case for case in cases if _signs(case, index) and not _pauses_as_agreed(case)]
    standing_out = [case for case in hanging if set(_signs(case, index)) - tells_little]
    if standing_out:
        chosen = sorted(standing_out, key=lambda case: -_weight(_signs(case, index), index))[:few]
    else:
        chosen = sorted(hanging, key=_longest_first)[:few]
    return [(case, bool(standing_out)) for case in chosen]


def _signs(case: Case, index: Index) -> tuple[str, ...]:
    return tuple(
        check
        for check in index.playbook.scoring.hanging
        if case.findings.outcomes.get(check) == "fail" and check not in case.findings.resting
    )


def _weight(checks: Sequence[str], index: Index) -> int:
    return weight_of(checks, index.playbook.checks_by_id, index.playbook.scoring)


def _pauses_as_agreed(case: Case) -> bool:
    """Tell whether the manager approved its pause, or it has a reason and on each side a dated step, none late."""
    if case.pause:
        return True
    facts = case.facts
    both_sides = bool(facts.get("our_next_steps")) and bool(facts.get("customer_next_steps"))
    on_time = facts.get("our_overdue_steps") == 0 and facts.get("customer_overdue_steps") == 0
    return facts.get("has_blocker") is True and both_sides and on_time


def _longest_first(case: Case) -> tuple[bool, int, str]:
    days = case.facts.get("days_in_stage")
    return (case.opportunity.account is None, -days if isinstance(days, int) else 0, case.id)


def _action(case: Case, index: Index, *, stands_out: bool) -> Action:
    """Make an action; where steps of ours are late, they are its first reason, and the play is theirs alone."""
    late = tuple(each.step for each in due_before(index.as_of, "us", [case]))
    reasons = dict.fromkeys(_signs(case, index) + case.findings.failed)
    of_late = [check for check in reasons if late and _tests_lateness_alone(check, index)]
    play = next(
        (play for check in (of_late if late else reasons) if (play := index.playbook.checks_by_id[check].play)), None
    )
    return Action(
        opportunity=case.id,
        stands_out=stands_out,
        reasons=tuple(dict.fromkeys([*of_late, *reasons]))[:_REASONS],
        late=late,
        last_try=_last_try(case.file),
        play=play,
        contact=main_contact(case.opportunity),
        words=(),
        same_words_as=None,
    )


def _tests_lateness_alone(check: str, index: Index) -> bool:
    return list(index.playbook.checks_by_id[check].passes_when.facts()) == _LATE


def _with_words(action: Action, case: Case, why: str, before: Iterable[Action], index: Index) -> Action:
    """Put the words to say into an action; of what stands on an action before it, only the first are repeated."""
    contact = contact_named_in(why, case.opportunity) or action.contact
    if action.play is None:
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
