"""The two rounds in which each rep is worked on, with the small reduce between them.

    [ derive → evaluate → diagnose → score ] a rep at a time → across → [ compose → render ] a rep at a time

Both are maps of pure functions of one rep's deals, the index and the playbook (:mod:`.rep`), so it does not matter
where a rep is worked on; the second one takes, too, what reaches this rep from the others: the checks that tell little,
steps that colleagues do, picks, and what is gone.
"""

import gc
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from scorecards.compose.across import Across, Reach
from scorecards.compose.rep_review import RepReview
from scorecards.executor.executor import Executor, Session
from scorecards.reps.prepared import Prepared
from scorecards.reps.rep import Desk, RepDeals, RepResult, reach_of_rep, result_of_rep
from scorecards.reps.rep_cache import RepCache
from scorecards.steps.steps import Steps


@dataclass(frozen=True)
class Rounds:
    """The two rounds in which each rep is worked on, wherever the executor does so.

    ``kept`` recalls what earlier builds found of a rep, and ``take`` is handed a rep's files as soon as they are made.
    ``own_deals`` are, after both rounds, the parts of pages that have managers' own deals, by the manager's id.
    """

    prepared: Prepared
    desk: Desk
    executor: Executor
    kept: RepCache | None = None
    take: Callable[[Mapping[str, bytes]], None] | None = None
    steps: Steps = field(default_factory=Steps)
    own_deals: dict[str, str] = field(default_factory=dict)

    def run(self) -> tuple[Across, list[RepReview]]:
        """Do both rounds; give what reaches across reps, and the review of each rep in the order of team.yml."""
        if self.desk.forgets:
            _collect_garbage()
        reps = self.prepared.reps()
        reaches = {rep: self.kept.reach(deals) if self.kept else None for rep, deals in reps.items()}
        new = {rep: deals for rep, deals in reps.items() if reaches[rep] is None}
        reviews: dict[str, RepReview] = {}
        if new:
            self.desk.load()
        with self.executor.open(self.desk, new, self.prepared.weights(new)) as session:
            with self.steps.step("assess", len(reps)):
                reaches |= self._first(session, new)
                across = self.prepared.across({rep: reach for rep in reps if (reach := reaches[rep])})
            with self.steps.step("compose", len(reps)) as step:
                told = {rep: across.to(rep) for rep in reps}
                for rep, result in step.each(self._second(session, reps, new, told)):
                    reviews[rep] = result.review
                    if result.own_deals:
                        self.own_deals[rep] = result.own_deals
                    if self.take:
                        self.take(result.files)
        return across, [reviews[rep] for rep in reps]

    def _first(self, session: Session, new: Mapping[str, RepDeals]) -> dict[str, Reach]:
        found = dict(session.map(reach_of_rep, dict.fromkeys(new)))
        reaches = {rep: found[rep] for rep in new}
        if self.kept:
            for rep, reach in reaches.items():
                self.kept.keep_reach(new[rep], reach)
        return reaches

    def _second(
        self, session: Session, reps: Mapping[str, RepDeals], new: Mapping[str, RepDeals], told: Mapping[str, Across]
    ) -> Iterator[tuple[str, RepResult]]:
        """Give what came of each rep: recalled, or from whoever assessed the rep; of others, all is done again."""
        again: dict[str, RepDeals] = {}
        for rep in reps.keys() - new.keys():
            result = self.kept.result(reps[rep], told[rep]) if self.kept else None
            if result is None:
                again[rep] = reps[rep]
            else:
                yield rep, result
        yield from self._results(session, new, told)
        if again:
            with self.executor.open(self.desk, again, self.prepared.weights(again)) as another:
                yield from self._results(another, again, told)

    def _results(
        self, session: Session, deals: Mapping[str, RepDeals], told: Mapping[str, Across]
    ) -> Iterator[tuple[str, RepResult]]:
        for rep, result in session.map(result_of_rep, {rep: told[rep] for rep in deals}):
            if self.kept:
                self.kept.keep_result(deals[rep], told[rep], result)
            yield rep, result


def _collect_garbage() -> None:
    """Let go of what rendering leaves behind in circles, which a short build does not wait for; what is there stays."""
    gc.freeze()
    gc.enable()
