"""The proof of each finding on one opportunity, as lines for the terminal."""

from collections.abc import Iterator

from scorecards.errors import Problem, ProblemsFound
from scorecards.results import CheckRule, Deal, Review


def explain(review: Review, opportunity: str) -> Iterator[str]:
    """Say for each finding the check, the values that it read with file and line, the practice and the remedy.

    Raises ProblemsFound where the review shows no such opportunity.
    """
    deal = next((deal for deal in review.opportunities if deal.id == opportunity), None)
    if deal is None:
        message = f"there is no open opportunity {opportunity!r} in this snapshot, nor a closed one with findings"
        raise ProblemsFound([Problem(review.snapshot, 1, 1, "unknown-opportunity", message)])
    checks = {check.id: check for check in review.rules.checks}
    reads = {fact.name: fact.reads for fact in review.rules.facts}
    coverage = f"{deal.score.known} of {deal.score.applicable} known"
    yield f"{deal.id}  {deal.name}  ({deal.place.path}:{deal.place.line})"
    yield (
        f"score: {coverage}, too little for a score"
        if deal.score.value is None
        else f"score: {deal.score.value} on {coverage}"
    )
    for heading, ids in (("to mend", deal.failed), ("not known", deal.unknown), ("in order", deal.passed)):
        for check in ids:
            yield ""
            yield from _finding(heading, checks[check], deal, reads)


def _finding(heading: str, check: CheckRule, deal: Deal, reads: dict[str, tuple[str, ...]]) -> Iterator[str]:
    titles = {"to mend": check.failure_title, "not known": check.unknown_title, "in order": check.title}
    yield f"{heading}: {titles[heading]}"
    where = f"{check.place.path}:{check.place.line}"
    yield f"  check     {check.id} ({where}), {check.severity}, serves {', '.join(check.doctrine)}"
    known = {fact.name: fact.value for fact in deal.facts}
    for name in check.facts:
        yield f"  fact      {name} = {known.get(name, 'unknown')}"
    fields = {field for name in check.facts for field in reads[name]}
    present = {read.field: read for read in deal.reads}
    for field in sorted(fields):
        if field in present:
            text = present[field].text
            yield f"  read      {field}{'' if text is None else ': ' + text}  ({deal.place.path}:{present[field].line})"
        else:
            yield f"  read      {field}: not in the snapshot"
    if heading == "to mend":
        yield f"  remedy    {check.remedy}"
    if heading == "not known":
        yield f"  ask       {check.ask}"
