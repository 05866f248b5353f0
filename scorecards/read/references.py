"""What the files say of each other: ids that stand once, and references that lead somewhere.

Ids are taken from the files as written, valid or not, so that one mistake makes no second one elsewhere.
Where a file does not tell all of its ids, references to them are left alone.
"""

from collections import abc
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from scorecards.model.fields import blank_as_none
from scorecards.model.names import did_you_mean
from scorecards.problems.problem import Problem
from scorecards.read.former_ids import FormerIds
from scorecards.read.people import id_or_name, written_id
from scorecards.read.pipeline_files import PipelineSources
from scorecards.read.playbook_files import PlaybookSources
from scorecards.read.snapshot_files import SnapshotSource
from scorecards.read.sources import Source
from scorecards.read.stage_words import ROLES, StageWords, duplicate_roles
from scorecards.yaml_files.document import YamlMapping, YamlSequence, entries, quoted

_FEW = 12
"""So many ids can be told in a message."""


@dataclass(frozen=True, slots=True)
class KnownIds:
    """The ids that a reference may name; None where the file does not tell all of them.

    ``places`` are the path, line and column at which an id is defined, where a file of the team's own defines it, and
    ``words`` name one of these in another way.
    """

    kind: str
    where: str
    ids: frozenset[str] | None
    places: abc.Mapping[str, tuple[str, int, int]] = field(default_factory=dict, compare=False)
    words: tuple[str, ...] = field(default=(), compare=False)

    def check(self, path: str, node: YamlMapping, key: str) -> Iterator[Problem]:
        """Look at the reference under a key."""
        if self.ids is not None and key in node:
            written = node[key]
            if isinstance(written, str) and written not in self.ids:
                yield self._unknown(path, node.value_at(key), written)

    def check_unless_blank(self, path: str, node: YamlMapping, key: str) -> Iterator[Problem]:
        """Look at the reference under a key that may also say that there is none."""
        if blank_as_none(node.get(key)) is not None:
            yield from self.check(path, node, key)

    def check_each(self, path: str, items: Any) -> Iterator[Problem]:
        """Look at the references in a list, or at those that are the keys of a mapping."""
        if self.ids is not None and isinstance(items, YamlMapping | YamlSequence):
            for place, written in enumerate(items):
                if isinstance(written, str) and written not in self.ids:
                    at = items.key_at(written) if isinstance(items, YamlMapping) else items.item_at(place)
                    yield self._unknown(path, at, written)

    def _unknown(self, path: str, place: tuple[int, int], written: str) -> Problem:
        ids = sorted(self.ids or ())
        help_ = did_you_mean(written, [*ids, *self.words]) or (f": {', '.join(ids)}" if 0 < len(ids) <= _FEW else "")
        words = f", or {', '.join(self.words)}" if self.words and not help_.startswith(".") else ""
        words += "; no stage has this role: add it to the roles of one" if self.words and written in ROLES else ""
        expected = f"expected the id of {self.kind} in {self.where}{help_}{words}"
        code = f"unknown-{self.kind.split()[-1]}"
        return UnknownReference(path, *place, code, f"read {quoted(written)}, {expected}", written=written, known=self)


@dataclass(frozen=True, slots=True)
class UnknownReference(Problem):
    """A reference that leads nowhere: what is written, and the ids among which it was looked for."""

    written: str = field(compare=False, kw_only=True)
    known: KnownIds = field(compare=False, kw_only=True)


def ids_in(
    source: Source[Any], key: str, kind: str, where: str, id_of: Callable[[YamlMapping], str | None] = written_id
) -> KnownIds:
    """Collect the ids of a file's list."""
    rows = source.rows(key)
    ids = [id_of(row) for row in rows]
    items = source.keys.get(key)
    complete = isinstance(items, YamlSequence) and len(set(ids) - {None}) == len(items)
    empty = source.value is not None and not blank_as_none(items)
    if not complete and not empty:
        return KnownIds(kind, where, None)
    return KnownIds(
        kind, where, frozenset(each for each in ids if each), _places(source.path, zip(ids, rows, strict=True))
    )


def _places(path: str, defined: Iterable[tuple[str | None, YamlMapping]]) -> dict[str, tuple[str, int, int]]:
    """Give where each id is defined, by itself or by the name that it is made from."""
    return {each: (path, *row.value_at("id" if row.get("id") == each else "name")) for each, row in defined if each}


@dataclass(frozen=True, slots=True)
class PlaybookIds:
    """The ids of a playbook's rules, and those that they had before."""

    stages: KnownIds
    criteria: KnownIds
    questions: KnownIds
    causes: KnownIds
    plays: KnownIds
    stories: KnownIds
    former: FormerIds


