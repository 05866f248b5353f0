"""Whatever the CRM holds is shown in the browser as it is, in each place where it is to stand.

That no page is wider for it and nothing becomes markup is shown in test_every_text.py, with these texts and many more.
"""

import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import yaml
from playwright.sync_api import Locator, expect

from scorecards.model.vocabulary import RULINGS
from scorecards.problems.problem import Problems
from scorecards.read.team_files import problems_with
from scorecards.write.record_ruling import with_ruling
from scorecards.yaml_files.document import YamlMapping, entries, parse
from scorecards.yaml_files.emit import number_or_day
from tests.support import hostile
from tests.support.browsing import Watch, flat, flats, search
from tests.support.project import Project

pytestmark = pytest.mark.browser

WORDS = ":is(q, bdi)"
"""What holds a text: their own words are quoted, ours are not."""

GONE = ".sc-moved > li > bdi:first-child"
"""The name of what is gone from the export, to which nothing links."""


def of_rep(rep: int) -> list[int]:
    """Give the places of a rep's opportunities."""
    return [place for place in range(len(hostile.TEXTS)) if hostile.owner(place) == hostile.rep_id(rep)]


def of_manager(manager: str) -> list[int]:
    """Give the places of the opportunities of a manager's reps."""
    return [place for place in range(len(hostile.TEXTS)) if hostile.manager(place) == manager]


def reasons(texts: list[str]) -> list[str]:
    """Give those of the texts that are the reason of a ruling."""
    return [text for text in texts if text.startswith("Because ")]


def picks(texts: list[str]) -> list[str]:
    """Give those of the texts that are the reason of a pick."""
    return [text for text in texts if text.startswith("Picked for ")]


def same(found: list[str], expected: list[str]) -> bool:
    """Tell whether just these texts stand there, each as often, in whatever order."""
    assert sorted(found) == sorted(expected)
    return True


def _yaml(value: str | None) -> str:
    return number_or_day(value) if value else ""


def completed(ready: str, row: dict[str, str]) -> str:
    """Write a manager's words in the place of the comments of a ruling that is ready."""
    lines = [line.partition(": #") for line in ready.splitlines()]
    blanks = ["ruling", "reason", "weighed", "what", "who", "by", "no_action", "review_on"]
    assert [key.strip(" -") for key, comment, _ in lines if comment] == blanks
    values = {**row, "by": row["by_day"]}
    return "".join(
        f"{key}: {_yaml(values.get(key.strip(' -')))}\n" if comment else f"{key}\n" for key, comment, _ in lines
    )


@pytest.fixture(scope="module")
def project(overrun: Project) -> Project:
    return overrun


@pytest.fixture(scope="module")
def site(project: Project) -> Path:
    return project.site


@pytest.mark.parametrize("rep", range(len(hostile.REPS)), ids=[*hostile.REPS[:-1], "harmless"])
def test_every_text_stands_literally_on_a_scorecard(rep: int, watch: Watch) -> None:
    watch.goto(f"scorecards/{hostile.rep_id(rep)}.html")
    for place in of_rep(rep):
        text = hostile.text_at(place)
        deal = f"[id='{hostile.opportunity_id(place)}']"
        assert watch.texts(f"{deal} .sc-name bdi") == flats([text, text])
        assert watch.texts(f"{deal} .sc-next bdi") == flats([text])
        assert {flat(text)} == set(watch.texts(f"{deal} .sc-facts bdi"))
        assert {*flats([f"Call {text}", text, f"Waiting for {text}"])} <= {*watch.texts(f"{deal} .sc-steps bdi")}
        assert flat(text) in watch.texts(f"{deal} .sc-answers bdi")
        assert watch.page.locator(f"{deal} .sc-notes").inner_text() == f"{text}\nThey have gone dark: {text}"


