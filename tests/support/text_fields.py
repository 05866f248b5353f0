"""Every field of the team's files that takes free text, found in their types, and a file filled with such text."""

from collections.abc import Callable, Iterator
from types import UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, StringConstraints

from scorecards.model.accounts import Accounts
from scorecards.model.baseline import Baseline
from scorecards.model.check import Check
from scorecards.model.picks import Focus
from scorecards.model.playbook.causes import Causes
from scorecards.model.playbook.glossary import Glossary
from scorecards.model.playbook.phrases import Phrases
from scorecards.model.playbook.plays import Plays
from scorecards.model.playbook.questions import Questions
from scorecards.model.playbook.situations import Situations
from scorecards.model.playbook.stages import Stages
from scorecards.model.playbook.stories import Stories
from scorecards.model.playbook.themes import Themes
from scorecards.model.rulings import FollowUps, Rulings
from scorecards.model.snapshot import Snapshot
from scorecards.model.team import Team
from scorecards.model.waivers import Waivers

FILES: Final[dict[str, type[BaseModel]]] = {
    "pipeline/team.yml": Team,
    "pipeline/accounts.yml": Accounts,
    "pipeline/rulings.yml": Rulings,
    "pipeline/follow_ups.yml": FollowUps,
    "pipeline/waivers.yml": Waivers,
    "pipeline/baseline.yml": Baseline,
    "pipeline/focus.yml": Focus,
    "pipeline/snapshots/*.yml": Snapshot,
    "playbook/stages.yml": Stages,
    "playbook/questions.yml": Questions,
    "playbook/situations.yml": Situations,
    "playbook/causes.yml": Causes,
    "playbook/plays.yml": Plays,
    "playbook/stories.yml": Stories,
    "playbook/phrases.yml": Phrases,
    "playbook/themes.yml": Themes,
    "playbook/glossary.yml": Glossary,
    "playbook/checks/*.yml": Check,
}
"""The files of a team by their types; scoring and working days hold no text."""

NOT_FREE: Final = {
    "Team.time_zone": "the name of a time zone",
    "Theme.words": "single words of notes with their points, which no page shows",
}
"""Fields of the kind that take something else than free text, each with what that is."""

INSTEAD: Final = {"Ruling.no_action": "course_of_action"}
"""Fields that may stand only where another one does not."""

Write = Callable[[str], str]
"""Gives the next text for a field, by its name."""


def text_fields() -> set[str]:
    """Name every field that takes free text, such as ``Deadline.consequence``."""
    return {name for file in FILES.values() for name in _fields_of(file, set())} - NOT_FREE.keys()


def _fields_of(model: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[str]:
    if model in seen:
        return
    seen.add(model)
    for name, kind in _kinds(model).items():
        if any(map(is_text, _parts(kind))):
            yield f"{model.__name__}.{name}"
        for each in _parts(kind):
            if _is_model(each):
                yield from _fields_of(each, seen)


def filled(kind: Any, value: Any, name: str, write: Write) -> Any:
    """Fill a value of a file with texts: each that is there, and each that may be there beside it."""
    kinds = _alternatives(kind)
    if isinstance(value, str) and any(map(is_text, kinds)):
        return value if name in NOT_FREE else write(name)
    for each in kinds:
        if _is_model(each) and isinstance(value, dict):
            return _filled_model(each, value, write)
        if _is_model(each) and value and isinstance(value, str) and (field := _first_text(each)):
            return write(field)  # the short form of a mapping that holds a text alone
        if isinstance(value, dict | list) and get_origin(each) is {dict: dict, list: tuple}[type(value)]:
            part = get_args(each)[1 if isinstance(value, dict) else 0]
            return _filled_all(part, value, name, write)
    return value


def _filled_all(kind: Any, value: Any, name: str, write: Write) -> Any:
    if isinstance(value, dict):
        return {key: filled(kind, item, name, write) for key, item in value.items()}
    return [filled(kind, item, name, write) for item in value]


def _filled_model(model: type[BaseModel], value: dict[str, Any], write: Write) -> dict[str, Any]:
    made = dict(value)
    for name, kind in _kinds(model).items():
        key = model.model_fields[name].alias or name
        field = f"{model.__name__}.{name}"
        if key in value:
            made[key] = filled(kind, value[key], field, write)
        elif field not in NOT_FREE and INSTEAD.get(field) not in value:
            made |= {key: write(field)} if _takes_text(kind) else {key: [write(field)]} if _lists_text(kind) else {}
    return made


def _first_text(model: type[BaseModel]) -> str | None:
    return next((f"{model.__name__}.{name}" for name, kind in _kinds(model).items() if _takes_text(kind)), None)


def _lists_text(kind: Any) -> bool:
    return any(get_origin(each) is tuple and is_text(get_args(each)[0]) for each in _alternatives(kind))


def _takes_text(kind: Any) -> bool:
    return any(map(is_text, _alternatives(kind)))


def is_text(kind: Any) -> bool:
    """Tell whether a type is that of a free text: a string of which nothing but the length is laid down."""
    if get_origin(kind) is not Annotated or get_args(kind)[0] is not str:
        return False
    return all(isinstance(each, StringConstraints) and each.pattern is None for each in get_args(kind)[1:])


def _kinds(model: type[BaseModel]) -> dict[str, Any]:
    hints = get_type_hints(model, include_extras=True)
    return {name: hints[name] for name in model.model_fields}


def _alternatives(kind: Any) -> list[Any]:
    """Give what a value of a type may be: each part of a union, without what only converts it."""
    if is_text(kind):
        return [kind]
    if get_origin(kind) is Annotated:
        return _alternatives(get_args(kind)[0])
    if get_origin(kind) in {Union, UnionType}:
        return [each for part in get_args(kind) for each in _alternatives(part)]
    return [kind]


def _parts(kind: Any) -> Iterator[Any]:
    """Give every type of which values stand in a value of this one."""
    for each in _alternatives(kind):
        if get_origin(each) in {dict, tuple}:
            for part in get_args(each):
                yield from _parts(part)
        else:
            yield each


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)
