"""A small playbook and team, and what is found of opportunities that a test writes down as YAML would hold them.

The tests of single rooms go through here: this is their one place that calls the steps between reading and composing.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from scorecards.derive.facts import Row, derive, facts_at_close, file_at_close
from scorecards.evaluate.outcomes import Evaluator
from scorecards.history.record import SnapshotRecord, record_of
from scorecards.index.history_of import history_of
from scorecards.index.index import Index
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.index.opportunity_files import opportunity_files_of
from scorecards.model.accounts import Accounts
from scorecards.model.check import Check
from scorecards.model.playbook.phrases import Phrases
from scorecards.model.playbook.playbook import Playbook
from scorecards.model.playbook.questions import Question
from scorecards.model.playbook.scoring import Scoring
from scorecards.model.playbook.stages import Stage
from scorecards.model.rulings import Ruling
from scorecards.model.snapshot import Opportunity
from scorecards.model.team import Team
from scorecards.model.working_days import WorkingDays
from scorecards.read.input import Input
from scorecards.read.written import Written
from scorecards.report.values import Located, OutcomeName, Place, Value
from scorecards.yaml_files.document import YamlMapping

AS_OF = date(2026, 11, 16)
TEAM = Team.model_validate(
    {
        "name": "T",
        "currency": "EUR",
        "rates": {"GBP": "1.2"},
        "managers": [{"id": "max", "name": "Max"}],
        "reps": [{"id": "ana", "name": "Ana", "manager": "max", "territory": "west"}],
        "territories": [{"id": "west", "name": "West", "realigned_on": "2026-10-12"}, {"id": "east", "name": "East"}],
    }
)


def opportunity(**fields: Any) -> Opportunity:
    """Make an opportunity: O1 of Ana's, open in the stage "scope", unless these fields say otherwise."""
    written = {"id": "O1", "name": "Rota", "owner": "ana", "status": "open", "stage": "scope", **fields}
    return Opportunity.model_validate(written)


def check(passes_when: dict[str, Any], **more: Any) -> Check:
    """Make a major check, called "it", on open opportunities, unless ``more`` says otherwise."""
    texts = dict.fromkeys(("title", "failure_title", "unknown_title", "why", "ask", "remedy"), "text")
    return Check.model_validate(
        {"id": "it", **texts, "doctrine": ["D01"], "severity": "major", "passes_when": passes_when, **more}
    )


def playbook(*changed: Stage, working_days: WorkingDays | None = None) -> Playbook:
    """Make a playbook of the stages meet, scope and sign, but for those ``changed``, with a question each."""
    stages = (
        stage("meet", 14, "problem-named"),
        stage("scope", 30, "needs-mapped", "scope-agreed"),
        stage("sign", 14, "signed"),
    )
    return Playbook(
        stages=tuple({each.id: each for each in (*stages, *changed)}.values()),
        questions=(
            _question("problem", "meet", 90),
            _question("budget", "scope", 30, told_by=["economic_buyers"]),
            _question("paper", "sign", 30),
        ),
        causes=(),
        plays=(),
        stories=(),
        phrases=Phrases.model_validate(
            {
                "waiting": [{"phrase": "check in", "instead": "x"}, {"phrase": "waiting for", "instead": "x"}],
                "blame": [{"phrase": "they never", "instead": "x"}],
                "no_answer": ["unknown", "?", "tbd"],
            }
        ),
        terms=(),
        scoring=Scoring.model_validate(
            {
                "weights": {"critical": "5", "major": "3", "minor": "1"},
                "score_needs_known": "1",
                "flags_nearly_all": {"percent": "90", "of_at_least": "9"},
                "begin_with": "3",
                "bring_to_an_end": "2",
            }
        ),
        working_days=working_days or WorkingDays(),
        checks=(),
    )


def stage(name: str, max_days: int, *criteria: str, **more: Any) -> Stage:
    """Make a stage with exit criteria of these ids."""
    texts = {"name": name, "definition": "d", "entry_trigger": "t", "doctrine": ["D18"]}
    exits = [{"id": each, "criterion": each} for each in criteria]
    return Stage.model_validate({"id": name, **texts, "max_days": max_days, "exit_criteria": exits, **more})


def _question(name: str, by: str, days: int, **more: Any) -> Question:
    texts = {"name": name, "question": "q", "why": "w", "how_to_ask": ["h"], "ask_whom": "x", "doctrine": ["D11"]}
    return Question.model_validate({"id": name, **texts, "answered_by_stage": by, "good_for_days": days, **more})


def input_of(
    *opportunities: Opportunity,
    rules: Playbook | None = None,
    accounts: Accounts | None = None,
    rulings: Sequence[Ruling] = (),
) -> Input:
    """Give what would be read of a team with these opportunities in its only snapshot."""
    records = {each.id: record_of(each, YamlMapping(0)) for each in opportunities}
    snapshot = SnapshotRecord(AS_OF, "pipeline/snapshots/2026-11-16.yml", records, dict.fromkeys(records, 1))
    return Input(
        playbook=rules or playbook(),
        team=TEAM,
        accounts=accounts or Accounts(),
        as_of=AS_OF,
        source=None,
        written=Written.of(opportunities),
        snapshot_path=snapshot.path,
        snapshots=(snapshot,),
        rulings=tuple(Located(each, Place("pipeline/rulings.yml", line)) for line, each in enumerate(rulings, 2)),
        follow_ups=(),
        waivers=(),
        baseline=None,
        picks=(),
        rulings_path="pipeline/rulings.yml",
        rulings_indent=None,
        places_of_rules={},
        places_of_accounts={},
    )


def index_of(rules: Playbook) -> Index:
    """Give what all reps share, of a team with these rules."""
    return Index.of(input_of(rules=rules))


def facts_of(*opportunities: Opportunity, **more: Any) -> Row:
    """Derive the facts of the first opportunity, among others; ``more`` is what :func:`input_of` takes."""
    return _derived(derive, *opportunities, **more)


def closing_facts_of(opportunity: Opportunity, **more: Any) -> Row:
    """Derive the facts of a closed opportunity as they stood when it was closed."""
    return _derived(lambda file, index: facts_at_close(file_at_close(file), index), opportunity, **more)


def file_of(*opportunities: Opportunity, **more: Any) -> OpportunityFile:
    """Give the file on the first of these opportunities."""
    given, first = input_of(*opportunities, **more), opportunities[0].id
    (file,) = opportunity_files_of(given, history_of(given)).of([first]).values()
    return file


def _derived(step: Callable[[OpportunityFile, Index], Row], *opportunities: Opportunity, **more: Any) -> Row:
    return step(file_of(*opportunities, **more), Index.of(input_of(*opportunities, **more)))


def outcomes(rule: Check, rows: Iterable[Mapping[str, Value]], **fields: Any) -> list[OutcomeName]:
    """Give how a check comes out on an opportunity with these fields, for each row of facts that may be known of it."""
    evaluator, deal = Evaluator.of([rule]), opportunity(**fields)
    return [evaluator.outcomes(deal, row).get(rule.id, "not_applicable") for row in rows]


def outcome(rule: Check, facts: Mapping[str, Value], **fields: Any) -> OutcomeName:
    """Give how a check comes out on an opportunity with these fields, of which these facts are known."""
    return outcomes(rule, [facts], **fields)[0]
