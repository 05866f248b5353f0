"""Words for yes and no, as exports write them."""

from typing import Final, Literal

_FLAGS: Final[dict[str, Literal["true", "false"]]] = {
    **dict.fromkeys(("1", "true", "yes", "y", "t"), "true"),
    **dict.fromkeys(("0", "false", "no", "n", "f"), "false"),
}


def flag(text: str) -> Literal["true", "false"] | None:
    """Read a word for yes or no, in capital or small letters; None where it is neither."""
    return _FLAGS.get(text.strip().lower())
