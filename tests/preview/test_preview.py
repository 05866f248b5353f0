"""What a change of the playbook does to reviews: compared on a small team, and on drawn ones."""

import copy
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from scorecards.cache.cache import Cache
from scorecards.executor.local import Local
from scorecards.history.snapshot_cache import SnapshotCache
from scorecards.preview import review
from scorecards.preview.playbooks import NamedPlaybook
from scorecards.preview.preview import Compared, PlaybookUnfit, preview
from scorecards.report.preview import DealChange, FactBeside, FindingChange, Preview, ReviewChange
from tests.support.any_team import Trees, teams, write
from tests.support.project import BASE, ROOT, plain

Change = Callable[[Trees], None]


def compared(base: Path, head: Path, pipeline: Path, scratch: Path, reviews: int = 1) -> Preview:
    both = Compared(
        NamedPlaybook("old", base), NamedPlaybook("new", head), pipeline, SnapshotCache(Cache(scratch / "cache"))
    )
    return preview(both, None, reviews, Local(processes=1))


def edited(folder: Path, name: str, change: Callable[[Any], None]) -> Path:
    """Change one file of a playbook, as a tree."""
    tree = plain(folder / name)
    change(tree)
    (folder / name).write_text(yaml.safe_dump(tree, allow_unicode=True, sort_keys=False), "utf-8")
    return folder


def copied(folder: Path, scratch: Path, name: str = "new") -> Path:
    for path in folder.rglob("*.yml"):
        target = scratch / name / "playbook" / path.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    return scratch / name / "playbook"


def limit(days: int) -> Callable[[Any], None]:
    def change(check: Any) -> None:
        check["passes_when"] = {"days_over_stage_limit": {"at_most": str(days)}}

    return change


@pytest.fixture(scope="module")
def later_limit(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Preview]:
    """Give the shipped playbook with two more weeks in a stage, and what that changes in the sample."""
    scratch = tmp_path_factory.mktemp("later")
    head = edited(copied(ROOT / "playbook", scratch), "checks/within-stage-limit.yml", limit(14))
    return head, compared(ROOT / "playbook", head, ROOT / "pipeline", scratch, reviews=3)


def test_a_threshold_that_is_eased_clears_findings_and_tells_the_fact_that_decided(
    later_limit: tuple[Path, Preview],
) -> None:
    found = later_limit[1]
    assert [(rule.kind, rule.id, rule.change, rule.fields) for rule in found.rules] == [
        ("check", "within-stage-limit", "changed", ("passes_when",))
    ]
    newest = found.reviews[0]
    assert (newest.counted.raised, newest.counted.cleared) == (0, 3)
    first = next(finding for deal in newest.deals for finding in deal.findings)
    assert (first.check, first.kind, first.before, first.after) == ("within-stage-limit", "cleared", "fail", "pass")
    (fact,) = first.facts
    assert fact.name == "days_over_stage_limit"
    assert isinstance(fact.after, int)
    assert 0 < fact.after <= 14
    assert fact.before == fact.after


def test_older_reviews_are_compared_too_the_newest_first(later_limit: tuple[Path, Preview]) -> None:
    days = [str(each.as_of) for each in later_limit[1].reviews]
    assert days == ["2026-11-16", "2026-11-09", "2026-11-02"]


def test_amounts_reps_and_managers_are_those_of_the_deals_with_a_finding_raised_or_cleared(
    later_limit: tuple[Path, Preview],
) -> None:
    newest = later_limit[1].reviews[0]
    deals = [deal for deal in newest.deals if deal.has_finding]
    extent = newest.counted.extent
    assert extent.deals == len(deals) == 3
    assert extent.amount == sum(deal.amount for deal in deals if deal.amount is not None)
    assert extent.reps == len({deal.owner for deal in deals})
    assert extent.managers == len({deal.manager for deal in deals})
    assert newest.checks[0].extent == extent


