"""Where the site builder fails, the lines that name the cause are told, and nothing of its tracebacks."""

from pathlib import Path

import pytest

from scorecards.write.site_messages import problems_said
from tests.support.project import Project, copy_of

CONFIG = Path("/home/team/mkdocs.yml")
TRACEBACK = """\
Traceback (most recent call last):
  File "<frozen runpy>", line 198, in _run_module_as_main
  File "/home/team/.venv/lib/python3.11/site-packages/mkdocs/commands/build.py", line 310, in build
    _populate_page(file.page, config, files, dirty)
    ^^^^^^^^^^^^^^^
"""


def told(said: str, status: int = 1) -> list[str]:
    return [str(each) for each in problems_said(said, status, CONFIG, Path("docs"), Path("/aside/docs"))]


def test_a_warning_is_told_at_the_page_that_it_names() -> None:
    said = "INFO    -  Building\nWARNING -  Doc file 'a.md' contains a link 'b.md', but it is not found.\n"
    assert told(f"{said}Aborted with 1 warnings in strict mode!\n") == [
        "docs/a.md:1:1: site-not-built: Doc file 'a.md' contains a link 'b.md', but it is not found."
    ]


def test_what_goes_on_below_a_warning_belongs_to_it() -> None:
    said = "WARNING -  These pages are not in nav:\n  - a.md\n  - b.md\nINFO    -  Done\n"
    assert told(said) == ["mkdocs.yml:1:1: site-not-built: These pages are not in nav: - a.md - b.md"]


def test_of_a_traceback_the_line_that_names_the_page_is_told() -> None:
    said = f"WARNING -  Something else\nERROR   -  Error reading page 'a.md': no text\n{TRACEBACK}ValueError: no text\n"
    assert told(said) == ["docs/a.md:1:1: site-not-built: Error reading page 'a.md': no text"]


def test_of_a_traceback_that_names_no_page_what_was_raised_is_told_with_the_projects_own_file() -> None:
    frame = '  File "/home/team/overrides/main.html", line 8, in template\n    {% if %}\n^^^^^^^^^\n'
    raised = "jinja2.exceptions.TemplateSyntaxError: Expected an expression\n"
    expected = "jinja2.exceptions.TemplateSyntaxError: Expected an expression"
    assert told(TRACEBACK + raised) == [f"mkdocs.yml:1:1: site-not-built: {expected}"]
    assert told(TRACEBACK + frame + raised) == [
        f"mkdocs.yml:1:1: site-not-built: overrides/main.html, line 8: {expected}"
    ]


def test_the_last_of_several_tracebacks_counts() -> None:
    said = f"{TRACEBACK}KeyError: 'a'\n\nDuring handling of the above, another occurred:\n\n{TRACEBACK}RecursionError\n"
    assert told(said) == ["mkdocs.yml:1:1: site-not-built: RecursionError"]
    assert told(TRACEBACK) == ["mkdocs.yml:1:1: site-not-built: it broke off"]


def test_what_is_in_no_known_form_is_told_by_its_end() -> None:
    assert told("one\ntwo\n\nthree\n") == [f"mkdocs.yml:1:1: site-not-built: {each}" for each in ("two", "three")]
    assert told("", 3) == ["mkdocs.yml:1:1: site-not-built: it ended with status 3 and said nothing"]


def test_a_message_stays_on_its_line() -> None:
    assert told("ERROR   -  Error reading page 'a\x1b[2J.md': \x9b\n") == [
        "docs/a\\x1b[2J.md:1:1: site-not-built: Error reading page 'a\\x1b[2J.md': \\x9b"
    ]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"a\xff\xfeb\n", "Error reading page 'sources.md': 'utf-8' codec"),
        (b"---\ntemplate: no.html\n---\n", "Error building page 'sources.md': 'no.html'"),
    ],
    ids=["no UTF-8", "no such template"],
)
def test_a_page_on_which_the_site_builder_breaks_off_is_named_in_one_line(
    sample: Project, tmp_path: Path, content: bytes, expected: str
) -> None:
    project = copy_of(sample, tmp_path / "team")
    (project.docs / "sources.md").write_bytes(content)
    result = project.run()
    assert result.returncode == 1
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"docs/sources.md:1:1: site-not-built: {expected}")
