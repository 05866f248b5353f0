"""Schemas on disk, and the lines of a team's files that name them."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import orjson

from scorecards.problems.problem import Problems, ProblemsFound
from scorecards.read.pipeline_files import pipeline_sources
from scorecards.read.playbook_files import playbook_sources
from scorecards.read.sources import bytes_of
from scorecards.schemas.files import WITH_SCHEMA
from scorecards.schemas.generator import schema_of
from scorecards.schemas.known_ids import TeamIds
from scorecards.schemas.mark import marked
from scorecards.write.exchange import exchange
from scorecards.write.folder_lock import changing, made


def write_schemas(playbook: Path, pipeline: Path, folder: Path) -> int:
    """Write a schema for each kind of file; give how many.

    Ids are taken from the files as far as they can be read: a playbook that has mistakes is one that is being edited.
    Raises ProblemsFound where nothing can be written.
    """
    unread = Problems()
    ids = TeamIds(playbook_sources(playbook, unread), pipeline_sources(pipeline, unread, {}))
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


def _marked_in(folder: str, place: Path, schemas: Path) -> Iterator[tuple[Path, bytes]]:
    problems = Problems()
    for kind in WITH_SCHEMA:
        if not kind.path.startswith(f"{folder}/"):
            continue
        for path in sorted({path for pattern in kind.patterns for path in place.glob(pattern) if path.is_file()}):
            data = bytes_of(path, problems)
            name = Path(os.path.relpath(schemas / kind.schema, path.parent)).as_posix()
            if data is not None and (content := marked(data, name)) != data:
                yield path, content
    if problems:
        raise ProblemsFound(problems.found)


def _written(schema: object) -> bytes:
    return orjson.dumps(schema, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
