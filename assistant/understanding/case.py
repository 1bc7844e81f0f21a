"""A text with all that speaks for what it is: the ranking, the open question, the words."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.language.choices import parse_choices
from assistant.language.dates import parse_date
from assistant.language.none_words import half_or_one, says_none
from assistant.language.numbers import parse_numbers
from assistant.language.spelling import fold
from assistant.language.yes_no import parse_yes_no
from assistant.understanding.open_question import OpenQuestion
from assistant.understanding.vocabulary import Vocabulary, words_of

Ranking = Sequence[tuple[str, float]]

FREE_KINDS = ("text", "list")
# Commands that name an answer, an item or a stage in the person's own words; whether there is
# such a thing is found out later, and if not, the text is an answer after all.
NAMING = ("command_edit", "command_delete", "command_add", "command_move", "command_goto")


@dataclass(frozen=True)
class Case:
    """A text with all that speaks for what it is."""

    text: str
    ranking: Ranking
    question: OpenQuestion | None
    vocabulary: Vocabulary

    @property
    def top(self) -> tuple[str, float]:
        """The classifier's first choice."""
        return self.ranking[0] if self.ranking else ("answer", 0.0)

    @property
    def words(self) -> int:
        """How long the text is."""
        return len(self.text.split())

    @property
    def is_free(self) -> bool:
        """Whether any text would do as an answer."""
        return self.question is not None and self.question.kind in FREE_KINDS

    def share(self, kind: str) -> float:
        """What the classifier gives to all intents of a class together."""
        return sum(c for intent, c in self.ranking if intent.partition("_")[0] == kind)

    @property
    def is_readable(self) -> bool:
        """Whether a closed question's kind can read the text as its answer."""
        question = self.question
        return question is not None and not self.is_free and readable(self.text, question)

    @property
    def situation(self) -> str:
        """free: any text would do; readable: the closed question can read it; else unreadable."""
        if self.is_free:
            return "free"
        return "readable" if self.is_readable else "unreadable"

    @property
    def best_command(self) -> tuple[str, float]:
        """The likeliest command and its share; ("", 0) when none is ranked."""
        commands = (entry for entry in self.ranking if entry[0].startswith("command_"))
        return next(commands, ("", 0.0))

    @property
    def names_thing(self) -> bool:
        """Whether a command that names something names a list, question or stage."""
        names = self.vocabulary.names_something
        return self.top[0] in NAMING and any(names(word) for word in words_of(self.text))

    def strange(self, kind: str) -> list[str]:
        """The words that this class never held; for naming commands, names are never strange."""
        words = self.vocabulary.strange(self.text, kind)
        if kind == "command" and self.top[0] in NAMING:
            return [word for word in words if not self.vocabulary.names_something(word)]
        return words

    def names_option(self) -> bool:
        """Whether the text is the name of an option, word for word."""
        folded = fold(self.text)
        return self.question is not None and any(
            fold(name) == folded
            for option in self.question.options
            for name in (option.title, *option.synonyms)
        )


def readable(text: str, question: OpenQuestion) -> bool:
    """Whether the text can be read as an answer of the open question's kind."""
    if question.kind == "number":
        said = says_none(text, question.about) or half_or_one(text, question.about) is not None
        return said or bool(parse_numbers(text))
    if question.kind == "date":
        return parse_date(text, datetime.date(2026, 1, 1)) is not None
    if question.kind in ("yes_no", "review"):
        doubted = question.role == "check" and bool(parse_numbers(text))
        return doubted or parse_yes_no(text) is not None
    chosen = parse_choices(text, question.options)
    if chosen.unmatched:
        return False
    # "Keine" chooses nothing of several; what names more than one option is asked back.
    none = question.kind == "multiple" and not chosen.values
    return bool(chosen.values) or bool(chosen.ambiguous) or none
