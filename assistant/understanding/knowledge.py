"""The written answers to questions: glossary and help, and the search for the right entry."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import jsonschema
import numpy as np
import yaml
from rapidfuzz import process
from rapidfuzz.distance import OSA
from sklearn.feature_extraction.text import TfidfVectorizer

from assistant.language.spelling import fold

CONTENT = Path(__file__).parent / "content" / "knowledge"
ASKING = Path(__file__).parent / "content" / "asking_words.yml"

# Below this likeness nothing is an answer; measured on questions inside and outside the knowledge
# (docs/understanding.md shows the curve).
THRESHOLD = 0.48
SUGGESTED_FROM = 0.28
SUGGESTIONS = 3
# How much it counts that an entry mentions the words of a question, next to likeness.
MENTIONED = 0.2
# An unknown word of so many letters is taken for a known one that is a single slip away. Shorter
# ones are too easily another word: "Wetter", "weiter".
RESPELLED_FROM = 7


@dataclass(frozen=True)
class Entry:
    """One written answer."""

    id: str
    title: str
    short: str
    long: str
    questions: tuple[str, ...]
    synonyms: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    formula: str | None = None


@dataclass(frozen=True)
class Found:
    """The entry that answers a question, or None with the nearest ones; `score` 0 to 1."""

    entry: Entry | None
    nearest: tuple[Entry, ...]
    score: float


class Knowledge:
    """All entries with two indexes: the characters of their texts, and the words they mention."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = tuple(entries)
        self.by_id: Mapping[str, Entry] = {entry.id: entry for entry in entries}
        texts, owners = [], []
        for number, entry in enumerate(self.entries):
            for text in (entry.title, *entry.synonyms, *entry.questions):
                texts.append(_words_of(text))
                owners.append(number)
        self._owners = np.array(owners)
        self._characters = TfidfVectorizer(
            analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True
        )
        self._by_characters = self._characters.fit_transform(texts)
        self._analyse = self._characters.build_analyzer()
        self._mentions = _mentions(self.entries)
        self._asked = sorted({word for text in texts for word in normalise(text).split()})

    def find(self, question: str) -> Found:
        """The entry that answers a question best, if any is near enough."""
        text = self._respelled(question)
        if not text:
            return Found(None, (), 0.0)
        scores = self._scores(text)
        order = np.argsort(-scores, kind="stable")[: SUGGESTIONS + 1]
        best = float(scores[order[0]])
        if best >= THRESHOLD:
            return Found(self.entries[order[0]], (), best)
        near = [self.entries[n] for n in order[:SUGGESTIONS] if scores[n] >= SUGGESTED_FROM]
        return Found(None, tuple(near), best)

    def _respelled(self, question: str) -> str:
        """The words of a question, with slips of the keyboard put right: "altenqoutient"."""
        return " ".join(self._word(word) for word in _words_of(question).split())

    def _word(self, word: str) -> str:
        if len(word) < RESPELLED_FROM or word in self._mentions or word in _asking_words():
            return word
        found = process.extractOne(word, self._asked, scorer=OSA.distance, score_cutoff=1)
        # Hardly anyone mistypes the first letter, but many words differ in nothing else.
        return str(found[0]) if found is not None and found[0][0] == word[0] else word

    def _scores(self, text: str) -> Any:
        """Nearness of each entry to a question: by its likest text and the words it mentions."""
        scores = np.zeros(len(self.entries))
        np.maximum.at(scores, self._owners, self._likeness(text))
        return (1 - MENTIONED) * scores + MENTIONED * self._mentioned(text)

    def _likeness(self, text: str) -> Any:
        """Cosine of a text to each known one; characters that nobody knows count against it.

        scikit-learn leaves unknown terms out before it normalises, so that "Wie hoch ist der
        Eiffelturm" would be all "hoch".
        """
        terms = set(self._analyse(text))
        index, weights = self._characters.vocabulary_, self._characters.idf_
        familiar = [index[term] for term in terms if term in index]
        mass = float(np.sum(weights[familiar] ** 2)) if familiar else 0.0
        strange = (len(terms) - len(familiar)) * float(weights.max()) ** 2
        share = mass / (mass + strange) if mass else 0.0
        vector = self._characters.transform([text])
        return (self._by_characters @ vector.T).toarray()[:, 0] * share

    def _mentioned(self, text: str) -> Any:
        """Share of a question's telling words that each entry mentions, rare ones weighing more."""
        covered, total = np.zeros(len(self.entries)), 0.0
        for word in set(normalise(text).split()):
            holders = self._mentions.get(word)
            count = 1 if holders is None else len(holders)
            weight = float(np.log(1 + len(self.entries) / count))
            total += weight
            if holders is not None:
                covered[holders] += weight
        return covered / total if total else covered


def _mentions(entries: Sequence[Entry]) -> Mapping[str, Any]:
    """The telling words of all entries' texts with the numbers of the entries that hold them."""
    holders: dict[str, list[int]] = {}
    for number, entry in enumerate(entries):
        own = " ".join((entry.title, *entry.synonyms, *entry.questions, entry.short, entry.long))
        for word in sorted(set(normalise(own).split())):
            holders.setdefault(word, []).append(number)
    return {word: np.array(numbers) for word, numbers in holders.items()}


def _words_of(text: str) -> str:
    """A text folded and without signs."""
    return " ".join(re.sub(r"[^\w\s-]", " ", fold(text)).split())


@lru_cache(maxsize=1)
def _asking_words() -> frozenset[str]:
    """Words that ask but say nothing of what is asked about."""
    words = yaml.load(ASKING.read_text("utf-8"), Loader=yaml.CSafeLoader)
    return frozenset(fold(word) for word in words)


def normalise(text: str) -> str:
    """What a question is about: folded, without signs and without the words that only ask."""
    words = _words_of(text).split()
    telling = [word for word in words if word not in _asking_words()]
    return " ".join(telling or words)


def is_bare(text: str) -> bool:
    """Whether a question names nothing: "Was heißt das?", "und genauer?"."""
    words = re.sub(r"[^\w\s]", " ", fold(text)).split()
    empty = {"genauer", "mehr", "dazu", "darueber", "davon", "ausfuehrlicher", "beispiel"}
    return all(word in _asking_words() or word in empty for word in words)


@lru_cache(maxsize=2)
def load_knowledge(content: Path = CONTENT) -> Knowledge:
    """The knowledge from its content files. Raises ValueError for one that does not fit."""
    schema = json.loads((content / "schema.json").read_text("utf-8"))
    entries: list[Entry] = []
    for path in sorted(content.glob("*.yml")):
        data = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
        for error in jsonschema.Draft7Validator(schema).iter_errors(data):
            where = "/".join(str(part) for part in error.absolute_path)
            raise ValueError(f"{path.name}: {where}: {error.message}")
        entries += [_entry(row) for row in data]
    return Knowledge(entries)


def _entry(row: Mapping[str, Any]) -> Entry:
    return Entry(
        id=row["id"],
        title=row["title"],
        short=row["short"].strip(),
        long=row["long"].strip(),
        questions=tuple(row["questions"]),
        synonyms=tuple(row.get("synonyms", ())),
        related=tuple(row.get("related", ())),
        sources=tuple(row.get("sources", ())),
        formula=row.get("formula"),
    )
