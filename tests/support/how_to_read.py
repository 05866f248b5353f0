"""Takes the pictures of docs/how-to-read.md: the sample's scorecard, its parts numbered as the text numbers them.

One for each scheme is as wide as a desk, and one as narrow as a phone, where the wide one could not be read.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from playwright.sync_api import Browser, FloatRect

from tests.support.browsing import Watch

PAGE: Final = "scorecards/ravi-menon.html"
MARKED: Final = (".sc-summary", "#_now", ".sc-chips", ".sc-words", "#_ask", ".sc-jump")
"""The parts in the order of the text; of each, the first on the page."""


@dataclass(frozen=True, slots=True)
class Picture:
    """How a picture is taken: the colours and the window's width."""

    scheme: Literal["light", "dark"]
    width: int = 1280


PICTURES: Final = {
    "how-to-read": Picture("light"),
    "how-to-read-dark": Picture("dark"),
    "how-to-read-phone": Picture("light", width=390),
    "how-to-read-phone-dark": Picture("dark", width=390),
}

_MARGIN: Final = 40
"""Pixels to the left of the page, in which the numbers stand."""

_MAKE_ROOM: Final = f"@media (max-width: 600px) {{ .md-content__inner {{ margin-left: {_MARGIN}px !important; }} }}"
"""A phone has no room for the numbers, so that the page moves over."""

_NUMBER: Final = """(selectors) => {
  const styles = getComputedStyle(document.querySelector("[data-md-color-scheme]"));
  for (const [place, selector] of selectors.entries()) {
    const at = document.querySelector(selector).getBoundingClientRect();
    const mark = document.body.appendChild(document.createElement("b"));
    mark.textContent = place + 1;
    mark.style.cssText = `position: absolute; left: ${at.left - 34 + scrollX}px; top: ${at.top + scrollY}px;
      width: 24px; height: 24px; border-radius: 12px; font: 700 14px/24px sans-serif; text-align: center;
      color: ${styles.getPropertyValue("--md-default-bg-color")}; background: ${styles.getPropertyValue("--sc-act")}`;
  }
}"""


def take(browser: Browser, address: str, into: Path) -> list[Path]:
    """Take all pictures from the site at this address, and give where they are."""
    return [_take(browser, address, into / f"{name}.png", picture) for name, picture in PICTURES.items()]


def _take(browser: Browser, address: str, path: Path, picture: Picture) -> Path:
    with browser.new_context(viewport={"width": picture.width, "height": 2000}, color_scheme=picture.scheme) as context:
        watch = Watch(context.new_page(), address)
        watch.page.goto(f"{address}/{PAGE}")
        watch.page.add_style_tag(content=_MAKE_ROOM)
        watch.page.evaluate(_NUMBER, list(MARKED))
        watch.page.screenshot(path=path, clip=_clip(watch, picture.width))
        watch.nothing_happened()
    return path


def _clip(watch: Watch, width: int) -> FloatRect:
    """Show from the heading to what else is on the page, without what the theme has around it."""
    boxes = [watch.page.locator(part).first.bounding_box() for part in ("h1", ".sc-jump")]
    (top, bottom) = (box for box in boxes if box)
    above, below = top["y"] - 16, bottom["y"] + bottom["height"] + 16
    return {
        "x": top["x"] - _MARGIN,
        "y": above,
        "width": width - top["x"] + _MARGIN,
        "height": below - above,
    }
