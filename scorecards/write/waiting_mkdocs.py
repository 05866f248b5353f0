"""MkDocs in a process that has it loaded, and waits for a word on its standard input that the pages are ready.

Run as ``python -m scorecards.write.waiting_mkdocs CONFIG CACHE``.  It ends with 0 where the site is built, as strictly
as ``mkdocs build --strict`` does it, and with another status where it is not: it was refused, or something is set that
might look into what was taken out of the pages.  Where the other end goes away, it ends.
"""

import importlib
import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from scorecards.write.site_settings import EXTENSIONS, PLUGINS

if TYPE_CHECKING:
    from jinja2 import BytecodeCache, Environment
    from mkdocs.config.defaults import MkDocsConfig


def main(config_file: str, cache: str) -> int:
    """Load everything, wait, build; give the status to end with."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort

    logging.getLogger("mkdocs").addHandler(logging.NullHandler())
    try:
        config = load_config(config_file=config_file, strict=True)
    except Abort:
        return 1
    _keep_templates(cache)
    _load_later_imports()
    if not sys.stdin.read(1):
        return 1
    if not _is_foreseen(config):
        return 3
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    except Abort:
        return 1
    finally:
        config.plugins.on_shutdown()
    return 0


def _is_foreseen(config: "MkDocsConfig") -> bool:
    """Tell whether nothing is set that looks into the regions of a page, or at other files."""
    from material.plugins.search import plugin as search  # type: ignore[import-untyped]

    return (
        set(config.plugins) <= {f"material/{name}" for name in PLUGINS}
        and set(config.markdown_extensions) <= EXTENSIONS
        and config.theme.name == "material"
        and not config.use_directory_urls
        and search.jieba is None
        and not any(config.get(each) for each in ("hooks", "extra_templates", "exclude_docs", "draft_docs"))
    )


def _keep_templates(cache: str) -> None:
    """Let the theme's templates be kept as they were compiled."""
    from mkdocs.theme import Theme

    plain = Theme.get_env
    kept = _compiled_templates(cache)

    def get_env(theme: Theme) -> "Environment":
        environment = plain(theme)
        environment.bytecode_cache = kept
        return environment

    Theme.get_env = get_env  # type: ignore[method-assign,assignment]


def _compiled_templates(cache: str) -> "BytecodeCache | None":
    from scorecards.cache.cache import Cache
    from scorecards.render.environment import CompiledTemplates

    return CompiledTemplates(Cache(Path(cache) / "theme")) if cache else None


def _load_later_imports() -> None:
    """Load now what MkDocs loads in the middle of a build."""
    for name in ("markdown.extensions.toc", "pymdownx.superfences", "pygments.lexers", "xml.etree.ElementTree"):
        importlib.import_module(name)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
