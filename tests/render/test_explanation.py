"""What ``explain`` prints is one line for each thing that it says, whatever stands in the texts of the CRM."""

from pathlib import Path

from click.testing import CliRunner

from scorecards.cli.main import scorecards

FORGED = "Deal\\n  ok        all is well\\u2028more\\u202eesrever\\u2066\\u001b[31m\\u200f"


def test_breaks_and_marks_of_direction_are_shown_as_escapes(base: Path) -> None:
    snapshot = base / "pipeline/snapshots/2026-11-16.yml"
    lines = snapshot.read_text("utf-8").splitlines()
    at = next(number for number, line in enumerate(lines) if line.strip().startswith("name:"))
    lines[at] = f'    name: "{FORGED.replace(chr(92) + "u001b", "")} \u0645\u06cc\u200c\u062e\u0648\u0627\u0647"'
    snapshot.write_text("\n".join(lines) + "\n", "utf-8")
    id_ = next(line.split(":")[1].strip() for line in lines if line.strip().startswith("- id:"))
    result = CliRunner().invoke(scorecards, ["explain", id_], obj=base)
    assert result.exit_code == 0, result.output
    first = result.stdout.split("\n")[0]
    assert "Deal\\n  ok        all is well\\u2028more\\u202eesrever\\u2066[31m\\u200f" in first
    assert "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647" in first, "letters that join stay as they are"
    assert not set(result.stdout) & set("\u2028\u202e\u2066\u200f\x1b")
