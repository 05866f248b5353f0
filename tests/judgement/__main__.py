"""Print how far the product agrees with experts who judged the deals blind: ``make judgement``."""

import sys
import tempfile
from collections.abc import Sequence
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


def main(halves: Sequence[str], *, quiet: bool) -> None:
    """Print the agreement on each half, by part, and every miss."""
    with tempfile.TemporaryDirectory() as folder:
        for half in halves:
            judged = judge(sorted((HERE / half).glob("*.yml")), Path(folder) / half)
            print(f"{half}: {len(judged)} cases")
            for part in PARTS:
                hits, of = agreement(judged, part)
                print(f"  {part:15}{hits:4} of {of}   {100 * hits / of:.0f} %")
            print(f"  a cause leads where none may: {len(wrongly_led(judged))}")
            for each in () if quiet else judged:
                missed = [part for part in PARTS if not each.agrees(part)]
                if missed:
                    print(f"\n{each.name} ({each.said.situation}): {each.case.case}")
                for part in missed:
                    print(
                        f"    {part:15}{getattr(each.said, part)}, expected {' or '.join(expected_of(each.case.expect, part))}"
                    )


if __name__ == "__main__":
    main([each for each in sys.argv[1:] if not each.startswith("-")] or ["tuned", "kept"], quiet="-q" in sys.argv)
