"""Mutation in lines: each change of a check that no test notices, and how many there are."""

from collections.abc import Iterator

from scorecards.problems.problem import visible
from scorecards.rule_tests.mutation import Mutation


def unnoticed(mutation: Mutation) -> Iterator[str]:
    """Give a line for each change that no test notices and that the list of survivors does not explain."""
    for mutant in mutation.survived:
        yield visible(f"{mutant.path}:{mutant.line}: {mutant.what}")


def mutation_score(mutation: Mutation, tests: int) -> Iterator[str]:
    """Tell how many changes there are and how many of them tests notice; where there are no tests, that alone."""
    made = f"{mutation.made} changes of checks, one at a time"
    if not tests:
        yield f"{made}: there are no rule tests that could notice one"
        return
    explained = f", {len(mutation.explained)} can't be noticed" if mutation.explained else ""
    yield f"{made}: {len(mutation.caught)} noticed, {len(mutation.survived)} not noticed{explained}"
    yield f"mutation score: {mutation.percent:.1f} %"
