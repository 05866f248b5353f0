"""A team whose CRM holds, in every text that a page shows, what somebody could try to slip into it."""

from typing import Any

import yaml

from tests.support.hostile_deals import DAYS, Seed, rows_of
from tests.support.project import Project

TEXTS = {
    "script": "<script>window.ran = 'script'</script>",
    "image": "<img src=x onerror=\"window.ran = 'image'\">",
    "title": "</title><script>window.ran = 'title'</script>",
    "vector": "'\"><svg onload=\"window.ran = 'vector'\"></svg>",
    "closing": "</bdi></summary></details></div></article><script>window.ran = 'closing'</script>",
    "link": "[click](javascript:window.ran='link') https://example.org/ ![pixel](https://example.org/pixel.png)",
    "markdown": "**bold** _em_ `code` # heading {#anchor .class} ~~gone~~ ==mark== ++key++ [^1] *[HTML]: no",
    "template": "{{ config.site_name }} {% include 'main.html' %} {# no comment #} ${HOME} {contact} {account}",
    "include": '--8<-- "mkdocs.yml"',
    "region": "<!-- /literal --><script>window.ran = 'region'</script><!-- literal -->",
    "table": "| a | b |\n|---|---|\n| 1 | <script>window.ran = 'table'</script> |",
    "breaks": "first line\n\n    four spaces\n\n- a list\n\n```python\nprint('code')\n```\n\n!!! note\n    box",
    "region on its line": "before\n<!-- /literal -->\n<script>window.ran = 'line'</script>\n<!-- literal -->\nafter",
    "include on its line": "before\n--8<-- 'mkdocs.yml'\nafter",
    "right to left": "\u202eexe.tfel-ot-thgir\u202c \u200fשלום\u200e <b>עברית</b>",
    "emoji": "👩🏽‍🚒 🙂 :smile: e\u0301 \u00a0 \u200b zero",
    "entities": "&amp; &lt;b&gt; &copy; &#60;script&#62; %3Cscript%3E \\u003cscript\\u003e",
    "yaml": "- name: 'x' # no comment: {a: [b]} *alias &anchor !tag ---",
}
"""What is tried, by what it is."""

WAITING = [
    "0012",
    "0x1F",
    "0o17",
    "1e3",
    "1_000",
    "1.0",
    "12:30:00",
    "2026-11-16",
    "NO",
    "on",
    "null",
    "true",
    "Key:",
    "a:-b",
    "a..b",
    "location",
    "constructor",
    "items",
]
"""Ids of what waits for a ruling, which a YAML tool, a script or a template could take for something else."""

REPS = list(TEXTS)[:12]
HARMLESS = "Zoë O'Brien-Smith Jr."


class _Blocks(yaml.SafeDumper):
    """Writes texts of several lines as block scalars, and all others in quotes."""


_Blocks.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, "|" if "\n" in text else '"'),
)
MANAGERS = {"boss": "image", "chief": "table"}
"""Who leads the reps, by id, with the kind of text that is the name."""


def rep_id(place: int) -> str:
    """Give the id of the rep whose name is the text at this place."""
    return f"rep-{place}"


def opportunity_id(place: int) -> str:
    """Give the id of the opportunity whose texts are the one at this place."""
    return f"OPP-{place}"


def owner(place: int) -> str:
    """Give the rep who owns that opportunity."""
    return rep_id(place % len(REPS))


def owner_before(place: int) -> str:
    """Give the rep who owned it until the newest snapshot: another one of the same manager."""
    return owner(place + len(MANAGERS))


def manager(place: int) -> str:
    """Give the manager who rules on that opportunity."""
    return list(MANAGERS)[place % len(MANAGERS)]


def rep_name(rep: str) -> str:
    """Give a rep's name by the id."""
    place = int(rep.removeprefix("rep-"))
    return HARMLESS if place == len(REPS) - 1 else TEXTS[REPS[place]]


