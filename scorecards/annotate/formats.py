"""The formats in which problems are told, by their names."""

from collections.abc import Callable, Mapping
from functools import partial

from scorecards.annotate.github import github
from scorecards.annotate.gitlab import gitlab
from scorecards.annotate.json_report import json_report
from scorecards.annotate.junit import junit
from scorecards.annotate.remark import Remark
from scorecards.annotate.sarif import sarif

Writer = Callable[[tuple[Remark, ...], int], str]
"""Writes problems, given how many files were checked."""


def writers(*, strict: bool) -> Mapping[str, Writer]:
    """Give what writes each format; where ``strict``, warnings count as failures."""
    return {
        "json": json_report,
        "github": github,
        "gitlab": gitlab,
        "junit": partial(junit, strict=strict),
        "sarif": sarif,
    }
