"""The proof of each finding on one opportunity, as lines for the terminal."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Final

from scorecards.model.check import Check
from scorecards.model.facts.fact import Fact
from scorecards.model.playbook.whom import WHY_IN_WORDS
from scorecards.model.vocabulary import A_REASONED_RULING
from scorecards.problems.problem import Problem, ProblemsFound, visible
from scorecards.render.characters import CONTROLS, DIRECTIONS, HALVES, MORE_CONTROLS, SEPARATORS
from scorecards.report.changes import Change
from scorecards.report.deal import Deal, Hypothesis, Sign
from scorecards.report.interventions import Intervention
from scorecards.report.review import Review
from scorecards.report.rules import CheckToday
from scorecards.report.timeline import TimelineEntry
from scorecards.report.values import Money, Place, Spoken
from scorecards.yaml_files.document import quoted

_TITLES = {
    "needs attention": "failure_title",
    "needs attention, old": "failure_title",
    "unknown": "unknown_title",
    "passing": "title",
    "needs attention, for the manager": "failure_title",
    "needs attention, on hold: paused": "failure_title",
    "unknown, on hold: paused": "unknown_title",
    "needs attention, on hold: they have gone": "failure_title",
    "unknown, on hold: they have gone": "unknown_title",
    "waived": "title",
}
_NOT_AS_IT_IS: Final = re.compile(f"[{CONTROLS}{MORE_CONTROLS}{SEPARATORS}{HALVES}{DIRECTIONS}]")
_STRENGTHS = {1: "a weak sign", 2: "a sign", 3: "a strong sign"}


def explain(review: Review, opportunity: str) -> Iterator[str]:
    """Say for each finding the check, the values that it read with file and line, the practice and the remedy.

    Each is one line, whatever a text holds: breaks, control characters and marks of direction are written as escapes.
    Raises ProblemsFound where there is no such opportunity.
    """
    return (_NOT_AS_IT_IS.sub(lambda found: visible(found[0]), line) for line in _explained(review, opportunity))


def _explained(review: Review, opportunity: str) -> Iterator[str]:
    deal = next((deal for deal in review.opportunities if deal.id == opportunity), None)
    if deal is None:
        message = f"there is no opportunity {quoted(opportunity)} in this snapshot"
        raise ProblemsFound([Problem(review.snapshot, 1, 1, "unknown-opportunity", message)])
    checks = {check.id: check for check in review.playbook.checks}
    facts = {fact.name: fact for fact in review.facts}
    coverage = _coverage(deal)
    yield f"{deal.id}  {deal.name}  ({deal.place.path}:{deal.place.line})"
    yield (
        f"score: {coverage}, too little for a score"
        if deal.score.value is None
        else f"score: {deal.score.value} on {coverage}"
    )
    yield from _next_step_in_the_crm(deal)
    yield from _carried(deal)
    yield from _ruled(deal)
    yield from _waivers(deal)
    yield from _concluded(deal, review)
    yield from _timeline(deal)
    yield from _diagnosed(deal, review)
    for heading, ids in (
        ("needs attention", deal.new_findings),
        ("needs attention, old", deal.old_findings),
        ("needs attention, for the manager", deal.for_manager),
        ("unknown", deal.unknown),
        ("needs attention, on hold: paused", deal.resting),
        ("unknown, on hold: paused", deal.resting_unknown),
        ("needs attention, on hold: they have gone", deal.moot),
        ("unknown, on hold: they have gone", deal.moot_unknown),
        ("passing", deal.passed),
        ("waived", deal.waived),
    ):
        for check in ids:
            yield ""
            yield from _finding(heading, checks[check], review.rules.checks[check], deal, facts)


def _coverage(deal: Deal) -> str:
    """Tell how much is known of what applies; what is waived is left out of both, and said."""
    waived = f", {deal.score.waived} waived" if deal.score.waived else ""
    return f"{deal.score.known} of {deal.score.applicable} known{waived}"


def _waivers(deal: Deal) -> Iterator[str]:
    """Tell what the manager waives until when, what a waiver finds nothing to silence, and which have ended."""
    for each in deal.waivers:
        ends = f"ended {each.until}" if each.state == "ended" else f"until {each.until}"
        unused = ", unused" if each.state == "unused" else ""
        without = each.outcome.replace("_", " ")
        yield f"waiver of {each.check}: {ends}{unused}  ({_at(each.place)})"
        yield f"  approved  {each.approved_on}, {each.by_name}: {each.reason}"
        yield f"  without   {without}"


def _next_step_in_the_crm(deal: Deal) -> Iterator[str]:
    """Tell the CRM's text for the next step, which is none until somebody says whose it is and when (D27)."""
    if told := deal.crm_next_step:
        yield f"in the CRM as next step: “{told.text}”  ({deal.place.path}:{told.line})"
        yield "  ask       Who does this, and by when?"


