"""The pictures: that they show what the results say, alike on every machine, and say it to those who cannot see."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from scorecards.cache.cache import Cache
from scorecards.cli.main import scorecards
from scorecards.render.pages import render
from scorecards.render.pictures import pictures
from scorecards.render.pictures.dressing import dressed
from scorecards.render.pictures.pictures import draw, pictures_of, sketches
from scorecards.render.pictures.pipeline_by_snapshot import SHOWN
from scorecards.render.pictures.sketch import Sketch
from scorecards.render.reference.reference import reference
from scorecards.report.review import Review
from scorecards.report.values import Money, Sum
from scorecards.review import Folders, read, review_of
from tests.render.test_pages import HOSTILE, Parsed, every_text, in_html
from tests.support.project import ROOT
from tests.support.small_review import FIGURES, REVIEW
from tests.support.tree import Element, tree
from tests.support.weeks import review_of_weeks

TOKENS = set(re.findall(r"(--(?:sc|md)-[\w-]+):", (ROOT / "docs/assets/styles/base.css").read_text("utf-8")))
OF_THE_THEME = {"--md-default-bg-color"}


@pytest.fixture(scope="module")
def sample() -> Review:
    return review_of(read(Folders(ROOT, ROOT / "playbook", ROOT / "pipeline", ROOT / "docs")))


@pytest.fixture(scope="module")
def drawn(sample: Review) -> dict[str, str]:
    return {name: picture.on("../") for name, picture in pictures_of(sample).items()}


@pytest.fixture(scope="module")
def svgs(drawn: dict[str, str]) -> dict[str, Element]:
    return {name: tree(svg).one("svg") for name, svg in drawn.items()}


@pytest.fixture(scope="module")
def pages(sample: Review) -> dict[str, Element]:
    made = render(sample, reference(scorecards), pictures_of(sample))
    return {path: tree(in_html(text)) for path, text in made.items()}


def links(inside: Element) -> dict[str, str]:
    """Give the marks that lead somewhere: where to, by what they tell."""
    return {each.one("title").flat: each.attributes["href"] for each in inside.all("a")}


def words(svg: Element) -> list[str]:
    return ["".join(part for part in each.inside if isinstance(part, str)) for each in svg.all("text")]


# The same bytes on every machine.


def in_font(sketch: Sketch, font: str) -> str:
    return draw({**sketch.spec, "config": {**sketch.spec["config"], "font": font}})


def test_no_picture_depends_on_how_wide_a_font_is(sample: Review) -> None:
    for sketch in (*sketches(sample), *sketches(REVIEW)):
        narrow, wide = in_font(sketch, "Liberation Sans Narrow"), in_font(sketch, "Liberation Mono")
        assert narrow != wide
        assert narrow.replace("Liberation Sans Narrow", "Liberation Mono") == wide, sketch.name


def test_the_fonts_of_that_test_are_not_as_wide() -> None:
    """Without the care that the pictures take, the two differ."""
    careless = {
        "data": {"values": [{"a": "A long name", "b": 1}]},
        "mark": "bar",
        "encoding": {"y": {"field": "a", "type": "nominal"}, "x": {"field": "b", "type": "quantitative"}},
    }
    sizes = {
        re.findall(r'viewBox="[^"]*"', draw({**careless, "config": {"font": font, "axis": {"labelFontSize": 30}}}))[0]
        for font in ("Liberation Sans", "Liberation Mono")
    }
    assert len(sizes) == 2


def test_a_picture_names_no_font_and_is_drawn_alike_again(sample: Review, drawn: dict[str, str]) -> None:
    assert {name: picture.on("../") for name, picture in pictures_of(sample).items()} == drawn
    assert not [name for name, svg in drawn.items() if "font-family" in svg]


def test_what_was_drawn_is_kept_and_the_engine_is_not_asked_again(
    sample: Review, drawn: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = pictures_of(sample, Cache(tmp_path))
    monkeypatch.setattr(pictures, "draw", None)
    assert pictures_of(sample, Cache(tmp_path)) == first
    assert {name: picture.on("../") for name, picture in first.items()} == drawn


def test_a_spoilt_drawing_is_told_of_and_drawn_again(sample: Review, drawn: dict[str, str], tmp_path: Path) -> None:
    pictures_of(sample, Cache(tmp_path))
    spoilt = min((tmp_path / "pictures").iterdir())
    spoilt.write_bytes(spoilt.read_bytes().replace(b"<svg", b"<gvs"))
    kept = Cache(tmp_path)
    assert {name: picture.on("../") for name, picture in pictures_of(sample, kept).items()} == drawn
    assert kept.spoilt == [spoilt]


def test_two_teams_that_are_built_in_turn_draw_nothing_anew(
    sample: Review, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for team in (sample, REVIEW):
        pictures_of(team, Cache(tmp_path))
    monkeypatch.setattr(pictures, "draw", None)
    for team in (sample, REVIEW):
        assert pictures_of(team, Cache(tmp_path)) == pictures_of(team, Cache(tmp_path))


def test_drawings_that_nobody_needs_any_more_do_not_stay_for_good(
    sample: Review, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "OTHERS", 1)
    pictures_of(REVIEW, Cache(tmp_path))
    pictures_of(sample, Cache(tmp_path))
    assert len(list((tmp_path / "pictures").iterdir())) == len({json.dumps(each.spec) for each in sketches(sample)}) + 1


def test_another_name_of_an_opportunity_draws_nothing_anew(
    sample: Review, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Words are put in after the engine has drawn."""
    pictures_of(sample, Cache(tmp_path))
    monkeypatch.setattr(pictures, "draw", None)
    renamed = tuple(replace(deal, name=f"{deal.name} II") for deal in sample.opportunities)
    again = pictures_of(replace(sample, opportunities=renamed), Cache(tmp_path))
    assert " II: " in again["ages"].on("")


