"""Rule tests that are made of a team's own deals: they come out as the deals do, and nothing tells whose they are."""

import re
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scorecards.cli.main import scorecards
from scorecards.model.names import folded
from scorecards.rule_tests.disguise import values_in
from scorecards.rule_tests.record import Recorder
from scorecards.rule_tests.simplest import as_many_as_hold, without
from scorecards.rule_tests.stand_ins import Names, amounts_instead_of
from tests.support.project import ROOT

SOME = ("OPP-1003", "OPP-1006", "OPP-1013", "OPP-1031", "OPP-1058")
"""Deals of an account with others, one whose steps serve an action, and one whose steps are the playbook's phrases."""

PEOPLE = {("name", "contacts"), ("with", "activities"), ("by", "buyer_call"), ("person", "wake")}


@cache
def recorder() -> Recorder:
    return Recorder.of(ROOT / "playbook", ROOT / "pipeline")


def deals() -> list[str]:
    return [each.opportunity.id for each in recorder().team.given.written]


def command(*arguments: str) -> Result:
    return CliRunner().invoke(scorecards, ["test", "--playbook", str(ROOT / "playbook"), *arguments], obj=ROOT)


def test_every_deal_of_the_sample_comes_out_the_same_once_nothing_tells_whose_it_is() -> None:
    """What can't be disguised so that all comes out the same would be refused here; and nothing of it stays."""
    own = _names_of_the_team()
    for deal in deals():
        told = list(values_in(recorder().team.case(deal)))
        case, _ = recorder().disguised(deal)
        hidden = {value for _, _, value in values_in(case)}
        names = {value for key, parent, value in told if (key, parent) in PEOPLE}
        amounts = {Decimal(value) for key, _, value in told if key == "amount" and Decimal(value)}
        texts = {value for _, _, value in told if len(value.split()) > 3}
        assert not hidden & (names | texts | own | {deal}), deal
        assert not amounts & {Decimal(value) for key, _, value in values_in(case) if key == "amount"}, deal
        longer = {value for value in names | own if " " in value} | texts
        assert not [value for value in longer if any(value in each for each in hidden)], deal


def _names_of_the_team() -> set[str]:
    team, accounts = recorder().team.given.team, recorder().team.given.accounts.accounts
    ours = {each.name for each in team.reps} | {each.name for each in team.managers} | {each.id for each in team.reps}
    territories = {each.name for each in team.territories}
    return ours | territories | {each.name for each in accounts} | {each.id for each in accounts}


@pytest.mark.parametrize("deal", SOME)
def test_a_recorded_case_passes_at_once_and_holds_no_more_than_it_needs(deal: str, tmp_path: Path) -> None:
    file = tmp_path / "recorded.yml"
    made = command("--pipeline", str(ROOT / "pipeline"), "--record", deal, "--to", str(file))
    assert (made.exit_code, made.stdout) == (0, f"wrote {file.as_posix()}\n")
    assert command(str(file)).stdout == "1 rule tests: 1 passed, 0 failed\n"
    text = file.read_text("utf-8")
    assert deal not in text
    assert len(text) < 8000
    assert re.search(r"^        checks:\n          [a-z-]+: (pass|fail|unknown)$", text, re.MULTILINE)


def test_without_a_file_it_is_printed_and_the_same_each_time() -> None:
    text = recorder().text_of("OPP-1003")
    assert recorder().text_of("OPP-1003") == text
    assert command("--pipeline", str(ROOT / "pipeline"), "--record", "OPP-1003").stdout == text


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    file = tmp_path / "mine.yml"
    file.write_text("mine", "utf-8")
    made = command("--pipeline", str(ROOT / "pipeline"), "--record", "OPP-1003", "--to", str(file))
    assert made.exit_code == 1
    assert "cannot-write" in made.stderr
    assert file.read_text("utf-8") == "mine"


def test_a_deal_that_the_newest_snapshot_lacks_is_refused() -> None:
    made = command("--pipeline", str(ROOT / "pipeline"), "--record", "OPP-9999")
    assert made.exit_code == 1
    assert "cannot-record: the newest snapshot has no opportunity OPP-9999" in made.stderr


def test_a_name_has_the_same_stand_in_in_every_case_and_two_names_never_share_one() -> None:
    names = [f"{first} {last}" for first in ("Jo", "Ilse", "Noor", "Aoife") for last in ("Park", "Lindqvist", "Haddad")]
    one, other = Names(), Names()
    assert [one.person(name) for name in names] == [other.person(name) for name in names]
    assert len({one.person(name) for name in names}) == len(names)
    assert one.person("Dr Jo Park") == f"Dr {one.person('Jo Park')}"
    assert one.person("Jo Park").split()[0] == one.person("Jo Haddad").split()[0]
    assert not {folded(name) for name in names} & {folded(one.person(name)) for name in names}


def test_amounts_keep_their_order_and_none_of_them_stays() -> None:
    found = amounts_instead_of(map(Decimal, ("48000", "1000", "0", "52000.50")))
    assert found == {Decimal(0): 0, Decimal(1000): 2000, Decimal(48000): 3000, Decimal("52000.50"): 4000}


def test_as_many_as_hold_together_are_found() -> None:
    assert as_many_as_hold(range(9), lambda some: 4 not in some and not {1, 7} <= set(some)) == [0, 1, 2, 3, 5, 6, 8]
    assert without({"a": [1, 2], "b": 3}, {("a", 0), ("b",)}) == {"a": [2]}
