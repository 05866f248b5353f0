"""The line that names a file's schema: added once, changed where it names another, and nothing else touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecards.schemas.mark import marked

LINE = b"# yaml-language-server: $schema=../schemas/stages.schema.json"
NAME = "../schemas/stages.schema.json"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"# What\nstages: []\n", LINE + b"\n# What\nstages: []\n"),
        (b"stages: []\r\n", LINE + b"\r\nstages: []\r\n"),
        (b"\xef\xbb\xbfstages: []\n", b"\xef\xbb\xbf" + LINE + b"\nstages: []\n"),
        (b"# yaml-language-server: $schema=other.json\nstages: []\n", LINE + b"\nstages: []\n"),
        (b"#yaml-language-server:$schema=other.json\r\nstages: []\r\n", LINE + b"\r\nstages: []\r\n"),
        (b"", LINE + b"\n"),
    ],
)
def test_a_file_is_marked_on_its_first_line(before: bytes, after: bytes) -> None:
    assert marked(before, NAME) == after


@given(st.binary())
def test_a_file_that_is_marked_stays_as_it_is_and_keeps_all_that_stood_there(data: bytes) -> None:
    once = marked(data, NAME)
    assert marked(once, NAME) == once
    if b"yaml-language-server" not in data:
        assert once.endswith(data.removeprefix(b"\xef\xbb\xbf"))
