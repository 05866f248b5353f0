"""A small review made by hand: every state that a page can show, in a handful of opportunities."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from scorecards.model.practices import PRACTICES
from scorecards.report.buyer_side import BuyingStepState, NeedState, Rating, Stated, StoryMatch, TheirDate, TheirSide
from scorecards.report.changes import Change
from scorecards.report.cold_file import Cold, OldAnswer, Restart
from scorecards.report.deal import AnswerState, CriterionLine, Deal
from scorecards.report.diagnosis import Clearing, Diagnosis, Hypothesis, Sign, TellingQuestion
from scorecards.report.figures import Figures, PickFigure, ReasonFigure, Spread, StageFigure, WeekFigure
from scorecards.report.managers import Named
from scorecards.report.pipeline_flow import Flow, FlowStep, FlowSum, MovedDates
from scorecards.report.review import CrmStageLine, Gap, ManagerLine, Review, StageLine
from scorecards.report.rule_counts import Concern, RulesToday
from scorecards.report.rules import (
    CauseRule,
    CheckRule,
    ClosingRule,
    CriterionRule,
    FactRule,
    PhraseRule,
    PlayRule,
    PracticeRule,
    QuestionRule,
    Rules,
    StageRule,
    StoryRule,
    TermRule,
    TrackRule,
)
from scorecards.report.scorecard import Action, Ask, Call, CallGroup, FindingGroup, Scorecard, StageGroup, Try
from scorecards.report.stage_ages import AgeBand, Ages, StageAges
from scorecards.report.values import (
    FORMAT,
    AtLeast,
    Carried,
    Elsewhere,
    KnownFact,
    Money,
    Place,
    Quoted,
    Read,
    Score,
    StepState,
    Sum,
    Tally,
    Told,
    Words,
)
from scorecards.report.week import Block, Closure, Due, FollowUp, Pick, PickOutcome, Wins
from tests.support.small_managers import (
    ACCOUNTS,
    ACTIVE,
    AGAIN,
    MATRIX,
    OVER,
    PAGES,
    PAUSE,
    PAUSED,
    STALLED,
    TERRITORIES,
    WON,
)

SNAPSHOT = "pipeline/snapshots/2026-11-16.yml"
EDITOR = "https://example.org/edit/main"


def at(path: str, line: int = 1) -> Place:
    return Place(path, line)


def euro(amount: int | str) -> Money:
    return Money(Decimal(amount), "EUR")


def tally(passed: int, failed: int, unknown: int, not_applicable: int) -> Tally:
    known = passed + failed
    return Tally(passed, failed, known, unknown, known + unknown, not_applicable)


def worth(amount: int, count: int, without: int = 0) -> Sum:
    return Sum((euro(amount),) if amount else (), count, without, 0)


NOBODY_TODAY = Concern(0, (), 0)


STAGES = (
    StageRule(
        id="scope",
        name="Scope",
        definition="We work out together what a solution must do.",
        entry_trigger="They have named the problem and what it costs.",
        exit_criteria=(
            CriterionRule("needs-mapped", "Their needs are listed in their own words.", "The list, agreed by mail."),
            CriterionRule("scope-agreed", "Both sides agree what is in and what is out.", None),
        ),
        max_days=30,
        in_working_days=False,
        doctrine=("D18",),
        questions=("economic-buyer", "deadline"),
        place=at("playbook/stages.yml", 3),
        editor=f"{EDITOR}/playbook/stages.yml#L3",
        today=Concern(4, ("OPP-1042", "OPP-1041"), 2),
    ),
    StageRule(
        id="decide",
        name="Decide",
        definition="They decide.",
        entry_trigger="The quote has been talked through.",
        exit_criteria=(CriterionRule("decision-made", "They have said yes or no.", None),),
        max_days=21,
        in_working_days=True,
        doctrine=("D18", "D27"),
        questions=("chance-of-closing",),
        place=at("playbook/stages.yml", 21),
        editor=f"{EDITOR}/playbook/stages.yml#L21",
        today=Concern(1, ("7",), 0),
    ),
)

QUESTIONS = (
    QuestionRule(
        id="economic-buyer",
        name="Economic buyer",
        question="Who can spend the money, and have we spoken with that person?",
        why="A yes from somebody who cannot say it is a maybe.",
        how_to_ask=(
            "When you bought something like this last time, who signed, and who could have stopped it?",
            "Who else should hear this before it goes further?",
        ),
        ask_whom="Your champion, then the buyer in person",
        answered_by_stage="scope",
        good_for_days=90,
        told_by=(),
        doctrine=("D11", "D38"),
        checks=("economic-buyer-met",),
        due_in=5,
        place=at("playbook/questions.yml", 2),
        editor=f"{EDITOR}/playbook/questions.yml#L2",
        today=Concern(3, ("OPP-1041", "B:1"), 1),
    ),
    QuestionRule(
        id="deadline",
        name="Deadline",
        question="By when must they have a solution in place?",
        why="Without a date of their own there is no reason to decide.",
        how_to_ask=("What happens on your side if nothing has changed by spring?",),
        ask_whom="The person who has the problem",
        answered_by_stage="scope",
        good_for_days=60,
        told_by=(),
        doctrine=("D29",),
        checks=(),
        due_in=5,
        place=at("playbook/questions.yml", 20),
        editor=f"{EDITOR}/playbook/questions.yml#L20",
        today=Concern(1, ("OPP-1041",), 0),
    ),
    QuestionRule(
        id="chance-of-closing",
        name="Chance of closing",
        question="From 1 to 10, how likely are they to go ahead?",
        why="The number matters less than what would make it a 10.",
        how_to_ask=("From 1 to 10, how likely is it that you go ahead? What would make it a 10?",),
        ask_whom="Somebody you have rapport with",
        answered_by_stage="decide",
        good_for_days=30,
        told_by=(),
        doctrine=("D23",),
        checks=("gap-rated",),
        due_in=0,
        place=at("playbook/questions.yml", 34),
        editor=f"{EDITOR}/playbook/questions.yml#L34",
        today=NOBODY_TODAY,
    ),
)

CAUSES = (
    CauseRule(
        id="never-intended-to-buy",
        name="They never meant to buy",
        definition="Saying no is hard for them, so they imply a yes and stop answering.",
        signs=("They never named a date of their own.", "They agree to everything."),
        signs_against=("They did work of their own for it.",),
        retrievability="slim",
        retrievability_note="Come back later and start over.",
        what_to_do=("Tell them that no is fine.", "Set a day for another look."),
        warning="Do not press: it confirms why they went silent.",
        telling_questions=("What would have to change for this to matter?",),
        play="permission-to-say-no",
        doctrine=("D37",),
        checks=(("they-still-talk", 3), ("two-next-steps", 1)),
        checks_against=(("two-next-steps", 2),),
        place=at("playbook/causes.yml", 2),
        editor=f"{EDITOR}/playbook/causes.yml#L2",
        today=Concern(1, ("OPP-1041",), 0),
    ),
    CauseRule(
        id="wrong-decision-maker",
        name="The decision lay with somebody else",
        definition="Your contact carried it to somebody whom you never met.",
        signs=("You have never talked with whoever holds the budget.",),
        signs_against=("That person was for it.",),
        retrievability="likely_with_care",
        retrievability_note="Likely, if you reach that person with care.",
        what_to_do=("Ask who decided.",),
        warning="Never go round your contact.",
        telling_questions=("Who was in the room?",),
        play="agree-the-next-two-steps",
        doctrine=("D38",),
        checks=(("economic-buyer-met", 3),),
        checks_against=(("economic-buyer-met", 2),),
        place=at("playbook/causes.yml", 20),
        editor=f"{EDITOR}/playbook/causes.yml#L20",
        today=NOBODY_TODAY,
    ),
)

SAY_NO = Words(
    title="They have stopped answering",
    channel="call",
    text="Jo, I get the sense that this is not the time.\nIf it is a no, that is fine: just tell me.",
)

PLAYS = (
    PlayRule(
        id="permission-to-say-no",
        name="Permission to say no",
        when="They have stopped answering, and we have tried twice.",
        aim="A yes or an honest no.",
        steps=("Call once.", "Say that no is fine.", "Write down what they say."),
        talk_tracks=(
            TrackRule(
                "They have stopped answering",
                "call",
                "{contact}, I get the sense that this is not the time.",
                "tries since their last word at least 2",
            ),
        ),
        closing=ClosingRule("Is it *a no*, or a not yet?", "They say *not yet*"),
        warning="Say it once, and mean it.",
        doctrine=("D12",),
        checks=("they-still-talk",),
        causes=("never-intended-to-buy",),
        place=at("playbook/plays.yml", 2),
        editor=f"{EDITOR}/playbook/plays.yml#L2",
        today=Concern(1, ("OPP-1041",), 0),
    ),
    PlayRule(
        id="agree-the-next-two-steps",
        name="Agree the next two steps",
        when="Nobody can say what happens next.",
        aim="One dated step on each side.",
        steps=("Propose yours.", "Ask for theirs."),
        talk_tracks=(
            TrackRule("At the end of a call", "call", "What will you do, and what shall I do, by when?", None),
        ),
        closing=None,
        warning=None,
        doctrine=("D27",),
        checks=("two-next-steps",),
        causes=("wrong-decision-maker",),
        place=at("playbook/plays.yml", 30),
        editor=f"{EDITOR}/playbook/plays.yml#L30",
        today=Concern(1, ("OPP-1041",), 0),
    ),
)

STORIES = (
    StoryRule(
        id="bakery-night-shift",
        title="A bakery that filled its night shift",
        customer="A bakery with 120 people",
        situation="Nobody wanted the night shift.",
        what_they_did="They let people swap by phone.",
        result="Two calls a night became none.",
        fits_needs=("swap shifts", "night"),
        doctrine=("D21",),
        told_in=1,
        place=at("playbook/stories.yml", 2),
        editor=f"{EDITOR}/playbook/stories.yml#L2",
    ),
)


def check(id_: str, outcomes: Tally, **other: object) -> CheckRule:
    rule = CheckRule(
        id=id_,
        title=id_,
        failure_title=f"Not so: {id_}",
        unknown_title=f"Nobody knows: {id_}",
        why="It matters.",
        doctrine=("D27",),
        applies_to="Open opportunities",
        passes_when="it is so",
        ask="Is it so?",
        ask_whom="buyer",
        question=None,
        remedy="Make it so.",
        suggests=(),
        speaks_against=(),
        concerns="rep",
        bears_on=None,
        rests_in_pause=False,
        play=None,
        severity="major",
        facts=(),
        tested=(),
        place=at(f"playbook/checks/{id_}.yml"),
        editor=None,
        tally=outcomes,
        tells_little=False,
        today=NOBODY_TODAY,
        unknown_today=NOBODY_TODAY,
    )
    return replace(rule, **other)  # type: ignore[arg-type]


CHECKS = (
    check(
        "two-next-steps",
        tally(2, 2, 1, 0),
        title="The next two critical steps are agreed",
        failure_title="Nobody can say what happens next",
        unknown_title="Whether anything happens next",
        why="An opportunity that nobody can say “what’s next” about is managed by nobody.",
        doctrine=("D27", "D33"),
        passes_when="our next steps: at least 1; and customer next steps: at least 1",
        ask="What are the next two things that you and they must do, and by when?",
        ask_whom="rep",
        remedy="Agree one dated step on each side.",
        suggests=(("never-intended-to-buy", 1),),
        speaks_against=(("never-intended-to-buy", 2),),
        play="agree-the-next-two-steps",
        severity="critical",
        facts=("our_next_steps", "customer_next_steps"),
        tested=("our_next_steps", "customer_next_steps"),
        today=Concern(2, ("OPP-1041", "OPP-1042"), 0),
        unknown_today=Concern(1, ("B:1",), 0),
    ),
    check(
        "within-stage-limit",
        tally(1, 3, 1, 0),
        title="It is within the time for its stage",
        failure_title="It has been in this stage too long",
        unknown_title="How long it has been in this stage",
        why="A pause that does not end is a no in disguise.",
        doctrine=("D02",),
        ask="Since when has it been in this stage?",
        ask_whom="rep",
        remedy="Bring it to a yes or an honest no.",
        facts=("days_in_stage",),
        tested=("days_in_stage",),
        tells_little=True,
        today=Concern(3, ("OPP-1041", "B:2"), 1),
        unknown_today=NOBODY_TODAY,
    ),
    check(
        "they-still-talk",
        tally(2, 1, 2, 0),
        title="They still talk with us",
        failure_title="They have gone quiet",
        unknown_title="When they last said anything",
        why="Silence is an answer.",
        doctrine=("D34",),
        ask="When did they last say something, and what?",
        ask_whom="rep",
        remedy="Give them permission to say no.",
        suggests=(("never-intended-to-buy", 3),),
        play="permission-to-say-no",
        facts=("days_since_their_last_word",),
        tested=("days_since_their_last_word",),
        today=Concern(1, ("OPP-1041",), 0),
        unknown_today=Concern(2, ("B:2",), 1),
    ),
    check(
        "economic-buyer-met",
        tally(1, 0, 4, 0),
        title="We have spoken with whoever holds the budget",
        failure_title="We have not spoken with whoever holds the budget",
        unknown_title="Whether we have spoken with whoever holds the budget",
        question="economic-buyer",
        suggests=(("wrong-decision-maker", 3),),
        speaks_against=(("wrong-decision-maker", 2),),
        facts=("talks_with_economic_buyer",),
        tested=("talks_with_economic_buyer",),
    ),
    check(
        "gap-rated",
        tally(0, 0, 5, 0),
        title="They have rated the chance of closing",
        unknown_title="How likely they think it is",
        ask="From 1 to 10, how likely is it?",
        severity="minor",
        facts=("has_gap_rating",),
        tested=("has_gap_rating",),
    ),
    check(
        "wake-set",
        tally(0, 1, 0, 5),
        title="A day for another look is set",
        failure_title="No day for another look is set",
        applies_to="Lost opportunities",
        remedy="Set a day, or say that it is final.",
        doctrine=("D40",),
        severity="minor",
        facts=("has_wake",),
        tested=("has_wake",),
    ),
)

FACTS = (
    FactRule(
        "days_in_stage",
        "days",
        "Days since it entered its present stage.",
        ("stage_entered_on",),
        (),
        (),
        None,
        ("within-stage-limit",),
    ),
    FactRule(
        "our_next_steps",
        "count",
        "Open steps on our side.",
        ("next_steps",),
        ("crm_next_step",),
        (),
        "Agree a step of ours with a date.",
        ("two-next-steps",),
    ),
    FactRule(
        "customer_next_steps",
        "count",
        "Open steps on their side.",
        ("next_steps",),
        ("crm_next_step",),
        (),
        "Agree a step of theirs with a date.",
        ("two-next-steps",),
    ),
    FactRule(
        "days_since_their_last_word",
        "days",
        "Days since they last said anything.",
        ("activities",),
        (),
        (),
        None,
        ("they-still-talk",),
    ),
    FactRule(
        "talks_with_economic_buyer",
        "count",
        "Talks with such a person.",
        ("contacts", "activities"),
        (),
        (),
        None,
        ("economic-buyer-met",),
    ),
    FactRule(
        "has_gap_rating", "flag", "Whether they have rated the chance.", ("gap_rating",), (), (), None, ("gap-rated",)
    ),
    FactRule("has_wake", "flag", "Whether a day or an event is named.", ("wake",), (), (), None, ("wake-set",)),
    FactRule("claim", "word", "What the rep calls it.", ("claim",), (), ("active", "stalled"), None, ()),
)

PRACTICE_RULES = tuple(
    PracticeRule(
        id=practice.id,
        source=practice.source,
        practice=practice.practice,
        shown=practice.shown,
        stages=("scope",) if practice.id == "D18" else (),
        questions=(),
        causes=(),
        plays=("permission-to-say-no",) if practice.id == "D12" else (),
        stories=("bakery-night-shift",) if practice.id == "D21" else (),
        checks=("two-next-steps",) if practice.id in {"D27", "D33"} else (),
        test=practice.test,
    )
    for practice in PRACTICES
)

TERMS = (
    TermRule(
        id="no-decision",
        term="No *decision*",
        meaning="They decided nothing, and bought from “nobody”.",
        also_called=("status quo", "lost to <nobody>"),
        doctrine=("D32",),
        place=at("playbook/glossary.yml", 2),
        editor=f"{EDITOR}/playbook/glossary.yml#L2",
    ),
    TermRule(
        id="qualified",
        term="Qualified",
        meaning="Every question that is due has an answer.",
        also_called=(),
        doctrine=(),
        place=at("playbook/glossary.yml", 8),
        editor=None,
    ),
)

RULES = Rules(
    stages=STAGES,
    questions=QUESTIONS,
    causes=CAUSES,
    plays=PLAYS,
    stories=STORIES,
    waiting_phrases=(PhraseRule("check in", "Say what you will bring."),),
    blame_phrases=(PhraseRule("waiting for the customer", "Say what you will do meanwhile."),),
    no_answer=("unknown", "tbd"),
    terms=TERMS,
    checks=CHECKS,
    facts=FACTS,
    practices=PRACTICE_RULES,
    weights=(("critical", 5), ("major", 3), ("minor", 1)),
    score_needs_known=5,
    score_needs_share=50,
    nearly_all_percent=80,
    nearly_all_of_at_least=5,
)


NOTHING_SAID = TheirSide(
    deadline=None,
    close_date_is_ours=False,
    close_date_days_late=None,
    lead_with=(),
    bonus=(),
    other_needs=(),
    stories=(),
    buying_plan=(),
    rating=None,
    gap=None,
    first_need=None,
    present_need=None,
    need_changed=False,
    reminder=None,
    quoted=(),
)
CHECK_IN = Quoted("waiting", "Check in", "Check in with Jo", "Say what you will bring.", "next_steps", 23)
MUCH_SAID = TheirSide(
    deadline=TheirDate(date(2026, 11, 10), "passed", "Peak season starts *without cover*", "buyer", 26),
    close_date_is_ours=True,
    close_date_days_late=38,
    lead_with=(
        NeedState("Swap shifts by phone", "We still use a *whiteboard*", "must", "unknown", 42),
        NeedState("Night cover", None, "must", "no", 43),
    ),
    bonus=(NeedState("Holiday planning", "It would be nice", "could", "yes", 44),),
    other_needs=(NeedState("Payroll export", None, None, "yes", 45), NeedState("Dark mode", None, "could", "no", 46)),
    stories=(StoryMatch("bakery-night-shift", "Swap shifts by phone", told=True),),
    buying_plan=(
        BuyingStepState("Talk to the works council", "Jo Park", date(2026, 11, 2), "done", None, 47),
        BuyingStepState("Security review", "their IT", date(2026, 12, 1), "ahead", "Send the questionnaire", 48),
        BuyingStepState("Budget round", None, date(2026, 11, 12), "overdue", None, 49),
        BuyingStepState("Sign", None, None, "undated", None, 50),
    ),
    rating=Rating(6, date(2026, 10, 30), "The CFO signs the budget", ours_to_help=False, line=51),
    gap="rated",
    first_need=Stated("One rota for all plants", "buyer", date(2026, 8, 12), 52),
    present_need=Stated("Something for the night shift", "rep", None, 53),
    need_changed=True,
    reminder=Words("Reading it back", "email", "Jo, you told me: by 10 November, or peak season starts without cover."),
    quoted=(
        CHECK_IN,
        Quoted("blame", "in their court", "The ball is in their court", "Say which step is theirs.", "notes", 54),
    ),
)


def deal(id_: str, name: str, owner: str, owner_name: str, **other: object) -> Deal:
    bare = Deal(
        id=id_,
        name=name,
        account=None,
        account_name=None,
        strategic=False,
        owner=owner,
        owner_name=owner_name,
        status="open",
        stage="scope",
        crm_stage=None,
        ended=None,
        amount=None,
        worth=None,
        amount_basis=None,
        close_date=None,
        closed_on=None,
        days_in_stage=None,
        stage_limit=30,
        in_working_days=False,
        contact=None,
        place=at(SNAPSHOT, 10),
        score=Score(None, 1, 5),
        failed=(),
        unknown=("economic-buyer-met", "gap-rated"),
        to_ask=("economic-buyer-met", "gap-rated"),
        passed=(),
        told=(),
        days_silent=None,
        tries_since=None,
        criteria=(),
        next_stage=None,
        blocker=None,
        facts=(),
        reads=(),
        elsewhere=(),
        answers=(),
        questions_due=2,
        questions_answered=None,
        next_steps=None,
        crm_next_step=None,
        notes=None,
        carried=(),
        movement=None,
        awaits_ruling=False,
        ruled_over=False,
        interventions=(),
        pause=None,
        resting=(),
        resting_unknown=(),
        for_manager=(),
        diagnosis=None,
        clearing=None,
        theirs=NOTHING_SAID,
        restart=None,
        today=RulesToday((), (), None, ()),
    )
    if "unknown" in other:
        other.setdefault("to_ask", other["unknown"])
    if isinstance(amount := other.get("amount"), Money) and amount.currency == "EUR":
        other.setdefault("worth", amount.amount)
    return replace(bare, **other)  # type: ignore[arg-type]


def step(what: str, side: str, line: int, due: date | None = None, **other: object) -> StepState:
    bare = StepState(
        what=what,
        side=side,
        owner=None,
        rep="ana-lima" if side == "us" else None,
        due=due,
        state="ahead" if due else "undated",
        waiting_phrase=None,
        is_next=False,
        serves=None,
        serves_name=None,
        serves_state=None,
        quoted=(),
        line=line,
    )
    return replace(bare, **other)  # type: ignore[arg-type]


UNASKED = (Hypothesis("wrong-decision-maker", (), (), 1), Hypothesis("never-intended-to-buy", (), (), 2))
NO_LEAD = Diagnosis(
    hypotheses=UNASKED,
    leading=None,
    level=(),
    retrievability="unknown",
    named=None,
    questions=(TellingQuestion("Who was in the room?", None, None, ("wrong-decision-maker",)),),
    play=None,
    as_of_end=False,
)
ONE_SIGN = replace(
    NO_LEAD,
    hypotheses=(Hypothesis("never-intended-to-buy", (Sign("two-next-steps", 1),), (), 1), UNASKED[0]),
    level=("never-intended-to-buy",),
)
LEVEL = replace(
    NO_LEAD,
    hypotheses=(
        Hypothesis("never-intended-to-buy", (Sign("they-still-talk", 3),), (), 1),
        Hypothesis("wrong-decision-maker", (Sign("economic-buyer-met", 3),), (), 0),
    ),
    level=("never-intended-to-buy", "wrong-decision-maker"),
    named="wrong-decision-maker",
    as_of_end=True,
)
LEADING = Diagnosis(
    hypotheses=(
        Hypothesis("never-intended-to-buy", (Sign("they-still-talk", 3), Sign("two-next-steps", 1)), (), 0),
        Hypothesis("wrong-decision-maker", (), (Sign("economic-buyer-met", 2),), 1),
    ),
    leading="never-intended-to-buy",
    level=(),
    retrievability="slim",
    named="wrong-decision-maker",
    questions=(
        TellingQuestion(
            "When you bought something like this last time, who signed, and who could have stopped it?",
            "economic-buyer-met",
            "economic-buyer",
            ("wrong-decision-maker",),
        ),
        TellingQuestion("What happens *next*?", "two-next-steps", None, ("never-intended-to-buy",)),
        TellingQuestion("What would have to change for this to matter?", None, None, ("never-intended-to-buy",)),
    ),
    play="permission-to-say-no",
    as_of_end=False,
)
CLUTTERED = deal(
    "OPP-1041",
    "Warehouse scheduling",
    "ana-lima",
    "Ana Lima",
    account="northwind-foods",
    account_name="Northwind Foods",
    strategic=True,
    crm_stage="Engaging",
    amount=euro(48000),
    amount_basis="quoted",
    close_date=date(2026, 12, 18),
    days_in_stage=49,
    contact="Jo Park",
    score=Score(40, 4, 5),
    failed=("two-next-steps", "within-stage-limit", "they-still-talk"),
    unknown=("economic-buyer-met", "gap-rated"),
    facts=(
        KnownFact("days_in_stage", 49),
        KnownFact("our_next_steps", 0),
        KnownFact("customer_next_steps", AtLeast(1, 2)),
        KnownFact("days_since_their_last_word", 21),
    ),
    reads=(
        Read("stage_entered_on", 15, "2026-09-28"),
        Read("next_steps", 22, None),
        Read("activities", 31, None),
        Read("claim", 40, ""),
    ),
    elsewhere=(
        Elsewhere(("days_in_stage",), "ruled stalled", date(2026, 10, 26), at("pipeline/rulings.yml", 7)),
        Elsewhere(("customer_next_steps", "days_in_stage"), "the snapshot before", None, at("pipeline/before.yml", 12)),
    ),
    answers=(
        AnswerState("economic-buyer", "open", "tbd", None, None, None, None, None, 18),
        AnswerState(
            "deadline",
            "stale",
            "Before peak season",
            "buyer",
            date(2026, 8, 1),
            date(2026, 11, 9),
            None,
            date(2026, 9, 30),
            19,
        ),
    ),
    questions_answered=0,
    next_steps=(
        step(
            "Send the present rota",
            "us",
            24,
            date(2026, 11, 2),
            state="overdue",
            is_next=True,
            serves="needs-mapped",
            serves_name="Their needs are listed in their own words.",
            serves_state="met",
        ),
        step("Ring the plant", "us", 25, serves_state="nothing"),
        step(
            "Check in with Jo",
            "us",
            23,
            date(2026, 11, 20),
            owner="Ana Lima",
            waiting_phrase="check in",
            serves_state="nothing",
            quoted=(CHECK_IN,),
        ),
    ),
    told=(
        Told("activities", "call", "She asked for *a week*", "Jo Park", date(2026, 10, 26), 31),
        Told("claim", "stalled", None, None, None, 40),
    ),
    days_silent=21,
    tries_since=3,
    criteria=(
        CriterionLine("needs-mapped", "Their needs are listed in their own words.", "met", None, None, 55),
        CriterionLine(
            "scope-agreed", "Both sides agree what is in.", "unmet", "Payroll is *open*", date(2026, 11, 1), 56
        ),
        CriterionLine("budget-known", "The budget is known.", "unclear", None, None, None),
    ),
    next_stage="decide",
    blocker=Told("blocker", "customer", "Their IT freezes *changes*", None, date(2026, 11, 5), 57),
    theirs=MUCH_SAID,
    notes="Jo is away *until Monday*.\n\n# Not a heading\n- not a list",
    carried=tuple(
        Carried(field, date(2026, 11, 9)) for field in ("answers.deadline", "blocker", "buying_plan", "notes")
    ),
    diagnosis=LEADING,
    clearing=Clearing(("our_next_steps", "customer_next_steps"), ("two-next-steps",), ("economic-buyer-met",)),
    today=RulesToday(
        ("two-next-steps", "within-stage-limit", "they-still-talk"),
        ("economic-buyer", "deadline"),
        "never-intended-to-buy",
        ("permission-to-say-no", "agree-the-next-two-steps"),
    ),
)
ON_ITS_WAY = deal(
    "OPP-1042",
    "Rota for three depots",
    "ana-lima",
    "Ana Lima",
    interventions=(STALLED, AGAIN),
    for_manager=("wake-set",),
    elsewhere=(Elsewhere(("has_wake",), "the account", None, at("pipeline/accounts.yml", 9)),),
    account="kestrel",
    account_name="Kestrel Transport",
    amount=euro("12500.50"),
    days_in_stage=1,
    score=Score(100, 4, 5),
    unknown=("gap-rated",),
    passed=("two-next-steps", "within-stage-limit", "they-still-talk", "economic-buyer-met"),
    answers=(
        AnswerState(
            "economic-buyer",
            "answered",
            "Dana Ito, COO",
            "buyer",
            date(2026, 11, 2),
            None,
            None,
            date(2027, 1, 31),
            58,
        ),
        AnswerState("deadline", "answered", "15 January", None, None, date(2026, 11, 9), 7, date(2027, 1, 8), 59),
    ),
    questions_answered=2,
    next_steps=(
        step(
            "Walk Dana through the pilot",
            "us",
            61,
            date(2026, 11, 20),
            owner="Ana Lima",
            is_next=True,
            serves="scope-agreed",
            serves_name="Both sides agree what is in and what is out.",
            serves_state="serves",
        ),
        step("Send the shift rota", "customer", 62, date(2026, 11, 24), owner="Jo Park", is_next=True),
        step(
            "Plan the kick-off",
            "us",
            63,
            date(2026, 11, 27),
            serves="decision-made",
            serves_name="They have said yes or no.",
            serves_state="other_stage",
            quoted=(Quoted("blame", "out of my hands", "Plan", "Say which part you can influence.", "next_steps", 63),),
        ),
    ),
)
LOST = deal(
    "OPP-0990",
    "Night cover",
    "ana-lima",
    "Ana Lima",
    status="lost",
    ended="vanished",
    closed_on=date(2026, 10, 3),
    failed=("wake-set",),
    unknown=(),
    facts=(KnownFact("has_wake", value=False),),
    reads=(Read("wake", 90, ""),),
    next_steps=(),
    diagnosis=LEVEL,
)
CLEAN = deal(
    "7",
    "Clinic rota",
    "ben-okoro",
    "Ben Okoro",
    interventions=(PAUSED,),
    pause=PAUSE,
    resting=("gap-rated",),
    resting_unknown=("economic-buyer-met",),
    stage="decide",
    stage_limit=21,
    in_working_days=True,
    amount=euro(9000),
    days_in_stage=3,
    score=Score(100, 3, 3),
    unknown=(),
    passed=("two-next-steps", "within-stage-limit", "they-still-talk"),
    answers=(
        AnswerState("deadline", "stale", "Before *Easter*", "rep", None, None, None, None, 101),
        AnswerState(
            "chance-of-closing",
            "stale",
            "About an *eight*",
            "rep",
            None,
            date(2026, 9, 7),
            70,
            date(2026, 10, 7),
            102,
        ),
    ),
    restart=Restart(
        opportunity="OPP-0990",
        name="Night cover",
        status="lost",
        ended="vanished",
        closed_on=date(2026, 10, 3),
        cause="never-intended-to-buy",
        reason="They were *kind* to us",
        old_answers=(
            OldAnswer("economic-buyer", "Dana, I *think*", date(2026, 4, 2), None),
            OldAnswer("deadline", "Before Easter", None, date(2026, 3, 30)),
        ),
    ),
    questions_answered=0,
    questions_due=2,
    next_steps=(step("Send the contract", "us", 104, date(2026, 11, 17), is_next=True),),
)
BARE = tuple(
    deal(
        f"B:{number}",
        f"Deal {number}",
        "chen-wu",
        "Chen Wu",
        crm_stage="Engaging",
        unknown=("two-next-steps", "they-still-talk", "economic-buyer-met", "gap-rated"),
        failed=("within-stage-limit",),
        days_in_stage=100 + number,
        facts=(KnownFact("days_in_stage", 100 + number),),
        reads=(Read("stage_entered_on", 110 + number, "2026-08-01"),),
        diagnosis=diagnosis,
        place=at(SNAPSHOT, 109 + number),
        crm_next_step=Told("crm_next_step", None, "great *win* for us", None, None, 130) if number == 2 else None,
        ruled_over=number == 1,
        interventions=(ACTIVE,) if number == 2 else (OVER,),
    )
    for number, diagnosis in ((1, ONE_SIGN), (2, NO_LEAD))
)


def card(rep: str, name: str, manager: tuple[str, str], **other: object) -> Scorecard:
    empty = Scorecard(
        rep=rep,
        name=name,
        manager=manager[0],
        manager_name=manager[1],
        territory=None,
        territory_name=None,
        open=Sum((), 0, 0, 0),
        qualified=0,
        qualification_known=0,
        won=Sum((), 0, 0, 0),
        won_not_signed=0,
        lost=0,
        no_decision=0,
        unknown_everywhere=(),
        due=(),
        actions=(),
        nearest=(),
        told=0,
        untold=(),
        find_out=(),
        calls=(),
        asks=(),
        groups=(),
        stages=(),
        closed=(),
        closed_rest=0,
        closed_asks=(),
        since=None,
        ruled=(),
        waits=(),
        they_owe=(),
        with_colleagues=(),
        picks=(),
        last_picks=(),
        follow_up=None,
        awake=(),
    )
    return replace(empty, **other)  # type: ignore[arg-type]


def cold(id_: str, name: str, **other: object) -> Cold:
    bare = Cold(
        opportunity=id_,
        name=name,
        account_name="Kestrel Transport",
        owner="ana-lima",
        owner_name="Ana Lima",
        status="lost",
        ended=None,
        closed_on=date(2026, 6, 1),
        amount=euro(7000),
        state="unset",
        because=None,
        awake_since=None,
        wake_on=None,
        wake_when=None,
        person=None,
        change=None,
        cause=None,
        reason=None,
        said_by=None,
        restarted_as=None,
        last_seen=None,
        carried=(),
        place=at(SNAPSHOT, 200),
    )
    return replace(bare, **other)  # type: ignore[arg-type]


AWAKE = (
    cold(
        "OPP-0801",
        "Depot rotas",
        state="awake",
        because="day",
        awake_since=date(2026, 10, 1),
        wake_on=date(2026, 10, 1),
        wake_when="A *new* budget",
        carried=(Carried("wake", date(2026, 11, 9)),),
    ),
    cold(
        "OPP-0802",
        "Yard shifts",
        state="awake",
        because="person_left",
        awake_since=date(2026, 11, 5),
        person="Ivo *Blum*",
        cause="never-intended-to-buy",
        reason="We were <late>",
        said_by="buyer",
    ),
    cold(
        "OPP-0803",
        "Gate crew",
        account_name=None,
        amount=None,
        state="awake",
        because="role_changed",
        awake_since=date(2026, 11, 9),
        person="Ivo *Blum*",
        reason="Too dear",
        said_by="rep",
    ),
)

MARA = ("mara-quinn", "Mara Quinn")
OLU = ("olu-ade", "Olu Ade")
AGE = FindingGroup("within-stage-limit", tally(0, 2, 0, 0), tells_little=True, begin_with=("B:2", "B:1"), rest=0)


def pick(opportunity: str, name: str, outcome: PickOutcome, **other: object) -> Pick:
    """Make a pick: one of this week where no snapshot tells of it yet, else one of the week before."""
    waits = outcome == "not_yet"
    rep = other.pop("rep", ("ana-lima", "Ana Lima"))
    bare = Pick(
        opportunity=opportunity,
        name=name,
        account_name=None,
        rep=rep[0],  # type: ignore[index]
        rep_name=rep[1],  # type: ignore[index]
        week=date(2026, 11, 16) if waits else date(2026, 11, 9),
        why=None,
        amount=None,
        outcome=outcome,
        told_on=None if waits else date(2026, 11, 16),
        last_told=None,
        last_seen=date(2026, 11, 9) if outcome == "gone" else None,
        ruled=None,
        words=None,
        said_by=None,
        wake_on=None,
        left=(),
        place=at("pipeline/focus.yml", 3),
    )
    return replace(bare, **other)  # type: ignore[arg-type]


STEP = CLUTTERED.next_steps[0] if CLUTTERED.next_steps else None
assert STEP
WHO_SIGNS = Ask("economic-buyer", ("economic-buyer-met",), "buyer", 1, ("OPP-1041",), 0, "Jo Park")
HOW_LIKELY = Ask(None, ("gap-rated",), "buyer", 2, ("OPP-1041", "OPP-1042"), 0, None)
SEND_THE_ROTA = Due("OPP-1041", STEP)
THEIR_SHARE = Due(
    "OPP-1041", replace(STEP, what="Count the *night* shifts", side="customer", owner="Jo Park", rep=None)
)
BY_A_COLLEAGUE = Due("OPP-1041", replace(STEP, what="Price the *night* shifts", owner="Ben Okoro", rep="ben-okoro"))

SCORECARDS = (
    card(
        "ana-lima",
        "Ana Lima",
        MARA,
        territory="north",
        territory_name="North & West",
        open=Sum((euro("60500.50"),), 2, 0, 1),
        qualified=1,
        qualification_known=2,
        won=worth(70000, 3),
        won_not_signed=0,
        lost=1,
        no_decision=2,
        unknown_everywhere=("gap-rated",),
        due=(SEND_THE_ROTA,),
        they_owe=(THEIR_SHARE,),
        with_colleagues=(BY_A_COLLEAGUE,),
        picks=(
            pick("OPP-1041", "Warehouse scheduling", "not_yet", why="Seven weeks of *soon*.", account_name="Northwind"),
            pick("OPP-0990", "Night cover", "not_yet"),
        ),
        last_picks=(pick("OPP-0991", "Day cover", "signed", amount=euro(4000)), pick("OPP-0990", "Night cover", "no")),
        follow_up=FollowUp(
            blocks=(
                Block(date(2026, 11, 17), "09:00", "09:15", 1, (SEND_THE_ROTA,)),
                Block(date(2026, 11, 24), "09:00", "09:15", 1, ()),
            ),
            overflow=(Due("OPP-1042", ON_ITS_WAY.next_steps[0]),) if ON_ITS_WAY.next_steps else (),
            calendar="ana-lima.ics",
            time_zone="Europe/Dublin",
        ),
        actions=(
            Action(
                "OPP-1041",
                stands_out=True,
                reasons=("within-stage-limit", "they-still-talk"),
                late=(STEP,),
                last_try=Try(date(2026, 11, 12), "email", "Jo Park", "Sent the *brochure* again", 31),
                play="permission-to-say-no",
                contact="Jo Park",
                words=(SAY_NO,),
                same_words_as=None,
            ),
            Action(
                "OPP-1042",
                stands_out=True,
                reasons=(),
                late=(),
                last_try=None,
                play="permission-to-say-no",
                contact="Dana *Ito*",
                words=(),
                same_words_as="OPP-1041",
            ),
        ),
        nearest=(),
        told=0,
        untold=(),
        find_out=(),
        calls=(
            CallGroup(
                (Call("OPP-1041", "picked", STEP, "Jo *Park*"), Call("OPP-1042", "suggested", None, None)),
                "permission-to-say-no",
                (replace(WHO_SIGNS, opportunities=2, begin_with=("OPP-1041", "OPP-1042"), contact=None), HOW_LIKELY),
            ),
        ),
        asks=(
            WHO_SIGNS,
            Ask(None, ("gap-rated",), "buyer", 2, ("OPP-1041", "OPP-1042"), 0, None),
        ),
        groups=(
            FindingGroup("two-next-steps", tally(1, 1, 0, 0), tells_little=False, begin_with=("OPP-1041",), rest=0),
            FindingGroup("they-still-talk", tally(1, 1, 0, 0), tells_little=False, begin_with=("OPP-1041",), rest=0),
        ),
        stages=(StageGroup("scope", Sum((euro("60500.50"),), 2, 0, 1), (), ("OPP-1041", "OPP-1042")),),
        closed=("OPP-0990",),
        closed_rest=4,
        closed_asks=(Ask(None, ("wake-set",), "rep", 1, ("OPP-0990",), 0, None),),
        awake=AWAKE,
    ),
    card(
        "ben-okoro",
        "Ben Okoro",
        MARA,
        open=worth(9000, 1),
        qualified=1,
        qualification_known=1,
        due=(BY_A_COLLEAGUE, *((Due("7", CLEAN.next_steps[0]),) if CLEAN.next_steps else ())),
        last_picks=(
            pick("7", "Clinic rota", "open", rep=("ben-okoro", "Ben Okoro"), why="They said soon."),
            pick("OPP-0992", "Hotel rota", "won_unsigned", rep=("ben-okoro", "Ben Okoro")),
            pick(
                "OPP-0995",
                "Ski rota",
                "to_a_competitor",
                rep=("ben-okoro", "Ben Okoro"),
                words="Too *late*",
                said_by="rep",
                left=("ask_why", "set_wake"),
            ),
            pick(
                "OPP-0997",
                "Pier rota",
                "no",
                rep=("ben-okoro", "Ben Okoro"),
                words="No <money>",
                said_by="buyer",
                wake_on=date(2027, 3, 1),
            ),
            pick(
                "OPP-0998",
                "Quay rota",
                "to_a_competitor",
                rep=("ben-okoro", "Ben Okoro"),
                last_told="no",
                last_seen=date(2026, 11, 9),
                left=("ask_why",),
            ),
            pick("OPP-0999", "Dock rota", "to_a_competitor", rep=("ben-okoro", "Ben Okoro"), last_told="open"),
        ),
        stages=(StageGroup("decide", worth(9000, 1), (), ("7",)),),
    ),
    card(
        "chen-wu",
        "Chen Wu",
        OLU,
        open=worth(0, 2, 2),
        ruled=(OVER,),
        unknown_everywhere=("two-next-steps", "they-still-talk", "economic-buyer-met", "gap-rated"),
        told=0,
        untold=("B:2",),
        find_out=(Ask(None, ("two-next-steps",), "rep", 1, ("B:2",), 0, None),),
        asks=(
            Ask(None, ("two-next-steps",), "rep", 2, ("B:2",), 1, None),
            Ask("economic-buyer", ("economic-buyer-met",), "buyer", 2, ("B:2",), 1, None),
        ),
        groups=(AGE,),
        picks=(pick("B:1", "Deal 1", "not_yet", rep=("chen-wu", "Chen Wu"), ruled="dead"),),
        last_picks=(
            pick("B:1", "Deal 1", "open", rep=("chen-wu", "Chen Wu"), ruled="dead"),
            pick("B:8", "Deal 8", "without_a_word", rep=("chen-wu", "Chen Wu")),
            pick("B:9", "Deal 9", "gone", rep=("chen-wu", "Chen Wu")),
        ),
        follow_up=FollowUp((), (), "chen-wu.ics", "Europe/Dublin"),
        stages=(StageGroup("scope", worth(0, 2, 2), (), ("B:2", "B:1")),),
    ),
    card("dee-roth", "Dee Roth", OLU),
)


COLD = (
    *AWAKE,
    cold("OPP-0804", "Pool staff", state="asleep", wake_on=date(2027, 1, 4), person="Ada Ro", change="leaves"),
    cold("OPP-0805", "Spa staff", state="asleep", person="Ada Ro", change="changes_role", wake_when="She moves up"),
    cold("OPP-0806", "Bar staff", state="asleep", person="Ada Ro"),
    cold("OPP-0807", "Van crew", state="event", wake_when="Their *contract* ends", status="no_decision"),
    cold(
        "OPP-0811",
        "Old mill",
        state="asleep",
        wake_on=date(2027, 2, 1),
        owner="sam-poe",
        owner_name="sam-poe",
        last_seen=date(2026, 9, 7),
    ),
    cold("OPP-0808", "Ice rink", closed_on=None, ended="no_need", cause="never-intended-to-buy", said_by="inferred"),
    cold("OPP-0990", "Night cover", state="restarted", ended="vanished", restarted_as="7"),
    cold("OPP-0809", "Old gym", state="restarted", restarted_as="OPP-0810"),
)


def closure(opportunity: str, name: str, outcome: PickOutcome, **other: object) -> Closure:
    bare = Closure(
        opportunity=opportunity,
        name=name,
        account_name=None,
        rep="ana-lima",
        rep_name="Ana Lima",
        amount=None,
        outcome=outcome,  # type: ignore[arg-type]
        ended=None,
        told_on=date(2026, 11, 16),
        closed_on=date(2026, 11, 12),
        picked=False,
        week=None,
        why=None,
        moved=(),
        words=None,
        said_by=None,
    )
    return replace(bare, **other)  # type: ignore[arg-type]


NOBODY = Spread(0, None, None, None)


def shown_as(opportunity: str) -> Named:
    """Name an opportunity that has a row."""
    (deal,) = [each for each in (CLUTTERED, *BARE, ON_ITS_WAY, CLEAN, LOST) if each.id == opportunity]
    return Named(
        deal.id, deal.name, deal.account_name, deal.owner, deal.owner_name, deal.amount, deal.status, has_row=True
    )


FIGURES = Figures(
    need=5,
    stages=(
        StageFigure("scope", 14, 8, 5, 1, 0, 1, 1, 2, 4, enough=True, days=Spread(7, 24, 11, 40)),
        StageFigure("decide", 5, 3, 0, 0, 2, 1, 0, 0, 2, enough=False, days=Spread(3, None, None, None)),
    ),
    weeks=(
        WeekFigure(date(2026, 11, 2), Sum((), 0, 0, 0), Sum((), 0, 0, 0), 0, NOBODY),
        WeekFigure(date(2026, 11, 9), worth(80000, 6), worth(48000, 2), 5, Spread(6, 71, 40, 102)),
        WeekFigure(date(2026, 11, 16), worth(69500, 5, 2), worth(48000, 3), 4, Spread(3, None, None, None)),
    ),
    reasons=(
        ReasonFigure("never-intended-to-buy", None, 2, 1, 0, 1),
        ReasonFigure(None, "no_need", 0, 1, 1, 0),
        ReasonFigure(None, None, 0, 0, 0, 3),
    ),
    closed=9,
    picks=PickFigure(9, 1, 1, 2, 1, 1, 1, 1, 1),
    won_of_decided=(3, 7),
    no_decision=2,
    days_to_close=Spread(12, 90, 60, 120),
    days_to_win=Spread(3, None, None, None),
    ages=Ages(
        too_many=False,
        known=5,
        edges=(Decimal("0.5"), Decimal(1), Decimal(2)),
        without_stage=1,
        stages=(
            StageAges(
                "scope",
                30,
                in_working_days=False,
                over=2,
                within=0,
                unknown=1,
                bands=(AgeBand(0, 0), AgeBand(0, 1), AgeBand(1, 1), AgeBand(1, 0)),
                over_ids=("B:2", "OPP-1041"),
                within_ids=("B:1", "OPP-1042"),
            ),
            StageAges(
                "decide",
                21,
                in_working_days=True,
                over=0,
                within=2,
                unknown=0,
                bands=(AgeBand(0, 1), AgeBand(0, 1), AgeBand(0, 0), AgeBand(0, 0)),
                over_ids=(),
                within_ids=("7",),
            ),
        ),
    ),
    flow=Flow(
        since=date(2026, 11, 9),
        then=FlowSum(6, euro(80000), 0, 0),
        steps=(
            FlowStep("new", 1, 2, euro(9000), 1, 0, ("7", "B:2"), (shown_as("B:2"), shown_as("7")), 0),
            FlowStep("back", 1, 1, euro(0), 0, 1, ("B:1",), (shown_as("B:1"),), 0),
            FlowStep("raised", 0, 1, euro("500.50"), 0, 0, ("OPP-1042",), (shown_as("OPP-1042"),), 0),
            FlowStep(
                "won", -1, 3, euro(-20000), 0, 0, ("OPP-0990", "OPP-0991", "OPP-0992"), (WON, shown_as("OPP-0990")), 1
            ),
        ),
        now=FlowSum(6, euro("69500.50"), 1, 1),
        pushed_out=MovedDates(1, euro(48000), 0, 0, ("OPP-1041",), (shown_as("OPP-1041"),), 0),
        pulled_in=MovedDates(0, euro(0), 0, 0, (), (), 0),
    ),
    matrix=MATRIX,
)
WINS = Wins(
    weeks=2,
    since=date(2026, 11, 9),
    successes=(
        closure(
            "OPP-0991",
            "Day cover",
            "signed",
            picked=True,
            week=date(2026, 11, 9),
            why="Only the *paper* is missing",
            moved=(
                Change("advance", date(2026, 11, 4), date(2026, 11, 9), "forward", text="*Yes*", who="Jo Park"),
                Change("step_done", date(2026, 11, 12), date(2026, 11, 16), "forward", text="Sign"),
            ),
            amount=euro(4000),
            account_name="Northwind Foods",
        ),
        closure(
            "OPP-0990",
            "Night cover",
            "no",
            picked=True,
            week=date(2026, 11, 9),
            words="We *hire* instead",
            said_by="buyer",
        ),
        closure("OPP-0992", "Hotel rota", "won_unsigned", closed_on=None),
    ),
    ended=(
        closure("OPP-0993", "Spa rota", "without_a_word", words="Too dear", said_by="rep", picked=True),
        closure("OPP-0994", "Gym rota", "no", ended="declined", words="Too early", said_by="inferred"),
        closure("OPP-0995", "Ski rota", "to_a_competitor", ended="competitor", words="Too late", said_by="buyer"),
        closure("OPP-0996", "Golf rota", "no", ended="no_need"),
    ),
    picked=6,
    closed=3,
    still_open=1,
    without_a_word=1,
    gone=1,
)

REVIEW = Review(
    format=FORMAT,
    as_of=date(2026, 11, 16),
    source="CRM export of Monday",
    team="Tideline sales",
    locale="en_IE",
    currency="EUR",
    snapshot=SNAPSHOT,
    open=Sum((euro("69500.50"), Money(Decimal(500), "USD")), 5, 2, 1),
    won=worth(70000, 3),
    won_not_signed=0,
    lost=1,
    no_decision=2,
    stages=(
        StageLine("scope", Sum((euro("60500.50"),), 4, 2, 1), over_limit=3, age_known=4),
        StageLine("decide", worth(9000, 1), over_limit=0, age_known=0),
    ),
    crm_stages=(CrmStageLine("Engaging", "scope", 3),),
    managers=(ManagerLine(*MARA, ("ana-lima", "ben-okoro")), ManagerLine(*OLU, ("chen-wu", "dee-roth"))),
    scorecards=SCORECARDS,
    groups=(
        FindingGroup(
            "within-stage-limit", tally(1, 3, 0, 0), tells_little=True, begin_with=("OPP-1041", "B:2"), rest=1
        ),
        FindingGroup("two-next-steps", tally(2, 2, 1, 0), tells_little=False, begin_with=("OPP-1041",), rest=1),
    ),
    gaps=(
        Gap("gap_rating", "Their rating of the chance of closing.", 0, 1, 4, 5, ("gap-rated",)),
        Gap("next_steps", "What both sides will do next.", 3, 0, 2, 2, ("two-next-steps",)),
    ),
    opportunities=(CLUTTERED, *BARE[::-1], ON_ITS_WAY, CLEAN, LOST),
    since=None,
    manager_pages=PAGES,
    accounts=ACCOUNTS,
    territories=TERRITORIES,
    cold=COLD,
    figures=FIGURES,
    wins=WINS,
    rulings_file="pipeline/rulings.yml",
    rulings_editor=f"{EDITOR}/pipeline/rulings.yml",
    rules=RULES,
)
