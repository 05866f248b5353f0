#!/usr/bin/env python3
"""Turn a team's playbook and pipeline into a static site of scorecards; see ``--help``."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent

OLDEST = (3, 11)
TO_DO = "run `make site`, or use `.venv/bin/python build_scorecards.py`\n"

if __name__ == "__main__":
    if sys.version_info < OLDEST:
        sys.stderr.write("This Python is older than {}.{}: {}".format(*OLDEST, TO_DO))
        sys.exit(2)
    sys.path.insert(0, str(ROOT))
    try:
        from scorecards.cli.main import main

        main(ROOT)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "scorecards":
            raise  # a mistake of the code's own
        sys.stderr.write(f"{error.name} is not installed here: {TO_DO}")
        sys.exit(2)
