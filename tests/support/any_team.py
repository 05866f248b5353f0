"""Whole teams for hypothesis: a playbook, a pipeline and its history; valid ones, and such with one thing changed."""

import copy
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import yaml
from hypothesis import strategies as st

from tests.support.project import BASE, plain

Trees = dict[str, Any]
"""The files of a team by their names, each as a tree of texts, lists and mappings."""

NEWEST: Final = date(2026, 11, 16)
REPS: Final = ("ana-lima", "bo", "cy-dale")
STAGES: Final = ("meet", "quote")
ASKED: Final = ("problem", "budget")
WORDS: Final = st.sampled_from(["Rota", "Late shifts", "no idea", "=1+1", "<b>x</b>", "Ø & ß", "[x](y)", "株式会社"])
DAYS_BACK: Final = st.integers(0, 120)


def _optional(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=fields)


def _day(as_of: date) -> st.SearchStrategy[str]:
    return DAYS_BACK.map(lambda back: str(as_of - timedelta(back)))


def _ahead(as_of: date) -> st.SearchStrategy[str]:
    return st.integers(-60, 90).map(lambda days: str(as_of + timedelta(days)))


def _details(as_of: date) -> st.SearchStrategy[dict[str, Any]]:
    """Draw what may be known of an opportunity on a day, whatever its status."""
    past, any_day = _day(as_of), _ahead(as_of)
    yes_or_no = st.sampled_from(["yes", "no", "unknown"])
    side = st.sampled_from(["us", "customer"])
    answer = st.fixed_dictionaries(
        {"value": WORDS}, optional={"said_by": st.sampled_from(["buyer", "rep"]), "on": past}
    )
    step = st.fixed_dictionaries({"what": WORDS, "side": side}, optional={"due": any_day, "done_on": past})
    activity = st.fixed_dictionaries(
        {
            "on": past,
            "direction": st.sampled_from(["inbound", "outbound", "both"]),
            "kind": st.sampled_from(["call", "email", "meeting"]),
        },
        optional={"with": WORDS, "outcome": st.sampled_from(["none", "reply", "advance", "setback"]), "note": WORDS},
    )
    contact = st.fixed_dictionaries({"name": WORDS}, optional={"title": WORDS, "left_on": past})
    return _optional(
        account=st.just("northwind"),
        amount=st.integers(0, 99_999).map(str),
        currency=st.sampled_from(["EUR", "USD", "JPY"]),
        close_date=any_day,
        push_count=st.integers(0, 5).map(str),
        answers=st.dictionaries(st.sampled_from(ASKED), answer, max_size=2),
        next_steps=st.lists(step, max_size=3),
        activities=st.lists(activity, max_size=3),
        contacts=st.lists(contact, max_size=2, unique_by=lambda each: each["name"]),
        exit_criteria=st.dictionaries(
            st.sampled_from(["problem-named", "quote-discussed"]), st.fixed_dictionaries({"met": yes_or_no}), max_size=2
        ),
        deadline=_optional(date=any_day, consequence=WORDS),
        blocker=st.fixed_dictionaries({"what": WORDS}, optional={"whose": side, "since": past}),
        needs=st.lists(st.fixed_dictionaries({"need": WORDS, "met": yes_or_no}), max_size=2),
        stories_told=st.lists(st.just("bakery"), max_size=1),
        notes=WORDS,
    )


@st.composite
def _opportunity(draw: st.DrawFn, number: int, owner: str, as_of: date) -> dict[str, Any]:
    status = draw(st.sampled_from(["open", "open", "open", "won", "lost"]))
    made = {"id": f"OPP-{number}", "name": draw(WORDS), "owner": owner, "status": status, **draw(_details(as_of))}
    if draw(st.booleans()):
        made["created_on"] = str(as_of - timedelta(130))
    if status == "open":
        made["stage"] = draw(st.sampled_from(STAGES))
        made |= draw(_optional(stage_entered_on=_day(as_of)))
    else:
        made |= draw(_optional(closed_on=_day(as_of)))
    if status == "lost":
        made["ended"] = draw(st.sampled_from(["declined", "vanished"]))
        made |= draw(_optional(loss_reason=st.just({"cause": "never-intended-to-buy", "said_by": "rep"})))
    return made


