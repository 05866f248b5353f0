"""A made-up Salesforce Data Export of any size: opportunities, users and accounts, the same bytes each time."""

import csv
import random
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

DAY = date(2026, 11, 16)
_STAGES = ["Prospecting", "Qualification", "Needs Analysis", "Proposal/Price Quote", "Closed Won", "Closed Lost"]
_HEADER = [
    "Id",
    "IsDeleted",
    "AccountId",
    "IsPrivate",
    "Name",
    "Description",
    "StageName",
    "StageSortOrder",
    "Amount",
    "Probability",
    "ExpectedRevenue",
    "TotalOpportunityQuantity",
    "CloseDate",
    "Type",
    "NextStep",
    "LeadSource",
    "IsClosed",
    "IsWon",
    "ForecastCategory",
    "ForecastCategoryName",
    "CurrencyIsoCode",
    "CampaignId",
    "HasOpportunityLineItem",
    "Pricebook2Id",
    "OwnerId",
    "Territory2Id",
    "IsExcludedFromTerritory2Filter",
    "CreatedDate",
    "CreatedById",
    "LastModifiedDate",
    "LastModifiedById",
    "SystemModstamp",
    "LastActivityDate",
    "LastStageChangeDate",
    "FiscalYear",
    "FiscalQuarter",
    "ContactId",
    "PrimaryPartnerAccountId",
    "SyncedQuoteId",
    "ContractId",
    "LastAmountChangedHistoryId",
    "LastCloseDateChangedHistoryId",
]
_NOBODY = "000000000000000AAA"


def write_salesforce(folder: Path, opportunities: int, reps: int = 200, accounts: int = 5000) -> Path:
    """Write the files of an export into a folder, and give that of the opportunities."""
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "User.csv", ["Id", "FirstName", "LastName", "Name", "Email", "ManagerId"], _users(reps))
    _write(
        folder / "Account.csv",
        ["Id", "IsDeleted", "Name"],
        ([_id("001", n), "0", f"Company {n}"] for n in range(accounts)),
    )
    path = folder / "Opportunity.csv"
    _write(path, _HEADER, _opportunities(opportunities, reps, accounts))
    return path


def _users(reps: int) -> Iterable[list[str]]:
    for number in range(reps + 10):
        manager = _NOBODY if number >= reps else _id("005", reps + number % 10)
        yield [_id("005", number), "Rep", f"No {number}", f"Rep No {number}", f"rep{number}@example.com", manager]


def _opportunities(count: int, reps: int, accounts: int) -> Iterable[list[str]]:
    dice = random.Random(20261116)  # noqa: S311 - made-up figures
    for number in range(count):
        stage = dice.choice(_STAGES)
        closed = stage.startswith("Closed")
        created = DAY - timedelta(days=dice.randrange(60, 700))
        close = (
            created + timedelta(days=dice.randrange(20, 60)) if closed else DAY + timedelta(days=dice.randrange(1, 200))
        )
        row = dict.fromkeys(_HEADER, "")
        row |= {
            "Id": _id("006", number),
            "IsDeleted": "0",
            "AccountId": _id("001", dice.randrange(accounts)),
            "Name": f"Rota for company {number}",
            "StageName": stage,
            "Amount": f"{dice.randrange(10, 900) * 100}.0",
            "Probability": "50.0",
            "CloseDate": close.isoformat(),
            "NextStep": dice.choice(["", "", "call them", "send the quote"]),
            "IsClosed": str(int(closed)),
            "IsWon": str(int(stage == "Closed Won")),
            "ForecastCategory": "Pipeline",
            "ForecastCategoryName": "Pipeline",
            "CurrencyIsoCode": "EUR",
            "CampaignId": _NOBODY,
            "OwnerId": _id("005", dice.randrange(reps)),
            "CreatedDate": f"{created} 09:30:00",
            "LastModifiedDate": f"{DAY - timedelta(days=dice.randrange(0, 30))} 10:00:00",
            "LastStageChangeDate": f"{created + timedelta(days=dice.randrange(0, 20))} 11:00:00",
            "FiscalYear": "2026",
        }
        yield list(row.values())


def _id(prefix: str, number: int) -> str:
    return f"{prefix}{number:012d}AAA"


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)
