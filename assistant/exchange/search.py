"""Search in what was shared: "Wer hat Erfahrung mit Rufbus?".

Words are brought to a common form by who makes the index. A word is found itself, within a
compound ("Rufbus" in "Rufbuslinie"), by words that mean the same ("Anrufsammeltaxi"), and with a
slip of the keyboard where nothing else is found.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

# How much a way of finding a word counts, beside 1 for the word itself.
WITHIN, MEANING_THE_SAME, PART_OF_IT, MISTYPED = 0.9, 0.8, 0.6, 0.6
IN_TITLE, IN_TEXT = 1.0, 0.5
# This share of the sought words, rare ones weighing more, must be found.
COVERED_FROM = 0.5
SHORT, LONG, RESPELLED_FROM = 3, 5, 6
Phrase = tuple[str, ...]
Array = Any


@dataclass(frozen=True)
class Doc:
    """One thing to be found: a measure with its lessons, or a method with its feedback."""

    card: str
    source: str
    kind: str
    theme: str | None = None
    state: str | None = None


@dataclass(frozen=True)
class Vocabulary:
    """How texts become words, and which words mean the same: groups of phrases."""

    words_of: Callable[[str], Sequence[str]]
    alike: Sequence[frozenset[Phrase]] = ()
    abbreviations: frozenset[str] = frozenset()


class Index:
    """The words of all docs; docs come and go, each has a place of its own."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self.docs: list[Doc | None] = []
        self._free: list[int] = []
        self._places: dict[Doc, int] = {}
        self._words_of: dict[Doc, frozenset[str]] = {}
        # By word the places that hold it and how well, and the same as arrays once it was sought.
        self._found_by: dict[str, dict[int, float]] = {}
        self._arrays: dict[str, tuple[Array, Array]] = {}
        # All known words in one text, a line each: where a word stands within others is one search.
        self._all: str | None = None
        self._alike: dict[str, list[frozenset[Phrase]]] = defaultdict(list)
        for group in vocabulary.alike:
            for word in {word for phrase in group for word in phrase}:
                self._alike[word].append(group)

    def __len__(self) -> int:
        return len(self._places)

    def add(self, doc: Doc, title: str, text: str) -> int:
        """Makes a doc findable by its words; its place."""
        words = dict.fromkeys(self._vocabulary.words_of(text), IN_TEXT)
        words |= dict.fromkeys(self._vocabulary.words_of(title), IN_TITLE)
        place = self._free.pop() if self._free else len(self.docs)
        self.docs[place : place + 1] = [doc]
        self._places[doc] = place
        self._words_of[doc] = frozenset(words)
        for word, weight in words.items():
            self._found_by.setdefault(word, {})[place] = weight
            self._arrays.pop(word, None)
        self._all = None
        return place

    def remove(self, doc: Doc) -> int:
        """Makes a doc unfindable; the place that it had."""
        place = self._places.pop(doc)
        self.docs[place] = None
        self._free.append(place)
        for word in self._words_of.pop(doc):
            self._arrays.pop(word, None)
            holders = self._found_by[word]
            del holders[place]
            if not holders:
                del self._found_by[word]
        self._all = None
        return place

    def says_nothing(self, text: str) -> bool:
        """Whether a text has no word to be sought."""
        return not self._vocabulary.words_of(text)

    def search(self, text: str) -> Array:
        """How near each place is to what a text seeks, 0 to 1; 0 is not found."""
        sought = list(dict.fromkeys(self._vocabulary.words_of(text)))
        rarity = {word: self._rarity(word) for word in sought}
        total = sum(rarity.values())
        near, covered = np.zeros(len(self.docs)), np.zeros(len(self.docs))
        for word in sought:
            best = self._holders(word, sought)
            near += rarity[word] * best
            covered += rarity[word] * (best > 0)
        near[covered < COVERED_FROM * total] = 0.0
        return near / total if total else near

    def _rarity(self, word: str) -> float:
        return math.log(2 + len(self._places) / (1 + len(self._found_by.get(word, ()))))

    def _holders(self, word: str, sought: Sequence[str]) -> Array:
        """How well each place holds a word or one that stands for it."""
        best = np.zeros(len(self.docs))
        self._keep_holders(best, word)
        for start in range(len(word)):
            for end in range(start + LONG, len(word) + (start > 0)):
                self._keep_best(best, word[start:end], PART_OF_IT)
        for phrase in self._phrases(word, sought):
            np.maximum(best, MEANING_THE_SAME * self._holders_of_all(phrase), out=best)
        if not best.any() and len(word) >= RESPELLED_FROM:
            meant = process.extractOne(
                word, self._found_by.keys(), scorer=OSA.distance, score_cutoff=1
            )
            if meant is not None:
                self._keep_best(best, meant[0], MISTYPED)
        return best

    def _holders_of_all(self, phrase: Phrase) -> Array:
        """How well each place holds every word of a phrase."""
        if not all(self._is_known(part) for part in phrase):
            return np.zeros(1)
        parts = [np.zeros(len(self.docs)) for _ in phrase]
        for best, part in zip(parts, phrase, strict=True):
            self._keep_holders(best, part)
        return np.minimum.reduce(parts)

    def _is_known(self, word: str) -> bool:
        return word in self._found_by or next(iter(self._compounds(word)), None) is not None

    def _keep_holders(self, best: Array, word: str) -> None:
        """Raises the places that hold a word itself or within a longer one."""
        self._keep_best(best, word, 1.0)
        for other in self._compounds(word):
            self._keep_best(best, other, WITHIN)

    def _keep_best(self, best: Array, word: str, how: float) -> None:
        if word not in self._found_by:
            return
        if word not in self._arrays:
            holders = self._found_by[word]
            self._arrays[word] = (
                np.fromiter(holders.keys(), dtype=np.int64, count=len(holders)),
                np.fromiter(holders.values(), dtype=float, count=len(holders)),
            )
        places, weights = self._arrays[word]
        best[places] = np.maximum(best[places], how * weights)

    def _compounds(self, word: str) -> Iterable[str]:
        """The longer known words that hold a word; a short one ("Bus") only at their end.

        An abbreviation ("AST") is no part of any.
        """
        if len(word) < SHORT or word in self._vocabulary.abbreviations:
            return
        if self._all is None:
            self._all = "\n".join(("", *self._found_by, ""))
        known = self._all
        at = known.find(word)
        while at >= 0:
            start, end = known.rfind("\n", 0, at) + 1, known.find("\n", at)
            other = known[start:end]
            if other != word and (len(word) > SHORT or other.endswith(word)):
                yield other
            at = known.find(word, end)

    def _phrases(self, word: str, sought: Sequence[str]) -> Iterable[Phrase]:
        """The phrases that mean the same as a sought one with that word."""
        for group in self._alike.get(word, ()):
            own = [phrase for phrase in group if word in phrase and set(phrase) <= set(sought)]
            if own:
                yield from (phrase for phrase in group if phrase not in own)


def groups_of(
    phrases: Iterable[Iterable[str]], words_of: Callable[[str], Sequence[str]]
) -> list[frozenset[Phrase]]:
    """Groups of phrases that mean the same, in the words of the index."""
    groups = []
    for group in phrases:
        found = {tuple(words_of(phrase)) for phrase in group} - {()}
        if len(found) > 1:
            groups.append(frozenset(found))
    return groups