def _carried(deal: Deal) -> Iterator[str]:
    """Tell what was carried on from which snapshot, and which answers are so old at least (D11)."""
    for day, carried in groupby(sorted(deal.carried, key=lambda each: (each.on, each.field)), lambda each: each.on):
        yield f"kept from {day}: {', '.join(each.field for each in carried)}"
    for answer in deal.answers:
        if answer.days_at_least:
            good = f", good until {answer.good_until} at the latest" if answer.good_until else ""
            yield f"  answer    {answer.question}: {answer.days_at_least} or more days old{good}"


def _ruled(deal: Deal) -> Iterator[str]:
    """Tell what the manager ruled, what moved after each ruling, and whether it waits for one (D01, D02, D04)."""
    if deal.awaits_ruling:
        yield f"awaiting manager decision: only the manager can say whether it is {A_REASONED_RULING}"
    if deal.pause:
        yield f"paused until {deal.pause.until}, approved by {deal.pause.by_name}"
    for each in deal.interventions:
        yield ""
        yield from _intervention(each)


def _intervention(each: Intervention) -> Iterator[str]:
    yield f"decision {each.number} of {each.of}: {each.ruling}, {each.on}, {each.by_name}  ({_at(each.place)})"
    for name, text in (("reason", each.reason), ("weighed", each.weighed), ("review on", each.review_on)):
        if text is not None:
            yield f"  {name:<9} {text}"
    yield from _asked(each)
    for change in each.moved:
        yield f"  moved     {_change(change)}"
    if not each.moved:
        yield "  moved     nothing until the next decision" if each.number < each.of else "  moved     nothing so far"


def _timeline(deal: Deal) -> Iterator[str]:
    """Tell all that is on record, the newest first: what the counts of tries, pushes and advances rest on."""
    if deal.timeline:
        yield ""
        yield "timeline"
    for each in deal.timeline:
        yield f"  {each.on or 'undated'!s:<10}  {_entry(each)}"


def _entry(each: TimelineEntry) -> str:
    change = " -> ".join(_plain(value) for value in (each.before, each.after) if value is not None)
    days = f" ({each.days:+} d)" if each.days is not None else ""
    told = f"{each.title}{f' {change}' if change else ''}{days}{f': {each.words}' if each.words else ''}"
    beside = (
        each.who,
        f"to do: {each.to_do}" if each.to_do else None,
        f"first seen in the review of {each.seen_on}" if each.seen_on else None,
        f"({_at(each.place)})" if each.place else None,
    )
    return "  ".join([told, *(part for part in beside if part)])


def _plain(value: date | Money | str) -> str:
    return f"{value.currency} {value.amount}" if isinstance(value, Money) else str(value)


def _asked(each: Intervention) -> Iterator[str]:
    """Tell what is to be done, by whom and by when, and what became of it (D04)."""
    for action in each.actions:
        whose = f", {action.who_name}" if action.who_name else ""
        by = f", by {action.by}" if action.by else ""
        yield f"  to do     {action.what}  ({action.key}{whose}{by}: {_TOLD[action.state]})"
        if action.outcome:
            yield f"  outcome   {action.outcome}"
    if not each.actions:
        yield f"  to do     {'nothing: ' + each.no_action if each.no_action else 'no course of action on record'}"


_TOLD = {"done": "done", "open": "not done yet", "overdue": "overdue", "untold": "unknown whether it is done"}


def _diagnosed(deal: Deal, review: Review) -> Iterator[str]:
    """Tell why it may hang, each cause with its signs, and what would settle the critical findings (D36)."""
    causes = {cause.id: cause for cause in review.playbook.causes}
    if found := deal.diagnosis:
        yield ""
        yield f"likely stall reasons{', as of the day it closed' if found.as_of_end else ''}"
        yield f"  leading   {causes[found.leading].name if found.leading else 'none'}"
        for each in found.with_evidence:
            yield f"  cause     {causes[each.cause].name}: {_counts(each)}"
            yield from _signs("for", each.speaks_for, deal)
            yield from _signs("against", each.speaks_against, deal)
        yield f"  outlook   {causes[found.leading].retrievability_note if found.leading else 'unknown'}"
        for question in found.questions:
            yield f"  ask       {question.text}"
    yield from _settled(deal, review)


