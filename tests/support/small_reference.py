"""The contents of the reference pages for the small review: a row or two of each kind."""

from scorecards.render.reference.field_tables import FieldRow, FileTables, ModelTable
from scorecards.render.reference.field_tables import Words as Piece
from scorecards.render.reference.reference import CommandRow, ErrorRow, LintRow, OptionRow, Reference
from tests.support.small_review import REVIEW

REFERENCE = Reference(
    files=(
        FileTables(
            "pipeline/snapshots/<as_of>.yml",
            (
                ModelTable(
                    "opportunity",
                    "Opportunity",
                    "One opportunity.",
                    tuple(
                        FieldRow(name, (Piece("list of "), Piece("step", "#step")), required=False, meaning="A field.")
                        for name in sorted({name for fact in REVIEW.facts for name in (*fact.reads, *fact.beside)})
                    ),
                ),
                ModelTable("step", "Step", "One step.", ()),
            ),
        ),
    ),
    errors=(ErrorRow("unknown-field", "A key that the file does not have.", "Correct the name."),),
    lint=(LintRow("unused-play", "warning", "Nothing names the play.", "Name it."),),
    commands=(
        CommandRow(
            "build", "python build_scorecards.py build", "python build_scorecards.py build [OPTIONS]", ("Build.",), ()
        ),
        CommandRow(
            "check", "check", "check", ("Check.",), (OptionRow("snapshot", "--snapshot PATH", "It.", required=False),)
        ),
    ),
)