def ids_of_playbook(playbook: PlaybookSources) -> PlaybookIds:
    """Collect the ids of a playbook."""
    return PlaybookIds(
        ids_in(playbook.stages, "stages", "a stage", "stages.yml"),
        _criteria(playbook),
        ids_in(playbook.questions, "questions", "a question", "questions.yml"),
        ids_in(playbook.causes, "causes", "a cause", "causes.yml"),
        ids_in(playbook.plays, "plays", "a play", "plays.yml"),
        ids_in(playbook.stories, "stories", "a story", "stories.yml"),
        FormerIds.of(playbook),
    )


def of_playbook(playbook: PlaybookSources) -> Iterator[Problem]:
    """Look through a playbook."""
    rules = ids_of_playbook(playbook)
    words = StageWords.of(playbook.stages)
    stages = replace(rules.stages, words=tuple(sorted(words.ids)))
    yield from duplicate_roles(playbook.stages)
    for part, key in playbook.lists_of_rules():
        yield from twice(part.path, part.rows(key))
    if playbook.themes:
        yield from twice(playbook.themes.path, playbook.themes.rows("themes"), "theme")
    if playbook.glossary:
        yield from twice(playbook.glossary.path, playbook.glossary.rows("terms"))
    yield from twice(playbook.stages.path, _criteria_rows(playbook))
    for question in playbook.questions.rows("questions"):
        yield from stages.check(playbook.questions.path, question, "answered_by_stage")
    for cause in playbook.causes.rows("causes"):
        yield from rules.plays.check(playbook.causes.path, cause, "play")
    for situation in playbook.situations.rows("situations"):
        yield from rules.plays.check_unless_blank(playbook.situations.path, situation, "play")
        yield from rules.questions.check_unless_blank(playbook.situations.path, situation, "question")
        yield from rules.causes.check_each(playbook.situations.path, situation.get("not_for"))
        yield from _scope(playbook.situations.path, situation, stages)
    for check in playbook.checks:
        yield from _of_check(check.path, check.keys, rules)
        yield from _scope(check.path, check.keys, stages)
    yield from _of_scoring(playbook.scoring.path, playbook.scoring.keys, rules, stages)
    checks, scoring = ids_of_checks(playbook), playbook.scoring
    yield from checks.check_each(scoring.path, scoring.keys.get("hanging"))
    yield from checks.check_unless_blank(scoring.path, scoring.keys, "awaits_ruling")


def ids_of_checks(playbook: PlaybookSources) -> KnownIds:
    """Collect the ids of a playbook's checks."""
    places = {
        each: (check.path, *check.keys.value_at("id"))
        for check in playbook.checks
        if isinstance(each := check.keys.get("id"), str) and each
    }
    complete = len(places) == len(playbook.checks)
    return KnownIds("a check", "checks/", frozenset(places) if complete else None, places)


def _of_scoring(path: str, scoring: YamlMapping, rules: PlaybookIds, stages: KnownIds) -> Iterator[Problem]:
    yield from rules.plays.check_unless_blank(path, scoring, "reminder")
    targets = scoring.get("targets")
    if isinstance(targets, YamlMapping):
        for by_stage in ("median_days", "moved_on"):
            yield from stages.check_each(path, targets.get(by_stage))


def of_pipeline(data: PipelineSources) -> Iterator[Problem]:
    """Look through the team and its accounts."""
    team = data.team
    managers = ids_in(team, "managers", "a manager", "team.yml", id_or_name)
    territories = ids_in(team, "territories", "a territory", "team.yml")
    yield from twice(team.path, team.rows("territories"))
    for rep in [*team.rows("reps"), *team.rows("former_reps")]:
        yield from managers.check_unless_blank(team.path, rep, "manager")
        yield from territories.check_unless_blank(team.path, rep, "territory")
        for before in entries(rep, "earlier_managers"):
            yield from managers.check(team.path, before, "manager")
    if data.accounts:
        accounts, plans = data.accounts.rows("accounts"), data.accounts.rows("territory_plans")
        yield from twice(data.accounts.path, accounts)
        yield from twice(data.accounts.path, plans, "territory")
        for account in accounts:
            yield from territories.check_unless_blank(data.accounts.path, account, "territory")
        for plan in plans:
            yield from territories.check(data.accounts.path, plan, "territory")


@dataclass(frozen=True, slots=True)
class NameableIds:
    """The ids that an opportunity may name: of reps, of what its fields name, and of the playbook's rules."""

    owners: KnownIds
    fields: tuple[tuple[str, KnownIds], ...]
    rules: PlaybookIds | None


def nameable_ids(data: PipelineSources, playbook: PlaybookSources | None) -> NameableIds:
    """Collect the ids that an opportunity may name, as far as these are known."""
    owners = ids_in(data.team, "reps", "a rep", "team.yml", id_or_name)
    rules = ids_of_playbook(playbook) if playbook else None
    fields = [("account", ids_in(data.accounts, "accounts", "an account", "accounts.yml"))] if data.accounts else []
    return NameableIds(owners, (*fields, *([("stage", rules.stages)] if rules else [])), rules)


