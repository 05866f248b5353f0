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
    from scorecards.cli.main import scorecards  # noqa: PLC0415
    from scorecards.compose.across import across_of  # noqa: PLC0415
    from scorecards.index.index import Index  # noqa: PLC0415
    from scorecards.index.opportunity_files import opportunity_files_of  # noqa: PLC0415
    from scorecards.render.pages import render  # noqa: PLC0415
    from scorecards.render.reference.reference import reference  # noqa: PLC0415
    from scorecards.render.review_json import json_files_of  # noqa: PLC0415
    from scorecards.review import Folders, assess_reps, compose_reps, history_of, read  # noqa: PLC0415
    from scorecards.team.review import review_team  # noqa: PLC0415
    from scorecards.team.team_history import TeamHistory  # noqa: PLC0415

    done("load the libraries")
    given = read(Folders(root, root / "playbook", Path(sys.argv[1]), root / "docs"))
    done("read and validate")
    history = history_of(given)
    done("replay history")
    index, files = Index.of(given), opportunity_files_of(given, history)
    done("index")
    cases = assess_reps(files, index)
    done("derive, evaluate, diagnose and score")
    across = across_of([case for each in cases.values() for case in each], given.picks, files, history, index)
    done("reduce across reps")
    reps = compose_reps(cases, files, across, index)
    done("compose")
    review = review_team(reps, across, TeamHistory(history, files.rulings, files.left_the_export), index)
    done("reduce over the team")
    render(review, reference(scorecards))
    done("render")
    json_files_of(review)
    done("write JSON")


if __name__ == "__main__":
    main()
