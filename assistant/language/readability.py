"""What makes a German text unfit to be read: du, gender signs, shouting, long sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

INFORMAL = re.compile(r"\b([Dd]u|[Dd]ein\w*|[Dd]ir|[Dd]ich|[Ee]uch|[Ee]uer\w*)\b")
GENDER_SIGNS = re.compile(r"\w[*:_]innen|\w/-?innen|\w[a-zäöü]Innen\b|\w\*in\b|\w:in\b")
LETTER_AFTER_DASH = re.compile(r" - ")
SENTENCE_END = re.compile(r"(?<=[.?!])\s+")
LONG_SENTENCE = 32


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return SENTENCE_END.split(text)


def faults(text: str) -> Iterator[str]:
    """Everything that makes the text unfit to be read, one line each."""
    for pattern, reason in (
        (INFORMAL, "addresses with du"),
        (GENDER_SIGNS, "has a gender sign"),
        (LETTER_AFTER_DASH, "has a hyphen for a dash"),
    ):
        found = pattern.search(text)
        if found:
            yield f"{reason}: {found.group(0)}"
    if "!" in text:
        yield "has an exclamation mark"
    for sentence in sentences(text):
        if len(sentence.split()) > LONG_SENTENCE:
            yield f"a sentence of more than {LONG_SENTENCE} words"
