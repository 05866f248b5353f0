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
    "1 Decisions due",
    "2 Follow-ups due",
    "3 Rep summary",
    "4 Changes",
    "5 Your action items",
    "6 Decision history",
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
    assert "Review of 16 Nov 2026 · " in head
    assert "3 decisions due, €135,000" in head
    assert page(waiting).flat.index("3 decisions due") < page(waiting).flat.index("1 Decisions due")


def test_the_items_of_the_agenda_are_always_the_same_and_say_where_there_is_nothing(
    waiting: Situation, tmp_path: Path
) -> None:
    nothing = situation(tmp_path, "stage_entered_on: 2026-11-12")
    assert headings(waiting) == headings(nothing) == SECTIONS
    for said in (
        "No decisions due",
        "No decisions due.",
        "No follow-ups open.",
        "No earlier review to compare with.",
        "No action items.",
        "No decisions yet.",
    ):
        assert said in page(nothing).flat, said
        assert said == "No earlier review to compare with." or said not in page(waiting).flat, said


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
    for said in ("Yard rota", "Ana", "€5,000", "review 4 d overdue", "105 d in Scope (limit 30)"):
        assert said in again, said
    assert "overdue" not in day
    assert waiting.rule("close-date-ahead").failure_title in day


def counted(of: Bearing) -> str:
    """Give the counts of what speaks for it, of what speaks against it, and of what is unknown."""
    unknown = f" · {len(of.unknown)}" if of.unknown else ""
    return f"{len(of.speaks_for)} for · {len(of.speaks_against)} against{unknown}"


def test_a_case_counts_the_evidence_for_and_against_and_lists_all_of_it_where_it_opens(waiting: Situation) -> None:
    for case, told in zip(cases(waiting), ruling_cases(waiting), strict=True):
        short = summary(case).flat
        assert f"Needs action {counted(told.needs_action)} Winnable {counted(told.winnable)}" in short
        evidence = case.one("div", class_="sc-evidence")
        for question, of in (("Needs action?", told.needs_action), ("Winnable?", told.winnable)):
            (section,) = [each for each in evidence.all("section") if question in [h.flat for h in each.all("h4")]]
            shown = [each.attributes["href"].partition("#")[2] for each in section.all("a")]
            assert [each for each in shown if each in waiting_checks(waiting)] == [
                *of.speaks_for,
                *of.speaks_against,
            ]
            unknown = [waiting.rule(each).unknown_title for each in of.unknown]
            everywhere = page(waiting).flat.partition("1 Yard rota")[0]
            assert [each for each in unknown if each not in section.flat and each not in everywhere] == []


def test_a_bar_has_the_counts_that_stand_beside_it(waiting: Situation) -> None:
    for case, told in zip(cases(waiting), ruling_cases(waiting), strict=True):
        bars = [each.attributes["style"] for each in summary(case).all("span", class_="sc-balance-bar")]
        assert bars == [
            f"--for: {len(of.speaks_for)}; --against: {len(of.speaks_against)}; --unknown: {len(of.unknown)}"
            for of in (told.needs_action, told.winnable)
            if not of.is_empty
        ]


def waiting_checks(made: Situation) -> set[str]:
    return {rule.id for rule in made.review.playbook.checks}


def test_the_same_mark_says_the_same_for_both_questions(waiting: Situation) -> None:
    """What speaks for action is to mend, and so is what speaks against winning."""
    for case, told in zip(cases(waiting), ruling_cases(waiting), strict=True):
        marks = [
            f"sc-signs-{mark}"
            for of, either in ((told.needs_action, ("mend", "fine")), (told.winnable, ("fine", "mend")))
            for ids, mark in zip((of.speaks_for, of.speaks_against, of.unknown), (*either, "unknown"), strict=True)
            if ids
        ]
        shown = [each.attributes.get("class") or "" for each in case.all("ul")]
        assert [each for each in shown if each.startswith("sc-signs-")] == marks


