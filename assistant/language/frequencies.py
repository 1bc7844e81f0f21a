"""How often something happens: "2x im Jahr", "alle 6 Monate" and "halbjährlich" are the same."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from assistant.language.number_words import cardinal
from assistant.language.ordinals import ordinal_word
from assistant.language.spelling import fold

# How many of a unit make a year; a week is no part of a month, so 52 is as good as any.
_A_YEAR = {
    "tag": Fraction(365), "woche": Fraction(52), "monat": Fraction(12), "quartal": Fraction(4),
    "vierteljahr": Fraction(4), "halbjahr": Fraction(2), "halbe jahr": Fraction(2),
    "jahr": Fraction(1),
}  # fmt: skip
_ADVERBS = {
    "taeglich": "tag", "woechentlich": "woche", "monatlich": "monat",
    "vierteljaehrlich": "vierteljahr", "quartalsweise": "quartal", "halbjaehrlich": "halbjahr",
    "jaehrlich": "jahr",
}  # fmt: skip


@lru_cache(maxsize=4096)
def per_year(text: str) -> Fraction | None:
    """How many times a year the text says; None when it says none or several."""
    folded = fold(text)
    found = set()
    for pattern in _patterns():
        found |= {rate for match in pattern.finditer(folded) if (rate := _rate(match)) is not None}
        folded = pattern.sub("|", folded)
    return found.pop() if len(found) == 1 else None


def alike(one: Fraction, other: Fraction) -> bool:
    """Whether two rates are meant to be the same: every four weeks is every month."""
    return abs(one - other) * 10 <= max(one, other)


def _rate(match: re.Match[str]) -> Fraction | None:
    groups = match.groupdict()
    unit = _A_YEAR[_ADVERBS.get(groups["unit"], groups["unit"])]
    if groups.get("times"):
        times = _number(groups["times"])
        return times * unit if times else None
    if groups.get("every"):
        every = _number(groups["every"])
        return unit / every if every else None
    if groups.get("nth"):
        nth = groups["nth"]
        place = int(nth) if nth.isdigit() else ordinal_word(nth)
        return unit / place if place is not None and place > 0 else None
    return unit


def _number(word: str) -> Fraction | None:
    if word.isdigit():
        return Fraction(int(word))
    value = Fraction(1) if word == "ein" else cardinal(word)
    return None if value is None else Fraction(value)


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    figure = r"\d{1,2}|[a-z]{3,12}?"
    adverbs = "|".join(_ADVERBS)
    unit = r"(?P<unit>tag|woche|monat|quartal|vierteljahr|halbjahr|halbe jahr|jahr)(?:e?[sn]|e)?\b"
    return (
        re.compile(
            rf"(?<![\d.,])\b(?P<times>{figure})[\s-]?(?:x|mal|male)\s"
            rf"(?:(?:im|in der|am|pro|je|jede[nsm]?|innerhalb eines)\s)?(?:{unit})"
        ),
        re.compile(rf"(?<![\d.,])\b(?P<times>{figure})[\s-]?(?:x|mal|male)\s(?P<unit>{adverbs})\b"),
        re.compile(rf"\b(?P<unit>{adverbs})\s(?P<times>{figure})[\s-]?(?:x|mal|male)\b"),
        re.compile(rf"\balle\s(?P<every>{figure})\s{unit}"),
        re.compile(rf"\bjede[nsrm]?\s(?P<nth>\d(?=\.)|[a-z]{{4,12}})\.?\s(?!jahr\b){unit}"),
        re.compile(rf"\b(?:jede[nsrm]?|pro|je|einmal im)\s{unit}"),
        re.compile(rf"\b(?P<unit>{adverbs})\b"),
    )
