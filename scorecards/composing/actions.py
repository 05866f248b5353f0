"""What a rep does now: own steps that are due, and the one or two deals to bring to an end (D08, D09, D25)."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from scorecards.composing.cases import Case
from scorecards.composing.deals import main_contact, next_steps_of
from scorecards.composing.material import Material
from scorecards.results import Action, Due, Words
from scorecards.scoring import weight_of
from scorecards.snapshot import Opportunity
from scorecards.team import Rep

_REASONS = 3
_A_WEEK = timedelta(days=7)
_LAST_STAGES = 2
_PLACEHOLDER = re.compile(r"\{(contact|account|opportunity|rep)\}")


def due_of(cases: Sequence[Case], material: Material) -> tuple[Due, ...]:
    """Give the steps on our side that are overdue or due within a week, the oldest first; waiting is no step."""
    end = material.snapshot.as_of + _A_WEEK
    due = [
        Due(case.opportunity.id, step)
        for case in cases
        for step in next_steps_of(case.opportunity, material) or ()
        if step.side == "us" and step.due is not None and step.due < end and step.waiting_phrase is None
    ]
    return tuple(sorted(due, key=lambda each: (each.step.due or date.max, each.opportunity)))


def nearest_to_a_signature(cases: Sequence[Case], material: Material) -> tuple[str, ...]:
    """Give the opportunities of the last two stages, the next to close first: where nothing hangs, a yes is near."""
    first = len(material.stage_order) - _LAST_STAGES
    late = [case for case in cases if material.stage_order[case.opportunity.stage or ""] >= first]
    ordered = sorted(late, key=lambda case: (case.opportunity.close_date or date.max, case.opportunity.id))
    return tuple(case.opportunity.id for case in ordered[: material.playbook.scoring.bring_to_an_end])


def actions_of(cases: Sequence[Case], rep: Rep, material: Material) -> tuple[Action, ...]:
    """Choose the opportunities to bring to an end: the most weight of what says that they hang comes first.

    One that pauses as agreed is left alone.  Where all that says so is true of nearly all of them, none stands out:
    then the ones that have waited longest are taken, first those of which the company is known.
    """
    few = material.playbook.scoring.bring_to_an_end
    hanging = [case for case in cases if _signs(case, material) and not _pauses_as_agreed(case)]
    standing_out = [case for case in hanging if set(_signs(case, material)) - material.telling_little]
    if standing_out:
        chosen = sorted(standing_out, key=lambda case: -_weight(_signs(case, material), material))[:few]
    else:
        chosen = sorted(hanging, key=_longest_first)[:few]
    return tuple(_action(case, rep, material, stands_out=bool(standing_out)) for case in chosen)


def _signs(case: Case, material: Material) -> tuple[str, ...]:
    return tuple(check for check in material.playbook.scoring.hanging if case.outcomes.get(check) == "fail")


def _weight(checks: Sequence[str], material: Material) -> int:
    return weight_of(checks, material.checks, material.playbook.scoring)


def _pauses_as_agreed(case: Case) -> bool:
    """Tell whether a pause has a reason, and a dated step ahead on each side with none overdue."""
    facts = case.facts
    both_sides = bool(facts.get("our_next_steps")) and bool(facts.get("customer_next_steps"))
    on_time = facts.get("our_overdue_steps") == 0 and facts.get("customer_overdue_steps") == 0
    return facts.get("has_blocker") is True and both_sides and on_time


def _longest_first(case: Case) -> tuple[bool, int, str]:
    days = case.facts.get("days_in_stage")
    return (case.opportunity.account is None, -days if isinstance(days, int) else 0, case.opportunity.id)


def _action(case: Case, rep: Rep, material: Material, *, stands_out: bool) -> Action:
    reasons = tuple(dict.fromkeys(_signs(case, material) + case.failed))
    play = next((play for check in reasons if (play := material.checks[check].play)), None)
    tracks = material.plays[play].talk_tracks if play else ()
    return Action(
        opportunity=case.opportunity.id,
        stands_out=stands_out,
        reasons=reasons[:_REASONS],
        play=play,
        words=tuple(
            Words(track.title, track.channel, fill_in(track.words, case.opportunity, rep, material)) for track in tracks
        ),
    )


def fill_in(words: str, opportunity: Opportunity, rep: Rep, material: Material) -> str:
    """Fill a talk track with names; a name that is not known stays a gap to fill in by hand."""
    account = material.background.accounts.get(opportunity.account or "")
    names = {
        "contact": main_contact(opportunity) or "[name]",
        "account": account.name if account else "[company]",
        "opportunity": opportunity.name,
        "rep": rep.name,
    }
    return _PLACEHOLDER.sub(lambda found: names[found.group(1)], words)
