"""The review as JSON: an index of the team, and beside it one file for each rep, each manager, accounts and wins."""

from dataclasses import fields, replace
from decimal import Decimal
from importlib.resources import files
from typing import Any, Final, TypeVar

import orjson
from pydantic import BaseModel

from scorecards.model.facts.fact import Fact
from scorecards.report.published import AccountsFile, IndexFile, ManagerFile, PersonFile, RepFile, WinsFile
from scorecards.report.review import Review, TeamReview

Item = TypeVar("Item")

INDEX: Final = "scorecards.json"
KINDS: Final[dict[str, type]] = {
    "scorecards.schema.json": IndexFile,
    "scorecards.rep.schema.json": RepFile,
    "scorecards.manager.schema.json": ManagerFile,
    "scorecards.accounts.schema.json": AccountsFile,
    "scorecards.wins.schema.json": WinsFile,
}
"""The kinds of files by the names of their schemas, which lie in the package: the code alone says what they hold."""


def json_files_of(review: Review) -> dict[str, bytes]:
    """Write the team's part of the review as JSON, by name; the schema of each kind of file lies beside them."""
    index = index_of(review)
    day = (review.format, review.as_of)
    return {
        INDEX: written(index),
        **{
            each.file: written(ManagerFile(*day, page))
            for each, page in zip(index.manager_files, review.manager_pages, strict=True)
        },
        index.accounts_file: written(AccountsFile(*day, review.accounts, review.territories)),
        index.wins_file: written(WinsFile(*day, review.wins)),
        **schemas(),
    }


def index_of(review: Review) -> IndexFile:
    """Give the team's part of a review, with the names of the files that hold the rest."""
    reps = {card.rep for card in review.scorecards}
    of_team = {field.name: getattr(review, field.name) for field in fields(TeamReview)}
    # orjson writes whatever an object keeps: a copy of the playbook keeps none of the look-ups that were made on it.
    # The words of themes are thousands, no page shows them, and each finding quotes the text that they were found in.
    of_team["playbook"] = replace(review.playbook, themes=review.playbook.themes.without_words())
    of_team["facts"] = tuple(map(_without_defaults, review.facts))
    return IndexFile(
        **of_team,
        reps=tuple(PersonFile(card.rep, card.name, f"{card.rep}.json") for card in review.scorecards),
        manager_files=tuple(
            PersonFile(page.manager, page.name, f"{page.manager}{'.manager' if page.manager in reps else ''}.json")
            for page in review.manager_pages
        ),
        accounts_file="accounts.json",
        wins_file="wins.json",
        cold=tuple(item for item in review.cold if item.owner not in reps),
    )


def written(file: object) -> bytes:
    """Write one file: dates as ISO 8601, amounts as decimal strings, keys in the order of the types."""
    return orjson.dumps(file, default=_plain, option=orjson.OPT_APPEND_NEWLINE)


def schemas() -> dict[str, bytes]:
    """Read the JSON Schema of each kind of file."""
    folder = files("scorecards.render") / "schemas"
    return {name: (folder / name).read_bytes() for name in KINDS}


def _without_defaults(fact: Fact) -> dict[str, Any]:
    """Give what is said of a fact, without what its schema fills in: there are very many, and most say little."""
    return {each.name: value for each in fields(fact) if (value := getattr(fact, each.name)) != each.default}


def _plain(value: object) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    raise TypeError(type(value).__name__)
