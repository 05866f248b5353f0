"""The pictures: what people would rather look at, drawn when the site is built.

    results → sketch (Vega-Lite, with numbers in the place of words) → engine → SVG → dressed with words and links

A picture shows what a table beside it shows too, and nothing that the JSON files lack.
"""

import hashlib
import json
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any, Final
from urllib.parse import quote

from scorecards.cache.cache import Cache
from scorecards.render.page_budget import MOST
from scorecards.render.pictures.ages import ages_sketch
from scorecards.render.pictures.dressing import Picture, dressed
from scorecards.render.pictures.finding_matrix import MatrixTerms, matrix_sketch
from scorecards.render.pictures.lanes import AgeTerms
from scorecards.render.pictures.pipeline_by_snapshot import weeks_sketch
from scorecards.render.pictures.pipeline_flow import flow_sketch
from scorecards.render.pictures.rep_trend import trend_pictures
from scorecards.render.pictures.sketch import Sketch
from scorecards.report.formats import Formats
from scorecards.report.review import Review

_ENGINE: Final = "vl-convert-python"
_FOLDER: Final = "pictures"

OTHERS: Final = 200
"""So many drawings that a build did not need stay, for another team or an earlier day."""


def pictures_of(review: Review, cache: Cache | None = None) -> dict[str, Picture]:
    """Draw the pictures of a review by their names; what would show nothing has none.

    They are ``ages``, ``flow``, ``weeks`` and ``matrix`` of the team, ``ages-`` and ``matrix-`` with the id of each
    manager, and ``trend-`` with the id of each rep.  ``cache`` is where drawings are kept between builds.
    """
    in_order = sorted(sketches(review), key=lambda sketch: sketch.name)
    pictures = {sketch.name: dressed(_drawn(sketch.spec, cache), sketch) for sketch in in_order}
    formats = Formats(review.locale, review.currency)
    pictures |= {name: picture for page in review.manager_pages for name, picture in trend_pictures(page, formats)}
    if cache:
        cache.clear_out(_FOLDER, OTHERS)
    return pictures


def sketches(review: Review) -> Iterator[Sketch]:
    """Sketch the pictures of a review, all that would show something."""
    formats = Formats(review.locale, review.currency)
    figures = review.figures
    yield from _ages(review, formats)
    yield from _matrices(review, formats)
    if figures.flow and figures.flow.then.count + figures.flow.now.count:
        yield flow_sketch(figures.flow, review, formats)
    if len(figures.weeks) > 1:
        yield weeks_sketch(figures.weeks, formats)


def _ages(review: Review, formats: Formats) -> Iterator[Sketch]:
    stages = {stage.id: stage.name for stage in review.playbook.stages}
    deals = {deal.id: deal for deal in review.opportunities}
    if review.figures.ages.known:
        yield ages_sketch("ages", review.figures.ages, AgeTerms(stages, deals, formats, ""))
    for page in review.manager_pages:
        if page.ages.known:
            terms = AgeTerms(stages, deals, formats, f"&manager={quote(page.manager)}")
            yield ages_sketch(f"ages-{page.manager}", page.ages, terms)


def _matrices(review: Review, formats: Formats) -> Iterator[Sketch]:
    titles = {check.id: check.failure_title for check in review.playbook.checks}
    names = {card.rep: card.name for card in review.scorecards}
    names |= {line.manager: line.name for line in review.managers}
    terms = MatrixTerms(titles, names, formats)
    pairs = [("matrix", review.figures.matrix)]
    pairs += [(f"matrix-{page.manager}", page.matrix) for page in review.manager_pages]
    for name, matrix in pairs:
        if matrix.columns and 0 < len(matrix.rows) <= MOST["matrix_rows"]:
            yield matrix_sketch(name, matrix, terms)


def _drawn(spec: dict[str, Any], cache: Cache | None) -> str:
    """Draw a specification, or recall the drawing by what it is made of: the engine takes a second to start."""
    made_from = f"{_ENGINE} {version(_ENGINE)}\n{json.dumps(spec, sort_keys=True)}".encode()
    place = f"{_FOLDER}/{hashlib.sha256(made_from).hexdigest()[:32]}.svg"
    before = cache.recall(place, made_from) if cache else None
    if before is not None:
        return before.decode()
    svg = draw(spec)
    if cache:
        cache.keep(place, made_from, svg.encode())
    return svg


def draw(spec: dict[str, Any]) -> str:
    """Draw a specification as SVG.

    The engine never sees a word of the team's or the CRM's: a sketch has numbers in their place (see :mod:`.dressing`).
    """
    import vl_convert  # noqa: PLC0415 - only a build that draws waits for it

    return str(vl_convert.vegalite_to_svg(spec))
