"""The site is built of frames and specimens, and is byte for byte what a plain strict build makes of the same pages."""

import re
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from scorecards.cache.cache import Cache
from scorecards.problems.problem import ProblemsFound
from scorecards.write import mkdocs_process, site_builder
from scorecards.write.generated_list import MANIFEST
from scorecards.write.layout import lay_out
from scorecards.write.mkdocs_process import WaitingMkDocs
from scorecards.write.tree import read_tree
from tests.support.project import ROOT, Project

DAY = date(2026, 11, 16)
CONFIG = ROOT / "mkdocs.yml"
REP = "scorecards/ravi-menon"


def build_site(
    config: Path, docs: Path, pages: Mapping[str, bytes], as_of: date, cache: Cache | None = None
) -> dict[str, bytes]:
    with (
        tempfile.TemporaryDirectory() as scratch,
        site_builder.site_builder(config, Path(scratch), cache) as builder,
    ):
        return dict(builder.build(docs, pages, as_of))


def build_whole(config: Path, docs: Path, pages: Mapping[str, bytes], as_of: date) -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as scratch:
        return dict(mkdocs_process.build_whole(config, docs, pages, as_of, Path(scratch)))


@pytest.fixture(scope="module")
def pages(sample: Project) -> dict[str, bytes]:
    return {path: content for path, content in read_tree(sample.docs).items() if path != MANIFEST}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Cache:
    """Give a cache that the tests share."""
    return Cache(tmp_path_factory.mktemp("kept"))


