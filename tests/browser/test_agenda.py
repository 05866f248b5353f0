"""A manager's page as the agenda of a meeting: what waits stands first, in short, and opens to the evidence."""

from pathlib import Path

import pytest

from scorecards.report.managers import Bearing, RulingCase
from tests.support.situations import TEAM, Situation, situation
from tests.support.tree import Element

LATE = "stage_entered_on: 2026-08-03, created_on: 2026-07-01"
RULED = (
    "rulings:\n  - {opportunity: O3, by: mara, on: 2026-10-12, ruling: stalled, reason: Spring, "
    "course_of_action: Ask Jo, review_on: 2026-11-12}\n"
)
SECTIONS = [
    "1 Rule on these",
    "2 Follow-ups due",
    "3 One line for each rep",
    "4 What changed in your team",
    "5 Yours to mend",
    "6 Your rulings, and what came of them",
]


@pytest.fixture(scope="module")
def waiting(tmp_path_factory: pytest.TempPathFactory) -> Situation:
    """Three deals that wait for Mara: one to look at again, and two that nobody has ruled on."""
    return situation(
        tmp_path_factory.mktemp("waiting"),
        f"name: Night rota, {LATE}, amount: 40000, activities: []",
        f"id: O2, name: Day rota, {LATE}, amount: 90000, close_date: 2026-10-01",
        f"id: O3, name: Yard rota, {LATE}, amount: 5000",
        rulings=RULED,
    )


def page(made: Situation) -> Element:
    return made.pages["scorecards/mara.md"]


def cases(made: Situation) -> list[Element]:
    return list(page(made).all("details", class_="sc-case"))


def summary(case: Element) -> Element:
    return case.children("summary")[0]


def ruling_cases(made: Situation) -> list[RulingCase]:
    mara = next(each for each in made.review.manager_pages if each.manager == "mara")
    return [*mara.reviews_due, *mara.waiting]


def sections(made: Situation) -> list[Element]:
    return [each for each in page(made).all("h2") if each.attributes.get("id", "").startswith("_")]


def headings(made: Situation) -> list[str]:
    return [each.flat.removesuffix("¶").strip() for each in sections(made)]


def test_the_page_begins_with_who_as_of_when_how_many_wait_and_what_they_are_worth(waiting: Situation) -> None:
    head = page(waiting).one("header").flat
    assert head.startswith("Mara ")
    assert "Review of 16 Nov 2026" in head
    assert "3 deals wait for your ruling, €135,000" in head
    assert page(waiting).flat.index("3 deals wait") < page(waiting).flat.index("1 Rule on these")


def test_the_items_of_the_agenda_are_always_the_same_and_say_where_there_is_nothing(
    waiting: Situation, tmp_path: Path
) -> None:
    nothing = situation(tmp_path, "stage_entered_on: 2026-11-12")
    assert headings(waiting) == headings(nothing) == SECTIONS
    for said in (
        "No deal waits for your ruling",
        "Nothing waits for a ruling.",
        "Nothing that you asked for is open.",
        "There is no earlier snapshot to compare with.",
        "Nothing of yours is to mend.",
        "You have not ruled on a deal yet.",
    ):
        assert said in page(nothing).flat, said
        assert said == "There is no earlier snapshot to compare with." or said not in page(waiting).flat, said


def test_the_agenda_leads_to_each_of_its_items(waiting: Situation) -> None:
    links = [each.attributes["href"] for each in page(waiting).one("nav").all("a")]
    anchors = [f"#{each.attributes['id']}" for each in sections(waiting)]
    assert links == anchors


def test_cases_stand_closed_and_numbered_the_one_to_rule_on_first_on_top(waiting: Situation) -> None:
    numbers = [summary(each).one("span", class_="sc-place-in-line").flat for each in cases(waiting)]
    assert numbers == ["1", "2", "3"]
    assert [each.attributes["id"] for each in cases(waiting)] == ["O3", "O2", "O1"]
    assert all("open" not in each.attributes for each in cases(waiting))


def test_a_case_says_in_short_what_it_is_whose_what_it_is_worth_and_why_it_waits(waiting: Situation) -> None:
    again, day, _ = (summary(each).flat for each in cases(waiting))
    for said in ("Yard rota", "Ana", "€5,000", "4 days overdue: you were to look again on 12 Nov 2026."):
        assert said in again, said
    assert "overdue" not in day
    assert f"{waiting.rule('close-date-ahead').failure_title} (close date 46 days ago)" in day


def weighed(made: Situation, of: Bearing, titles: tuple[str, str], said: tuple[str, ...]) -> str:
    """Give the heaviest sign for and against, one that is not said above where there is one, and the counts."""
    sides = []
    for label, ids, title in zip(("For", "Against"), (of.speaks_for, of.speaks_against), titles, strict=True):
        first = [getattr(made.rule(each), title) for each in [*(i for i in ids if i not in said), *ids]][:1]
        more = f" and {len(ids) - 1} more" if len(ids) > 1 else ""
        sides.append(f"{label}: {''.join(first) or 'nothing known'}{more} · ")
    return f"{''.join(sides)}{len(of.unknown)} not known"


def test_a_case_says_the_heaviest_for_and_against_and_lists_all_where_it_opens(waiting: Situation) -> None:
    for case, told in zip(cases(waiting), ruling_cases(waiting), strict=True):
        short = summary(case).flat
        said = told.reasons[:1] if told.waits == "first" else ()
        action = weighed(waiting, told.needs_action, ("failure_title", "title"), said)
        assert f"Needs action? {action}" in short
        assert f"Can be won? {weighed(waiting, told.winnable, ('title', 'failure_title'), said)}" in short
        evidence = case.one("div", class_="sc-evidence")
        for question, of in (("Does it need action?", told.needs_action), ("Can it still be won?", told.winnable)):
            (section,) = [each for each in evidence.all("section") if question in [h.flat for h in each.all("h4")]]
            shown = [each.attributes["href"].partition("#")[2] for each in section.all("a")]
            assert [each for each in shown if each in waiting_checks(waiting)] == [
                *of.speaks_for,
                *of.speaks_against,
                *of.unknown,
            ]


