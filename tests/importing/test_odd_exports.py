"""However odd an export and its mapping are: no row is lost without a word, and nothing but problems comes of it.

Every test makes exports of its own, and imports them from beginning to end.
"""

import csv
import io
import json
from collections import Counter
from datetime import date
from typing import Any

import orjson
import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from scorecards.cli.main import scorecards
from scorecards.importing.run import Import
from scorecards.yaml_files.decode import UNWRITABLE
from tests.support.odd_exports import (
    COLUMNS,
    DAY,
    MAPPING,
    OWN,
    PLAIN,
    TEAM,
    Project,
    check_again,
    check_all_of,
    project,
    read_back,
    rejected_rows,
    written_csv,
)

ODD_TEXTS = (
    "", " ", "\t", "\x00", "\x07", "\x1b[31m", "\x85", "\u2028", "\u202e", "\u2066", "\ufeff", "\ufffe", "\U000e0041",
    "\r", "\n", "\r\n", "one\ntwo", "one\r\ntwo\rthree", '"', '""', 'a "quote"', "'", ",", ";", "|", "a,b;c|d\te",
    "=1+1", '=HYPERLINK("x")', "+1", "-2", "@SUM(A1)", "(absent)", "((absent))", "(reason)", "~", "null", "{a: b}",
    "[x]", "- x", "# c", "---", "...", "&a", "*a", "!!x y", "|-", ">", "?", "%", "key: value", "<b>&amp;</b>",
    "{{ x }}", "../x", "a/b", "a\\b", "CON", "nul.txt", "x" * 300, "é", "e\u0301", "ﬁ", "İ", "ß", "株式会社", "🙂",
    "N/A",
)  # fmt: skip
NAMES = ("Ana Lima", "ana lima", "ANA LIMA", "Ben Ode", "ana-lima", "Ana  Lima", "Ben Odé", "Zoe Ray", "ana@x.test")
STAGES = ("New", "new", "Won", "won ", "Nw", "Lost", "won")
AMOUNTS = (
    "0", "-1", "1,234.50", "1.234,50", "$1,234.50", "3956.65x", "1e309", "9" * 400, "0." + "0" * 400 + "1", "NaN",
    "Infinity", "٣", "½", "1 234", "1'234", "€ 5", "(5)", "5-", "1,2,3", "1_000", "0x10", "12.5.1", "999999999999999",
)  # fmt: skip
DAYS = (
    "2026-11-16", "16/11/2026", "11/16/2026", "1/2/2026", "30/02/2026", "0000-00-00", "0001-01-01", "9999-12-31",
    "2026-11-16T23:59:59.000Z", "2026-11-16T23:59:59.000+0000", "2026-11-16 25:61", "20261116", "45000", "today",
    "٢٠٢٦-١١-١٦", "2026-11-16T00:00:00-99:99", "1794787200000",
)  # fmt: skip

texts = st.sampled_from(ODD_TEXTS) | st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
COLUMN_CELLS = (
    st.sampled_from(["A-1", "a-1", "A-2", "A-3", " A-3", "A 4", "é-1"]) | texts,
    texts,
    st.sampled_from(NAMES[:2]) | st.sampled_from(NAMES) | texts,
    st.sampled_from(STAGES) | texts,
    st.sampled_from(AMOUNTS) | texts,
    st.sampled_from(DAYS) | texts,
    texts,
    st.sampled_from(["Mill", "mill", "Mi11", "Mill & Sons", "Mill Sons", "GTX Pro", "GTXPro", ""]) | texts,
)
mostly_plain = st.tuples(
    *(st.just(plain) | cells for plain, cells in zip(PLAIN, COLUMN_CELLS, strict=True))
) | st.tuples(*(st.integers(0, 99).map("A-{}".format), *map(st.just, PLAIN[1:])))
rows_of_cells = st.lists(mostly_plain.map(list), min_size=1, max_size=6, unique_by=tuple)


@settings(max_examples=60, deadline=None)
@given(rows_of_cells)
def test_a_table_of_odd_cells_comes_through_or_is_told(rows: list[list[str]]) -> None:
    with project() as made:
        deals = made.put("deals.csv", written_csv([COLUMNS, *rows]))
        done = check_all_of(made, [deals])
        if done:
            (table,) = done.ledger.tables
            assert table.rows == len(rows)
            skipped = sum(count for reason, count in table.skipped)
            assert len(rows) == done.ledger.opportunities + len(rejected_rows(done)) + skipped
            found = Counter(tuple(row[OWN:]) for row in rejected_rows(done))
            assert found <= Counter(
                tuple("(" + c + ")" if c in {"(absent)", "((absent))"} else c for c in row) for row in rows
            )


