"""Rejected rows: written to a file that people mend, and taken from it in place of the rows that they came from."""

from scorecards.importing.rejects.form import is_rejects
from scorecards.importing.rejects.mending import Mended, files_again, put_in_place
from scorecards.importing.rejects.standing import check_standing
from scorecards.importing.rejects.writing import rejects_of

__all__ = ["Mended", "check_standing", "files_again", "is_rejects", "put_in_place", "rejects_of"]
