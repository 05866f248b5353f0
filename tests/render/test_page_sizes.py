"""No page grows beyond 1.5 MB, whatever the team holds; what has no room is counted, with where it is."""

import copy
import re
from collections import Counter
from typing import Any

import pytest
import yaml

from scorecards.render.page_budget import Fitted, as_far_as_fits, fitted
from tests.support.factory import Loader
from tests.support.project import Project, fresh
from tests.support.tree import Element, tree

LARGEST = 1_500_000
MANY = 3_000
BUSY = "ravi-menon"
"""The rep who has half of them."""


class _Plain(yaml.SafeDumper):
    """Writes a value as often as it stands somewhere."""

    def ignore_aliases(self, data: Any) -> bool:
        """Say so for all."""
        del data
        return True


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Build the pages of the sample team with 3,000 open opportunities more, each as rich as the sample's are."""
    project = fresh(tmp_path_factory.mktemp("rich") / "team")
    path = max((project.folder / "pipeline" / "snapshots").iterdir())
    snapshot = yaml.load(path.read_text("utf-8"), Loader)  # noqa: S506 - a safe one
    rich = [each for each in snapshot["opportunities"] if each["status"] == "open"]
    snapshot["opportunities"] += [_copied(rich[place % len(rich)], place) for place in range(MANY)]
    path.write_text(yaml.dump(snapshot, Dumper=_Plain, sort_keys=False, allow_unicode=True), "utf-8")
    project.build("build", "--pages-only")
    return project


def _copied(opportunity: dict[str, Any], place: int) -> dict[str, Any]:
    copied = {key: copy.deepcopy(value) for key, value in opportunity.items() if key != "restarted_from"}
    for step in copied.get("next_steps") or ():
        step.pop("serves_action", None)  # the rulings that asked for it are not copied
    owner = BUSY if place % 2 else opportunity["owner"]
    return {**copied, "id": f"{opportunity['id']}-{place}", "name": f"{opportunity['name']} {place}", "owner": owner}


def page(project: Project, name: str) -> Element:
    return tree((project.docs / "scorecards" / f"{name}.md").read_text("utf-8"))


def test_no_page_is_larger_than_a_browser_shows_at_once(project: Project) -> None:
    sizes = {path.relative_to(project.docs): path.stat().st_size for path in project.docs.rglob("*.md")}
    assert {path: size for path, size in sizes.items() if size > LARGEST} == {}
    assert max(sizes.values()) > 500_000


def test_a_reps_page_leaves_no_opportunity_out_without_a_word(project: Project) -> None:
    card: Any = next(card for card in project.review()["scorecards"] if card["rep"] == BUSY)
    found = page(project, BUSY)
    in_full = [each.attributes["id"] for each in found.all("details", class_="sc-deal")]
    text = found.text
    rest = [int(each.replace(",", "")) for each in re.findall(r"And ([\d,]+) more in the table", text)]
    stages = {each for group in card["stages"] for each in group["opportunities"]}
    in_short = [each.attributes["id"] for each in found.all("li") if each.attributes.get("id") in stages]
    assert min(len(in_full), len(in_short), sum(rest)) > 10
    assert not set(in_full) & set(in_short)
    closed = len(set(in_full) - stages)
    assert len(in_full) - closed + len(in_short) + sum(rest) == card["open"]["count"] > MANY / 2
    assert f"{len(in_full) - closed} of the {card['open']['count']:,} open in place" in " ".join(text.split())


def test_what_is_to_be_done_now_and_the_most_urgent_stand_there_in_full(project: Project) -> None:
    review = project.review()
    card: Any = next(card for card in review["scorecards"] if card["rep"] == BUSY)
    in_full = {each.attributes["id"] for each in page(project, BUSY).all("details", class_="sc-deal")}
    urgent = [deal["id"] for deal in review["opportunities"] if deal["owner"] == BUSY and deal["status"] == "open"]
    assert {action["opportunity"] for action in card["actions"]} <= in_full
    assert set(urgent[:10]) <= in_full


def test_every_name_stands_in_one_part_and_each_part_leads_to_all(project: Project) -> None:
    folder = project.docs / "scorecards"
    parts = [folder / "names.md", *sorted((folder / "names").iterdir())]
    assert len(parts) > 1
    found = [tree(part.read_text("utf-8")) for part in parts]
    ids = Counter(each.attributes["id"] for part in found for each in part.all("h3"))
    review = project.review()
    assert set(ids.values()) == {1}
    assert {f"o.{deal['id']}" for deal in review["opportunities"]} <= set(ids)
    for path, part in zip(parts, found, strict=True):
        linked = [(path.parent / each.attributes["href"]).resolve() for each in part.one("nav").all("a")]
        assert [each.with_suffix(".md") for each in linked] == parts
        (here,) = [each for each in part.one("nav").all("a") if "aria-current" in each.attributes]
        assert (path.parent / here.attributes["href"]).resolve().with_suffix(".md") == path
        for each in part.all("h3"):
            target = path.parent / each.one("a").attributes["href"].partition("#")[0]
            assert target.with_suffix(".md").resolve().is_file()


# The budget itself.


def test_what_fits_is_counted_in_bytes_and_the_first_that_does_not_ends_it() -> None:
    texts = {"a": "x" * 40, "b": "é" * 30, "c": "x"}
    assert list(as_far_as_fits(texts, texts.__getitem__, 100, {})) == ["a", "b"]
    assert list(as_far_as_fits(texts, texts.__getitem__, 99, {})) == ["a"]


def test_what_is_neither_in_full_nor_in_short_is_counted() -> None:
    ids = [str(place) for place in range(10)]
    found = fitted(ids, lambda _: "x" * 300_000, lambda _: "x" * 60_000, {})
    assert (list(found.in_full), list(found.in_short)) == (["0", "1"], ["2", "3", "4"])
    assert (found.rest_of(ids), found.is_short_of_some) == (5, True)
    assert not Fitted({"1": "a"}, {}, 1).is_short_of_some


def test_what_is_written_in_vain_explains_no_word() -> None:
    """A word stands to be explained until a text that stays explains it."""
    unexplained = {"qualified": 1}
    texts = {"a": ("x" * 40, None), "b": ("x" * 90, "qualified")}

    def write(each: str) -> str:
        text, word = texts[each]
        unexplained.pop(word or "", None)
        return text

    assert list(as_far_as_fits(texts, write, 100, unexplained)) == ["a"]
    assert unexplained == {"qualified": 1}
