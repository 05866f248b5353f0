"""A Markdown extension that passes marked regions through as they are.

A generated page holds finished, escaped HTML between two marker lines::

    <!-- literal -->
    <div>...</div>
    <!-- /literal -->

The region is put aside before Markdown reads the page and put back once it is done. Nothing in it is
read as Markdown, as a heading, as a template or as an include, so what the CRM holds stays literal;
and a page of many rows takes a small part of the time, because Markdown's own HTML parser never sees
them. A region begins with a block element (`<div>`, `<section>`, `<table>`); one that begins with
text is put in a paragraph.

Both site builders load the extension by its module's name, `scorecards.render.literal`.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from scorecards.render.literal_markers import CLOSING, OPENING

if TYPE_CHECKING:
    from markdown import Markdown

# After the step that drops control characters (30), so that no text can forge a place-holder; before
# code fences (25) and HTML blocks (20), so that neither finds anything in a region.
_PRIORITY: Final = 27


class _PutAside(Preprocessor):
    """Replaces each literal region by a place-holder that is a block of its own."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines of a page with its regions put aside.

        Raises ValueError where a region is not closed.
        """
        return list(self._kept(iter(lines)))

    def _kept(self, lines: Iterator[str]) -> Iterator[str]:
        for line in lines:
            if line == OPENING:
                yield from ("", self.md.htmlStash.store(_region(lines)), "")
            else:
                yield line


def _region(lines: Iterator[str]) -> str:
    """Take the lines up to the closing marker off `lines`, and join them."""
    region: list[str] = []
    for line in lines:
        if line == CLOSING:
            return "\n".join(region)
        region.append(line)
    message = f"{OPENING} without {CLOSING}"
    raise ValueError(message)


class LiteralExtension(Extension):
    """Markdown's hook for the preprocessor."""

    def extendMarkdown(self, md: "Markdown") -> None:  # noqa: N802 - Markdown's name for it
        """Register the preprocessor."""
        md.preprocessors.register(_PutAside(md), "literal", _PRIORITY)


def makeExtension() -> LiteralExtension:  # noqa: N802 - Markdown looks for this name
    """Return the extension; Markdown calls this when a builder names the module."""
    return LiteralExtension()
