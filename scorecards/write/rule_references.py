"""Where the files of a team name the rules of the playbook, as paths: ``*`` is each item or value, ``{}`` each key."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from scorecards.read.pipeline_files import BASELINE_FILE, WAIVERS_FILE
from scorecards.yaml_files.document import YamlMapping, YamlSequence

STAGES, QUESTIONS, SITUATIONS, CAUSES = "stages.yml", "questions.yml", "situations.yml", "causes.yml"
PLAYS, STORIES, SCORING, CHECK = "plays.yml", "stories.yml", "scoring.yml", "check"
SNAPSHOT, MAPPING, TESTS, SURVIVORS = "snapshot", "mapping", "tests", "survivors"
_DEALS_OF_TESTS: Final = ("tests.*.deals.*", "tests.*.earlier.*.deals.*", "each_deal")
_EXPECTED: Final = "tests.*.expect.*"


def _of_deals(*paths: str) -> dict[str, tuple[str, ...]]:
    """Give the paths below a deal as they stand in snapshots, and in rule tests, whose deals are written alike."""
    in_tests = tuple(f"{deal}.{path}" for deal in _DEALS_OF_TESTS for path in paths)
    return {SNAPSHOT: tuple(f"opportunities.*.{path}" for path in paths), TESTS: in_tests}


def _with_expected(named: dict[str, tuple[str, ...]], *paths: str) -> dict[str, tuple[str, ...]]:
    """Add what rule tests expect of a deal."""
    return {**named, TESTS: (*named.get(TESTS, ()), *(f"{_EXPECTED}.{path}" for path in paths))}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of rule: the file that defines its ids, and the path there; the paths to references, by kind of file."""

    file: str
    defined: str
    named: Mapping[str, tuple[str, ...]]
    has_former_ids: bool = False


KINDS: Final[Mapping[str, Kind]] = {
    "stage": Kind(
        STAGES,
        "stages.*.id",
        {
            QUESTIONS: ("questions.*.answered_by_stage",),
            SITUATIONS: tuple(f"situations.*.applies_to.{key}" for key in ("from_stage", "to_stage", "stages.*")),
            CHECK: ("applies_to.from_stage", "applies_to.to_stage", "applies_to.stages.*"),
            SCORING: ("targets.median_days.{}", "targets.moved_on.{}"),
            **_of_deals("stage"),
            MAPPING: (
                "stages.*",
                *(
                    f"opportunities.stage{alternative}.{key}"
                    for alternative in ("", ".first.*", ".first.*.first.*")
                    for key in ("value", "otherwise", "values.*")
                ),
            ),
        },
        has_former_ids=True,
    ),
    "criterion": Kind(
        STAGES,
        "stages.*.exit_criteria.*.id",
        {
            **_of_deals("exit_criteria.{}", "next_steps.*.serves", "carried_from.{exit_criteria.}"),
            MAPPING: ("opportunities.exit_criteria.{}",),
        },
        has_former_ids=True,
    ),
    "question": Kind(
        QUESTIONS,
        "questions.*.id",
        {
            SITUATIONS: ("situations.*.question",),
            CHECK: ("question",),
            **_with_expected(_of_deals("answers.{}", "carried_from.{answers.}"), "question"),
            MAPPING: ("opportunities.answers.{}",),
        },
        has_former_ids=True,
    ),
    "cause": Kind(
        CAUSES,
        "causes.*.id",
        {SITUATIONS: ("situations.*.not_for.*",), **_with_expected(_of_deals("loss_reason.cause"), "first_cause")},
        has_former_ids=True,
    ),
    "story": Kind(STORIES, "stories.*.id", _of_deals("stories_told.*"), has_former_ids=True),
    "play": Kind(
        PLAYS,
        "plays.*.id",
        {
            CAUSES: ("causes.*.play",),
            SITUATIONS: ("situations.*.play",),
            CHECK: ("play",),
            SCORING: ("reminder",),
            TESTS: (f"{_EXPECTED}.play",),
        },
    ),
    "check": Kind(
        CHECK,
        "id",
        {
            SCORING: ("hanging.*", "awaits_ruling"),
            SURVIVORS: ("survivors.*.check",),
            WAIVERS_FILE: ("waivers.*.check",),
            BASELINE_FILE: ("findings.{}",),
            **_with_expected(
                {TESTS: ("check", "impossible.{}")},
                *("checks.{}", "must_fire.*", "must_not_fire.*", "must_ask.*", "must_not_ask.*"),
            ),
        },
    ),
    "situation": Kind(SITUATIONS, "situations.*.id", _with_expected({}, "situation")),
}
"""What can be renamed.  A theme cannot: facts are named after it."""


@dataclass(frozen=True, slots=True)
class Found:
    """An id in a file, with what is written before it there, and the mapping of which it is a value."""

    id: str
    line: int
    column: int
    row: YamlMapping | None = None
    prefix: str = ""


def found_at(tree: Any, path: str) -> Iterator[Found]:
    """Give the ids to which a path leads."""
    begin, dot, prefix = path.partition(".{")
    return _walked(tree, begin.split("."), prefix.removesuffix("}") if dot else None)


def _walked(node: Any, steps: list[str], prefix: str | None) -> Iterator[Found]:
    if not steps:
        if prefix is not None and isinstance(node, YamlMapping):
            yield from _keys(node, prefix)
        return
    step, *further = steps
    for each, value, place in _children(node, step):
        if isinstance(value, str) and not further and prefix is None:
            yield Found(value, *place, each)
        else:
            yield from _walked(value, further, prefix)


def _keys(node: YamlMapping, prefix: str) -> Iterator[Found]:
    for key in node:
        line, column = node.key_at(key)
        if key.startswith(prefix):
            yield Found(key.removeprefix(prefix), line, column, prefix=prefix)


def _children(node: Any, step: str) -> Iterator[tuple[YamlMapping | None, Any, tuple[int, int]]]:
    if isinstance(node, YamlSequence) and step == "*":
        yield from ((None, value, node.item_at(place)) for place, value in enumerate(node))
    elif isinstance(node, YamlMapping):
        for key in node if step == "*" else [step] if step in node else []:
            yield node, node[key], node.value_at(key)
