"""The pages of a small review as they were accepted; ``make golden`` accepts them as they are now."""

from pathlib import Path

from scorecards.render.pages import render
from tests.support.small_reference import REFERENCE
from tests.support.small_review import REVIEW

GOLDEN = Path(__file__).parent


def test_golden_pages_are_as_accepted(*, accept_golden: bool) -> None:
    made = render(REVIEW, REFERENCE)
    if accept_golden:
        for path, page in made.items():
            (GOLDEN / path).parent.mkdir(parents=True, exist_ok=True)
            (GOLDEN / path).write_text(page, encoding="utf-8", newline="\n")
    accepted = {path.relative_to(GOLDEN).as_posix(): path.read_text("utf-8") for path in sorted(GOLDEN.rglob("*.md"))}
    assert accepted == made
