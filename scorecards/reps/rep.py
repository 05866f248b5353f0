"""One rep: from the rep's deals to the rep's review and files, in two rounds.

    derive → evaluate → diagnose → conclude → score | what reaches across reps | compose → render

Both rounds are pure functions of the rep's deals, the index and the playbook; the second takes, too, what reaches this
rep from the others.  So reps can be worked on side by side, and one of whom nothing changed can be left out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property, partial
from typing import Final

from scorecards.cache.packing import packed, unpacked
from scorecards.compose.across import Across, Reach, reach_of
from scorecards.compose.rep_review import RepReview, compose_rep
from scorecards.conclude.conclusion import Situations
from scorecards.diagnose.diagnosis import Diagnostics
from scorecards.index.index import Index
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.index.opportunity_files import OpportunityFiles
from scorecards.model.team import Rep
from scorecards.render.pages import Pages
from scorecards.render.rep_files import rep_files
from scorecards.score.case import Case
from scorecards.score.case_of import case_of


class RepDeals:
    """A rep with the files of the rep's deals; ``left`` are those that left the export and wait in the cold file.

    The files are made, and those of a large snapshot unpacked, where the rep is worked on.
    """

    def __init__(self, rep: Rep, known: OpportunityFiles) -> None:
        """Take the rep, and what is known of all opportunities."""
        self.rep = rep
        self.left = known.left_by_owner.get(rep.id, ())
        self._make = partial(known.of_owner, rep.id)

    @property
    def files(self) -> tuple[OpportunityFile, ...]:
        """The files of the rep's deals that the snapshot holds."""
        return self._make()

    def __getstate__(self) -> tuple[Rep, tuple[OpportunityFile, ...], tuple[OpportunityFile, ...]]:
        """Take along the files themselves where another process is handed the rep."""
        return self.rep, self.files, self.left

    def __setstate__(self, state: tuple[Rep, tuple[OpportunityFile, ...], tuple[OpportunityFile, ...]]) -> None:
        """Have them at hand there."""
        self.rep, files, self.left = state
        self._make = partial(tuple, files)


MANY: Final = 20_000
"""Of more deals than that, no cases are kept between the rounds: making them again takes less than room for all."""


@dataclass(frozen=True)
class RepResult:
    """What comes of one rep: what the team's pages need, and the rep's files by their path below the pages.

    What the team's pages need is packed once, and so handed on to another process and to the next build.  ``own_deals``
    is the part of the page of a rep who leads others that has the rep's own deals; that page is made with the team's.
    """

    made: RepReview | bytes
    files: Mapping[str, bytes]
    own_deals: str = ""

    @cached_property
    def review(self) -> RepReview:
        """What the team's pages need."""
        review: RepReview = unpacked(self.made) if isinstance(self.made, bytes) else self.made
        return review

    @cached_property
    def packed(self) -> bytes:
        """The same, packed."""
        return self.made if isinstance(self.made, bytes) else packed(self.made)

    def __reduce__(self) -> tuple[type["RepResult"], tuple[bytes, Mapping[str, bytes], str]]:
        """Go packed to another process."""
        return RepResult, (self.packed, self.files, self.own_deals)


@dataclass(frozen=True)
class Desk:
    """What each rep is worked on with; it is the same for all.

    ``picked_by`` is who picked each opportunity.  Where there are no ``pages``, no files are made.  ``also`` is an
    opportunity that is shown though no page shows it.  One that ``forgets`` keeps no cases between the rounds, because
    there are too many.
    """

    index: Index
    picked_by: Mapping[str, frozenset[str]]
    pages: Pages | None = None
    also: str | None = None
    forgets: bool = False
    assessed: dict[str, list[Case]] = field(default_factory=dict)
    """The cases of the reps between the two rounds: where they are not at hand any more, they are made again."""

    def __getstate__(self) -> dict[str, object]:
        """Leave the cases behind where another process is handed the desk."""
        own = {each.name: getattr(self, each.name) for each in fields(self)}
        return own | {"assessed": {}}

    def load(self) -> None:
        """Load and compile what every rep takes, so that further processes that are forked from this one have it."""
        _ = self.diagnostics, self.situations
        if self.pages:
            self.pages.load()

    @cached_property
    def diagnostics(self) -> Diagnostics:
        """The playbook's checks and causes, compiled."""
        return Diagnostics.of(self.index.playbook)

    @cached_property
    def situations(self) -> Situations:
        """The playbook's situations, compiled."""
        return Situations.of(self.index.playbook)


def reach_of_rep(desk: Desk, deals: RepDeals, _: None = None) -> Reach:
    """Assess a rep's deals, and tell what of them reaches beyond the rep's own page: the first round."""
    cases = assess(desk, deals.files)
    if not desk.forgets:
        desk.assessed[deals.rep.id] = cases
    return reach_of(deals.rep, cases, desk.picked_by, desk.index)


def result_of_rep(desk: Desk, deals: RepDeals, across: Across) -> RepResult:
    """Compose and render a rep's review, now that it is known what reaches this rep: the second round."""
    cases = desk.assessed.pop(deals.rep.id, None) or assess(desk, deals.files)
    review = compose_rep(deals.rep, cases, deals.left, across, desk.index, desk.also)
    if desk.pages is None:
        return RepResult(review, {})
    files, own_deals = rep_files(review, across.named, desk.pages)
    return RepResult(review.for_the_team(), files, own_deals)


def assess(desk: Desk, files: Iterable[OpportunityFile]) -> list[Case]:
    """Derive, evaluate, diagnose, conclude and score one rep's deals; the most urgent case comes first."""
    cases = (case_of(file, desk.diagnostics, desk.situations, desk.index) for file in files)
    return sorted(cases, key=lambda case: case.urgency)
