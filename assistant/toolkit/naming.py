"""Which methods a text names: "mehr zum World Café", "Fishbowl und Barcamp vergleichen"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.language.spelling import fold
from assistant.toolkit.model import Catalogue, Method

_BRACKETS = re.compile(r"\s*\([^)]*\)")
_SPLIT = re.compile(r"\s*/\s*")
SHORTEST = 4


def all_method_names(catalogue: Catalogue) -> Iterator[str]:
    """The names of all methods, and the synonyms that begin like them ("Fishbowl")."""
    for method in catalogue.methods:
        yield method.name
        yield _BRACKETS.sub("", method.name)
        begins = _plain(method.name)[:SHORTEST]
        yield from (name for name in method.synonyms if _plain(name).startswith(begins))


def named_methods(text: str, catalogue: Catalogue) -> list[Method]:
    """The methods named in the text, in its order; a longer name hides a shorter one in it."""
    rest = f" {re.sub(r'[^a-z0-9]+', ' ', fold(text))} "
    found: list[tuple[int, Method]] = []
    for name, method_id in _names(tuple((m.id, m.name, m.synonyms) for m in catalogue.methods)):
        place = rest.find(f" {name} ")
        if place >= 0:
            found.append((place, catalogue.by_id[method_id]))
            rest = rest[: place + 1] + "#" * len(name) + rest[place + 1 + len(name) :]
    unique = dict.fromkeys(method for _, method in sorted(found, key=lambda pair: pair[0]))
    return list(unique)


@lru_cache(maxsize=4)
def _names(known: tuple[tuple[str, str, tuple[str, ...]], ...]) -> tuple[tuple[str, str], ...]:
    """Names with their method's id, longest first; a title before the synonym of another."""
    names: dict[str, str] = {}
    for method_id, name, _ in known:
        for part in (name, _BRACKETS.sub("", name), *_SPLIT.split(_BRACKETS.sub("", name))):
            names.setdefault(_plain(part), method_id)
    for method_id, _, synonyms in known:
        for synonym in synonyms:
            names.setdefault(_plain(synonym), method_id)
    long_enough = ((name, method_id) for name, method_id in names.items() if len(name) >= SHORTEST)
    return tuple(sorted(long_enough, key=lambda pair: (-len(pair[0]), pair[0])))


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", fold(name)).strip()