@settings(max_examples=60, deadline=None)
@given(rows_of_cells)
def test_rows_that_are_mended_are_taken(rows: list[list[str]]) -> None:
    with project() as made:
        deals = made.put("deals.csv", written_csv([COLUMNS, *rows]))
        done = made.run(deals)
        if not isinstance(done, Import) or not done.rejects:
            return
        ((path, text),) = done.rejects.items()
        header, *bad = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
        if any("word for word" in reason for table in done.ledger.tables for reason, _ in table.skipped):
            return
        mended = [[*row[:OWN], f"M-{number}", *PLAIN[1:]] for number, row in enumerate(bad)]
        made.put(path.relative_to(made.home).as_posix(), written_csv([header, *mended]))
        again = made.run(deals, path)
        assert isinstance(again, Import), again
        assert again.problems == ()
        assert again.ledger.opportunities == done.ledger.opportunities + len(bad)
        check_again(made, [deals, path], again)


odd_bytes = (
    st.binary(max_size=40) | texts.map(str.encode) | st.sampled_from([b"\xed\xa0\x80", b"\xff\xfe", b"\x00\x00"])
)
pieces = st.one_of(
    st.sampled_from([",", ";", "\t", "|", "\n", "\r\n", "\r", '"', '""', "\n\n", ",,,,,,,,,"]).map(str.encode),
    st.sampled_from([",".join(COLUMNS), ",".join(PLAIN), "Id,Id,Name", "Grand Totals (3 records)"]).map(
        lambda line: f"{line}\n".encode()
    ),
    mostly_plain.map(lambda row: written_csv([row]).encode()),
    odd_bytes,
)
encodings = st.sampled_from(
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "cp932", "latin-1"]
)


@st.composite
def any_files(draw: st.DrawFn) -> bytes:
    """Give the bytes of a file that begins like an export, or like nothing."""
    begin = f"{','.join(COLUMNS)}\n".encode() if draw(st.booleans()) else b""
    content = begin + b"".join(draw(st.lists(pieces, max_size=8)))
    encoding = draw(encodings)
    return content if draw(st.booleans()) else content.decode("utf-8", "replace").encode(encoding, "replace")


FREE_SOURCE = {"footers": ["Grand Totals", "Copyright"], "blanks": ["N/A"]}


@settings(max_examples=100, deadline=None)
@given(any_files(), st.booleans(), st.sampled_from([".csv", ".tsv", ".txt", ".json", ".xlsx", ""]))
def test_any_bytes_are_an_export_or_a_problem(content: bytes, told: bool, ending: str) -> None:  # noqa: FBT001
    with project(MAPPING if told else {**MAPPING, "source": FREE_SOURCE}) as made:
        check_all_of(made, [made.put(f"deals{ending}", content)])


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from([10**400, -1, 1e308, 0.1])
    | st.sampled_from([*ODD_TEXTS, *AMOUNTS, *DAYS, "\ud800", "\udc00\ud800"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["Id", "Name", "records", "attributes", "type", "x", "", "."]), inner, max_size=3
        )
    ),
    max_leaves=6,
)
records = st.tuples(
    *(st.sampled_from([True, True, True, False]) for _ in COLUMNS),
    mostly_plain,
    st.dictionaries(
        st.sampled_from([*COLUMNS, "Extra", "attributes", "records", "properties", "\ud800", "Id "]), values, max_size=3
    ),
).map(lambda made: {**{n: c for n, c, there in zip(COLUMNS, made[-2], made, strict=False) if there}, **made[-1]})


def sparse(record: dict[str, Any], twice: bool) -> str:  # noqa: FBT001
    text = json.dumps(record)
    return f'{text[:-1]}, "Name": 1, "Name": null}}' if twice else text


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.tuples(records, st.sampled_from([False, False, False, True])), min_size=1, max_size=5),
    st.sampled_from(["[%s]", '{"records": [%s]}', '{"totalSize": 2, "done": true, "records": [%s]}', "%s"]),
)
def test_odd_records_of_json_come_through_or_are_told(made_of: list[tuple[dict[str, Any], bool]], form: str) -> None:
    texts_of = [sparse(record, twice) for record, twice in made_of]
    optional = {k: ({**v, "optional": True} if "column" in v else v) for k, v in MAPPING["opportunities"].items()}
    with project({**MAPPING, "opportunities": optional}) as made:
        deals = made.put("deals.json", form % ("\n" if form == "%s" else ",\n").join(texts_of))
        done = check_all_of(made, [deals], unmended=False)
        if done and form != "%s":
            assert done.ledger.tables[0].rows == len(made_of)