def test_a_deal_passed_over_is_one_of_which_the_whole_way_finds_no_difference(
    later_limit: tuple[Path, Preview], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Facts that are shared, and deals whose outcomes agree, save time and change nothing."""
    head, short = later_limit
    monkeypatch.setattr(review, "is_same_but_for_checks", lambda *_: False)
    monkeypatch.setattr(review, "outcomes_decide_alike", lambda *_: False)
    whole = compared(ROOT / "playbook", head, ROOT / "pipeline", tmp_path)
    assert whole.reviews[0] == short.reviews[0]


def test_a_check_that_is_reworded_changes_no_deal(tmp_path: Path) -> None:
    head = edited(
        copied(BASE / "playbook", tmp_path), "checks/close-date-ahead.yml", lambda check: check.update(why="Because.")
    )
    found = compared(BASE / "playbook", head, BASE / "pipeline", tmp_path)
    assert [(rule.id, rule.change) for rule in found.rules] == [("close-date-ahead", "reworded")]
    assert found.reviews[0].deals == ()
    assert found.changes_something


def test_a_situation_that_is_renamed_is_told_with_each_deal_in_it(tmp_path: Path) -> None:
    def rename(tree: Any) -> None:
        for each in tree["situations"]:
            each["name"] = f"New {each['name']}"

    head = edited(copied(BASE / "playbook", tmp_path), "situations.yml", rename)
    found = compared(BASE / "playbook", head, BASE / "pipeline", tmp_path).reviews[0]
    assert found.counted.situations == len(found.deals)
    assert found.counted.situations > 0
    assert all(each.after == f"New {each.before}" for deal in found.deals for each in deal.conclusions)


def test_decisions_that_come_due_are_counted(tmp_path: Path) -> None:
    head = edited(
        copied(ROOT / "playbook", tmp_path), "scoring.yml", lambda scoring: scoring.pop("awaits_ruling", None)
    )
    now = compared(ROOT / "playbook", head, ROOT / "pipeline", tmp_path).reviews[0].counted
    before = compared(head, ROOT / "playbook", ROOT / "pipeline", tmp_path).reviews[0].counted
    assert now.fewer_decisions == before.more_decisions > 0
    assert now.more_decisions == before.fewer_decisions == 0


def test_a_base_that_cannot_read_the_pipeline_is_named_with_its_problems(tmp_path: Path) -> None:
    def rename(tree: Any) -> None:
        for stage in tree["stages"]:
            stage["id"] = f"old-{stage['id']}"

    base = edited(copied(BASE / "playbook", tmp_path, "old"), "stages.yml", rename)
    with pytest.raises(PlaybookUnfit) as refused:
        compared(base, BASE / "playbook", BASE / "pipeline", tmp_path)
    assert (refused.value.playbook, refused.value.name) == ("base", "old")
    assert "unknown-stage" in {each.code for each in refused.value.problems} or refused.value.problems


def mirrored(change: ReviewChange) -> Any:
    """Give what a review's changes are where the playbooks swap places, as far as both tell it."""
    swap = {"raised": "cleared", "cleared": "raised", "changed": "changed"}

    def finding(each: FindingChange) -> Any:
        facts = {FactBeside(fact.name, fact.after, fact.before) for fact in each.facts}
        return each.check, swap[each.kind], each.after, each.before, frozenset(facts)

    return {
        deal.id: (frozenset(map(finding, deal.findings)), {(c.kind, c.after, c.before) for c in deal.conclusions})
        for deal in change.deals
    }


def told(change: ReviewChange) -> Any:
    def of_deal(deal: DealChange) -> Any:
        findings = {(f.check, f.kind, f.before, f.after, frozenset(f.facts)) for f in deal.findings}
        return frozenset(findings), {(c.kind, c.before, c.after) for c in deal.conclusions}

    return {deal.id: of_deal(deal) for deal in change.deals}


def eased(files: Trees) -> None:
    files["playbook/checks/close-date-ahead.yml"]["passes_when"] = {"days_to_close_date": {"at_least": "-30"}}


def heavier(files: Trees) -> None:
    files["playbook/checks/close-date-ahead.yml"]["severity"] = "critical"


def without_a_check(files: Trees) -> None:
    del files["playbook/checks/close-date-ahead.yml"]


def shorter_stages(files: Trees) -> None:
    for stage in files["playbook/stages.yml"]["stages"]:
        stage["max_days"] = "5"


CHANGES: tuple[Change, ...] = (eased, heavier, without_a_check, shorter_stages)


@settings(max_examples=15)
@given(files=teams(), change=st.sampled_from(CHANGES))
def test_a_playbook_against_itself_changes_nothing_and_swapped_playbooks_swap_raised_and_cleared(
    tmp_path_factory: pytest.TempPathFactory, files: Trees, change: Change
) -> None:
    scratch = tmp_path_factory.mktemp("drawn")
    changed = copy.deepcopy(files)
    change(changed)
    write(files, scratch / "old")
    write(changed, scratch / "new")
    old, new, pipeline = scratch / "old/playbook", scratch / "new/playbook", scratch / "old/pipeline"
    same = compared(old, old, pipeline, scratch, reviews=3)
    assert not same.changes_something
    there, back = (compared(*pair, pipeline, scratch).reviews[0] for pair in ((old, new), (new, old)))
    assert told(back) == mirrored(there)
    assert (there.counted.raised, there.counted.cleared) == (back.counted.cleared, back.counted.raised)


def test_an_older_review_that_a_playbook_cannot_read_is_left_out_and_told(tmp_path: Path) -> None:
    pipeline = tmp_path / "pipeline"
    for path in (BASE / "pipeline").rglob("*.yml"):
        target = pipeline / path.relative_to(BASE / "pipeline")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    deal = {"id": "OPP-9", "name": "Rota", "owner": "ana-lima", "status": "open", "stage": "of-old"}
    old = {"as_of": "2026-11-02", "opportunities": [deal]}
    (pipeline / "snapshots/2026-11-02.yml").write_text(yaml.safe_dump(old), "utf-8")
    head = edited(copied(BASE / "playbook", tmp_path), "checks/close-date-ahead.yml", limit(3))
    found = compared(BASE / "playbook", head, pipeline, tmp_path, reviews=9)
    (unread,) = found.unread
    assert (str(unread.as_of), unread.playbook, unread.problems) == ("2026-11-02", "head", 1)
    assert "of-old" in unread.first
    assert replace(found, unread=()).changes_something
