"""What the site builder made is kept only where it is known all that the settings make it read."""

from pathlib import Path

import pytest

from scorecards.cache.cache import Cache
from scorecards.write.kept_frames import KeptFrames
from tests.support.project import ROOT

PLAIN = (ROOT / "mkdocs.yml").read_text("utf-8")
GIVEN = {"index.md": b"# Home"}
MADE = {"index.html": b"<h1>Home</h1>"}


def kept(folder: Path, settings: str) -> KeptFrames | None:
    config = folder / "mkdocs.yml"
    config.write_text(settings, "utf-8")
    return KeptFrames.of(config, Cache(folder / ".cache"))


@pytest.mark.parametrize(
    "settings",
    [
        f"INHERIT: base.yml\n{PLAIN}",
        PLAIN.replace("custom_dir: overrides", "custom_dir: my overrides"),
        PLAIN.replace("site_name: Sales Scorecards", "site_name: !ENV\n  - NAME\n"),
        f"{PLAIN}hooks: [hook.py]\n",
    ],
)
def test_nothing_is_kept_under_settings_that_may_make_the_builder_read_any_file(settings: str, tmp_path: Path) -> None:
    assert settings != PLAIN
    assert kept(tmp_path, settings) is None


def test_what_was_made_is_recalled_until_a_setting_a_template_or_a_variable_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "overrides").mkdir()
    (tmp_path / "overrides" / "main.html").write_text("one", "utf-8")
    first = kept(tmp_path, PLAIN)
    assert first
    first.keep(GIVEN, MADE)
    again = kept(tmp_path, PLAIN)
    assert again
    assert again.recall(GIVEN) == MADE
    assert again.recall({"index.md": b"# Another"}) is None
    monkeypatch.setenv("SITE_URL", "https://example.org/")
    changed = [kept(tmp_path, PLAIN)]
    monkeypatch.delenv("SITE_URL")
    changed.append(kept(tmp_path, PLAIN.replace("Sales Scorecards", "Other Scorecards", 1)))
    (tmp_path / "overrides" / "main.html").write_text("two", "utf-8")
    changed.append(kept(tmp_path, PLAIN))
    assert all(each and each.recall(GIVEN) is None for each in changed)
