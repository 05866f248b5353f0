"""The rules of the small review's playbook, as its pages show them: small_playbook.yml, and every practice there is."""

from scorecards.model.practices import PRACTICES
from scorecards.report.rules import Rules
from tests.support.factory import EDITOR, Given, made, written

SERVED_BY = {
    "D12": {"plays": ["permission-to-say-no"]},
    "D18": {"stages": ["scope"]},
    "D21": {"stories": ["bakery-night-shift"]},
    "D27": {"checks": ["two-next-steps"]},
    "D33": {"checks": ["two-next-steps"]},
}
"""The rules that serve a practice."""


def _in_the_editor(rule: Given) -> Given:
    """Give a rule with the address at which it can be changed, unless it says that there is none."""
    path, _, line = rule["place"].rpartition(":")
    return {"editor": f"{EDITOR}/{path}#L{line}", **rule}


def _check(given: Given) -> Given:
    """Give a check with whatever it leaves out."""
    name = given["id"]
    return {
        "title": name,
        "failure_title": f"Not so: {name}",
        "unknown_title": f"Nobody knows: {name}",
        "why": "It matters.",
        "doctrine": ["D27"],
        "applies_to": "Open opportunities",
        "passes_when": "it is so",
        "ask": "Is it so?",
        "ask_whom": "buyer",
        "remedy": "Make it so.",
        "concerns": "rep",
        "severity": "major",
        "tested": given["facts"],
        "place": f"playbook/checks/{name}.yml:1",
        **given,
    }


def _rules() -> Rules:
    given = written("small_playbook.yml")
    for kind in ("stages", "questions", "causes", "plays", "stories", "terms"):
        given[kind] = [_in_the_editor(each) for each in given[kind]]
    given["checks"] = [_check(each) for each in given["checks"]]
    told = ("id", "source", "practice", "shown", "test")
    given["practices"] = [
        {**{name: getattr(each, name) for name in told}, **SERVED_BY.get(each.id, {})} for each in PRACTICES
    ]
    return made(Rules, given)


RULES = _rules()
