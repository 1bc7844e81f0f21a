"""The words of the search in shared measures: the toolkit's word forms, and what means the same."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import yaml

from assistant import exchange
from assistant.exchange.search import Vocabulary, groups_of
from assistant.language.spelling import fold
from assistant.process.offers import load_full_guide, load_toolkit
from assistant.toolkit.search import normalised, telling_words

ALIKE = Path(exchange.__file__).parent / "content" / "alike.yml"
SHORTEST = 4


def _without_plural(word: str) -> str:
    """ "rufbuss" (of "Rufbusse") and "rufbu" (of "Rufbus") are one word, which ends in "bus"."""
    single = re.sub(r"s+$", "s", word)
    bare = single.rstrip("s") if len(single) > SHORTEST else single
    return re.sub(r"(?<=\w)bu$", "bus", bare)


@lru_cache(maxsize=1)
def load_vocabulary() -> Vocabulary:
    """How texts become words, with groups of what means the same: ours, methods, themes."""
    data = yaml.load(ALIKE.read_text("utf-8"), Loader=yaml.CSafeLoader)
    asking = frozenset(fold(str(word)) for word in data["asking"])

    def words_of(text: str) -> list[str]:
        told = [word for word in telling_words(text) if word not in asking]
        return [_without_plural(word) for word in normalised(" ".join(told)).split()]

    themes = load_full_guide().shared_options["themes"]
    alike = [
        *data["alike"],
        *((method.name, *method.synonyms) for method in load_toolkit().catalogue.methods),
        *((theme.title, *theme.synonyms) for theme in themes),
    ]
    abbreviations = frozenset(map(fold, data["abbreviations"]))
    return Vocabulary(words_of, tuple(groups_of(alike, words_of)), abbreviations)