@pytest.mark.parametrize("rep", range(len(hostile.REPS)), ids=[*hostile.REPS[:-1], "harmless"])
def test_every_text_of_the_review_stands_literally_on_an_opened_deal(rep: int, watch: Watch) -> None:
    watch.goto(f"scorecards/{hostile.rep_id(rep)}.html")
    for place in of_rep(rep):
        text, deal = flat(hostile.text_at(place)), f"[id='{hostile.opportunity_id(place)}']"
        before, now = flats([hostile.rep_name(each(place)) for each in (hostile.owner_before, hostile.owner)])
        changes = [*watch.texts(f"{deal} .sc-changes bdi"), *watch.texts(f"{deal} .sc-changes q")]
        told = [f"First {text}", f"Then {text}", text, before, now, f"Sign {text}", f"Finish {text}"]
        assert {*told, f"now {text}", f"now Then {text}", f"Back {text}", f"On {text}"} <= set(changes)
        assert reasons(watch.texts(f"{deal} .sc-ruled bdi")) == [f"Because {text}"] * 2
        assert watch.texts(f"{deal} .sc-ruled .sc-label:text-is('What to do') + bdi") == [f"Then {text}"] * 2
        theirs = [*watch.texts(f"{deal} .sc-terms q"), *watch.texts(f"{deal} .sc-terms bdi")]
        assert {f"Otherwise {text}", f"Said {text}", f"Reach {text}", f"now {text}", text} <= set(theirs)
        assert {f"must {text}", f"should {text}", f"Plan {text}", f"Help {text}", f"Finish {text}"} <= set(theirs)
        assert watch.texts(f"{deal} .sc-label:text-is('Blocker') + {WORDS}") == [f"in their court: {text}"]
        assert f"{text} out of my hands" in watch.texts(f"{deal} .sc-label:text-is('Rep says') ~ {WORDS}")
        assert f"On {text}" in watch.texts(f"{deal} .sc-label:text-is('Last reply') ~ {WORDS}")
        assert f"Shown by {text}" in watch.texts(f"{deal} .sc-told > li > .sc-label:text-is('Noted') + bdi")
        assert f"Old {text}" in watch.texts(f"{deal} .sc-reset bdi")
        assert f"Lost {text}" in watch.texts(f"{deal} h5:text-is('Starts over') + p {WORDS}")
        assert any(f"Otherwise {text}" in words for words in watch.texts(f"{deal} .sc-words"))
        quoted = watch.texts(f"{deal} h5:text-is('In our own words') + ul li > bdi:first-child")
        assert quoted == ["in their court", "out of my hands", "gone dark"]


@pytest.mark.parametrize("rep", range(len(hostile.REPS)), ids=[*hostile.REPS[:-1], "harmless"])
def test_every_text_of_the_week_stands_literally_on_a_scorecard(rep: int, watch: Watch) -> None:
    watch.goto(f"scorecards/{hostile.rep_id(rep)}.html")
    texts = flats([hostile.text_at(place) for place in of_rep(rep)])
    assert same(picks(watch.texts(".sc-action bdi")), [f"Picked for {text}" for text in texts])
    assert same(picks(watch.texts(".sc-picks bdi")), [f"Picked for {text}" for text in texts])
    assert same(watch.texts(".sc-picks li > bdi:first-child"), texts)
    assert same(watch.texts(GONE), texts)
    assert same(watch.texts(".sc-blocks .sc-due > li > bdi"), [f"Call {text}" for text in texts])
    late = watch.texts("#_late .sc-due > li > bdi")
    assert same(late, [f"Send {text}" for text in texts])
    assert {f"Claim {text}" for text in texts} <= set(watch.texts(f".sc-nearest {WORDS}"))
    awake_by = [f"{word} {text}" for text in texts for word in ("Gone", "When")]
    assert same(watch.texts(f".sc-cold .sc-label:text-is('Why now') ~ {WORDS}"), awake_by)
    ended_by = [f"Lost {text}" for text in texts] * 2
    assert same(watch.texts(f".sc-cold .sc-label:text-is('Why it closed') ~ {WORDS}"), ended_by)