# In a page.


def test_a_picture_has_a_name_and_neither_ids_nor_roles_nor_namespaces(drawn: dict[str, str]) -> None:
    for name, svg in drawn.items():
        head = tree(svg).one("svg").attributes
        assert len(head["aria-label"]) > 20, name
        assert not re.search(r'\s(?:id|role|class|style|xmlns(?::\w+)?|xlink:href|aria-hidden)="', svg), name
        assert "http" not in svg, name


def test_colours_are_those_of_the_page(drawn: dict[str, str]) -> None:
    painted = {each for svg in drawn.values() for each in re.findall(r'(?:fill|stroke)="([^"]*)"', svg)}
    variables = {found for each in painted for found in re.findall(r"var\((--[\w-]+)\)", each)}
    assert variables <= TOKENS | OF_THE_THEME
    assert painted - {f"var({name})" for name in variables} <= {"none", "currentColor", "transparent"}
    assert "--sc-mend" in variables


def test_no_word_is_smaller_than_eleven_pixels_and_none_stands_outside(drawn: dict[str, str]) -> None:
    for name, svg in drawn.items():
        sizes = {float(each) for each in re.findall(r'font-size="([\d.]+)px"', svg)}
        assert sizes
        assert min(sizes) >= 11, name
        width = float(tree(svg).one("svg").attributes["width"])
        assert width <= (680 if name.startswith("matrix") else 340), name


def test_marks_are_no_stops_of_the_keyboard_because_the_table_has_the_same_links(pages: dict[str, Element]) -> None:
    followed = 0
    samples = "reference/patterns.md"
    for path, page in pages.items():
        if path == samples:
            continue
        for figure in page.all("figure"):
            in_table = {each.attributes["href"] for table in figure.all("table") for each in table.all("a")}
            for link in (each for svg in figure.all("svg") for each in svg.all("a")):
                assert link.attributes["tabindex"] == "-1"
                assert link.attributes["href"] in in_table, (path, link.attributes)
                followed += 1
    assert followed > 100


