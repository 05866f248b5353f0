"""How a build ended."""

from dataclasses import dataclass

from scorecards.problems.problem import Problem


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a build ended: what it said, the problems that stopped it, and whether the site is another one now."""

    said: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    site_changed: bool = False
    broke_off: bool = False

    @property
    def headline(self) -> str:
        """Say in a sentence why nothing was built; empty where the site was."""
        if self.broke_off:
            return "Build crashed; see the terminal. Showing the last good site."
        count = f"{len(self.problems)} problem{'s' * (len(self.problems) != 1)}"
        return f"{count}. Showing the last good site." if self.problems else ""
