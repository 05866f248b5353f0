"""Schemas on disk, and the lines of a team's files that name them."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import orjson

from scorecards.problems.problem import Problems, ProblemsFound
from scorecards.read.pipeline_files import pipeline_sources
from scorecards.read.playbook_files import playbook_sources
from scorecards.read.sources import bytes_of, shown
from scorecards.schemas.files import WITH_SCHEMA, FileKind
from scorecards.schemas.generator import schema_of
from scorecards.schemas.known_ids import TeamIds
from scorecards.schemas.mark import marked
from scorecards.write.exchange import exchange
from scorecards.write.folder_lock import changing, made, reading
from scorecards.yaml_files.decode import decode


def write_schemas(playbook: Path, pipeline: Path, folder: Path) -> int:
    """Write a schema for each kind of file; give how many.

    Ids are taken from the files as far as they can be read: a playbook that has mistakes is one that is being edited.
    Raises ProblemsFound where one of the folders is none, or nothing can be written.
    """
    unread = Problems()
    with reading(playbook):
        ids = TeamIds(playbook_sources(playbook, unread), pipeline_sources(pipeline, unread, {}))
    _refuse_missing(unread, playbook, pipeline)
    made_of = {folder / each.schema: _written(schema_of(each.model, each.path, ids)) for each in WITH_SCHEMA}
    with made(folder), changing(folder):
        exchange(folder, made_of)
    return len(made_of)


def mark_files(folders: Mapping[str, Path], schemas: Path) -> int:
    """Name its schema on the first line of each file of a team that does not name it yet; give how many there are.

    ``folders`` are the playbook's, the pipeline's and that of mappings, by these names.  Raises ProblemsFound where a
    file cannot be read or written; then no file of its folder is changed.
    """
    count = 0
    for folder, place in folders.items():
        with changing(place):
            changed = dict(_marked_in(folder, place, schemas))
            if changed:
                exchange(place, changed)
            count += len(changed)
    return count


def _refuse_missing(unread: Problems, *folders: Path) -> None:
    """Raise ProblemsFound with what is wrong with whole folders: schemas without any id would seem to be the team's."""
    of_folders = {shown(each) for each in folders}
    missing = [each for each in unread.found if each.path in of_folders]
    if missing:
        raise ProblemsFound(missing)


def _marked_in(folder: str, place: Path, schemas: Path) -> Iterator[tuple[Path, bytes]]:
    problems = Problems()
    for kind in WITH_SCHEMA:
        if not kind.path.startswith(f"{folder}/"):
            continue
        for path in _files_of(kind, place):
            data = bytes_of(path, problems)
            name = Path(os.path.relpath(schemas / kind.schema, path.parent)).as_posix()
            if data is None or decode(shown(path), data, problems) is None:
                continue  # in a text of two bytes a character, the line would spoil all the rest
            if (content := marked(data, name)) != data:
                yield path, content
    if problems:
        raise ProblemsFound(problems.found)


def _files_of(kind: FileKind, place: Path) -> list[Path]:
    """Give the files of a kind; what editors keep beside them is hidden, and nobody's."""
    there = {path for pattern in kind.patterns for path in place.glob(pattern) if path.is_file()}
    return sorted(path for path in there if not path.name.startswith("."))


def _written(schema: object) -> bytes:
    return orjson.dumps(schema, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