def test_every_link_of_a_picture_leads_to_a_page_and_a_place_on_it(pages: dict[str, Element]) -> None:
    ids = {path.replace(".md", ".html"): {e.attributes.get("id") for e in page.all()} for path, page in pages.items()}
    for path, page in pages.items():
        for link in (each for svg in page.all("svg") for each in svg.all("a")):
            target, _, anchor = link.attributes["href"].partition("#")
            folder = "scorecards/" if path.startswith("scorecards/") else ""
            if folder:
                assert target.startswith("../")
            file = target.removeprefix("../").partition("?")[0]
            assert file in ids, (path, link.attributes["href"])
            assert not anchor or anchor in ids[file]


def test_a_picture_stands_in_a_figure_with_a_sentence_how_many_and_a_table(pages: dict[str, Element]) -> None:
    found = [
        (path, figure)
        for path in ("index.md", "scorecards/figures.md", "scorecards/maeve-corrigan.md")
        for figure in pages[path].all("figure")
    ]
    assert len(found) == 2 + 4 + 2
    for path, figure in found:
        assert len(list(figure.all("svg"))) == 1, path
        assert re.search(
            r"As of 16 Nov 2026, \d+ (of \d+ open|opportunities)|\d+ opportunities open then|As of 16 Nov 2026\. Each",
            figure.one("figcaption").flat,
        ), path
        assert figure.one("details").one("summary").flat == "The same as a table"
        assert len(list(figure.one("table").all("tr"))) > 3


def drawn_pages(review: Review) -> dict[str, Parsed]:
    made = render(review, reference(scorecards), pictures_of(review))
    shown = {path: Parsed(in_html(text)) for path, text in made.items()}
    return {path: page for path, page in shown.items() if any(tag == "svg" for tag, _ in page.tags)}


@cache
def plain_pages() -> dict[str, Parsed]:
    return drawn_pages(every_text(REVIEW, "PLAIN"))


def tags_of(page: Parsed) -> Counter[tuple[str, ...]]:
    """Count tags with their attributes; how many lines a name or a title takes depends on how long it is."""
    tags = ((tag, *(name for name, _ in attributes)) for tag, attributes in page.tags)
    return Counter(tag for tag in tags if tag[0] not in {"text", "/text", "tspan", "/tspan"})


@settings(max_examples=8, deadline=None)
@given(st.text(min_size=1))
def test_no_text_in_a_picture_becomes_markup(text: str) -> None:
    made = drawn_pages(every_text(REVIEW, text))
    assert made.keys() == plain_pages().keys()
    for path, page in made.items():
        assert tags_of(page) == tags_of(plain_pages()[path]), path


for hostile in HOSTILE:
    test_no_text_in_a_picture_becomes_markup = example(hostile)(test_no_text_in_a_picture_becomes_markup)


def test_what_a_mark_tells_is_the_name_as_the_crm_has_it() -> None:
    odd = '<b>"Rota" & co</b>'
    named = tuple(replace(deal, name=odd) for deal in REVIEW.opportunities)
    svg = pictures_of(replace(REVIEW, opportunities=named))["ages"].on("")
    assert odd not in svg
    assert f"{odd}: 49 of 30 days" in {unescape(each) for each in re.findall(r'aria-label="([^"]*)"', svg)}


# Ages.


def test_each_opportunity_of_a_known_age_is_a_mark_that_tells_its_name_and_leads_to_it(
    sample: Review, svgs: dict[str, Element]
) -> None:
    open_ = [each for each in sample.opportunities if each.status == "open" and not each.ruled_over]
    known = [each for each in open_ if each.days_in_stage is not None]
    expected = {f"../scorecards/{deal.owner}.html#{deal.id}": deal for deal in known}
    marks = {href: told for told, href in links(svgs["ages"]).items() if "#" in href}
    assert marks.keys() == expected.keys()
    for href, deal in expected.items():
        unit = "working days" if deal.in_working_days else "days"
        assert marks[href].startswith(f"{deal.name}: {deal.days_in_stage} of {deal.stage_limit} {unit}")


