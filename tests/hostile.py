"""A team whose CRM holds, in every text that a page shows, what somebody could try to slip into it."""

from typing import Any

import yaml

from tests.project import Project

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

STAGES = ["meet", "qualify", "scope", "quote", "decide", "sign"]
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


def overrun(project: Project) -> None:
    """Put the texts into every place of the pipeline that takes text."""
    for path in (project.folder / "pipeline").rglob("*.yml"):
        path.unlink()
    _write(project, "team.yml", _team())
    _write(
        project, "accounts.yml", {"accounts": [{"id": f"a-{n}", "name": text} for n, text in enumerate(TEXTS.values())]}
    )
    rows = [_opportunity(place, text) for place, text in enumerate(TEXTS.values())]
    _write(
        project, "snapshots/2026-11-16.yml", {"as_of": "2026-11-16", "source": TEXTS["vector"], "opportunities": rows}
    )


def _write(project: Project, name: str, content: Any) -> None:
    text = yaml.dump(content, Dumper=_Blocks, allow_unicode=True, sort_keys=False, width=10_000)
    (project.folder / "pipeline" / name).write_text(text, "utf-8")


def _team() -> dict[str, Any]:
    names = [*(TEXTS[key] for key in REPS[:-1]), HARMLESS]
    return {
        "name": TEXTS["script"],
        "currency": "EUR",
        "managers": [{"id": manager, "name": TEXTS[kind]} for manager, kind in MANAGERS.items()],
        "territories": [{"id": "land", "name": TEXTS["closing"], "realignment": TEXTS["script"]}],
        "reps": [
            {"id": rep_id(place), "name": name, "manager": list(MANAGERS)[place % 2], "territory": "land"}
            for place, name in enumerate(names)
        ],
    }


def _opportunity(place: int, text: str) -> dict[str, Any]:
    return {
        "id": opportunity_id(place),
        "name": text,
        "owner": owner(place),
        "status": "open",
        "stage": STAGES[place % len(STAGES)],
        "crm_stage": text,
        "account": f"a-{place}",
        "created_on": "2026-01-12",
        "stage_entered_on": "2026-02-02",
        "close_date": "2026-06-30",
        "answers": {"problem": {"value": text, "said_by": "buyer", "on": "2026-11-02"}},
        "next_steps": [
            {"what": text, "side": "customer", "owner": text, "due": "2026-11-20"},
            {"what": f"Waiting for {text}", "side": "us", "owner": owner(place)},
        ],
        "deadline": {"date": "2026-12-01", "consequence": text, "said_by": "buyer"},
        "buying_plan": [{"step": text, "owner": text, "our_help": text}],
        "needs": [{"need": text, "priority": "must", "in_their_words": text}],
        "first_need": {"need": text, "on": "2026-02-02"},
        "present_need": {"need": f"now {text}", "on": "2026-11-02"},
        "contacts": [{"name": text, "title": text, "roles": ["champion"], "rapport": "built"}],
        "activities": [
            {"on": "2026-03-02", "direction": "outbound", "kind": "call", "with": text, "outcome": "none", "note": text}
        ],
        "blocker": {"what": text, "whose": "customer"},
        "loss_reason": {"reason": text, "said_by": "rep"},
        "claim": {"state": "stalled", "words": text},
        "notes": text,
    }
