"""Takes pictures of the sample's site, as `make screenshots` asks for: the same pixels where nothing changed.

    python -m tests.screenshots

The site must have been built into site/. The pictures of each kind of page go to build/screenshots/, in both schemes,
from a desk and from a phone, and so does what is printed; those that the README and the guides show go to docs/assets/.
"""

import shutil
from pathlib import Path
from typing import Final, Literal

import pypdfium2  # type: ignore[import-untyped] # the package comes without types
from playwright.sync_api import Browser, Page, ViewportSize

from tests.support import how_to_read
from tests.support.browsing import PHONE, chromium, served
from tests.support.project import ROOT

Scheme = Literal["light", "dark"]
SCHEMES: Final[tuple[Scheme, ...]] = ("light", "dark")
DESK: Final[ViewportSize] = {"width": 1280, "height": 900}
SIZES: Final = {"wide": DESK, "phone": PHONE}
PICTURES: Final = {
    "patterns": "reference/patterns.html",
    "home": "index.html",
    "clean": "scorecards/siobhan-daly.html",
    "cluttered": "scorecards/ravi-menon.html",
    "manager": "scorecards/maeve-corrigan.html",
    "open": "scorecards/open.html",
    "play": "playbook/plays.html",
}
"""What each picture shows."""
ASSETS: Final = ROOT / "docs" / "assets"
INTO: Final = ROOT / "build" / "screenshots"
DOTS_PER_POINT: Final = 1.5


def main() -> None:
    """Take all pictures anew."""
    shutil.rmtree(INTO, ignore_errors=True)
    INTO.mkdir(parents=True)
    with chromium() as browser, served(ROOT / "site") as address:
        for name, path in PICTURES.items():
            _take(browser, f"{address}/{path}", name)
        _print(browser, f"{address}/{PICTURES['cluttered']}")
        _first_screen(browser, f"{address}/{PICTURES['cluttered']}", ASSETS / "screenshot.png")
        how_to_read.take(browser, address, ASSETS)


def _take(browser: Browser, address: str, name: str) -> None:
    """Take the whole page, in each scheme and size."""
    for scheme in SCHEMES:
        for size, viewport in SIZES.items():
            with browser.new_context(viewport=viewport, color_scheme=scheme, reduced_motion="reduce") as context:
                page = context.new_page()
                page.goto(address)
                _picture(page, INTO / f"{name}-{scheme}-{size}.png", whole=True)


def _first_screen(browser: Browser, address: str, path: Path) -> None:
    with browser.new_context(viewport=DESK, color_scheme="light", reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(address)
        _picture(page, path, whole=False)


def _picture(page: Page, path: Path, *, whole: bool) -> None:
    page.screenshot(path=path, full_page=whole, animations="disabled", caret="hide")


def _print(browser: Browser, address: str) -> None:
    """Take each sheet that a printer would give, whichever scheme the screen has."""
    for scheme in SCHEMES:
        with browser.new_context(color_scheme=scheme) as context:
            page = context.new_page()
            page.goto(address)
            with pypdfium2.PdfDocument(page.pdf(format="A4")) as document:
                for number, sheet in enumerate(document, 1):
                    picture = sheet.render(scale=DOTS_PER_POINT).to_pil()
                    picture.save(INTO / f"printed-{scheme}-{number}.png")


if __name__ == "__main__":
    main()
