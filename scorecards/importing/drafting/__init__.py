"""The text of the files that an import writes, and its proof."""
