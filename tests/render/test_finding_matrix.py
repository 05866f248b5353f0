"""The matrix of findings: what it counts, where its figures lead, and that what is unknown is no zero."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from scorecards.cli.main import scorecards
from scorecards.render.pages import render
from scorecards.render.reference.reference import reference
from scorecards.report.figures import MatrixCell
from scorecards.report.review import Review
from scorecards.review import Folders, read, review_of
from tests.render.test_pages import in_html
from tests.support.project import ROOT
from tests.support.tree import Element, tree


@pytest.fixture(scope="module")
def sample() -> Review:
    return review_of(read(Folders(ROOT, ROOT / "playbook", ROOT / "pipeline", ROOT / "docs")))


@pytest.fixture(scope="module")
def pages(sample: Review) -> dict[str, str]:
    return render(sample, reference(scorecards))


@pytest.fixture(scope="module")
def by_rep(pages: dict[str, str]) -> Element:
    return matrix_on(pages["scorecards/maeve-corrigan.md"])


def matrix_on(page: str) -> Element:
    return next(each for each in tree(in_html(page)).all("table") if "sc-matrix" in each.attributes["class"])


def cells(matrix: Element) -> Iterator[Element]:
    """Give the cells of people; the last of each row counts all."""
    for row in list(matrix.all("tr"))[1:]:
        yield from list(row.all("td"))[:-1]


def figure_in(cell: Element) -> str:
    return cell.flat.rpartition(" ")[2]


def test_a_cell_counts_the_failing_of_the_known_and_leads_to_them(sample: Review, by_rep: Element) -> None:
    rows = sample.manager_pages[0].matrix.rows
    expected = [cell for each in rows for cell in each.cells]
    assert [figure_in(cell) for cell in cells(by_rep)] == [_figure(cell) for cell in expected]
    assert [link.attributes["href"] for cell in cells(by_rep) for link in cell.all("a")] == [
        f"../scorecards/open.html?rep={cell.column}&finding={each.check}"
        for each in rows
        for cell in each.cells
        if cell.failed
    ]


def _figure(cell: MatrixCell) -> str:
    return f"{cell.failed}/{cell.known}" if cell.known else "?" if cell.unknown else "–"


def test_what_is_not_known_is_no_zero(by_rep: Element) -> None:
    unknown = [cell for cell in cells(by_rep) if figure_in(cell) == "?"]
    assert unknown
    for cell in unknown:
        assert cell.attributes["class"] == "sc-shade-unknown"
        assert re.fullmatch(r"\d+ unknown", cell.one("span").attributes["title"])


def test_the_more_of_the_known_fail_the_darker_is_the_cell(sample: Review, by_rep: Element) -> None:
    counted = [cell for each in sample.manager_pages[0].matrix.rows for cell in each.cells]
    shades = [int(re.sub(r"\D", "", cell.attributes.get("class", "")) or 0) for cell in cells(by_rep)]
    share = [cell.failed / cell.known if cell.known else 0 for cell in counted]
    assert [shade for _, shade in sorted(zip(share, shades, strict=True))] == sorted(shades)
    assert (min(shades), max(shades)) == (0, 5)


@pytest.mark.parametrize(("failed", "known", "shade"), [(0, 9, 0), (1, 1000, 1), (1, 5, 1), (3, 5, 3), (9, 9, 5)])
def test_one_that_fails_is_never_as_light_as_none(failed: int, known: int, shade: int) -> None:
    assert MatrixCell("bo", failed, known, 0).shade == shade


def test_each_cell_names_its_person_for_a_phone_where_the_head_is_left_out(sample: Review, by_rep: Element) -> None:
    names = {card.rep: card.name for card in sample.scorecards}
    columns = [names[rep] for rep in sample.manager_pages[0].matrix.columns]
    said = [cell.one("bdi").flat for cell in cells(by_rep)]
    assert said == columns * len(sample.manager_pages[0].matrix.rows)


def test_the_matrix_counts_what_the_scorecards_count(sample: Review) -> None:
    for each in sample.figures.matrix.rows:
        group = next(group for group in sample.groups if group.check == each.check)
        assert (each.failed, each.known, each.unknown) == (group.tally.failed, group.tally.known, group.tally.unknown)
        assert sum(cell.failed for cell in each.cells) == each.failed
        assert sum(cell.known for cell in each.cells) == each.known
    assert len(sample.figures.matrix.rows) + sample.figures.matrix.rest == len(sample.groups)


def test_people_stand_in_the_order_of_their_names_and_a_manager_sees_the_own_ones(sample: Review) -> None:
    names = {card.rep: card.name for card in sample.scorecards}
    for page in sample.manager_pages:
        shown = [names[each] for each in page.matrix.columns]
        assert shown == sorted(shown)
        assert set(page.matrix.columns) == {line.rep for line in page.reps}
    assert sample.figures.matrix.columns == tuple(
        page.manager for page in sorted(sample.manager_pages, key=lambda page: page.name)
    )


def test_the_teams_own_matrix_stands_by_manager_and_names_no_rep(sample: Review, pages: dict[str, str]) -> None:
    assert sample.figures.matrix.by == "manager"
    matrix = matrix_on(pages["scorecards/figures.md"])
    assert not [card.name for card in sample.scorecards if card.name in matrix.flat]
    assert "Maeve" in matrix.flat


def test_a_team_of_too_many_rows_is_sent_to_its_managers_pages(sample: Review) -> None:
    many = replace(sample.figures.matrix, rows=sample.figures.matrix.rows * 30)
    made = replace(sample, figures=replace(sample.figures, matrix=many))
    page = render(made, reference(scorecards))["scorecards/figures.md"]
    assert "too many for one picture" in page
    assert "sc-matrix" not in page
