"""Their side of an opportunity: needs, stories, plan, and their own words read back (D20 to D24, D26, D29 to D31)."""

from scorecards.composing.cases import Case
from scorecards.composing.material import Material
from scorecards.results import TheirSide


def their_side_of(case: Case, material: Material) -> TheirSide:
    """Give their side, as far as the snapshot tells it."""
    return TheirSide((), (), (), (), (), gap=None, need_changed=False, reminder=None, quoted=())
