"""A made-up year of snapshots: a team of twenty reps with 1,000 opportunities in each week.

Opportunities are opened, talked about, moved, pushed out, handed over and closed, so that history has something to
tell; the same numbers come out each time.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

STAGES = ("meet", "qualify", "scope", "quote", "decide", "sign")
FIRST = date(2025, 11, 24)
REPS = 20
MANAGERS = 4
STAYS_AFTER_CLOSING = 60
TALKS, MOVES_ON, CLOSES = 0.5, 0.12, 0.025
"""How likely each is for an open deal in a week."""


@dataclass(slots=True)
class Deal:
    """One opportunity as it stands in the week that is being written."""

    number: int
    born: date
    stage: int
    entered: date
    close: date
    pushes: int
    calls: list[str]
    met: list[str]
    status: str = "open"
    closed: date | None = None


def write_year(pipeline: Path, weeks: int = 52, opportunities: int = 1000) -> None:
    """Write team.yml and a snapshot for each week."""
    (pipeline / "snapshots").mkdir(parents=True)
    (pipeline / "team.yml").write_text(_team(), encoding="utf-8")
    random = Random(7)  # noqa: S311 - the same made-up year each time
    deals = [_new(number, FIRST, random) for number in range(opportunities)]
    for week in range(weeks):
        as_of = FIRST + timedelta(weeks=week)
        for place, deal in enumerate(deals):
            if deal.closed and (as_of - deal.closed).days > STAYS_AFTER_CLOSING:
                deals[place] = _new(deal.number + opportunities, as_of, random)
            elif deal.status == "open":
                _live_on(deal, as_of, random)
        text = f"as_of: {as_of}\nopportunities:\n" + "".join(_block(deal, as_of) for deal in deals)
        (pipeline / "snapshots" / f"{as_of}.yml").write_text(text, encoding="utf-8")


def _new(number: int, as_of: date, random: Random) -> Deal:
    born = as_of - timedelta(days=random.randrange(7))
    return Deal(number, born, 0, born, born + timedelta(days=random.randrange(40, 160)), 0, [], [])


def _live_on(deal: Deal, as_of: date, random: Random) -> None:
    chance = random.random()
    day = as_of - timedelta(days=random.randrange(5))
    if day < deal.born:
        return
    if chance < TALKS:
        outcome = random.choice(["none", "none", "reply", "reply", "advance", "setback"])
        deal.calls.append(f"{{on: {day}, direction: outbound, kind: call, with: Jo Park, outcome: {outcome}}}")
    if chance < MOVES_ON and deal.stage < len(STAGES) - 1:
        deal.stage, deal.entered = deal.stage + 1, max(day, deal.entered)
    if deal.close < as_of:
        deal.close, deal.pushes = deal.close + timedelta(days=30), deal.pushes + 1
    if chance > 1 - CLOSES:
        deal.status = random.choice(["won", "lost", "lost", "no_decision"])
        deal.closed = max(day, deal.entered)


def _block(deal: Deal, as_of: date) -> str:
    return "".join(f"  {line}\n" for line in _lines(deal, as_of)).replace("  id:", "- id:", 1)


def _lines(deal: Deal, as_of: date) -> Iterator[str]:
    yield f"  id: D{deal.number:06}"
    yield f"  name: Rota for site {deal.number % 700}"
    yield f"  owner: rep-{deal.number % REPS}"
    yield f"  status: {deal.status}"
    yield f"  stage: {STAGES[deal.stage]}"
    yield f"  created_on: {deal.born}"
    yield f"  stage_entered_on: {deal.entered}"
    yield f"  amount: {1000 + deal.number % 90 * 500}"
    yield f"  close_date: {deal.close}"
    yield f"  push_count: {deal.pushes}"
    if deal.closed:
        yield f"  closed_on: {deal.closed}"
    else:
        due = as_of + timedelta(days=deal.number % 12 - 3)
        yield f"  next_steps: [{{what: Go through the quote, side: us, owner: rep-{deal.number % REPS}, due: {due}}}]"
    yield "  contacts: [{name: Jo Park, roles: [champion], rapport: built}]"
    if deal.calls:
        yield "  activities:"
        for call in deal.calls[-8:]:
            yield f"    - {call}"


def _team() -> str:
    managers = "".join(f"  - {{id: lead-{number}, name: Lead {number}}}\n" for number in range(MANAGERS))
    reps = "".join(
        f"  - {{id: rep-{number}, name: Rep {number}, manager: lead-{number % MANAGERS}}}\n" for number in range(REPS)
    )
    return f"name: A made-up team\ncurrency: EUR\nmanagers:\n{managers}reps:\n{reps}"