def of_snapshot(snapshot: SnapshotSource, ids: NameableIds) -> Iterator[Problem]:
    """Look at what a snapshot says of the team, the accounts and the playbook."""
    for path, row in snapshot.rows():
        yield from ids.owners.check(path, row, "owner")
        for key, known_ids in ids.fields:
            yield from known_ids.check_unless_blank(path, row, key)
        if ids.rules:
            yield from _of_opportunity(path, row, ids.rules)


def within_snapshot(snapshot: SnapshotSource) -> Iterator[Problem]:
    """Look at what the opportunities of a snapshot say of each other."""
    yield from twice_in(snapshot.rows(), {})


def of_restarts(rows: Iterable[tuple[str, YamlMapping]], known: Collection[str] | None) -> Iterator[Problem]:
    """Look whether what starts over names an opportunity that is ``known``: of this snapshot, or one that left it.

    None says that nobody knows all of those.
    """
    earlier = KnownIds("an opportunity", "the snapshots", None if known is None else frozenset(known))
    for path, row in rows:
        if "restarted_from" in row:
            yield from earlier.check(path, row, "restarted_from")


def twice(path: str, rows: Iterable[YamlMapping], key: str = "id") -> Iterator[Problem]:
    """Tell of ids that stand twice in a file."""
    yield from twice_in(((path, row) for row in rows), {}, key)


Seen = tuple[str, int]
"""The file and the line in which an id stands first."""


def twice_in(
    placed: Iterable[tuple[str, YamlMapping]],
    seen: dict[str, Seen],
    key: str = "id",
    same: Callable[[str], str] = str,
) -> Iterator[Problem]:
    """Tell of ids that stand twice, in a file or in several; ``seen`` is where each stood first so far.

    Two ids are one where ``same`` makes one of them.
    """
    for path, row in placed:
        value = row.get(key)
        if not isinstance(value, str) or not value:
            continue
        if same(value) not in seen:
            seen[same(value)] = path, row.line_of(key)
            continue
        at, line = seen[same(value)]
        place = f"line {line}" if at == path else f"{at}:{line}"
        message = f"read {quoted(value)} a second time, expected each {key} once; it stands first in {place}"
        yield Problem(path, *row.value_at(key), "duplicate-id", message)


def _criteria_rows(playbook: PlaybookSources) -> Iterator[YamlMapping]:
    for stage in playbook.stages.rows("stages"):
        yield from entries(stage, "exit_criteria")


def _criteria(playbook: PlaybookSources) -> KnownIds:
    stages = playbook.stages.rows("stages")
    ids = [written_id(row) for row in _criteria_rows(playbook)]
    complete = len(set(ids) - {None}) == len(ids) and all(entries(stage, "exit_criteria") for stage in stages)
    known_ids = frozenset(each for each in ids if each)
    if not complete or not known_ids:
        return KnownIds("a criterion", "stages.yml", None)
    places = _places(playbook.stages.path, zip(ids, _criteria_rows(playbook), strict=True))
    return KnownIds("a criterion", "stages.yml", known_ids, places)


def _of_check(path: str, check: YamlMapping, rules: PlaybookIds) -> Iterator[Problem]:
    yield from rules.plays.check(path, check, "play")
    yield from rules.questions.check(path, check, "question")


def _scope(path: str, rule: YamlMapping, stages: KnownIds) -> Iterator[Problem]:
    """Look at the stages to which a check or a situation applies."""
    applies_to = rule.get("applies_to")
    if isinstance(applies_to, YamlMapping):
        yield from stages.check_each(path, applies_to.get("stages"))
        yield from stages.check_unless_blank(path, applies_to, "from_stage")
        yield from stages.check_unless_blank(path, applies_to, "to_stage")
        yield from _wrong_order(path, applies_to, tuple(stages.places))


def _wrong_order(path: str, applies_to: YamlMapping, order: Sequence[str]) -> Iterator[Problem]:
    """Tell of a scope that ends before it begins, given the stages in the order of the sale."""
    start, end = applies_to.get("from_stage"), applies_to.get("to_stage")
    if start in order and end in order and order.index(end) < order.index(start):
        message = f"read {quoted(str(end))}, expected {quoted(str(start))} or a later stage"
        yield Problem(path, *applies_to.value_at("to_stage"), "stages-in-wrong-order", message)


def _of_opportunity(path: str, row: YamlMapping, rules: PlaybookIds) -> Iterator[Problem]:
    if "answers" in row:
        yield from rules.questions.check_each(path, row["answers"])
    if "exit_criteria" in row:
        yield from rules.criteria.check_each(path, row["exit_criteria"])
    if "stories_told" in row:
        yield from rules.stories.check_each(path, row["stories_told"])
    for step in entries(row, "next_steps"):
        yield from rules.criteria.check_unless_blank(path, step, "serves")
    reason = row.get("loss_reason")
    if isinstance(reason, YamlMapping):
        yield from rules.causes.check_unless_blank(path, reason, "cause")
