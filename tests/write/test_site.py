"""The built site of the sample team: complete, with no dead link, and true to the files that it is made from."""

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest

from tests.support.project import MANAGERS, REPS, ROOT, TEAM_PAGES, Project, plain
from tests.support.tree import Element, tree_of

TEAM = plain(ROOT / "pipeline" / "team.yml")
NEWEST = max((ROOT / "pipeline" / "snapshots").iterdir())
LINES = NEWEST.read_text("utf-8").splitlines()
SCHEMES = {"only-light", "only-dark"}
"""Behind a picture's address, the theme reads in which colours it is shown."""
DEALS = {row["id"]: row for row in plain(NEWEST)["opportunities"]}
URL = re.compile(r"""url\(\s*['"]?([^'")]+)""")
OPEN = {name: row for name, row in DEALS.items() if row["status"] == "open"}


@pytest.fixture(scope="module")
def project(sample: Project) -> Project:
    return sample


@pytest.fixture(scope="module")
def pages(project: Project) -> dict[str, Element]:
    """Give every page of the site, by its path."""
    return {path.relative_to(project.site).as_posix(): tree_of(path) for path in project.site.rglob("*.html")}


@pytest.fixture(scope="module")
def review(project: Project) -> Any:
    return project.review()


def article(page: Element) -> Element:
    return page.one("article", class_="md-content__inner")


def worth(rows: list[dict[str, Any]]) -> str:
    """Add amounts up in the team's currency, and write the sum as an Irish reader expects it."""
    rates = {TEAM["currency"]: "1", **TEAM["rates"]}
    amounts = [
        Decimal(row["amount"]) * Decimal(rates[row.get("currency", TEAM["currency"])])
        for row in rows
        if row.get("amount")
    ]
    total = sum(amounts, Decimal(0))
    return f"€{total:,.0f}" if total == total.to_integral_value() else f"€{total:,.2f}"


def figures(page: Element) -> dict[str, str]:
    """Give the row of figures on top of a page."""
    row = next(article(page).all("dl", class_="sc-figures"))
    return {each.one("dt").flat: each.children("dd")[0].flat for each in row.children("div")}


# Everything is there.


def test_the_home_page_is_the_sample_teams_and_leads_to_six_scorecards(pages: dict[str, Element]) -> None:
    home = article(pages["index.html"])
    assert home.one("h1").flat == TEAM["name"]
    assert pages["index.html"].one("head").one("title").flat.startswith(TEAM["name"])
    links = {each.attributes["href"]: each.flat for each in home.one("ul", class_="sc-names").all("a")}
    assert links == {f"scorecards/{rep['id']}.html": rep["name"] for rep in TEAM["reps"]}


def test_there_is_a_scorecard_for_each_rep_and_no_other(pages: dict[str, Element]) -> None:
    names = {name.removeprefix("scorecards/") for name in pages if name.startswith("scorecards/")}
    assert names == {f"{rep}.html" for rep in [*REPS, *MANAGERS, *TEAM_PAGES]}
    for rep in TEAM["reps"]:
        assert article(pages[f"scorecards/{rep['id']}.html"]).one("h1").flat == rep["name"]
        assert pages[f"scorecards/{rep['id']}.html"].one("title").flat.startswith(rep["name"])


def test_every_page_has_one_heading_of_the_first_level_and_a_language(pages: dict[str, Element]) -> None:
    for name, page in pages.items():
        assert len(list(page.all("h1"))) == 1, name
        assert page.one("html").attributes["lang"] == "en", name


def test_the_anchors_of_a_page_are_all_different(pages: dict[str, Element]) -> None:
    for name, page in pages.items():
        ids = Counter(each.attributes["id"] for each in page.all() if each.attributes.get("id"))
        assert [anchor for anchor, count in ids.items() if count > 1] == [], name


# Links.