@pytest.mark.parametrize("manager", hostile.MANAGERS)
def test_every_text_stands_literally_in_a_case_for_a_ruling(manager: str, watch: Watch) -> None:
    watch.goto(f"scorecards/{manager}.html")
    for place in of_manager(manager):
        text = flat(hostile.text_at(place))
        claims = {hostile.opportunity_id(place): f"{text} out of my hands", hostile.WAITING[place]: f"Claim {text}"}
        for opportunity, claim in claims.items():
            case = f".sc-case[id='{opportunity}']"
            assert watch.texts(f"{case} h3 bdi") == [text, text]
            assert watch.texts(f"{case} .sc-label:has-text('Rep view') ~ bdi:last-of-type") == [claim]
            plan = [text, f"To win {text}", f"For {text}"]
            wanted = watch.texts(f"{case} section:has(> h4:text-is('Account and territory plan')) > p bdi")
            assert wanted == [*plan, *plan, text]
        case = f".sc-case[id='{hostile.opportunity_id(place)}']"
        last = f"{case} section:has(> h4:text-is('Last decision'))"
        assert reasons(watch.texts(f"{last} > p bdi")) == [f"Because {text}"]
        assert watch.texts(f"{last} .sc-told > li > bdi") == [f"Then {text}"]
        paused = f".sc-decision:has(> summary > b:text-is('until')):has(a[href$='#PAUSE-{place}'])"
        assert reasons(watch.texts(f"{paused} > p > bdi")) == [f"Because {text}"]


@pytest.mark.parametrize("manager", hostile.MANAGERS)
def test_every_text_stands_literally_in_the_rest_of_a_managers_page(manager: str, watch: Watch) -> None:
    texts = flats([hostile.text_at(place) for place in of_manager(manager)])
    reps = flats([hostile.rep_name(hostile.rep_id(rep)) for rep in range(len(hostile.REPS))])
    watch.goto(f"scorecards/{manager}.html")
    assert watch.texts("article h1") == [flat(hostile.TEXTS[hostile.MANAGERS[manager]])]
    assert watch.texts(".sc-rep > h3 bdi") == reps[list(hostile.MANAGERS).index(manager) :: 2]
    assert same(watch.texts(".sc-rep-figures dt:text-is('Focus deals') + dd bdi"), texts)
    gone = watch.texts(GONE)
    assert gone
    assert set(gone) <= set(texts)
    assert set(watch.texts(".sc-moved > li > a bdi")) <= set(texts)
    ruled = watch.texts("h2#_rulings_made ~ section .sc-ruled > li > bdi")
    assert same(reasons(ruled), [f"Because {text}" for text in texts] * 3)


def test_every_text_stands_literally_on_the_pages_of_accounts_and_territories(watch: Watch) -> None:
    watch.goto("scorecards/accounts.html")
    for place, text in enumerate(flats([*hostile.TEXTS.values()])):
        cells = f"tr[id='a-{place}'] td"
        assert watch.texts(f"{cells}:first-child bdi") == [text]
        assert set(watch.texts(f"{cells}:nth-child(4) bdi")) == {text}
        assert watch.texts(f"{cells}:nth-child(6) bdi") == [f"To win {text}", f"For {text}"]
        assert watch.texts(f"{cells}:last-child bdi") == [text]
    watch.goto("scorecards/territories.html")
    for place, text in enumerate(flats([*hostile.TEXTS.values()])):
        parts = watch.texts(f"tr[id='t-{place}'] bdi")
        assert parts == [text, text, f"To win {text}", f"For {text}", text]


def test_every_text_stands_literally_on_the_page_of_wins_and_in_the_cold_file(watch: Watch) -> None:
    texts = flats([*hostile.TEXTS.values()])
    watch.goto("scorecards/wins.html")
    assert same(watch.texts(".sc-win b bdi"), texts)
    assert {f"Lost {text}" for text in texts} <= set(watch.texts(f".sc-win {WORDS}"))
    watch.goto("scorecards/cold.html")
    assert same(watch.texts(".sc-cold .sc-action-title bdi:not(.sc-quiet)"), texts * 2)
    awake_by = [f"{word} {text}" for text in texts for word in ("Gone", "When")]
    assert same(watch.texts(f".sc-cold .sc-label:text-is('Why now') ~ {WORDS}"), awake_by)
    for state, shown in (
        ("asleep", ["{}", "When {}"]),
        ("event", ["When {}"]),
        ("unset", ["Lost {}"]),
        ("restarted", ["{}"]),
    ):
        table = f"h2#_{state} + p + .sc"
        assert same(watch.texts(f"{table} td:first-child bdi:not(.sc-quiet)"), texts)
        expected = [each.format(text) for text in texts for each in shown]
        assert same(watch.texts(f"{table} td:nth-child(2) {WORDS}"), expected)


