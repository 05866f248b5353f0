"""The baseline held against the playbook and the snapshots: baseline.yml."""

from collections.abc import Iterator

from scorecards.model.baseline import Baseline
from scorecards.problems.problem import Problem
from scorecards.read.dates import day_in
from scorecards.read.playbook_files import PlaybookSources
from scorecards.read.references import ids_of_checks
from scorecards.read.snapshot_records import SnapshotRecords
from scorecards.read.sources import Source
from scorecards.yaml_files.document import YamlMapping


def of_baseline(
    source: Source[Baseline], playbook: PlaybookSources | None, records: SnapshotRecords
) -> Iterator[Problem]:
    """Look whether it names checks and opportunities that somebody knows.

    One of a later day than the snapshot that is shown names what that one cannot know.
    """
    on = day_in(source.keys, "as_of")
    if on and on > records.snapshots[-1].as_of:
        return
    findings = source.keys.get("findings")
    if playbook:
        yield from ids_of_checks(playbook).check_each(source.path, findings)
    for opportunities in findings.values() if isinstance(findings, YamlMapping) else ():
        yield from records.known_ids.check_each(source.path, opportunities)
