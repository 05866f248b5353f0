"""The history of all snapshots of an input, told by the playbook's stages and phrases."""

from scorecards.history.changes import Terms
from scorecards.history.opportunity_history import History
from scorecards.history.replay import replay
from scorecards.index.index import phrase_pattern
from scorecards.model.playbook.playbook import Playbook
from scorecards.model.team import Team
from scorecards.read.input import Input


def history_of(given: Input) -> History:
    """Tell the history of all snapshots up to the newest one."""
    return replay(given.snapshots, terms_of(given.playbook, given.team))


def terms_of(playbook: Playbook, team: Team) -> Terms:
    """Give what the history of a team is told in."""
    return Terms(
        stages=playbook.stage_order,
        waiting=phrase_pattern(playbook.phrases.waiting),
        people={rep.id: rep.name for rep in team.reps},
        currency=team.currency,
    )