def test_no_link_of_the_site_is_dead(project: Project, pages: dict[str, Element]) -> None:
    """Everything that a page refers to is in the site, anchors too, whether Markdown or HTML holds the link."""
    anchors = {name: {each.attributes.get("id") for each in page.all()} for name, page in pages.items()}
    dead = []
    followed = 0
    for name, page in pages.items():
        for address in (address for each in page.all() for address in addresses(each)):
            link = urlsplit(address)
            if link.scheme or link.netloc:
                continue
            target = resolved(name, link.path)
            anchor = unquote(link.fragment)
            known = (project.site / target).is_file() and (not anchor or anchor in {*anchors.get(target, ()), *SCHEMES})
            dead += [] if known else [f"{name}: {address}"]
            followed += 1
    assert sorted(set(dead)) == []
    assert followed > 5000


def addresses(each: Element) -> Iterator[str]:
    """Give every address that an element refers to, in a picture too."""
    for attribute in ("href", "src", "xlink:href", "poster", "data", "action"):
        if attribute in each.attributes:
            yield each.attributes[attribute]
    yield from (part.split()[0] for part in each.attributes.get("srcset", "").split(",") if part.strip())
    for value in each.attributes.values():
        yield from URL.findall(value)


def test_no_address_in_a_style_sheet_is_dead(project: Project) -> None:
    for path in project.site.rglob("*.css"):
        for address in URL.findall(path.read_text("utf-8")):
            if not urlsplit(address).scheme:
                assert (path.parent / unquote(urlsplit(address).path)).is_file(), f"{path.name}: {address}"


def test_every_link_to_a_filtered_table_leads_to_rows(pages: dict[str, Element]) -> None:
    """What its address asks for is among the choices of that table, and some row has all of it."""
    followed = 0
    for name, page in pages.items():
        links = {each.attributes["href"] for each in article(page).all("a") if "?" in each.attributes.get("href", "")}
        for link in map(urlsplit, links):
            if not link.netloc:
                assert rows_found(pages[resolved(name, link.path)], dict(parse_qsl(link.query, strict_parsing=True)))
                followed += 1
    assert followed > 50


def rows_found(page: Element, asked: dict[str, str]) -> int:
    """Count the rows that a filter lets through; there must be such a filter, and such a choice in it."""
    form = article(page).one("form")
    selects = [select for select in form.all("select") if select.attributes["name"] != "sort"]
    places = {select.attributes["name"]: place for place, select in enumerate(selects)}
    wanted = []
    for name, value in asked.items():
        place = places[name]
        choices = [option.attributes["value"] for option in selects[place].all("option") if option.attributes["value"]]
        wanted.append((place, str(choices.index(value))))
    keys = [
        [key.split(",") for key in row.attributes["data-sc-keys"].split(" ")] for row in page.one("tbody").all("tr")
    ]
    return sum(all(key in row[place] for place, key in wanted) for row in keys)


def resolved(page: str, path: str) -> str:
    """Follow a relative path from a page, as a browser does; a folder stands for its index.html."""
    if not path:
        return page
    parts = [] if path.startswith("/") else page.split("/")[:-1]
    for part in unquote(path).split("/"):
        if part == "..":
            parts.pop()
        elif part not in {"", "."}:
            parts.append(part)
    return "/".join([*parts, "index.html"] if path.endswith(("/", ".")) else parts)


def test_no_page_loads_anything_from_another_host(pages: dict[str, Element]) -> None:
    """A link that a reader follows may lead away; what the browser fetches by itself never does."""
    loading = {"script", "link", "img", "iframe", "source", "video", "audio", "object", "embed", "form", "image", "use"}
    for name, page in pages.items():
        for each in page.all():
            for attribute, value in each.attributes.items():
                if attribute in {"src", "srcset", "action", "data", "poster"} or (
                    attribute == "href" and each.tag in loading
                ):
                    assert not urlsplit(value).netloc, f"{name}: {value}"
                assert not (attribute == "style" and "url(" in value), f"{name}: {value}"
            assert not (each.tag == "meta" and each.attributes.get("http-equiv")), name


def test_no_style_sheet_loads_anything_from_another_host(project: Project) -> None:
    for path in project.site.rglob("*.css"):
        text = path.read_text("utf-8")
        assert re.findall(r"""(?:url\(|@import)\s*['"]?(?:https?:)?//[^)'"]*""", text) == [], path


