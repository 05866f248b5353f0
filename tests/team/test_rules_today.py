"""How many open opportunities each rule of the playbook concerns today, and which: in the results and on its page."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorecards.report.deal import Deal
from scorecards.report.review import Review
from scorecards.report.rules import Concern
from tests.support.situations import TEAM, Situation, situation
from tests.support.tree import Element

# One that hangs and of which much is known, one of which nothing is, one that is closed.
QUIET = (
    "id: O1, name: Night rota, amount: 9000, stage: scope, stage_entered_on: 2026-06-01, next_steps: [],"
    " activities: [{on: 2026-07-01, direction: inbound, kind: call, with: Jo},"
    " {on: 2026-10-20, direction: outbound, kind: call, with: Jo, outcome: none},"
    " {on: 2026-11-02, direction: outbound, kind: call, with: Jo, outcome: none}]"
)
BARE = "id: O2, name: Day rota, amount: 12000, stage: scope"
CLOSED = "id: O3, name: Old rota, status: lost, stage: scope, closed_on: 2026-11-10, loss_reason: null"
PAGES = {
    "stage": "stages",
    "question": "questions",
    "situation": "situations",
    "cause": "causes",
    "play": "plays",
    "finding": "checks",
}


@pytest.fixture(scope="module")
def some(tmp_path_factory: pytest.TempPathFactory) -> Situation:
    return situation(tmp_path_factory.mktemp("some"), QUIET, BARE, CLOSED)


def rules_of(review: Review) -> Iterator[tuple[str, str, Any]]:
    """Give every rule that concerns opportunities: its kind, its id, and what the review adds to it."""
    for kind, page in PAGES.items():
        yield from ((kind, rule, added) for rule, added in getattr(review.rules, page).items())


def concerned(kind: str, rule: str, deal: Deal, review: Review) -> bool:
    """Tell from what else the results say of a deal whether a rule concerns it."""
    plays = {check.id: check.play for check in review.playbook.checks}
    findings = {*deal.failed, *deal.for_manager} - set(deal.resting)
    leading = deal.diagnosis.leading if deal.diagnosis else None
    of_cause = {cause.play for cause in review.playbook.causes if cause.id == leading}
    situation_ = deal.conclusion.situation if deal.conclusion else None
    of_situation = {deal.conclusion.play} if deal.conclusion else set()
    of_action = {act.play for card in review.scorecards for act in card.actions if act.opportunity == deal.id}
    rules: dict[str, set[Any]] = {
        "stage": {deal.stage},
        "question": {answer.question for answer in deal.answers if answer.state in {"open", "stale"}},
        "situation": {situation_},
        "cause": {leading},
        "play": {plays[check] for check in findings} | of_cause | of_situation | of_action,
        "finding": findings,
    }
    return rule in rules[kind]


def expected(kind: str, rule: str, review: Review) -> set[str]:
    still_open = (deal for deal in review.opportunities if deal.status == "open")
    return {deal.id for deal in still_open if concerned(kind, rule, deal, review)}


def test_each_count_is_what_one_counts_from_the_opportunities(some: Situation) -> None:
    counts = 0
    for kind, rule, added in rules_of(some.review):
        found = expected(kind, rule, some.review)
        assert added.today.count == len(found), (kind, rule)
        assert set(added.today.begin_with) <= found
        assert len(added.today.begin_with) + added.today.rest == added.today.count
        counts += added.today.count
    assert counts > 20


def test_an_opportunity_names_the_same_rules_that_name_it(some: Situation) -> None:
    for deal in some.review.opportunities:
        today = deal.today
        told: dict[str, set[Any]] = {
            "stage": {deal.stage} if deal.status == "open" else set(),
            "question": set(today.questions),
            "situation": {today.situation} - {None},
            "cause": {today.cause} - {None},
            "play": set(today.plays),
            "finding": set(today.findings),
        }
        for kind, rule, _ in rules_of(some.review):
            if deal.status == "open":
                assert (rule in told[kind]) == concerned(kind, rule, deal, some.review), (kind, rule, deal.id)
            else:
                assert rule not in told[kind]


def test_a_closed_opportunity_concerns_no_rule_today(some: Situation) -> None:
    assert some.deal("O3").failed
    assert all("O3" not in added.today.begin_with for _, _, added in rules_of(some.review))


def test_what_is_not_known_is_counted_apart_from_what_fails(some: Situation) -> None:
    added = some.review.rules.checks["qualified-has-next-step"]
    assert added.today == Concern(1, ("O1",), 0)
    assert added.unknown_today == Concern(1, ("O2",), 0)


def test_the_largest_come_first_and_those_without_an_amount_last(tmp_path: Path) -> None:
    team = TEAM + "rates: {USD: 0.5}\n"
    amounts = ("amount: 100", "", "amount: 300, currency: USD", "amount: 150.01", "amount: 9000, currency: CHF")
    deals = [f"id: O{place}, {given_}".rstrip(", ") for place, given_ in enumerate(amounts)]
    stages = situation(tmp_path, *deals, team=team).review.rules.stages
    assert stages["scope"].today == Concern(5, ("O3", "O2", "O0"), 2)


@settings(max_examples=8, deadline=None)
@given(st.lists(st.none() | st.integers(0, 10**9), min_size=1, max_size=12))
def test_of_any_amounts_the_first_are_the_largest(amounts: list[int | None]) -> None:
    deals = [f"id: O{place}" + (f", amount: {each}" if each is not None else "") for place, each in enumerate(amounts)]
    with tempfile.TemporaryDirectory() as folder:
        review = situation(Path(folder), *deals).review
    stage = review.rules.stages["scope"]
    known = {f"O{place}": -1 if each is None else each for place, each in enumerate(amounts)}
    first = [known[each] for each in stage.today.begin_with]
    assert first == sorted(known.values(), reverse=True)[: len(first)]
    assert len(first) + stage.today.rest == stage.today.count == len(amounts)


PAUSED = """rulings:
  - {opportunity: O1, on: 2026-11-16, by: mara, ruling: stalled, reason: It moves, review_on: 2026-12-01}
