"""The repository that mkdocs.yml names, and the address at which its web editor opens files of the project.

Two keys of mkdocs.yml count, as plain texts on its top level: ``repo_url``, and ``edit_uri`` where it is given.  Other
keys, tags such as !ENV and whatever stands deeper are passed over, since MkDocs is the one to judge them.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlsplit

from scorecards.cache.real_path import real_path
from scorecards.problems.problem import Problems
from scorecards.read.sources import bytes_of, is_there
from scorecards.yaml_files.document import texts_on_top

_EDITORS: Final = {"github": "edit/", "gitlab": "-/edit/"}
"""What stands before the branch in the address of the editor, by a part of the host's name."""

LARGEST_SETTINGS: Final = 1 << 20
"""The size of a site's settings, in bytes."""

_MAIN: Final = "main"
_EDIT_URI: Final = re.compile(
    r"(?P<way>(?:-/)?(?:_?edit|blob|tree|src|raw)/)(?P<branch>[^/?#]+)(?P<folder>(?:/[^?#]*)?)"
)


def refuse_settings(home: Path) -> None:
    """Raise ProblemsFound where mkdocs.yml is there, and is no file of the project that can be read."""
    problems = Problems()
    path = home / "mkdocs.yml"
    if is_there(path):
        bytes_of(path, problems, LARGEST_SETTINGS)
    problems.stop()


def editors(home: Path, files: Mapping[str, Path]) -> dict[str, str]:
    """Give the addresses at which the repository's web editor opens files of the project in ``home``, by their names.

    None of them where mkdocs.yml names no repository, or one whose editor is not known; a file that is not there, or
    stands outside the project, has none.  The branch is that of ``edit_uri``, else main; a folder between the branch
    and the pages is the project's place in the repository.
    """
    base, root = _editor(home / "mkdocs.yml"), real_path(home)
    if base is None:
        return {}
    found = {name: real_path(path) for name, path in files.items() if path.is_file()}
    inside = {name: path for name, path in found.items() if path.is_relative_to(root)}
    return {name: base + quote(path.relative_to(root).as_posix()) for name, path in inside.items()}


def _editor(settings: Path) -> str | None:
    """Give the address of the project's folder in the editor, None where the settings name none."""
    if not settings.is_file():
        return None
    named = texts_on_top(settings.read_bytes(), {"repo_url", "edit_uri"})
    return _base(named.get("repo_url", ""), named.get("edit_uri", ""))


def _base(repo_url: str, edit_uri: str) -> str | None:
    """Give the address of the project's folder in the editor, with a slash at its end."""
    repository = repo_url.rstrip("/") + "/"
    parts = urlsplit(repository)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return None
    found = _EDIT_URI.fullmatch(edit_uri.removeprefix(repository).lstrip("/"))
    way = found["way"] if found and found["way"].endswith("edit/") else _way(parts.hostname)
    branch, folder = (found["branch"], _above_the_pages(found["folder"])) if found else (_MAIN, "")
    return way and f"{repository}{way}{branch}/{folder}"


def _way(host: str) -> str | None:
    return next((way for name, way in _EDITORS.items() if name in host), None)


def _above_the_pages(folder: str) -> str:
    """Give the folder that holds the folder of the pages, with a slash at its end, or nothing."""
    above = folder.strip("/").rpartition("/")[0]
    return f"{above}/" if above else ""
