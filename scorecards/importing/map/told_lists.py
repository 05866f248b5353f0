"""The lists that an export tells of its opportunities, such as their people: an empty one is not an untold one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scorecards.importing.mapping.opportunities import OpportunitySources
from scorecards.importing.mapping.parts import Parts
from scorecards.importing.open.export import Export
from scorecards.importing.open.table import Table


@dataclass(frozen=True, slots=True)
class ToldLists:
    """The names of the lists: those of other files that are there, and those of columns that a table has."""

    elsewhere: frozenset[str]
    own: Mapping[Table, frozenset[str]]

    @classmethod
    def of(cls, sources: OpportunitySources, export: Export) -> "ToldLists":
        """Find them by the tables and columns that are there, whatever stands in them."""
        elsewhere = frozenset(name for related, tables in export.related if tables for name in related.lists())
        own = {
            table: frozenset(name for name, parts in sources.lists().items() if _has_columns(table, parts))
            for table in export.opportunities
        }
        return cls(elsewhere, {table: elsewhere | names for table, names in own.items()})

    def of_table(self, table: Table) -> frozenset[str]:
        """Give those of the opportunities of a table."""
        return self.own.get(table, self.elsewhere)


def _has_columns(table: Table, parts: Iterable[Parts]) -> bool:
    columns = (column for part in parts for source in part.values() for column, _ in source.columns())
    return any(column in table.header for column in columns)
