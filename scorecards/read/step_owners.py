"""Who does the steps of ours: a rep, or somebody else whose name is not nearly a rep's (D25)."""

from collections.abc import Iterable, Iterator

from scorecards.model.names import folded, one_slip_apart
from scorecards.problems.problem import Problem, visible
from scorecards.read.people import id_or_name
from scorecards.read.snapshot_files import SnapshotSource
from scorecards.read.sources import PipelineSources
from scorecards.yaml_files.document import YamlMapping, entries, quoted


def of_steps(snapshot: SnapshotSource, data: PipelineSources) -> Iterator[Problem]:
    """Look whether a step of ours names somebody whom nobody knows, and who is one slip off a rep.

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
