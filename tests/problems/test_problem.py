"""A problem is one line of what can be shown."""

from hypothesis import given
from hypothesis import strategies as st

from scorecards.problems.problem import Problem


@given(st.text(), st.text())
def test_a_problem_is_told_on_one_line_whatever_stands_in_it(path: str, message: str) -> None:
    assert str(Problem(path, 1, 1, "code", message)).isprintable()


def test_what_can_be_shown_stays_as_it_is() -> None:
    told = "read 'Müller – 王伟', \\t"
    assert str(Problem("a.yml", 2, 3, "code", told)) == f"a.yml:2:3: code: {told}"
