"""Time each step of a build in one process: a line a step, with its seconds and the peak memory so far in MB."""

import gc
import resource
import sys
import time
from pathlib import Path


def main() -> None:
    """Go through the steps of ``scorecards.build`` for one pipeline."""
    gc.disable()  # as the command line does
    root = Path(__file__).resolve().parent.parent
    began = time.perf_counter()

    def done(step: str) -> None:
        nonlocal began
        now = time.perf_counter()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(step, f"{now - began:.4f}", f"{peak:.1f}", sep="\t")
        began = time.perf_counter()

    # Loading is a step of its own.
    from scorecards.compose.material import Material  # noqa: PLC0415
    from scorecards.evaluate.columns import evaluate  # noqa: PLC0415

    from scorecards import build  # noqa: PLC0415
    from scorecards.cli.main import scorecards  # noqa: PLC0415
    from scorecards.derive.facts import derive  # noqa: PLC0415
    from scorecards.render.pages import render  # noqa: PLC0415
    from scorecards.render.reference.reference import reference  # noqa: PLC0415
    from scorecards.render.review_json import to_json  # noqa: PLC0415
    from scorecards.team.review import compose  # noqa: PLC0415

    done("load the libraries")
    given = build.read(build.Folders(root, root / "playbook", Path(sys.argv[1]), root / "docs"))
    done("read and validate")
    history, background = build.background_of(given)
    done("replay history")
    opportunities = given.snapshot.opportunities
    facts = derive(opportunities, background)
    done("derive facts")
    outcomes = evaluate(opportunities, facts, given.playbook.checks)
    done("evaluate checks")
    review = compose(Material(given, history, background, facts, outcomes))
    done("compose")
    render(review, reference(scorecards))
    done("render")
    to_json(review)
    done("write JSON")


if __name__ == "__main__":
    main()
