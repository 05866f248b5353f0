"""Former ids of the playbook's rules: read as the present ones, wherever a snapshot names them."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecards.cache.cache import Cache
from scorecards.history.snapshot_cache import SnapshotCache
from scorecards.problems.problem import Problems, ProblemsFound
from scorecards.read.former_ids import FormerIds
from scorecards.read.input import Input
from scorecards.read.replacing import replace_key
from scorecards.read.team_files import read_input
from scorecards.yaml_files.document import YamlMapping, parse

FORMER = FormerIds(
    stages={"offer": "quote"},
    criteria={"offer-discussed": "quote-discussed"},
    questions={"money": "budget"},
    causes={"no-interest": "never-intended-to-buy"},
    stories={"the-bakery": "bakery-rota"},
)
OLDER = """\
as_of: 2026-11-09
opportunities:
  - id: OPP-9
    name: Old words
    owner: bo
    status: open
    stage: offer
    exit_criteria:
      offer-discussed: {met: "yes", on: 2026-11-05}
"""


def renamed(base: Path) -> None:
    """Give two rules of the small playbook the ids of OLDER as former ones."""
    path = base / "playbook" / "stages.yml"
    text = path.read_text("utf-8")
    text = text.replace("  - id: quote\n", "  - id: quote\n    formerly: [offer]\n")
    criterion = "      - id: quote-discussed\n"
    path.write_text(text.replace(criterion, f"{criterion}        formerly: [offer-discussed]\n"), encoding="utf-8")


def read(cache: SnapshotCache | None = None) -> Input:
    return read_input(Path("playbook"), Path("pipeline"), cache=cache)


def test_every_place_of_an_opportunity_that_names_a_rule_has_the_present_id() -> None:
    row: dict[str, Any] = {
        "stage": "offer",
        "answers": {"money": {}, "champion": {}},
        "exit_criteria": {"offer-discussed": {}},
        "next_steps": [{"serves": "offer-discussed"}, {"what": "money"}, "offer"],
        "loss_reason": {"cause": "no-interest"},
        "stories_told": ["two-depots", "the-bakery"],
        "carried_from": {"answers.money": "2026-11-09", "exit_criteria.offer-discussed": "2026-11-09", "notes": "x"},
        "notes": "offer",
    }
    FORMER.replace_in_opportunity(row)
    assert row == {
        "stage": "quote",
        "answers": {"budget": {}, "champion": {}},
        "exit_criteria": {"quote-discussed": {}},
        "next_steps": [{"serves": "quote-discussed"}, {"what": "money"}, "offer"],
        "loss_reason": {"cause": "never-intended-to-buy"},
        "stories_told": ["two-depots", "bakery-rota"],
        "carried_from": {"answers.budget": "2026-11-09", "exit_criteria.quote-discussed": "2026-11-09", "notes": "x"},
        "notes": "offer",
    }


@given(st.lists(st.sampled_from("abcdef"), min_size=1, unique=True), st.sampled_from("abcdef"))
def test_a_key_that_is_replaced_keeps_its_place_and_its_value(keys: list[str], former: str) -> None:
    text = "".join(f"{key}: {number}\n" for number, key in enumerate(keys))
    tree = parse("a.yml", text.encode(), Problems())
    assert isinstance(tree, YamlMapping)
    assert replace_key(tree, former, {former: "new"}) is (former in keys)
    assert [(tree.key_at(key), value) for key, value in tree.items()] == [
        ((number + 1, 1), str(number)) for number, _ in enumerate(keys)
    ]


def test_a_former_id_beside_the_present_one_stays_and_is_told(base: Path) -> None:
    renamed(base)
    path = base / "pipeline" / "snapshots" / "2026-11-16.yml"
    both = "".join(f"      {id_}: {{met: unknown}}\n" for id_ in ("quote-discussed", "offer-discussed"))
    text = path.read_text("utf-8").replace("    exit_criteria:\n", f"    exit_criteria:\n{both}")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        read()
    assert [each.code for each in found.value.problems] == ["unknown-criterion"]


def test_what_was_kept_of_an_older_snapshot_is_read_anew_once_a_rule_is_renamed(base: Path, tmp_path: Path) -> None:
    (base / "pipeline" / "snapshots" / "2026-11-09.yml").write_text(OLDER, encoding="utf-8")
    cache = SnapshotCache(Cache(tmp_path / "kept"))
    before = read(cache).snapshots[0].records["OPP-9"]
    assert (before.stage, before.met) == ("offer", ("offer-discussed",))
    renamed(base)
    for _ in range(2):
        after = read(cache).snapshots[0].records["OPP-9"]
        assert (after.stage, after.met) == ("quote", ("quote-discussed",))
        assert [act.text for act in after.acts] == ["quote-discussed"]
