"""Every rule of the lint: how much it matters, why, and what to do.  The reference page of lint is made from it."""

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple

Severity = Literal["error", "warning", "note"]
"""An error is a rule that can't do what it says; a warning is one that probably doesn't; a note is for a look."""


class LintRule(NamedTuple):
    """What a code of the lint means, and what to do about it."""

    severity: Severity
    reason: str
    cure: str


LINT: Final[Mapping[str, LintRule]] = {
    # Stages and causes
    "no-trigger": LintRule(
        "error",
        "A stage doesn't say which event puts a deal into it, so everybody decides for themselves.",
        "Name the event: something that the buyer did or agreed to.",
    ),
    "no-exit-criterion": LintRule(
        "error",
        "An exit criterion is blank, so nobody can tell whether it's met.",
        "Say what is true once the buyer has met it.",
    ),
    "cause-without-signs": LintRule(
        "warning",
        "None of a cause's signs has a condition, so it leads only where the buyer names it.",
        "Give at least one sign a condition under when.",
    ),
    "cause-never-leads": LintRule(
        "warning",
        "The signs that the record can show don't add up to 3, so the cause leads only where the buyer names it.",
        "Raise the strength of a sign that is enough alone, or add signs.",
    ),
    "sign-repeats": LintRule(
        "warning",
        "Two signs of a cause have the same condition, so one thing on record counts twice.",
        "Keep one of the two, with the strength that it deserves.",
    ),
    "sign-both-ways": LintRule(
        "warning",
        "The same condition speaks for a cause and against it.",
        "Decide which way it speaks, and remove the other.",
    ),
    # Conditions
    "condition-never-met": LintRule(
        "error",
        "No values of the facts meet the condition, so the rule never applies, passes or shows.",
        "Correct the bounds, or put alternatives under any.",
    ),
    "condition-always-met": LintRule(
        "warning",
        "Every value of the fact meets the condition. It asks only whether the fact is known.",
        "Correct the bound, or remove the comparison. If known is what you mean, ignore the line with that reason.",
    ),
    "part-adds-nothing": LintRule(
        "warning",
        "A part of all or any is implied by another part, so the condition is the same without it.",
        "Remove the part, or correct what it compares.",
    ),
    # Checks
    "check-never-passes": LintRule(
        "error",
        "The check's scope excludes its own condition, so it fails wherever it applies.",
        "Correct applies_to or passes_when: the two contradict each other.",
    ),
    "check-never-fails": LintRule(
        "error",
        "The check's scope already requires its condition, so it can only pass.",
        "Take the condition out of applies_to, or make passes_when ask for more.",
    ),
    "checks-repeat": LintRule(
        "warning",
        "Two checks pass and fail on the same deals, so every failure is told twice.",
        "Keep one of the two.",
    ),
    "checks-contradict": LintRule(
        "error",
        "Two checks apply to the same deals, and each passes only where the other fails.",
        "Correct one of the conditions, or let the two apply to different deals.",
    ),
    "check-implied": LintRule(
        "warning",
        "The check fails only where a check on the same facts does that is at least as severe.",
        "Remove it, or make it the more severe of the two, so that it says something new.",
    ),
    "beyond-stage-limit": LintRule(
        "warning",
        "The check waits longer than any stage that it looks at may take, so the stage limit always speaks first.",
        "Lower the number of days, or raise max_days of a stage.",
    ),
    "no-short-name": LintRule(
        "warning",
        "The check has no short name, and its title is too long for the tables that show it.",
        "Add a name of two to four words.",
    ),
    # Situations, people and plays
    "situation-unreachable": LintRule(
        "error",
        "Wherever the situation applies, an earlier one does, too, and the first counts.",
        "Move it up, or narrow the earlier situation.",
    ),
    "step-without-about": LintRule(
        "warning",
        "The text says {step}, but the situation isn't about any step, so the page says: the next step.",
        "Add about, or take {step} out.",
    ),
    "person-without-whom": LintRule(
        "warning",
        "The situation speaks to a person, but doesn't say how that person is found.",
        "Add whom, or remove the question or {person}.",
    ),
    "ask-beside-question": LintRule(
        "warning",
        "The situation has a question of its own and one of questions.yml. Only its own is asked.",
        "Keep ask or question, not both.",
    ),
    "not-for-nothing": LintRule(
        "warning",
        "The situation excludes causes, but no cause has a say in it.",
        "Add cause_decides or needs_cause, or remove not_for.",
    ),
    "whom-after-anybody": LintRule(
        "warning",
        "Something follows anybody in the list of people to talk to. It's never reached where somebody is named.",
        "Put anybody last.",
    ),
    "track-unreachable": LintRule(
        "warning",
        "A talk track's condition excludes every occasion on which its play comes up, so it's never said.",
        "Correct its condition, or name the play in a rule for that occasion.",
    ),
    "reminder-without-words": LintRule(
        "error",
        "The play for reminders has no talk track with both {their_date} and {consequence}, so it reminds nobody.",
        "Add such a talk track, or name another play.",
    ),
    # Unused
    "unused-play": LintRule(
        "warning",
        "No check, situation or cause names the play, so no page suggests it.",
        "Name it where it helps, or remove it.",
    ),
    "unused-question": LintRule(
        "warning",
        "No check names the question or counts answers, so it makes no difference whether it's answered.",
        "Name it in a check, or remove it.",
    ),
    "unused-stories": LintRule(
        "warning",
        "The playbook has stories, and no check looks at whether one was told.",
        "Write a check that reads stories_told, or remove the stories.",
    ),
    "unused-theme": LintRule(
        "warning",
        "The theme is looked for, but no condition and no question uses what is found.",
        "Use its facts in a sign or a situation, or remove it.",
    ),
    "unused-principle": LintRule(
        "note",
        "No rule of the playbook serves these principles.",
        "Add it under doctrine of the rules that carry it out.",
    ),
    # Texts
    "unfinished-text": LintRule(
        "warning",
        "A text that people will read isn't written yet.",
        "Write it, or remove the field if it's optional.",
    ),
    "placeholder-not-filled": LintRule(
        "warning",
        "The text has a placeholder, but only talk tracks and do are filled in. People would read the braces.",
        "Write it without the placeholder.",
    ),
    "repeated-title": LintRule(
        "warning",
        "Two rules or two outcomes have the same title, so nobody can tell them apart on a page.",
        "Give each a title that says what it is.",
    ),
    "repeated-question": LintRule(
        "warning",
        "Two rules ask the same question, so a rep is told to ask it twice.",
        "Let one rule ask it, or ask for something of its own in each.",
    ),
    "repeated-words": LintRule(
        "warning",
        "Two talk tracks have the same words.",
        "Keep one, with a condition that covers both occasions.",
    ),
    "repeated-entry": LintRule(
        "warning",
        "A list has the same entry twice. The second changes nothing.",
        "Remove one. If you meant something else, correct it.",
    ),
    "phrase-for-itself": LintRule(
        "warning",
        "The advice for a phrase is the phrase itself.",
        "Say what to write in its place.",
    ),
    # Scoring
    "weights-out-of-order": LintRule(
        "warning",
        "A lighter severity weighs more than a heavier one, so scores and lists contradict the labels.",
        "Put the weights in the order critical, major, minor.",
    ),
    "target-beyond-limit": LintRule(
        "warning",
        "The target allows half of the deals more days than the stage's own limit.",
        "Lower the target, or raise max_days of the stage.",
    ),
    "target-of-last-stage": LintRule(
        "warning",
        "The last stage has a target for deals that move on, but there's no later stage.",
        "Remove the target.",
    ),
    "hanging-never": LintRule(
        "warning",
        "A check under hanging can't say that an open deal is stalled: it's for closed deals, or for managers.",
        "Take it out of the list.",
    ),
    "stale-within-stage": LintRule(
        "warning",
        "Answers to the question go stale sooner than the stage that needs them may take.",
        "Raise good_for_days, or lower max_days of the stage.",
    ),
    # Ignoring
    "ignore-unused": LintRule(
        "warning",
        "A comment ignores something that isn't found any more.",
        "Remove the comment.",
    ),
    "ignore-invalid": LintRule(
        "error",
        "A comment that is to ignore something has an unknown code or no reason.",
        "Write it as # lint: ignore CODE: the reason.",
    ),
    # The team's own deals
    "fails-for-all": LintRule(
        "note",
        "The check fails on nearly every deal on which it's known, so it tells deals apart by nothing.",
        "Look at the export first: a field may not be filled. Otherwise the check asks for too much.",
    ),
    "fails-for-none": LintRule(
        "note",
        "The check passes on every deal on which it's known.",
        "It may watch for something rare. If it never finds anything, make it ask for more.",
    ),
    "never-known": LintRule(
        "note",
        "The check applies to deals, and is unknown on every one of them.",
        "Add what it reads to the mapping of the export, or remove the check until somebody enters it.",
    ),
    "story-fits-nobody": LintRule(
        "note",
        "No deal on record has a need that the story fits, and nobody has told it.",
        "Add the words of your customers' needs to fits_needs, or replace the story.",
    ),
}

ON_DEALS: Final = frozenset({"fails-for-all", "fails-for-none", "never-known", "story-fits-nobody"})
"""What shows on the team's own deals alone."""


def severity_of(code: str) -> Severity:
    """Give the severity of a code; whatever reading refuses is an error."""
    return LINT[code].severity if code in LINT else "error"
