"""The YAML of a ruling, ready to be completed by the manager and added to rulings.yml (D01)."""

from scorecards.index.index import Index
from scorecards.model.vocabulary import ANY_RULING
from scorecards.score.case import Case
from scorecards.yaml_files.emit import item, scalar


def ready_ruling(case: Case, index: Index) -> str:
    """Give the lines to add at the end of rulings.yml: what is known is filled in, what only a manager says is not.

    ``by`` is the rep's own manager on the day of the snapshot, which is the day of the ruling.  The dash stands where
    those of the file stand, so that the entry is one of the same list; the first entry brings the file's key along.
    """
    opportunity = case.opportunity
    as_of = index.as_of
    indent = index.rulings_indent
    entry = item(
        [
            ("opportunity", scalar(opportunity.id)),
            ("by", scalar(index.reps[opportunity.owner].manager_on(as_of))),
            ("on", as_of.isoformat()),
            ("ruling", f"# {ANY_RULING}"),
            ("reason", "# why; for stalled, why it will move again"),
            ("course_of_action", "# what is to be done"),
            ("review_on", "# the day to look again; stalled needs one"),
        ],
        "  " if indent is None else indent,
    )
    return f"rulings:\n{entry}" if indent is None else entry
