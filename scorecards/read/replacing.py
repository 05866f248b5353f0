"""An id in the place of another one, in a file as it is read."""

from collections.abc import Mapping

Renames = Mapping[str, str]
"""The id that takes the place, by each that it replaces."""


def replace_value(node: object, key: str, renames: Renames) -> bool:
    """Put an id in the place of another one under a key; tell whether there was one."""
    if not isinstance(node, dict) or not isinstance(written := node.get(key), str) or written not in renames:
        return False
    node[key] = renames[written]
    return True


def replace_key(node: object, key: str, renames: Renames) -> bool:
    """Put an id in the place of another one that is a key; tell whether there was one.

    One that stands beside its present id stays as it is: nobody can say which of the two counts.
    """
    if not isinstance(node, dict) or key not in node or renames.get(key, key) in node:
        return False
    pairs = [(renames[key] if each == key else each, value) for each, value in node.items()]
    node.clear()
    node.update(pairs)
    return True


def replace_items(node: object, renames: Renames) -> None:
    """Put ids in the place of others in a list."""
    if isinstance(node, list):
        node[:] = [renames.get(each, each) if isinstance(each, str) else each for each in node]
