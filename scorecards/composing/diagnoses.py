"""Why opportunities hang: the playbook's causes, ranked by their evidence (D36 to D39)."""

from scorecards.composing.cases import Case
from scorecards.composing.material import Material
from scorecards.results import Clearing, Diagnosis


def diagnosis_of(case: Case, material: Material) -> Diagnosis | None:
    """Diagnose an opportunity that stalls, vanished or was reversed; None for all others."""
    return None


def clearing_of(case: Case, material: Material) -> Clearing | None:
    """Give the smallest set of answers or steps that would clear the critical findings; None where there are none."""
    return None
