"""The words around options: separators, "alle", "keine", "außer", and words without meaning."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.language.number_words import cardinal

FUNCTION_WORDS = frozenset(
    [
        *("der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer"),
        *("und", "oder", "sowie", "auch", "noch", "nur", "bitte", "ja", "also", "dann", "dazu"),
        *("etwas", "was", "fuer", "in", "im", "am", "an", "zu", "zum", "zur", "mit", "von", "vom"),
        *("bei", "auf", "aus", "so", "wie", "wir", "ich", "uns", "mich", "es", "ist", "sind"),
        *("wollen", "moechte", "moechten", "will", "nehme", "nehmen", "waehle", "waehlen", "tun"),
        *("machen", "haben", "hat", "vor", "allem", "besonders", "vorrangig", "hauptsaechlich"),
        *("zuerst", "vielleicht", "eher", "lieber", "gern", "gerne", "danke", "mehr", "betrifft"),
        *("geht", "um", "waere", "waeren", "soll", "sollen", "sowohl", "als", "aber", "sondern"),
        *("eventuell", "natuerlich", "klar", "gut", "ok", "okay", "nicht", "insbesondere", "mal"),
    ]
)
GENERIC_WORDS = frozenset(
    [
        *("thema", "themen", "themenfeld", "themenfelder", "bereich", "bereiche", "punkt"),
        *("punkte", "option", "optionen", "feld", "felder", "handlungsfeld", "handlungsfelder"),
        *("gruppe", "gruppen", "altersgruppe", "altersgruppen", "zielgruppe", "zielgruppen"),
        *("menschen", "personen", "leute", "antwort", "antworten", "sachen", "dinge", "davon"),
        *("genannten", "aufgefuehrten", "zusammen", "aelter", "juenger", "jahre", "jahren"),
        *("moeglichkeiten", "vorschlaege", "angebote", "eintraege", "ziele", "massnahmen"),
    ]
)
_ALL = frozenset({"alle", "alles", "allen", "saemtliche", "saemtlichen", "aller"})


def is_none(folded: str) -> bool:
    """Whether a folded answer says that none of the options fits: "keine", "nichts davon"."""
    return _none().fullmatch(folded) is not None


def means_all(folded: str, count: int) -> bool:
    """Whether a folded answer in which no option was found means all `count` of them."""
    words = re.findall(r"\w+", folded)
    if count == 2 and "beide" in words and len(words) <= 4:
        return True
    if len(words) > 12 or not _ALL.intersection(words):
        return False
    if "nicht" in words:
        return False
    rest = [w for w in words if w not in _ALL and w not in FUNCTION_WORDS | GENERIC_WORDS]
    return all(_is_count(word, count) for word in rest)


def split_exception(text: str) -> str | None:
    """What stands behind "alle außer"; None when the text is no such exception."""
    found = _exception().match(text)
    return found["rest"].strip() if found else None


def segments(text: str) -> list[tuple[int, int]]:
    """The parts between commas, lines, bullets, "und" and the like, as places in the text."""
    parts, start = [], 0
    for separator in _separator().finditer(text):
        parts.append((start, separator.start()))
        start = separator.end()
    parts.append((start, len(text)))
    return [(start, end) for start, end in parts if text[start:end].strip()]


def _is_count(word: str, count: int) -> bool:
    return word == str(count) or cardinal(word) == count or (word == "beide" and count == 2)


def is_refused(before: str) -> bool:
    """Whether the text before a name says that it is not wanted: "nicht", "ohne"."""
    return _negation().search(before) is not None


def is_reason(folded: str) -> bool:
    """Whether a folded part of an answer only explains the choice: "weil ..."."""
    return _reason().match(folded) is not None


@lru_cache(maxsize=1)
def _none() -> re.Pattern[str]:
    return re.compile(
        r"(?:nein,? |leider |bitte |gar |da(?:von)? |wir haben |ich nehme |nehmen wir )*"
        r"(?:keine?|keinen|keiner|keines|keins|nichts|kein einzige[rs]?|weder noch)"
        r"(?: (?:davon|von denen|von diesen|von beiden|von allen|der genannten|dieser"
        r"|passt|trifft zu|option|optionen|thema|themen|bereich|bereiche|gruppe|altersgruppe"
        r"|angabe|nichts|einzige"
        r"|einziges|der|punkte|optionen|danke))*"
    )


@lru_cache(maxsize=1)
def _exception() -> re.Pattern[str]:
    return re.compile(
        r"\s*(?:\w+\s+){0,4}?(?:alle[sn]?|sämtliche|saemtliche)\b[^,;\n]{0,40}?[\s,]+"
        r"(?:außer|ausser|bis\s+auf|ohne|nur\s+nicht|aber\s+nicht|nicht|ausgenommen"
        r"|mit\s+ausnahme\s+(?:von|der|des))\s+(?P<rest>.+)",
        re.IGNORECASE | re.DOTALL,
    )


@lru_cache(maxsize=1)
def _separator() -> re.Pattern[str]:
    return re.compile(
        r"[,;\n•·|/]|(?<!\d)[.!?](?=\s+[^\W\d])|(?<=\s)[-–—*+](?=\s)|^[-–—*]\s"
        r"|\b(?:und|sowie|oder|aber|sondern|plus)\b|&",
        re.IGNORECASE | re.MULTILINE,
    )


@lru_cache(maxsize=1)
def _negation() -> re.Pattern[str]:
    # Up to the next comma, "sondern" or "aber", which end what "nicht" refers to.
    ended = r"(?:(?![,;\n.]|\bsondern\b|\baber\b|\bdafür\b).)*"
    return re.compile(
        rf"\b(?:nicht|keine?|keinen|ohne|außer|ausser)\s(?!nur\b){ended}$", re.IGNORECASE
    )


@lru_cache(maxsize=1)
def _reason() -> re.Pattern[str]:
    # A clause that only explains the choice; leaving it out loses no option.
    return re.compile(r"(?:weil|da|denn|damit|dass|wenn|obwohl|ob|wobei|sodass|die|der|das|wo)\s")
