"""A mapping: where each field of a snapshot, of the team and of the accounts comes from in a CRM's export.

A mapping is data, read once and never run as code.  It names columns; what it does not name is left
absent, so the pages say that it is not known.  Nothing is filled in.
"""

from collections.abc import Iterator
from itertools import chain
from typing import Annotated, Any, Final, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)

from scorecards.importing.mapping.opportunities import OpportunitySources
from scorecards.importing.mapping.parts import PartSources, RelatedSources
from scorecards.importing.mapping.source import (
    AnswerSource,
    CsvSource,
    FileNames,
    LookUp,
    Skip,
    Source,
    Sources,
    refuse,
    refuse_unfit,
)
from scorecards.model.fields import Currency, Model, Text
from scorecards.model.snapshot import Opportunity
from scorecards.model.team import Team
from scorecards.model.vocabulary import CLOSED

__all__ = [
    "AccountSources",
    "AnswerSource",
    "CrmMapping",
    "CsvSource",
    "LookUp",
    "OpportunitySources",
    "PartSources",
    "RelatedSources",
    "Skip",
    "Source",
    "TeamSources",
]

KEPT_BY_HAND: Final = (
    "ended", "answers", "next_steps", "deadline", "buying_plan", "needs", "first_need", "present_need", "gap_rating",
    "contacts", "activities", "exit_criteria", "blocker", "verbal_yes_on", "signed_on", "loss_reason", "wake", "final",
    "restarted_from", "stories_told", "claim", "buyer_call", "notes",
)  # fmt: skip
"""Fields that people write into a snapshot themselves, in the order of the snapshot."""

Rule = Literal["crm", "ours", "newest"]

_TELL_THE_STATUS: Final = ("id", "name", "owner", "status", "crm_stage", "stage")
"""Fields that are read before anybody knows whether the opportunity is open."""


class TeamSources(Sources):
    """Where the team comes from, a row a rep; used where there is no team.yml yet."""

    name: Text = Field(description="The team's name, shown on the home page.")
    locale: Text | None = Field(None, description="How dates, numbers and money are written, such as en_US.")
    time_zone: Text | None = Field(None, description="IANA time zone, for example Europe/Dublin.")
    file: FileNames | None = Field(None, description="The file; the export itself if absent.")
    rep: Source = Field(description="The rep's name.")
    manager: Source = Field(description="The name of the rep's manager.")
    territory: Source | None = Field(None, description="The name of the rep's territory.")

    @field_validator("name", "locale", "time_zone", "rep", "manager", "territory")
    @classmethod
    def _texts_fit(cls, value: Any, info: ValidationInfo) -> Any:
        for text in value.texts() if isinstance(value, Source) else [value]:
            if text is not None:
                refuse_unfit(Team, str(info.field_name), text)
        return value


class AccountSources(Sources):
    """Where the accounts come from, a row an account.

    Used whole where there is no accounts.yml yet; from then on, new accounts of the opportunities are added to it.
    """

    file: FileNames | None = Field(None, description="The file; the export itself if absent.")
    name: Source = Field(description="The account's name.")


def _meanings_fit(stages: dict[str, str]) -> dict[str, str]:
    for meaning in stages.values():
        if meaning not in CLOSED:
            refuse_unfit(Opportunity, "stage", meaning)
    return stages


def _rules_fit(keep: dict[str, Rule]) -> dict[str, Rule]:
    for field in keep:
        if field not in {*KEPT_BY_HAND, "default"}:
            refuse(f"no {field}: default, or one of {', '.join(KEPT_BY_HAND)}")
    return keep


class CrmMapping(Model):
    """A mapping file: how the export of one CRM becomes a snapshot."""

    # Mapping is Python's word already; on the page of fields it is the team's.
    model_config = ConfigDict(title="Mapping")

    extends: Text | None = Field(
        None,
        description="The mapping this one builds on: the name of a built-in one, such as salesforce, or a path "
        "relative to this file. Your keys come first; a blank key removes what was there.",
    )
    source: CsvSource = Field(CsvSource(), description="How the export's files are written.")
    currency: Currency | None = Field(
        None, description="The currency of amounts if the row doesn't name one; the team's if absent."
    )
    stages: Annotated[dict[Text, Text], AfterValidator(_meanings_fit)] = Field(
        {},
        description="What each of the CRM's words for a stage means: a stage of the playbook, or won, lost or "
        "no_decision. Upper and lower case don't matter. A word that isn't listed is a problem, not a "
        "guess.",
    )
    called: dict[Text, Text] = Field(
        {},
        description="What to call a rep or an account, by the id the export looks up, instead of the name there. "
        "Use it to tell apart two with the same name, or to say they're the same.",
    )
    skip: tuple[Skip, ...] = Field((), description="Rows of the export to leave out, and count.")
    opportunities: OpportunitySources = Field(description="Where each field of an opportunity comes from.")
    several_rows: Literal["summed", "listed"] | None = Field(
        None,
        description="For an export with several rows per opportunity, such as line items or contact roles. listed: "
        "each adds its people, steps, needs and activities, and everything else must be the same. "
        "summed: their amounts are added up too. If absent, each id may be in one row only.",
    )
    related: tuple[RelatedSources, ...] = Field((), description="What other files of the export add, row by row.")
    team: TeamSources | None = Field(None, description="Where the team comes from.")
    accounts: AccountSources | None = Field(None, description="Where the accounts come from.")
    keep: Annotated[
        dict[Text, Rule],
        BeforeValidator(lambda value: {"default": value} if isinstance(value, str) else value),
        AfterValidator(_rules_fit),
    ] = Field(
        {"default": "newest"},
        description="Which counts if both the CRM and the previous snapshot have a value that people write by hand: "
        "crm, ours (the previous snapshot's), or newest (by their dates). One word for all fields, or "
        "one per field, and default for the others.",
    )
    split_by: Literal["owner", "team"] | None = Field(
        None,
        description="Writes a folder for the day with a file for each owner or team instead of one file. A team is "
        "one manager's reps.",
    )

    @model_validator(mode="after")
    def _while_can_be_told(self) -> "CrmMapping":
        """Refuse ``while`` but where the status is known before the value is read: at fields of an opportunity."""
        fields = dict(self.opportunities.fields())
        able = sum(source.while_ is not None for name, source in fields.items() if name not in _TELL_THE_STATUS)
        if able < sum(part.while_ is not None for source in self.sources() for part in source.parts()):
            refuse(f"while only beside a field of the opportunities, and not beside {', '.join(_TELL_THE_STATUS)}")
        return self

    @model_validator(mode="after")
    def _status_is_told(self) -> "CrmMapping":
        told = self.opportunities
        if told.status is None and not (self.stages and told.crm_stage):
            refuse(
                "opportunities with status, or with crm_stage beside stages; where the export tells neither, say it "
                "for all rows, with status: {value: open}, say"
            )
        return self

    def is_by_account(self, look_up: LookUp) -> bool:
        """Tell whether a look-up takes an account's id to something else than its name, such as to its rep."""
        account = self.opportunities.account
        named = [part.look_up[-1] for part in (account.parts() if account else ()) if part.look_up]
        return look_up not in named and (look_up.file, look_up.by) in {(each.file, each.by) for each in named}

    def kept_by(self, field: str) -> Rule:
        """Give the rule by which a field that people write by hand is kept."""
        return self.keep.get(field) or self.keep.get("default", "newest")

    def sources(self) -> Iterator[Source]:
        """Give every source."""
        parts = (part for part in (self.opportunities, self.team, self.accounts) if part is not None)
        yield from chain.from_iterable(part.sources() for part in (*parts, *self.related))