@pytest.fixture
def no_whole_build(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> dict[str, bytes]:
        pytest.fail("the whole site was built")

    monkeypatch.setattr(site_builder, "build_whole", refuse)


@pytest.fixture
def no_start(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        pytest.fail("MkDocs was started")

    monkeypatch.setattr(site_builder, "WaitingMkDocs", refuse)


def same(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> bool:
    assert [*one] == [*other]
    assert [path for path in one if one[path] != other[path]] == []
    return True


@pytest.mark.usefixtures("no_whole_build")
@pytest.mark.parametrize("address", ["", "https://team.example/cards/"])
def test_the_site_is_what_a_plain_strict_build_makes(
    address: str, pages: dict[str, bytes], kept: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_URL", address)
    whole = build_whole(CONFIG, Path("docs"), pages, DAY)
    assert same(build_site(CONFIG, Path("docs"), pages, DAY), whole)
    assert same(build_site(CONFIG, Path("docs"), pages, DAY, kept), whole)
    assert same(build_site(CONFIG, Path("docs"), pages, DAY, kept), whole)


@pytest.mark.usefixtures("no_whole_build", "no_start")
def test_other_data_and_another_day_are_filled_in_without_the_site_builder(
    pages: dict[str, bytes], kept: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A rep leaves, another comes, with a title of its own; what a region says is another."""
    monkeypatch.setenv("SITE_URL", "")
    other = {path: content for path, content in pages.items() if not path.startswith(REP)}
    other["scorecards/nobody-yet.md"] = pages[f"{REP}.md"].replace(b"Ravi Menon", "Ó Néill-Dunne".encode())
    other["scorecards/names.md"] = pages["scorecards/names.md"].replace(b"Ravi Menon", "A &amp; “B” &lt;i&gt;".encode())
    site = build_site(CONFIG, Path("docs"), other, date(2027, 1, 4), kept)
    assert same(site, build_whole(CONFIG, Path("docs"), other, date(2027, 1, 4)))


def test_other_data_gives_the_site_builder_the_same_to_do(
    pages: dict[str, bytes], sample: Project, tmp_path: Path
) -> None:
    """A first snapshot has no course, no change and no pick to tell of."""
    first = min((sample.folder / "pipeline" / "snapshots").iterdir())
    sample.build("build", "--pages-only", "--snapshot", first, "--docs", tmp_path / "docs")
    others = {path: content for path, content in read_tree(tmp_path / "docs").items() if path != MANIFEST}
    config = CONFIG.read_bytes()
    assert same(lay_out(config, others).given(), lay_out(config, pages).given())
    assert others["scorecards/figures.md"] != pages["scorecards/figures.md"]


def test_mkdocs_that_waits_ends_where_nobody_is_left_to_give_it_pages(tmp_path: Path) -> None:
    with WaitingMkDocs(CONFIG, None, DAY, tmp_path) as waiting:
        process = waiting._process  # noqa: SLF001
        assert process.stdin
        process.stdin.close()
        process.stdin = None
        assert process.wait(60) != 0


def test_mkdocs_that_waits_ends_with_a_build_that_fails(tmp_path: Path) -> None:
    waiting = WaitingMkDocs(CONFIG, None, DAY, tmp_path)
    with pytest.raises(KeyboardInterrupt), waiting:
        raise KeyboardInterrupt
    assert waiting._process.returncode is not None  # noqa: SLF001
    assert not waiting._folder.exists()  # noqa: SLF001


def refused(pages: dict[str, bytes], cache: Cache) -> list[str]:
    with pytest.raises(ProblemsFound) as raised:
        build_site(CONFIG, Path("docs"), pages, DAY, cache)
    assert {problem.code for problem in raised.value.problems} == {"site-not-built"}
    return [problem.message for problem in raised.value.problems]


MISTAKES = {
    "[a](nowhere.md)": "'nowhere.md', but the target is not found",
    "[a](scorecards/nobody.md)": "'scorecards/nobody.md', but the target is not found",
    "[a](scorecards/nobody.csv)": "'scorecards/nobody.csv', but the target is not found",
    "[a](how-to-read.md#nowhere)": "does not contain an anchor '#nowhere'",
    f"[a]({REP}.md#nobody)": "does not contain an anchor '#nobody'",
    "![a](assets/nowhere.png)": "'assets/nowhere.png', but the target is not found",
}


def test_mistakes_in_a_page_by_hand_are_told_as_before(pages: dict[str, bytes], kept: Cache) -> None:
    told = refused(pages | {"sources.md": "\n\n".join(("# Sources", *MISTAKES)).encode()}, kept)
    assert [said for said in MISTAKES.values() if not any(said in line for line in told)] == []


def test_a_region_that_is_not_closed_is_told_as_before(pages: dict[str, bytes], kept: Cache) -> None:
    told = refused(pages | {"sources.md": b"# Sources\n\n<!-- literal -->\n<p>"}, kept)
    assert any("without <!-- /literal -->" in line for line in told)


def test_a_page_of_the_navigation_that_is_not_there_is_told_as_before(pages: dict[str, bytes], kept: Cache) -> None:
    told = refused({path: content for path, content in pages.items() if path != "sources.md"}, kept)
    assert any("'sources.md' is included in the 'nav' configuration" in line for line in told)


@pytest.mark.usefixtures("no_whole_build")
def test_a_page_by_hand_may_link_to_what_is_not_handed_to_the_site_builder_by_itself(
    pages: dict[str, bytes], kept: Cache
) -> None:
    links = f"# Sources\n\n[a]({REP}.md) [b]({REP}.csv) [c](scorecards/maeve-corrigan.md) ![](assets/flow.svg)".encode()
    linked = pages | {"sources.md": links}
    assert same(build_site(CONFIG, Path("docs"), linked, DAY, kept), build_whole(CONFIG, Path("docs"), linked, DAY))


def test_what_looks_like_a_token_is_left_as_it_is(pages: dict[str, bytes], kept: Cache) -> None:
    forged = pages | {f"{REP}.md": pages[f"{REP}.md"].replace(b"Ravi Menon", b"q7x4hollow9zr0z")}
    assert same(build_site(CONFIG, Path("docs"), forged, DAY, kept), build_whole(CONFIG, Path("docs"), forged, DAY))


@pytest.fixture
def own_theme(tmp_path: Path) -> Path:
    """Give a configuration beside a copy of the theme's templates."""
    for path in (ROOT / "overrides").rglob("*.html"):
        copy = tmp_path / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    return Path(tmp_path / "mkdocs.yml")


@pytest.mark.parametrize(
    "template",
    [
        "{% block content %}{{ super() | replace('\\n', '') }}{% endblock %}",
        "{% block footer %}{{ page.title | truncate(12) }}{% endblock %}",
        "{% block footer %}{{ page.content | wordcount }}{% endblock %}",
        "{% block footer %}{{ build_date_utc.year }}{% endblock %}",
    ],
)
def test_a_theme_that_looks_into_pages_is_given_them_whole(
    template: str, own_theme: Path, pages: dict[str, bytes]
) -> None:
    own_theme.write_bytes(CONFIG.read_bytes())
    main = own_theme.parent / "overrides" / "main.html"
    main.write_text(main.read_text("utf-8") + template, "utf-8")
    site = build_site(own_theme, Path("docs"), pages, DAY)
    assert same(site, build_whole(own_theme, Path("docs"), pages, DAY))


def test_another_plugin_is_given_the_pages_whole(own_theme: Path, pages: dict[str, bytes]) -> None:
    text = re.sub(r"(?m)^  - offline$", "  - offline\n  - tags", CONFIG.read_text("utf-8"))
    own_theme.write_text(text, "utf-8")
    site = build_site(own_theme, Path("docs"), pages, DAY)
    assert same(site, build_whole(own_theme, Path("docs"), pages, DAY))
