"""Next steps that are known to be none: the CRM has a column for the next step, and somebody left it blank."""

from typing import Final

from scorecards.importing.map.record import Record
from scorecards.importing.task.on_file import Tree
from scorecards.model.snapshot import Opportunity

_TEXT: Final = "crm_next_step"
STEPS: Final = "next_steps"
_ORDER: Final = {name: at for at, name in enumerate(Opportunity.model_fields)}


def is_told_none(tree: Tree) -> bool:
    """Tell whether an opportunity holds no steps because the CRM's text for the next one is blank."""
    return _TEXT in tree and not tree[_TEXT] and not tree.get(STEPS)


def says_now(now: Tree, past: Tree) -> bool:
    """Tell whether the CRM's text speaks for blank steps on file: it is blank now too, or it came since."""
    if past.get(STEPS) or _TEXT not in now:
        return False
    return not now[_TEXT] or is_told_none(past)


def told_none(record: Record) -> Record:
    """Give an open opportunity with blank next steps, where the CRM's text is blank and nobody wrote any."""
    if STEPS in {*record.names, *record.unread} or _TEXT not in record.names or record.get("status") != "open":
        return record
    values = record.values
    if not is_told_none(values):
        return record
    values[STEPS] = None
    return record.saying(
        dict(sorted(values.items(), key=lambda each: _ORDER.get(each[0], len(_ORDER)))), record.carried
    )
