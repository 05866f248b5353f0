"""A tree of a YAML file with the place of everything in it."""

from typing import Any

from scorecards.yaml_files.document import YamlMapping, YamlSequence


def places(tree: Any) -> Any:
    """Give a tree with all of its places."""
    if isinstance(tree, YamlMapping):
        return "mapping", tree.at, tree.marks, [(key, places(value)) for key, value in tree.items()]
    if isinstance(tree, YamlSequence):
        return "sequence", tree.at, tree.marks, [places(value) for value in tree]
    return tree
