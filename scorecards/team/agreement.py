"""Whether reps and buyers name the same cause for what was lost: the snapshots hold both, one after the other."""

from collections import defaultdict

from scorecards.history.opportunity_history import History
from scorecards.model.vocabulary import WITHOUT_A_SALE
from scorecards.report.figures import Agreement


def agreement_of(history: History) -> Agreement:
    """Count the deals without a sale whose cause the rep gave in an earlier snapshot, and the buyer in a later one.

    The last word of each counts.  A deal that was opened again begins anew.
    """
    said: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for snapshot in history.snapshots:
        for record in snapshot.records.values():
            if record.status not in WITHOUT_A_SALE:
                said.pop(record.id, None)
            elif record.loss_cause and record.loss_said_by in {"rep", "buyer"}:
                said[record.id][record.loss_said_by] = record.loss_cause
    both = [causes for causes in said.values() if len(causes) > 1]
    return Agreement(same=sum(causes["rep"] == causes["buyer"] for causes in both), both=len(both))
