"""Time, memory and written files of builds, beside a naive script and the site builder; see ``--help``."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    from bench.command import main

    main(ROOT)
