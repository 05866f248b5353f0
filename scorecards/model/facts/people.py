"""Facts of the people on their side (D23, D38)."""

from scorecards.model.facts.fact import Fact, flag

FACTS = (
    Fact(
        "people_known",
        "count",
        "People known on their side.",
        ("contacts",),
        settled_by="Get to know one more person there.",
        phrase="people known: {number}",
        compared="we know {count} [person|people] there",
    ),
    Fact(
        "people_known_in_account",
        "count",
        "People known at the account, on this deal or its others.",
        ("contacts",),
        beside=("account",),
        settled_by="Get to know one more person there.",
        phrase="people known at the account: {number}",
        compared="we know {count} [person|people] at the account",
    ),
    flag(
        "said_no_before",
        "somebody on their side turned us down on another deal with the account",
        ("contacts", "account"),
        more=": they declined it, or gave the loss reason",
    ),
    Fact(
        "champions",
        "count",
        "Champions: people on their side who speak for us.",
        ("contacts",),
        beside=("answers",),
        settled_by="Find a champion there.",
        compared="there [is|are] {count} [champion|champions]",
    ),
    Fact(
        "economic_buyers",
        "count",
        "Known economic buyers: people with that role or, if nobody has it, the decision makers.",
        ("contacts",),
        beside=("answers",),
        settled_by="Find out who the economic buyer is.",
        compared="we know {count} economic [buyer|buyers]",
    ),
    Fact(
        "talks_with_economic_buyer",
        "count",
        "Conversations with an economic buyer or decision maker.",
        ("contacts", "activities"),
        settled_by="Talk to the economic buyer.",
        phrase="conversations with them: {number}",
        compared="there [is|are] {count} [conversation|conversations] with the economic buyer",
    ),
    Fact(
        "setbacks_without_the_decider",
        "count",
        "Setbacks in the last 90 days from somebody who isn't a decision maker, while no decision maker "
        "has talked with us.",
        ("contacts", "activities"),
        compared="there [is|are] {count} [setback|setbacks] that came without the decision maker",
    ),
    Fact(
        "champion_deeds",
        "count",
        "What champions did in the last 60 days: contacted us, agreed to something that moved the deal, "
        "or did one of their steps; unknown if there's no known champion.",
        ("contacts", "activities"),
        beside=("next_steps", "buying_plan", "answers"),
        settled_by="Ask your champion for something only they can do.",
        phrase="champion actions: {number}",
        compared="there [is|are] {count} champion [action|actions] in the last 60 days",
    ),
    flag(
        "sponsor_left",
        "the champion or decision maker has left, and nobody else there has that role",
        ("contacts",),
        settled_by="Find out who took over that role.",
    ),
    Fact(
        "people_with_rapport",
        "count",
        "People on their side who speak openly with us.",
        ("contacts",),
        compared="{count} [person there speaks|people there speak] openly with us",
    ),
)