def test_the_ready_ruling_of_every_case_is_read_as_one_entry(project: Project, watch: Watch) -> None:
    """What the page offers to copy, completed, is what the reader of rulings.yml takes it for; so says YAML itself."""
    pipeline = project.folder / "pipeline"
    ready: dict[str, str] = {}
    for manager in hostile.MANAGERS:
        watch.goto(f"scorecards/{manager}.html")
        cases = watch.page.locator(".sc-case")
        texts = cases.locator("pre.sc-lines").all_text_contents()
        ready |= dict(zip(cases.evaluate_all("(all) => all.map((each) => each.id)"), texts, strict=True))
    places = {hostile.opportunity_id(place): place for place in range(len(hostile.TEXTS))}
    places |= {opportunity: place for place, opportunity in enumerate(hostile.WAITING)}
    assert ready.keys() == places.keys()
    for word in ("active", "stalled", "lost", "dead"):
        rows: list[dict[str, Any]] = []
        added = ""
        for opportunity, place in places.items():
            said = {"reason": hostile.text_at(place), "weighed": "none"}
            action = {"what": f"Then {hostile.text_at(place)}", "who": "rep", "by": "2026-11-30"}
            head = {"opportunity": opportunity, "by": hostile.manager(place), "on": "2026-11-16", "ruling": word}
            days = {"review_on": "2026-12-07"}
            rows.append({**head, **said, "course_of_action": [action], "no_action": "", **days})
            entry = completed(ready[opportunity], {**head, **said, **action, **days, "by_day": action["by"]})
            assert yaml.safe_load(entry)[0]["opportunity"] == opportunity
            assert yaml.load(entry, Loader=yaml.BaseLoader) == rows[-1:]  # noqa: S506 - builds plain text only
            added += entry
        content = (pipeline / "rulings.yml").read_bytes() + added.encode()
        tree = parse("rulings.yml", content, Problems())
        assert isinstance(tree, YamlMapping)
        assert entries(tree, "rulings")[3 * len(hostile.TEXTS) :] == [{**row, "no_action": None} for row in rows]
        assert problems_with(project.folder / "playbook", pipeline, {"rulings.yml": content}) == []


def filled(case: Locator, row: dict[str, Any]) -> str:
    """Fill in the form of a ruling as a manager does, and give the text that is to be copied."""
    case.get_by_role("radio", name=row["ruling"]).check()
    (action,) = row["course_of_action"]
    case.locator("textarea").first.fill(row["reason"])
    case.get_by_role("combobox", name="Plan weighed").select_option(row["weighed"])
    case.get_by_label("Action", exact=True).fill(action["what"])
    case.get_by_role("combobox", name="Owner").select_option(action["who"])
    case.get_by_label("Due", exact=True).fill(action["by"])
    case.get_by_label("Review on").fill(row["review_on"])
    return case.locator("pre.sc-lines").text_content() or ""


