"""A rep is reviewed alone: what goes into the two rounds, and comes out of them, can be handed to another process."""

import pickle
from typing import Any

from scorecards.compose.across import pickers
from scorecards.render.context import Terms
from scorecards.render.pages import Pages
from scorecards.reps.prepared import Prepared
from scorecards.reps.rep import Desk, reach_of_rep, result_of_rep
from scorecards.review import Folders, read
from tests.support.project import ROOT


def handed_over(value: Any) -> Any:
    return pickle.loads(pickle.dumps(value))  # noqa: S301 - made the moment before


def test_a_rep_alone_in_another_process_gets_the_review_and_the_files_as_among_all() -> None:
    prepared = Prepared.of(read(Folders(ROOT, ROOT / "playbook", ROOT / "pipeline", ROOT / "docs")))
    desk = Desk(prepared.index, pickers(prepared.given.picks), Pages(Terms.of(prepared.index)))
    across = prepared.across({rep: reach_of_rep(desk, deals) for rep, deals in prepared.reps().items()})
    for rep, deals in prepared.reps().items():
        among_all = result_of_rep(desk, deals, across.to(rep))
        alone = result_of_rep(*handed_over((desk, deals, across.to(rep))))
        back = handed_over(alone)
        assert (back.review, back.files) == (among_all.review, among_all.files)
