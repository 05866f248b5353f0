"""A playbook's files, the playbook that they make, and where its rules stand."""

from collections.abc import Iterator
from pathlib import Path

from scorecards.model.check import Check
from scorecards.model.playbook import Causes, Glossary, Phrases, Playbook, Plays, Questions, Scoring, Stages, Stories
from scorecards.model.working_days import WorkingDays
from scorecards.problems.problem import Problem
from scorecards.read.folders import files_in, name_from, paths_of, yaml_files
from scorecards.read.places import rules_in
from scorecards.read.sources import PlaybookSources, Source, misfiled, read_if_there, read_source, shown
from scorecards.report.values import Place
from scorecards.yaml_files.document import YamlMapping

_FILES = frozenset(
    f"{part}.yml"
    for part in ("stages", "questions", "causes", "plays", "stories", "phrases", "glossary", "scoring", "working-days")
)
NO_STORIES = Source("stories.yml", YamlMapping(0), Stories(stories=()))
"""What stands for the file where a team keeps none."""


def playbook_sources(directory: Path, problems: list[Problem]) -> PlaybookSources | None:
    """Read the files of a playbook; None, with a problem added, where there is no folder or no rule in it."""
    there = files_in(directory, problems)
    if there is None:
        return None
    if not any(directory.rglob("*.y*ml")):
        message = "read a folder without rules, expected stages.yml, questions.yml and the others"
        problems.append(Problem(shown(directory), 1, 1, "empty-playbook", message))
        return None
    paths = paths_of(_FILES, directory, there, problems)
    return PlaybookSources(
        read_source(paths["stages.yml"], Stages, problems),
        read_source(paths["questions.yml"], Questions, problems),
        read_source(paths["causes.yml"], Causes, problems),
        read_source(paths["plays.yml"], Plays, problems),
        read_if_there(paths["stories.yml"], Stories, problems) or NO_STORIES,
        read_source(paths["phrases.yml"], Phrases, problems),
        read_source(paths["scoring.yml"], Scoring, problems),
        read_if_there(paths["glossary.yml"], Glossary, problems),
        read_if_there(paths["working-days.yml"], WorkingDays, problems),
        tuple(_check_sources(directory / "checks", problems)),
    )


def _check_sources(directory: Path, problems: list[Problem]) -> Iterator[Source[Check]]:
    there = files_in(directory, problems)
    if there is None:
        return
    paths = yaml_files(there, problems)
    if not paths:
        message = "read a folder without checks, expected at least one file such as two-next-steps.yml"
        problems.append(Problem(shown(directory), 1, 1, "no-checks", message))
    for path in paths:
        check = read_source(path, Check, problems)
        problems.extend(misfiled(check, "id", path.stem))
        yield check


def playbook_of(rules: PlaybookSources) -> Playbook:
    """Give the playbook of files that were read without problems."""
    stages = rules.stages.checked.stages
    order = [stage.id for stage in stages]
    return Playbook(
        stages,
        rules.questions.checked.questions,
        rules.causes.checked.causes,
        rules.plays.checked.plays,
        rules.stories.checked.stories,
        rules.phrases.checked,
        rules.glossary.checked.terms if rules.glossary else (),
        rules.scoring.checked,
        rules.working_days.checked if rules.working_days else WorkingDays(),
        tuple(check.checked.within(order) for check in rules.checks),
    )


def places_of_rules(directory: Path, rules: PlaybookSources) -> dict[tuple[str, str], Place]:
    """Give the place of each rule by its kind and id."""
    found: dict[tuple[str, str], Place] = {}
    for kind, source in (
        ("stage", rules.stages),
        ("question", rules.questions),
        ("cause", rules.causes),
        ("play", rules.plays),
        ("story", rules.stories),
    ):
        found |= rules_in(kind, name_from(directory, Path(source.path)), source.tree)
    if rules.glossary:
        found |= rules_in("term", name_from(directory, Path(rules.glossary.path)), rules.glossary.tree)
    for check in rules.checks:
        found["check", check.checked.id] = Place(name_from(directory, Path(check.path)), check.keys.line_of("id"))
    return found
