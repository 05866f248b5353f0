"""The Maven data set's CSV files: where it is not at hand, a made-up export of the same size and shape."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

AS_OF = "2017-12-31"
OPPORTUNITIES = "sales_pipeline.csv"
MAPPING = "mappings/maven.yml"

_STAGES = ["Won"] * 42 + ["Lost"] * 25 + ["Engaging"] * 16 + ["Prospecting"] * 5
_REPS, _MANAGERS, _ACCOUNTS, _DAYS = 35, 6, 85, 300
_HEADER = "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value"


def maven_or_made_up(maven: Path, folder: Path) -> Path:
    """Give the folder of the data set, or another one with made-up files of the same names."""
    if (maven / OPPORTUNITIES).is_file():
        return maven
    write_made_up(folder)
    return folder


def write_made_up(folder: Path, opportunities: int = 8800) -> None:
    """Write the files of an export, the same bytes each time."""
    folder.mkdir(parents=True)
    reps = ([_rep(number), f"Manager {number % _MANAGERS}", "Central"] for number in range(_REPS))
    accounts = ([_account(number), "retail", "1990", "100", "50", "Town", ""] for number in range(_ACCOUNTS))
    write_table(folder / "sales_teams.csv", ["sales_agent", "manager", "regional_office"], reps)
    header = "account,sector,year_established,revenue,employees,office_location,subsidiary_of"
    write_table(folder / "accounts.csv", header.split(","), accounts)
    products = [["GTX Basic", "GTX", "550"], ["GTX Pro", "GTX", "4821"]]
    write_table(folder / "products.csv", ["product", "series", "sales_price"], products)
    write_table(folder / OPPORTUNITIES, _HEADER.split(","), _opportunities(opportunities))


def write_table(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a CSV file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def _opportunities(count: int) -> Iterator[list[str]]:
    for number in range(count):
        stage = _STAGES[number % len(_STAGES)]
        engaged = date(2017, 1, 1) + timedelta(days=number % _DAYS)
        closed = stage in {"Won", "Lost"}
        yield [
            f"O{number:07}",
            _rep(number % _REPS),
            "GTX Basic" if number % 2 else "GTXPro",
            _account(number % _ACCOUNTS) if closed else "",
            stage,
            "" if stage == "Prospecting" else engaged.isoformat(),
            (engaged + timedelta(days=40)).isoformat() if closed else "",
            {"Won": "500", "Lost": "0"}.get(stage, ""),
        ]


def _rep(number: int) -> str:
    return f"Agent {number:02}"


def _account(number: int) -> str:
    return f"Company {number:02}"
