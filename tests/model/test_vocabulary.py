"""The words by which a deal is judged: one table each, and what is told of them in words."""

from typing import get_args

from scorecards.model.playbook.scoring import Scoring
from scorecards.model.rulings import Ruling
from scorecards.model.vocabulary import (
    CLOSED,
    RULED_OVER,
    RULINGS,
    SEVERITIES,
    WITHOUT_A_SALE,
    RulingWord,
    Severity,
    Status,
    either,
)


def test_every_ruling_is_explained_and_needs_only_fields_that_a_ruling_has() -> None:
    assert tuple(RULINGS) == get_args(RulingWord)
    for word, kind in RULINGS.items():
        assert kind.word == word
        assert kind.meaning
        assert kind.needs.keys() <= Ruling.model_fields.keys()
        assert "review_on" in kind.needs or not kind.pauses, "a pause has an end (D02)"
        assert word in RULED_OVER or not kind.ends_waiting


def test_a_deal_is_open_or_closed_and_a_closed_one_is_a_sale_or_none() -> None:
    assert get_args(Status) == ("open", *CLOSED)
    assert WITHOUT_A_SALE | {"won"} == set(CLOSED)


def test_each_severity_has_a_weight() -> None:
    assert get_args(Severity) == SEVERITIES
    assert get_args(Scoring.model_fields["weights"].annotation)[0] == Severity


def test_words_are_joined_as_a_choice() -> None:
    assert [either(["a"]), either(["a", "b"]), either(["a", "b", "c"])] == ["a", "a or b", "a, b or c"]
