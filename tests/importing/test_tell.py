"""An import says what it did: the most important first, every count with what it is of, and what to do now last."""

import io
import re
from dataclasses import fields, is_dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, get_args

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from scorecards.importing.map.cells import UnknownWord
from scorecards.importing.mapping.plan import Role
from scorecards.importing.reconcile.differences import Changes
from scorecards.importing.reconcile.kept_fields import Kept
from scorecards.importing.task.task import Command, silent
from scorecards.importing.tell import ledger as ledgers
from scorecards.importing.tell.ledger import Fill, Ledger, TableLedger
from scorecards.importing.tell.output import console_of, plain_lines, progress_on, tell, to_json
from scorecards.importing.tell.statement import Outcome, statement_of
from scorecards.problems.problem import Problem

COMMAND = Command(("deals.csv", "my tasks.csv"), "mappings/ours.yml", date(2026, 11, 16))
UNKNOWN = "Words the mapping doesn't know: add them there, or correct them in the CRM"
REJECTS = "pipeline/rejects/2026-11-16/deals.csv"
TAKEN, STOPPED = Outcome(taken=True, dry_run=False), Outcome(taken=False, dry_run=False)
TRIED, TRIED_IN_VAIN = Outcome(taken=True, dry_run=True), Outcome(taken=False, dry_run=True)

DEALS = TableLedger(
    file="deals.csv",
    role="opportunities",
    read_as="CSV in Windows-1252",
    rows=1250,
    taken=1240,
    rejected=0,
    skipped=(("line below the rows of the report", 8), ("Type is Renewal", 2)),
    used=("Id", "Stage"),
    ignored=("Fax", "Colour"),
    missing=("Next Step",),
)
FINE = Ledger(
    as_of=date(2026, 11, 16),
    mapping="mappings/ours.yml",
    tables=(DEALS,),
    opportunities=1240,
    statuses=(("open", 312), ("no_decision", 928)),
    reps=6,
    managers=2,
    owners=5,
    notations=("dates as DD/MM/YYYY, by 31/01/2026 in deals.csv:7",),
    fills=(Fill("amount", 1200, 38, 2), Fill("needs", 0, 0, 1240)),
    unread=(),
    unknown_words=(),
    changes=Changes("2026-11-09", ("OPP-1",), tuple(f"OPP-{n}" for n in range(20)), (("stage", 31),), 1200),
    kept=(Kept("answers", 12, 0, 3),),
    notes=("2 accounts are new",),
    written=("pipeline/snapshots/2026-11-16.yml",),
    removed=("pipeline/snapshots/2026-11-16/ana-lima.yml",),
    rejects=(),
)
SPOILT = replace(
    FINE,
    tables=(replace(DEALS, taken=1237, rejected=3),),
    opportunities=1237,
    unknown_words=(UnknownWord("Stage", "Negotation", 2, "Negotiation"), UnknownWord("Stage", "Foo", 1, None)),
    rejects=(REJECTS,),
    again=("deals.csv", "my tasks.csv", REJECTS),
)


def lines(ledger: Ledger, outcome: Outcome = TAKEN, command: Command = COMMAND) -> list[str]:
    return list(plain_lines(statement_of(ledger, outcome, command)))


def part(heading: str, ledger: Ledger = FINE, outcome: Outcome = TAKEN) -> list[str]:
    """Give the lines below a heading."""
    said = lines(ledger, outcome)
    below = said[said.index(heading) + 1 :]
    end = next((at for at, line in enumerate(below) if not line.startswith("  ")), len(below))
    return [line.strip() for line in below[:end]]


def on_terminal(ledger: Ledger, outcome: Outcome = TAKEN, width: int = 100) -> str:
    console = Console(file=io.StringIO(), force_terminal=True, width=width, color_system=None, legacy_windows=False)
    tell(statement_of(ledger, outcome, COMMAND), console)
    assert isinstance(console.file, io.StringIO)
    return re.sub(r"\x1b\[[0-9;]*m", "", console.file.getvalue())


# In words


