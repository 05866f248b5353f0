"""A playbook replayed over the sample's reviews, wherever that is done, and the figures of its checks."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from scorecards.backtest.check_figures import check_figures
from scorecards.backtest.ended import Ended, ends_of
from scorecards.backtest.observing import Seen, joined
from scorecards.backtest.replay import replayed
from scorecards.cli.main import scorecards
from scorecards.executor.dask_cluster import DaskCluster
from scorecards.executor.executor import Executor
from scorecards.executor.local import Local
from scorecards.index.history_of import history_of
from scorecards.problems.problem import Problems
from scorecards.read.kept_backtest import kept_backtest
from scorecards.render.backtest.forms import written
from scorecards.render.pages import render
from scorecards.render.reference.reference import reference
from scorecards.report.backtest import CheckTold, Replay
from scorecards.review import review_of
from tests.support.cluster import scheduler, workers
from tests.support.project import ROOT
from tests.support.reviews import input_in

SAMPLE = input_in(ROOT)
CHECK = SAMPLE.playbook.checks[0]
END = date(2026, 6, 30)


def replay(executor: Executor) -> Replay:
    return replayed(SAMPLE, ROOT / "playbook", ROOT / "pipeline", "of-the-sample", executor)


@pytest.fixture(scope="module")
def found() -> Replay:
    return replay(Local(processes=1))


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("cluster")
    with scheduler(folder) as address, workers(2, address, folder):
        yield address


def test_two_processes_find_the_same_bytes(found: Replay) -> None:
    assert written(replay(Local(processes=2)), "json") == written(found, "json")


def test_a_cluster_finds_the_same_bytes(found: Replay, address: str) -> None:
    assert written(replay(DaskCluster(address)), "json") == written(found, "json")


def test_each_deal_that_ended_counts_once_for_each_check(found: Replay) -> None:
    ends = ends_of(history_of(SAMPLE))
    assert found.ended + found.never_seen_open == len(ends)
    for check in found.checks:
        counted = check.fired.whole + check.passed.whole + check.unknown.whole + check.not_applicable
        assert counted == found.ended


def test_every_check_and_every_stage_of_the_playbook_is_there(found: Replay) -> None:
    assert {each.check for each in found.checks} == {each.id for each in SAMPLE.playbook.checks}
    assert [each.stage for each in found.stages] == list(SAMPLE.playbook.stage_order)


def test_on_few_deals_nothing_is_said(found: Replay) -> None:
    few = [each for each in found.checks if min(each.fired.whole, each.passed.whole) < found.need]
    assert few
    assert {each.telling for each in few} == {"too_few"}


@pytest.mark.parametrize("form", ["text", "csv", "html"])
def test_each_form_names_every_check(found: Replay, form: str) -> None:
    text = written(found, form).decode("utf-8-sig").replace("&#39;", "'")
    assert all(each.name in text for each in found.checks)


# The one that a team keeps


def test_what_is_kept_is_read_as_it_was_written(found: Replay, tmp_path: Path) -> None:
    (tmp_path / "backtest.json").write_bytes(written(found, "json"))
    problems = Problems()
    assert kept_backtest(tmp_path, problems) == found
    assert not problems


def test_each_check_on_the_site_has_a_line_of_it_that_says_whether_the_playbook_changed(found: Replay) -> None:
    review = review_of(replace(SAMPLE, backtest=found.of_checks("another playbook")))
    page = render(review, reference(scorecards))["playbook/checks.md"]
    assert page.count("<dt>Back-test</dt>") == page.count("the playbook has changed since") == len(found.checks)
    assert not any(each.is_stale for each in found.of_checks(found.playbook).values())


# What checks said, as made up


def told(seen: dict[str, Seen], won: dict[str, bool]) -> CheckTold:
    ends = {deal: Ended(END, each) for deal, each in won.items()}
    (only,) = check_figures([CHECK], ends, seen, SAMPLE.playbook.scoring)
    return only


def fired(days: int) -> Seen:
    return Seen({CHECK.id: END - timedelta(days=days)}, frozenset(), frozenset())


PASSED = Seen({}, frozenset({CHECK.id}), frozenset())
UNKNOWN = Seen({}, frozenset(), frozenset({CHECK.id}))
SILENT = Seen({}, frozenset(), frozenset())


def test_a_check_that_fires_before_losses_warns_of_them_so_many_days_ahead() -> None:
    seen = {f"L{at}": fired(20 + at) for at in range(20)} | {f"W{at}": PASSED for at in range(20)}
    found = told(seen, {deal: deal.startswith("W") for deal in seen})
    assert (found.telling, found.warns) == ("tells", True)
    assert (found.fired.part, found.fired.whole, found.recall.part, found.recall.whole) == (20, 20, 20, 20)
    assert found.lift.times == 2
    assert found.days_ahead_of_losses.median == 30
    assert found.days_ahead_of_wins.median is None


def test_a_check_that_fires_before_wins_points_the_other_way() -> None:
    seen = {f"L{at}": PASSED for at in range(20)} | {f"W{at}": fired(7) for at in range(20)}
    found = told(seen, {deal: deal.startswith("W") for deal in seen})
    assert (found.telling, found.warns) == ("tells", False)


def test_a_check_that_fires_as_often_before_wins_tells_nothing() -> None:
    seen = {f"D{at}": fired(7) if at % 2 else PASSED for at in range(80)}
    found = told(seen, {deal: at % 4 < 2 for at, deal in enumerate(seen)})
    assert (found.telling, found.warns) == ("tells_nothing", None)


@for_all(
    st.lists(st.tuples(st.sampled_from([fired(3), fired(30), PASSED, UNKNOWN, SILENT]), st.booleans()), max_size=60)
)
def test_no_deal_is_counted_twice_or_lost(deals: list[tuple[Seen, bool]]) -> None:
    found = told(
        {str(at): seen for at, (seen, _) in enumerate(deals)}, {str(at): won for at, (_, won) in enumerate(deals)}
    )
    shares = (found.fired, found.passed, found.unknown)
    assert sum(each.whole for each in shares) + found.not_applicable == len(deals)
    assert found.not_applicable == sum(seen is SILENT for seen, _ in deals)
    assert sum(each.part for each in shares) == sum(seen is not SILENT and not won for seen, won in deals)
    assert found.recall.part == found.fired.part


REVIEWS = st.lists(st.dictionaries(st.sampled_from("AB"), st.sampled_from([fired(9), fired(2), PASSED, UNKNOWN])))


@for_all(REVIEWS, st.integers(0, 10))
def test_it_does_not_matter_where_the_reviews_are_parted(reviews: list[dict[str, Seen]], at: int) -> None:
    assert joined([joined(reviews[:at]), joined(reviews[at:])]) == joined(reviews)


def test_of_several_reviews_the_first_that_fired_counts() -> None:
    assert joined([{"A": PASSED}, {"A": fired(9)}, {"A": fired(2)}])["A"].fired == fired(9).fired


def test_the_fingerprint_of_the_playbook_goes_along(found: Replay) -> None:
    assert found.playbook == "of-the-sample"
