"""The playbook of the small review, with what that review adds to each rule: all of it stands in small_playbook.yml."""

from typing import Any

from scorecards.model.facts.fact import Fact
from scorecards.model.playbook.playbook import Playbook
from scorecards.report.rules import Rules
from tests.support.factory import EDITOR, Given, as_, made, written
from tests.support.shipped_playbook import PRINCIPLES

SERVED_BY = {
    "D12": {"situations": ["silent"], "plays": ["permission-to-say-no"]},
    "D18": {"stages": ["scope"]},
    "D21": {"stories": ["bakery-night-shift"]},
    "D27": {"checks": ["two-next-steps"]},
    "D33": {"checks": ["two-next-steps"]},
}
"""The rules that serve a principle."""


def _check(given: Given) -> Given:
    """Give a check with whatever it leaves out."""
    name = given["id"]
    return {
        "title": name,
        "failure_title": f"Not so: {name}",
        "unknown_title": f"Nobody knows: {name}",
        "why": "It matters.",
        "doctrine": ["D27"],
        "passes_when": {"our_next_steps": {"at_least": 1}},
        "ask": "Is it so?",
        "remedy": "Make it so.",
        "severity": "major",
        **given,
    }


def _playbook(given: dict[str, Any]) -> Playbook:
    checks = [_check(each) for each in given["checks"]]
    return made(
        Playbook, {**given, "checks": checks, "themes": {"words_need": 1}, "working_days": {}, "principles": PRINCIPLES}
    )


def _rules(given: dict[str, Any]) -> Rules:
    checks = {
        name: {
            "place": f"playbook/checks/{name}.yml:1",
            "applies_to": "Open opportunities",
            "passes_when": "it is so",
            "tested": each["facts"],
            **each,
        }
        for name, each in given["checks"].items()
    }
    kinds = ("stages", "questions", "situations", "causes", "plays", "stories", "terms")
    edited = {kind: {name: _in_the_editor(each) for name, each in given[kind].items()} for kind in kinds}
    kinds_of_rules = ("stages", "questions", "situations", "causes", "plays", "stories", "checks")
    principles = {
        each.id: {kind: SERVED_BY.get(each.id, {}).get(kind, []) for kind in kinds_of_rules}
        for each in PRINCIPLES.principles
    }
    return made(Rules, {**edited, "checks": checks, "facts": given["facts"], "principles": principles})


def _in_the_editor(rule: Given) -> Given:
    """Give a rule with the address at which it can be changed, unless it says that there is none."""
    path, _, line = rule["place"].rpartition(":")
    return {"editor": f"{EDITOR}/{path}#L{line}", **rule}


_WRITTEN = written("small_playbook.yml")
PLAYBOOK = _playbook(_WRITTEN["playbook"])
FACTS: tuple[Fact, ...] = as_(tuple[Fact, ...], _WRITTEN["facts"])
RULES = _rules(_WRITTEN["rules"])