def _signs(label: str, signs: Iterable[Sign], deal: Deal) -> Iterator[str]:
    for sign in signs:
        yield f"    {label:<7} {sign.sign}  ({_STRENGTHS[sign.strength]})"
        for fact in sign.facts:
            yield f"            {fact.name} = {fact.value}"
        yield from _quoted(sign.spoken, deal, "            ")


def _quoted(spoken: Iterable[Spoken], deal: Deal, indent: str) -> Iterator[str]:
    for each in spoken:
        said = ", ".join(str(part) for part in (each.who, each.on) if part)
        place = f"{deal.place.path}:{each.line}" if each.line else deal.place.path
        yield f"{indent}“{each.text}”  ({said + ', ' if said else ''}{place})"


def _concluded(deal: Deal, review: Review) -> Iterator[str]:
    """Tell the one line of thought: the situation, what led to it, what to do, with whom, and what to ask."""
    found = deal.conclusion
    if found is None:
        return
    rule = review.rules.situations[found.situation]
    yield ""
    yield f"situation: {review.playbook.situations_by_id[found.situation].name}  ({_at(rule.place)})"
    for fact in found.because:
        yield f"  because   {fact.name} = {fact.value}"
    yield from _quoted(found.spoken, deal, "            ")
    yield f"  do first  {found.do}"
    if found.person:
        yield f"  talk to   {found.person.name}  ({WHY_IN_WORDS[found.person.because]})"
    if found.question:
        yield f"  ask       {found.question.text}"
    if found.play:
        yield f"  play      {review.playbook.plays_by_id[found.play].name}"


def _counts(each: Hypothesis) -> str:
    return f"{len(each.speaks_for)} for it, {len(each.speaks_against)} against, {each.unknown} unknown"


def _settled(deal: Deal, review: Review) -> Iterator[str]:
    settled_by = {fact.name: fact.settled_by for fact in review.facts}
    if found := deal.clearing:
        yield ""
        yield "minimum to clear the critical findings"
        for sentence in dict.fromkeys(settled_by[fact] for fact in found.facts):
            yield f"  step      {sentence}"
        for check in found.checks:
            yield f"  settles   {check}"
        for check in found.beyond:
            yield f"  beyond    {check}: no answer or step on our side clears it"


def _change(change: Change) -> str:
    way = {"forward": ", forward", "backward": ", backward", "nothing": ""}[change.moves]
    text = next((f": {text}" for text in (change.text, change.after) if text), "")
    where = f"  ({_at(change.place_after)})" if change.place_after else ""
    return f"{change.on} {change.kind.replace('_', ' ')}{way}{text}{where}"


def _at(place: Place) -> str:
    return f"{place.path}:{place.line}"


def _finding(heading: str, check: Check, today: CheckToday, deal: Deal, facts: dict[str, Fact]) -> Iterator[str]:
    yield f"{heading}: {getattr(check, _TITLES[heading])}"
    yield f"  check     {check.id} ({_at(today.place)}), {check.severity}, serves {', '.join(check.doctrine)}"
    known = {fact.name: fact.value for fact in deal.facts}
    for name in today.facts:
        yield f"  fact      {name} = {known.get(name, 'unknown')}"
    present = {read.field: read for read in deal.reads}
    fields = {field for name in today.facts for field in facts[name].reads}
    fields |= {field for name in today.facts for field in facts[name].beside if field in present}
    for each in deal.elsewhere:
        if not set(each.facts).isdisjoint(today.facts):
            day = f" on {each.on}" if each.on else ""
            yield f"  from      {each.told_by}{day}  ({_at(each.place)})"
    for field in sorted(fields):
        if field in present:
            text = present[field].text
            yield f"  read      {field}{'' if text is None else ': ' + text}  ({deal.place.path}:{present[field].line})"
        else:
            yield f"  read      {field}: not in the snapshot"
    if heading in {"needs attention", "needs attention, old", "needs attention, for the manager"}:
        yield f"  remedy    {check.remedy}"
    if heading == "unknown":
        yield f"  ask       {check.ask}"
