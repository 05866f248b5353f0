"""The pictures: what people would rather look at, drawn when the site is built.

    results → sketch (Vega-Lite, with numbers in the place of words) → engine → SVG → dressed with words and links

A picture shows what a table beside it shows too, and nothing that ``scorecards.json`` lacks.
"""

from collections.abc import Iterator
from urllib.parse import quote

from scorecards.cache.cache import Cache
from scorecards.render.pictures.ages import ages_sketch
from scorecards.render.pictures.dressing import Picture, dressed
from scorecards.render.pictures.engine import clear_out, drawn
from scorecards.render.pictures.finding_matrix import MatrixTerms, matrix_sketch
from scorecards.render.pictures.lanes import AgeTerms
from scorecards.render.pictures.pipeline_by_snapshot import weeks_sketch
from scorecards.render.pictures.pipeline_flow import flow_sketch
from scorecards.render.pictures.sketch import Sketch
from scorecards.report.formats import Formats
from scorecards.report.review import Review

__all__ = ["Picture", "pictures_of"]


def pictures_of(review: Review, kept: Cache | None = None) -> dict[str, Picture]:
    """Draw the pictures of a review by their names; what would show nothing has none.

    They are ``ages``, ``flow``, ``weeks`` and ``matrix`` of the team, and ``ages-`` and ``matrix-`` with the id of each
    manager.  ``kept`` is where drawings are kept between builds.
    """
    sketches = sorted(_sketches(review), key=lambda sketch: sketch.name)
    pictures = {sketch.name: dressed(drawn(sketch.spec, kept), sketch) for sketch in sketches}
    if kept:
        clear_out(kept)
    return pictures


def _sketches(review: Review) -> Iterator[Sketch]:
    formats = Formats(review.locale, review.currency)
    figures = review.figures
    yield from _ages(review, formats)
    yield from _matrices(review, formats)
    if figures.flow and figures.flow.then.count + figures.flow.now.count:
        yield flow_sketch(figures.flow, review, formats)
    if len(figures.weeks) > 1:
        yield weeks_sketch(figures.weeks, formats)


def _ages(review: Review, formats: Formats) -> Iterator[Sketch]:
    stages = {stage.id: stage.name for stage in review.rules.stages}
    deals = {deal.id: deal for deal in review.opportunities}
    if review.figures.ages.known:
        yield ages_sketch("ages", review.figures.ages, AgeTerms(stages, deals, formats, ""))
    for page in review.manager_pages:
        if page.ages.known:
            terms = AgeTerms(stages, deals, formats, f"&manager={quote(page.manager)}")
            yield ages_sketch(f"ages-{page.manager}", page.ages, terms)


def _matrices(review: Review, formats: Formats) -> Iterator[Sketch]:
    titles = {check.id: check.failure_title for check in review.rules.checks}
    names = {card.rep: card.name for card in review.scorecards}
    names |= {line.manager: line.name for line in review.managers}
    terms = MatrixTerms(titles, names, formats)
    pairs = [("matrix", review.figures.matrix)]
    pairs += [(f"matrix-{page.manager}", page.matrix) for page in review.manager_pages]
    for name, matrix in pairs:
        if matrix.rows and matrix.columns:
            yield matrix_sketch(name, matrix, terms)
