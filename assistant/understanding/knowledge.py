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
from sklearn.feature_extraction.text import TfidfVectorizer

from assistant.language.spelling import fold

CONTENT = Path(__file__).parent / "content" / "knowledge"
ASKING = Path(__file__).parent / "content" / "asking_words.yml"

# Below this likeness nothing is an answer; measured by `daks evaluate` on questions inside and
# outside the knowledge (docs/understanding.md shows the curve).
THRESHOLD = 0.42
SUGGESTED_FROM = 0.18
SUGGESTIONS = 3


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
    """All entries with an index over their titles, synonyms and questions."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = tuple(entries)
        self.by_id: Mapping[str, Entry] = {entry.id: entry for entry in entries}
        texts, owners = [], []
        for number, entry in enumerate(self.entries):
            for text in (entry.title, *entry.synonyms, *entry.questions):
                texts.append(normalise(text))
                owners.append(number)
        self._owners = np.array(owners)
        self._characters = TfidfVectorizer(
            analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True
        )
        self._words = TfidfVectorizer(token_pattern=r"\S+", sublinear_tf=True)
        self._by_characters = self._characters.fit_transform(texts)
        self._by_words = self._words.fit_transform(texts)

    def find(self, question: str) -> Found:
        """The entry that answers a question best, if any is near enough."""
        text = normalise(question)
        if not text:
            return Found(None, (), 0.0)
        scores = self._scores(text)
        order = np.argsort(-scores, kind="stable")[: SUGGESTIONS + 1]
        best = float(scores[order[0]])
        if best >= THRESHOLD:
            return Found(self.entries[order[0]], (), best)
        near = [self.entries[n] for n in order[:SUGGESTIONS] if scores[n] >= SUGGESTED_FROM]
        return Found(None, tuple(near), best)

    def _scores(self, text: str) -> Any:
        """Likeness of a question to each entry: the best of its texts."""
        likeness = 0.65 * _likeness(self._characters, self._by_characters, text)
        likeness += 0.35 * _likeness(self._words, self._by_words, text)
        scores = np.zeros(len(self.entries))
        np.maximum.at(scores, self._owners, likeness)
        return scores


def _likeness(vectorizer: TfidfVectorizer, known: Any, text: str) -> Any:
    """Cosine of a text to each known one; what the text holds that nobody knows counts against it.

    scikit-learn leaves unknown terms out before it normalises, so that "Wie hoch ist der
    Eiffelturm" would be all "hoch".
    """
    terms = vectorizer.build_analyzer()(text)
    weights = vectorizer.idf_
    index = vectorizer.vocabulary_
    familiar = {index[term] for term in terms if term in index}
    strange = {term for term in terms if term not in index}
    mass = float(sum(weights[n] ** 2 for n in familiar))
    share = mass / (mass + len(strange) * float(weights.max()) ** 2) if mass else 0.0
    return (known @ vectorizer.transform([text]).T).toarray()[:, 0] * share**0.5


@lru_cache(maxsize=1)
def _asking_words() -> frozenset[str]:
    """Words that ask but say nothing of what is asked about."""
    words = yaml.load(ASKING.read_text("utf-8"), Loader=yaml.CSafeLoader)
    return frozenset(fold(word) for word in words)


def normalise(text: str) -> str:
    """What a question is about: folded, without signs and without the words that only ask."""
    words = re.sub(r"[^\w\s-]", " ", fold(text)).split()
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
