"""What the server answers for a file of the site."""

from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from mimetypes import MimeTypes
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote, urlsplit

from scorecards.serve.reloading import with_script

_TYPES: Final = MimeTypes()  # Python's own list, whatever this machine's registry says
_MORE_TYPES: Final = {
    ".ics": "text/calendar",
    ".js": "text/javascript",
    ".map": "application/json",
    ".md": "text/plain",
    ".woff2": "font/woff2",
}
_NOT_HERE: Final = b"<!doctype html><html lang=en><title>Page not found</title><body><p>Page not found.</body></html>"


@dataclass(frozen=True, slots=True)
class Answer:
    """A status, a body, and the headers beside its length."""

    status: HTTPStatus
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


def answer(site: Path, target: str, version: str, known: str | None = None) -> Answer:
    """Answer a request for a target such as ``/scorecards/index.html?x``, with the script in each page.

    ``version`` names the site that stands, ``known`` the state of the file that the browser has.
    """
    path = _file(site, unquote(path_of(target)))
    if path is None:
        return _page(HTTPStatus.NOT_FOUND, site / "404.html", version)
    if path.is_dir():
        place = quote(path.relative_to(site.resolve()).as_posix())
        return Answer(HTTPStatus.FOUND, headers={"Location": f"/{place}/"})
    return _page(HTTPStatus.OK, path, version) if path.suffix == ".html" else _other(path, known)


def path_of(target: str) -> str:
    """Give the path of a target; two slashes at its beginning name no host."""
    return target.partition("#")[0].partition("?")[0]


def is_ours(host: str | None) -> bool:
    """Tell whether a request names this machine: a page of another host may have its name lead here."""
    try:
        return urlsplit(f"//{host}").hostname in {"127.0.0.1", "localhost"}
    except ValueError:
        return False


def _file(site: Path, name: str) -> Path | None:
    """Find the file of the site, or a folder that is named without the slash at its end; None where it is neither."""
    root = site.resolve()
    below = root / name.strip("/")
    with suppress(OSError, ValueError):  # names that no system knows: too long, or with a null
        path = (below / "index.html" if name.endswith("/") else below).resolve()
        if path.is_relative_to(root) and (path.is_file() or (path / "index.html").is_file()):
            return path
    return None


def _page(status: HTTPStatus, path: Path, version: str) -> Answer:
    body = path.read_bytes() if path.is_file() else _NOT_HERE
    return Answer(status, with_script(body, version), {"Content-Type": _type(path), "Cache-Control": "no-store"})


def _other(path: Path, known: str | None) -> Answer:
    """Answer with a file that is no page; the browser keeps it, and asks each time whether it is still the same."""
    stat = path.stat()
    state = f'"{stat.st_mtime_ns:x}-{stat.st_size:x}"'
    headers = {"ETag": state, "Cache-Control": "no-cache"}
    if state == known:
        return Answer(HTTPStatus.NOT_MODIFIED, headers=headers)
    return Answer(HTTPStatus.OK, path.read_bytes(), headers | {"Content-Type": _type(path)})


def _type(path: Path) -> str:
    kind = _MORE_TYPES.get(path.suffix) or _TYPES.guess_type(path.name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