def test_an_import_that_worked_says_so_first_and_what_to_do_last() -> None:
    said = lines(FINE)
    assert said[:3] == [
        "Imported: 1,240 opportunities from 1,250 rows.",
        "As of 2026-11-16, by mappings/ours.yml: 312 open, 928 no decision.",
        "6 reps under 2 managers; 5 of the reps own opportunities.",
    ]
    assert said[-2:] == [
        "Look at what changed with git diff, build the site and look at it there, then commit:",
        "  python build_scorecards.py",
    ]


def test_one_rep_who_owns_all_is_told_in_the_singular() -> None:
    said = lines(replace(FINE, reps=1, managers=1, owners=1))
    assert said[2] == "1 rep under 1 manager; 1 of the reps owns opportunities."


def test_an_import_that_was_stopped_says_so_first_and_gives_the_command_that_takes_the_mended_rows() -> None:
    said = lines(replace(SPOILT, written=()), STOPPED)
    assert said[0] == "Not imported: 3 rows can't be imported. The pipeline is unchanged."
    assert said[-3:] == [
        f"Fix the rows in {REJECTS}; each says what's wrong. Import them with the export:",
        f"  {COMMAND.of(SPOILT.again)}",
        "Or add --leave-out-rejected to the command, and import without them.",
    ]
    assert part("Written", replace(SPOILT, written=()), STOPPED) == [REJECTS]


def test_rows_left_out_are_told_with_the_way_to_bring_them_in() -> None:
    said = lines(SPOILT)
    assert said[0] == "Imported: 1,237 opportunities from 1,250 rows, without 3 rows that can't be imported."
    assert said[-2] == f"The rows left out are in {REJECTS}. Once fixed, import them with:"
    assert f" {REJECTS} " in said[-1]


@pytest.mark.parametrize(
    ("ledger", "outcome", "first", "last"),
    [
        (FINE, TRIED, "Dry run, nothing written: 1,240 opportunities from 1,250 rows.", "2026-11-16"),
        (SPOILT, TRIED, "Dry run, nothing written: 1,237", "2026-11-16 --leave-out-rejected"),
        (SPOILT, TRIED_IN_VAIN, "Dry run, would not be imported: 3 rows can't be imported.", "2026-11-16"),
    ],
)
def test_a_dry_run_never_says_that_anything_was_written(
    ledger: Ledger, outcome: Outcome, first: str, last: str
) -> None:
    said = lines(ledger, outcome)
    assert said[0].startswith(first)
    assert said[-1].startswith("  python build_scorecards.py import deals.csv")
    assert said[-1].endswith(last)
    assert "Written" not in said
    assert "Would be written" in said


def test_the_command_to_run_next_can_be_pasted_into_a_shell() -> None:
    assert str(COMMAND.of(SPOILT.again)) == (
        f"python build_scorecards.py import deals.csv 'my tasks.csv' {REJECTS} --from mappings/ours.yml "
        "--as-of 2026-11-16"
    )


def test_another_pipeline_is_named_in_every_command() -> None:
    command = replace(COMMAND, into="our pipeline")
    assert lines(FINE, TAKEN, command)[-1] == "  python build_scorecards.py build --pipeline 'our pipeline'"
    assert lines(SPOILT, STOPPED, command)[-2].endswith(" --into 'our pipeline'")


def test_each_file_is_told_with_what_became_of_its_rows() -> None:
    (said,) = part("Files read")
    assert said.startswith("deals.csv: opportunities, CSV in Windows-1252, 1,250 rows, 1,240 taken, 0 rejected, ")
    assert said.endswith(", 10 skipped (8: line below the rows of the report; 2: Type is Renewal)")


def test_words_that_the_mapping_does_not_know_come_before_everything_but_the_verdict() -> None:
    said = part(UNKNOWN, SPOILT, STOPPED)
    assert said == [
        "Stage: Negotation, 2 rows, the closest known word is Negotiation",
        "Stage: Foo, 1 row, no known word is close",
    ]
    assert lines(SPOILT, STOPPED)[1] == UNKNOWN
    assert UNKNOWN not in lines(FINE)


