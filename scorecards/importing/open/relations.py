"""What the parts of a workbook say of each other: the part of each sheet, by the id of its relation."""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from scorecards.importing.open.xml_parts import XmlPart


@dataclass(slots=True)
class Relations:
    """The relations of a workbook."""

    targets: dict[str, str] = field(default_factory=dict)
    """By id, the part as it is written there."""

    def read(self, blocks: Iterator[bytes]) -> None:
        """Read the part that holds them."""
        XmlPart(self.hear, lambda _name: None).parse(blocks)

    def hear(self, name: str, given: Mapping[str, str]) -> None:
        """Take an element."""
        if name == "Relationship":
            self.targets[given.get("Id", "")] = given.get("Target", "")

    def parts_of(self, sheets: Mapping[str, str]) -> dict[str, str]:
        """Give the name of each sheet by its part, in small letters; sheets come by the ids of their relations."""
        paths = {id_: posixpath.normpath(posixpath.join("xl", target)) for id_, target in self.targets.items()}
        return {paths[id_].lstrip("/").lower(): name for id_, name in sheets.items() if id_ in paths}
