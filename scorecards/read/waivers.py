"""What managers waive, held against the snapshots, the team and the playbook: waivers.yml."""

from collections.abc import Iterator, Mapping
from datetime import date

from scorecards.model.fields import blank_as_none
from scorecards.model.team import Rep
from scorecards.model.waivers import Waivers
from scorecards.problems.problem import Problem
from scorecards.read.dates import day_in
from scorecards.read.people import id_or_name, reps_of
from scorecards.read.pipeline_files import PipelineSources
from scorecards.read.playbook_files import PlaybookSources
from scorecards.read.references import KnownIds, ids_in, ids_of_checks
from scorecards.read.snapshot_records import SnapshotRecords
from scorecards.read.sources import Source
from scorecards.yaml_files.document import YamlMapping, quoted


def of_waivers(
    source: Source[Waivers], data: PipelineSources, playbook: PlaybookSources | None, records: SnapshotRecords
) -> Iterator[Problem]:
    """Look at each waiver: of which check and which deals it is, who approved it, and that it ends after that.

    Those that were approved from the day ``records.until`` on are of a time that the snapshots do not tell.
    """
    managers = ids_in(data.team, "managers", "a manager", "team.yml", id_or_name)
    accounts = _accounts(data, records)
    reps = reps_of(data.team)
    for row in source.rows("waivers"):
        on = day_in(row, "approved_on")
        if on and records.until and on >= records.until:
            continue
        if playbook:
            yield from ids_of_checks(playbook).check(source.path, row, "check")
            yield from _of_a_ruling(source.path, row, playbook)
        yield from managers.check(source.path, row, "approved_by")
        yield from records.known_ids.check_unless_blank(source.path, row, "opportunity")
        yield from accounts.check_unless_blank(source.path, row, "account")
        yield from _one_subject(source.path, row)
        if on is None:
            continue
        yield from _days(source.path, row, on, records)
        by = row.get("approved_by")
        if reps and isinstance(by, str) and (managers.ids is None or by in managers.ids):
            yield from _own_manager(source.path, row, on, by, _owners(row, on, records), reps)


def _accounts(data: PipelineSources, records: SnapshotRecords) -> KnownIds:
    """Collect the accounts of accounts.yml; where the team keeps none, those that the snapshots name."""
    if data.accounts:
        return ids_in(data.accounts, "accounts", "an account", "accounts.yml")
    held = (each for snapshot in records.snapshots for each in snapshot.records.values())
    named = frozenset(each.account for each in held if each.account)
    return KnownIds("an account", "the snapshots", None if records.unread is None else named)


def _of_a_ruling(path: str, row: YamlMapping, playbook: PlaybookSources) -> Iterator[Problem]:
    """Look whether it waives that a deal waits for its manager's ruling, which only a ruling ends (D01)."""
    check = row.get("check")
    if isinstance(check, str) and check == playbook.scoring.keys.get("awaits_ruling"):
        message = f"read {quoted(check)}, by which a deal waits for its manager: expected a ruling in rulings.yml"
        yield Problem(path, *row.value_at("check"), "waiver-of-a-ruling", message)


def _one_subject(path: str, row: YamlMapping) -> Iterator[Problem]:
    given = [key for key in ("opportunity", "account") if blank_as_none(row.get(key)) is not None]
    if len(given) != 1:
        read = "both opportunity and account" if given else "neither opportunity nor account"
        place = row.key_at("account") if given else row.own_place()
        yield Problem(path, *place, "waiver-of-what", f"read {read}, expected one of the two")


def _days(path: str, row: YamlMapping, on: date, records: SnapshotRecords) -> Iterator[Problem]:
    until = day_in(row, "until")
    if until and until < on:
        message = f"read {until}, expected {on} or later: that is the day of the approval"
        yield Problem(path, *row.value_at("until"), "impossible-date", message)
    yield from records.not_far_ahead(path, row, "approved_on", on)


def _owners(row: YamlMapping, on: date, records: SnapshotRecords) -> frozenset[str]:
    """Name who owned what a waiver is of on a day; nobody where the snapshots do not tell."""
    opportunity, account = blank_as_none(row.get("opportunity")), blank_as_none(row.get("account"))
    if opportunity is not None and account is None:
        record = records.on_day(opportunity, on)
        return frozenset({record.owner} if record else ())
    if opportunity is None and account is not None and records.unread == frozenset():
        return frozenset(
            each.owner
            for snapshot in records.snapshots
            for each in snapshot.records.values()
            if each.account == account
        )
    return frozenset()


def _own_manager(  # noqa: PLR0913, PLR0917 - what one look needs
    path: str, row: YamlMapping, on: date, by: str, owners: frozenset[str], reps: Mapping[str, Rep]
) -> Iterator[Problem]:
    """Look whether the approving manager led an owner on that day."""
    leaders = {reps[owner].manager_on(on) for owner in owners if owner in reps} - {None}
    if owners and by not in leaders:
        led = ", ".join(sorted(each for each in leaders if each)) or "a manager whom team.yml names for them"
        whose = ", ".join(sorted(owners))
        message = f"read {quoted(by)}, expected {led}, who led {whose} on {on}: the owner's manager waives"
        yield Problem(path, *row.value_at("approved_by"), "not-their-manager", message)
