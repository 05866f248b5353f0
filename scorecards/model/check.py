"""A check: one rule of the playbook, as data.

Conditions are a small closed set: ``all``, ``any``, ``not``, and comparisons of a named fact.  They are
validated here and never run as code.  The fields of :data:`Condition` are made from the catalogue of facts,
so a misspelt fact or a date compared with a word is refused with its place, and editors can complete names.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Final, Literal, Optional, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    create_model,
    field_serializer,
    model_serializer,
    model_validator,
)
from pydantic_core import PydanticCustomError

from scorecards.model.facts.catalogue import FACTS
from scorecards.model.facts.fact import Fact
from scorecards.model.fields import (
    Amount,
    Day,
    Flag,
    Id,
    Model,
    PrincipleIds,
    Text,
    Whole,
    blank_list,
    type_of_blank,
)
from scorecards.model.vocabulary import Severity, Status


class _Keyed(Model):
    """A mapping of which at least one key is used, and which is written with the used keys alone."""

    _example: ClassVar[str]

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.model_fields_set or any(value is None for _, value in self.parts()):
            raise PydanticCustomError("empty_condition", "{expected}", {"expected": self._example})
        return self

    def parts(self) -> Iterator[tuple[str, Any]]:
        """Give each key that is used, with what stands under it."""
        return iter(self._used)

    @cached_property
    def _used(self) -> tuple[tuple[str, Any], ...]:
        return tuple(
            (field.alias or name, getattr(self, name))
            for name, field in type(self).model_fields.items()
            if name in self.model_fields_set
        )

    @model_serializer
    def _as_written(self) -> Annotated[dict[str, Any], Field(description="The keys in use, as in the file.")]:
        return dict(self.parts())


class _Comparison(_Keyed):
    """Each key is an operator, with its value."""

    _example = "a comparison such as {at_least: 1}"


class CountComparison(_Comparison):
    """Compares a count, or a number of days."""

    at_least: Whole | None = Field(None, description="True if the fact is this or more.")
    at_most: Whole | None = Field(None, description="True if the fact is this or less.")
    equals: Whole | None = Field(None, description="True if the fact is exactly this.")


class MoneyComparison(_Comparison):
    """Compares an amount in the team's currency."""

    at_least: Amount | None = Field(None, description="True if the fact is this or more.")
    at_most: Amount | None = Field(None, description="True if the fact is this or less.")


class FlagComparison(_Comparison):
    """Compares a flag."""

    equals: Flag | None = Field(None, description="true or false.")


class DateComparison(_Comparison):
    """Compares a date with another."""

    on_or_after: Day | None = Field(None, description="True if the date is on or after this one.")
    on_or_before: Day | None = Field(None, description="True if the date is on or before this one.")


def _word_comparison(fact: Fact) -> type[_Comparison]:
    words: Any = Literal.__getitem__(fact.words)
    field: Any = (Optional[tuple[words, ...]], Field(None, description="True if the fact is one of these values."))  # noqa: UP045 - made at run time
    name = f"{fact.name.title().replace('_', '')}Comparison"
    made = create_model(
        name, __base__=_Comparison, __module__=__name__, __doc__=f"Compares {fact.name} with words.", one_of=field
    )
    globals()[name] = made  # where another process looks for it, when it is handed a condition
    return made


_BY_KIND: dict[str, type[_Comparison]] = {
    "count": CountComparison,
    "days": CountComparison,
    "money": MoneyComparison,
    "flag": FlagComparison,
    "date": DateComparison,
}


def _comparison(fact: Fact) -> type[_Comparison]:
    return _word_comparison(fact) if fact.kind == "word" else _BY_KIND[fact.kind]


class ConditionBase(_Keyed):
    """What all conditions have in common: keys are ``all``, ``any``, ``not`` and names of facts, and all must hold."""

    _example = "a condition such as {our_next_steps: {at_least: 1}}"

    def facts(self) -> Iterator[str]:
        """Name the facts that the condition reads, in the order in which they stand, possibly twice."""
        for key, value in self.parts():
            if key in {"all", "any"}:
                for condition in value:
                    yield from condition.facts()
            elif key == "not":
                yield from value.facts()
            else:
                yield key


_CONDITION = "A condition: comparisons of facts, and groups of conditions. Several keys in one must all hold."


def _condition() -> type[ConditionBase]:
    fields: dict[str, Any] = {
        fact.name: (
            Optional[_comparison(fact)],  # noqa: UP045 - made at run time
            Field(None, description=fact.meaning),
        )
        for fact in FACTS
    }
    group = Optional[Annotated[tuple["Condition", ...], Field(min_length=1)]]  # noqa: UP045 - made at run time
    fields["all_"] = (group, Field(None, alias="all", description="True if all of these conditions are true."))
    fields["any_"] = (
        group,
        Field(None, alias="any", description="True if at least one of these conditions is true."),
    )
    fields["not_"] = (Optional["Condition"], Field(None, alias="not", description="True if the condition is false."))
    return create_model("Condition", __base__=ConditionBase, __doc__=_CONDITION, __module__=__name__, **fields)


if TYPE_CHECKING:
    Condition = ConditionBase
else:
    Condition = _condition()
    Condition.model_rebuild(_types_namespace={"Condition": Condition})


