"""Everything that composing puts together: what was read, derived and evaluated."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from scorecards.derive.facts import Row
from scorecards.diagnose.causes import Signs
from scorecards.history.opportunity_history import History
from scorecards.index.background import Background
from scorecards.model.check import Check
from scorecards.model.names import folded
from scorecards.model.playbook import Criterion, Play, Playbook
from scorecards.model.rulings import Ruling
from scorecards.model.snapshot import Opportunity, Snapshot
from scorecards.model.team import Manager, Rep, Team
from scorecards.read.input import Input
from scorecards.read.places import Places
from scorecards.report.formats import Formats
from scorecards.report.values import OutcomeName, Place
from scorecards.score.score import heaviest_first, tally, tells_little


@dataclass(frozen=True)
class Material:
    """Input and findings of one build.

    ``editors`` are the addresses at which the repository's web editor opens files of the playbook and the rulings, by
    the names that the pages call these files.
    """

    given: Input
    history: History
    background: Background
    facts: Mapping[str, Row]
    outcomes: Mapping[str, Sequence[OutcomeName]]
    editors: Mapping[str, str] = field(default_factory=dict)

    @property
    def playbook(self) -> Playbook:
        """The playbook."""
        return self.given.playbook

    @property
    def team(self) -> Team:
        """The team."""
        return self.given.team

    @property
    def snapshot(self) -> Snapshot:
        """The snapshot."""
        return self.given.snapshot

    @property
    def places(self) -> Places:
        """Where things stand in the files."""
        return self.given.places

    def editor_at(self, place: Place) -> str | None:
        """Give the address at which the web editor opens a place, at its line where the host allows that."""
        address = self.editors.get(place.path)
        return address and f"{address}#L{place.line}"

    @cached_property
    def opportunities(self) -> dict[str, Opportunity]:
        """The opportunities of the snapshot by id."""
        return {each.id: each for each in self.snapshot.opportunities}

    @cached_property
    def checks(self) -> dict[str, Check]:
        """The checks by id, the heaviest first; all lists of checks follow this order."""
        return {check.id: check for check in heaviest_first(self.playbook.checks, self.playbook.scoring)}

    @cached_property
    def facts_read(self) -> dict[str, tuple[str, ...]]:
        """The facts that each check reads, by the check's id."""
        return {check.id: check.facts() for check in self.playbook.checks}

    @cached_property
    def deciding_facts(self) -> dict[str, tuple[str, ...]]:
        """The facts that decide whether a check applies, by the check's id."""
        conditions = ((check.id, check.applies_to.when) for check in self.playbook.checks)
        return {check: tuple(condition.facts()) if condition else () for check, condition in conditions}

    @cached_property
    def telling_little(self) -> frozenset[str]:
        """The checks that fail for nearly all opportunities, and so say little about any one."""
        scoring = self.playbook.scoring
        return frozenset(check for check in self.checks if tells_little(tally(self.outcomes[check]), scoring))

    @cached_property
    def criteria(self) -> dict[str, Criterion]:
        """The exit criteria of all stages, by id."""
        return {criterion.id: criterion for stage in self.playbook.stages for criterion in stage.exit_criteria}

    @cached_property
    def formats(self) -> Formats:
        """How the team's locale writes days and sums, for the words to say."""
        return Formats(self.team.locale, self.team.currency)

    @cached_property
    def stage_order(self) -> dict[str, int]:
        """The place of each stage in the sale, from 0."""
        return {stage.id: place for place, stage in enumerate(self.playbook.stages)}

    @cached_property
    def question_order(self) -> dict[str, int]:
        """The place of each question in the playbook, from 0: the most telling first."""
        return {question.id: place for place, question in enumerate(self.playbook.questions)}

    @cached_property
    def plays(self) -> dict[str, Play]:
        """The plays by id."""
        return {play.id: play for play in self.playbook.plays}

    @cached_property
    def rulings(self) -> dict[str, tuple[tuple[Ruling, Place], ...]]:
        """The rulings on each opportunity that has any, the oldest first, each with its place."""
        found: dict[str, tuple[tuple[Ruling, Place], ...]] = {}
        for each in self.given.rulings:
            opportunity = each.value.opportunity
            found[opportunity] = (*found.get(opportunity, ()), (each.value, each.place))
        return found

    def standing_rulings(self, opportunity: str) -> tuple[tuple[Ruling, Place], ...]:
        """Give the rulings on an opportunity that stand, the oldest first, each with its place."""
        standing = {each.on for each in self.background.standing_rulings(opportunity)}
        return tuple(pair for pair in self.rulings.get(opportunity, ()) if pair[0].on in standing)

    @cached_property
    def signs(self) -> Signs:
        """The causes for which opportunities hang, and the checks that speak for or against them."""
        return Signs.of(self.playbook.causes, self.checks.values(), self.playbook.questions)

    @cached_property
    def reps(self) -> dict[str, Rep]:
        """The reps by id."""
        return {rep.id: rep for rep in self.team.reps}

    def rep_called(self, name: str) -> str | None:
        """Give the id of the rep who has this id, or alone this name; None where nobody has, or several have."""
        return name if name in self.reps else self._reps_by_name.get(folded(name))

    @cached_property
    def _reps_by_name(self) -> dict[str, str]:
        names = Counter(folded(rep.name) for rep in self.team.reps)
        return {folded(rep.name): rep.id for rep in self.team.reps if names[folded(rep.name)] == 1}

    def rep_name(self, rep: str) -> str:
        """Give the name of a rep; the id where the rep is no longer in the team."""
        return self.reps[rep].name if rep in self.reps else rep

    def account_name(self, account: str | None) -> str | None:
        """Give the name of an account; what the snapshot calls it where accounts.yml does not know it."""
        known = self.background.accounts.get(account or "")
        return known.name if known else account

    @cached_property
    def managers(self) -> dict[str, Manager]:
        """The managers by id."""
        return {manager.id: manager for manager in self.team.managers}
