"""Takes the pictures of docs/how-to-read.md: the sample's scorecard, its parts numbered as the text numbers them."""

from pathlib import Path
from typing import Final, Literal

from playwright.sync_api import Browser, FloatRect

from tests.browsing import Watch

PAGE: Final = "scorecards/ravi-menon.html"
MARKED: Final = (".sc-summary", "#_now", ".sc-because", ".sc-words", "#_ask", ".sc-jump")
"""The parts in the order of the text; of each, the first on the page."""

PICTURES: Final[dict[str, Literal["light", "dark"]]] = {"how-to-read": "light", "how-to-read-dark": "dark"}

_WIDTH: Final = 1280
_MARGIN: Final = 26
"""Pixels to the left of the page, in which the numbers stand."""

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
    """Take both pictures from the site at this address, and give where they are."""
    return [_take(browser, address, into / f"{name}.png", scheme) for name, scheme in PICTURES.items()]


def _take(browser: Browser, address: str, path: Path, scheme: Literal["light", "dark"]) -> Path:
    with browser.new_context(viewport={"width": _WIDTH, "height": 1000}, color_scheme=scheme) as context:
        watch = Watch(context.new_page(), address)
        watch.page.goto(f"{address}/{PAGE}")
        watch.page.evaluate(_NUMBER, list(MARKED))
        watch.page.screenshot(path=path, clip=_clip(watch))
        watch.nothing_happened()
    return path


def _clip(watch: Watch) -> FloatRect:
    """Show from the heading to what else is on the page, without what the theme has around it."""
    boxes = [watch.page.locator(part).first.bounding_box() for part in ("h1", ".sc-jump")]
    (top, bottom) = (box for box in boxes if box)
    above, below = top["y"] - 16, bottom["y"] + bottom["height"] + 16
    return {
        "x": top["x"] - _MARGIN - 14,
        "y": above,
        "width": _WIDTH - top["x"] + _MARGIN + 14,
        "height": below - above,
    }
