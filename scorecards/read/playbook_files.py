"""A playbook's files, the playbook that they make, and where its rules stand."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, Final

from scorecards.model.check import Check
from scorecards.model.playbook.causes import Causes
from scorecards.model.playbook.extends import Extends
from scorecards.model.playbook.glossary import Glossary
from scorecards.model.playbook.phrases import Phrases
from scorecards.model.playbook.playbook import Playbook
from scorecards.model.playbook.plays import Plays
from scorecards.model.playbook.principles import Principles
from scorecards.model.playbook.questions import Questions
from scorecards.model.playbook.scoring import Scoring
from scorecards.model.playbook.situations import Situations
from scorecards.model.playbook.stages import Stages
from scorecards.model.playbook.stories import Stories
from scorecards.model.playbook.themes import NO_THEMES, Themes
from scorecards.model.working_days import WorkingDays
from scorecards.problems.problem import Problem, Problems
from scorecards.read.extending import EXTENDS, base_of, by_name, checks_taken_over, with_present_questions
from scorecards.read.folders import files_in, is_folder, name_from, paths_of, yaml_below, yaml_files
from scorecards.read.sources import M, Source, is_there, misfiled, read_if_there, read_source, shown
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
        "principles",
        "playbook",
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
    principles: tuple[Source[Principles], ...]
    working_days: Source[WorkingDays] | None
    checks: tuple[Source[Check], ...]
    extends: Source[Extends] | None = None
    base: Path | None = None

    @property
    def folder(self) -> str:
        """The folder that they stand in, as the user gave it."""
        return self.stages.path.rpartition("/")[0]

    def lists_of_rules(self) -> tuple[tuple[Source[Any], str], ...]:
        """Give the files that each hold a list of rules, with the key of the list."""
        return (
            (self.stages, "stages"),
            (self.questions, "questions"),
            (self.situations, "situations"),
            (self.causes, "causes"),
            (self.plays, "plays"),
            (self.stories, "stories"),
        )

    def all(self) -> list[Source[Any]]:
        """Give every file."""
        return [
            *(part for part, _ in self.lists_of_rules()),
            self.phrases,
            self.scoring,
            *(each for each in (self.themes, self.glossary, self.working_days, self.extends) if each),
            *self.principles,
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
    own = paths_of(_FILES, directory, there, problems)
    problems.extend(unread(there, {*own.values(), directory / _CHECKS, directory / TESTS}, _FOLDERS))
    extends = read_if_there(own[EXTENDS], Extends, problems)
    base = base_of(extends, problems)
    reading = _Reading(own, base, problems)
    words = StageWords.of(stages := reading.needed("stages.yml", Stages))
    reading.named = words.replace_in
    questions = reading.needed("questions.yml", Questions)
    reading.taken_over = with_present_questions(questions, words.with_former(stages).replace_in)
    return PlaybookSources(
        stages,
        questions,
        reading.needed("situations.yml", Situations),
        reading.needed("causes.yml", Causes),
        reading.needed("plays.yml", Plays),
        reading.optional("stories.yml", Stories) or NO_STORIES,
        reading.needed("phrases.yml", Phrases),
        reading.needed("scoring.yml", Scoring),
        reading.optional("themes.yml", Themes),
        reading.optional("glossary.yml", Glossary),
        reading.principles(),
        reading.optional("working-days.yml", WorkingDays),
        reading.checks(directory, extends),
        extends,
        base,
    )


@dataclass(slots=True)
class _Reading:
    """Reads a playbook's files: its own, or those of the ``base`` that it extends, each with its rules prepared."""

    own: Mapping[str, Path]
    base: Path | None
    problems: Problems
    named: Callable[[Tree], None] = lambda _: None
    taken_over: Callable[[Tree], None] = lambda _: None

    def needed(self, name: str, model: type[M]) -> Source[M]:
        path, prepare = self._found(name)
        return read_source(path, model, self.problems, prepare)

    def optional(self, name: str, model: type[M]) -> Source[M] | None:
        path, _ = self._found(name)
        return read_if_there(path, model, self.problems)

    def principles(self) -> tuple[Source[Principles], ...]:
        """Read the principles of both: rules that are taken over still name those they serve."""
        paths = [self.own["principles.yml"], *([self.base / "principles.yml"] if self.base else [])]
        found = (read_if_there(path, Principles, self.problems) for path in paths)
        return tuple(each for each in found if each)

    def checks(self, directory: Path, extends: Source[Extends] | None) -> tuple[Source[Check], ...]:
        if self.base is None or extends is None:
            paths = _check_paths(directory / _CHECKS, self.problems)
            return tuple(_check_source(path, self.problems, self.named) for path in paths)
        folder = directory / _CHECKS
        own = by_name(_check_paths(folder, self.problems)) if is_there(folder) else {}
        shared = by_name(_check_paths(self.base / _CHECKS, self.problems))
        taken_over = checks_taken_over(shared, own, extends, self.problems)
        both = sorted((own | taken_over).items())
        return tuple(
            _check_source(path, self.problems, self.named if name in own else self.taken_over) for name, path in both
        )

    def _found(self, name: str) -> tuple[Path, Callable[[Tree], None]]:
        if self.base and not is_there(self.own[name]):
            return self.base / name, self.taken_over
        return self.own[name], self.named


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


def _check_paths(directory: Path, problems: Problems) -> list[Path]:
    there = files_in(directory, problems)
    if there is None:
        return []
    problems.extend(unread((path for path in there if is_folder(path)), (), "checks side by side"))
    paths = yaml_files((path for path in there if not is_folder(path) or path.suffix == ".yml"), problems)
    if not paths:
        message = "read a folder without checks, expected at least one file such as two-next-steps.yml"
        problems.add(Problem(shown(directory), 1, 1, "no-checks", message))
    return paths


def _check_source(path: Path, problems: Problems, prepare: Callable[[Tree], None]) -> Source[Check]:
    check = read_source(path, Check, problems, prepare)
    problems.extend(misfiled(check, "id", path.stem))
    return check


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
        _joined([each.checked for each in sources.principles]),
    )


def _joined(found: Sequence[Principles]) -> Principles:
    sources, principles = ([getattr(each, part) for each in found] for part in ("sources", "principles"))
    return Principles(sources=tuple(chain.from_iterable(sources)), principles=tuple(chain.from_iterable(principles)))


def places_of_rules(directory: Path, sources: PlaybookSources) -> dict[tuple[str, str], Place]:
    """Give the place of each rule by its kind and id."""
    parts: list[tuple[Source[Any], str, str]] = [
        (sources.stages, "stages", "stage"),
        (sources.questions, "questions", "question"),
        (sources.situations, "situations", "situation"),
        (sources.causes, "causes", "cause"),
        (sources.plays, "plays", "play"),
        (sources.stories, "stories", "story"),
    ]
    if sources.glossary:
        parts.append((sources.glossary, "terms", "term"))
    found = {
        (kind, row["id"]): Place(_name(part, directory, sources.base), row.own_place()[0])
        for part, key, kind in parts
        for row in part.rows(key)
    }
    for check in sources.checks:
        name = _name(check, directory, sources.base)
        found["check", check.checked.id] = Place(name, check.keys.line_of("id"))
    return found


def _name(source: Source[Any], directory: Path, base: Path | None) -> str:
    """Name a file from the folder of its playbook on: this one, or the one that it extends."""
    path = Path(source.path)
    return name_from(base if base and path.is_relative_to(base) else directory, path)
