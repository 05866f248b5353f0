"""What is made of the input before any rep is worked on: the history, the index, what deals know of each other."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from scorecards.compose.across import Across, Reach, across_of, pickers
from scorecards.compose.rep_review import RepReview
from scorecards.history.opportunity_history import History
from scorecards.index.history_of import history_of
from scorecards.index.index import Index
from scorecards.index.opportunity_files import OpportunityFiles, opportunity_files_of
from scorecards.read.input import Input
from scorecards.report.review import Review
from scorecards.reps.rep import RepDeals
from scorecards.team.review import review_team
from scorecards.team.team_history import TeamHistory


@dataclass(frozen=True, slots=True)
class Prepared:
    """What the reps are worked on with, and what the team's pages tell besides: all snapshots, and the index."""

    given: Input
    history: History
    index: Index
    files: OpportunityFiles

    @classmethod
    def of(cls, given: Input, editors: Mapping[str, str] | None = None) -> "Prepared":
        """Tell the history and build the index; ``editors`` is as :func:`editors_of` gives it."""
        history = history_of(given)
        return cls(given, history, Index.of(given, editors), opportunity_files_of(given, history))

    def reps(self) -> dict[str, RepDeals]:
        """Give each rep's deals, by the rep's id, in the order of team.yml."""
        return {rep.id: RepDeals(rep, self.files) for rep in self.index.team.reps}

    def weights(self, reps: Iterable[str]) -> dict[str, int]:
        """Count how many deals each rep has."""
        return {rep: sum(1 for _ in self.files.ids_of_owner(rep)) for rep in reps}

    @property
    def picked_by(self) -> dict[str, frozenset[str]]:
        """The reps who ever picked each opportunity, by its id."""
        return pickers(self.given.picks)

    def across(self, reaches: Mapping[str, Reach]) -> Across:
        """Gather what reaches across reps."""
        return across_of(reaches.values(), self.given.picks, self.files, self.history, self.index)

    def team(self, reps: Sequence[RepReview], across: Across) -> Review:
        """Put the review together."""
        files = self.files
        past = TeamHistory(self.history, files.rulings, files.follow_ups, self.given.waivers, files.left_the_export)
        return review_team(reps, across, past, self.index)
