"""The pictures: what people would rather look at, drawn when the site is built.

A picture shows what a table beside it shows too, and nothing that the JSON files lack.
"""

from collections.abc import Iterator
from urllib.parse import quote

from scorecards.render.pictures.ages import ages_picture
from scorecards.render.pictures.drawing import Picture
from scorecards.render.pictures.forecast import forecast_picture
from scorecards.render.pictures.lanes import AgeTerms
from scorecards.render.pictures.pipeline_by_snapshot import weeks_picture
from scorecards.render.pictures.pipeline_flow import flow_picture
from scorecards.render.pictures.rep_trend import trend_pictures
from scorecards.report.formats import Formats
from scorecards.report.review import Review


def pictures_of(review: Review) -> dict[str, Picture]:
    """Draw the pictures of a review by their names; what would show nothing has none.

    They are ``forecast``, ``ages``, ``flow`` and ``weeks`` of the team, ``ages-`` with the id of each manager, and
    ``trend-`` with the id of each rep.
    """
    formats = Formats(review.locale, review.currency)
    figures = review.figures
    pictures = dict(_ages(review, formats))
    if review.forecast:
        pictures["forecast"] = forecast_picture(review.forecast, review.currency, formats)
    if figures.flow and figures.flow.then.count + figures.flow.now.count:
        pictures["flow"] = flow_picture(figures.flow, review, formats)
    if len(figures.weeks) > 1:
        pictures["weeks"] = weeks_picture(figures.weeks, formats)
    for page in review.manager_pages:
        pictures |= dict(trend_pictures(page, Formats(review.locale, review.currency, review.as_of)))
    return pictures


def _ages(review: Review, formats: Formats) -> Iterator[tuple[str, Picture]]:
    stages = {stage.id: stage.name for stage in review.playbook.stages}
    deals = {deal.id: deal for deal in review.opportunities}
    if review.figures.ages.known:
        yield "ages", ages_picture(review.figures.ages, AgeTerms(stages, deals, formats, ""))
    for page in review.manager_pages:
        if page.ages.known:
            terms = AgeTerms(stages, deals, formats, f"&manager={quote(page.manager)}")
            yield f"ages-{page.manager}", ages_picture(page.ages, terms)
