"""Nothing changed costs nothing: whatever goes into a build or comes out of it is noticed where it changed."""

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from scorecards.cache.cache import Cache
from scorecards.write import build_inputs
from scorecards.write.build_inputs import BuildInputs
from scorecards.write.last_build import LastBuild
from scorecards.write.site_settings import variables_read
from scorecards.write.waiting_place import waiting_place
from tests.support.project import ROOT, Project, fresh
from tests.support.writing import fill, fill_all

SAID = ["3 scorecards: written 0, unchanged 2, removed 0", "site: written 0, unchanged 2, removed 0"]
HAND_WRITTEN = {
    "mkdocs.yml": 'site_name: A team\nsite_url: !ENV [SITE_URL, ""]\n',
    "overrides/main.html": "<html>",
    "playbook/stages.yml": "stages: []\n",
    "playbook/checks/one.yml": "id: one\n",
    "pipeline/team.yml": "name: A team\n",
    "pipeline/snapshots/2026-11-16.yml": "as_of: 2026-11-16\n",
    "docs/guide.md": "# A guide\n",
    "docs/assets/one.css": "p {}\n",
    "package/__init__.py": "",
    "package/render/page.md.j2": "{{ page }}\n",
    "libraries/yaml/__init__.py": "",
    "libraries/yaml-1.dist-info/RECORD": "yaml/__init__.py\n",
    "elsewhere/2026-11-23.yml": "as_of: 2026-11-23\n",
}
PAGES = {"index.md": b"# Home\n", "scorecards/ana.md": b"# Ana\n"}
SITE = {"index.html": b"<p>", "scorecards/ana.html": b"<p>"}


@pytest.fixture
def inputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> BuildInputs:
    """Give a project in which everything was built."""
    home = tmp_path / "team"
    for name, text in HAND_WRITTEN.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(text, "utf-8")
    monkeypatch.setattr(build_inputs, "_PACKAGE", home / "package")
    monkeypatch.setattr(sys, "path", [str(home / "libraries")])
    monkeypatch.setenv("SITE_URL", "https://example.org/")
    inputs = BuildInputs(
        home, home / "playbook", home / "pipeline", home / "docs", home / "elsewhere/2026-11-23.yml", home / "site"
    )
    build(inputs)
    return inputs


def build(inputs: BuildInputs) -> None:
    last = LastBuild(inputs, Cache(inputs.home / ".cache"))
    last.keep(fill_all({inputs.docs: PAGES} | ({inputs.site: SITE} if inputs.site else {})), SAID)


def said(inputs: BuildInputs) -> list[str] | None:
    return LastBuild(inputs, Cache(inputs.home / ".cache")).said()


def test_where_nothing_changed_the_same_is_said(inputs: BuildInputs) -> None:
    assert said(inputs) == SAID


def test_other_dates_of_files_are_no_change(inputs: BuildInputs) -> None:
    for path in inputs.home.rglob("*"):
        if "libraries" not in path.parts:
            os.utime(path, ns=(1, 1))
    assert said(inputs) == SAID


def other_content(path: Path) -> None:
    """Change one byte, and leave size and date as they were."""
    content, before = path.read_bytes() or b"a", path.stat()
    path.write_bytes(bytes([content[0] ^ 1]) + content[1:])
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def longer(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b" ")


def gone(path: Path) -> None:
    path.unlink()


def renamed(path: Path) -> None:
    path.rename(path.with_name(f"new-{path.name}"))


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def a_link_to_the_same_content(path: Path) -> None:
    target = path.rename(path.parents[len(path.parts) - 3] / "moved-away")
    path.symlink_to(target)


def a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


CHANGES = [other_content, longer, gone, renamed, a_folder, a_link_to_the_same_content, a_pipe]
READ = [name for name in HAND_WRITTEN if not name.startswith("libraries/")]
WRITTEN = [f"{folder}/{name}" for folder, names in (("docs", PAGES), ("site", SITE)) for name in [*names, ".generated"]]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
@pytest.mark.parametrize("name", READ)
def test_each_file_that_goes_in_is_looked_at(inputs: BuildInputs, name: str, change: Callable[[Path], None]) -> None:
    change(inputs.home / name)
    assert said(inputs) is None


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
@pytest.mark.parametrize("name", WRITTEN)
def test_each_file_that_came_out_is_looked_at(inputs: BuildInputs, name: str, change: Callable[[Path], None]) -> None:
    change(inputs.home / name)
    assert said(inputs) is None


@pytest.mark.parametrize(
    "name",
    [
        "playbook/more.yml",
        "playbook/checks/two.yml",
        "playbook/plays.yml/",
        "pipeline/accounts.yml",
        "pipeline/snapshots/2026-11-23/",
        "docs/more.md",
        "docs/scorecards/by-hand.md",
        "overrides/more.html",
        "package/more.py",
        "package/render/more.md.j2",
        "libraries/more.py",
        "libraries/more-1.dist-info/",
    ],
)
def test_a_file_more_is_noticed(inputs: BuildInputs, name: str) -> None:
    path = inputs.home / name
    path.mkdir() if name.endswith("/") else path.write_bytes(b"")
    assert said(inputs) is None


def test_a_library_that_is_installed_again_is_noticed(inputs: BuildInputs) -> None:
    os.utime(inputs.home / "libraries/yaml-1.dist-info", ns=(1, 1))
    assert said(inputs) is None


def test_what_lies_beside_and_is_not_read_changes_nothing(inputs: BuildInputs) -> None:
    (inputs.home / "README.md").write_bytes(b"")
    (inputs.home / "package" / "__pycache__").mkdir()
    (inputs.home / "site" / "by-hand.html").write_bytes(b"")
    assert said(inputs) == SAID


