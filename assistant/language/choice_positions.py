"""Options called by their place in the list: "2", "a)", "Nummer 2", "die letzten zwei"."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.language.number_words import cardinal
from assistant.language.ordinals import ordinal_word

_NOUNS = (
    "nummer|nummern|nr|no|punkt|punkte|option|optionen|buchstabe|antwort|variante|position|zeile"
    "|eintrag|vorschlag|thema|auswahl|gruppe|altersgruppe|ziel|massnahme|ressource|akteur"
    "|moeglichkeit|moeglichkeiten|antwortmoeglichkeit|auswahlmoeglichkeit|wahl|aussage|kategorie"
    "|klasse|feld|kaestchen|stelle"
)


def positions(text: str, count: int) -> list[int] | None:
    """The places (from 0) that a folded part of an answer names, among `count` options.

    None when it names none at all; an empty list when it names one that does not exist.
    """
    core = " ".join(text.replace("(", " ").replace(")", " ").split()).strip(" .:#")
    core = _noise().sub("", core).strip(" .:#")
    if not core or len(core) > 60:
        return None
    if re.fullmatch(r"[a-z]", core):
        return _existing([ord(core) - ord("a") + 1], count)
    if re.fullmatch(r"\d{1,3}(?:\.?\s\d{1,3})*\.?", core):
        return _existing([int(digits) for digits in re.findall(r"\d+", core)], count)
    span = re.fullmatch(r"(\d{1,3})\.?\s?(?:-|bis)\s?(?:nr\.?\s|nummer\s)?(\d{1,3})\.?", core)
    if span:
        first, last = int(span[1]), int(span[2])
        return _existing(list(range(first, last + 1)) if first < last <= count else [], count)
    return _worded(core.split(), count)


def whole_position(text: str, count: int) -> int | None:
    """The place that an answer of nothing but article, ordinal and noun names: "die letzte Option".

    An option may go by the noun itself ("Möglichkeit"), so this comes before all names.
    """
    found = _whole().fullmatch(text)
    places = positions(text, count) if found and ordinal_word(found["ordinal"]) else None
    return places[0] if places else None


@lru_cache(maxsize=1)
def _whole() -> re.Pattern[str]:
    return re.compile(rf"d(?:ie|as|er|en)\s(?P<ordinal>[a-z]{{4,40}})\s(?:{_NOUNS})")


def _worded(words: list[str], count: int) -> list[int] | None:
    if len(words) > 3:
        return None
    if len(words) == 2:
        return _group(words, count)
    if len(words) != 1:
        return None
    number = 1 if words[0] in ("eins", "eine") else cardinal(words[0])
    if number is not None and number % 1 == 0:
        return _existing([int(number)], count)
    if words[0] in ("mittlere", "mittleren", "mittlerer", "mittleres") and count % 2:
        return [count // 2]
    place = ordinal_word(words[0])
    return None if place is None else _existing([place], count)


def _group(words: list[str], count: int) -> list[int] | None:
    """The ends of the list: "ersten drei", "letzten beiden", "beiden letzten"."""
    for side, size in (words, reversed(words)):
        end = ordinal_word(side)
        many = 2 if size in ("beiden", "beide") else _count(size)
        if end in (1, -1) and many is not None:
            places = range(1, many + 1) if end == 1 else range(-many, 0)
            return _existing(list(places), count)
    return None


def _count(word: str) -> int | None:
    number = int(word) if word.isdigit() and len(word) < 4 else cardinal(word)
    return None if number is None or number % 1 or number > 999 else int(number)


def _existing(places: list[int], count: int) -> list[int]:
    if any(place == 0 or abs(place) > count for place in places):
        return []
    return [place - 1 if place > 0 else count + place for place in places]


@lru_cache(maxsize=1)
def _noise() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:(?:{_NOUNS})\b\.?|(?:d(?:er|ie|as|en|em)|zum|zur|nur|bitte|nehme|waehle|ich|wir"
        r"|nehmen|waehlen|also|ja|noch|auch|dann|und|moechte|moechten|lieber|gern|gerne|auf)\b)"
    )
