"""The pictures: that they show what the results say, alike on every machine, and say it to those who cannot see."""

import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from functools import cache
from html import unescape
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from scorecards.cli.main import scorecards
from scorecards.render.pages import render
from scorecards.render.pictures.pictures import pictures_of
from scorecards.render.pictures.pipeline_by_snapshot import SHOWN
from scorecards.render.reference.reference import reference
from scorecards.report.formats import Formats
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


def test_a_picture_names_no_font_and_is_drawn_alike_again(sample: Review, drawn: dict[str, str]) -> None:
    assert {name: picture.on("../") for name, picture in pictures_of(sample).items()} == drawn
    assert not [name for name, svg in drawn.items() if "font-family" in svg]


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
    assert {"--sc-late", "--sc-fine", "--sc-unknown"} <= variables


def test_no_word_is_smaller_than_eleven_pixels_and_none_stands_outside(drawn: dict[str, str]) -> None:
    for name, svg in drawn.items():
        sizes = {float(each) for each in re.findall(r'font-size="([\d.]+)px"', svg)}
        assert sizes
        assert min(sizes) >= 11, name
        width = float(tree(svg).one("svg").attributes["width"])
        assert width == 340, name


def beside(link: Element) -> str:
    """Give where a link leads; what stands in the folder of the page may be named without its folder."""
    return link.attributes["href"].removeprefix("../scorecards/")


def test_marks_are_no_stops_of_the_keyboard_because_the_table_has_the_same_links(pages: dict[str, Element]) -> None:
    followed = 0
    samples = "reference/patterns.md"
    for path, page in pages.items():
        if path == samples:
            continue
        for figure in page.all("figure"):
            in_table = {beside(each) for table in figure.all("table") for each in table.all("a")}
            for link in (each for svg in figure.all("svg") for each in svg.all("a")):
                assert link.attributes["tabindex"] == "-1"
                assert beside(link) in in_table, (path, link.attributes)
                followed += 1
    assert followed > 90


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


def test_a_picture_stands_in_a_figure_with_a_sentence_what_it_counts_and_a_table(pages: dict[str, Element]) -> None:
    found = [
        (path, figure)
        for path in ("index.md", "scorecards/figures.md", "scorecards/maeve-corrigan.md")
        for figure in pages[path].all("figure")
        if list(figure.all("svg"))
    ]
    assert len(found) == 2 + 3 + 1
    for path, figure in found:
        assert len(list(figure.all("svg"))) == 1, path
        assert re.search(
            r"As of 16 Nov(?: 2026)?, \d+ (of \d+ open|opportunities)|\d+ deals open then|Earned: qualified",
            figure.flat,
        )
        folded = [each.one("summary").flat for each in figure.all("details")]
        assert folded == ([] if "Earned: qualified" in figure.flat else ["The same as a table"])
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
            deal = deals[link.attributes["href"]]
            over = (deal.days_in_stage or 0) > (deal.stage_limit or 0)
            (mark,) = (each for tag in ("path", "circle") for each in link.all(tag))
            drawn_at = mark.attributes.get("cx") or mark.attributes["d"].removeprefix("M").partition(",")[0]
            places[over].append(float(drawn_at))
            shapes[over].add(f"{mark.tag} {mark.attributes['fill']}")
    assert max(places[False]) < min(places[True])
    assert (len(shapes[True]), len(shapes[False])) == (1, 1)
    assert shapes[True] != shapes[False]
    assert "var(--sc-late)" in shapes[True].pop()


def test_a_stage_tells_its_limit_with_its_unit_what_is_over_it_and_what_is_not_known(svgs: dict[str, Element]) -> None:
    told = words(svgs["ages"])
    for said in ("Sign", "10 working days", "30 days", "9/12 over · 1 decided · 1 ?", "2/4 over"):
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
    fills = Counter(each.attributes["fill"] for each in svg.all("rect"))
    assert (fills["var(--sc-late)"], fills["var(--md-default-bg-color)"]) == (1, 0)
    assert "150/150 over · 1 decided" in words(svg)
    page = tree(in_html(render(made, reference(scorecards), pictures_of(made))["scorecards/figures.md"])).flat
    assert "150 of 151 open, 1 closed by manager" in page


def test_a_hundred_and_fifty_marks_in_one_stage_do_not_hide_each_other(base: Path) -> None:
    made = review_of_weeks(base, "\n".join(row(number, "2026-11-10") for number in range(150)))
    picture = pictures_of(made)["ages"].on("")
    places = re.findall(r'<circle (cx="[^"]*" cy="[^"]*")', picture)
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
    """Give left and width of every bar."""
    return [(float(each.attributes["x"]), float(each.attributes["width"])) for each in svg.all("rect")]


def test_the_bars_of_the_flow_start_at_zero_and_are_as_long_as_what_they_stand_for(svgs: dict[str, Element]) -> None:
    """What adds goes to the right of the line at zero, what takes away to the left."""
    (new_left, new), (won_left, won) = bars(svgs["flow"])
    assert new / won == pytest.approx(40200 / 21700, rel=0.01)
    zero = next(svgs["flow"].all("line")).attributes["x1"]
    assert new_left == won_left + won == float(zero)


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
    assert "unknown how much is over the limit" in svg
    assert ">?</text>" in svg


def test_one_snapshot_alone_makes_no_picture_of_a_course_and_is_said_to(base: Path) -> None:
    made = review_of_weeks(base, row(1, "2026-11-10"))
    assert not {"weeks", "flow"} & pictures_of(made).keys()
    page = tree(in_html(render(made, reference(scorecards), pictures_of(made))["scorecards/figures.md"])).flat
    assert "Only one snapshot so far" in page
    assert "changes show with the next one" in page


def test_the_scale_of_the_weeks_starts_at_zero_and_names_its_half_and_its_top(svgs: dict[str, Element]) -> None:
    assert words(svgs["weeks"])[:2] == ["€700K", "€1.4M"]
    assert "0" in words(svgs["weeks"])
    tallest = max(float(each.attributes["height"]) for each in svgs["weeks"].all("rect"))
    assert tallest <= 138 - 14


# The forecast.


def test_a_category_tells_its_value_and_its_parts_are_as_long_as_theirs(
    sample: Review, svgs: dict[str, Element]
) -> None:
    money = Formats("en_IE", "EUR").money
    for line in sample.forecast:
        amount = line.total.amount_in("EUR")
        value = "" if amount is None else f"{money(Money(amount, 'EUR'))} · "
        assert f"{value}{line.total.count} deals" in words(svgs["forecast"])
    commit = next(line for line in sample.forecast if line.category == "commit")
    earned, not_earned = (part.amount_in("EUR") for part in (commit.earned, commit.not_earned))
    assert earned
    assert not_earned
    widths = {each.one("title").flat: float(each.attributes["width"]) for each in svgs["forecast"].all("rect")}
    drawn = [
        next(width for told, width in widths.items() if told.startswith(f"commit, {part}: "))
        for part in ("earned", "not earned")
    ]
    assert drawn[0] / drawn[1] == pytest.approx(float(earned / not_earned), rel=0.01)


def test_a_team_without_a_forecast_has_no_picture_and_no_heading_of_it(base: Path) -> None:
    made = review_of_weeks(base, row(1, "2026-11-10"))
    assert made.forecast == ()
    assert "forecast" not in pictures_of(made)
    assert "## Forecast" not in render(made, reference(scorecards), pictures_of(made))["index.md"]
