"""What the reference pages show: every field, error code and command, taken from where each is defined.

A field without a description, or an option without a help text, shows as a gap on its page; a test looks for those.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import click

from scorecards.lint.rules import LINT
from scorecards.problems.codes import CODES
from scorecards.render.reference.field_tables import FileTables, files


@dataclass(frozen=True, slots=True)
class ErrorRow:
    """A code that a problem can have."""

    code: str
    meaning: str
    cure: str


@dataclass(frozen=True, slots=True)
class LintRow:
    """A rule of the lint."""

    code: str
    severity: str
    reason: str
    cure: str


@dataclass(frozen=True, slots=True)
class OptionRow:
    """An option of a command; what its arguments are stands in the command's help."""

    anchor: str
    name: str
    help: str
    required: bool


@dataclass(frozen=True, slots=True)
class CommandRow:
    """A command with its options."""

    anchor: str
    name: str
    usage: str
    help: tuple[str, ...]
    options: tuple[OptionRow, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """The contents of the reference pages."""

    files: tuple[FileTables, ...]
    errors: tuple[ErrorRow, ...]
    lint: tuple[LintRow, ...]
    commands: tuple[CommandRow, ...]


def reference(group: click.Group) -> Reference:
    """Collect the contents; ``group`` is the command line, handed over because it imports this module itself."""
    errors = tuple(ErrorRow(code, entry.meaning, entry.cure) for code, entry in sorted(CODES.items()))
    lint = tuple(LintRow(code, *rule) for code, rule in LINT.items())
    return Reference(files(), errors, lint, commands(group))


def commands(group: click.Group) -> tuple[CommandRow, ...]:
    """Describe the command line: the group itself, then its commands in the order in which they were defined."""
    context = click.Context(group, info_name="build_scorecards.py")
    return (
        _command("build-scorecards", group, context),
        *(
            _command(name, command, click.Context(command, info_name=name, parent=context))
            for name, command in group.commands.items()
        ),
    )


def _command(anchor: str, command: click.Command, context: click.Context) -> CommandRow:
    return CommandRow(
        anchor=anchor,
        name=f"python {context.command_path}",
        usage=f"python {context.command_path} {' '.join(command.collect_usage_pieces(context))}",
        help=tuple(_paragraphs(command.help or "")),
        options=tuple(_option(each, context) for each in command.params if isinstance(each, click.Option)),
    )


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in text.split("\n\n"):
        if paragraph.strip():
            yield " ".join(paragraph.split())


def _option(option: click.Option, context: click.Context) -> OptionRow:
    value = "" if option.is_flag else f" {option.make_metavar(context)}"
    return OptionRow(option.opts[0].lstrip("-"), ", ".join(option.opts) + value, option.help or "", option.required)
