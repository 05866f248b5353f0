"""The list of licences is that of what is pinned and of the files of others."""

from importlib.metadata import metadata

from tests.support.licences import PAGE, Row, licence_of, of_files, pins


def rows() -> list[Row]:
    lines = (line.strip("| ").split(" | ") for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| "))
    return [Row(*cells) for cells in lines if cells[1] != "version"]


def test_each_pin_has_a_line_with_its_licence_and_nothing_else_has() -> None:
    """Run ``make licences`` where this fails."""
    listed = [row for row in rows() if "/" not in row.name]
    assert [(row.name, row.version) for row in listed] == pins()
    assert [row for row in listed if len(row.licence) < 3] == []


def test_what_is_installed_here_has_the_licence_that_is_listed() -> None:
    here = [row for row in rows() if "/" not in row.name and metadata(row.name)["Version"] == row.version]
    assert len(here) > 40
    told = {row: licence_of(metadata(row.name)) for row in here}
    assert [row for row in here if row.licence.partition(", says ")[0] != told[row]] == []


def test_each_folder_of_other_peoples_files_has_a_line() -> None:
    assert [row for row in rows() if "/" in row.name] == list(of_files())
