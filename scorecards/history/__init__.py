"""What the snapshots tell together: what changed from one to the next, and what the buyer did (D16)."""

from scorecards.history.cache import Cache
from scorecards.history.comparing import Terms
from scorecards.history.sighting import Act, Sighting, Waiting, Week, sighting_of
from scorecards.history.story import History, Story, after, replay

__all__ = ["Act", "Cache", "History", "Sighting", "Story", "Terms", "Waiting", "Week", "after", "replay", "sighting_of"]
