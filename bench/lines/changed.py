"""One open deal changed its stage since the last build."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from bench.figure import Figure, seconds
from bench.process import Run
from bench.rounds import in_turn, processor, ratio
from bench.setup import Setup
from bench.written import Written, files, written

_BEFORE, _AFTER = "    stage: meet\n", "    stage: qualify\n"
_MOST_NAMED = 12


def changed(setup: Setup) -> Iterator[Figure]:
    """Build from nothing, then with one deal changed, and see what the second build wrote."""
    found: list[Written] = []
    rounds = in_turn(setup.rounds, lambda: _before(setup), lambda: _after(setup, found))
    beside = seconds(("after the change", processor(rounds, 1)), ("from nothing", processor(rounds, 0)))
    yield Figure("One deal changed, in fresh builds", ratio(rounds, 1, 0), "times", 0.4, beside)
    pages = [name for name in found[0].written if name.endswith(".html")]
    in_vain = [name for name in found[0].in_vain if name.endswith(".html")]
    yield Figure("One deal changed, pages written", len(pages), "pages", None, _named(pages))
    yield Figure("One deal changed, pages written that stayed the same", len(in_vain), "pages", 0, _named(in_vain))


def _before(setup: Setup) -> Run:
    shutil.rmtree(_pipeline(setup), ignore_errors=True)
    shutil.copytree(setup.pipeline, _pipeline(setup))
    setup.project.forget()
    return setup.project.build(_pipeline(setup), setup.project.place("changed"))


def _after(setup: Setup, found: list[Written]) -> Run:
    (snapshot,) = (_pipeline(setup) / "snapshots").iterdir()
    text = snapshot.read_text(encoding="utf-8")
    snapshot.write_text(text.replace(_BEFORE, _AFTER, 1), encoding="utf-8")
    place = setup.project.built("changed")
    before = files(place)
    run = setup.project.build(_pipeline(setup), place)
    found.append(written(before, files(place)))
    return run


def _pipeline(setup: Setup) -> Path:
    return setup.project.scratch / "changed-pipeline"


def _named(pages: list[str]) -> str:
    more = f" and {len(pages) - _MOST_NAMED} more" if len(pages) > _MOST_NAMED else ""
    return ", ".join(page.removeprefix("site/") for page in pages[:_MOST_NAMED]) + more
