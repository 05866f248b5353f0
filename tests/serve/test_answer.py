"""What the server answers: files of the site and nothing else, pages with the script, to this machine alone."""

import http.client
import socket
import struct
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http import HTTPStatus
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scorecards.serve.answer import answer, is_ours
from scorecards.serve.outcome import Outcome
from scorecards.serve.reloading import EVENTS_PATH, SCRIPT_PATH, with_script
from scorecards.serve.site_server import SiteServer
from scorecards.serve.status import Status

SECRET = b"not of the site"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / "scorecards").mkdir(parents=True)
    (folder / "index.html").write_bytes(b"<html><body><p>Home</body></html>")
    (folder / "404.html").write_bytes(b"<body><p>This page is gone</body>")
    (folder / "scorecards" / "index.html").write_bytes(b"<body>All</body>")
    for name in ("a.js", "a.css", "a.json", "a.csv", "a.ics", "a.svg", "a.png", "a.woff2", "a.txt", "a.unknown"):
        (folder / name).write_bytes(b"x")
    (tmp_path / "secret.html").write_bytes(SECRET)
    (folder / "out.html").symlink_to(tmp_path / "secret.html")
    return folder


def test_the_script_stands_before_the_end_of_the_page_once() -> None:
    page = with_script(b"<body><code>&lt;/body></code><p></body></html>", "7-1")
    assert page.count(b"<script") == 1
    assert page.startswith(b"<body><code>&lt;/body></code><p><script ")
    assert page.endswith(b'data-version="7-1"></script></body></html>')


def test_a_page_without_an_end_gets_the_script_too() -> None:
    assert with_script(b"<p>", "7-1").startswith(b"<p><script ")


@pytest.mark.parametrize("target", ["/", "/index.html", "/index.html?x=1", "/scorecards/", "/%69ndex.html"])
def test_a_page_is_given_with_the_script_and_never_kept(site: Path, target: str) -> None:
    given = answer(site, target, "7-1")
    assert given.status == HTTPStatus.OK
    assert given.headers == {"Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store"}
    assert SCRIPT_PATH.encode() in given.body


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.js", "text/javascript; charset=utf-8"),
        ("a.css", "text/css; charset=utf-8"),
        ("a.json", "application/json"),
        ("a.csv", "text/csv; charset=utf-8"),
        ("a.ics", "text/calendar; charset=utf-8"),
        ("a.svg", "image/svg+xml"),
        ("a.png", "image/png"),
        ("a.woff2", "font/woff2"),
        ("a.txt", "text/plain; charset=utf-8"),
        ("a.unknown", "application/octet-stream"),
    ],
)
def test_another_file_is_given_as_it_is_with_its_type(site: Path, name: str, kind: str) -> None:
    given = answer(site, f"/{name}", "7-1")
    assert (given.body, given.headers["Content-Type"], given.headers["Cache-Control"]) == (b"x", kind, "no-cache")


def test_a_file_that_the_browser_has_is_not_sent_again_until_it_is_another(site: Path) -> None:
    known = answer(site, "/a.js", "7-1").headers["ETag"]
    again = answer(site, "/a.js", "7-1", known)
    assert (again.status, again.body) == (HTTPStatus.NOT_MODIFIED, b"")
    (site / "a.js").write_bytes(b"yz")
    assert answer(site, "/a.js", "7-1", known).body == b"yz"


@pytest.mark.parametrize("target", ["/scorecards", "//scorecards", "/x/../scorecards", "/scorecards?x"])
def test_a_folder_leads_to_its_page_and_never_to_another_host(site: Path, target: str) -> None:
    given = answer(site, target, "7-1")
    assert (given.status, given.headers) == (HTTPStatus.FOUND, {"Location": "/scorecards/"})


@pytest.mark.parametrize(
    "target",
    [
        *("/nowhere.html", "/nowhere/", "/../secret.html", "/%2e%2e/secret.html", "/..%2fsecret.html", "/out.html"),
        *("/%00", "/" + "x" * 5000, "/..", "/../", "/index.html/", "/%ff", "/..\\secret.html", "/.serve/other"),
    ],
)
def test_what_is_not_of_the_site_is_answered_with_its_page_for_that(site: Path, target: str) -> None:
    given = answer(site, target, "7-1")
    assert given.status == HTTPStatus.NOT_FOUND
    assert given.body.startswith(b"<body><p>This page is gone<script ")


def test_before_there_is_a_site_a_page_with_the_script_says_so(tmp_path: Path) -> None:
    given = answer(tmp_path / "site", "/", "7-1")
    assert given.status == HTTPStatus.NOT_FOUND
    assert SCRIPT_PATH.encode() in given.body


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["..", "%2e%2e", "/", "%2f", "secret.html", "\\", "out.html", ".", "%00"])))
def test_no_target_leads_out_of_the_site(site: Path, parts: list[str]) -> None:
    assert SECRET not in answer(site, "/" + "".join(parts), "7-1").body


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8000", "localhost", "localhost:8000", "LOCALHOST"])
def test_this_machine_is_answered(host: str) -> None:
    assert is_ours(host)


@pytest.mark.parametrize(
    "host",
    [None, "", "evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost@evil.example", "[", "[::2]"],
)
def test_a_page_of_another_host_is_not_answered(host: str | None) -> None:
    assert not is_ours(host)


@pytest.fixture
def server(site: Path) -> Iterator[SiteServer]:
    with SiteServer(0, site, Status()) as server, server.running():
        yield server


@contextmanager
def asked(server: SiteServer, target: str, method: str = "GET", **headers: str) -> Iterator[http.client.HTTPResponse]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=60)
    with closing(connection):
        connection.request(method, target, headers=headers)
        with connection.getresponse() as response:
            yield response


@pytest.mark.parametrize("target", ["/", SCRIPT_PATH, EVENTS_PATH])
def test_another_host_is_refused_whatever_it_asks_for(server: SiteServer, target: str) -> None:
    with asked(server, target, Host="evil.example") as response:
        assert response.status == HTTPStatus.FORBIDDEN
        assert response.read() == b"This server answers 127.0.0.1 and localhost alone.\n"


@pytest.mark.parametrize("target", ["/", "/a.js", "/nowhere", SCRIPT_PATH, EVENTS_PATH])
def test_head_has_the_headers_and_no_body(server: SiteServer, target: str) -> None:
    with asked(server, target, "HEAD") as response:
        assert response.headers["Content-Type"]
        assert response.read() == b""


def test_events_tell_how_it_stands_and_then_what_happens(server: SiteServer) -> None:
    with asked(server, EVENTS_PATH) as response:
        assert response.headers["Content-Type"] == "text/event-stream"
        first = response.readline()
        assert server.status.version.encode() in first
        response.readline()
        server.status.publish(Outcome(site_changed=True))
        assert server.status.version.encode() in response.readline()


def test_a_browser_that_goes_away_amid_a_request_is_no_mistake(
    server: SiteServer, capfd: pytest.CaptureFixture[str]
) -> None:
    linger = struct.pack("ii", 1, 0)  # closed with a reset, as browsers do
    with socket.create_connection(("127.0.0.1", server.server_port)) as connection:
        connection.sendall(b"GET / HT")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    with asked(server, "/") as response:
        assert response.status == HTTPStatus.OK
    assert capfd.readouterr().err == ""


def test_what_a_server_does_not_do_is_refused(server: SiteServer) -> None:
    with asked(server, "/", "POST") as response:
        assert response.status == HTTPStatus.NOT_IMPLEMENTED