def test_a_generated_page_links_to_no_other_host_than_the_teams_crm(pages: dict[str, Element]) -> None:
    for name, page in pages.items():
        if name.startswith(("scorecards/", "playbook/", "reference/")) or name == "index.html":
            links = [each for each in article(page).all("a") if urlsplit(each.attributes.get("href", "")).netloc]
            is_of_a_rep = name.removeprefix("scorecards/").removesuffix(".html") in REPS
            assert [link for link in links if not is_of_a_rep or "sc-crm" not in link.attributes["class"]] == [], name


def test_each_deal_links_to_its_record_in_the_crm_which_is_told_nothing_of_the_page(pages: dict[str, Element]) -> None:
    for deal in deals_of(pages):
        link = deal.one("dl", class_="sc-facts").one("a", class_="sc-crm")
        assert link.attributes["href"] == f"https://crm.example/opp/{deal.attributes['id']}"
        assert {"noopener", "noreferrer"} <= set(link.attributes["rel"].split())


# The figures are those of the snapshot.


def test_every_open_opportunity_stands_exactly_once_on_the_page_of_all(pages: dict[str, Element]) -> None:
    rows = list(article(pages["scorecards/open.html"]).one("tbody").all("tr"))
    links = [row.children("td")[0].one("a").attributes["href"] for row in rows]
    assert Counter(links) == Counter(f"{row['owner']}.html#{name}" for name, row in OPEN.items())
    names = {
        row.children("td")[0].one("a").attributes["href"].partition("#")[2]: row.children("td")[0].flat for row in rows
    }
    assert names == {name: row["name"] for name, row in OPEN.items()}


def test_every_open_opportunity_shows_its_next_step(pages: dict[str, Element]) -> None:
    for row in article(pages["scorecards/open.html"]).one("tbody").all("tr"):
        cells = row.children("td")
        deal = OPEN[cells[0].one("a").attributes["href"].partition("#")[2]]
        steps = [step for step in deal.get("next_steps") or [] if not step.get("done_on")]
        if "crm_next_step" in deal and not steps:
            assert cells[-1].flat == f"CRM: “{deal['crm_next_step']}”. Who, and by when?"
        elif "next_steps" not in deal:
            assert cells[-1].flat == "not exported"
        elif not steps:
            assert cells[-1].flat == "No next step"
        else:
            sides = {"us": "We", "customer": "They"}
            assert cells[-1].flat == "No next step, only waiting" or any(
                cells[-1].flat.startswith(f"{sides[step['side']]}: {step['what']}") for step in steps
            )


def test_totals_are_the_snapshots(pages: dict[str, Element]) -> None:
    shown = figures(pages["index.html"])
    assert shown["Pipeline value"] == worth(list(OPEN.values()))
    assert f"{len(OPEN)} open deals" in pages["index.html"].one("dl", class_="sc-figures").flat
    line = article(pages["scorecards/open.html"]).one("p", class_="sc-summary").flat
    assert line.startswith(f"{len(OPEN)} opportunities · {worth(list(OPEN.values()))} ")


def test_the_home_page_counts_what_is_closed(pages: dict[str, Element]) -> None:
    counted = Counter(row["status"] for row in DEALS.values())
    said = article(pages["index.html"]).flat
    assert f"{counted['won']} won (" in said
    assert f", {counted['lost']} lost, {counted['no_decision']} ended in no decision" in said


def test_the_home_page_counts_the_open_ones_of_each_stage(pages: dict[str, Element]) -> None:
    table = article(pages["index.html"]).one("table", class_="sc-home-stages").one("tbody")
    rows = [[cell.flat for cell in row.children("td")] for row in table.all("tr")]
    stages = plain(ROOT / "playbook" / "stages.yml")["stages"]
    assert [row[0] for row in rows] == [stage["name"] for stage in stages]
    for stage, (_, count, sum_, _, _) in zip(stages, rows, strict=True):
        inside = [row for row in OPEN.values() if row["stage"] == stage["id"]]
        assert (count, sum_) == (str(len(inside)), worth(inside))


