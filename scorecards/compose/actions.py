"""What a rep does now: own steps that are due, and the one or two deals to bring to an end (D08, D09, D25)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from scorecards.compose.case import Case
from scorecards.compose.material import Material
from scorecards.compose.talk_tracks import contact_named_in, main_contact, words_of
from scorecards.derive.activities import they_spoke
from scorecards.model.fields import Side
from scorecards.model.snapshot import Opportunity
from scorecards.report.scorecard import Action, Try
from scorecards.report.week import Due
from scorecards.score.score import is_share_known, weight_of

_REASONS = 3
_LAST_STAGES = 2
_LATE = ["our_overdue_steps"]


def due_before(end: date, side: Side, cases: Sequence[Case]) -> tuple[Due, ...]:
    """Give the steps of one side that are due before a day, the oldest first; waiting is no step (D28)."""
    due = [
        Due(case.opportunity.id, step)
        for case in cases
        for step in case.steps or ()
        if step.side == side and step.due is not None and step.due < end and step.waiting_phrase is None
    ]
    return tuple(sorted(due, key=lambda each: (each.step.due or date.max, each.opportunity)))


def nearest_to_a_signature(cases: Sequence[Case], material: Material) -> tuple[str, ...]:
    """Give the opportunities of the last two stages, the next to close first: where nothing hangs, a yes is near."""
    first = len(material.stage_order) - _LAST_STAGES
    late = [case for case in cases if material.stage_order[case.opportunity.stage or ""] >= first]
    ordered = sorted(late, key=lambda case: (case.opportunity.close_date or date.max, case.opportunity.id))
    return tuple(case.opportunity.id for case in ordered[: material.playbook.scoring.bring_to_an_end])


def untold(cases: Iterable[Case], material: Material) -> list[Case]:
    """Give the cases of which too little is known to tell whether they hang; that nothing says so is no comfort."""
    hanging = set(material.playbook.scoring.hanging)
    found = []
    for case in cases:
        outcomes = Counter(outcome for check, outcome in case.outcomes.items() if check in hanging)
        known = outcomes["pass"] + outcomes["fail"]
        if not is_share_known(known, outcomes["unknown"], material.playbook.scoring):
            found.append(case)
    return found


def actions_of(cases: Sequence[Case], picked: Mapping[str, str], material: Material) -> tuple[Action, ...]:
    """Give the opportunities that the rep picked, and nominate others for the places that are left (D08).

    Where steps of ours are late, that comes first (D25); all else keeps its order.  ``picked`` holds, by opportunity,
    why the rep picked it: whoever is named there is the one to talk to.  What the manager ruled over is not brought to
    an end again.
    """
    going_on = [case for case in cases if not case.is_over]
    own = [case for case in going_on if case.opportunity.id in picked]
    few = material.playbook.scoring.bring_to_an_end - len(own)
    others = [case for case in going_on if case.opportunity.id not in picked]
    chosen = [(case, True) for case in own]
    if few > 0:
        chosen += _nominations(others, few, material)
    made = [(_action(case, material, stands_out=stands_out), case) for case, stands_out in chosen]
    actions: list[Action] = []
    for action, case in sorted(made, key=lambda each: not each[0].late):
        actions.append(_with_words(action, case, picked.get(case.opportunity.id, ""), actions, material))
    return tuple(actions)


def _nominations(cases: Sequence[Case], few: int, material: Material) -> list[tuple[Case, bool]]:
    """Choose the opportunities to bring to an end, and tell of each whether it stands out.

    The most weight of what says that they hang comes first.

    One that pauses as agreed is left alone.  Where all that says so is true of nearly all of them, none stands out:
    then the ones that have waited longest are taken, first those of which the company is known.
    """
    hanging = [case for case in cases if _signs(case, material) and not _pauses_as_agreed(case)]
    standing_out = [case for case in hanging if set(_signs(case, material)) - material.telling_little]
    if standing_out:
        chosen = sorted(standing_out, key=lambda case: -_weight(_signs(case, material), material))[:few]
    else:
        chosen = sorted(hanging, key=_longest_first)[:few]
    return [(case, bool(standing_out)) for case in chosen]


def _signs(case: Case, material: Material) -> tuple[str, ...]:
    return tuple(
        check
        for check in material.playbook.scoring.hanging
        if case.outcomes.get(check) == "fail" and check not in case.resting
    )


def _weight(checks: Sequence[str], material: Material) -> int:
    return weight_of(checks, material.checks, material.playbook.scoring)


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
    return (case.opportunity.account is None, -days if isinstance(days, int) else 0, case.opportunity.id)


def _action(case: Case, material: Material, *, stands_out: bool) -> Action:
    """Make an action; where steps of ours are late, they are its first reason, and the play is theirs alone."""
    late = tuple(each.step for each in due_before(material.snapshot.as_of, "us", [case]))
    reasons = dict.fromkeys(_signs(case, material) + case.failed)
    of_late = [check for check in reasons if late and _tests_lateness_alone(check, material)]
    play = next((play for check in (of_late if late else reasons) if (play := material.checks[check].play)), None)
    return Action(
        opportunity=case.opportunity.id,
        stands_out=stands_out,
        reasons=tuple(dict.fromkeys([*of_late, *reasons]))[:_REASONS],
        late=late,
        last_try=_last_try(case.opportunity, material),
        play=play,
        contact=main_contact(case.opportunity),
        words=(),
        same_words_as=None,
    )


def _tests_lateness_alone(check: str, material: Material) -> bool:
    return list(material.checks[check].passes_when.facts()) == _LATE


def _with_words(action: Action, case: Case, why: str, before: Iterable[Action], material: Material) -> Action:
    """Put the words to say into an action; of what stands on an action before it, only the first are repeated."""
    contact = contact_named_in(why, case.opportunity) or action.contact
    if action.play is None:
        return replace(action, contact=contact)
    same = next((each for each in before if each.play == action.play), None)
    said = {words.title for words in same.words} if same else ()
    words = words_of(action.play, case, contact, material, said)
    repeated = same and len(words) < len(words_of(action.play, case, contact, material))
    return replace(action, contact=contact, words=words, same_words_as=same.opportunity if same and repeated else None)


def _last_try(opportunity: Opportunity, material: Material) -> Try | None:
    """Give our last contact after their last word to which no answer is noted."""
    last_word = max((each.on for each in opportunity.activities if they_spoke(each)), default=date.min)
    since = [each for each in opportunity.activities if not they_spoke(each) and each.on > last_word]
    if not since:
        return None
    last = max(since, key=lambda each: each.on)
    line = material.places.line(opportunity.id, "activities")
    return Try(last.on, last.kind, last.contact, last.note, line)
