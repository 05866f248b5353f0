"""Facts of the customer's side: their date, their plan, their needs, their own rating (D20, D23, D24, D29, D30)."""

from scorecards.model.facts.fact import Fact, flag

FACTS = (
    flag(
        "has_deadline", "the customer's own date is given", ("deadline",), settled_by="Ask them by when they need it."
    ),
    flag(
        "deadline_has_consequence",
        "it is given what happens on their side if the date passes",
        ("deadline",),
        settled_by="Ask them what happens if their date passes.",
    ),
    flag(
        "deadline_said_by_buyer",
        "the buyer named the date",
        ("deadline",),
        settled_by="Let them confirm their date themselves.",
    ),
    Fact(
        "days_to_deadline",
        "days",
        "Days until the customer's date; below zero once it has passed.",
        ("deadline",),
        settled_by="Ask them which date counts now, and what makes it count.",
        phrase="their date in {days}",
        phrase_below_zero="their date {days} ago",
        until="their date",
    ),
    Fact(
        "days_close_date_after_deadline",
        "days",
        "Days by which our close date lies after the customer's date.",
        ("close_date", "deadline"),
        settled_by="Count back from their date, and correct the date that is wrong.",
        phrase="{days} after their date",
        phrase_below_zero="{days} before their date",
        called="days by which our close date lies after theirs",
    ),
    flag(
        "has_buying_plan",
        "any step of the customer's own way to a decision is known, done or not",
        ("buying_plan",),
        settled_by="Write down with them their steps to a decision.",
    ),
    Fact(
        "buying_steps",
        "count",
        "Steps that the customer still has to take to decide.",
        ("buying_plan",),
        settled_by="Write down with them their steps to a decision.",
    ),
    Fact(
        "buying_steps_without_help",
        "count",
        "Steps that the customer still has to take, without a word on how we help.",
        ("buying_plan",),
        settled_by="Offer our help with each of their steps.",
        phrase="such steps: {number}",
    ),
    Fact(
        "buying_steps_overdue",
        "count",
        "Steps that the customer still has to take whose date has passed.",
        ("buying_plan",),
        settled_by="Go through their late steps with them, and agree new dates.",
        phrase="late steps: {number}",
    ),
    Fact(
        "needs", "count", "Needs on this customer's map.", ("needs",), settled_by="Write down with them what they need."
    ),
    Fact(
        "needs_in_their_words",
        "count",
        "Needs that are noted with the sentence in which they said it.",
        ("needs",),
        settled_by="Note a need in the words in which they said it.",
    ),
    Fact(
        "unmet_must_needs",
        "count",
        "Must-have needs that we do not meet.",
        ("needs",),
        phrase="needs not met: {number}",
    ),
    Fact(
        "unclear_must_needs",
        "count",
        "Must-have needs of which nobody knows yet whether we meet them.",
        ("needs",),
        settled_by="Find out whether we meet all that they cannot do without.",
    ),
    flag(
        "needs_are_copied",
        "the list of needs is, word for word, that of another opportunity, other than one that it starts over",
        ("needs",),
        settled_by="Ask them what on the list of needs is theirs.",
    ),
    flag(
        "need_has_changed",
        "the need that they state now differs from the first one",
        ("first_need", "present_need"),
        settled_by="Ask whether they still need what they first named, and note what they need now.",
    ),
    flag(
        "has_gap_rating",
        "they have rated the chance of closing",
        ("gap_rating",),
        settled_by="Ask them for the chance, from 1 to 10.",
    ),
    Fact("gap_score", "count", "Their rating of the chance of closing, 1 to 10.", ("gap_rating",)),
    Fact(
        "days_since_gap_rating",
        "days",
        "Days since they rated the chance of closing.",
        ("gap_rating",),
        settled_by="Ask them again for the chance, from 1 to 10.",
        phrase="rated {days} ago",
    ),
    flag(
        "gap_rating_has_follow_up",
        "it is known what would make it a 10",
        ("gap_rating",),
        settled_by="Ask them what would make it a 10.",
    ),
    Fact(
        "stories_told",
        "count",
        "Customer stories that we have told them.",
        ("stories_told",),
        settled_by="Tell them the story of a customer like them.",
    ),
)
