"""Names with a separable verb torn apart: "wieder aufnehmen" in "das nehmen wir wieder auf"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.language.choice_names import Word, words_of

_PREFIXES = (
    *("zusammen", "zurueck", "weiter", "wieder", "nach", "fort", "vor", "weg", "aus", "auf", "ein"),
    *("mit", "her", "hin", "los", "neu", "um", "ab", "an", "zu"),
)
_ENDINGS = frozenset({"", "e", "st", "t", "et", "en", "n", "te", "ten", "test"})
_CLAUSES = re.compile(r"[,;.!?:\n]|\s[-–]\s|\b(?:und|oder|aber|weil|denn|sondern)\b", re.IGNORECASE)


def torn_apart(text: str, names: Sequence[tuple[str, int]]) -> frozenset[int]:
    """The options (by position) whose verbs stand torn apart in a clause of the text."""
    clauses = [[word.text for word in words_of(clause)] for clause in _CLAUSES.split(text)]
    return frozenset(
        at
        for name, at in names
        for verb in _verbs(name)
        if any(_holds(clause, *verb) for clause in clauses)
    )


@lru_cache(maxsize=4096)
def _verbs(name: str) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """The ways to tear a name: the verb's stem, its prefix, and the words that come before it."""
    words: list[Word] = words_of(name)
    if not words or not name.strip()[-1:].islower():
        return ()
    last = words[-1].text
    typed = name[words[-1].start : words[-1].end]
    # Verbs are written small; "Einigung" and "Vorlesen" as titles are nouns.
    if not typed[:1].islower() or not last.endswith("n"):
        return ()
    before = tuple(word.text for word in words[:-1])
    return tuple(
        (last.removeprefix(prefix).removesuffix("n").removesuffix("e"), prefix, before)
        for prefix in _PREFIXES
        if last.startswith(prefix) and len(last) - len(prefix) >= 5
    )


def _holds(clause: Sequence[str], stem: str, prefix: str, before: tuple[str, ...]) -> bool:
    # The prefix closes the clause, with the other words right before it.
    ending = (*before, prefix)
    if "nicht" in clause or tuple(clause[-len(ending) :]) != ending:
        return False
    rest = clause[: -len(ending)]
    return any(w.startswith(stem) and w.removeprefix(stem) in _ENDINGS for w in rest)