def test_columns_fields_changes_and_what_was_kept_are_told_with_counts() -> None:
    assert part("Columns") == [
        "deals.csv: missing, Next Step",
        "deals.csv: not used, Fax, Colour",
        "deals.csv: used, Id, Stage",
    ]
    assert part("Fields of the opportunities") == [
        "amount: 1,200 of 1,240, 38 blank, 2 unknown",
        "needs: 0 of 1,240, 1,240 unknown",
    ]
    assert part("Changes since 2026-11-09") == [
        "new: 1, OPP-1",
        f"gone: 20, {', '.join(f'OPP-{n}' for n in range(12))} and 8 more",
        "changed: stage in 31",
        "unchanged: 1,200",
    ]
    assert part("Written by hand") == ["answers: 12 carried over, not in the CRM, 3 replaced by the CRM"]
    assert part("Good to know") == ["2 accounts are new"]
    assert part("How dates and amounts are written") == ["dates as DD/MM/YYYY, by 31/01/2026 in deals.csv:7"]
    assert part("Written") == ["pipeline/snapshots/2026-11-16.yml"]


def test_what_is_gone_is_told_with_the_rows_that_were_rejected_in_mind() -> None:
    assert "Changes since 2026-11-09, without the rejected rows" in lines(SPOILT, STOPPED)


def test_the_first_import_is_compared_with_nothing() -> None:
    assert not [line for line in lines(replace(FINE, changes=None)) if line.startswith("Changes since")]


@pytest.mark.parametrize("role", get_args(Role))
def test_every_role_of_a_file_has_a_word(role: Role) -> None:
    assert part("Files read", replace(FINE, tables=(replace(DEALS, role=role),)))


# Plain, on a terminal, and as JSON


def test_where_there_is_no_terminal_the_lines_are_whole_and_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where CI asks every program for colours."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    monkeypatch.setenv("COLUMNS", "20")
    long = replace(FINE, notes=("[bold]a note[/bold] :smile: " + "that is long " * 30,))
    out = io.StringIO()
    tell(statement_of(long, TAKEN, COMMAND), console_of(out))
    assert out.getvalue().splitlines() == lines(long)
    assert not re.search("[\x1b\u2500-\u259f]", out.getvalue())
    assert out.getvalue().isascii()


@pytest.mark.parametrize("width", [20, 60, 100, 300])
def test_a_terminal_shows_the_same_words_as_tables(width: int) -> None:
    said = on_terminal(SPOILT, STOPPED, width)
    words = set(re.findall(r"\w+", " ".join(lines(SPOILT, STOPPED))))
    shown = set(re.findall(r"\w+", said)) if width > 60 else words
    assert words <= shown
    assert "╭" in said
    assert said.splitlines()[-1].startswith("Or add") or width < 80
    command = next(line for line in said.splitlines() if line.startswith("  python"))
    assert command.endswith("--as-of 2026-11-16"), "a command that is broken into lines cannot be copied"


def test_a_bar_is_full_only_where_all_are_filled_and_empty_only_where_none_is() -> None:
    counts = {"all": 1000, "most": 999, "half": 500, "one": 1, "none": 0}
    fills = tuple(Fill(name, number, 0, 1000 - number) for name, number in counts.items())
    said = on_terminal(replace(FINE, fills=fills, opportunities=1000))
    bars = {name: line.count("█") for line in said.splitlines() for name in counts if f"│ {name} " in line}
    assert bars == {"all": 10, "most": 9, "half": 5, "one": 1, "none": 0}


