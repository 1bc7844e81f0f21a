"""The position a text names: "die zweite Maßnahme", "Maßnahme 3", "die letzte"."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.language.number_words import cardinal
from assistant.language.spelling import fold

_IRREGULAR = {"erst": 1, "erster": 1, "oberst": 1, "dritt": 3, "siebt": 7, "acht": 8}
_FROM_END = {
    "letzt": -1,
    "letzter": -1,
    "unterst": -1,
    "vorletzt": -2,
    "zweitletzt": -2,
    "drittletzt": -3,
}
# Things in a list that are called by number; "Haus 5" or "Mai 3" are not among them.
_NOUNS = (
    "massnahme|punkt|nummer|nr|no|stufe|ziel|vorschlag|option|position|pos|eintrag|zeile|antwort"
    "|frage|schritt|variante|moeglichkeit|auswahl|thema|handlungsfeld|feld|projekt|absatz|kapitel"
    "|abschnitt|indikator|teil|beispiel|karte|bild|seite|aufgabe|ergebnis|akteur|ressource|gruppe"
    "|zielgruppe|bereich|angebot|satz|spalte|tabelle|phase|etappe|idee|termin|meilenstein|risiko"
)
_TIMES = (
    "mal|male|woche|wochen|monat|monats|monate|monaten|jahr|jahre|jahren|jahres|tag|tage|tagen|zeit"
    "|jahrzehnt|quartal|quartals|halbjahr|kw|kalenderwoche|sommer|winter|herbst|fruehjahr|montag"
    "|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|januar|februar|maerz|april"
    "|mai|juni|juli|august|september|oktober|november|dezember|hilfe|mai|uhr|abend|nacht"
)
_LARGEST = 999


def parse_ordinal(text: str) -> int | None:
    """The position named, counted from 1, or from the end as -1, -2; None for none or several.

    A bare "2" may be an amount and is no position; "2." and "die 2" are.
    """
    folded = fold(text)
    named = {
        value
        for pattern, group in _patterns()
        for found in pattern.finditer(folded)
        if (value := _position(found, group)) is not None
    }
    return named.pop() if len(named) == 1 else None


def ordinal_word(word: str) -> int | None:
    """The position one word names: 2 for "zweite" and "zweitens", -1 for "letzte"; else None."""
    found = re.fullmatch(r"(?:aller)?(.+?)(?:e[rsnm]?|ens)", fold(word))
    if found is None or len(found[1]) > 60:
        return None
    stem = found[1]
    if stem in _IRREGULAR or stem in _FROM_END:
        return _IRREGULAR.get(stem) or _FROM_END[stem]
    for ending in ("st", "t"):
        if stem.endswith(ending):
            value = cardinal(stem.removesuffix(ending))
            # From twenty on the ending is "-ste", below it "-te": "fünfte", "zwanzigste".
            if value is not None and 0 < value <= _LARGEST and value % 1 == 0:
                below = 2 <= value % 100 < 20
                return int(value) if below == (ending == "t") else None
    return None


def _position(found: re.Match[str], group: str) -> int | None:
    if group == "digits":
        value = int(found["digits"])
        return value if 0 < value <= _LARGEST else None
    if group == "number":
        word = found["number"]
        if word.isdigit():
            return int(word) if 0 < int(word) <= _LARGEST else None
        named = 1 if word in ("eins", "ein") else cardinal(word)
        return None if named is None or named % 1 or not 0 < named <= _LARGEST else int(named)
    word = found["word"]
    # "achten" and "achte" are verbs as well: "wir achten darauf".
    if word.startswith("acht") and not found["article"] and found[0] != found.string:
        return None
    return ordinal_word(word)


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    number = r"(?P<number>\d{1,3}(?![\d,]|\.\d)|[a-z]{3,40})"
    article = r"(?:(?:d(?:er|ie|as|en|em)|zum|zur|beim|im|am|vom|unser[en]?)\s)"
    no_time = rf"(?!\s(?:{_TIMES})\b)"
    return (
        (
            re.compile(
                rf"(?:\b(?:{_NOUNS})(?:s|n|en|e)?\.?\s?(?:nr\.?\s?|nummer\s)?|#\s?){number}\b"
            ),
            "number",
        ),
        (re.compile(rf"\b(?P<article>{article})?(?P<word>[a-z]{{4,70}})\b{no_time}"), "word"),
        # "den 2. Punkt", "2.", "die 2": with an article, before a noun of lists, or alone.
        (
            re.compile(
                rf"(?:{article}(?P<digits>\d{{1,3}})\.?(?![\d\w,%-]|\.\d){no_time}(?=\s*$|\.?\s(?:{_NOUNS})))"
            ),
            "digits",
        ),
        (
            re.compile(rf"(?<![\d.,])\b(?P<digits>\d{{1,3}})\.\s(?=(?:{_NOUNS})(?:n|en|e)?\b)"),
            "digits",
        ),
        (re.compile(r"^(?P<digits>\d{1,3})\.$"), "digits"),
    )
