"""Which words commands, questions and small talk are made of, learned from the training data.

Commands use few words again and again; answers bring words of their own. A text with a word that
no command ever held is hardly a command: "Zurück ins Dorf" against "einen Schritt zurück".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.language.spelling import fold

WORD = re.compile(r"[a-z]+|\d+")
NAMES = "names"
METHODS = "methods"
LISTED = ("command", "smalltalk", "question", "correction")
# A word counts as a command's when it stands in commands at least this often, measured against
# how often it stands in answers: "bericht" stands in both and tells nothing.
LEAST_SHARE = 0.12


@dataclass(frozen=True)
class Vocabulary:
    """The words of each class ("command", "smalltalk", …)."""

    words: Mapping[str, frozenset[str]]

    @classmethod
    def learn(
        cls,
        examples: Iterable[tuple[str, str]],
        names: Iterable[str] = (),
        methods: Iterable[str] = (),
    ) -> Vocabulary:
        """From texts with their intents, the names of what the guide has, and of the methods."""
        counts: dict[str, Counter[str]] = {}
        for text, intent in examples:
            kind = intent.partition("_")[0]
            counts.setdefault(kind, Counter()).update(set(words_of(text)))
        answers = counts.get("answer", Counter())
        words = {
            kind: frozenset(
                word for word, n in counts.get(kind, Counter()).items() if _tells(n, answers[word])
            )
            for kind in LISTED
        }
        words[NAMES] = frozenset(word for name in names for word in words_of(name))
        words[METHODS] = frozenset(" ".join(words_of(name)) for name in methods)
        return cls(words)

    @classmethod
    def from_data(cls, data: Mapping[str, Sequence[str]]) -> Vocabulary:
        """From what `as_data` gave."""
        return cls({kind: frozenset(words) for kind, words in data.items()})

    def as_data(self) -> dict[str, list[str]]:
        """For a file."""
        return {kind: sorted(words) for kind, words in self.words.items()}

    def names_something(self, word: str) -> bool:
        """Whether a word names a list, a question or a stage of the guide."""
        return word in self.words.get(NAMES, frozenset())

    def names_method(self, text: str) -> bool:
        """Whether the text names a method of the toolkit."""
        words = f" {' '.join(words_of(text))} "
        return any(f" {name} " in words for name in self.words.get(METHODS, ()))

    def strange(self, text: str, kind: str) -> list[str]:
        """The words of a text that this class never held; numbers are never strange."""
        known = self.words.get(kind, frozenset())
        return [w for w in words_of(text) if w not in known and not w.isdigit()]


def _tells(count: int, in_answers: int) -> bool:
    return count / (count + in_answers) >= LEAST_SHARE


def words_of(text: str) -> list[str]:
    """The words of a text, folded, without signs."""
    return WORD.findall(fold(text))
