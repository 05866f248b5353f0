"""What fuzzing begins with and what it found: every such input keeps the readers' promise, on each run of the tests."""

import re
from pathlib import Path

import pytest

from tests.fuzz.seeds import FOUND, SEEDS, found
from tests.fuzz.targets import TARGETS

ENTRY = re.compile(r'#.*|"(?:[ !#-\[\]-~]|\\[\\"]|\\x[0-9a-f]{2})+"|')
INPUTS = [(target, path) for target in TARGETS for path in found(target)]


@pytest.mark.parametrize(("target", "path"), INPUTS, ids=lambda each: getattr(each, "name", each))
def test_an_input_that_once_failed_does_so_no_more(target: str, path: Path) -> None:
    TARGETS[target](path.read_bytes())


@pytest.mark.parametrize("target", TARGETS)
def test_a_target_begins_with_inputs_that_keep_the_promise(target: str) -> None:
    seeds = list(SEEDS[target]())
    assert len(seeds) >= 9
    for seed in seeds:
        TARGETS[target](seed)


@pytest.mark.parametrize("target", TARGETS)
def test_a_target_takes_no_bytes_at_all(target: str) -> None:
    for data in (b"", b"\0", b"\xff", b"\0\0"):
        TARGETS[target](data)


def test_what_was_found_lies_where_it_is_looked_for() -> None:
    assert {path.name for path in FOUND.iterdir()} <= set(TARGETS)
    assert INPUTS


def test_the_dictionary_of_tokens_is_one_that_the_fuzzer_reads() -> None:
    lines = (FOUND.parent / "tokens.dict").read_text("ascii").splitlines()
    assert [line for line in lines if not ENTRY.fullmatch(line)] == []
