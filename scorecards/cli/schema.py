"""The command ``schema``: what editors know of a team's files, and the line of each file that leads them to it."""

from pathlib import Path

import click

from scorecards.cli.messages import problems_told
from scorecards.cli.options import FOLDER, options, pipeline_folder, playbook_folder, shown

out = click.option("--out", type=FOLDER, help="The folder for the schemas. [default: schemas]")
mark = click.option(
    "--mark",
    is_flag=True,
    help="Also name its schema on the first line of each file. Everything else in the file is kept.",
)


@click.command()
@options(out, mark, playbook_folder, pipeline_folder)
@click.pass_obj
def schema(home: Path, out: Path | None, playbook: Path | None, pipeline: Path | None, *, mark: bool) -> None:
    """Write a JSON Schema for each kind of file, with your own ids in it.

    An editor that knows YAML then completes keys, facts and ids, says what each means, and underlines what is wrong
    while you type. Run it again after ids change.
    """
    with problems_told():
        from scorecards.write.editor_files import mark_files, write_schemas

        folders = {
            "playbook": playbook or shown(home / "playbook"),
            "pipeline": pipeline or shown(home / "pipeline"),
            "mappings": shown(home / "mappings"),
        }
        place = out or shown(home / "schemas")
        written = write_schemas(folders["playbook"], folders["pipeline"], place)
        click.echo(f"wrote {written} schemas to {place.as_posix()}")
        if mark:
            click.echo(f"marked {mark_files(folders, place)} files")