def test_the_figures_of_each_rep_are_the_snapshots(pages: dict[str, Element]) -> None:
    for rep in TEAM["reps"]:
        own = [row for row in DEALS.values() if row["owner"] == rep["id"]]
        still_open = [row for row in own if row["status"] == "open"]
        counted = Counter(row["status"] for row in own)
        page = pages[f"scorecards/{rep['id']}.html"]
        line = page.one("p", class_="sc-summary").flat
        assert re.match(rf"{len(still_open)} open, {re.escape(worth(still_open))}[ ·]", line)
        closed = page.one("p", class_="sc-closed").flat
        assert closed.startswith(f"{counted['won']} won")
        assert closed.endswith(f"· {counted['lost']} lost · {counted['no_decision']} ended in no decision")


def test_the_list_of_scorecards_adds_up_to_the_snapshot(pages: dict[str, Element]) -> None:
    rows = {}
    for table in article(pages["scorecards/index.html"]).all("tbody"):
        for row in table.all("tr"):
            cells = row.children("td")
            rows[cells[0].one("a").attributes["href"]] = [cell.flat for cell in cells]
    assert set(rows) == {f"{rep}.html" for rep in REPS}
    assert sum(int(row[1]) for row in rows.values()) == len(OPEN)
    for rep in REPS:
        own = [row for row in OPEN.values() if row["owner"] == rep]
        assert rows[f"{rep}.html"][1:3] == [str(len(own)), worth(own)]


# Every deal, and the proof of every finding.


def test_each_open_opportunity_has_one_anchor_in_the_whole_site(pages: dict[str, Element]) -> None:
    anchors = Counter(
        (name, each.attributes["id"])
        for name, page in pages.items()
        if name != "reference/patterns.html"
        for each in page.all("details", class_="sc-deal")
    )
    assert set(anchors.values()) == {1}
    assert {(f"scorecards/{row['owner']}.html", name) for name, row in OPEN.items()} <= set(anchors)
    assert all(DEALS[deal]["owner"] == name.removeprefix("scorecards/").removesuffix(".html") for name, deal in anchors)


@cache
def owner_of(number: int) -> str:
    """Give the id of the opportunity inside which a line of the snapshot stands."""
    return next(line.split()[-1] for line in reversed(LINES[:number]) if line.startswith("  - id: "))


def deals_of(pages: dict[str, Element]) -> list[Element]:
    return [
        deal
        for name, page in pages.items()
        if name.startswith("scorecards/")
        for deal in page.all("details", class_="sc-deal")
    ]


def test_each_deal_names_the_line_on_which_it_begins(pages: dict[str, Element]) -> None:
    for deal in deals_of(pages):
        place = deal.one("dl", class_="sc-facts").one("span", class_="sc-place").flat
        assert LINES[int(place.removeprefix("line ")) - 1] == f"  - id: {deal.attributes['id']}"


def test_each_scorecard_names_the_file_that_its_lines_are_of(pages: dict[str, Element]) -> None:
    for rep in REPS:
        foot = article(pages[f"scorecards/{rep}.html"]).one("p", class_="sc-foot").flat
        assert foot.endswith(f"lines are of pipeline/snapshots/{NEWEST.name}")


def test_the_evidence_of_every_finding_stands_in_the_file_on_the_line_that_it_names(pages: dict[str, Element]) -> None:
    proved = 0
    for deal in deals_of(pages):
        row = DEALS[deal.attributes["id"]]
        proved += sum(prove(fact, row) for fact in proofs_of(deal))
    assert proved > 300


def proofs_of(part: Element) -> list[Element]:
    """Give the rows of evidence below their heads."""
    return [row for table in part.all("table", class_="sc-proof") for row in list(table.all("tr"))[1:]]


def prove(fact: Element, row: dict[str, Any]) -> int:
    """Look up every field that a fact was read from; give how many stand in the snapshot."""
    proved = 0
    field, said = "", None
    for each in fact.all():
        if each.tag == "code":
            field, said = each.flat, None
        elif each.tag == "bdi":
            said = each.text
        elif each.fits("button", {"class_": "sc-term sc-at"}):
            path, _, line = each.attributes["title"].rpartition(":")
            told = (ROOT / path).read_text("utf-8").splitlines()[int(line) - 1].split()[-1]
            assert told in {row["id"], row["account"]}, each.attributes
        elif each.tag == "small":
            number = int(each.flat.removeprefix("line "))
            assert LINES[number - 1].removeprefix("  - ").strip().startswith(f"{field}:"), each.flat
            assert owner_of(number) == row["id"]
            value = row[field]
            assert said == (value if isinstance(value, str) and value else None)
            proved += 1
    return proved