def overrun(project: Project) -> None:
    """Put the texts into every place of the pipeline that takes text."""
    for path in (project.folder / "pipeline").rglob("*.yml"):
        path.unlink()
    _write(project, "team.yml", _team())
    _write(project, "accounts.yml", _accounts())
    for week, day in enumerate(DAYS):
        rows = [row for place in range(len(TEXTS)) for row in rows_of(_seed(place), week)]
        _write(project, f"snapshots/{day}.yml", {"as_of": day, "source": TEXTS["vector"], "opportunities": rows})
    _write(project, "rulings.yml", {"rulings": [each for place in range(len(TEXTS)) for each in _rulings(place)]})
    _write(project, "focus.yml", {"picks": [each for place in range(len(TEXTS)) for each in _picks(place)]})


def text_at(place: int) -> str:
    """Give the text at this place."""
    return list(TEXTS.values())[place]


def _seed(place: int) -> Seed:
    return Seed(place, text_at(place), owner(place), owner_before(place), WAITING[place])


def _write(project: Project, name: str, content: Any) -> None:
    text = yaml.dump(content, Dumper=_Blocks, allow_unicode=True, sort_keys=False, width=10_000)
    (project.folder / "pipeline" / name).write_text(text, "utf-8")


def _team() -> dict[str, Any]:
    lands = [
        {"id": f"t-{place}", "name": text, "realigned_on": "2026-10-14", "realignment": text}
        for place, text in enumerate(TEXTS.values())
    ]
    return {
        "name": TEXTS["script"],
        "currency": "EUR",
        "time_zone": "Europe/Dublin",
        "managers": [{"id": manager, "name": TEXTS[kind]} for manager, kind in MANAGERS.items()],
        "territories": [{"id": "land", "name": TEXTS["closing"], "realignment": TEXTS["script"]}, *lands],
        "reps": [
            {
                "id": rep_id(place),
                "name": rep_name(rep_id(place)),
                "manager": manager(place),
                "territory": "land",
                "follow_up_blocks": [{"day": "tuesday", "start": "09:00", "end": "10:30"}],
            }
            for place in range(len(REPS))
        ],
    }


def _accounts() -> dict[str, Any]:
    plans = [
        {"written_on": "2026-01-05", "aim": f"To win {text}", "why_it_matters": f"For {text}"}
        for text in TEXTS.values()
    ]
    accounts = [
        {"id": f"a-{place}", "name": text, "strategic": True, "territory": f"t-{place}", "plan": plan, "notes": text}
        for place, (text, plan) in enumerate(zip(TEXTS.values(), plans, strict=True))
    ]
    return {
        "accounts": accounts,
        "territory_plans": [{"territory": f"t-{place}", **plan} for place, plan in enumerate(plans)],
    }


def _rulings(place: int) -> list[dict[str, Any]]:
    """Rule on what is to be looked at again, after an earlier ruling, and on what pauses."""
    text = text_at(place)
    by = {"by": manager(place), "reason": f"Because {text}", "course_of_action": f"Then {text}"}
    own, pause = {"opportunity": opportunity_id(place), **by}, {"opportunity": f"PAUSE-{place}", **by}
    return [
        {**own, "on": "2026-11-03", "ruling": "active"},
        {**own, "on": "2026-11-10", "ruling": "stalled", "review_on": "2026-11-13"},
        {**pause, "on": "2026-11-10", "ruling": "stalled", "review_on": "2026-12-07"},
    ]


def _picks(place: int) -> list[dict[str, Any]]:
    """Pick what was lost since, and what is open still."""
    text = f"Picked for {text_at(place)}"
    return [
        {"week": "2026-11-09", "rep": owner(place), "opportunity": f"LOST-{place}", "why": text},
        {"week": "2026-11-16", "rep": owner(place), "opportunity": opportunity_id(place), "why": text},
    ]
