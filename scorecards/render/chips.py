"""Why a deal is looked at, in chips of two or three words: figures first, then what else its situation rests on."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from scorecards.report.deal import Deal
from scorecards.report.formats import Formats
from scorecards.report.values import AtLeast, KnownFact

_SILENT: Final = ("days_since_persons_last_reply", "days_since_their_last_word")
_TRIED: Final = ("unanswered_attempts", "tries_since_their_last_word")
_AGED: Final = ("days_in_stage", "working_days_in_stage", "days_over_stage_limit")


@dataclass(frozen=True, slots=True)
class Chip:
    """A figure in two or three words; ``mark`` is the class of its colour, ``meaning`` what it stands for."""

    text: str
    meaning: str
    mark: str = ""


def chips_of(formats: Formats) -> Callable[[Deal], list[Chip]]:
    """Make a function that tells why a deal is looked at: its figures first, then what else its situation rests on."""

    def chips(deal: Deal) -> list[Chip]:
        because = {fact.name: fact for fact in deal.conclusion.because} if deal.conclusion else {}
        others = (formats.evidence(name, because[name].value) for name in because.keys() - {*_SILENT, *_TRIED, *_AGED})
        return [*_figures(deal, because, formats), *(Chip(text, "") for text in sorted(filter(None, others)))]

    return chips


def _figures(deal: Deal, because: dict[str, KnownFact], formats: Formats) -> list[Chip]:
    found = []
    if deal.days_in_stage is not None:
        unit = "working days" if deal.in_working_days else "days"
        limit = f" of {formats.number(deal.stage_limit)}" if deal.stage_limit is not None else ""
        text = f"{formats.number(deal.days_in_stage)} {'working d' if deal.in_working_days else 'd'}{limit}"
        found.append(Chip(text, f"{unit} in its stage, and the limit", "over" if deal.is_over_limit else ""))
    silent, tried = _first(because, _SILENT, deal.days_silent), _first(because, _TRIED, deal.tries_since)
    certain = tried.certain if isinstance(tried, AtLeast) else tried
    if isinstance(silent, int):
        days = formats.number(silent)
        found.append(Chip(f"silent {days} d" if certain else f"replied {days} d ago", "days since their last reply"))
    if isinstance(certain, int) and certain:
        more = "+" if isinstance(tried, AtLeast) else ""
        what = "attempt" if certain == 1 and not more else "attempts"
        found.append(Chip(f"{formats.number(certain)}{more} {what}", "our contacts without a reply"))
    return found


def _first(because: dict[str, KnownFact], names: Iterable[str], otherwise: Any) -> Any:
    return next((because[name].value for name in names if name in because), otherwise)
