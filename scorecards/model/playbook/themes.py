"""What talks and notes speak of, with the words for it (D36)."""

from typing import Annotated, Final

from pydantic import BeforeValidator, Field

from scorecards.model.fields import Model, Text, Whole, blank_list, blank_mapping
from scorecards.model.playbook.fact_names import ThemeName

WordPoints = Annotated[Whole, Field(ge=1, le=5)]


class Theme(Model):
    """Words that speak of one thing, such as the price (D36)."""

    theme: ThemeName = Field(description="What they speak of: the facts they_speak_of_… and we_note_… count it.")
    phrases: tuple[Text, ...] = Field(
        description="Enough alone. Found as whole words, in capitals or not; * stands for the rest of a word, … for up "
        "to three words. One after a no, not or never in the same clause, or a maybe, does not count.",
        min_length=1,
    )
    words: Annotated[dict[Text, WordPoints], BeforeValidator(blank_mapping)] = Field(
        {},
        description="Words, and pairs of words, that count together where a text holds no phrase of any theme: each "
        "with its points, from 1 to 5.",
    )


class Themes(Model):
    """The file themes.yml: what talks and notes speak of.  Without it, nothing is looked for in them."""

    words_need: Annotated[Whole, Field(ge=1)] = Field(
        description="Points that the words of a text must reach to speak of a theme; where they reach it for several, "
        "the one with most counts."
    )
    themes: Annotated[tuple[Theme, ...], BeforeValidator(blank_list)] = Field((), description="The themes.")

    def without_words(self) -> "Themes":
        """Give them with their phrases alone."""
        themes = tuple(Theme(theme=each.theme, phrases=each.phrases) for each in self.themes)
        return Themes(words_need=self.words_need, themes=themes)


NO_THEMES: Final = Themes(words_need=1)
"""What a team without the file has: nothing is looked for in talks and notes."""