def test_what_is_over_the_limit_stands_right_of_it_in_another_shape_and_colour(
    sample: Review, svgs: dict[str, Element]
) -> None:
    deals = {f"../scorecards/{deal.owner}.html#{deal.id}": deal for deal in sample.opportunities}
    shapes: dict[bool, set[str]] = {True: set(), False: set()}
    places: dict[bool, list[float]] = {True: [], False: []}
    for link in svgs["ages"].all("a"):
        if "#" in link.attributes["href"]:
            deal, mark = deals[link.attributes["href"]], link.one("path").attributes
            over = (deal.days_in_stage or 0) > (deal.stage_limit or 0)
            places[over].append(float(mark["transform"].removeprefix("translate(").partition(",")[0]))
            shapes[over].add(f"{mark['d']} {mark['fill']}")
    assert max(places[False]) < min(places[True])
    assert (len(shapes[True]), len(shapes[False])) == (1, 1)
    assert shapes[True] != shapes[False]
    assert "var(--sc-mend)" in shapes[True].pop()


def test_a_stage_tells_its_limit_with_its_unit_what_is_over_it_and_what_is_not_known(svgs: dict[str, Element]) -> None:
    told = words(svgs["ages"])
    for said in ("Sign", "10 working days", "30 days", "9 over, 1 ruled over, 1 not known", "2 over"):
        assert said in told


def row(number: int, entered: str, stage: str = "meet") -> str:
    return f"id: A{number}, name: N{number}, owner: bo, status: open, stage: {stage}, stage_entered_on: {entered}"


def test_more_than_a_hundred_and_fifty_are_counted_and_not_named_and_stay_small(base: Path) -> None:
    made = review_of_weeks(base, "\n".join(row(number, f"2026-{number % 9 + 1:02}-10") for number in range(151)))
    assert made.figures.ages.too_many
    (picture,) = [each for name, each in pictures_of(made).items() if name == "ages"]
    svg = tree(picture.on("")).one("svg")
    assert not [href for href in links(svg).values() if "#" in href]
    stage = next(each for each in made.figures.ages.stages if each.stage == "meet")
    assert (stage.over + stage.within, stage.over_ids) == (151, ())
    assert (sum(band.over for band in stage.bands), sum(band.others for band in stage.bands)) == (
        stage.over,
        stage.within,
    )
    assert {str(band.over) for band in stage.bands if band.over} <= set(words(svg))
    assert len(picture.on("")) < 10_000


def test_one_that_was_ruled_lost_is_over_no_limit_also_where_all_are_counted(base: Path) -> None:
    """Of 151 that are beyond three times the limit, one is ruled lost (D14)."""
    ruling = "{opportunity: A7, ruling: lost, by: mara-quinn, on: 2026-11-12, reason: They hired instead}"
    (base / "pipeline" / "rulings.yml").write_text(f"rulings: [{ruling}]", "utf-8")
    made = review_of_weeks(base, "\n".join(row(number, "2026-01-10") for number in range(151)))
    stage = next(each for each in made.figures.ages.stages if each.stage == "meet")
    assert (stage.over, stage.within, stage.ruled_over) == (150, 0, 1)
    assert [(band.over, band.others) for band in stage.bands if band.over or band.others] == [(150, 0)]
    svg = tree(pictures_of(made)["ages"].on("")).one("svg")
    fills = Counter(each.attributes["fill"] for each in svg.all("path") if "v" in each.attributes.get("d", ""))
    assert (fills["var(--sc-mend)"], fills["var(--md-default-bg-color)"]) == (1, 0)
    assert "150 over, 1 ruled over" in words(svg)
    page = tree(in_html(render(made, reference(scorecards), pictures_of(made))["scorecards/figures.md"])).flat
    assert "150 of 151 open, 1 ruled lost or dead" in page


