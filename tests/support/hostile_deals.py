"""The opportunities of the hostile team: what each of three snapshots holds of them, all from one text."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]

DAYS = ["2026-11-02", "2026-11-09", "2026-11-16"]
"""The days of the snapshots."""

NAMED = ["First {}", "Then {}", "{}"]
"""What an opportunity is called in each of them, around the text."""

STAGES = {
    "meet": "problem-named",
    "qualify": "cost-of-problem-known",
    "scope": "needs-mapped",
    "quote": "quote-discussed",
    "decide": "objections-settled",
    "sign": "paperwork-done",
}
"""The stages, each with the exit criterion that is told to be open in it."""


@dataclass(frozen=True, slots=True)
class Seed:
    """What the opportunities of one place are made from."""

    place: int
    text: str
    owner: str
    owner_before: str
    waiting: str
    """The id of the one that waits for a first ruling."""

    @property
    def stage(self) -> str:
        """The stage of all that is open here."""
        return list(STAGES)[self.place % len(STAGES)]


def rows_of(seed: Seed, week: int) -> Iterator[Row]:
    """Give all opportunities of one place as one snapshot holds them."""
    newest = week == len(DAYS) - 1
    yield _looked_at_again(seed, week)
    yield _hanging(seed, seed.waiting)
    yield _hanging(seed, f"PAUSE-{seed.place}")
    yield _lost(seed) if newest else _hanging(seed, f"LOST-{seed.place}")
    if not newest:
        yield _hanging(seed, f"GONE-{seed.place}")
    yield from _cold(seed)


def _row(seed: Seed, name: str, status: str) -> Row:
    account = {"account": f"a-{seed.place}"}
    return {"id": name, "name": seed.text, "owner": seed.owner, "status": status, **account}


def _looked_at_again(seed: Seed, week: int) -> Row:
    """Give the opportunity with every field, which is renamed and handed over, and which they move forward."""
    text = seed.text
    newest = week == len(DAYS) - 1
    return {
        **_row(seed, f"OPP-{seed.place}", "open"),
        "name": NAMED[week].format(text),
        "owner": seed.owner if newest else seed.owner_before,
        "stage": seed.stage,
        "crm_stage": text,
        "created_on": "2026-01-12",
        "stage_entered_on": "2026-02-02",
        "amount": 1000 * (week + 1),
        "close_date": ["2026-06-30", "2026-07-31", "2026-11-30"][week],
        "answers": {"problem": {"value": text, "said_by": "buyer", "on": "2026-11-02"}},
        "next_steps": [*_steps(seed), *(_done(seed) if newest else ())],
        "deadline": {"date": "2026-12-01", "consequence": f"Otherwise {text}", "said_by": "buyer"},
        "buying_plan": [
            {"step": f"Plan {text}", "owner": text, "our_help": f"Help {text}"},
            {"step": f"Finish {text}", "owner": text, **({"done_on": "2026-11-13"} if newest else {})},
        ],
        "needs": [
            {"need": f"{priority} {text}", "priority": priority, "in_their_words": f"Said {text}", "met": "yes"}
            for priority in ("must", "should")
        ],
        "first_need": {"need": text, "on": "2026-02-02"},
        "present_need": {"need": f"now {NAMED[week].format(text)}", "on": "2026-11-02"},
        "gap_rating": {"score": 5 + week, "on": DAYS[week], "to_reach_10": f"Reach {text}", "ours_to_help": True},
        "contacts": [{"name": text, "title": text, "roles": ["champion"], "rapport": "built"}],
        "activities": _talks(seed, week),
        "exit_criteria": {STAGES[seed.stage]: {"met": "no", "evidence": f"Shown by {text}"}},
        "blocker": {"what": f"in their court: {text}", "whose": "customer"},
        "claim": {"state": "stalled", "words": f"{text} out of my hands"},
        "restarted_from": f"OLD-{seed.place}",
        "notes": f"{text}\nThey have gone dark: {text}",
    }


def _steps(seed: Seed) -> list[Row]:
    text = seed.text
    return [
        {"what": text, "side": "customer", "owner": text, "due": "2026-11-20"},
        {"what": f"Call {text}", "side": "us", "owner": seed.owner, "due": "2026-11-13"},
        {"what": f"Send {text}", "side": "customer", "owner": text, "due": "2026-11-12"},
        {"what": f"Waiting for {text}", "side": "us", "owner": seed.owner},
    ]


def _done(seed: Seed) -> list[Row]:
    return [{"what": f"Sign {seed.text}", "side": "customer", "owner": seed.text, "done_on": "2026-11-12"}]


def _talks(seed: Seed, week: int) -> list[Row]:
    """Give our tries in vain, a setback from the second snapshot on, and an advance in the newest."""
    text = seed.text
    said = {"kind": "call", "with": text}
    talks = [
        {"on": "2026-03-02", "direction": "outbound", "outcome": "none", "note": text},
        {"on": "2026-11-05", "direction": "inbound", "outcome": "setback", "note": f"Back {text}"},
        {"on": "2026-11-11", "direction": "inbound", "outcome": "advance", "note": f"On {text}"},
    ]
    return [{**talk, **said} for talk in talks[: week + 1]]


def _hanging(seed: Seed, name: str) -> Row:
    return {
        **_row(seed, name, "open"),
        "stage": seed.stage,
        "created_on": "2026-01-12",
        "stage_entered_on": "2026-02-02",
        "contacts": [{"name": seed.text, "title": seed.text}],
        "claim": {"state": "stalled", "words": f"Claim {seed.text}"},
    }


def _ended(seed: Seed, name: str, closed_on: str, said_by: str = "rep") -> Row:
    return {
        **_row(seed, name, "lost"),
        "ended": "declined",
        "created_on": "2025-01-12",
        "closed_on": closed_on,
        "loss_reason": {"reason": f"Lost {seed.text}", "said_by": said_by},
    }


def _lost(seed: Seed) -> Row:
    """Give what was open until the newest snapshot: it sleeps until a day, a person and an event."""
    wake = {"on": "2026-12-01", "person": seed.text, "when": f"When {seed.text}"}
    return {**_ended(seed, f"LOST-{seed.place}", "2026-11-12", "buyer"), "wake": wake}


def _cold(seed: Seed) -> Iterator[Row]:
    """Give what ended long ago, one for each state in which the cold file may hold it."""
    text, place = seed.text, seed.place
    gone = {"name": f"Gone {text}", "title": text, "left_on": "2026-10-20"}
    when = {"when": f"When {text}"}
    yield {**_ended(seed, f"DAY-{place}", "2025-12-01"), "wake": {"on": "2026-10-20", **when}}
    yield {
        **_ended(seed, f"LEFT-{place}", "2025-12-01"),
        "contacts": [gone],
        "wake": {"person": gone["name"], "change": "leaves"},
    }
    yield {**_ended(seed, f"EVENT-{place}", "2025-12-01"), "wake": when}
    yield _ended(seed, f"UNSET-{place}", "2025-12-01")
    answers = {"problem": {"value": f"Old {text}", "said_by": "buyer", "on": "2025-02-02"}}
    yield {**_ended(seed, f"OLD-{place}", "2025-12-01"), "answers": answers}
