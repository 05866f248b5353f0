"""A small review made by hand: every state that a page can show, in a handful of opportunities."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from scorecards.results import (
    FORMAT,
    Action,
    AnswerState,
    Ask,
    CauseRule,
    CheckRule,
    CriterionRule,
    CrmStageLine,
    Deal,
    Due,
    FactRule,
    Figures,
    FindingGroup,
    Gap,
    KnownFact,
    ManagerLine,
    Money,
    PhraseRule,
    PickFigure,
    Place,
    PlayRule,
    QuestionRule,
    Read,
    Review,
    Rules,
    Score,
    Scorecard,
    Spread,
    StageGroup,
    StageLine,
    StageRule,
    StepState,
    StoryRule,
    Sum,
    Tally,
    TheirSide,
    Told,
    Wins,
    Words,
)

SNAPSHOT = "pipeline/snapshots/2026-11-16.yml"


def at(path: str, line: int = 1) -> Place:
    return Place(path, line)


def euro(amount: int | str) -> Money:
    return Money(Decimal(amount), "EUR")


def tally(passed: int, failed: int, unknown: int, not_applicable: int) -> Tally:
    known = passed + failed
    return Tally(passed, failed, known, unknown, known + unknown, not_applicable)


def worth(amount: int, count: int, without: int = 0) -> Sum:
    return Sum((euro(amount),) if amount else (), count, without, 0)


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
        doctrine=("D18",),
        questions=("economic-buyer", "deadline"),
        place=at("playbook/stages.yml", 3),
    ),
    StageRule(
        id="decide",
        name="Decide",
        definition="They decide.",
        entry_trigger="The quote has been talked through.",
        exit_criteria=(CriterionRule("decision-made", "They have said yes or no.", None),),
        max_days=21,
        doctrine=("D18", "D27"),
        questions=("chance-of-closing",),
        place=at("playbook/stages.yml", 21),
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
        open_in=3,
        due_in=5,
        place=at("playbook/questions.yml", 2),
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
        open_in=1,
        due_in=5,
        place=at("playbook/questions.yml", 20),
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
        open_in=0,
        due_in=0,
        place=at("playbook/questions.yml", 34),
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
        checks_against=(),
        place=at("playbook/causes.yml", 2),
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
        talk_tracks=(replace(SAY_NO, text="{contact}, I get the sense that this is not the time."),),
        warning="Say it once, and mean it.",
        doctrine=("D12",),
        checks=("they-still-talk",),
        causes=("never-intended-to-buy",),
        place=at("playbook/plays.yml", 2),
    ),
    PlayRule(
        id="agree-the-next-two-steps",
        name="Agree the next two steps",
        when="Nobody can say what happens next.",
        aim="One dated step on each side.",
        steps=("Propose yours.", "Ask for theirs."),
        talk_tracks=(Words("At the end of a call", "call", "What will you do, and what shall I do, by when?"),),
        warning=None,
        doctrine=("D27",),
        checks=("two-next-steps",),
        causes=(),
        place=at("playbook/plays.yml", 30),
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
        place=at(f"playbook/checks/{id_}.yml"),
        tally=outcomes,
        tells_little=False,
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
        play="agree-the-next-two-steps",
        severity="critical",
        facts=("our_next_steps", "customer_next_steps"),
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
        tells_little=True,
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
    ),
    check(
        "economic-buyer-met",
        tally(1, 0, 4, 0),
        title="We have spoken with whoever holds the budget",
        failure_title="We have not spoken with whoever holds the budget",
        unknown_title="Whether we have spoken with whoever holds the budget",
        question="economic-buyer",
        facts=("talks_with_economic_buyer",),
    ),
    check(
        "gap-rated",
        tally(0, 0, 5, 0),
        title="They have rated the chance of closing",
        unknown_title="How likely they think it is",
        ask="From 1 to 10, how likely is it?",
        severity="minor",
        facts=("has_gap_rating",),
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
    ),
)

FACTS = (
    FactRule(
        "days_in_stage",
        "days",
        "Days since it entered its present stage.",
        ("stage_entered_on",),
        (),
        None,
        ("within-stage-limit",),
    ),
    FactRule("our_next_steps", "count", "Open steps on our side.", ("next_steps",), (), None, ("two-next-steps",)),
    FactRule(
        "customer_next_steps", "count", "Open steps on their side.", ("next_steps",), (), None, ("two-next-steps",)
    ),
    FactRule(
        "days_since_their_last_word",
        "days",
        "Days since they last said anything.",
        ("activities",),
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
        None,
        ("economic-buyer-met",),
    ),
    FactRule(
        "has_gap_rating", "flag", "Whether they have rated the chance.", ("gap_rating",), (), None, ("gap-rated",)
    ),
    FactRule("has_wake", "flag", "Whether a day or an event is named.", ("wake",), (), None, ("wake-set",)),
    FactRule("claim", "word", "What the rep calls it.", ("claim",), ("active", "stalled"), None, ()),
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
    checks=CHECKS,
    facts=FACTS,
    practices=(),
    weights=(("critical", 5), ("major", 3), ("minor", 1)),
    score_needs_known=5,
    nearly_all_percent=80,
    nearly_all_of_at_least=5,
)


NOTHING_SAID = TheirSide((), (), (), (), (), gap=None, need_changed=False, reminder=None, quoted=())


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
        amount_basis=None,
        close_date=None,
        closed_on=None,
        days_in_stage=None,
        stage_limit=30,
        contact=None,
        place=at(SNAPSHOT, 10),
        score=Score(None, 1, 5),
        failed=(),
        unknown=("economic-buyer-met", "gap-rated"),
        to_ask=("economic-buyer-met", "gap-rated"),
        passed=(),
        told=(),
        facts=(),
        reads=(),
        answers=(),
        questions_due=2,
        questions_answered=None,
        next_steps=None,
        notes=None,
        movement=None,
        awaits_ruling=False,
        interventions=(),
        pause=None,
        resting=(),
        diagnosis=None,
        clearing=None,
        theirs=NOTHING_SAID,
        restart=None,
    )
    if "unknown" in other:
        other.setdefault("to_ask", other["unknown"])
    return replace(bare, **other)  # type: ignore[arg-type]


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
        KnownFact("customer_next_steps", 0),
        KnownFact("days_since_their_last_word", 21),
    ),
    reads=(
        Read("stage_entered_on", 15, "2026-09-28"),
        Read("next_steps", 22, None),
        Read("activities", 31, None),
        Read("claim", 40, ""),
    ),
    answers=(
        AnswerState("economic-buyer", "open", "tbd", None, None, None, 18),
        AnswerState("deadline", "stale", "Before peak season", "buyer", date(2026, 8, 1), date(2026, 9, 30), 19),
    ),
    questions_answered=0,
    next_steps=(
        StepState("Check in with Jo", "us", "ana-lima", date(2026, 11, 20), "ahead", "check in", None, 23),
        StepState("Send the present rota", "us", None, date(2026, 11, 2), "overdue", None, "needs-mapped", 24),
        StepState("Ring the plant", "us", None, None, "undated", None, None, 25),
    ),
    told=(
        Told("activities", "call", "She asked for *a week*", "Jo Park", date(2026, 10, 26), 31),
        Told("claim", "stalled", None, None, None, 40),
    ),
    notes="Jo is away *until Monday*.\n\n# Not a heading\n- not a list",
)
ON_ITS_WAY = deal(
    "OPP-1042",
    "Rota for three depots",
    "ana-lima",
    "Ana Lima",
    account="kestrel",
    account_name="Kestrel Transport",
    amount=euro("12500.50"),
    days_in_stage=1,
    score=Score(100, 4, 5),
    unknown=("gap-rated",),
    passed=("two-next-steps", "within-stage-limit", "they-still-talk", "economic-buyer-met"),
    answers=(
        AnswerState("economic-buyer", "answered", "Dana Ito, COO", "buyer", date(2026, 11, 2), date(2027, 1, 31), 58),
        AnswerState("deadline", "answered", "15 January", None, None, None, 59),
    ),
    questions_answered=2,
    next_steps=(
        StepState(
            "Walk Dana through the pilot", "us", "ana-lima", date(2026, 11, 20), "ahead", None, "scope-agreed", 61
        ),
        StepState("Send the shift rota", "customer", "Jo Park", date(2026, 11, 24), "ahead", None, None, 62),
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
)
CLEAN = deal(
    "7",
    "Clinic rota",
    "ben-okoro",
    "Ben Okoro",
    stage="decide",
    stage_limit=21,
    amount=euro(9000),
    days_in_stage=3,
    score=Score(100, 3, 3),
    unknown=(),
    passed=("two-next-steps", "within-stage-limit", "they-still-talk"),
    questions_answered=0,
    questions_due=0,
    next_steps=(StepState("Send the contract", "us", None, date(2026, 11, 17), "ahead", None, None, 104),),
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
        place=at(SNAPSHOT, 109 + number),
    )
    for number in (1, 2)
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
        asks=(),
        groups=(),
        stages=(),
        closed=(),
        closed_rest=0,
        closed_asks=(),
        since=None,
        waits=(),
        they_owe=(),
        picks=(),
        last_picks=(),
        follow_up=None,
        awake=(),
    )
    return replace(empty, **other)  # type: ignore[arg-type]


MARA = ("mara-quinn", "Mara Quinn")
OLU = ("olu-ade", "Olu Ade")
AGE = FindingGroup("within-stage-limit", tally(0, 2, 0, 0), tells_little=True, begin_with=("B:2", "B:1"), rest=0)

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
        due=(Due("OPP-1041", CLUTTERED.next_steps[1]),) if CLUTTERED.next_steps else (),
        actions=(
            Action(
                "OPP-1041",
                stands_out=True,
                reasons=("within-stage-limit", "they-still-talk"),
                play="permission-to-say-no",
                words=(SAY_NO,),
            ),
        ),
        nearest=(),
        asks=(
            Ask("economic-buyer", ("economic-buyer-met",), "buyer", 1, ("OPP-1041",), 0),
            Ask(None, ("gap-rated",), "buyer", 2, ("OPP-1041", "OPP-1042"), 0),
        ),
        groups=(
            FindingGroup("two-next-steps", tally(1, 1, 0, 0), tells_little=False, begin_with=("OPP-1041",), rest=0),
            FindingGroup("they-still-talk", tally(1, 1, 0, 0), tells_little=False, begin_with=("OPP-1041",), rest=0),
        ),
        stages=(StageGroup("scope", Sum((euro("60500.50"),), 2, 0, 1), (), ("OPP-1041", "OPP-1042")),),
        closed=("OPP-0990",),
        closed_rest=4,
        closed_asks=(Ask(None, ("wake-set",), "rep", 1, ("OPP-0990",), 0),),
    ),
    card(
        "ben-okoro",
        "Ben Okoro",
        MARA,
        open=worth(9000, 1),
        qualified=1,
        qualification_known=1,
        stages=(StageGroup("decide", worth(9000, 1), (), ("7",)),),
    ),
    card(
        "chen-wu",
        "Chen Wu",
        OLU,
        open=worth(0, 2, 2),
        unknown_everywhere=("two-next-steps", "they-still-talk", "economic-buyer-met", "gap-rated"),
        asks=(
            Ask(None, ("two-next-steps",), "rep", 2, ("B:2",), 1),
            Ask("economic-buyer", ("economic-buyer-met",), "buyer", 2, ("B:2",), 1),
        ),
        groups=(AGE,),
        stages=(StageGroup("scope", worth(0, 2, 2), (), ("B:2", "B:1")),),
    ),
    card("dee-roth", "Dee Roth", OLU),
)

NOBODY = Spread(0, None, None, None)
FIGURES = Figures(5, (), (), (), 0, PickFigure(0, 0, 0, 0, 0, 0, 0, 0), (0, 0), NOBODY)
WINS = Wins(1, (), 0, 0, 0)

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
    manager_pages=(),
    accounts=(),
    territories=(),
    cold=(),
    figures=FIGURES,
    wins=WINS,
    rulings_file="pipeline/rulings.yml",
    rulings_editor=None,
    rules=RULES,
)
