"""What the guide "Make it yours" says to paste and to type holds, block by block, to the letter."""

import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.project import Project, fresh

GUIDE = (Path(__file__).parent.parent.parent / "docs/make-it-yours.md").read_text("utf-8")
BLOCKS = re.findall(r"```(yaml|sh)\n(.*?)```", GUIDE, re.DOTALL)
SNAPSHOT = "pipeline/snapshots/2026-11-23.yml"
LATER = "pipeline/snapshots/2026-12-07.yml"
Paste = Callable[[Project, str], None]


def written(name: str) -> Paste:
    """Make the block the whole of a file."""
    return lambda project, block: put(project, name, block)


def at_the_end(name: str) -> Paste:
    return lambda project, block: put(project, name, text_of(project, name) + block)


def under(name: str, line: str) -> Paste:
    def paste(project: Project, block: str) -> None:
        text = text_of(project, name)
        assert text.count(f"\n{line}\n") == 1, f"{name} has not one line {line!r}"
        put(project, name, text.replace(f"\n{line}\n", f"\n{line}\n{block}"))

    return paste


def in_place_of(name: str, line: str) -> Paste:
    """Put the block in the place of a line and all that stands deeper below it."""

    def paste(project: Project, block: str) -> None:
        indent = " " * (len(line) - len(line.lstrip()))
        pattern = rf"^{re.escape(line)}.*\n(?:{indent}[ -].*\n|\n(?={indent}[ -]))*"
        text, times = re.subn(pattern, lambda _: block, text_of(project, name), count=1, flags=re.MULTILINE)
        assert times == 1, f"{name} has no line {line!r}"
        put(project, name, text)

    return paste


def put(project: Project, name: str, text: str) -> None:
    (project.folder / name).write_text(text, "utf-8")


def text_of(project: Project, name: str) -> str:
    return (project.folder / name).read_text("utf-8")


def typed(project: Project, block: str) -> None:
    _, _, *arguments = shlex.split(block.replace("\\\n", " "))
    project.build(*arguments)


def removed(project: Project, block: str) -> None:
    _, *patterns = shlex.split(block)
    for path in [path for pattern in patterns for path in project.folder.glob(pattern)]:
        path.unlink()


def next_week(project: Project, block: str) -> None:
    put(project, LATER, text_of(project, SNAPSHOT).replace("as_of: 2026-11-23", "as_of: 2026-12-07") + block)


def by_hand(project: Project, block: str) -> None:
    """Write what the command wrote the other way."""
    name = "pipeline/rulings.yml"
    text, times = re.subn(
        r"^    (?:weighed|course_of_action):.*\n(?:      .*\n)*", "", text_of(project, name), flags=re.MULTILINE
    )
    assert times == 2
    put(project, name, text + block)


STEPS: list[tuple[str, Paste]] = [
    ("name: Field sales", written("pipeline/team.yml")),
    ("rm pipeline/", removed),
    ("# pipeline/snapshots", written(SNAPSHOT)),
    ("python build_scorecards.py rename", typed),
    ("      - id: quote-walked-through", in_place_of("playbook/stages.yml", "      - id: quote-gone-through")),
    ("    answers:", at_the_end(SNAPSHOT)),
    ("passes_when:", in_place_of("playbook/checks/two-next-steps.yml", "passes_when:")),
    ("  - id: silent-after", under("playbook/situations.yml", "situations:")),
    ("    signs:", in_place_of("playbook/causes.yml", "    signs:")),
    ("      - over our heads", under("playbook/themes.yml", "  - theme: price\n    phrases:")),
    ("terms:", written("playbook/glossary.yml")),
    ("picks:", written("pipeline/focus.yml")),
    ("    follow_up_blocks:", at_the_end("pipeline/team.yml")),
    ("weekend:", written("playbook/working-days.yml")),
    ("python build_scorecards.py record-ruling", typed),
    ("    weighed:", by_hand),
    ("    next_steps:", next_week),
    ("python build_scorecards.py record-follow-up", typed),
    ("python build_scorecards.py baseline", typed),
    ("# pipeline/waivers.yml", written("pipeline/waivers.yml")),
    ("    buyer_call:", at_the_end(LATER)),
    ("    plan:", lambda project, block: put(project, "pipeline/accounts.yml", ACCOUNTS + block)),
    ("  - id: your-name", in_place_of("pipeline/team.yml", "  - id: your-name")),
    ("  - id: sam-okafor", at_the_end("pipeline/team.yml")),
    ("repo_url:", at_the_end("mkdocs.yml")),
]
ACCOUNTS = "accounts:\n  - id: our-customer\n    name: Our Customer\n"
BEGUN = 3
"""So many steps make the first whole: the sample's people are gone, and the first snapshot is there."""


def test_each_block_is_pasted_or_typed_somewhere() -> None:
    begins = [block.splitlines()[0] for _, block in BLOCKS]
    assert len(begins) == len(STEPS)
    assert [begin for begin, (expected, _) in zip(begins, STEPS, strict=True) if not begin.startswith(expected)] == []


def test_every_piece_can_be_pasted_to_the_letter_and_checked(tmp_path: Path) -> None:
    project = fresh(tmp_path)
    shutil.rmtree(project.folder / "playbook/tests")  # they say what the shipped rules do, and rules change here
    said: dict[str, Any] = {}
    for number, ((_, block), (name, paste)) in enumerate(zip(BLOCKS, STEPS, strict=True), 1):
        paste(project, block)
        if number >= BEGUN:
            result = project.run("check")
            if result.returncode:
                said[name] = result.stderr
    assert not said, "\n".join(f"{name}\n{told}" for name, told in said.items())
    project.build("build", "--pages-only")


@pytest.mark.parametrize("promise", ["Parts 1 and 2 go together"])
def test_the_guide_says_where_the_first_look_comes(promise: str) -> None:
    assert promise in " ".join(GUIDE.split())
