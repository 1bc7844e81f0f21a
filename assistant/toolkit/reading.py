"""Reads a wish from words: "für Jugendliche, wenig Geld, online, 60 Personen, ein halber Tag"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from assistant.language.numbers import parse_numbers
from assistant.language.spelling import fold
from assistant.toolkit.load import PlainLoader
from assistant.toolkit.search import telling_words
from assistant.toolkit.wish import Wish

WORDS = Path(__file__).parent / "content" / "words.yml"
SEVERAL = ("audiences", "ages", "themes")
HOURS_A_DAY = 8.0
EVENING = 0.4

_PEOPLE = re.compile(
    r"\b(\w[\w.]*)\s*(?:bis\s*(\w[\w.]*)\s*)?"
    r"(?:personen|leute[n]?|teilnehmer\w*|teilnehmende\w*|menschen|gaeste\w*|koepfe)\b"
)
_HALF_DAY = re.compile(
    r"\b(?:halb(?:er|en|e)?\s+tag\w*|halbtaegig\w*|nachmittag\w*|vormittag\w*)\b"
)
_EVENING = re.compile(r"\b(?:abend\w*|feierabend\w*)\b")
_WEEKEND = re.compile(r"\bwochenende\w*\b")
_SPAN = re.compile(r"\b(\w[\w,.]*)\s*(stunden?|std|tag(?:e|en)?|wochen?|monate?n?)\b")
_CALENDAR = {
    "stunde": 1 / HOURS_A_DAY,
    "std": 1 / HOURS_A_DAY,
    "tag": 1.0,
    "woche": 7.0,
    "monat": 30.0,
}


@dataclass(frozen=True)
class Words:
    """Patterns by facet and value, the longer phrases first."""

    patterns: tuple[tuple[str, str, re.Pattern[str]], ...]


def load_words(path: Path = WORDS) -> Words:
    """The words for all facets."""
    data: Mapping[str, Mapping[str, list[Any]]] = yaml.load(path.read_text("utf-8"), PlainLoader)
    found = [
        (len(str(phrase)), facet, value, _pattern(str(phrase)))
        for facet, values in data.items()
        for value, phrases in values.items()
        for phrase in phrases
    ]
    found.sort(key=lambda entry: -entry[0])
    return Words(tuple((facet, value, pattern) for _, facet, value, pattern in found))


def read_wish(text: str, words: Words) -> Wish:
    """The wish that a text says; what says something else remains as words to search."""
    rest = fold(text)
    found: dict[str, Any] = {}
    rest, found["participants"] = _people(rest)
    rest, found["days"] = _days(rest)
    said: dict[str, list[str]] = {}
    # What one facet has read may be read by another ("Hochaltrige"), but not twice by the same:
    # "nicht online" is not "online".
    unread: dict[str, str] = {}
    for facet, value, pattern in words.patterns:
        text_left = unread.setdefault(facet, rest)
        if pattern.search(text_left):
            said.setdefault(facet, []).append(value)
            unread[facet] = pattern.sub(" ; ", text_left)
    for _, _, pattern in words.patterns:
        rest = pattern.sub(" ; ", rest)
    for facet, values in said.items():
        found[facet] = tuple(dict.fromkeys(values)) if facet in SEVERAL else values[0]
    found["search"] = " ".join(telling_words(rest))
    return Wish(**{name: value for name, value in found.items() if value is not None})


def _people(text: str) -> tuple[str, int | None]:
    match = _PEOPLE.search(text)
    if match is None:
        return text, None
    numbers = [_number(group) for group in match.groups() if group]
    known = [number for number in numbers if number is not None]
    if not known:
        return text, None
    return text[: match.start()] + " ; " + text[match.end() :], round(sum(known) / len(known))


def _days(text: str) -> tuple[str, float | None]:
    for pattern, days in ((_HALF_DAY, 0.5), (_EVENING, EVENING), (_WEEKEND, 2.0)):
        if pattern.search(text):
            return pattern.sub(" ; ", text), days
    match = _SPAN.search(text)
    number = _number(match.group(1)) if match else None
    if match is None or number is None:
        return text, None
    unit = next(days for name, days in _CALENDAR.items() if match.group(2).startswith(name))
    return text[: match.start()] + " ; " + text[match.end() :], number * unit


def _number(word: str) -> float | None:
    if word in ("ein", "einen", "einem", "einer", "eine", "1"):
        return 1.0
    numbers = parse_numbers(word)
    return float(numbers[0].value) if len(numbers) == 1 else None


def _pattern(phrase: str) -> re.Pattern[str]:
    parts = [re.escape(part) for part in fold(phrase).split("*")]
    folded = r"\w*".join(parts).replace(r"\ ", r"\s+")
    return re.compile(rf"\b{folded}" if phrase.endswith("*") else rf"\b{folded}\b")
