"""The rules that are not the same in two playbooks."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, Literal

from scorecards.model.check import Check
from scorecards.model.playbook.playbook import Playbook
from scorecards.report.preview import RuleChange, RuleKind

CHECK_WORDS: Final = frozenset(
    {"title", "name", "failure_title", "unknown_title", "why", "doctrine", "ask", "ask_whom", "remedy"}
)
"""The keys of a check that change what is said, and never an outcome."""

_WORDS: Final[Mapping[RuleKind, frozenset[str]]] = {
    "check": CHECK_WORDS,
    "stage": frozenset({"name", "definition", "entry_trigger", "doctrine"}),
    "question": frozenset({"question", "how_to_ask", "why", "doctrine"}),
    "situation": frozenset({"name", "doctrine"}),
    "cause": frozenset({"name", "definition", "retrievability_note", "what_to_do", "warning", "doctrine"}),
}


def rule_changes(base: Playbook, head: Playbook) -> tuple[RuleChange, ...]:
    """Give what was added, removed, changed or reworded, kind by kind in the order of HEAD; what went comes last."""
    kinds: tuple[tuple[RuleKind, str], ...] = (
        ("check", "checks"),
        ("stage", "stages"),
        ("question", "questions"),
        ("situation", "situations"),
        ("cause", "causes"),
        ("play", "plays"),
        ("story", "stories"),
    )
    found = [change for kind, part in kinds for change in _of_kind(kind, getattr(base, part), getattr(head, part))]
    return (*found, *_terms(base, head), *_files(base, head))


def _of_kind(kind: RuleKind, base: Iterable[Any], head: Iterable[Any]) -> Iterator[RuleChange]:
    before = {each.id: each for each in base}
    after = {each.id: each for each in head}
    for id_, rule in after.items():
        if id_ not in before:
            yield RuleChange(kind, id_, _name(rule), "added")
        elif fields := tuple(_differing(before[id_], rule)):
            is_reworded = _WORDS.get(kind, frozenset()).issuperset(fields)
            yield RuleChange(kind, id_, _name(rule), "reworded" if is_reworded else "changed", fields)
    yield from (RuleChange(kind, id_, _name(rule), "removed") for id_, rule in before.items() if id_ not in after)
    if list(before) != list(after) and before.keys() == after.keys() and kind != "check":
        yield RuleChange("file", kind, f"order of {kind}s", "changed")


def _differing(before: Any, after: Any) -> Iterator[str]:
    return (key for key in type(after).model_fields if getattr(before, key) != getattr(after, key))


def _name(rule: Any) -> str:
    return str(getattr(rule, "name", None) or getattr(rule, "question", None) or getattr(rule, "title", rule.id))


def _terms(base: Playbook, head: Playbook) -> Iterator[RuleChange]:
    before, after = ({each.term: each for each in playbook.terms} for playbook in (base, head))
    for term in {**after, **before}:
        if before.get(term) != after.get(term):
            yield RuleChange("term", term, term, _became(term in before, term in after))


def _became(was: bool, now: bool) -> Literal["added", "removed", "reworded"]:  # noqa: FBT001 - before and after
    return "reworded" if was and now else "added" if now else "removed"


def _files(base: Playbook, head: Playbook) -> Iterator[RuleChange]:
    """Give the files without rules of their own that differ."""
    for part, name in (
        ("scoring", "scoring.yml"),
        ("phrases", "phrases.yml"),
        ("themes", "themes.yml"),
        ("working_days", "working-days.yml"),
    ):
        before, after = getattr(base, part), getattr(head, part)
        if before != after:
            yield RuleChange("file", name, name, "changed", tuple(_differing(before, after)))


def outcomes_decide_alike(base: Playbook, head: Playbook) -> bool:
    """Tell whether all that follows from a deal's facts and outcomes is the same.

    So it is where no more than checks differ, and those that both have only in when they apply, when they pass, and
    their words.
    """
    return is_same_but_for_checks(base, head) and all(
        _bears_alike(check, head.checks_by_id[id_])
        for id_, check in base.checks_by_id.items()
        if id_ in head.checks_by_id
    )


def is_same_but_for_checks(base: Playbook, head: Playbook) -> bool:
    """Tell whether nothing but checks differs, so that all facts and histories are the same."""
    parts = (each for each in type(head).__dataclass_fields__ if each != "checks")
    return all(getattr(base, part) == getattr(head, part) for part in parts)


def _bears_alike(before: Check, after: Check) -> bool:
    free = CHECK_WORDS | {"applies_to", "passes_when"}
    return free.issuperset(_differing(before, after)) and ("ruling" in before.facts()) == ("ruling" in after.facts())
