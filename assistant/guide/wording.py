"""Fills the words in braces of a text: the municipality's name and kind, earlier answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from assistant.guide.model import Guide
from assistant.guide.state import State

BRACES = re.compile(r"\{([^{}|]+)(?:\|([^{}]+))?\}")
SENTENCE_START = re.compile(r"(?:^|[.?] |\n)$")

Quote = Callable[[str], "str | None"]


def fill(text: str, guide: Guide, state: State, quote: Quote) -> str:
    """A text with its words in braces filled.

    `quote` gives the display of an earlier answer by its id (".name" within the item), or None.
    """
    if "{" not in text:
        return text
    words: Mapping[str, str] = guide.words[state.type]
    parts: list[str] = []
    end = 0
    for match in BRACES.finditer(text):
        parts.append(text[end : match.start()])
        word = _word(match, words, state, quote)
        begins = SENTENCE_START.search("".join(parts)) is not None
        parts.append(word[:1].upper() + word[1:] if begins else word)
        end = match.end()
    parts.append(text[end:])
    return "".join(parts)


def _word(match: re.Match[str], words: Mapping[str, str], state: State, quote: Quote) -> str:
    name, fallback = match.groups()
    if name == "name":
        return state.name
    if fallback is not None:
        return quote(name) or fallback
    return words[name]
