"""What several tests of the team's pages need."""

from pathlib import Path

import pytest

from tests.support.ruling_team import RulingTeam, ruling_team


@pytest.fixture
def team(base: Path) -> RulingTeam:
    """Give a team whose managers rule, with no deal yet."""
    return ruling_team(base)
