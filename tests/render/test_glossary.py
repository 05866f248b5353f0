"""The glossary: a file that a team need not keep, a page, and words that are explained where they stand."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from scorecards.cli.main import scorecards
from scorecards.model.playbook.glossary import Term
from scorecards.read.team_files import check_all, read_playbook
from scorecards.render.pages import render
from scorecards.render.reference.reference import reference
from scorecards.report.values import Place
from tests.support.project import ROOT
from tests.support.situations import Situation, situation
from tests.support.tree import tree

# The words that a newcomer to any sales team meets.
STANDARD = {
    *("opportunity", "account", "stage", "entry-trigger", "exit-criteria", "close-date", "champion", "economic-buyer"),
    *("decision-maker", "mutual-action-plan", "push-count", "forecast-category", "coverage", "slippage", "next-step"),
    *("qualified", "verbal-yes", "no-decision", "cold-file", "ruling", "stalled", "follow-up-block", "gap-rating"),
}


def terms() -> tuple[Term, ...]:
    return read_playbook(ROOT / "playbook").terms


def test_the_shipped_glossary_has_the_standard_words_of_the_trade() -> None:
    assert {term.id for term in terms()} >= STANDARD


@pytest.mark.parametrize("term", terms(), ids=lambda term: term.id)
def test_a_meaning_is_short_enough_to_be_shown_in_place_and_does_not_repeat_the_word(term: Term) -> None:
    assert 20 < len(term.meaning) <= 150
    assert re.fullmatch(r"[A-Z].*[.]", term.meaning)
    assert term.doctrine
    assert not {word.casefold() for word in term.also_called} & {term.term.casefold()}


def test_no_word_means_two_things() -> None:
    names = [name.casefold() for term in terms() for name in (term.term, *term.also_called)]
    assert len(names) == len(set(names))


# The page.


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Situation:
    hangs = "stage: scope, stage_entered_on: 2026-01-12, next_steps: [], claim: {state: stalled}"
    return situation(tmp_path_factory.mktemp("glossary"), hangs)


def test_the_page_has_every_word_in_the_order_of_the_alphabet_with_its_practices_and_its_place(made: Situation) -> None:
    page = made.pages["playbook/glossary.md"]
    sections = list(page.one("div", class_="sc-glossary").all("section"))
    by_name = sorted(terms(), key=lambda term: term.term.lower())
    assert [each.one("h2").flat for each in sections] == [term.term for term in by_name]
    for term, found in zip(by_name, sections, strict=True):
        assert found.one("h2").attributes["id"] == term.id
        assert term.meaning in found.flat
        assert all(word in found.flat for word in term.also_called)
        tags = [each.attributes["href"] for each in found.all("a", class_="sc-tag")]
        assert tags == [f"../playbook/practices.html#{practice.lower()}" for practice in term.doctrine]
        assert re.search(r"playbook/glossary\.yml:\d+", found.flat)


def test_a_word_tells_the_line_on_which_it_stands(made: Situation) -> None:
    lines = (ROOT / "playbook/glossary.yml").read_text("utf-8").splitlines()
    for term in made.review.playbook.terms:
        place = made.review.rules.terms[term.id].place
        assert place == Place("playbook/glossary.yml", lines.index(f"  - id: {term.id}") + 1)


def test_a_team_need_not_keep_a_glossary(base: Path) -> None:
    assert not (base / "playbook/glossary.yml").exists()
    assert read_playbook(Path("playbook")).terms == ()
    files = check_all(Path("playbook"), Path("pipeline"))
    (base / "playbook/glossary.yml").write_text("terms:\n", "utf-8")
    assert read_playbook(Path("playbook")).terms == ()
    assert check_all(Path("playbook"), Path("pipeline")) == files + 1


def test_without_a_glossary_the_page_says_so_and_no_word_is_explained(tmp_path: Path) -> None:
    bare = situation(tmp_path, "")
    (bare.folder / "playbook/glossary.yml").unlink()
    pages = render(bare.review, reference(scorecards))
    assert "no glossary yet" in pages["playbook/glossary.md"]
    assert all('sc-term"' not in page for page in pages.values())


# Words that are explained where they stand.


def test_a_word_is_explained_once_on_a_page_and_leads_to_the_glossary(made: Situation) -> None:
    by_id = {term.id: term for term in made.review.playbook.terms}
    explained = set()
    for path, page in made.pages.items():
        found = [link.attributes for link in page.all("a", class_="sc-term")]
        root = "../" if "/" in path else ""
        ids = [each["href"].removeprefix(f"{root}playbook/glossary.html#") for each in found]
        assert len(ids) == len(set(ids)), path
        assert [each["title"] for each in found] == [by_id[each].meaning for each in ids]
        explained |= {(path, each) for each in ids}
    pages = {path for path, _ in explained}
    assert pages >= {
        *("index.md", "playbook/stages.md", "playbook/plays.md"),
        *(f"scorecards/{name}.md" for name in ("ana", "mara", "open", "figures")),
    }


def test_a_word_that_the_glossary_lacks_stays_as_it_is(made: Situation) -> None:
    terms = tuple(term for term in made.review.playbook.terms if term.id != "exit-criteria")
    review = replace(made.review, playbook=replace(made.review.playbook, terms=terms))
    before, after = (render(each, reference(scorecards))["playbook/stages.md"] for each in (made.review, review))
    (explained,) = tree(before).all("a", class_="sc-term", href="../playbook/glossary.html#exit-criteria")
    assert not list(tree(after).all("a", href="../playbook/glossary.html#exit-criteria"))
    assert tree(after).flat == tree(before).flat
    assert explained.flat in tree(after).flat


def test_a_meaning_is_text_whatever_it_holds(tmp_path: Path) -> None:
    hostile = "A <b>\"bold\"</b> 'word' & {{ more }}"
    odd = situation(tmp_path, "")
    (odd.folder / "playbook/glossary.yml").write_text(
        f"terms:\n  - id: exit-criteria\n    term: Stage\n    meaning: >-\n      {hostile}\n", "utf-8"
    )
    page = tree(render(odd.review, reference(scorecards))["playbook/stages.md"])
    assert page.one("a", class_="sc-term").attributes["title"] == hostile
    assert not list(page.all("b", class_="bold"))
