"""The history of all snapshots of an input, told by the playbook's stages and phrases."""

from scorecards.history.changes import Terms
from scorecards.history.opportunity_history import History
from scorecards.history.replay import replay
from scorecards.index.index import phrase_pattern
from scorecards.read.input import Input


def history_of(given: Input) -> History:
    """Tell the history of all snapshots up to the newest one."""
    terms = Terms(
        stages=given.playbook.stage_order,
        waiting=phrase_pattern(given.playbook.phrases.waiting),
        people={rep.id: rep.name for rep in given.team.reps},
        currency=given.team.currency,
    )
    return replay(given.snapshots, terms)
