"""A browser, a server, and a page that notes whatever must not happen on it."""

import functools
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request, ViewportSize, expect, sync_playwright

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
OPEN_ALL = "() => document.querySelectorAll('details').forEach((each) => { each.open = true; })"
WIDTH = "() => Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)"
FORBIDDEN = (
    "script, style, link, img, iframe, object, embed, b b, [onload], [onerror], [href*=javascript], [href*=example]"
)
PHONE: ViewportSize = {"width": 390, "height": 844}


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run the Chromium that is there; skip where there is none, and fail if that is in CI."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None and os.environ.get("CI") == "true":
        pytest.fail("There is no Chromium here; `make test` installs one.")
    if path is None:
        pytest.skip("There is no Chromium here; `make test` installs one.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


class Silent(SimpleHTTPRequestHandler):
    """Answers as a plain server does, and writes no log."""

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path, handler: type[Silent] = Silent) -> Iterator[str]:
    """Serve a folder on this machine alone; give its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


class Watch:
    """A page of the browser, with everything noted that must not happen on it."""

    def __init__(self, page: Page, address: str) -> None:
        """Listen from the first request on."""
        self.page = page
        self.address = address
        self.happened: list[str] = []
        page.set_default_timeout(10_000)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.happened.append(f"error: {error}"))
        page.on("dialog", self._dialog)
        page.on("request", self._request)
        page.on("popup", lambda _: self.happened.append("a window was opened"))

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"warning", "error", "assert"}:
            self.happened.append(f"console: {message.text}")

    def _dialog(self, dialog: Dialog) -> None:
        self.happened.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _request(self, request: Request) -> None:
        asked = urlsplit(request.url)
        if asked.scheme not in {"data", "blob", "about"} and not request.url.startswith(self.address):
            self.happened.append(f"request: {request.url}")

    def goto(self, name: str) -> None:
        """Open a page, and everything on it that opens in place."""
        self.page.goto(f"{self.address}/{name}")
        self.page.evaluate(OPEN_ALL)

    def visit(self, name: str) -> "Visit":
        """Open a page, and tell what was seen on it."""
        self.happened.clear()
        self.goto(name)
        article = self.page.locator("article")
        return Visit(
            width=self.page.evaluate(WIDTH),
            headings=self.page.locator("h1").count(),
            forbidden=article.locator(FORBIDDEN).evaluate_all("(all) => all.map((each) => each.outerHTML)"),
            ran=self.page.evaluate("() => window.ran ?? null"),
            happened=list(self.happened),
        )

    def texts(self, selector: str) -> list[str]:
        """Give the texts of all such elements as a reader sees them, with single spaces."""
        return flats(self.page.locator(selector).all_inner_texts())

    def nothing_happened(self) -> None:
        """Fail where something ran, was asked of another host, or was complained about."""
        assert self.page.evaluate("() => window.ran") is None
        assert self.happened == []


@dataclass(frozen=True, slots=True)
class Visit:
    """What was seen on a page: how wide it is on a phone, its headings, what should not be there, what happened."""

    width: int
    headings: int
    forbidden: list[str]
    ran: str | None
    happened: list[str]


@contextmanager
def watched(browser: Browser, address: str, viewport: ViewportSize | None = None) -> Iterator[Watch]:
    """Open a page that is watched."""
    with browser.new_context(viewport=viewport) as context:
        yield Watch(context.new_page(), address)


def flat(text: str) -> str:
    """Give a text with single spaces."""
    return " ".join(text.split())


def flats(texts: list[str]) -> list[str]:
    """Give texts with single spaces."""
    return [flat(text) for text in texts]


def pages(site: Path) -> list[str]:
    """Name every page of a site but the one for what is not there."""
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html") if path.stem != "404")


def search(page: Page, words: str) -> None:
    """Type into the search box, and wait for what it says."""
    box = page.locator("[data-md-component='search-query']")
    box.click()
    box.fill(words)
    box.press("End")
    expect(page.locator(".md-search-result__meta")).to_contain_text("matching document")
