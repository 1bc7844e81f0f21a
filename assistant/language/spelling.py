"""One spelling for all comparisons, so that "fuer Aeltere" equals "für Ältere"."""

from __future__ import annotations

import re
import unicodedata

# Both ways to write an umlaut end in the two-letter form: it is the only one that can be typed
# on every keyboard, and going back from "ae" to "ä" would spoil "Michael" and "Israel".
_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ı": "i"})
# Dashes, minus and hyphens of all kinds; the apostrophes of phones and word processors.
_MARKS = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        "\u2018": "'",
        "\u2019": "'",
    }
)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


def fold(text: str) -> str:
    """The text as compared everywhere: lower case, ß as ss, ä as ae, no accents, single spaces.

    Folding twice changes nothing. The length may change, so positions do not carry over.
    """
    if text.isascii():
        return " ".join(text.lower().split())
    folded = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    # Lower-casing can leave combining marks behind ("İ"), hence the second normalisation.
    folded = unicodedata.normalize("NFKC", folded.casefold())
    folded = _without_accents(folded.translate(_LETTERS)).translate(_MARKS)
    return " ".join(folded.casefold().split())


def _without_accents(text: str) -> str:
    parts = unicodedata.normalize("NFD", text)
    kept = "".join(part for part in parts if unicodedata.category(part) != "Mn")
    return unicodedata.normalize("NFKC", kept)
