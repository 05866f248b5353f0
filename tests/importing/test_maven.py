"""A real-looking CRM export, in which nearly everything is unknown: 8,800 opportunities, imported and built.

The expected values are computed from the CSV files alone.
"""

import csv
import gzip
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.support.project import MAVEN as DATA
from tests.support.project import Project
from tests.support.tree import Element, tree

AS_OF = date(2017, 12, 31)
MONEY = re.compile(r"\$[\d,]+(?:\.\d+)?")
DAY = re.compile(r"[A-Z][a-z]{2} \d{1,2}, \d{4}")
OFTEN = 60
FIXED = {"index", "names", "open", "unknown", "accounts", "territories", "cold", "wins", "figures"}
"""The pages that every team has."""

pytestmark = [
    pytest.mark.data,
    pytest.mark.skipif(not DATA.is_dir(), reason="the Maven data set is not beside the repository"),
]


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def export() -> dict[str, dict[str, str]]:
    """Give the export's rows by id."""
    return {row["opportunity_id"]: row for row in rows("sales_pipeline.csv")}


@pytest.fixture(scope="module")
def still_open(export: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    return {name: row for name, row in export.items() if row["deal_stage"] in {"Engaging", "Prospecting"}}


@pytest.fixture(scope="module")
def prices() -> dict[str, str]:
    listed = {row["product"]: row["sales_price"] for row in rows("products.csv")}
    return listed | {"GTXPro": listed["GTX Pro"]}


@pytest.fixture(scope="module")
def project(maven: Project) -> Project:
    return maven


@pytest.fixture(scope="module")
def pages(project: Project) -> dict[str, Element]:
    """Give every page about the team's data, by its name."""
    return {path.stem: tree(path.read_text("utf-8")) for path in (project.docs / "scorecards").glob("*.md")}


@pytest.fixture(scope="module")
def review(project: Project) -> Any:
    return project.review()


def page_name(agent: str) -> str:
    return agent.lower().replace(" ", "-")


def managers() -> set[str]:
    return {page_name(row["manager"]) for row in rows("sales_teams.csv")}


def dollars(amount: Decimal) -> str:
    return f"${amount:,}"


def on_paper(day: str) -> str:
    """Write a day as an American reader expects it."""
    return f"{date.fromisoformat(day):%b %-d, %Y}"


def test_the_snapshot_holds_every_opportunity_as_of_the_day_of_the_export(
    project: Project, export: dict[str, dict[str, str]]
) -> None:
    text = project.snapshot.read_text("utf-8")
    assert project.snapshot.name == "2017-12-31.yml"
    assert re.findall(r"^ *-? *as_of: *(.*)$", text, re.MULTILINE) == ["2017-12-31"]
    ids = re.findall(r"^ *- id: *['\"]?([^'\"\n]+)", text, re.MULTILINE)
    assert len(ids) == 8800
    assert set(ids) == set(export)


def test_all_agents_stand_under_their_managers(review: Any) -> None:
    expected: dict[str, set[str]] = {}
    for row in rows("sales_teams.csv"):
        expected.setdefault(row["manager"], set()).add(page_name(row["sales_agent"]))
    assert {line["name"]: set(line["reps"]) for line in review["managers"]} == expected
    assert len(expected) == 6
    assert sum(len(agents) for agents in expected.values()) == 35


def test_there_is_a_scorecard_for_each_agent_and_five_say_that_there_is_no_opportunity(
    pages: dict[str, Element], export: dict[str, dict[str, str]]
) -> None:
    agents = {page_name(row["sales_agent"]) for row in rows("sales_teams.csv")}
    assert set(pages) - FIXED - managers() == agents
    idle = agents - {page_name(row["sales_agent"]) for row in export.values()}
    assert len(idle) == 5
    assert {name for name, page in pages.items() if "No deals" in page.flat} == idle


def test_an_agent_with_closed_opportunities_alone_is_said_to_have_none_open_and_keeps_what_was_won(
    pages: dict[str, Element], export: dict[str, dict[str, str]], still_open: dict[str, dict[str, str]]
) -> None:
    closed_alone = {row["sales_agent"] for row in export.values()} - {row["sales_agent"] for row in still_open.values()}
    assert len(closed_alone) == 3
    assert {name for name, page in pages.items() if "No open deals" in page.flat} == set(map(page_name, closed_alone))
    for agent in closed_alone:
        own = [row for row in export.values() if row["sales_agent"] == agent and row["deal_stage"] == "Won"]
        assert dollars(sum((Decimal(row["close_value"]) for row in own), Decimal(0))) in pages[page_name(agent)].text


def test_the_first_open_opportunities_stand_on_the_page_of_all_with_nothing_but_what_the_export_says(
    project: Project, pages: dict[str, Element], still_open: dict[str, dict[str, str]], prices: dict[str, str]
) -> None:
    listed = [[cell.flat for cell in row.children("td")] for row in pages["open"].one("tbody").all("tr")]
    links = [row.children("td")[0].one("a").attributes["href"] for row in pages["open"].one("tbody").all("tr")]
    assert len(links) == len(set(links)) == 200
    with (project.docs / "scorecards" / "open.csv").open(encoding="utf-8-sig", newline="") as file:
        assert sorted(row["Id"] for row in csv.DictReader(file)) == sorted(still_open)
    for link, (name, account, agent, manager, _, amount, days, close_date, found, next_step) in zip(
        links, listed, strict=True
    ):
        row = still_open[link.partition("#")[2]]
        since = (AS_OF - date.fromisoformat(row["engage_date"])).days if row["engage_date"] else None
        assert link.startswith(f"{page_name(row['sales_agent'])}.html#")
        assert row["product"] in name
        assert (account, agent) == (row["account"], row["sales_agent"])
        assert page_name(manager) in managers()
        assert re.fullmatch(r"(\d+ findings? )?\d+ unknown", found)
        assert amount == dollars(Decimal(prices[row["product"]]))
        assert days.partition(" / ")[0] == ("" if since is None else f"{since:,}")
        assert (close_date, next_step) == ("", "not exported")


def test_what_was_won_adds_up(review: Any, export: dict[str, dict[str, str]]) -> None:
    won = [Decimal(row["close_value"]) for row in export.values() if row["deal_stage"] == "Won"]
    assert review["won"]["count"] == len(won) == 4238
    assert [(Decimal(each["amount"]), each["currency"]) for each in review["won"]["amounts"]] == [(sum(won), "USD")]
    assert sum(won) == 10005534
    per_rep = [Decimal(each["amount"]) for card in review["scorecards"] for each in card["won"]["amounts"]]
    assert sum(per_rep) == 10005534


def test_no_amount_on_a_scorecard_is_made_up(
    pages: dict[str, Element], export: dict[str, dict[str, str]], prices: dict[str, str]
) -> None:
    """Each is a list price, what a shown deal brought in, or the sum of those."""
    for agent in {row["sales_agent"] for row in export.values()}:
        own = [row for row in export.values() if row["sales_agent"] == agent]
        listed = {
            stage: [Decimal(prices[row["product"]]) for row in own if row["deal_stage"] == stage]
            for stage in ("Engaging", "Prospecting")
        }
        won = [Decimal(row["close_value"]) for row in own if row["deal_stage"] == "Won"]
        known = {*(Decimal(price) for price in prices.values()), *won, sum(won)}
        known |= {sum(listed["Engaging"]), sum(listed["Prospecting"]), sum(map(sum, listed.values()))}
        shown = {amount for text in pages[page_name(agent)].pieces for amount in MONEY.findall(text)}
        assert shown <= {dollars(Decimal(amount)) for amount in known}, agent
        if any(listed.values()):
            assert {dollars(Decimal(sum(map(sum, listed.values())))), dollars(Decimal(sum(won)))} <= shown


def test_each_deal_of_a_scorecard_shows_the_amount_and_the_days_of_its_row(
    pages: dict[str, Element], export: dict[str, dict[str, str]], prices: dict[str, str]
) -> None:
    deals = [deal for page in pages.values() for deal in page.all("details", class_="sc-deal")]
    assert len(deals) > 2089
    for deal in deals:
        row = export[deal.attributes["id"]]
        price = {"Won": row["close_value"], "Lost": None}.get(row["deal_stage"], prices[row["product"]])
        assert deal.one("span", class_="sc-sum").flat == ("no amount" if price is None else dollars(Decimal(price)))
        days = {on_paper(day) for day in (row["engage_date"], row["close_date"]) if day}
        assert {day for text in deal.pieces for day in DAY.findall(text)} <= days
        quoted = {each.text for each in deal.all("q")}
        assert {text for text in quoted if re.fullmatch(r"\d{4}-.*", text)} <= {row["engage_date"], row["close_date"]}


def test_no_day_on_any_page_is_made_up(pages: dict[str, Element], export: dict[str, dict[str, str]]) -> None:
    days = {row[column] for row in export.values() for column in ("engage_date", "close_date") if row[column]}
    known = {on_paper(day) for day in days | {AS_OF.isoformat()}}
    for name, page in pages.items():
        assert {day for text in page.pieces for day in DAY.findall(text)} <= known, name


def lines_in_view(element: Element) -> Iterator[str]:
    """Give the texts of the lines of a page as it opens, without what is one click away."""
    for each in element.inside:
        if isinstance(each, Element):
            parts = each.children("summary") if each.tag == "details" else [each]
            for part in parts:
                if part.tag in {"p", "li", "h3", "h4", "td", "span", "bdi"}:
                    yield part.flat
                yield from lines_in_view(part)


def is_a_sentence(line: str) -> bool:
    return len(line.split()) > 4 and not any(character.isdigit() for character in line)


def test_no_sentence_is_in_view_over_and_over(pages: dict[str, Element]) -> None:
    """What is so for nearly all opportunities is said once, with a count, and not on each."""
    for name, page in pages.items():
        often = {line: count for line, count in Counter(lines_in_view(page)).items() if count > OFTEN}
        assert {line: count for line, count in often.items() if is_a_sentence(line)} == {}, name


def test_no_advice_reason_or_question_is_repeated_over_and_over(pages: dict[str, Element], review: Any) -> None:
    """Neither in view nor one click away."""
    said = {" ".join(rule[key].split()) for rule in review["playbook"]["checks"] for key in ("remedy", "why", "ask")}
    said |= {" ".join(way.split()) for rule in review["playbook"]["questions"] for way in rule["how_to_ask"]}
    for name, page in pages.items():
        count = Counter(each.flat for each in page.all("bdi"))
        assert {text: count[text] for text in said if count[text] > OFTEN} == {}, name


def test_every_scorecard_with_open_opportunities_is_led_by_what_to_do_or_ask(
    pages: dict[str, Element], still_open: dict[str, dict[str, str]]
) -> None:
    for agent in {page_name(row["sales_agent"]) for row in still_open.values()}:
        questions = list(pages[agent].all("li", class_="sc-ask"))
        assert questions, agent
        assert all(question.one("p", class_="sc-say").flat.endswith("?") for question in questions)


def test_pages_are_of_a_size_that_opens_at_once(project: Project) -> None:
    sizes = {path.stem: path.stat().st_size for path in project.docs.rglob("*.md")}
    assert max(sizes.values()) < 400_000
    assert sizes["open"] < 200_000
    rows = (project.docs / "scorecards" / "open.rows.js").read_bytes()
    assert len(rows) < 400_000
    assert len(gzip.compress(rows)) < 100_000
    assert (project.docs / "scorecards" / "scorecards.json").stat().st_size < 420_000


# The managers' pages.


@pytest.fixture(scope="module")
def over_the_limit(review: Any, still_open: dict[str, dict[str, str]]) -> dict[str, set[str]]:
    """Give the opportunities that are in their stage for too long, by manager."""
    limits = {stage["id"]: stage["max_days"] for stage in review["playbook"]["stages"]}
    limit = {line["crm_stage"]: limits[line["stage"]] for line in review["crm_stages"]}
    manager = {row["sales_agent"]: page_name(row["manager"]) for row in rows("sales_teams.csv")}
    found: dict[str, set[str]] = {}
    for name, row in still_open.items():
        if row["engage_date"] and (AS_OF - date.fromisoformat(row["engage_date"])).days > limit[row["deal_stage"]]:
            found.setdefault(manager[row["sales_agent"]], set()).add(name)
    return found


def test_a_managers_page_shows_the_first_few_cases_by_amount_and_counts_and_sums_the_rest(
    review: Any,
    pages: dict[str, Element],
    over_the_limit: dict[str, set[str]],
    still_open: dict[str, dict[str, str]],
    prices: dict[str, str],
) -> None:
    def listed(ids: set[str]) -> list[Decimal]:
        return sorted((Decimal(prices[still_open[each]["product"]]) for each in ids), reverse=True)

    assert len(over_the_limit) == 6
    for page in review["manager_pages"]:
        waiting = over_the_limit[page["manager"]]
        assert page["waiting_sum"]["count"] == len(waiting) > 100
        shown = [each["opportunity"] for each in page["waiting"]]
        assert len(shown) == 10
        assert set(shown) <= waiting
        assert [Decimal(prices[still_open[each]["product"]]) for each in shown] == listed(waiting)[:10]
        text = pages[page["manager"]].flat
        assert f"{len(waiting) - 10:,} more due" in text
        assert dollars(sum(listed(waiting)[10:], Decimal(0))) in text
        assert dollars(sum(listed(waiting), Decimal(0))) in text


def test_what_waits_for_a_manager_adds_up_over_the_reps_and_over_all_managers(
    review: Any, over_the_limit: dict[str, set[str]]
) -> None:
    for page in review["manager_pages"]:
        assert sum(line["waits"] for line in page["reps"]) == len(over_the_limit[page["manager"]])
    assert sum(page["open"]["count"] for page in review["manager_pages"]) == 2089
    assert sum(line["open"]["count"] for line in review["territories"]) == 2089


def test_a_managers_page_names_the_checks_that_are_so_for_nearly_all_deals_and_so_tell_little(
    review: Any, pages: dict[str, Element]
) -> None:
    titles = {rule["id"]: rule["failure_title"] for rule in review["playbook"]["checks"]}
    for page in review["manager_pages"]:
        named = [group["check"] for group in page["tells_little"]]
        assert "within-stage-limit" in named
        last = pages[page["manager"]].flat.rpartition("says little about any one")[2]
        assert all(titles[check] in last for check in named)


def test_a_managers_page_is_short_and_says_for_each_case_what_is_not_known(
    project: Project, pages: dict[str, Element]
) -> None:
    for name in managers():
        assert (project.docs / "scorecards" / f"{name}.md").stat().st_size < 90_000
        for case in pages[name].all("details", class_="sc-case"):
            assert "No rep view on file." in case.flat
            assert re.search(r"\d+ unknown", case.flat)


def test_every_account_stands_once_with_its_open_opportunities(
    pages: dict[str, Element], still_open: dict[str, dict[str, str]]
) -> None:
    count = Counter(row["account"] for row in still_open.values() if row["account"])
    lines = [[cell.flat for cell in row.children("td")] for row in pages["accounts"].one("tbody").all("tr")]
    assert {name: int(number) for name, number, *_ in lines} == count
    assert "1,425 open opportunities without an account" in pages["accounts"].flat
