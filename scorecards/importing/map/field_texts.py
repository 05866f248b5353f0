"""A cell's text as the snapshot's field has it, or why that cannot be."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from scorecards.importing.detect.amounts import Money, Unreadable, is_rounded
from scorecards.importing.detect.notations import Notation, flag
from scorecards.importing.mapping.fitting import Kind, kind_of, refusal
from scorecards.importing.mapping.source import Truth
from scorecards.importing.mapping.targets import Target
from scorecards.importing.open.table import Fault
from scorecards.model.crm_ids import linkable_id
from scorecards.model.currencies import known_currencies
from scorecards.model.snapshot import Opportunity
from scorecards.yaml_files.decode import UNWRITABLE
from scorecards.yaml_files.document import quoted

_AS_WRITTEN: Final = frozenset({"name", "crm_stage", "crm_next_step", "notes"})


@dataclass(frozen=True, slots=True)
class Wording:
    """What an import says of the texts of all its cells, and what was noticed about them."""

    currency: str | None = None
    """That of amounts whose row names none."""
    flags: Mapping[str, Truth] = field(default_factory=dict)
    """The mapping's own words for true and false, in small letters."""
    noticed: dict[tuple[str, str], str] = field(default_factory=dict)
    """By column and by what was done, the first text of which it was done."""

    def notice(self, column: str, what: str, example: str) -> None:
        """Note that something was done to a text."""
        self.noticed.setdefault((column, what), example)


def finisher(
    target: Target, column: str, notation: Notation, wording: Wording
) -> Callable[[str, str | None], str | Money | Fault]:
    """Make what writes a text of a column as its field has it.

    It takes the text, and of an amount the currency that its row names.
    """
    kind = kind_of(target.model, target.field)
    as_written = target.model is Opportunity and target.field in _AS_WRITTEN
    refused_as = "not-a-date" if kind == "day" else "csv-name" if target.of_name() else "csv-value"

    is_id = target.model is Opportunity and target.field in {"id", "restarted_from"}

    def finish(text: str, of_row: str | None) -> str | Money | Fault:
        if not text.isprintable() and UNWRITABLE.search(text):
            wording.notice(column, "invisible characters are dropped", quoted(text))
            text = UNWRITABLE.sub("", text)
        if kind == "amount":
            found = notation.amount(text.strip(), of_row, wording.currency)
        elif is_id:
            found = _id(text.strip(), column, wording)
        else:
            found = _converted(target, kind, text if as_written else text.strip(), notation, wording.flags)
        if isinstance(found, Unreadable):
            code = "not-a-number" if kind == "amount" else refused_as
            message = f"read {quoted(text)}, expected {found.expected}"
            return Fault(column, code, message, text, of_field=not found.to_be_asked)
        plain = found.amount if isinstance(found, Money) else found
        if kind == "amount" and len(text) > len(plain) and is_rounded(text, plain):
            wording.notice(column, "amounts are rounded to two decimals", f"{quoted(text)} as {plain}")
        if kind == "amount" and plain.startswith("-"):
            return Fault(column, "csv-value", f"read {quoted(text)}, expected 0 or more", text, of_field=True)
        refused = refusal(target.model, target.field, plain) or _no_currency(target, plain)
        if refused:
            return Fault(column, refused_as, f"read {quoted(text)}, expected {refused}", text, of_field=True)
        return found

    return finish


def _converted(
    target: Target, kind: Kind, text: str, notation: Notation, flags: Mapping[str, Truth]
) -> str | Unreadable:
    if kind == "day":
        day = notation.day(text)
        fits = day is not None and refusal(target.model, target.field, day) is None
        return day if day is not None and fits else Unreadable(notation.expected_day(text))
    if target.of_name():
        return " ".join(text.split())
    if kind == "flag":
        return flag(text, flags) or text
    return text


def _id(text: str, column: str, wording: Wording) -> str:
    """Write an id in a form that links and files can hold."""
    written = linkable_id(text)
    if written != text:
        wording.notice(column, "ids are written so that links work", f"{quoted(text)} as {written}")
    return written


def _no_currency(target: Target, text: str) -> str | None:
    if target.field != "currency" or text in known_currencies():
        return None
    return "an existing currency code, such as EUR"