def test_a_hundred_and_fifty_marks_in_one_stage_do_not_hide_each_other(base: Path) -> None:
    made = review_of_weeks(base, "\n".join(row(number, "2026-11-10") for number in range(150)))
    picture = pictures_of(made)["ages"].on("")
    places = re.findall(r'<path transform="(translate\([^"]*\))"', picture)
    places += re.findall(r'<path d="[^"]*" transform="(translate\([^"]*\))"', picture)
    assert len(places) >= 150
    assert len(set(places)) == len(places)
    assert len(picture) < 60_000


@pytest.mark.parametrize(
    ("entered", "band"),
    [
        ("2026-11-16", 0),
        ("2026-11-09", 0),
        ("2026-11-08", 1),
        ("2026-11-02", 1),
        ("2026-11-01", 2),
        ("2026-10-05", 5),
        ("2026-10-04", 6),
    ],
)
def test_ages_are_counted_by_halves_of_the_limit(base: Path, entered: str, band: int) -> None:
    """The limit is 14 days: seven days are up to half of it, fourteen up to all of it, and one more is over."""
    ages = review_of_weeks(base, row(1, entered)).figures.ages
    stage = ages.stages[0]
    assert (list(map(float, ages.edges)), stage.limit) == ([0.5, 1, 1.5, 2, 2.5, 3], 14)
    assert [(each.over, each.others) for each in stage.bands] == [
        (0, 0) if place != band else (1, 0) if band > 1 else (0, 1) for place in range(7)
    ]
    assert (stage.over, stage.within) == ((1, 0) if band > 1 else (0, 1))


def test_an_unknown_age_is_counted_as_unknown_and_drawn_nowhere(base: Path) -> None:
    made = review_of_weeks(base, "id: A, name: A, owner: bo, status: open, stage: meet")
    assert (made.figures.ages.known, made.figures.ages.stages[0].unknown) == (0, 1)
    assert "ages" not in pictures_of(made)


# The flow.


def test_the_flow_tells_both_totals_and_every_step_with_its_sign(svgs: dict[str, Element]) -> None:
    told = words(svgs["flow"])
    assert told.index("9 Nov 2026") < told.index("16 Nov 2026")
    assert {"€1,024,880", "1 new", "+€40,200", "1 won", "−€21,700", "€1,043,380"} <= set(told)


def bars(svg: Element) -> list[tuple[float, float]]:
    """Give left and right of every bar."""
    found = (re.match(r"M([\d.-]+),[\d.-]+h([\d.-]+)", each.attributes["d"]) for each in svg.all("path"))
    return [(float(each[1]), float(each[1]) + float(each[2])) for each in found if each]


def test_the_bars_of_the_flow_are_as_long_as_what_they_stand_for(svgs: dict[str, Element]) -> None:
    new, won = sorted((right - left for left, right in bars(svgs["flow"])), reverse=True)[:2]
    assert new / won == pytest.approx(40200 / 21700, rel=0.01)


def test_without_amounts_the_flow_is_told_in_numbers() -> None:
    assert FIGURES.flow
    none = Money(FIGURES.flow.now.amount.amount * 0, "EUR")
    flow = replace(
        FIGURES.flow,
        then=replace(FIGURES.flow.then, amount=none),
        now=replace(FIGURES.flow.now, amount=none),
        steps=tuple(replace(each, amount=none) for each in FIGURES.flow.steps),
    )
    review = replace(REVIEW, figures=replace(FIGURES, flow=flow))
    assert words(tree(pictures_of(review)["flow"].on("")).one("svg")).count("6 open") == 2


# Week by week.


def test_each_snapshot_is_a_column_that_tells_what_is_open_and_over_the_limit(
    sample: Review, drawn: dict[str, str]
) -> None:
    notes = set(re.findall(r"<title>([^<]*)</title>", drawn["weeks"]))
    assert len(notes) == len(sample.figures.weeks) == 8
    assert "16 Nov 2026: €1,043,380 open, €639,700 over the limit" in notes


