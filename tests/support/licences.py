"""List the licences of what the product installs and of the files of others in the repository: ``make licences``."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from typing import Final

from tests.support.project import ROOT

PAGE: Final = ROOT / "requirements" / "licences.md"
PINS: Final = ROOT / "requirements" / "site.txt"
VENDORED: Final = ("docs/assets/vendor", "tests/vendor")
HEAD: Final = """\
# Licences

Made by `make licences`; a test fails when a pin changes and this does not.

## What `make site` installs

As the metadata of each distribution say. What is compiled into one, such as the libraries in numpy, is told in its own
files, not here.

| package | version | licence |
|---|---|---|
"""
MIDDLE: Final = """
## Third-party files in this repository

Each folder holds the text of its licence.

| files | version | licence |
|---|---|---|
"""
_PIN: Final = re.compile(r"([a-z0-9-]+)==([^ ;\\]+)")
_FOLDER: Final = re.compile(r"(?P<name>.+)-(?P<version>\d[\d.]*)")
_LONGEST: Final = 80
"""A longer text is that of the licence itself."""
_VAGUE: Final = {"", "UNKNOWN", "Dual License"}
_BY_TEXT: Final = {
    "Mozilla Public License, version 2.0": "MPL-2.0",
    "Permission is hereby granted, free of charge": "MIT",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list."""

    name: str
    version: str
    licence: str

    def __str__(self) -> str:
        """Write it."""
        return f"| {self.name} | {self.version} | {self.licence} |\n"


def pins() -> list[tuple[str, str]]:
    """Give what is pinned: name and version; a name may stand twice, for two versions of Python."""
    found = (_PIN.match(line) for line in PINS.read_text("utf-8").splitlines())
    return [(pin[1], pin[2]) for pin in found if pin]


def of_packages() -> Iterator[Row]:
    """Give the licence of each pin, as the distribution that is installed here says; of another version, tell it."""
    for name, version in pins():
        try:
            told = metadata(name)
        except PackageNotFoundError:
            continue
        here = told["Version"] == version
        yield Row(name, version, licence_of(told) + ("" if here else f", says {told['Version']}"))


def licence_of(told: PackageMetadata) -> str:
    """Give the licence by its expression, else by the short text, else by the classifiers."""
    texts = (told[key] for key in ("License-Expression", "License") if key in told)
    named = next((text for text in texts if text not in _VAGUE and len(text) <= _LONGEST), None)
    if named:
        return named
    classifiers = (each for each in told.get_all("Classifier") or () if each.startswith("License ::"))
    return "; ".join(each.rpartition(" :: ")[2] for each in classifiers)


def of_files() -> Iterator[Row]:
    """Give the licence of each folder of other people's files, by the text that stands in it."""
    for folder in sorted(path for parent in VENDORED for path in (ROOT / parent).iterdir()):
        named = _FOLDER.fullmatch(folder.name)
        assert named, folder
        (text,) = (path.read_text("utf-8") for path in folder.iterdir() if path.stem == "LICENSE")
        licence = next(name for words, name in _BY_TEXT.items() if words in text)
        yield Row(f"`{folder.relative_to(ROOT).as_posix()}`", named["version"], licence)


def page() -> str:
    """Write the list."""
    return HEAD + "".join(map(str, of_packages())) + MIDDLE + "".join(map(str, of_files()))


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
