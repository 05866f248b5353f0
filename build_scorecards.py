#!/usr/bin/env python3
"""Turn a team's playbook and pipeline into a static site of scorecards; see ``--help``."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent

if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    from scorecards.cli.main import main

    main(ROOT)
