"""A cell's text as the snapshot's field has it, or why that cannot be."""

from collections.abc import Callable, Mapping
from typing import Final

from scorecards.importing.detect.amounts import Money, Unreadable
from scorecards.importing.detect.notations import Notation, flag
from scorecards.importing.mapping.fitting import Kind, kind_of, refusal
from scorecards.importing.mapping.source import Truth
from scorecards.importing.mapping.targets import Target
from scorecards.importing.open.table import Fault
from scorecards.model.currencies import known_currencies
from scorecards.model.snapshot import Opportunity
from scorecards.yaml_files.decode import UNWRITABLE
from scorecards.yaml_files.document import quoted

_AS_WRITTEN: Final = frozenset({"name", "crm_stage", "crm_next_step", "notes"})


def finisher(
    target: Target, column: str, notation: Notation, usual: str | None, flags: Mapping[str, Truth]
) -> Callable[[str, str | None], str | Money | Fault]:
    """Make what writes a text of a column as its field has it.

    It takes the text, and of an amount the currency that its row names; ``usual`` is that of amounts whose row names
    none.  ``flags`` are the mapping's own words for true and false.
    """
    kind = kind_of(target.model, target.field)
    as_written = target.model is Opportunity and target.field in _AS_WRITTEN
    refused_as = "not-a-date" if kind == "day" else "csv-name" if target.of_name() else "csv-value"

    def finish(text: str, of_row: str | None) -> str | Money | Fault:
        if kind == "amount":
            found = notation.amount(text.strip(), of_row, usual)
        else:
            found = _converted(target, kind, text if as_written else text.strip(), notation, flags)
        if isinstance(found, Unreadable):
            code = "not-a-number" if kind == "amount" else refused_as
            return Fault(column, code, f"read {quoted(text)}, expected {found.expected}", text)
        plain = found.amount if isinstance(found, Money) else found
        if UNWRITABLE.search(plain):
            return Fault(column, "control-character", _invisible(plain), text)
        if kind == "amount" and plain.startswith("-"):
            return Fault(column, "csv-value", f"read {quoted(text)}, expected 0 or more", text, of_field=True)
        refused = refusal(target.model, target.field, plain) or _no_currency(target, plain)
        return Fault(column, refused_as, f"read {quoted(text)}, expected {refused}", text) if refused else found

    return finish


def _converted(
    target: Target, kind: Kind, text: str, notation: Notation, flags: Mapping[str, Truth]
) -> str | Unreadable:
    if kind == "day":
        day = notation.day(text)
        fits = day is not None and refusal(target.model, target.field, day) is None
        return day if day is not None and fits else Unreadable(notation.expected_day(text))
    if kind == "flag":
        return flag(text, flags) or text
    return text


def _invisible(text: str) -> str:
    found = UNWRITABLE.search(text)
    number = ord(found[0]) if found else 0
    return f"read the invisible character U+{number:04X}, expected text that can be shown; remove it"


def _no_currency(target: Target, text: str) -> str | None:
    if target.field != "currency" or text in known_currencies():
        return None
    return "the code of a currency that there is, such as EUR"