def test_a_variable_that_the_settings_read_is_looked_at(inputs: BuildInputs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANOTHER", "1")
    assert said(inputs) == SAID
    monkeypatch.setenv("SITE_URL", "https://example.com/")
    assert said(inputs) is None
    monkeypatch.delenv("SITE_URL")
    assert said(inputs) is None


def test_another_python_or_other_folders_of_libraries_are_noticed(
    inputs: BuildInputs, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(sys, "version", "4.0")
        assert said(inputs) is None
    monkeypatch.setattr(sys, "path", [*sys.path, "/nowhere"])
    assert said(inputs) is None


@pytest.mark.parametrize("named", ["home", "playbook", "pipeline", "docs", "snapshot", "site"])
def test_other_folders_are_another_build(inputs: BuildInputs, named: str) -> None:
    """That holds though all that lies in them is the same."""
    place: Path = getattr(inputs, named)
    copied = place.with_name("copied") if place.is_dir() else place.with_name("copied.yml")
    shutil.copytree(place, copied) if place.is_dir() else shutil.copy(place, copied)
    assert said(replace(inputs, **{named: copied})) is None
    assert said(inputs) == SAID


def test_the_pages_alone_are_another_build(inputs: BuildInputs) -> None:
    pages = replace(inputs, site=None)
    assert said(pages) is None
    build(pages)
    assert said(pages) == SAID
    (inputs.home / "site" / "index.html").write_bytes(b"")
    assert said(pages) == SAID
    assert said(inputs) is None


def test_what_changes_while_a_build_is_running_is_built_again(inputs: BuildInputs) -> None:
    """It may have been read before or after the change, and nobody knows which."""
    (inputs.home / "docs" / "guide.md").write_bytes(b"1")
    last = LastBuild(inputs, Cache(inputs.home / ".cache"))
    (inputs.home / "playbook" / "stages.yml").write_bytes(b"stages: [1]\n")
    last.keep(fill_all({inputs.docs: PAGES, inputs.home / "site": SITE}), SAID)
    assert said(inputs) is None


def test_what_another_build_wrote_meanwhile_is_not_taken_for_its_own(inputs: BuildInputs) -> None:
    (inputs.home / "docs" / "guide.md").write_bytes(b"1")
    last = LastBuild(inputs, Cache(inputs.home / ".cache"))
    changes = fill_all({inputs.docs: PAGES, inputs.home / "site": SITE})
    fill(inputs.docs, PAGES | {"index.md": b"of another snapshot"})
    last.keep(changes, SAID)
    assert said(inputs) is None


KNOWN = (ROOT / "mkdocs.yml").read_text("utf-8")


def test_the_variables_of_the_projects_own_settings_are_known() -> None:
    assert variables_read(KNOWN) == ("SCORECARDS_DOCS", "SCORECARDS_SITE", "SITE_URL", "docs", "site")


@pytest.mark.parametrize(
    "more",
    [
        "hooks: [hook.py]",
        '"hooks": [hook.py]',
        "INHERIT: ../base.yml",
        "{hooks: [hook.py]}",
        "? hooks\n: [hook.py]",
        "watch: [more]",
        "extra: !!python/name:module.function",
        "extra: !relative $config_dir",
        "extra: !ENV\n  [A, B]",
        "extra: &anchor {custom_dir: more}",
        "copyright: *anchor",
        'copyright: "\\x41"',
        "copyright: 1\ncopyright: 2",
    ],
)
def test_settings_that_may_read_any_file_are_never_vouched_for(more: str) -> None:
    assert variables_read(f"{KNOWN}\n{more}\n") is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  - offline\n", "  - git-revision-date\n"),
        ("  - offline\n", "  - offline: {enabled: true}\n"),
        ("  - offline\n", "  - offline:\n      hooks: 1\n  - macros:\n"),
        ("  - offline\n", '  - offline\n      separator: "\\x41"\n'),
        ("  - offline\n", "  - offline\n      separator: 'a'\\\n"),
        ("  - offline\n", "  - offline\nplugins: [search, offline]\n"),
        ("  - tables\n", "  - pymdownx.snippets:\n      base_path: ..\n"),
        ("  - tables\n", "  - my.extension\n"),
        ("custom_dir: overrides", "custom_dir: ../overrides"),
        ("custom_dir: overrides", "custom_dir:\n    more"),
    ],
)
def test_plugins_extensions_and_templates_that_are_not_known_are_never_vouched_for(old: str, new: str) -> None:
    assert KNOWN.count(old) == 1
    assert variables_read(KNOWN.replace(old, new)) is None


def test_a_second_build_says_the_same_loads_nothing_and_writes_nothing(tmp_path: Path) -> None:
    project = fresh(tmp_path)
    project.build(cold=True)
    said_by_a_whole_build = without_what_was_kept(project)
    project.age()
    before = project.state()
    assert project.build(cold=True) == said_by_a_whole_build
    assert project.state() == before


def without_what_was_kept(project: Project) -> str:
    shutil.rmtree(project.folder / ".cache" / "builds")
    return project.build(cold=True)


def test_what_a_build_that_was_cut_short_left_behind_is_not_left_where_it_is(inputs: BuildInputs) -> None:
    build(inputs)
    waiting_place(inputs.docs).mkdir()
    assert said(inputs) is None
    build(inputs)
    assert said(inputs) == SAID
    assert not waiting_place(inputs.docs).exists()