columns = st.sampled_from(COLUMNS)
words = st.sampled_from(["New", "Won", "yes", "A-1", "true", "no", "1", "Mill"])
MEANINGS = {
    "owner": ["Ana Lima", "ben-ode"],
    "status": ["open", "won", "lost"],
    "stage": ["meet", "qualify"],
    "amount": ["1", "2.50"],
    "close_date": ["2026-11-02"],
    "push_count": ["0", "3"],
    "closed_on": ["2026-11-02"],
    "stage_entered_on": ["2026-11-02"],
    "created_on": ["2026-01-02"],
    "due": ["2026-12-02"],
    "signed_on": ["2026-11-02"],
    "verbal_yes_on": ["2026-11-02"],
    "changed_on": ["2026-11-02"],
    "currency": ["EUR", "USD"],
    "forecast_category": ["commit", "best_case"],
    "ended": ["vanished"],
    "final": ["true"],
    "account": ["Mill", "Quay"],
}


FIELDS = {
    "account": "Company", "status": "Stage", "stage": "Stage", "crm_stage": "Stage", "amount": "Amount",
    "close_date": "Day", "closed_on": "Day", "created_on": "Day", "stage_entered_on": "Day",
    "push_count": "Amount", "currency": "Note",
    "crm_next_step": "Note", "notes": "Note", "forecast_category": "Note", "changed_on": "Day", "merged_ids": "Note",
    "ended": "Note", "final": "Note", "verbal_yes_on": "Day", "signed_on": "Day", "restarted_from": "Id",
}  # fmt: skip


def simple_sources(field: str) -> st.SearchStrategy[dict[str, Any]]:
    meanings = st.sampled_from(MEANINGS.get(field, ["x", "yes", "A-9"]))
    extra = st.fixed_dictionaries(
        {},
        optional={
            "when": st.dictionaries(columns, st.lists(words, min_size=1, max_size=2), max_size=1),
            "optional": st.booleans(),
            **(
                {"while": st.sampled_from(["open", "closed"])}
                if field not in {"id", "name", "owner", "status", "crm_stage", "stage", "question"}
                else {}
            ),
        },
    )
    of_column = st.fixed_dictionaries(
        {"column": st.sampled_from([*COLUMNS, *COLUMNS, "Gone"])},
        optional={
            "aliases": st.dictionaries(words, words, max_size=2),
            "split": st.sampled_from([",", ";", " "]),
        },
    )
    with_words = st.fixed_dictionaries(
        {"column": columns, "values": st.dictionaries(words, meanings | st.none(), min_size=1, max_size=3)},
        optional={"otherwise": meanings},
    )
    looked_up = st.fixed_dictionaries(
        {
            "column": columns,
            "look_up": st.fixed_dictionaries({"file": st.just("more.csv"), "by": columns, "give": columns}),
        }
    )
    kinds = st.one_of(
        of_column,
        with_words,
        looked_up,
        st.fixed_dictionaries({"value": meanings}),
        st.fixed_dictionaries(
            {"join": st.lists(columns, min_size=1, max_size=3)}, optional={"with": st.sampled_from([" ", "-", "/"])}
        ),
        st.fixed_dictionaries({"made_from": st.lists(columns, min_size=1, max_size=2) | st.just("*")}),
        st.fixed_dictionaries({"column_named": st.sampled_from(["{Stage}", "{Note} x", "Id", "{Name}{Id}"])}),
    )
    return st.tuples(kinds, extra).map(lambda both: {**both[0], **both[1]})


def sources(field: str, column: str) -> st.SearchStrategy[dict[str, Any]]:
    simple = simple_sources(field)
    several = st.lists(simple, min_size=1, max_size=3).map(lambda each: {"first": each})
    return st.just({"column": column}) | st.just({"column": column}) | simple | several


