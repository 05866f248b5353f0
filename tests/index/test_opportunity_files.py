"""What deals know of each other bears on the fingerprint of a rep's work."""

from typing import Any

import pytest

from scorecards.index.history_of import history_of
from scorecards.index.opportunity_files import opportunity_files_of
from tests.support.findings import input_of, opportunity

HERS = {"account": "plain", "contacts": [{"name": "Jo Park"}]}


def digests(**sister: Any) -> list[bytes]:
    """Give the digests of Ana's deals, among a deal of somebody else's with these fields."""
    given = input_of(opportunity(**HERS), opportunity(id="O2", owner="bo", **sister))
    return list(opportunity_files_of(given, history_of(given)).digests_of_owner("ana"))


@pytest.mark.parametrize(
    "change",
    [
        {"contacts": [{"name": "Dana Wolff"}, {"name": "Sam Roe"}]},
        {"contacts": [{"name": "Dana Wolff"}], "status": "lost", "ended": "declined"},
    ],
)
def test_whom_a_sister_deal_knows_or_who_refused_it_makes_a_rep_worked_on_anew(change: dict[str, Any]) -> None:
    before = {"account": "plain", "contacts": [{"name": "Dana Wolff"}]}
    assert digests(**before) == digests(**before)
    assert digests(**before) != digests(**{**before, **change})
    elsewhere = {**before, "account": "planned"}
    assert digests(**elsewhere) == digests(**{**elsewhere, **change})
