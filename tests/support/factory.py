"""Makes the report's types for tests: a test names only what it is about, and whatever it leaves out is empty.

What is given may be the types' own values or what a YAML file holds: a mapping by field, a list in the order of the
fields, and these short forms: an amount alone is in euro, a number alone is the line of a place in the snapshot, a
file and a line stand as ``file:line``, and the numbers of a tally are passed, failed, not known and not applicable,
and waived where anything is.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import yaml
from pydantic import BaseModel

from scorecards.report.cold_file import Cold
from scorecards.report.deal import Deal
from scorecards.report.interventions import Intervention
from scorecards.report.review import Review
from scorecards.report.scorecard import Scorecard
from scorecards.report.values import FORMAT, Money, Place, StepState, Tally
from scorecards.report.week import Closure, Pick

Made = TypeVar("Made")
Given = Mapping[str, Any]
EITHER = {Union, UnionType}

AS_OF = date(2026, 11, 16)
WEEK_BEFORE = date(2026, 11, 9)
SNAPSHOT = "pipeline/snapshots/2026-11-16.yml"
EDITOR = "https://example.org/edit/main"
NAMES = {
    "ana-lima": "Ana Lima",
    "ben-okoro": "Ben Okoro",
    "chen-wu": "Chen Wu",
    "dee-roth": "Dee Roth",
    "mara-quinn": "Mara Quinn",
    "olu-ade": "Olu Ade",
}


class Loader(yaml.SafeLoader):
    """Reads ``on``, ``yes`` and ``no`` as words."""


Loader.yaml_implicit_resolvers = {
    first: [each for each in resolvers if first in "tf" or not each[0].endswith(":bool")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def written(name: str) -> Any:
    """Read what a YAML file beside this one gives."""
    return yaml.load((Path(__file__).parent / name).read_text("utf-8"), Loader=Loader)  # noqa: S506 - a safe one


def deal(id_: str = "OPP-1", name: str = "Night rota", owner: str = "ana-lima", **changes: object) -> Deal:
    """Make an open opportunity in the stage "scope", of which little is known."""
    return made(Deal, {"id": id_, "name": name, "owner": owner, **changes})


def review(**changes: object) -> Review:
    """Make the review of a team in which nothing is going on."""
    return made(Review, changes)


def made(kind: Callable[..., Made], given: Given) -> Made:
    """Make one of a type: with what is given, else with the defaults of the type, else with nothing in the field."""
    hints = fields_of(kind)
    assert set(given) <= set(hints), f"{kind.__name__} has no {sorted(set(given) - set(hints))}"
    found = {**DEFAULTS.get(kind, _none)(given), **given}
    for name in set(hints) - set(found):
        if name.endswith("_name") and (who := found.get(name.removesuffix("_name"))) in NAMES:
            found[name] = NAMES[who]
    return kind(**{name: as_(hint, found[name]) if name in found else nothing(hint) for name, hint in hints.items()})


@cache
def fields_of(kind: Any) -> dict[str, Any]:
    """Give the fields of a dataclass with their types."""
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def has_fields(hint: Any) -> bool:
    """Tell whether a type is one of the report's own."""
    return is_dataclass(hint)


def nothing(hint: Any) -> Any:
    """Give what says the least in a field of a type."""
    if get_origin(hint) in EITHER:
        kinds = get_args(hint)
        return None if NoneType in kinds else nothing(kinds[0])
    if get_origin(hint) is Literal:
        return get_args(hint)[0]
    if get_origin(hint) is dict:
        return {}
    if get_origin(hint) is tuple:
        inner = get_args(hint)
        return () if inner[-1] is ... else tuple(map(nothing, inner))
    if hint is date:
        return AS_OF
    return made(hint, {}) if has_fields(hint) else hint()


def as_(hint: Any, value: Any) -> Any:
    """Give a value the type that a field asks for."""
    inner = get_args(hint)
    if get_origin(hint) in EITHER:
        return _as_either([each for each in inner if each is not NoneType], value)
    if get_origin(hint) is Literal:
        assert value in inner, f"{value!r} is none of {inner}"
        return value
    if get_origin(hint) is dict:
        return {key: as_(inner[1], each) for key, each in value.items()}
    if get_origin(hint) is tuple:
        kinds = [inner[0]] * len(value) if inner[-1] is ... else list(inner)
        return tuple(as_(each, part) for each, part in zip(kinds, value, strict=True))
    return value if isinstance(value, hint) else _as_one(hint, value)