def test_json_holds_the_whole_ledger_in_the_same_bytes_each_time() -> None:
    problem = Problem("deals.csv", 3, 2, "csv-word", "Stage: read 'Foo'")
    written = to_json(SPOILT, [problem], STOPPED)
    assert written == to_json(SPOILT, [problem], STOPPED)
    read = orjson.loads(written)
    assert list(read) == sorted(read) == ["dry_run", "ledger", "problems", "taken"]
    assert (read["dry_run"], read["taken"]) == (False, False)
    assert read["problems"] == [
        {"path": "deals.csv", "line": 3, "column": 2, "code": "csv-word", "message": "Stage: read 'Foo'"}
    ]
    assert set(read["ledger"]) == {field.name for field in fields(Ledger)}
    assert read["ledger"]["as_of"] == "2026-11-16"
    assert read["ledger"]["statuses"] == {"open": 312, "no_decision": 928}
    assert read["ledger"]["tables"][0]["skipped"]["Type is Renewal"] == 2
    assert read["ledger"]["changes"]["changed"] == {"stage": 31}
    assert len(read["ledger"]["changes"]["gone"]) == 20


def test_json_of_an_import_that_was_stopped_holds_the_problems_and_no_ledger() -> None:
    assert orjson.loads(to_json(None, [], TRIED_IN_VAIN)) == {
        "dry_run": True, "taken": False, "problems": [], "ledger": None
    }  # fmt: skip


def test_every_field_of_the_json_is_explained_in_the_docs() -> None:
    page = (Path(__file__).parent.parent.parent / "docs" / "import-ledger.md").read_text("utf-8")
    kinds = [kind for kind in vars(ledgers).values() if isinstance(kind, type) and is_dataclass(kind)]
    names = {field.name for kind in (*kinds, Problem) for field in fields(kind)} | {"problems", "dry_run", "taken"}
    assert [name for name in sorted(names) if f"| `{name}` |" not in page] == []


odd = st.text(st.characters(), max_size=6) | st.sampled_from(["\ud800", "[red]", "\x1b[31m", "a\nb", "\u202e", "[/]"])


@settings(max_examples=40)
@given(odd, st.sampled_from([TAKEN, STOPPED, TRIED, TRIED_IN_VAIN]))
def test_no_text_of_an_export_breaks_a_line_a_table_or_the_json(text: str, outcome: Outcome) -> None:
    table = replace(DEALS, file=text, read_as=text, skipped=((text, 1),), used=(text,), missing=(text,))
    ledger: Any = replace(
        SPOILT,
        tables=(table,),
        notes=(text,),
        unknown_words=(UnknownWord(text, text, 1, text),),
        changes=Changes(text, (text,), (text,), ((text, 1),), 0),
        again=(text,),
    )
    assert all(line.isprintable() for line in lines(ledger, outcome))
    assert all(line.isprintable() for line in on_terminal(ledger, outcome).splitlines())
    assert orjson.loads(to_json(ledger, [], outcome))["ledger"]["rejects"] == [REJECTS]


# Progress


def test_progress_is_shown_on_a_terminal_alone_and_goes_away() -> None:
    out = io.StringIO()
    with progress_on(Console(file=out, force_terminal=True, width=80)) as progress:
        progress("Reading deals.csv", 0, None)
        progress("Reading rows", 50, 100)
        progress("Reading rows", 100, 100)
    assert "Reading rows" in out.getvalue()
    assert out.getvalue().endswith("\x1b[1A\x1b[2K")
    quiet = io.StringIO()
    with progress_on(console_of(quiet)) as progress:
        progress("Reading rows", 50, 100)
    assert progress is silent
    assert quiet.getvalue() == ""


def test_of_a_folder_with_many_files_only_their_number_is_told() -> None:
    parts = tuple(f"pipeline/snapshots/2026-11-16/rep-{number}.yml" for number in range(1200))
    told = part("Written", replace(FINE, written=(*parts, "pipeline/team.yml")))
    assert told == ["pipeline/snapshots/2026-11-16/: 1,200 files", "pipeline/team.yml"]
    assert part("Removed", replace(FINE, removed=parts[:3])) == list(parts[:3])


def test_rows_that_somebody_mended_are_counted_once() -> None:
    export = replace(DEALS, rows=500, taken=483, skipped=(("fixed in rejects.csv", 17),), mended=17)
    rejects = replace(DEALS, file=REJECTS, rows=17, taken=17, skipped=())
    assert lines(replace(FINE, tables=(export, rejects), opportunities=500))[0] == (
        "Imported: 500 opportunities from 500 rows."
    )