@st.composite
def teams(draw: st.DrawFn) -> Trees:
    """Draw a valid team with up to three snapshots, rulings, picks and words on what was asked for."""
    files = {path.relative_to(BASE).as_posix(): plain(path) for path in sorted(BASE.rglob("*.yml"))}
    del files[f"pipeline/snapshots/{NEWEST}.yml"]
    team = files["pipeline/team.yml"]
    team["reps"] = [{"id": rep, "name": rep.title(), "manager": "mara-quinn"} for rep in REPS]
    team["locale"] = draw(st.sampled_from(["en_IE", "de_DE", "ja_JP"]))
    team["rates"] = {"USD": "0.90", "JPY": "0.006"}
    files["playbook/scoring.yml"]["score_needs_known"] = draw(st.sampled_from(["1", "3", "9"]))
    owners = draw(st.lists(st.sampled_from(REPS), min_size=1, max_size=5))
    for back in range(7 * draw(st.integers(0, 2)), -1, -7):
        as_of = NEWEST - timedelta(back)
        rows = [draw(_opportunity(number, owner, as_of)) for number, owner in enumerate(owners, 1)]
        files[f"pipeline/snapshots/{as_of}.yml"] = {"as_of": str(as_of), "opportunities": rows}
    files |= draw(_kept_by_hand(files[f"pipeline/snapshots/{NEWEST}.yml"]["opportunities"]))
    return files


def _kept_by_hand(rows: list[dict[str, Any]]) -> st.SearchStrategy[Trees]:
    """Draw a ruling on an open opportunity, a word on it, and a pick."""
    still_open = [row for row in rows if row["status"] == "open"]
    if not still_open:
        return st.just({})
    deal = still_open[0]
    ruling = {
        "opportunity": deal["id"],
        "by": "mara-quinn",
        "on": str(NEWEST),
        "ruling": "active",
        "course_of_action": [{"what": "Call them", "who": "rep", "by": "2026-11-30"}],
    }
    word = {"opportunity": deal["id"], "action": str(NEWEST), "on": str(NEWEST), "outcome": "Not yet"}
    pick = {"week": str(NEWEST), "rep": deal["owner"], "opportunity": deal["id"]}
    ruled: Trees = {"pipeline/rulings.yml": {"rulings": [ruling]}}
    told: Trees = {**ruled, "pipeline/follow_ups.yml": {"follow_ups": [word]}}
    picked: Trees = {"pipeline/focus.yml": {"picks": [pick]}}
    return st.sampled_from([{}, ruled, told, picked, {**told, **picked}])


ODD: Final = st.sampled_from(
    [
        "",
        "~",
        "0",
        "-1",
        "1e309",
        "9" * 400,
        "2026-02-30",
        "9999-12-31",
        "0001-01-01",
        "yes",
        "../x",
        "a" * 3000,
        "\x07",
        "\u2028",
        "\u202e",
        "\ud7ff",
        "{{ x }}",
        "<script>",
        "OPP-1",
        "ana-lima",
        "meet",
        "EUR",
        "Europe/Dublin",
    ]
) | st.text(st.characters(exclude_categories=["Cs"]), max_size=6)


@st.composite
def spoilt(draw: st.DrawFn, files: Trees) -> Trees:
    """Draw the same team with a single thing in one of its files changed."""
    made = copy.deepcopy(files)
    name = draw(st.sampled_from(sorted(made)))
    whole = {"": made.pop(name)}
    parent, key = draw(st.sampled_from(list(_places(whole, ""))))
    _change(draw, parent, key)
    return {**made, name: whole[""]} if "" in whole else made


def _places(parent: Any, key: Any) -> Iterator[tuple[Any, Any]]:
    """Go through a tree: what holds each part of it, and under which key or number."""
    yield parent, key
    node = parent[key]
    for inner in list(node) if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ():
        yield from _places(node, inner)


def _change(draw: st.DrawFn, parent: Any, key: Any) -> None:
    node = parent[key]
    way = draw(st.sampled_from(["value", "drop", "double", "type", "empty", "date", "key"]))
    if way == "drop":
        del parent[key]
    elif way == "double" and isinstance(parent, list):
        parent.append(copy.deepcopy(node))
    elif way == "type":
        parent[key] = draw(st.sampled_from([[node], {"x": node}, [], {}, "x", None]))
    elif way == "empty" and isinstance(node, dict | list):
        node.clear()
    elif way == "date" and isinstance(node, str) and _is_day(node):
        parent[key] = str(date.fromisoformat(node) + timedelta(draw(st.integers(-4000, 4000))))
    elif way == "key" and isinstance(parent, dict):
        parent[draw(ODD)] = node
    else:
        parent[key] = draw(ODD)


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def write(files: Trees, home: Path) -> None:
    """Write the files of a team, and no others, into a folder."""
    for name, tree in files.items():
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(tree, allow_unicode=True, sort_keys=False), "utf-8")
