"""Print how far the product agrees with experts who judged the deals blind: ``make judgement``."""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.judgement.product import HERE, PARTS, Judged, expected_of, judge


def agreement(judged: Sequence[Judged], part: str) -> tuple[int, int]:
    """Count the cases in which the product agrees on a part, and all of them; of causes, where one may lead."""
    asked = [each for each in judged if part != "cause" or each.case.expect.causes]
    return sum(each.agrees(part) for each in asked), len(asked)


def wrongly_led(judged: Sequence[Judged]) -> list[str]:
    """Name the cases in which a cause leads where none may, or one that must not."""
    return [
        each.name
        for each in judged
        if (not each.case.expect.causes and each.said.cause) or each.said.cause in each.case.expect.never_causes
    ]


def report(half: str, judged: Sequence[Judged], *, with_misses: bool) -> Iterator[str]:
    """Tell the agreement on one half, by part, and every miss."""
    yield f"{half}: {len(judged)} cases"
    for part in PARTS:
        hits, of = agreement(judged, part)
        yield f"  {part:15}{hits:4} of {of}   {100 * hits / of:.0f} %"
    yield f"  a cause leads where none may: {len(wrongly_led(judged))}"
    for each in judged if with_misses else ():
        missed = [part for part in PARTS if not each.agrees(part)]
        if missed:
            yield f"\n{each.name} ({each.said.situation}): {each.case.case}"
        for part in missed:
            expected = " or ".join(expected_of(each.case.expect, part))
            yield f"    {part:15}{getattr(each.said, part)}, expected {expected}"


def main(arguments: Sequence[str]) -> None:
    """Print it for each half; of the kept one the misses stay unseen, so that nobody tunes on it."""
    with tempfile.TemporaryDirectory() as folder:
        for half in [each for each in arguments if not each.startswith("-")] or ["tuned", "kept"]:
            judged = judge(sorted((HERE / half).glob("*.yml")), Path(folder) / half)
            lines = report(half, judged, with_misses=half == "tuned" and "-q" not in arguments)
            sys.stdout.writelines(f"{line}\n" for line in lines)


if __name__ == "__main__":
    main(sys.argv[1:])
