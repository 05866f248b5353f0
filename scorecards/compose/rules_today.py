"""Which rules of the playbook concern an opportunity today."""

from scorecards.index.index import Index
from scorecards.report.rules import RulesToday
from scorecards.score.case import Case

_NONE = RulesToday(findings=(), questions=(), cause=None, plays=())


def rules_today(case: Case, action_play: str | None, index: Index) -> RulesToday:
    """Name the rules that concern a case today; ``action_play`` is the play of the action on its rep's page."""
    if not case.is_open:
        return _NONE
    findings = case.findings.awake_as("fail")
    diagnosis, checks = case.diagnosis, index.playbook.checks_by_id
    named = {checks[check].play for check in findings} | {action_play, diagnosis.play if diagnosis else None}
    return RulesToday(
        findings=findings,
        questions=tuple(answer.question for answer in case.answers if answer.state in {"open", "stale"}),
        cause=diagnosis.leading if diagnosis else None,
        plays=tuple(play for play in index.playbook.plays_by_id if play in named),
    )