mappings = st.fixed_dictionaries(
    {
        "source": st.just(MAPPING["source"]),
        "stages": st.just({"New": "meet", "Won": "won", "Lost": "lost", "Nw": "no_decision"}),
        "opportunities": st.fixed_dictionaries(
            {
                "id": sources("id", "Id"),
                "name": sources("name", "Name"),
                "owner": sources("owner", "Owner"),
                "crm_stage": st.just({"column": "Stage"}),
            },
            optional={
                **{field: sources(field, column) for field, column in FIELDS.items() if field != "crm_stage"},
                "answers": st.dictionaries(
                    st.sampled_from(["budget", "pain"]), sources("question", "Note"), max_size=2
                ),
                "next_steps": st.lists(
                    st.fixed_dictionaries(
                        {"what": sources("what", "Note"), "side": st.just({"value": "us"})},
                        optional={"due": sources("due", "Day")},
                    ),
                    max_size=2,
                ),
                "needs": st.lists(st.fixed_dictionaries({"need": sources("need", "Note")}), max_size=1),
                "contacts": st.lists(st.fixed_dictionaries({"name": sources("who", "Name")}), max_size=2),
                "deadline": st.fixed_dictionaries(
                    {"on": sources("on", "Day")}, optional={"why": sources("why", "Note")}
                ),
            },
        ),
    },
    optional={
        "skip": st.lists(
            st.fixed_dictionaries(
                {
                    "when": st.dictionaries(columns, st.lists(words, min_size=1, max_size=1), min_size=1, max_size=1),
                    "because": st.just("left out"),
                }
            ),
            max_size=1,
        ),
        "related": st.lists(
            st.fixed_dictionaries(
                {"file": st.just("more.csv"), "opportunity": st.just({"column": "Id"})},
                optional={
                    "contacts": st.lists(st.fixed_dictionaries({"name": sources("who", "Name")}), max_size=1),
                    "history": st.fixed_dictionaries(
                        {"on": st.just({"column": "Day"}), "stage": st.just({"column": "Stage"})}
                    ),
                },
            ),
            max_size=1,
        ),
        "accounts": st.just({"name": {"column": "Company"}})
        | st.just({"name": {"column": "Company"}, "file": "more.csv"}),
        "keep": st.sampled_from(["crm", "ours", "newest"]) | st.just({"default": "crm", "answers": "ours"}),
        "split_by": st.sampled_from(["owner", "team"]),
        "currency": st.just("EUR"),
        "team": st.just({"name": "T", "rep": {"column": "Owner"}, "manager": {"value": "Cleo Marsh"}}),
    },
)


@settings(max_examples=100, deadline=None)
@given(mappings, rows_of_cells, rows_of_cells, st.booleans())
def test_any_mapping_takes_a_row_or_tells_why_not(
    rules: dict[str, Any],
    rows: list[list[str]],
    more: list[list[str]],
    with_team: bool,  # noqa: FBT001 - made by hypothesis
) -> None:
    with project(rules, TEAM if with_team or "team" not in rules else "") as made:
        deals = made.put("deals.csv", written_csv([COLUMNS, *rows]))
        made.put("more.csv", written_csv([COLUMNS, *more]))
        check_all_of(made, [deals])


@settings(max_examples=100, deadline=None)
@given(mappings)
def test_any_mapping_takes_a_plain_row(rules: dict[str, Any]) -> None:
    with project(rules) as made:
        deals = made.put("deals.csv", written_csv([COLUMNS, PLAIN]))
        made.put("more.csv", written_csv([COLUMNS, PLAIN]))
        check_all_of(made, [deals])


by_hand = st.fixed_dictionaries(
    {},
    optional={
        "answers": st.fixed_dictionaries({"ours": st.just("by hand")}, optional={"budget": st.just("ours")}),
        "needs": st.just([{"need": "Less paper"}]),
        "next_steps": st.just([{"what": "Call", "side": "us"}]),
        "notes": st.sampled_from(["=1+1", "one", "{x}", "# no comment", "\U0001f642"]),
    },
)


@settings(max_examples=40, deadline=None)
@given(by_hand, st.sampled_from(["Amount", "Day", "Note", "Company"]), texts, st.sampled_from(["2026-11-09", DAY]))
def test_what_was_written_by_hand_survives_under_keep_ours(
    written: dict[str, Any], column: str, text: str, day: str
) -> None:
    rules = {**MAPPING, "keep": "ours"}
    with project(rules) as made:
        before = {"id": "A-1", "name": "Rota", "owner": "ana-lima", "status": "open", "stage": "meet", **written}
        made.put(
            f"pipeline/snapshots/{day}.yml",
            yaml.safe_dump({"as_of": date.fromisoformat(day), "opportunities": [before]}),
        )
        row = [text if name == column else plain for name, plain in zip(COLUMNS, PLAIN, strict=True)]
        deals = made.put("deals.csv", written_csv([COLUMNS, row]))
        done = check_all_of(made, [deals], unmended=False)
        if not done or not done.ledger.opportunities:
            return
        (found,) = read_back(made, done)
        said = {id_: answer["value"] for id_, answer in found.pop("answers", {}).items()}
        seen = UNWRITABLE.sub("", row[6])
        assert said == {"budget": (seen if seen.strip() else None), **written.get("answers", {})}
        for key in written.keys() - {"answers"}:
            assert json.dumps(found[key]).startswith(json.dumps(written[key])[:12])