def _as_either(kinds: list[Any], value: Any) -> Any:
    """Take the only type that is possible, or leave the value as it is; a list is one of the report's own types."""
    if len(kinds) > 1 and isinstance(value, list):
        kinds = [each for each in kinds if has_fields(each)]
    return as_(kinds[0], value) if len(kinds) == 1 and value is not None else value


def _as_one(kind: Any, value: Any) -> Any:
    if has_fields(kind):
        return made(kind, value if isinstance(value, Mapping) else short(kind, value))
    if issubclass(kind, BaseModel):
        return kind.model_validate(value)
    return kind(value)


def short(kind: Any, value: Any) -> Given:
    """Give the fields of what is written in short."""
    if kind is Money:
        return {"amount": value, "currency": "EUR"}
    if kind is Place:
        path, _, line = value.rpartition(":") if isinstance(value, str) else (SNAPSHOT, "", value)
        return {"path": path, "line": int(line)}
    if kind is Tally:
        passed, failed, unknown, not_applicable, *waived = value
        known = passed + failed
        value = [passed, failed, known, unknown, known + unknown, not_applicable, *waived]
    return dict(zip(fields_of(kind), value, strict=False))


def _none(_: Given) -> Given:
    return {}


def _deal(given: Given) -> Given:
    unknown = given.get("unknown", ["economic-buyer-met", "gap-rated"])
    amount = as_(Money, given["amount"]) if given.get("amount") is not None else None
    return {
        "status": "open",
        "stage": "scope",
        "stage_limit": 30,
        "place": 10,
        "score": [None, 1, 5],
        "unknown": unknown,
        "to_ask": unknown,
        "questions_due": 2,
        "worth": amount.amount if amount and amount.currency == "EUR" else None,
    }


def _step(given: Given) -> Given:
    side = given.get("side", "us")
    return {
        "side": side,
        "rep": "ana-lima" if side == "us" else None,
        "state": "ahead" if given.get("due") else "undated",
    }


def _intervention(_: Given) -> Given:
    return {"number": 1, "of": 1, "ruling": "stalled", "by": "mara-quinn", "movement": "known"}


def _pick(given: Given) -> Given:
    """Make a pick: one of this week where no snapshot tells of it yet, else one of the week before."""
    outcome = given.get("outcome", "not_yet")
    waits = outcome == "not_yet"
    return {
        "rep": "ana-lima",
        "outcome": outcome,
        "week": AS_OF if waits else WEEK_BEFORE,
        "told_on": None if waits else AS_OF,
        "last_seen": WEEK_BEFORE if outcome == "gone" else None,
        "place": "pipeline/focus.yml:3",
    }


def _closure(_: Given) -> Given:
    return {"rep": "ana-lima", "closed_on": date(2026, 11, 12)}


def _cold(_: Given) -> Given:
    return {
        "account_name": "Kestrel Transport",
        "owner": "ana-lima",
        "status": "lost",
        "closed_on": date(2026, 6, 1),
        "amount": 7000,
        "state": "unset",
        "place": 200,
    }


def _scorecard(given: Given) -> Given:
    return {"name": NAMES[given["rep"]], "manager": "mara-quinn"}


def _review(_: Given) -> Given:
    return {
        "format": FORMAT,
        "team": "Tideline sales",
        "locale": "en_IE",
        "currency": "EUR",
        "snapshot": SNAPSHOT,
        "rulings_file": "pipeline/rulings.yml",
        "rulings_editor": f"{EDITOR}/pipeline/rulings.yml",
    }


DEFAULTS: dict[Any, Callable[[Given], Given]] = {
    Closure: _closure,
    Cold: _cold,
    Deal: _deal,
    Intervention: _intervention,
    Pick: _pick,
    Review: _review,
    Scorecard: _scorecard,
    StepState: _step,
}
"""What a type has where a test does not name it, and it would not do to have nothing there."""
