"""What talks and notes speak of, with the words for it (D36)."""

from typing import Annotated, Final

from pydantic import BeforeValidator, Field

from scorecards.model.fields import Model, Text, Whole, blank_list, blank_mapping
from scorecards.model.playbook.fact_names import ThemeName

WordPoints = Annotated[Whole, Field(ge=1, le=5)]


class Theme(Model):
    """Words that speak of one thing, such as the price (D36)."""

    theme: ThemeName = Field(description="The subject, counted by the facts they_speak_of_… and we_note_….")
    phrases: tuple[Text, ...] = Field(
        description="Phrases that are enough alone. Found as whole words, upper or lower case; * matches the rest "
        "of a word, … up to three words. A phrase after no, not, never or maybe in the same clause "
        "doesn't count.",
        min_length=1,
    )
    words: Annotated[dict[Text, WordPoints], BeforeValidator(blank_mapping)] = Field(
        {},
        description="Words and pairs of words that count together if a text has no phrase of any theme, each with 1 "
        "to 5 points.",
    )


class Themes(Model):
    """The file themes.yml: what talks and notes speak of.  Without it, nothing is looked for in them."""

    words_need: Annotated[Whole, Field(ge=1)] = Field(
        description="The points a text's words need to count as about a theme. If several themes reach it, the one "
        "with the most points counts."
    )
    themes: Annotated[tuple[Theme, ...], BeforeValidator(blank_list)] = Field((), description="The themes.")

    def without_words(self) -> "Themes":
        """Give them with their phrases alone."""
        themes = tuple(Theme(theme=each.theme, phrases=each.phrases) for each in self.themes)
        return Themes(words_need=self.words_need, themes=themes)


NO_THEMES: Final = Themes(words_need=1)
"""What a team without the file has: nothing is looked for in talks and notes."""