"""


def test_what_rests_in_a_pause_that_the_manager_approved_is_no_finding_of_today(tmp_path: Path) -> None:
    paused = situation(tmp_path, QUIET, rulings=PAUSED)
    deal = paused.deal()
    assert deal.resting
    assert not set(deal.resting) & set(deal.today.findings)
    for check in deal.resting:
        assert paused.review.rules.checks[check].today.count == 0
    assert all(
        added.today.count == len(expected(kind, rule, paused.review)) for kind, rule, added in rules_of(paused.review)
    )


# On the pages.


def section(page: Element, rule: str) -> Element:
    """Give the section of a page that tells of a rule."""
    (found,) = [each for each in page.all("section") if any(each.all("h2", id=rule))]
    return found


def said_today(found: Element) -> Element:
    (line,) = found.all("p", class_="sc-today")
    return line


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Situation:
    deals = [f"id: O{place}, name: Rota {place}, amount: {place}00, next_steps: []" for place in range(1, 6)]
    return situation(tmp_path_factory.mktemp("many"), *deals)


@pytest.mark.parametrize("which", ["some", "many"])
def test_each_page_says_how_many_and_leads_to_them(which: str, request: pytest.FixtureRequest) -> None:
    made: Situation = request.getfixturevalue(which)
    for kind, rule, added in rules_of(made.review):
        line = said_today(section(made.pages[f"playbook/{PAGES[kind]}.md"], rule))
        links = [each.attributes["href"] for each in line.all("a")]
        named = [f"../scorecards/{made.deal(each).owner}.html#{each}" for each in added.today.begin_with]
        more = [f"../scorecards/open.html?{kind}={rule}"] if added.today.rest else []
        assert links == named + more, (kind, rule)
        if added.today.count:
            assert str(added.today.count) in line.one("b").flat
        else:
            assert line.flat.startswith("None")
        if added.today.rest:
            assert line.flat.endswith(f"and {added.today.rest} more")


def test_the_contents_of_a_page_tell_the_same_counts(many: Situation) -> None:
    for kind, page in PAGES.items():
        if kind == "finding":
            continue
        rows = many.pages[f"playbook/{page}.md"].one("nav", class_="sc-contents").all("li")
        counts = {row.one("a").attributes["href"][1:]: row.one("span", class_="sc-number").flat for row in rows}
        assert counts == {rule: str(added.today.count) for rule, added in getattr(many.review.rules, page).items()}


def test_the_table_of_checks_tells_the_same_counts_and_leads_to_them(many: Situation) -> None:
    rows = many.pages["playbook/checks.md"].one("table", class_="sc-checks").one("tbody").children("tr")
    checks = {check.id: check for check in many.review.playbook.checks}
    assert len(rows) == len(checks)
    for row in rows:
        title, weight, mend, unknown = row.children("td")
        rule = title.one("a").attributes["href"][1:]
        added = many.review.rules.checks[rule]
        assert title.flat == checks[rule].name
        assert (weight.flat, mend.flat) == (checks[rule].severity, str(added.today.count))
        assert unknown.flat == str(added.unknown_today.count)
        assert [each.attributes["href"] for each in mend.all("a")] == (
            [f"../scorecards/open.html?finding={rule}"] if added.today.count else []
        )


def test_the_first_page_shows_the_stages_as_a_path_with_their_counts(many: Situation) -> None:
    steps = many.pages["playbook/index.md"].one("ol", class_="sc-path").children("li")
    stages = many.review.playbook.stages
    assert [step.one("p", class_="sc-path-name").flat for step in steps] == [stage.name for stage in stages]
    counts = [step.one("p", class_="sc-path-count").flat for step in steps]
    found = [many.review.rules.stages[stage.id].today.count for stage in stages]
    expected_counts = [f"{count} open" if count else "None today" for count in found]
    assert all(said.startswith(count) for said, count in zip(counts, expected_counts, strict=True))
    assert any(found)


def test_where_nothing_is_open_every_rule_says_so(tmp_path: Path) -> None:
    none = situation(tmp_path, CLOSED)
    for kind, rule, _ in rules_of(none.review):
        assert said_today(section(none.pages[f"playbook/{PAGES[kind]}.md"], rule)).flat.startswith("None")
    assert "None today." in none.shown("playbook/index")


# Proposing a change.


def test_each_rule_offers_to_propose_a_change_at_its_line_where_there_is_an_editor(some: Situation) -> None:
    from scorecards.review import read, review_of  # noqa: PLC0415 - used here alone

    files = {added.place.path for _, _, added in rules_of(some.review)}
    review = review_of(read(some.folders), {file: f"https://example.org/edit/{file}" for file in files})
    for kind, _, added in rules_of(review):
        assert added.editor == f"https://example.org/edit/{added.place.path}#L{added.place.line}", kind
    assert {added.editor for _, _, added in rules_of(some.review)} == {None}
    assert "Suggest a change" not in some.shown("playbook/plays")