def test_where_amounts_cannot_be_added_up_opportunities_are_counted() -> None:
    usd = Money(FIGURES.weeks[1].open.amounts[0].amount, "USD")
    odd = replace(FIGURES.weeks[1], open=replace(FIGURES.weeks[1].open, amounts=(usd, *FIGURES.weeks[1].open.amounts)))
    review = replace(REVIEW, figures=replace(FIGURES, weeks=(odd, *FIGURES.weeks[1:])))
    assert "6 open, 2 over the limit" in pictures_of(review)["weeks"].on("")


def test_weeks_in_different_currencies_are_counted_and_not_put_on_one_scale() -> None:
    """A million francs without a rate beside five euro."""
    francs = Sum((Money(Decimal(1_000_000), "CHF"),), 1, 0, 0)
    week = replace(FIGURES.weeks[1], open=francs, aged=Sum((), 0, 0, 0))
    review = replace(REVIEW, figures=replace(FIGURES, weeks=(week, FIGURES.weeks[2])))
    notes = re.findall(r"<title>([^<]*)</title>", pictures_of(review)["weeks"].on(""))
    assert [note.partition(": ")[2] for note in notes[:2]] == ["1 open, 0 over the limit", "5 open, 3 over the limit"]


def test_a_snapshot_of_more_than_a_year_ago_has_no_say_in_what_is_drawn() -> None:
    francs = replace(FIGURES.weeks[1], open=Sum((Money(Decimal(5), "CHF"),), 1, 0, 0))
    weeks = (francs, *(FIGURES.weeks[1] for _ in range(SHOWN)))
    svg = pictures_of(replace(REVIEW, figures=replace(FIGURES, weeks=weeks)))["weeks"].on("")
    assert "€80,000 open, €48,000 over the limit" in svg
    assert "CHF" not in svg


def test_a_snapshot_of_which_no_age_is_known_says_so() -> None:
    blank = replace(FIGURES.weeks[1], age_known=0)
    svg = pictures_of(replace(REVIEW, figures=replace(FIGURES, weeks=(blank, FIGURES.weeks[2]))))["weeks"].on("")
    assert "how much of it is over the limit is not known" in svg
    assert ">?</text>" in svg


def test_one_snapshot_alone_makes_no_picture_of_a_course_and_is_said_to(base: Path) -> None:
    made = review_of_weeks(base, row(1, "2026-11-10"))
    assert not {"weeks", "flow"} & pictures_of(made).keys()
    page = tree(in_html(render(made, reference(scorecards), pictures_of(made))["scorecards/figures.md"])).flat
    assert "One snapshot alone shows no course" in page
    assert "what changed the pipeline is told with the next one" in page


# The matrix.


def test_a_cell_counts_the_failing_of_the_known_and_leads_to_them(sample: Review, svgs: dict[str, Element]) -> None:
    matrix, told = sample.manager_pages[0].matrix, words(svgs["matrix-maeve-corrigan"])
    cells = [cell for each in matrix.rows for cell in each.cells]
    assert sorted(each for each in told if "/" in each) == sorted(f"{c.failed}/{c.known}" for c in cells if c.known)
    expected = {
        f"../scorecards/open.html?rep={cell.column}&finding={each.check}"
        for each in matrix.rows
        for cell in each.cells
        if cell.failed
    }
    assert {href for href in links(svgs["matrix-maeve-corrigan"]).values() if "finding=" in href} == expected


def test_what_is_not_known_is_no_zero(sample: Review, svgs: dict[str, Element]) -> None:
    cells = [cell for each in sample.manager_pages[0].matrix.rows for cell in each.cells]
    unknown = sum(not cell.known and cell.unknown > 0 for cell in cells)
    assert unknown
    assert words(svgs["matrix-maeve-corrigan"]).count("?") == unknown
    assert sum("stroke-dasharray" in each.attributes for each in svgs["matrix-maeve-corrigan"].all("path")) == unknown


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


def test_the_teams_own_matrix_stands_by_manager_and_names_no_rep(sample: Review, svgs: dict[str, Element]) -> None:
    assert sample.figures.matrix.by == "manager"
    told = " ".join([*words(svgs["matrix"]), *links(svgs["matrix"])])
    assert not [card.name for card in sample.scorecards if card.name in told or f"rep={card.rep}" in told]
    assert "Maeve" in told


