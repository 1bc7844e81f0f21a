"""What in a text might be about a person: shown beside the switch, before anything is shared.

Cautious on purpose: a hint too many costs a glance, one too few a name. It decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(r"(?<![\w.,])(?:\+49|0049|\(?0\d{2,5}\)?)[\s/.-]*\d[\d\s/.-]{3,}\d(?![\w%])")
ADDRESSED = re.compile(
    r"\b(?:Frau|Herrn?|Familie|Dr\.|Prof\.|Bürgermeister(?:in)?|Landr(?:at|ätin)|Pfarrer(?:in)?"
    r"|Amtsleiter(?:in)?|Ortsvorsteher(?:in)?)\s+(?:Dr\.\s+|Prof\.\s+|von\s+)*[A-ZÄÖÜ][\w-]+"
)
STREET = re.compile(
    r"\b[A-ZÄÖÜ][\w-]*(?:straße|strasse|str\.|weg|gasse|platz|allee)\s+\d+\s?[a-z]?\b"
)
# Shorter parts of names are words of every text.
SHORTEST_NAME = 4
_WORD = re.compile(r"[\w-]+")


def hints(text: str, names: Iterable[str] = ()) -> tuple[str, ...]:
    """German sentences on what in a text might be about a person, each thing once.

    `names` are the people who are known: those of the process, and those responsible.
    """
    return tuple(dict.fromkeys(_hints(text, names)))


def _hints(text: str, names: Iterable[str]) -> Iterator[str]:
    for found in MAIL.findall(text):
        yield f"Hier steht eine E-Mail-Adresse: „{found}“."
    for match in PHONE.finditer(text):
        yield f"Hier steht vielleicht eine Telefonnummer: „{match.group().strip()}“."
    for match in ADDRESSED.finditer(text):
        yield f"Hier steht vielleicht ein Name: „{match.group()}“."
    for match in STREET.finditer(text):
        yield f"Hier steht vielleicht eine Anschrift: „{match.group()}“."
    words = {word.casefold() for word in _WORD.findall(text)}
    for name in names:
        parts = [part for part in _WORD.findall(name) if len(part) >= SHORTEST_NAME]
        told = [part for part in parts if part[:1].isupper() and part.casefold() in words]
        if told:
            yield f"Hier steht vielleicht ein Name: „{told[-1]}“."
