"""The server of the site, on this machine alone."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, Final

from scorecards.serve.answer import Answer, answer, is_ours, path_of
from scorecards.serve.reloading import EVENTS_PATH, SCRIPT_PATH, script
from scorecards.serve.status import Status

HOST: Final = "127.0.0.1"
_SIGN_OF_LIFE: Final = 15.0
"""Seconds after which a page is written to though nothing happened, so that one that is gone is noticed."""
_SCRIPT: Final = {"Content-Type": "text/javascript; charset=utf-8", "Cache-Control": "no-cache"}


class SiteServer(ThreadingHTTPServer):
    """Serves the folder of a site, and tells its open pages how it stands."""

    daemon_threads = True

    def __init__(self, port: int, site: Path, status: Status) -> None:
        """Take a port, any free one for 0; raises OSError where it cannot be had."""
        super().__init__((HOST, port), _Handler)
        self.site = site
        self.status = status

    @property
    def address(self) -> str:
        """Give the address of the home page."""
        return f"http://{HOST}:{self.server_port}/"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say what went wrong with a request; that a page was closed amid it is nothing wrong."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)

    @contextmanager
    def running(self) -> Iterator[None]:
        """Answer requests meanwhile."""
        thread = Thread(target=self.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield
        finally:
            self.shutdown()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    server: SiteServer
    protocol_version = "HTTP/1.1"
    server_version = "scorecards"
    sys_version = ""

    def log_message(self, *_: Any) -> None:
        """Say nothing: the terminal tells of builds."""

    def do_GET(self) -> None:
        """Answer with a file, the script or what happens to the site."""
        with suppress(ConnectionError):
            if is_ours(self.headers["Host"]) and path_of(self.path) == EVENTS_PATH:
                self._tell_what_happens()
            else:
                self._answer(self._found())

    def do_HEAD(self) -> None:
        """Answer as to GET, without the body."""
        self.do_GET()

    def _found(self) -> Answer:
        if not is_ours(self.headers["Host"]):
            return Answer(HTTPStatus.FORBIDDEN, b"This server answers 127.0.0.1 and localhost alone.\n")
        if path_of(self.path) == SCRIPT_PATH:
            return Answer(HTTPStatus.OK, script(), _SCRIPT)
        return answer(self.server.site, self.path, self.server.status.version, self.headers["If-None-Match"])

    def _answer(self, given: Answer) -> None:
        self.send_response(given.status)
        for name, value in given.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(given.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(given.body)

    def _tell_what_happens(self) -> None:
        """Tell how the site stands, then each time that it stands otherwise, until the page is gone."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        told = -1
        while self.command != "HEAD":
            number, status = self.server.status.after(told, _SIGN_OF_LIFE)
            self.wfile.write(f"data: {status}\n\n".encode() if number > told else b":\n\n")
            told = number
