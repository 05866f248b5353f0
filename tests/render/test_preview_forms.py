"""The forms of a preview: what each says, and that no text of the team gets out of its place."""

import json
import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from markdown import markdown

from scorecards.preview.counting import check_effects, counted
from scorecards.render.preview.forms import SCHEMA, written
from scorecards.render.preview.markdown import LONGEST, plain
from scorecards.report.preview import (
    ConclusionChange,
    DealChange,
    FactBeside,
    FindingChange,
    Preview,
    ReviewChange,
    RuleChange,
)
from tests.support.project import ROOT
from tests.support.tree import tree

HOSTILE = '<script>alert(1)</script> @all [x](http://example.com) `b` | **c** #1\n\n# Big &amp; "q"\u202e'
FORMS = ("text", "json", "markdown", "html")
RULE = RuleChange("check", "two-next-steps", "Two next steps", "changed", ("passes_when",))


def deal(number: int, name: str = "Rota", kind: Any = "raised") -> DealChange:
    before, after = ("pass", "fail") if kind == "raised" else ("fail", "unknown")
    facts = (FactBeside("our_next_steps", 1, 1),)
    return DealChange(
        id=f"OPP-{number}",
        name=name,
        owner="ana-lima",
        owner_name=name,
        manager="mara-quinn",
        manager_name="Mara Quinn",
        amount=None if number == 2 else Decimal(1000),
        findings=(FindingChange("two-next-steps", "Two next steps", kind, before, after, facts),),  # type: ignore[arg-type]
        conclusions=(ConclusionChange("first_action", None, name), ConclusionChange("decision_due", None, "due")),
    )


def preview(*deals: DealChange, base: str = "main") -> Preview:
    review = ReviewChange(date(2026, 11, 16), 9, counted(deals), check_effects(deals), deals)
    return Preview(base, "working folder", "EUR", "en_IE", (RULE,), (review,))


def test_the_headline_has_the_numbers_first() -> None:
    said = written(preview(deal(1), deal(2), deal(3, kind="cleared")), "text").decode().splitlines()
    assert said[1] == (
        "1 check changed: 2 findings raised, 1 cleared on 3 deals worth €2,000 (1 without an amount), 1 rep, "
        "1 manager; 3 more decisions due."
    )
    assert "  raised    Two next steps: passing -> needs attention" in said
    assert "            because our_next_steps = 1" in said


@pytest.mark.parametrize("form", FORMS)
def test_counts_alone_name_no_deal_no_amount_and_nobody(form: str) -> None:
    said = written(preview(deal(1, "Secret"), deal(2, "Secret")), form, counts_only=True).decode()
    assert not re.search(r"Secret|OPP-|ana-lima|Mara|1,000|1000|€", said)
    assert "two-next-steps" in said.replace("&#45;", "-")


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_a_hostile_text_stays_a_text(form: str) -> None:
    said = written(preview(deal(1, HOSTILE), base=HOSTILE), form).decode()
    shown = said if form == "html" else markdown(said, extensions=["tables"]) if form == "markdown" else ""
    assert not re.search(r"<(script|a|h1|code)[\s>]", shown.replace("<h1>Playbook preview</h1>", ""))
    assert "\u202e" not in said or form != "text"
    assert not re.search(r"(?<!&)@all", said) or form != "markdown"
    if form == "text":
        assert "\\n\\n# Big" in said


def test_the_page_stands_alone_and_shows_each_text_as_it_is() -> None:
    page = written(preview(deal(1, HOSTILE)), "html").decode()
    assert not re.search(r"<(link|script|img|iframe)|url\(|@import|\bsrc=", page)
    assert "<script>alert(1)</script> @all" in tree(page).flat


def test_a_comment_is_no_longer_than_it_may_be_and_says_what_is_left_out() -> None:
    said = written(preview(*(deal(number, "Rota " * 20) for number in range(900))), "markdown").decode()
    assert len(said) <= LONGEST
    assert re.search(r"\*[\d,]+ more lines are left out here\.\*\n$", said)
    assert "900 findings raised" in said


def test_marks_of_markdown_are_written_as_references() -> None:
    assert plain("a*b_c @d\n#e <f> D'g") == "a&#42;b&#95;c &#64;d &#35;e &lt;f&gt; D'g"


def test_the_json_fits_its_schema_with_deals_and_without() -> None:
    schema = json.loads((ROOT / "scorecards/render/schemas" / SCHEMA).read_bytes())
    for alone in (False, True):
        file = json.loads(written(preview(deal(1), deal(2)), "json", counts_only=alone))
        assert list(Draft202012Validator(schema).iter_errors(file)) == []
        assert len(file["reviews"][0]["deals"]) == (0 if alone else 2)


def test_where_no_rule_differs_that_is_all_that_is_said() -> None:
    same = Preview("a", "b", "EUR", "en_IE", (), (ReviewChange(date(2026, 11, 16), 9, counted(()), (), ()),))
    assert written(same, "text").decode() == "a -> b\nSame rules. Nothing changes.\n"
    assert not same.changes_something
