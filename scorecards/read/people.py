"""Reps and managers: the id of each, the page of that name, and who is meant by the owner of a step."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeVar

from scorecards.model.fields import blank_as_none
from scorecards.model.names import folded, one_slip_apart, page_name
from scorecards.model.team import Manager, Rep, Team
from scorecards.problems.problem import Problem, visible
from scorecards.read.pipeline_files import PipelineSources
from scorecards.read.snapshot_files import SnapshotSource
from scorecards.read.sources import Source
from scorecards.yaml_files.document import YamlMapping, entries, quoted

RESERVED = frozenset(
    {
        "index",
        "readme",
        "names",
        "open",
        "unknown",
        "accounts",
        "territories",
        "wins",
        "cold",
        "figures",
        "reps",
        "scorecards",
        "con",
        "prn",
        "aux",
        "nul",
    }
    | {f"{port}{number}" for port in ("com", "lpt") for number in range(10)}
)
"""Pages and files that are there anyway, and names that Windows keeps for devices."""

P = TypeVar("P", Manager, Rep)


def with_ids(team: Team) -> Team:
    """Give the team with an id for everybody, made from the name where team.yml has none."""
    return team.model_copy(
        update={"managers": _named(team.managers), "reps": _named(team.reps), "former_reps": _named(team.former_reps)}
    )


def reps_of(source: Source[Team]) -> dict[str, Rep]:
    """Give the reps and the former ones by id; none where the team cannot be read."""
    named = with_ids(source.value) if source.value else None
    return {rep.id: rep for rep in (*named.reps, *named.former_reps)} if named else {}


def as_led_on(team: Team, day: date) -> Team:
    """Give the team with each rep's manager of that day: a change that lies ahead has not come yet (D01)."""
    reps = tuple(rep.model_copy(update={"manager": rep.manager_on(day)}) for rep in team.reps)
    return team.model_copy(update={"reps": reps})


def written_id(row: YamlMapping) -> str | None:
    """Give the id of an entry where it has one that can be one."""
    value = row.get("id")
    return value if isinstance(value, str) and page_name(value) == value else None


def id_or_name(row: YamlMapping) -> str | None:
    """Give a person's id as written, or the one that is made from the name."""
    if _says(row) == "id":
        return written_id(row)
    name = row.get("name")
    return (page_name(name) or None) if isinstance(name, str) else None


def pages(source: Source[Team]) -> Iterator[Problem]:
    """Tell of people whose page cannot be named, or whose page would be somebody else's."""
    owners: dict[str, list[tuple[str, YamlMapping]]] = {}
    for part in ("managers", "reps"):
        for row in source.rows(part):
            says, page = _says(row), id_or_name(row)
            written = row.get(says)
            if not isinstance(written, str) or not written or (says == "id" and page is None):
                continue
            problem = _problem(page, quoted(written))
            others = [each for each in owners.get(page or "", ()) if not _is_one_person(each, (part, row))]
            if problem is None and page and others:
                problem = _shared(page, (part, row), others[0])
            if problem:
                yield Problem(source.path, *row.value_at(says), *problem)
            elif page:
                owners.setdefault(page, []).append((part, row))


def own_managers(source: Source[Team]) -> Iterator[Problem]:
    """Tell of reps of whom nobody says who leads them, and of those who would rule on their own deals (D01).

    A manager who owns deals may have nobody above them on file.
    """
    leaders = {id_or_name(row): row for row in source.rows("managers")}
    for rep in [*source.rows("reps"), *source.rows("former_reps")]:
        own, manager = id_or_name(rep), blank_as_none(rep.get("manager"))
        if not own or (own in leaders and not _have_one_name(leaders[own], rep)):
            continue
        if manager is None and own not in leaders:
            place = rep.value_at("manager") if "manager" in rep else rep.own_place()
            yield Problem(source.path, *place, "missing-key", "read no manager, expected the id of the rep's manager")
        for row in [rep, *entries(rep, "earlier_managers")]:
            if row.get("manager") == own:
                message = f"read {quoted(own)}, expected another manager, or none: nobody rules on their own deals"
                yield Problem(source.path, *row.value_at("manager"), "own-manager", message)


def step_owners(snapshot: SnapshotSource, data: PipelineSources) -> Iterator[Problem]:
    """Look whether a step of ours names somebody whom nobody knows, and who is one slip off a rep (D25).

    A step of theirs is left alone, and so is a contact of the opportunity, a manager, or a rep who has left.
    """
    reps = data.team.rows("reps")
    others = _called([*data.team.rows("former_reps"), *data.team.rows("managers")])
    found: dict[str, str | None] = {}
    for path, row in snapshot.rows():
        for step in entries(row, "next_steps"):
            owner = step.get("owner")
            if step.get("side") != "us" or not isinstance(owner, str):
                continue
            if owner not in found:
                found[owner] = None if folded(owner) in others else _meant(owner, reps)
            meant = found[owner]
            if meant and folded(owner) not in _called(entries(row, "contacts")):
                message = (
                    f"read {quoted(owner)}, which is nearly {visible(meant)}; expected that, or a name less like it"
                )
                yield Problem(path, *step.value_at("owner"), "nearly-a-rep", message)


def _named(people: tuple[P, ...]) -> tuple[P, ...]:
    return tuple(person if person.id else person.model_copy(update={"id": page_name(person.name)}) for person in people)


def _is_one_person(one: tuple[str, YamlMapping], other: tuple[str, YamlMapping]) -> bool:
    """Tell whether a manager and a rep of one id are one person, who owns deals: then their names are the same."""
    return one[0] != other[0] and _have_one_name(one[1], other[1])


def _have_one_name(one: YamlMapping, other: YamlMapping) -> bool:
    return folded(str(one.get("name"))) == folded(str(other.get("name")))


def _says(row: YamlMapping) -> str:
    """Name the key that the page's name comes from."""
    return "name" if blank_as_none(row.get("id")) is None else "id"


def _problem(page: str | None, written: str) -> tuple[str, str] | None:
    if page is None:
        return "no-page-name", f"read {written}, of which no page name can be made; expected an id beside it"
    if page in RESERVED:
        return "reserved-page-name", f"read {written}, whose page would be {page}, which is taken; expected another id"
    return None


def _shared(page: str, second: tuple[str, YamlMapping], first: tuple[str, YamlMapping]) -> tuple[str, str]:
    line = first[1].line_of(_says(first[1]))
    if first[0] == second[0] and _says(first[1]) == _says(second[1]) == "id":
        again = f"read {quoted(page)} a second time, expected each id once"
        return "duplicate-id", f"{again}; it stands first in line {line}"
    other = f"read a second person whose page would be {page}, expected one; the first stands in line {line}"
    return "same-page-name", f"{other}. Give one of the two another id"


def _meant(owner: str, reps: Iterable[YamlMapping]) -> str | None:
    """Give the rep's id or name that was meant; None where it is one, or is like none.

    A single word is too short to say who was meant.
    """
    ids = {each for row in reps if (each := id_or_name(row))}
    names = {each for row in reps if isinstance(each := row.get("name"), str)}
    word = folded(owner)
    if owner in ids or word in map(folded, names) or not any(mark in word for mark in " -_."):
        return None
    near = (each for each in sorted(ids | names) if word == folded(each) or one_slip_apart(word, folded(each)))
    return next(near, None)


def _called(people: Iterable[YamlMapping]) -> set[str]:
    """Give what people are called, by id and by name."""
    written = (each for row in people for each in (id_or_name(row), row.get("name")))
    return {folded(each) for each in written if isinstance(each, str)}
