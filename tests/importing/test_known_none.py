"""A next step that the CRM has a column for, and that nobody filled in, is known to be none."""

from datetime import date
from pathlib import Path

import pytest

from tests.support.small_import import DAY, RULES, imported, with_fields

TEXT = "crm_next_step: {column: Next, optional: true}"
STEPS = "next_steps: [{what: {column: Next}, side: {value: us}, due: {column: Due}}]"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(source: str, header: str, rows: str, as_of: date = DAY) -> str:
    done = imported(with_fields(RULES, (source,)), f"Id,Name,Owner,Stage{header}\n{rows}\n", as_of)
    assert done.problems == ()
    for path, text in done.files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return done.files[Path(f"pipeline/snapshots/{as_of}.yml")]


@pytest.mark.parametrize(("source", "header"), [(TEXT, ",Next"), (STEPS, ",Next,Due")])
def test_a_blank_next_step_is_known_to_be_none(source: str, header: str) -> None:
    text = run(source, header, f"1,A,Ana Lima,Discovery{',' * header.count(',')}")
    assert "    next_steps:\n" in text


def test_a_column_that_is_missing_says_nothing_and_neither_does_a_text_that_is_no_step() -> None:
    assert "next_steps" not in run(TEXT, "", "1,A,Ana Lima,Discovery")
    assert "next_steps" not in run(TEXT, ",Next", "1,A,Ana Lima,Discovery,great win")
    assert "next_steps" not in run(TEXT, ",Next", "1,A,Ana Lima,Won,")


def test_a_step_that_somebody_wrote_by_hand_stays_while_the_crm_s_column_is_blank() -> None:
    week = run(TEXT, ",Next", "1,A,Ana Lima,Discovery,", date(2026, 11, 9))
    by_hand = '    next_steps:\n      - what: "Send the plan"\n        side: us\n'
    Path("pipeline/snapshots/2026-11-09.yml").write_text(week.replace("    next_steps:\n", by_hand), encoding="utf-8")
    assert "Send the plan" in run(TEXT, ",Next", "1,A,Ana Lima,Discovery,")


def test_what_was_known_to_be_none_is_not_known_once_the_crm_says_something_that_is_no_step() -> None:
    run(TEXT, ",Next", "1,A,Ana Lima,Discovery,", date(2026, 11, 9))
    assert "next_steps" not in run(TEXT, ",Next", "1,A,Ana Lima,Discovery,great win")
    run(TEXT, ",Next", "1,A,Ana Lima,Discovery,", date(2026, 11, 9))
    again = run(TEXT, ",Next", "1,A,Ana Lima,Discovery,")
    assert run(TEXT, ",Next", "1,A,Ana Lima,Discovery,") == again
    assert "carried_from" not in again
