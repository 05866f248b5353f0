"""A rep's page: what to bring to an end, what to ask, what to mend, and every opportunity."""

import re
from collections.abc import Sequence

from scorecards.composing.asks import asks_of
from scorecards.composing.cases import Case
from scorecards.composing.deals import main_contact
from scorecards.composing.groups import finding_groups
from scorecards.composing.material import Material
from scorecards.composing.sums import total
from scorecards.results import Action, Ask, Scorecard, StageGroup, Words
from scorecards.scoring import weight_of
from scorecards.snapshot import Opportunity
from scorecards.team import Rep

_REASONS = 3
_CLOSED_SHOWN = 10
_PLACEHOLDER = re.compile(r"\{(contact|account|opportunity|rep)\}")


def scorecard_of(rep: Rep, cases: Sequence[Case], material: Material) -> Scorecard:
    """Put one rep's page together from the rep's cases, the most urgent first."""
    open_cases = [case for case in cases if case.is_open]
    closed_cases = [case for case in cases if not case.is_open]
    closed_asks = asks_of(closed_cases, material)
    closed, closed_rest = _closed_shown(closed_cases, closed_asks)
    qualified = [case.facts["qualified"] for case in open_cases if "qualified" in case.facts]
    territory = material.background.territories.get(rep.territory or "")
    return Scorecard(
        rep=rep.id,
        name=rep.name,
        manager=rep.manager,
        manager_name=material.managers[rep.manager].name,
        territory=rep.territory,
        territory_name=territory.name if territory else None,
        open=total(open_cases, material.team),
        qualified=sum(value is True for value in qualified),
        qualification_known=len(qualified),
        won=total([case for case in cases if case.opportunity.status == "won"], material.team),
        lost=sum(case.opportunity.status == "lost" for case in cases),
        no_decision=sum(case.opportunity.status == "no_decision" for case in cases),
        unknown_everywhere=unknown_everywhere(open_cases, material),
        actions=tuple(_action(case, rep, material) for case in _to_bring_to_an_end(open_cases, material)),
        asks=asks_of(open_cases, material),
        groups=finding_groups(open_cases, material),
        stages=_stages(open_cases, material),
        closed=closed,
        closed_rest=closed_rest,
        closed_asks=closed_asks,
    )


def _closed_shown(closed: Sequence[Case], asks: Sequence[Ask]) -> tuple[tuple[str, ...], int]:
    """Give the closed opportunities to show, the named ones among them, and how many more have something to mend."""
    named = {opportunity for ask in asks for opportunity in ask.begin_with}
    to_mend = [case.opportunity.id for case in closed if case.failed]
    first = set(to_mend[:_CLOSED_SHOWN])
    shown = tuple(case.opportunity.id for case in closed if case.opportunity.id in first | named)
    return shown, len(set(to_mend) - set(shown))


def unknown_everywhere(cases: Sequence[Case], material: Material) -> tuple[str, ...]:
    """Name the checks that are unknown wherever they apply, in two opportunities at least: said once, not each time."""
    result = []
    for check in material.checks:
        outcomes = [case.outcomes[check] for case in cases if check in case.outcomes]
        if len(outcomes) > 1 and all(outcome == "unknown" for outcome in outcomes):
            result.append(check)
    return tuple(result)


def _to_bring_to_an_end(cases: Sequence[Case], material: Material) -> list[Case]:
    """Choose the opportunities that hang: the most weight of what says so first, then the most urgent (D08, D14)."""
    scoring = material.playbook.scoring
    hanging = [case for case in cases if _says_that_it_hangs(case, material)]
    weights = {
        case.opportunity.id: weight_of(_says_that_it_hangs(case, material), material.checks, scoring)
        for case in hanging
    }
    return sorted(hanging, key=lambda case: -weights[case.opportunity.id])[: scoring.bring_to_an_end]


def _says_that_it_hangs(case: Case, material: Material) -> tuple[str, ...]:
    return tuple(check for check in material.playbook.scoring.hanging if case.outcomes.get(check) == "fail")


def _action(case: Case, rep: Rep, material: Material) -> Action:
    reasons = tuple(dict.fromkeys(_says_that_it_hangs(case, material) + case.failed))
    play = next((play for check in reasons if (play := material.checks[check].play)), None)
    tracks = material.plays[play].talk_tracks if play else ()
    return Action(
        opportunity=case.opportunity.id,
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


def _stages(cases: Sequence[Case], material: Material) -> tuple[StageGroup, ...]:
    said_before = set(unknown_everywhere(cases, material))
    groups = []
    for stage in material.playbook.stages:
        inside = [case for case in cases if case.opportunity.stage == stage.id]
        if inside:
            groups.append(
                StageGroup(
                    stage=stage.id,
                    total=total(inside, material.team),
                    unknown_everywhere=tuple(
                        check for check in unknown_everywhere(inside, material) if check not in said_before
                    ),
                    opportunities=tuple(case.opportunity.id for case in inside),
                )
            )
    return tuple(groups)