def test_names_that_find_no_room_above_their_column_are_slanted(sample: Review) -> None:
    page = sample.manager_pages[0]
    cells = page.matrix.rows[0].cells * 4
    row_ = replace(page.matrix.rows[0], cells=cells)
    wide = replace(page, matrix=replace(page.matrix, columns=page.matrix.columns * 4, rows=(row_,)))
    svg = pictures_of(replace(sample, manager_pages=(wide,)))[f"matrix-{page.manager}"].on("")
    assert svg.count("rotate(-40)") == 12
    assert float(tree(svg).one("svg").attributes["width"]) <= 680


def matrix_of(sample: Review, columns: int, title: str) -> Element:
    """Draw a matrix of a hundred and more opportunities in each of so many columns."""
    page = sample.manager_pages[0]
    first = page.matrix.rows[0]
    cell = replace(first.cells[0], failed=112, known=130)
    many = replace(
        page.matrix,
        columns=(cell.column,) * columns,
        rows=(replace(first, cells=(cell,) * columns),),
    )
    checks = tuple(
        each.model_copy(update={"failure_title": title}) if each.id == first.check else each
        for each in sample.playbook.checks
    )
    made = replace(
        sample,
        playbook=replace(sample.playbook, checks=checks),
        manager_pages=(replace(page, matrix=many),),
    )
    return tree(pictures_of(made)[f"matrix-{page.manager}"].on("")).one("svg")


@pytest.mark.parametrize(("columns", "figure"), [(4, "112/130"), (12, "112"), (35, "112")])
def test_a_figure_is_no_wider_than_its_cell(sample: Review, columns: int, figure: str) -> None:
    svg = matrix_of(sample, columns, "To mend")
    assert words(svg).count(figure) == columns
    widths = [float(each) for path in svg.all("path") for each in re.findall(r"h([\d.]+)v", path.attributes["d"])]
    assert min(widths) >= len(figure) * 8


def test_a_long_title_takes_two_lines_and_is_not_cut(sample: Review) -> None:
    title = "Nobody on their side has said by which day they need it, and why"
    (text,) = [each for each in matrix_of(sample, 4, title).all("text") if list(each.all("tspan"))]
    lines = [line.flat for line in text.all("tspan")]
    assert (len(lines), " ".join(lines)) == (2, title)


def test_the_more_of_the_known_fail_the_darker_is_the_cell(svgs: dict[str, Element]) -> None:
    shade = {
        link.attributes["aria-label"]: float(link.one("path").attributes["fill-opacity"])
        for link in svgs["matrix-maeve-corrigan"].all("a")
        if "finding=" in link.attributes["href"]
    }
    shares = {told: share_in(told) for told in shade}
    assert sorted(shade, key=shade.__getitem__) == sorted(shade, key=lambda told: (shares[told], shade[told]))
    assert max(shade.values()) <= 0.45


def share_in(told: str) -> float:
    found = re.search(r": (\d+) of (\d+)", told)
    assert found
    return int(found[1]) / int(found[2])


# The engine.


def words_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for each in value.values():
            yield from words_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from words_in(each)
    elif isinstance(value, str):
        yield value


def test_the_engine_never_sees_a_word_of_the_team_or_the_crm(sample: Review) -> None:
    plain = {word for sketch in sketches(every_text(REVIEW, "PLAIN")) for word in words_in(sketch.spec)}
    assert plain
    assert not [word for word in plain if "PLAIN" in word]
    assert not [
        each.name for each in sample.opportunities if any(each.name in json.dumps(s.spec) for s in sketches(sample))
    ]


def test_what_stands_beside_the_words_is_rounded(sample: Review) -> None:
    sketch = next(each for each in sketches(sample) if each.name == "ages")
    assert re.search(r"\.\d{3}", draw(sketch.spec))
    assert not re.search(r"\d\.\d{2}", "".join(dressed(draw(sketch.spec), sketch).pieces))