def test_a_field_that_is_said_to_be_absent_is_absent(pages: dict[str, Element]) -> None:
    absent = 0
    for deal in deals_of(pages):
        for fact in proofs_of(deal):
            for field in re.findall(r"\b([a-z_]+) not in the snapshot", fact.flat):
                assert field not in DEALS[deal.attributes["id"]]
                absent += 1
    assert absent > 0


def test_every_finding_leads_to_its_check_its_play_and_its_evidence(pages: dict[str, Element], review: Any) -> None:
    rules = {rule["id"]: rule for rule in review["playbook"]["checks"]}
    shown = {deal["id"]: deal for deal in review["opportunities"]}
    findings = 0
    for deal in deals_of(pages):
        items = [item for part in deal.all("ul", class_="sc-findings") for item in part.children("li")]
        checks = [next(item.all("a")).attributes["href"].rpartition("#")[2] for item in items]
        assert sorted(checks) == sorted(shown[deal.attributes["id"]]["failed"])
        assert checks[:1] == shown[deal.attributes["id"]]["failed"][:1]
        for check, item in zip(checks, items, strict=True):
            rule = rules[check]
            links = [each.attributes["href"] for each in item.all("a")]
            assert links[0] == f"../playbook/checks.html#{check}"
            assert next(item.all("a")).flat == rule["failure_title"]
            assert [link for link in links if "plays.html" in link] == (
                [f"../playbook/plays.html#{rule['play']}"] if rule["play"] else []
            )
            assert rule["remedy"] in item.flat
            assert rule["why"] in item.flat
            assert all(practice in item.flat.split() for practice in rule["doctrine"])
            facts = review["rules"]["checks"][check]["facts"]
            assert len(proofs_of(item)) == len(facts)
            findings += 1
    assert findings == sum(len(deal["failed"]) for deal in review["opportunities"])
    assert findings > 100


def test_what_is_not_known_of_a_deal_is_asked_on_it_or_said_once_above(pages: dict[str, Element], review: Any) -> None:
    rules = {rule["id"]: rule for rule in review["playbook"]["checks"]}
    shown = {deal["id"]: deal for deal in review["opportunities"]}
    above: dict[str, set[str]] = {}
    for card in review["scorecards"]:
        for group in card["stages"]:
            for deal_id in group["opportunities"]:
                above[deal_id] = {*card["unknown_everywhere"], *group["unknown_everywhere"]}
        above |= {deal_id: set(card["unknown_everywhere"]) for deal_id in card["closed"]}
    for deal in deals_of(pages):
        about = shown[deal.attributes["id"]]
        asked = [
            next(item.all("bdi")).flat for part in deal.all("ul", class_="sc-open") for item in part.children("li")
        ]
        expected = [rules[check]["ask"] for check in about["to_ask"] if check not in above[about["id"]]]
        assert asked == [" ".join(ask.split()) for ask in expected]


def test_what_is_said_once_above_stands_there(pages: dict[str, Element], review: Any) -> None:
    said = 0
    for card in review["scorecards"]:
        page = article(pages[f"scorecards/{card['rep']}.html"])
        once = [each.attributes["href"] for part in page.all("ul", class_="sc-columns") for each in part.all("a")]
        expected = [*card["unknown_everywhere"], *(c for group in card["stages"] for c in group["unknown_everywhere"])]
        assert once == [f"../playbook/checks.html#{check}" for check in expected]
        said += len(once)
    assert said > 0


def test_the_site_publishes_the_same_json_as_the_pages(project: Project) -> None:
    for name in ("scorecards.json", "scorecards.schema.json", "ravi-menon.json", "scorecards.rep.schema.json"):
        assert (
            Path(project.site / "scorecards" / name).read_bytes() == (project.docs / "scorecards" / name).read_bytes()
        )
