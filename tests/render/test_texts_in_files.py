"""Each of the hostile texts stands as it is in every file that is no page, as the readers of these files take it."""

import csv
import io
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import orjson
import pytest
import yaml
from icalendar import Calendar

from scorecards.problems.problem import Problem
from scorecards.render.environment import environment
from scorecards.render.pictures.drawing import Drawing, Lettering, Note
from scorecards.yaml_files import emit
from tests.support.flooded import values_of
from tests.support.project import Project
from tests.support.texts import MARK, spoilt, texts

Values = dict[int, str]


@pytest.fixture(scope="module")
def values(flooded: Project) -> Values:
    return {number: value for number, (_, value) in values_of(flooded).items()}


def texts_in(found: set[int], values: Values) -> set[str]:
    """Give the texts behind marks."""
    return {MARK.sub("", values[number]).rstrip() for number in found}


def marks_in(text: str) -> set[int]:
    return set(map(int, MARK.findall(text)))


EVERY = {text.rstrip() for text in texts()}


def test_every_text_stands_as_it_is_in_the_csv_files(flooded: Project, values: Values) -> None:
    """A cell may begin with an apostrophe, and one stands before what would begin a formula within it."""
    found: set[int] = set()
    for path in (flooded.docs / "scorecards").glob("*.csv"):
        for row in csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline=""), strict=True):
            for cell in row:
                bare = {mark: values[mark].replace("'", "") for mark in marks_in(cell)}
                assert list(spoilt(cell.replace("'", ""), bare)) == []
                assert not re.match(r"[\s\"]*[=+\-@＝＋－＠]", cell)
                found |= marks_in(cell)
    assert texts_in(found, values) == EVERY


def strings(value: Any) -> Iterator[str]:
    """Give every text of a JSON file, keys too."""
    if isinstance(value, str):
        yield value
    for each in value.items() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ():
        yield from strings(each)


def test_every_text_stands_to_the_letter_in_the_json_files(flooded: Project, values: Values) -> None:
    found: set[int] = set()
    for path in (flooded.docs / "scorecards").glob("*.json"):
        for text in strings(orjson.loads(path.read_bytes())):
            for mark in marks_in(text):
                assert values[mark] in text, (path.name, text[:200])
                found.add(mark)
    assert texts_in(found, values) == EVERY


def test_every_text_stands_as_it_is_in_the_rows_of_long_tables(flooded: Project, values: Values) -> None:
    found: set[int] = set()
    for path in (flooded.docs / "scorecards").glob("*.rows.js"):
        script = path.read_text("utf-8")
        literal = script[script.index(", '") + 3 : script.rindex("')")]
        assert not re.search(r"[<\n\r\u2028\u2029]|(?<!\\)(?:\\\\)*'", literal)
        rows = json.loads(re.sub(r"\\(.)", r"\1", literal))
        for text in strings(rows):
            assert list(spoilt(text, values)) == []
            found |= marks_in(text)
    assert texts_in(found, values) == EVERY


def test_every_text_stands_as_it_is_in_the_index_of_the_search(flooded: Project, values: Values) -> None:
    found: set[int] = set()
    for entry in orjson.loads((flooded.site / "search" / "search_index.json").read_bytes())["docs"]:
        for part in (entry["title"], entry["text"]):
            shown = _Shown.of(part)
            assert list(spoilt(shown.text, values)) == []
            assert shown.attributes == []
            found |= marks_in(shown.text)
    assert texts_in(found, values) == EVERY


def test_no_text_leaves_its_line_in_the_calendars(flooded: Project, values: Values) -> None:
    found: set[int] = set()
    for path in (flooded.docs / "scorecards").glob("*.ics"):
        calendar = Calendar.from_ical(path.read_bytes())
        assert {each.name for each in calendar.walk()} <= {
            *("VCALENDAR", "VTIMEZONE", "STANDARD", "DAYLIGHT", "VEVENT", "VALARM")
        }
        for event in calendar.walk("VEVENT"):
            assert set(event) <= {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION"}
            description = str(event["DESCRIPTION"])
            assert list(spoilt(description, values)) == []
            found |= marks_in(description)
    assert len(found) > 80


class _Shown(HTMLParser):
    """What a browser would show of HTML, and which values attributes would have."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.attributes: list[tuple[str, str | None]] = []

    @classmethod
    def of(cls, html: str) -> "_Shown":
        shown = cls()
        shown.feed(html)
        shown.close()
        return shown

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - its name
        self.attributes += attrs


@pytest.mark.parametrize("around", ['<p title="{}">', "<p title='{}'>", "<p>{}</p>"])
def test_every_text_stands_to_the_letter_in_a_page(around: str) -> None:
    template = environment().from_string(around.format("{{ text }}"))
    for text in texts():
        shown = _Shown.of(template.render(text=text))
        assert (shown.attributes[0][1] if shown.attributes else shown.text) == text


def test_every_text_stands_as_it_is_in_a_picture() -> None:
    for text in texts():
        drawing = Drawing(9, text)
        note = Note(text, "scorecards/open.html")
        drawing.words(0, 0, text, Lettering(), note)
        drawing.circle(0, 0, 1, note)
        shown = _Shown.of(drawing.picture().on("../"))
        words = " ".join(text.split())
        assert " ".join(shown.text.split()) == " ".join((words * 3).split())
        assert [value for name, value in shown.attributes if name == "aria-label"] == [words, words]


def test_every_text_comes_back_from_yaml_that_the_product_writes() -> None:
    """So it does in a ruling that is ready to be pasted, in one that is recorded, and in what an import writes."""
    for write in (emit.scalar, emit.text):
        for text in texts():
            entry = emit.item([("reason", write(text)), ("ruling", "lost")])
            for loader in (yaml.CSafeLoader, yaml.SafeLoader):
                read = yaml.load(f"rulings:\n{entry}", loader)  # noqa: S506 - both are safe ones
                assert read == {"rulings": [{"reason": text, "ruling": "lost"}]}


def test_every_text_stays_on_one_line_of_the_terminal() -> None:
    for text in texts():
        line = str(Problem("pipeline/team.yml", 1, 1, "unknown-key", f"read {text}"))
        assert line.isprintable()
        assert "\n" not in line