def test_the_ruling_that_the_form_writes_is_read_as_what_was_typed(project: Project, watch: Watch) -> None:
    pipeline, words = project.folder / "pipeline", ("active", "stalled", "lost", "dead")
    rows: list[dict[str, Any]] = []
    added = ""
    for manager in hostile.MANAGERS:
        watch.goto(f"scorecards/{manager}.html")
        for case in watch.page.locator(".sc-case").all():
            text = f"{hostile.text_at(len(rows) % len(hostile.TEXTS))}\x85\u2028"
            row = {"opportunity": case.get_attribute("id") or "", "by": manager, "on": "2026-11-16"}
            action = {"what": f"«{text}»", "who": "colleague", "by": "2026-11-30"}
            row |= {"ruling": words[len(rows) % 4], "reason": f"«{text}»", "weighed": "both"}
            rows.append({**row, "course_of_action": [action], "no_action": "", "review_on": "2026-12-07"})
            entry = filled(case, rows[-1])
            assert yaml.load(entry, Loader=yaml.BaseLoader) == rows[-1:]  # noqa: S506 - builds plain text only
            added += entry
    content = (pipeline / "rulings.yml").read_bytes() + added.encode()
    tree = parse("rulings.yml", content, Problems())
    assert isinstance(tree, YamlMapping)
    assert entries(tree, "rulings")[-len(rows) :] == [{**row, "no_action": None} for row in rows]
    assert problems_with(project.folder / "playbook", pipeline, {"rulings.yml": content}) == []
    watch.nothing_happened()


def test_the_form_of_a_ruling_decides_nothing_and_says_what_is_missing(watch: Watch) -> None:
    watch.goto(f"scorecards/{next(iter(hostile.MANAGERS))}.html")
    case = watch.page.locator(".sc-case").first
    ready = case.locator("pre.sc-lines")
    before = ready.text_content()
    assert case.locator("input:checked").count() == 0
    missing = case.locator(".sc-form > p")
    expect(missing).to_be_empty()
    case.get_by_role("radio", name="stalled").check()
    stalled = "Stalled: it pauses and will move again."
    expect(missing).to_have_text(f"{stalled} Missing: reason, review day, an action, or why none.")
    case.locator("textarea").first.fill("  ")
    again = case.get_by_label("Review on")
    again.fill("2026-11-16")
    text = f"{stalled} Missing: reason, review day, a day after 2026-11-16, an action, or why none."
    expect(missing).to_have_text(text)
    assert ready.text_content() == (before or "").replace("# active, stalled, lost or dead", "stalled")
    case.get_by_role("radio", name="active").check()
    again.fill("")
    nothing = case.get_by_label("No action, because")
    nothing.fill("They call us")
    expect(missing).to_have_text("Active: it continues. Complete.")
    case.get_by_label("Action", exact=True).fill("Call them")
    expect(missing).to_have_text("Active: it continues. Missing: an action or why none, not both.")
    nothing.fill("")
    expect(missing).to_have_text("Active: it continues. Missing: owner and due date.")


def test_the_form_and_the_printed_case_offer_every_ruling_that_there_is(watch: Watch) -> None:
    watch.goto(f"scorecards/{next(iter(hostile.MANAGERS))}.html")
    case = watch.page.locator(".sc-case").first
    choices = case.locator("fieldset label")
    assert choices.all_text_contents() == [each.word for each in RULINGS.values()]
    titles = choices.evaluate_all("(all) => all.map((each) => each.title)")
    assert titles == [each.meaning.capitalize() for each in RULINGS.values()]
    watch.page.emulate_media(media="print")
    line = case.locator(".sc-to-tick").evaluate("(each) => getComputedStyle(each, '::after').content")
    watch.page.emulate_media(media="null")  # the page is shared
    assert "   ".join(f"☐ {word}" for word in RULINGS) in line


def test_a_ruling_recorded_in_such_words_is_read_back(project: Project) -> None:
    """Each on an opportunity whose id, too, could be taken for something else."""
    playbook, pipeline = project.folder / "playbook", project.folder / "pipeline"
    for place, opportunity in enumerate(hostile.WAITING):
        said = {"reason": hostile.text_at(place), "course_of_action": hostile.text_at(place)}
        head = {"opportunity": opportunity, "by": hostile.manager(place), "on": "2026-11-16", "ruling": "lost"}
        content = with_ruling(playbook, pipeline, {**head, **said}).content
        rows = yaml.load(content, Loader=yaml.BaseLoader)["rulings"]  # noqa: S506 - builds plain text only
        tree = parse("rulings.yml", content, Problems())
        assert isinstance(tree, YamlMapping)
        assert entries(tree, "rulings") == rows
        assert rows[3 * len(hostile.TEXTS) :] == [{**head, **said}]


