"""How the counts and lengths of time behind a finding read in a few words, beside the finding (D03).

A fact that is not named here is not told beside a finding: the finding's title says as much already.
"""

from typing import Final

PHRASES: Final[dict[str, tuple[str, ...]]] = {
    "days_in_stage": ("{days} in this stage",),
    "days_over_stage_limit": ("{days} over the limit",),
    "days_to_close_date": ("close date in {days}", "close date {days} ago"),
    "push_count": ("times moved out: {number}",),
    "overdue_questions": ("questions overdue: {number}",),
    "stale_answers": ("answers too old: {number}",),
    "answers_not_from_buyer": ("answers of ours: {number}",),
    "our_next_steps": ("our steps with a day: {number}",),
    "customer_next_steps": ("their steps with a day: {number}",),
    "undated_steps": ("steps without a day: {number}",),
    "steps_without_owner": ("steps without a name: {number}",),
    "our_overdue_steps": ("late steps of ours: {number}",),
    "customer_overdue_steps": ("late steps of theirs: {number}",),
    "waiting_steps": ("steps that wait: {number}",),
    "steps_without_criterion": ("such steps: {number}",),
    "blame_phrases": ("such phrases: {number}",),
    "days_since_their_last_word": ("their last word {days} ago",),
    "working_days_since_their_last_word": ("working days since their last word: {number}",),
    "tries_since_their_last_word": ("our tries since their last word: {number}",),
    "advances": ("talks that moved it: {number}",),
    "advances_in_stage": ("talks that moved it: {number}",),
    "setbacks_in_stage": ("setbacks in this stage: {number}",),
    "people_known": ("people known: {number}",),
    "talks_with_economic_buyer": ("talks with them: {number}",),
    "days_to_deadline": ("their date in {days}", "their date {days} ago"),
    "days_close_date_after_deadline": ("{days} after their date", "{days} before their date"),
    "buying_steps_overdue": ("late steps: {number}",),
    "buying_steps_without_help": ("such steps: {number}",),
    "unmet_must_needs": ("needs not met: {number}",),
    "days_since_gap_rating": ("rated {days} ago",),
    "unclear_criteria": ("criteria not clear: {number}",),
    "days_since_verbal_yes": ("their yes {days} ago",),
    "days_since_ruling": ("ruled {days} ago",),
    "days_past_review": ("to be looked at {days} ago", "to be looked at in {days}"),
}
"""By the fact's name: the phrase for a value above zero, and the one for a value below, where there is any."""
