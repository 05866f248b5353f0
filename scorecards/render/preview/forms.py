"""The forms that a preview takes."""

from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from scorecards.render.environment import environment
from scorecards.render.preview.markdown import markdown_of
from scorecards.render.preview.text import text_of
from scorecards.render.preview.words import Words
from scorecards.render.review_json import written as as_json
from scorecards.report.preview import Extent, Preview, ReviewChange

SCHEMA: Final = "scorecards.preview.schema.json"
"""The name of the schema of a preview as JSON, which lies in the package beside those of a review."""


def written(preview: Preview, form: str, *, counts_only: bool = False) -> bytes:
    """Write a preview as text, json, markdown or html; ``counts_only`` leaves out deals, names and amounts."""
    words = Words(preview, counts_only)
    if form == "json":
        return as_json(_without_deals(preview) if counts_only else preview)
    if form == "html":
        return environment().get_template("preview.html.j2").render(_seen(words)).encode()
    return markdown_of(words) if form == "markdown" else text_of(words)


def _seen(words: Words) -> dict[str, Any]:
    deals = () if words.counts_only else words.preview.reviews[0].deals
    return {"preview": words.preview, "words": words, "deals": deals}


def _without_deals(preview: Preview) -> Preview:
    return replace(preview, reviews=tuple(map(_counts_alone, preview.reviews)), unread=())


def _counts_alone(review: ReviewChange) -> ReviewChange:
    checks = tuple(replace(each, extent=_without_amount(each.extent)) for each in review.checks)
    counted = replace(review.counted, extent=_without_amount(review.counted.extent))
    return replace(review, counted=counted, checks=checks, deals=())


def _without_amount(extent: Extent) -> Extent:
    return replace(extent, amount=Decimal())
