"""The ids that a team's files define, for the fields that name one."""

from collections.abc import Collection, Mapping
from typing import Final

from scorecards.read.former_ids import FormerIds
from scorecards.read.people import id_or_name
from scorecards.read.pipeline_files import PipelineSources
from scorecards.read.playbook_files import PlaybookSources
from scorecards.read.references import KnownIds, ids_in, ids_of_playbook
from scorecards.read.stage_words import StageWords

FIELDS: Final[Mapping[tuple[str, str], str]] = {
    ("AppliesTo", "stages"): "stage",
    ("AppliesTo", "from_stage"): "stage",
    ("AppliesTo", "to_stage"): "stage",
    ("Question", "answered_by_stage"): "stage",
    ("Targets", "median_days"): "stage",
    ("Targets", "moved_on"): "stage",
    ("Check", "question"): "question",
    ("Check", "play"): "play",
    ("Survivor", "check"): "check",
    ("Situation", "question"): "question",
    ("Situation", "not_for"): "cause",
    ("Situation", "play"): "play",
    ("Cause", "play"): "play",
    ("Scoring", "hanging"): "check",
    ("Scoring", "awaits_ruling"): "check",
    ("Scoring", "reminder"): "play",
    ("Rep", "manager"): "manager",
    ("Rep", "territory"): "territory",
    ("EarlierManager", "manager"): "manager",
    ("Account", "territory"): "territory",
    ("TerritoryPlan", "territory"): "territory",
    ("Opportunity", "owner"): "rep",
    ("Opportunity", "account"): "account",
    ("Opportunity", "stage"): "stage",
    ("Opportunity", "answers"): "question",
    ("Opportunity", "exit_criteria"): "criterion",
    ("Opportunity", "stories_told"): "story",
    ("NextStep", "serves"): "criterion",
    ("LossReason", "cause"): "cause",
    ("OpportunitySources", "answers"): "question",
    ("OpportunitySources", "exit_criteria"): "criterion",
    ("Ruling", "by"): "manager",
    ("Waiver", "check"): "check",
    ("Waiver", "account"): "account",
    ("Waiver", "approved_by"): "manager",
    ("Baseline", "findings"): "check",
    ("Pick", "rep"): "rep",
}
"""By model and key, the kind of the ids that stand there, or that are the keys of what stands there."""

_OF_THEIR_TIME: Final = frozenset({"Opportunity", "NextStep", "LossReason", "OpportunitySources"})
"""Models of snapshots and mappings, which may name an id that a rule had before."""


class TeamIds:
    """The ids of each kind; none of a kind whose file does not tell all of them, or that a team does not keep."""

    def __init__(self, playbook: PlaybookSources | None, pipeline: PipelineSources | None) -> None:
        """Collect them from what is written, valid or not."""
        known: dict[str, KnownIds] = {}
        if playbook:
            rules = ids_of_playbook(playbook)
            known |= {
                "stage": rules.stages,
                "criterion": rules.criteria,
                "question": rules.questions,
                "cause": rules.causes,
                "play": rules.plays,
                "story": rules.stories,
            }
        if pipeline:
            known["rep"] = ids_in(pipeline.team, "reps", "a rep", "team.yml", id_or_name)
            known["manager"] = ids_in(pipeline.team, "managers", "a manager", "team.yml", id_or_name)
            known["territory"] = ids_in(pipeline.team, "territories", "a territory", "team.yml")
            if pipeline.accounts:
                known["account"] = ids_in(pipeline.accounts, "accounts", "an account", "accounts.yml")
        self._ids: dict[str, Collection[str]] = {kind: each.ids for kind, each in known.items() if each.ids}
        if playbook:
            self._ids["check"] = [str(check.keys.get("id")) for check in playbook.checks]
        former = FormerIds.of(playbook)
        self._former: dict[str, Mapping[str, str]] = {
            "stage": former.stages,
            "criterion": former.criteria,
            "question": former.questions,
            "cause": former.causes,
            "story": former.stories,
        }
        self._stage_words = StageWords.of(playbook.stages).ids if playbook else {}

    def of(self, model: str, key: str) -> list[str]:
        """Give the ids that may stand under a key of a model, with a rule's words for stages; none where any may."""
        kind = FIELDS.get((model, key), "")
        ids = set(self._ids.get(kind, ()))
        if ids and model in _OF_THEIR_TIME:
            ids |= self._former.get(kind, {}).keys()
        elif ids and kind == "stage":
            ids |= self._stage_words.keys()
        return sorted(ids)
