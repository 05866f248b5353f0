"""Many problems are told in few lines, and none of them goes without a count."""

from hypothesis import given
from hypothesis import strategies as st

from scorecards.problems.problem import Problem
from scorecards.problems.telling import MOST, first_of_each_cause, lines_of


def of(code: str, count: int, path: str = "team.yml") -> list[Problem]:
    return [Problem(path, line, 1, code, f"read {line}") for line in range(1, count + 1)]


def test_a_hundred_problems_are_told_one_by_one() -> None:
    problems = [*of("unknown-key", 60), *of("not-a-date", 40)]
    assert lines_of(problems) == [str(each) for each in problems]


def test_of_more_the_first_of_each_cause_are_told_and_the_others_counted() -> None:
    problems = [*of("unknown-key", 1_000_000), *of("not-a-date", 3), *of("too-long", 2_000)]
    lines = lines_of(problems)
    assert lines[-2:] == ["1,952 more: too-long", "999,951 more: unknown-key"]
    assert len(lines) == MOST + 2
    assert sum(": not-a-date: " in line for line in lines) == 3
    assert lines[0] == "team.yml:1:1: unknown-key: read 1"


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.integers(1, 90)), max_size=12))
def test_every_problem_is_told_or_counted(groups: list[tuple[str, int]]) -> None:
    problems = [each for code, count in groups for each in of(code, count)]
    told, more = first_of_each_cause(problems)
    assert len(told) + sum(more.values()) == len(problems)
    assert len(told) == min(len(problems), MOST)
    assert {each.code for each in told} == {each.code for each in problems}