@pytest.mark.parametrize("rep", range(len(hostile.REPS)), ids=[*hostile.REPS[:-1], "harmless"])
def test_a_name_does_no_harm_in_the_heading_and_in_the_title_of_the_tab(rep: int, watch: Watch) -> None:
    """A name that a title could not hold unescaped is replaced there by the rep's id."""
    harmless = rep == len(hostile.REPS) - 1
    name = hostile.HARMLESS if harmless else flat(hostile.TEXTS[hostile.REPS[rep]])
    watch.goto(f"scorecards/{hostile.rep_id(rep)}.html")
    assert watch.texts("article h1") == [name]
    assert watch.texts(".sc-byline bdi")[1] == flat(hostile.TEXTS["closing"])
    titles = [f"{title} - Sales Scorecards" for title in (name, hostile.rep_id(rep))]
    assert watch.page.title() in titles[: 1 if harmless else 2]


def test_every_text_stands_literally_on_the_page_of_all(watch: Watch) -> None:
    watch.goto("scorecards/open.html")
    rows = watch.page.evaluate(
        "() => [...document.querySelectorAll('tbody tr')].map((row) => "
        "[row.querySelector('a').hash, ...[...row.cells].map((cell) => cell.innerText)])"
    )
    shown = {row[0].removeprefix("#"): flats(row[1:]) for row in rows}
    assert {quote(each) for each in hostile.WAITING} < set(shown)
    for place, text in enumerate(hostile.TEXTS.values()):
        cells = shown[hostile.opportunity_id(place)]
        assert cells[:2] == flats([text, text])
        assert cells[4].endswith(flat(text))
        assert cells[-1].startswith(f"They: {flat(text)}")


def test_names_stand_literally_on_the_home_page(watch: Watch) -> None:
    names = flats([*(hostile.TEXTS[key] for key in hostile.REPS[:-1]), hostile.HARMLESS])
    watch.goto("index.html")
    assert watch.texts("article h1") == [hostile.TEXTS["script"]]
    assert watch.texts(".sc-byline bdi") == [hostile.TEXTS["vector"]]
    assert watch.texts(".sc-names bdi") == names
    assert flats([hostile.TEXTS["image"], hostile.TEXTS["table"]]) == watch.texts(".sc-roles section:nth-child(2) bdi")
    assert set(watch.texts(".sc-group a[href*='scorecards/'] bdi")) <= set(flats(list(hostile.TEXTS.values())))


def test_names_stand_literally_in_the_list_of_scorecards(watch: Watch) -> None:
    names = flats([*(hostile.TEXTS[key] for key in hostile.REPS[:-1]), hostile.HARMLESS])
    watch.goto("scorecards/index.html")
    assert watch.texts("tbody td:first-child") == names[::2] + names[1::2]
    assert watch.texts("article h2") == flats([hostile.TEXTS["image"], hostile.TEXTS["table"]])
    assert set(watch.texts("tbody td:last-child")) == {flat(hostile.TEXTS["closing"])}


def test_the_words_to_say_hold_the_names_literally(watch: Watch) -> None:
    watch.goto(f"scorecards/{hostile.rep_id(0)}.html")
    said = watch.texts(".sc-words")
    own = [text for place, text in enumerate(hostile.TEXTS.values()) if hostile.owner(place) == hostile.rep_id(0)]
    assert [text for text in own if any(flat(text) in words for words in said)] == own


@pytest.mark.parametrize("text", ["script", "image", "closing", "vector"])
def test_searching_for_a_name_runs_nothing(text: str, watch: Watch) -> None:
    watch.goto("index.html")
    search(watch.page, hostile.TEXTS[text])
    expect(watch.page.locator("[data-md-component='search-query']")).to_have_value(hostile.TEXTS[text])
    watch.nothing_happened()
    watch.goto(f"index.html?h={quote(hostile.TEXTS[text])}")
    watch.nothing_happened()
    words = " ".join(re.findall(r"\w+", hostile.TEXTS[text]))  # as the search gives them on: a word each
    watch.goto(f"index.html?h={quote(words)}")
    assert watch.texts("article h1") == [hostile.TEXTS["script"]]