FAULTS = {"Owner": "Zoe Ray", "Stage": "Nw", "Name": "", "Id": ""}


def command(made: Project, *arguments: str) -> Result:
    """Type the command; what is no problem but a mistake in the program is raised."""
    made.put("mappings/ours.yml", json.dumps(MAPPING))
    given = ["import", *arguments, "--from", "ours", "--as-of", DAY, "--into", str(made.into)]
    return CliRunner().invoke(scorecards, given, obj=made.home, catch_exceptions=False)


def tree(made: Project) -> dict[str, bytes]:
    """Give the files of the pipeline without the rejects."""
    found = {path.relative_to(made.into).as_posix(): path for path in made.into.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if not name.startswith("rejects/")}


@settings(max_examples=15, deadline=None)
@given(rows_of_cells, st.sampled_from(["", "--json", "--dry-run"]), st.booleans())
def test_the_command_tells_each_problem_in_a_line_and_writes_only_what_is_whole(
    rows: list[list[str]],
    option: str,
    leave_out: bool,  # noqa: FBT001 - made by hypothesis
) -> None:
    with project() as made:
        deals = made.put("deals.csv", written_csv([COLUMNS, *rows]))
        before = tree(made)
        result = command(made, str(deals), *filter(None, [option, "--leave-out-rejected" if leave_out else ""]))
        assert result.exit_code in {0, 1}
        told = result.stderr.splitlines()
        assert all(line.startswith((str(deals), str(made.into))) for line in told)
        assert bool(told) >= (result.exit_code == 1)
        wrote = tree(made) != before
        assert wrote == (result.exit_code == 0 and option != "--dry-run")
        if option == "--json":
            said = orjson.loads(result.stdout)
            assert said["taken"] == (result.exit_code == 0)
            assert len(said["problems"]) == len(told)


@pytest.mark.parametrize(("column", "text"), FAULTS.items(), ids=FAULTS)
def test_a_row_that_cannot_be_taken_stands_in_the_rejects_once_and_is_taken_when_mended(column: str, text: str) -> None:
    row = [text if name == column else plain for name, plain in zip(COLUMNS, PLAIN, strict=True)]
    with project() as made:
        deals = made.put("deals.csv", written_csv([COLUMNS, row, ["A-2", *PLAIN[1:]]]))
        before = tree(made)
        assert command(made, str(deals)).exit_code == 1
        assert tree(made) == before
        (path,) = (made.into / "rejects").rglob("*.csv")
        header, bad = csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""))
        assert bad[OWN:] == row
        path.write_text(written_csv([header, [*bad[:OWN], *PLAIN]]), encoding="utf-8", newline="")
        assert command(made, str(deals), str(path)).exit_code == 0
        ids = [one["id"] for one in read_back(made, done)] if isinstance(done := made.run(deals, path), Import) else []
        assert ids == ["A-1", "A-2"]


@pytest.mark.parametrize("name", ["../x", "a/b", "CON", "nul", "con.txt", "a\\b", "x" * 60, "É", "..", "."])
@pytest.mark.parametrize("split_by", ["owner", "team"])
def test_an_owner_s_odd_name_makes_a_file_in_the_folder_of_the_day_or_a_problem(name: str, split_by: str) -> None:
    people = {"name": "T", "rep": {"column": "Owner"}, "manager": {"column": "Company"}}
    rules = {**MAPPING, "split_by": split_by, "team": people, "currency": "EUR"}
    odd = "Owner" if split_by == "owner" else "Company"
    with project(rules, "") as made:
        row = [name if column == odd else plain for column, plain in zip(COLUMNS, PLAIN, strict=True)]
        deals = made.put("deals.csv", written_csv([COLUMNS, row]))
        done = made.run(deals)
        for path in done.files if isinstance(done, Import) else ():
            assert made.into in path.parents
            assert ".." not in path.parts
        if isinstance(done, Import):
            check_again(made, [deals], done)
