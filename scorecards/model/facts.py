"""The catalogue of facts: everything that a check may ask about an opportunity.

A fact is derived from the snapshot, the team's files and ``as_of`` (see ``scorecards.derive.facts``); it is
unknown wherever the fields that it reads are absent.  Checks name facts; nothing else can be asked.
"""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["count", "days", "money", "flag", "date", "word"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: its name in checks, what it measures, and the opportunity's fields that it reads.

    ``settled_by`` says what answer or step changes it, None where none can: nobody can make a silence shorter.
    ``beside`` are fields that stand beside what it reads: shown with it where they are there, and missed nowhere.
    """

    name: str
    kind: Kind
    meaning: str
    reads: tuple[str, ...]
    words: tuple[str, ...] = ()
    settled_by: str | None = None
    beside: tuple[str, ...] = ()


def _count(name: str, meaning: str, *reads: str, settled_by: str | None = None, beside: tuple[str, ...] = ()) -> Fact:
    return Fact(name, "count", meaning, reads, settled_by=settled_by, beside=beside)


def _days(name: str, meaning: str, *reads: str, settled_by: str | None = None) -> Fact:
    return Fact(name, "days", meaning, reads, settled_by=settled_by)


def _flag(name: str, meaning: str, *reads: str, settled_by: str | None = None, beside: tuple[str, ...] = ()) -> Fact:
    return Fact(name, "flag", meaning, reads, settled_by=settled_by, beside=beside)


def _date(name: str, meaning: str, *reads: str, settled_by: str | None = None) -> Fact:
    return Fact(name, "date", meaning, reads, settled_by=settled_by)


TIME = (
    _days("days_open", "Days from its opening until now, or until it was closed.", "created_on"),
    _days(
        "days_in_stage",
        "Days since it entered its present stage, until now or until it was closed.",
        "stage_entered_on",
    ),
    _days(
        "working_days_in_stage",
        "Working days since it entered its present stage, until now or until it was closed.",
        "stage_entered_on",
    ),
    _days(
        "days_over_stage_limit",
        "Days in the stage beyond the stage's limit, working days where the limit counts these; "
        "below zero while within it.",
        "stage",
        "stage_entered_on",
    ),
    _days(
        "days_to_close_date",
        "Days until our close date; below zero once it has passed.",
        "close_date",
        settled_by="Set our close date anew, counted back from their date.",
    ),
    _date(
        "close_date",
        "The day by which we expect it to close.",
        "close_date",
        settled_by="Set our close date anew, counted back from their date.",
    ),
    _date("created_on", "The day on which the opportunity was opened.", "created_on"),
    _flag(
        "close_date_is_month_end",
        "Whether our close date is the last day of a month, which CRMs set by default.",
        "close_date",
        settled_by="Take our close date from theirs, whatever day of the month it is.",
    ),
    _flag(
        "has_close_date",
        "Whether a close date is given.",
        "close_date",
        settled_by="Enter our close date, counted back from theirs.",
    ),
    _count("push_count", "How often our close date has been moved out.", "push_count"),
)

MONEY = (
    Fact(
        "amount",
        "money",
        "What it is worth, in the team's currency where a rate is on file.",
        ("amount", "currency"),
        settled_by="Find out what it is worth, and enter it.",
    ),
    _flag(
        "has_amount",
        "Whether an amount above zero is given.",
        "amount",
        settled_by="Find out what it is worth, and enter it.",
    ),
    Fact(
        "amount_basis",
        "word",
        "Where the amount comes from.",
        ("amount_basis",),
        ("quoted", "estimate", "list_price"),
        settled_by="Say where the amount comes from.",
    ),
    Fact(
        "forecast_category",
        "word",
        "The forecast that it stands in.",
        ("forecast_category",),
        ("pipeline", "best_case", "commit", "omitted"),
        settled_by="Move it to the forecast that it has earned.",
    ),
)

QUALIFICATION = (
    _count(
        "required_questions",
        "Questions that must be answered by its present stage; none of them depends on the export.",
        "stage",
    ),
    _count(
        "answered_questions",
        "Questions due by its present stage that have an answer that is still good.",
        "stage",
        "answers",
        settled_by="Ask the questions that are open, and note the answers.",
        beside=("carried_from",),
    ),
    _count(
        "open_questions",
        "Questions due by its present stage without a good answer.",
        "stage",
        "answers",
        settled_by="Ask the questions that are open, and note the answers.",
        beside=("carried_from",),
    ),
    _count(
        "overdue_questions",
        "Questions without a good answer that were due in an earlier stage, or in this one once its limit has passed.",
        "stage",
        "answers",
        "stage_entered_on",
        settled_by="Ask the questions that are overdue, and note the answers.",
        beside=("carried_from",),
    ),
    _count(
        "stale_answers",
        "Questions due by its present stage whose answer is older than the question allows, or was given before a "
        "new start. An answer without a day is at least as old as the snapshot from which it was carried on.",
        "stage",
        "answers",
        settled_by="Ask again what was answered too long ago.",
        beside=("carried_from",),
    ),
    _count(
        "answers_not_from_buyer",
        "Good answers that the buyer did not give: said by the rep, inferred, or by nobody named.",
        "answers",
        settled_by="Check with them what we only guess.",
        beside=("carried_from",),
    ),
    _flag(
        "qualified",
        "Whether every question that is due by its stage has a good answer (D11). "
        "Not known while the only ones without are not mentioned at all.",
        "stage",
        "answers",
        settled_by="Get an answer to every question that is due.",
        beside=("carried_from",),
    ),
)

STEPS = (
    _count(
        "our_next_steps",
        "Open steps on our side with a due date that do more than wait, check in or resend.",
        "next_steps",
        settled_by="Agree a step of ours with a date.",
        beside=("crm_next_step",),
    ),
    _count(
        "customer_next_steps",
        "Open steps on the customer's side with a due date that do more than wait, check in or resend.",
        "next_steps",
        settled_by="Agree a step of theirs with a date.",
        beside=("crm_next_step",),
    ),
    _count(
        "open_steps",
        "Open steps of any kind.",
        "next_steps",
        settled_by="Agree what happens next, or strike the steps that are over.",
        beside=("crm_next_step",),
    ),
    _count("undated_steps", "Open steps without a due date.", "next_steps", settled_by="Give every step a date."),
    _count(
        "steps_without_owner",
        "Open steps that name nobody who does them.",
        "next_steps",
        settled_by="Give every step a name.",
    ),
    _count(
        "our_overdue_steps",
        "Open steps on our side that do more than wait, whose due date has passed.",
        "next_steps",
        settled_by="Do what we are late with, or set a new date.",
    ),
    _count(
        "customer_overdue_steps",
        "Open steps on the customer's side that do more than wait, whose due date has passed: they owe us.",
        "next_steps",
        settled_by="Ask about the step that they owe us, and agree a new date or drop it.",
    ),
    _count(
        "waiting_steps",
        "Open steps that only wait, check in or resend, by the playbook's phrases.",
        "next_steps",
        settled_by="Replace the step that waits by one that moves.",
    ),
    _count(
        "steps_without_criterion",
        "Open steps that serve no exit criterion.",
        "next_steps",
        settled_by="Name the exit criterion that each step serves.",
    ),
    _count(
        "blame_phrases",
        "Phrases that hand control away, by the playbook's list, in steps, blocker, claim and notes; "
        "unknown where there is no text.",
        "next_steps",
        "blocker",
        "claim",
        "notes",
        settled_by="Write down what we can do ourselves.",
    ),
)

TALKS = (
    _days(
        "days_since_their_last_word",
        "Days since the customer last said anything to us; unknown while a later contact does not say what came of it.",
        "activities",
    ),
    _days(
        "working_days_since_their_last_word", "Working days since the customer last said anything to us.", "activities"
    ),
    _count(
        "tries_since_their_last_word",
        "Tries since their last word of which it is noted that nobody replied.",
        "activities",
    ),
    _count(
        "contacts_in_stage", "Contacts of either side since it entered its stage.", "activities", "stage_entered_on"
    ),
    _count("advances", "Contacts that moved it forward, in this stage or before.", "activities"),
    _count(
        "advances_in_stage",
        "Contacts since it entered its stage that moved it forward.",
        "activities",
        "stage_entered_on",
    ),
    _count(
        "setbacks_in_stage",
        "Contacts since it entered its stage that moved it backward.",
        "activities",
        "stage_entered_on",
    ),
)

PEOPLE = (
    _count("people_known", "People known on their side.", "contacts", settled_by="Get to know one more person there."),
    _count(
        "champions",
        "People who speak for us on their side.",
        "contacts",
        settled_by="Find the person there who speaks for us.",
    ),
    _count(
        "economic_buyers",
        "People known to hold the budget or to decide.",
        "contacts",
        settled_by="Find out who decides the money.",
    ),
    _count(
        "talks_with_economic_buyer",
        "Talks with somebody who holds the budget or decides.",
        "contacts",
        "activities",
        settled_by="Talk with the person who decides the money.",
    ),
    _count("people_with_rapport", "People on their side who speak openly with us.", "contacts"),
)

THEIR_SIDE = (
    _flag(
        "has_deadline",
        "Whether the customer's own date is given.",
        "deadline",
        settled_by="Ask them by when they need it.",
    ),
    _flag(
        "deadline_has_consequence",
        "Whether it is given what happens on their side if the date passes.",
        "deadline",
        settled_by="Ask them what happens if their date passes.",
    ),
    _flag(
        "deadline_said_by_buyer",
        "Whether the buyer named the date.",
        "deadline",
        settled_by="Let them confirm their date themselves.",
    ),
    _days(
        "days_to_deadline",
        "Days until the customer's date; below zero once it has passed.",
        "deadline",
        settled_by="Ask them which date counts now, and what makes it count.",
    ),
    _days(
        "days_close_date_after_deadline",
        "Days by which our close date lies after the customer's date.",
        "close_date",
        "deadline",
        settled_by="Count back from their date, and correct the date that is wrong.",
    ),
    _flag(
        "has_buying_plan",
        "Whether any step of the customer's own way to a decision is known, done or not.",
        "buying_plan",
        settled_by="Write down with them their steps to a decision.",
    ),
    _count(
        "buying_steps",
        "Steps that the customer still has to take to decide.",
        "buying_plan",
        settled_by="Write down with them their steps to a decision.",
    ),
    _count(
        "buying_steps_without_help",
        "Steps that the customer still has to take, without a word on how we help.",
        "buying_plan",
        settled_by="Offer our help with each of their steps.",
    ),
    _count(
        "buying_steps_overdue",
        "Steps that the customer still has to take whose date has passed.",
        "buying_plan",
        settled_by="Go through their late steps with them, and agree new dates.",
    ),
    _count("needs", "Needs on this customer's map.", "needs", settled_by="Write down with them what they need."),
    _count(
        "needs_in_their_words",
        "Needs that are noted with the sentence in which they said it.",
        "needs",
        settled_by="Note a need in the words in which they said it.",
    ),
    _count("unmet_must_needs", "Must-have needs that we do not meet.", "needs"),
    _count(
        "unclear_must_needs",
        "Must-have needs of which nobody knows yet whether we meet them.",
        "needs",
        settled_by="Find out whether we meet all that they cannot do without.",
    ),
    _flag(
        "needs_are_copied",
        "Whether the list of needs is, word for word, that of another opportunity, other than one that it starts over.",
        "needs",
        settled_by="Ask them what on the list of needs is theirs.",
    ),
    _flag(
        "need_has_changed",
        "Whether the need that they state now differs from the first one.",
        "first_need",
        "present_need",
        settled_by="Ask whether they still need what they first named, and note what they need now.",
    ),
    _flag(
        "has_gap_rating",
        "Whether they have rated the chance of closing.",
        "gap_rating",
        settled_by="Ask them for the chance, from 1 to 10.",
    ),
    _count("gap_score", "Their rating of the chance of closing, 1 to 10.", "gap_rating"),
    _days(
        "days_since_gap_rating",
        "Days since they rated the chance of closing.",
        "gap_rating",
        settled_by="Ask them again for the chance, from 1 to 10.",
    ),
    _flag(
        "gap_rating_has_follow_up",
        "Whether it is known what would make it a 10.",
        "gap_rating",
        settled_by="Ask them what would make it a 10.",
    ),
    _count(
        "stories_told",
        "Customer stories that we have told them.",
        "stories_told",
        settled_by="Tell them the story of a customer like them.",
    ),
)

CRITERIA = (
    _count(
        "unmet_criteria",
        "Exit criteria of the present stage that are known not to be met.",
        "stage",
        "exit_criteria",
        settled_by="Bring about what the stage still needs.",
    ),
    _count(
        "unclear_criteria",
        "Exit criteria of the present stage of which nobody has said whether they are met.",
        "stage",
        "exit_criteria",
        settled_by="Ask which exit criteria of the stage are met.",
    ),
    _flag(
        "has_blocker",
        "Whether it is said what keeps the customer from the next step.",
        "blocker",
        settled_by="Ask what keeps them from the next step.",
    ),
)

ENDING = (
    Fact(
        "ended",
        "word",
        "How it ended, or seems to have ended.",
        ("ended",),
        ("vanished", "reversed", "declined", "competitor", "no_need", "other"),
    ),
    Fact("claim", "word", "What the rep calls it.", ("claim",), ("active", "stalled", "vanished", "reversed", "lost")),
    _flag(
        "said_to_have_gone",
        "Whether the CRM or the rep says that they vanished or called it off. "
        "Always known: nobody says so where both are silent.",
        "ended",
        "claim",
    ),
    _flag(
        "said_to_stall",
        "Whether the rep calls it stalled. Always known: the rep does not where there is no claim.",
        "claim",
    ),
    _flag(
        "said_to_be_lost",
        "Whether the rep calls it lost. Always known: the rep does not where there is no claim.",
        "claim",
    ),
    _flag("has_verbal_yes", "Whether they have said yes.", "verbal_yes_on"),
    _days("days_since_verbal_yes", "Days since they said yes without signing.", "verbal_yes_on"),
    _flag(
        "signed",
        "Whether the day of the signature is given.",
        "signed_on",
        settled_by="Get the signature, and enter its day.",
    ),
    _flag(
        "has_loss_reason",
        "Whether a reason for the end is given.",
        "loss_reason",
        settled_by="Ask them what decided it.",
    ),
    _flag(
        "has_loss_cause",
        "Whether one of the playbook's causes is named for the end.",
        "loss_reason",
        settled_by="Ask a telling question, and name the cause once something shows it.",
    ),
    _flag(
        "loss_reason_from_buyer",
        "Whether the buyer gave the reason.",
        "loss_reason",
        settled_by="Ask them for the reason, with nothing to sell.",
    ),
    _flag(
        "has_wake",
        "Whether a day, an event or a person's change is named for another look.",
        "wake",
        settled_by="Set a day or an event for another look.",
    ),
    _days(
        "days_past_wake",
        "Days since the day for another look; below zero while it lies ahead.",
        "wake",
        settled_by="Look again, and set a new day if it is still too early.",
    ),
    _flag(
        "time_to_wake",
        "Whether the day for another look has come, or the person who is watched has left or changed role; unknown "
        "where only an event in words is named.",
        "wake",
        "contacts",
        settled_by="Look again, and set a new day if it is still too early.",
    ),
    _flag(
        "was_restarted",
        "Whether another opportunity starts this one over. Always known: none does where none says so.",
        "restarted_from",
    ),
    _flag("final", "Whether this customer can never become one.", "final", settled_by="Say whether it is final."),
)

ACCOUNT = (
    _flag("has_account", "Whether the company is named.", "account", settled_by="Enter the company."),
    _flag("account_is_strategic", "Whether the account is a strategic one.", "account"),
    _flag(
        "has_account_plan",
        "Whether an account plan is on file.",
        "account",
        settled_by="Write half a page on what we want in this account.",
    ),
    _flag(
        "account_plan_written_after_stall",
        "Whether the account plan was written after the stage's limit had passed.",
        "account",
        "stage_entered_on",
    ),
    _flag(
        "has_territory_plan",
        "Whether a plan for the account's territory is on file.",
        "account",
        settled_by="Write down what we want in this territory.",
    ),
    _flag(
        "territory_is_realigned",
        "Whether the account's territory has been redrawn since the opportunity was opened.",
        "account",
        "created_on",
    ),
)

MOVEMENT = (
    Fact(
        "movement",
        "word",
        "Which way the buyer moved since the last snapshot that held it; new where there is none.",
        ("activities", "exit_criteria", "next_steps", "buying_plan"),
        ("forward", "backward", "both", "still", "new"),
    ),
    _flag(
        "seen_moving_forward",
        "Whether the buyer moved it forward since the last snapshot that held it. "
        "Always known: what no snapshot shows, nobody has seen.",
        "activities",
        "exit_criteria",
        "next_steps",
        "buying_plan",
    ),
    _days(
        "days_since_their_last_move",
        "Days since the buyer last did something that moved it forward, as far as any snapshot tells.",
        "activities",
        "exit_criteria",
        "next_steps",
        "buying_plan",
    ),
    _count(
        "contacts_since_their_last_move",
        "Contacts of either side since the buyer last moved it forward; all of them where that never happened.",
        "activities",
    ),
    _count(
        "pushes_seen",
        "How often the snapshots show that our close date was moved out; none where there is but one.",
        "close_date",
    ),
    _count("pulls_seen", "How often the snapshots show that our close date was pulled in.", "close_date"),
    _count("stage_moves_back", "How often the snapshots show that it went back to an earlier stage.", "stage"),
    _count("owner_changes", "How often the snapshots show another owner.", "owner"),
    _count("times_reopened", "How often the snapshots show that it was closed and opened again.", "status"),
)

RULED = (
    _count(
        "rulings",
        "Rulings of the manager that stand: made since it was last opened. Always known: none on file is none.",
        settled_by="Bring it to the manager for a ruling.",
    ),
    Fact(
        "ruling",
        "word",
        "The manager's last ruling; unknown where there is none.",
        (),
        ("active", "stalled", "lost", "dead"),
        settled_by="Bring it to the manager for a ruling.",
    ),
    _flag(
        "review_due",
        "Whether the day to look at the last ruling again has come. Always known.",
        settled_by="Bring it to the manager for a new ruling.",
    ),
    _days(
        "days_since_ruling",
        "Days since the manager's last ruling.",
        settled_by="Bring it to the manager for a new ruling.",
    ),
    _days(
        "days_past_review",
        "Days since the day on which the manager was to look again; below zero while ahead.",
        settled_by="Bring it to the manager for a new ruling.",
    ),
)

FACTS: tuple[Fact, ...] = (
    *TIME,
    *MONEY,
    *QUALIFICATION,
    *STEPS,
    *TALKS,
    *PEOPLE,
    *THEIR_SIDE,
    *CRITERIA,
    *ENDING,
    *ACCOUNT,
    *MOVEMENT,
    *RULED,
)

FACT_BY_NAME = {fact.name: fact for fact in FACTS}
