"""Search in the catalogue by German words: names, synonyms and texts, typing errors forgiven.

Pieces of words instead of lemmas find compounds ("Gärten" in "Gemeinschaftsgarten") and survive
slips; umlauts lose their dots, so that singular and plural meet.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import yaml
from sklearn.feature_extraction.text import TfidfVectorizer

from assistant.language.spelling import fold
from assistant.toolkit.model import Catalogue, Method

# What names a method tells more than what describes it.
NAMED, DESCRIBED = 0.75, 0.25
# Nearness below which a method has nothing to do with the words; found by the search's tests.
RELATED_FROM = 0.16
ASKING = Path(__file__).parent / "content" / "asking_words.yml"
# "Gartenprojekt" is about gardens; of projects there are many.
_GENERAL = re.compile(r"(?<=\w{4})s?(?:projekt|angebot|aktion|veranstaltung|initiative)\w{0,2}$")
_ENDING = re.compile(r"(?<=\w{4})(?:innen|ern|en|er|es|e|n|s)$")


class Search:
    """The index over a catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._methods = catalogue.methods
        names, owners = [], []
        for number, method in enumerate(catalogue.methods):
            for name in (method.name, *method.synonyms):
                names.append(normalised(name))
                owners.append(number)
        self._owners = np.array(owners)
        self._names = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True)
        self._by_name = self._names.fit_transform(names)
        self._texts = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
        self._by_text = self._texts.fit_transform(
            [normalised(described(method, catalogue)) for method in catalogue.methods]
        )

    def nearness(self, text: str) -> Mapping[str, float]:
        """How near each method is to the words, 0 to 1 by its id; only those related at all.

        The nearest one has 1 when the words name it. Empty when the words say nothing.
        """
        sought = normalised(" ".join(telling_words(text)))
        if not sought:
            return {}
        likeness = (self._by_name @ self._names.transform([sought]).T).toarray().ravel()
        named = np.zeros(len(self._methods))
        np.maximum.at(named, self._owners, likeness)
        parts = (self._by_text @ self._texts.transform([sought]).T).toarray().ravel()
        near = NAMED * named + DESCRIBED * np.minimum(1.0, parts * 3)
        return {
            method.id: float(min(1.0, value))
            for method, value in zip(self._methods, near, strict=True)
            if value >= RELATED_FROM
        }


def telling_words(text: str) -> list[str]:
    """The words that say what is sought."""
    words = re.findall(r"[\w-]+", fold(text))
    return [_GENERAL.sub("", word) for word in words if word not in _asking() and len(word) > 1]


@lru_cache(maxsize=1)
def _asking() -> frozenset[str]:
    lines: list[str] = yaml.safe_load(ASKING.read_text("utf-8"))
    return frozenset(word for line in lines for word in line.split())


def described(method: Method, catalogue: Catalogue) -> str:
    """Everything that describes a method, as one text."""
    themes = [catalogue.titles["themes"][theme] for theme in method.themes]
    audiences = [catalogue.titles["audiences"][a] for a in method.audiences]
    parts: Sequence[str] = (method.summary, *method.strengths, *method.steps, *themes, *audiences)
    return " ".join(parts)


def normalised(text: str) -> str:
    """Folded words without dots on umlauts and without endings."""
    plain = fold(text).replace("ae", "a").replace("oe", "o").replace("ue", "u")
    return " ".join(_ENDING.sub("", word) for word in re.findall(r"\w+", plain))