def _is_left_out(stage: str | None) -> bool:
    """Whether a range has no such end: few have both, and JSON files hold many ranges."""
    return stage is None


class AppliesTo(Model):
    """Which opportunities a check looks at; all others are not_applicable."""

    status: Annotated[tuple[Status, ...], BeforeValidator(blank_list)] = Field(
        ("open",), description="The statuses it applies to.", min_length=1
    )
    stages: Annotated[tuple[Id, ...], BeforeValidator(blank_list)] = Field(
        (),
        description="The stages it applies to; all if this, from_stage and to_stage are all absent. Here and there, "
        "name a stage by its id, by one of its roles, or as first or last.",
    )
    from_stage: Annotated[Id | None, type_of_blank] = Field(
        None,
        description="Instead of stages: it applies to this stage and all later ones, in the order of stages.yml.",
        exclude_if=_is_left_out,
    )
    to_stage: Annotated[Id | None, type_of_blank] = Field(
        None,
        description="Instead of stages: it applies to this stage and all before it, back to from_stage if given.",
        exclude_if=_is_left_out,
    )
    when: Condition | None = Field(
        None,
        description="A further condition. If it's false, the check is not_applicable; if it's unknown, so is the "
        "check.",
    )

    @model_validator(mode="after")
    def _names_stages_once(self) -> "AppliesTo":
        if self.stages and (self.from_stage or self.to_stage):
            raise PydanticCustomError("stages_twice", "stages beside from_stage or to_stage")
        return self

    @field_serializer("stages")
    def _stages_as_written(self, stages: tuple[Id, ...]) -> tuple[Id, ...]:
        return () if self.from_stage or self.to_stage else stages

    def within(self, order: Sequence[str]) -> "AppliesTo":
        """Fill in the stages that ``from_stage`` and ``to_stage`` mean, given all of them in the order of the sale."""
        if self.from_stage is None and self.to_stage is None:
            return self
        start = order.index(self.from_stage) if self.from_stage else 0
        end = order.index(self.to_stage) + 1 if self.to_stage else len(order)
        return self.model_copy(update={"stages": tuple(order[start:end])})


NAME_LENGTH: Final = 28
"""So many characters fit into a table's column; a title that stands in for a name may be longer."""


def _short(name: str) -> str:
    if len(name) > NAME_LENGTH:
        raise PydanticCustomError("string_too_long", "{max_length}", {"max_length": NAME_LENGTH})
    return name


class Check(Model):
    """One rule: when it passes, why it matters, what to ask and what to do."""

    id: Id = Field(description="Its id, also its file name.")
    title: Text = Field(description="Shown when it passes.")
    name: Annotated[Text, AfterValidator(_short)] = Field(
        default_factory=lambda told: told["title"],
        description="Its short name, two to four words, for columns and lists; its title if left out.",
    )
    failure_title: Text = Field(description="Shown when it fails.")
    unknown_title: Text = Field(description="Shown when the snapshot doesn't say.")
    why: Text = Field(description="Why it matters, in a sentence or two.")
    doctrine: PrincipleIds = Field((), description="The principles it serves, by their ids in principles.yml.")
    applies_to: AppliesTo = Field(AppliesTo(), description="Which opportunities it applies to.")
    passes_when: Condition = Field(description="The condition for passing.")
    ask: Text = Field(description="The question to ask if the answer is unknown.")
    ask_whom: Literal["buyer", "rep"] = Field("buyer", description="Who to ask.")
    question: Id | None = Field(None, description="The qualification question that asks the same, if any.")
    remedy: Text = Field(description="What to do when it fails.")
    bears_on: Literal["action", "winnable", "action_if_it_fails", "winnable_if_it_fails"] | None = Field(
        None,
        description="Which of the manager's two questions it helps answer (D03): does the deal need action (a "
        "failure says yes), or is it still winnable (a pass says yes)? With `_if_it_fails`, only a "
        "failure counts: no bad news isn't good news.",
    )
    concerns: Literal["rep", "manager"] = Field("rep", description="Who owns a finding: the rep or the manager.")
    rests_in_pause: Flag = Field(
        default=False,
        description="True if a failure doesn't matter during a pause the manager approved (D02).",
    )
    when_gone: Flag = Field(
        default=False,
        description="True if it still matters once they're gone, because it shows why they left or whether the deal "
        "can be saved (D36). All other checks pause then, except the manager's.",
    )
    play: Id | None = Field(None, description="The play to run when it fails.")
    severity: Severity = Field(description="How much a failure matters.")

    def within(self, order: Sequence[str]) -> "Check":
        """Fill in the stages that it looks at, given all of them in the order of the sale."""
        return self.model_copy(update={"applies_to": self.applies_to.within(order)})

    def facts(self) -> tuple[str, ...]:
        """Name the facts that it reads, each once, in the order in which they stand."""
        conditions = [self.passes_when] if self.applies_to.when is None else [self.applies_to.when, self.passes_when]
        return tuple(dict.fromkeys(name for condition in conditions for name in condition.facts()))

    def facts_tested(self) -> tuple[str, ...]:
        """Name the facts on which it rests whether it passes, each once, in the order in which they stand."""
        return tuple(dict.fromkeys(self.passes_when.facts()))
