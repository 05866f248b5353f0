"""The kinds of file that a team writes, each with its model."""

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from pydantic import BaseModel

from scorecards.importing.mapping.mapping import CrmMapping
from scorecards.model.accounts import Accounts
from scorecards.model.baseline import Baseline
from scorecards.model.check import Check
from scorecards.model.picks import Focus
from scorecards.model.playbook.causes import Causes
from scorecards.model.playbook.extends import Extends
from scorecards.model.playbook.glossary import Glossary
from scorecards.model.playbook.phrases import Phrases
from scorecards.model.playbook.plays import Plays
from scorecards.model.playbook.principles import Principles
from scorecards.model.playbook.questions import Questions
from scorecards.model.playbook.scoring import Scoring
from scorecards.model.playbook.situations import Situations
from scorecards.model.playbook.stages import Stages
from scorecards.model.playbook.stories import Stories
from scorecards.model.playbook.themes import Themes
from scorecards.model.rule_tests import RuleTests, Survivors
from scorecards.model.rulings import FollowUps, Rulings
from scorecards.model.snapshot import Snapshot
from scorecards.model.team import Team
from scorecards.model.waivers import Waivers
from scorecards.model.working_days import WorkingDays


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file; what stands in angle brackets in ``path`` is the file's own to choose."""

    path: str
    model: type[BaseModel]

    @property
    def schema(self) -> str:
        """The name of its schema: that of the file, or of the folder that holds several."""
        path = PurePosixPath(self.path)
        name = path.stem if "<" not in path.stem else path.parent.name
        return f"{name}.schema.json"

    @property
    def patterns(self) -> tuple[str, ...]:
        """Patterns of the files, from the folder on that it begins with; a snapshot may be a folder of parts."""
        below = self.path.partition("/")[2]
        if "<" not in below:
            return (below,)
        folder = PurePosixPath(below).parent.as_posix()
        every = "*.yml" if folder == "." else f"{folder}/*.yml"
        return (every, f"{folder}/*/*.yml") if self.model is Snapshot else (every,)


FILES: Final = (
    FileKind("pipeline/snapshots/<as_of>.yml", Snapshot),
    FileKind("pipeline/team.yml", Team),
    FileKind("pipeline/accounts.yml", Accounts),
    FileKind("pipeline/rulings.yml", Rulings),
    FileKind("pipeline/follow_ups.yml", FollowUps),
    FileKind("pipeline/waivers.yml", Waivers),
    FileKind("pipeline/baseline.yml", Baseline),
    FileKind("pipeline/focus.yml", Focus),
    FileKind("playbook/stages.yml", Stages),
    FileKind("playbook/questions.yml", Questions),
    FileKind("playbook/situations.yml", Situations),
    FileKind("playbook/causes.yml", Causes),
    FileKind("playbook/themes.yml", Themes),
    FileKind("playbook/plays.yml", Plays),
    FileKind("playbook/stories.yml", Stories),
    FileKind("playbook/phrases.yml", Phrases),
    FileKind("playbook/glossary.yml", Glossary),
    FileKind("playbook/principles.yml", Principles),
    FileKind("playbook/playbook.yml", Extends),
    FileKind("playbook/scoring.yml", Scoring),
    FileKind("playbook/working-days.yml", WorkingDays),
    FileKind("playbook/checks/<id>.yml", Check),
    FileKind("playbook/tests/<name>.yml", RuleTests),
    FileKind("playbook/tests/survivors.yml", Survivors),
    FileKind("mappings/<name>.yml", CrmMapping),
)
"""Every kind, in the order of the page of fields."""

WITH_SCHEMA: Final = tuple(each for each in FILES if each.model is not RuleTests)
"""Those that have a schema: what a rule test leaves out comes from its own file, which no schema can see."""