def waiting_checks(made: Situation) -> set[str]:
    return {rule.id for rule in made.review.playbook.checks}


def test_the_same_mark_says_the_same_for_both_questions(waiting: Situation) -> None:
    """What speaks for action is to mend, and so is what speaks against winning; the row itself has words alone."""
    for case, told in zip(cases(waiting), ruling_cases(waiting), strict=True):
        marks = [
            f"sc-signs-{mark}"
            for of, either in ((told.needs_action, ("mend", "fine")), (told.winnable, ("fine", "mend")))
            for ids, mark in zip((of.speaks_for, of.speaks_against, of.unknown), (*either, "unknown"), strict=True)
            if ids
        ]
        shown = [each.attributes.get("class") or "" for each in case.all("ul")]
        assert [each for each in shown if each.startswith("sc-signs-")] == marks
        assert not [each for each in summary(case).all() if "mark" in (each.attributes.get("class") or "")]


def test_what_opens_a_case_holds_no_link_and_no_paragraph(waiting: Situation) -> None:
    """A link inside would be hard to reach by the keyboard, and a summary may hold no paragraph."""
    for case in cases(waiting):
        assert [each.tag for each in summary(case).all() if each.tag not in {"h3", "span", "bdi", "b"}] == []


def test_a_sign_that_bears_on_neither_question_is_said_apart(tmp_path: Path) -> None:
    made = situation(tmp_path, f"{LATE}, close_date: 2026-10-01")
    check = made.folder / "playbook" / "checks" / "close-date-ahead.yml"
    text = check.read_text(encoding="utf-8")
    assert "Why it waits" not in page(made).flat
    check.write_text(text.replace("bears_on: action_if_it_fails\n", ""), encoding="utf-8")
    (case,) = cases(Situation(made.folder))
    title = made.rule("close-date-ahead").failure_title
    assert f"Why it waits {title}" in case.one("div", class_="sc-evidence").flat


def test_what_is_not_shown_leads_to_the_table_of_all_that_await_a_ruling(tmp_path: Path) -> None:
    rows = [f"id: R{place}, name: Rota {place}, {LATE}, amount: {place}00" for place in range(1, 13)]
    made = situation(tmp_path, *rows)
    assert "2 more wait · €300" in page(made).flat
    links = [each.attributes["href"] for each in page(made).all("a")]
    assert "open.html?manager=mara&finding=has-a-ruling" in links


def test_a_line_stands_for_each_rep_in_the_order_of_the_team_whatever_waits_and_whatever_it_is_worth(
    tmp_path: Path,
) -> None:
    bos = [f"id: O{place}, owner: bo, name: Rota {place}, {LATE}, amount: 900" for place in (2, 3)]
    made = situation(tmp_path, *bos, "stage_entered_on: 2026-11-12", team=TEAM.replace("manager: olu", "manager: mara"))
    rows = page(made).one("table", class_="sc-reps").one("tbody").all("tr")
    told = [(row.one("th").flat, [cell.flat for cell in row.children("td")][::3]) for row in rows]
    assert told == [("Ana Lima", ["1", "0"]), ("Bo Berg", ["2", "2"])]


FORWARD = "{on: 2026-10-09, direction: inbound, kind: call, outcome: advance, note: It is yours}"
BACK = "{on: 2026-10-15, direction: inbound, kind: email, outcome: setback, note: The board said no}"
AGAIN = "{on: 2026-10-20, direction: inbound, kind: call, outcome: advance, note: Yes after all}"
SAME_DAY = "{on: 2026-10-15, direction: inbound, kind: call, outcome: advance, note: Or yes}"


@pytest.mark.parametrize(
    ("talks", "overtaken"),
    [((FORWARD, BACK), True), ((FORWARD, BACK, AGAIN), False), ((FORWARD,), False), ((BACK, SAME_DAY), False)],
)
def test_a_forward_talk_that_a_later_step_back_overtook_speaks_for_nothing(
    talks: tuple[str, ...], *, overtaken: bool, tmp_path: Path
) -> None:
    made = situation(tmp_path, f"{LATE}, activities: [{', '.join(talks)}]")
    (told,), (case,) = ruling_cases(made), cases(made)
    assert ("they-do-something" in told.winnable.speaks_for) is not overtaken
    assert ("Step back 15 Oct 2026: The board said no" in summary(case).flat) is overtaken
    assert "It is yours" not in summary(case).flat


def test_a_yes_that_was_called_off_is_a_step_back_too(tmp_path: Path) -> None:
    deal = f"{LATE}, activities: [{FORWARD}]"
    made = situation(tmp_path, f"{deal}, ended: reversed", before={"2026-11-09": (deal,)})
    (told,), (case,) = ruling_cases(made), cases(made)
    assert "they-do-something" not in told.winnable.speaks_for
    assert "Step back 16 Nov 2026: They called it off after a yes" in summary(case).flat


def test_a_case_to_look_at_again_says_what_was_to_be_done_and_what_moved_since(waiting: Situation) -> None:
    again, *others = (summary(each).flat for each in cases(waiting))
    assert "What to do Ask Jo no owner, no date not done yet · Since then" in again
    assert all("What to do" not in each for each in others)