def test_what_opens_a_case_holds_no_link_and_no_paragraph(waiting: Situation) -> None:
    """A link inside would be hard to reach by the keyboard, and a summary may hold no paragraph."""
    for case in cases(waiting):
        assert [each.tag for each in summary(case).all() if each.tag not in {"h3", "span", "bdi", "b", "abbr"}] == []


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
    assert "2 more due · €300" in page(made).flat
    links = [each.attributes["href"] for each in page(made).all("a")]
    assert "open.html?manager=mara&finding=has-a-ruling" in links


def test_a_line_stands_for_each_rep_in_the_order_of_the_team_whatever_waits_and_whatever_it_is_worth(
    tmp_path: Path,
) -> None:
    bos = [f"id: O{place}, owner: bo, name: Rota {place}, {LATE}, amount: 900" for place in (2, 3)]
    made = situation(tmp_path, *bos, "stage_entered_on: 2026-11-12", team=TEAM.replace("manager: olu", "manager: mara"))
    told = [
        (rep.one("h3").flat, [each.flat for each in rep.one("dl").all("dd")]) for rep in page(made).all(class_="sc-rep")
    ]
    assert [(name, figures[0], figures[3]) for name, figures in told] == [
        ("Ana Lima", "1 · no amount given", "0"),
        ("Bo Berg", "2 · €1,800", "2"),
    ]


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
    assert ("Step back 15 Oct: The board said no" in summary(case).flat) is overtaken
    assert "It is yours" not in summary(case).flat


def test_a_yes_that_was_called_off_is_a_step_back_too(tmp_path: Path) -> None:
    deal = f"{LATE}, activities: [{FORWARD}]"
    made = situation(tmp_path, f"{deal}, ended: reversed", before={"2026-11-09": (deal,)})
    (told,), (case,) = ruling_cases(made), cases(made)
    assert "they-do-something" not in told.winnable.speaks_for
    assert "Step back 16 Nov: They called it off after a yes" in summary(case).flat


def test_a_case_to_look_at_again_counts_what_is_done_and_what_moved_since_and_opens_to_what_was_asked(
    waiting: Situation,
) -> None:
    again, *others = cases(waiting)
    assert "Decided stalled 12 Oct · 0 of 1 done · movement unknown" in summary(again).flat
    assert "stalled 12 Oct, Mara Quinn: Spring" in again.flat
    assert "Ask Jo open" in again.flat
    assert all("Decided" not in summary(each).flat for each in others)


def test_a_case_offers_the_lines_of_the_file_and_the_command_that_writes_them(waiting: Situation) -> None:
    again = cases(waiting)[0]
    assert again.one("pre", class_="sc-command").flat == (
        "python build_scorecards.py record-ruling O3 --by mara --on 2026-11-16"
        " --ruling WORD --reason WHY --course-of-action WHAT --review-on DAY"
    )
    assert '- opportunity: "O3"' in again.one("pre", class_="sc-lines").flat


def test_days_of_this_year_are_short_and_have_the_full_date_as_their_tooltip(waiting: Situation) -> None:
    days = {each.flat: each.attributes["title"] for each in page(waiting).all("abbr")}
    assert days["16 Nov"] == "16 Nov 2026"


def test_the_queue_tells_how_many_of_this_reviews_decisions_are_made(tmp_path: Path) -> None:
    ruled = "rulings:\n  - {opportunity: O2, by: mara, on: 2026-11-16, ruling: active, reason: They called}\n"
    made = situation(tmp_path, f"{LATE}, amount: 10", f"id: O2, name: Day rota, {LATE}, amount: 20", rulings=ruled)
    assert "1 of 2 decided" in page(made).one("p", class_="sc-progress").flat
    decided = page(made).one("p", class_="sc-decided")
    assert decided.flat.startswith("active Day rota")
    assert [each.attributes["id"] for each in cases(made)] == ["O1"]
    assert [each.attributes["value"] for each in page(made).all("progress")] == ["1"]
