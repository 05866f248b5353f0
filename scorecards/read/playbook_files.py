"""A playbook's files, the playbook that they make, and where its rules stand."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from scorecards.model.check import Check
from scorecards.model.playbook.causes import Causes
from scorecards.model.playbook.glossary import Glossary
from scorecards.model.playbook.phrases import Phrases
from scorecards.model.playbook.playbook import Playbook
from scorecards.model.playbook.plays import Plays
from scorecards.model.playbook.questions import Questions
from scorecards.model.playbook.scoring import Scoring
from scorecards.model.playbook.situations import Situations
from scorecards.model.playbook.stages import Stages
from scorecards.model.playbook.stories import Stories
from scorecards.model.playbook.themes import NO_THEMES, Themes
from scorecards.model.working_days import WorkingDays
from scorecards.problems.problem import Problem, Problems
from scorecards.read.folders import files_in, is_folder, name_from, paths_of, yaml_below, yaml_files
from scorecards.read.sources import Source, misfiled, read_if_there, read_source, shown
from scorecards.read.stage_words import StageWords
from scorecards.report.values import Place
from scorecards.yaml_files.document import Tree, YamlMapping

_FILES = frozenset(
    f"{part}.yml"
    for part in (
        "stages",
        "questions",
        "situations",
        "causes",
        "plays",
        "stories",
        "phrases",
        "themes",
        "glossary",
        "scoring",
        "working-days",
    )
)
_CHECKS: Final = "checks"
TESTS: Final = "tests"
"""The folder of the rule tests, which no build reads."""
_FOLDERS: Final = f"the folders {_CHECKS} and {TESTS} alone"
NO_STORIES = Source("stories.yml", YamlMapping(0), Stories(stories=()))
"""What stands for the file where a team keeps none."""


@dataclass(frozen=True, slots=True)
class PlaybookSources:
    """The files of a playbook."""

    stages: Source[Stages]
    questions: Source[Questions]
    situations: Source[Situations]
    causes: Source[Causes]
    plays: Source[Plays]
    stories: Source[Stories]
    phrases: Source[Phrases]
    scoring: Source[Scoring]
    themes: Source[Themes] | None
    glossary: Source[Glossary] | None
    working_days: Source[WorkingDays] | None
    checks: tuple[Source[Check], ...]

    @property
    def folder(self) -> str:
        """The folder that they stand in, as the user gave it."""
        return self.stages.path.rpartition("/")[0]

    def all(self) -> list[Source[Any]]:
        """Give every file."""
        return [
            self.stages,
            self.questions,
            self.situations,
            self.causes,
            self.plays,
            self.stories,
            self.phrases,
            self.scoring,
            *(each for each in (self.themes, self.glossary, self.working_days) if each),
            *self.checks,
        ]


def playbook_sources(directory: Path, problems: Problems) -> PlaybookSources | None:
    """Read the files of a playbook; None, with a problem added, where there is no folder or no rule in it."""
    there = files_in(directory, problems)
    if there is None:
        return None
    if not any(yaml_below(directory)):
        message = "read a folder without rules, expected stages.yml, questions.yml and the others"
        problems.add(Problem(shown(directory), 1, 1, "empty-playbook", message))
        return None
    paths = paths_of(_FILES, directory, there, problems)
    problems.extend(unread(there, {*paths.values(), directory / _CHECKS, directory / TESTS}, _FOLDERS))
    stages = read_source(paths["stages.yml"], Stages, problems)
    named = StageWords.of(stages).replace_in
    return PlaybookSources(
        stages,
        read_source(paths["questions.yml"], Questions, problems, named),
        read_source(paths["situations.yml"], Situations, problems, named),
        read_source(paths["causes.yml"], Causes, problems),
        read_source(paths["plays.yml"], Plays, problems),
        read_if_there(paths["stories.yml"], Stories, problems) or NO_STORIES,
        read_source(paths["phrases.yml"], Phrases, problems),
        read_source(paths["scoring.yml"], Scoring, problems, named),
        read_if_there(paths["themes.yml"], Themes, problems),
        read_if_there(paths["glossary.yml"], Glossary, problems),
        read_if_there(paths["working-days.yml"], WorkingDays, problems),
        tuple(_check_sources(directory / _CHECKS, problems, named)),
    )


def unread(there: Iterable[Path], read: Collection[Path], expected: str) -> Iterator[Problem]:
    """Tell of YAML that nobody would read: a rule that is left out must not seem to be one."""
    for path in there:
        if path in read or path.name.startswith("."):
            continue
        if is_folder(path):
            if any(yaml_below(path)):
                message = f"read a folder of YAML files that nobody reads, expected {expected}"
                yield Problem(shown(path), 1, 1, "unknown-file", message)
        elif path.suffix.lower() in {".yml", ".yaml"}:
            message = f"read a file that is no part of a playbook, expected one of {', '.join(sorted(_FILES))}"
            yield Problem(shown(path), 1, 1, "unknown-file", message)


def _check_sources(directory: Path, problems: Problems, prepare: Callable[[Tree], None]) -> Iterator[Source[Check]]:
    there = files_in(directory, problems)
    if there is None:
        return
    problems.extend(unread((path for path in there if is_folder(path)), (), "checks side by side"))
    paths = yaml_files((path for path in there if not is_folder(path) or path.suffix == ".yml"), problems)
    if not paths:
        message = "read a folder without checks, expected at least one file such as two-next-steps.yml"
        problems.add(Problem(shown(directory), 1, 1, "no-checks", message))
    for path in paths:
        check = read_source(path, Check, problems, prepare)
        problems.extend(misfiled(check, "id", path.stem))
        yield check


def playbook_of(sources: PlaybookSources) -> Playbook:
    """Give the playbook of files that were read without problems."""
    stages = sources.stages.checked.stages
    order = [stage.id for stage in stages]
    return Playbook(
        stages,
        sources.questions.checked.questions,
        sources.causes.checked.causes,
        sources.plays.checked.plays,
        sources.stories.checked.stories,
        sources.phrases.checked,
        sources.glossary.checked.terms if sources.glossary else (),
        sources.scoring.checked,
        sources.working_days.checked if sources.working_days else WorkingDays(),
        tuple(check.checked.within(order) for check in sources.checks),
        tuple(each.within(order) for each in sources.situations.checked.situations),
        sources.themes.checked if sources.themes else NO_THEMES,
    )


def places_of_rules(directory: Path, sources: PlaybookSources) -> dict[tuple[str, str], Place]:
    """Give the place of each rule by its kind and id."""
    found = {
        **_places_in(sources.stages, "stages", "stage", directory),
        **_places_in(sources.questions, "questions", "question", directory),
        **_places_in(sources.situations, "situations", "situation", directory),
        **_places_in(sources.causes, "causes", "cause", directory),
        **_places_in(sources.plays, "plays", "play", directory),
        **_places_in(sources.stories, "stories", "story", directory),
    }
    if sources.glossary:
        found |= _places_in(sources.glossary, "terms", "term", directory)
    for check in sources.checks:
        found["check", check.checked.id] = Place(name_from(directory, Path(check.path)), check.keys.line_of("id"))
    return found


def _places_in(source: Source[Any], key: str, kind: str, directory: Path) -> dict[tuple[str, str], Place]:
    """Give the place of each rule in the list of one file."""
    name = name_from(directory, Path(source.path))
    return {(kind, row["id"]): Place(name, row.own_place()[0]) for row in source.rows(key)}
