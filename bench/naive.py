"""What a naive script does: pandas, ``DataFrame.to_html`` for each agent, ``mkdocs build``; or empty pages."""

import argparse
import subprocess
import sys
from pathlib import Path

CONFIG = """\
site_name: naive
theme: {name: material, font: false}
plugins: [search, offline]
use_directory_urls: false
"""


def main() -> None:
    """Write the pages and build them."""
    options = _options()
    docs = options.into / "docs"
    docs.mkdir(parents=True)
    (docs / "index.md").write_text("# Home\n")
    (options.into / "mkdocs.yml").write_text(CONFIG)
    for name, table in _tables(options.export) if options.export else _empty(options.empty):
        (docs / f"{name}.md").write_text(f"# {name}\n\n{table}\n")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(options.into / "mkdocs.yml")]
    subprocess.run(command, check=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("into", type=Path)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--export", type=Path, help="the CSV file of the opportunities")
    what.add_argument("--empty", type=int, help="how many empty pages to build")
    return parser.parse_args()


def _empty(pages: int) -> list[tuple[str, str]]:
    return [(f"Page {place}", "") for place in range(pages)]


def _tables(export: Path) -> list[tuple[str, str]]:
    import pandas as pd  # noqa: PLC0415 - empty pages need none

    rows = pd.read_csv(export)
    now = rows[rows["deal_stage"].isin(["Engaging", "Prospecting"])]
    return [(str(agent), table.to_html(index=False)) for agent, table in now.groupby("sales_agent")]


if __name__ == "__main__":
    main()
