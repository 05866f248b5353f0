"""The home page: managers with their reps, stages with their opportunities, and what the snapshot does not tell."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from scorecards.compose.deal_summary import DealSummary
from scorecards.index.index import Index
from scorecards.model.facts.catalogue import FACT_BY_NAME
from scorecards.model.names import folded
from scorecards.model.snapshot import Opportunity
from scorecards.model.team import Team
from scorecards.report.review import CrmStageLine, Gap, ManagerLine, StageLine
from scorecards.report.sums import total_of


def manager_lines(team: Team) -> tuple[ManagerLine, ...]:
    """Give each manager with the reps whose own manager that is, in the order of team.yml."""
    return tuple(
        ManagerLine(
            manager=manager.id,
            name=manager.name,
            reps=tuple(rep.id for rep in team.reps if rep.manager == manager.id),
        )
        for manager in team.managers
    )


def stage_lines(deals: Sequence[DealSummary], index: Index) -> tuple[StageLine, ...]:
    """Count the open opportunities of each stage, and how many of them are over the stage's limit.

    What was ruled lost or dead by the day of the snapshot leaves the count and what it is a count of.
    """
    lines = []
    for stage in index.playbook.stages:
        inside = [deal for deal in deals if deal.stage == stage.id]
        known = [deal for deal in inside if deal.is_age_known and not deal.was_over]
        lines.append(
            StageLine(
                stage=stage.id,
                total=total_of(inside, index.team),
                over_limit=sum((deal.days_over_stage_limit or 0) > 0 for deal in known),
                age_known=len(known),
                ruled_over=sum(deal.was_over for deal in inside),
            )
        )
    return tuple(lines)


def crm_stage_lines(deals: Sequence[DealSummary], index: Index) -> tuple[CrmStageLine, ...]:
    """Count the open opportunities by the CRM's own word for the stage, where the snapshot keeps it.

    Spellings that differ in capitals and spaces are one word, told as most write it.
    """
    spellings: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for deal in deals:
        if deal.crm_stage and deal.stage:
            spellings[deal.stage, folded(deal.crm_stage)][deal.crm_stage] += 1
    lines = (
        CrmStageLine(
            crm_stage=min(written, key=lambda word: (-written[word], word)), stage=stage, count=written.total()
        )
        for (stage, _), written in spellings.items()
    )
    return tuple(sorted(lines, key=lambda line: (index.playbook.stage_order[line.stage], line.crm_stage)))


def gaps_of(deals: Sequence[DealSummary], index: Index) -> tuple[Gap, ...]:
    """Give the fields for which outcomes of open opportunities wait, the one for which most wait first."""
    fields = {
        check: tuple(dict.fromkeys(field for fact in facts for field in FACT_BY_NAME[fact].reads))
        for check, facts in index.playbook.facts_read.items()
    }
    waiting: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for deal in deals:
        for check in deal.findings.unknown:
            for field in fields[check]:
                if field not in deal.given:
                    waiting[field][check] += 1
    gaps = [_gap(field, counts, deals, index) for field, counts in waiting.items()]
    return tuple(sorted(gaps, key=lambda gap: (-gap.waiting, gap.field)))


def _gap(field: str, waiting: Mapping[str, int], deals: Sequence[DealSummary], index: Index) -> Gap:
    present = sum(field in deal.present for deal in deals)
    given = sum(field in deal.given for deal in deals)
    return Gap(
        field=field,
        meaning=Opportunity.model_fields[field].description or "",
        given=given,
        blank=present - given,
        absent=len(deals) - present,
        waiting=sum(waiting.values()),
        checks=tuple(check for check in index.playbook.checks_by_id if check in waiting),
    )
