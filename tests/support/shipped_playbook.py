"""Parts of the playbook that is shipped, as tests compare with them."""

from typing import Final

import yaml

from scorecards.model.playbook.principles import Principles
from tests.support.project import ROOT

PRINCIPLES: Final = Principles.model_validate(
    yaml.safe_load((ROOT / "playbook/principles.yml").read_text(encoding="utf-8"))
)
"""The forty principles."""
