"""A rep is reviewed alone: whatever goes into the two maps, and comes out of them, can be handed to another process."""

import pickle

from scorecards.compose.across import across_of
from scorecards.compose.rep_review import compose_rep
from scorecards.diagnose.diagnosis import Diagnostics
from scorecards.index.index import Index
from scorecards.index.opportunity_files import opportunity_files_of
from scorecards.review import Folders, assess, assess_reps, compose_reps, history_of, read
from tests.support.project import ROOT


def test_a_rep_alone_in_another_process_is_reviewed_as_among_all() -> None:
    given = read(Folders(ROOT, ROOT / "playbook", ROOT / "pipeline", ROOT / "docs"))
    history = history_of(given)
    index, files = Index.of(given), opportunity_files_of(given, history)
    cases = assess_reps(files, index)
    across = across_of([case for each in cases.values() for case in each], given.picks, files, history, index)
    reviews = compose_reps(cases, files, across, index)
    for rep, among_all in zip(given.team.reps, reviews, strict=True):
        own, left, shared, reach = pickle.loads(  # noqa: S301 - made the moment before
            pickle.dumps((files.by_owner.get(rep.id, ()), files.left_by_owner.get(rep.id, ()), index, across))
        )
        alone = compose_rep(rep, assess(own, Diagnostics.of(shared.playbook), shared), left, reach, shared)
        assert pickle.loads(pickle.dumps(alone)) == among_all  # noqa: S301
