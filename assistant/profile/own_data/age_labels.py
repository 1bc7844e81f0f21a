"""Age groups as tables name them: "0 bis unter 3", "18-24", "65 und älter", "85+", "unter_20"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from assistant.language.spelling import fold

OLDEST = 130


@dataclass(frozen=True)
class Ages:
    """A group in completed years; `high` is included, None means open.

    `loose` says which bound the label leaves unclear: in "0-3, 3-6" 3 belongs to the second, in
    "0-2, 3-5" 2 to the first; "bis 18" and "über 60" depend on their neighbours too.
    """

    low: int
    high: int | None
    loose: Literal["", "high", "until", "low"] = ""

    @property
    def width(self) -> int | None:
        """Number of years, None when open."""
        return None if self.high is None else self.high - self.low + 1

    @property
    def end(self) -> int:
        """The first age after the group."""
        return OLDEST if self.high is None else self.high + 1

    def __str__(self) -> str:
        if self.high is None:
            return f"{self.low} und älter" if self.low else "insgesamt"
        return str(self.low) if self.low == self.high else f"{self.low} bis {self.high}"


EVERY_AGE = Ages(0, None)
"""All ages: the row or column of sums."""

_WHOLE = frozenset(
    [
        "insgesamt",
        "gesamt",
        "summe",
        "zusammen",
        "total",
        "alle",
        "alle",
        "altersgruppen",
        "alle",
        "alter",
        "gesamtsumme",
        "gesamtergebnis",
        "endsumme",
        "gesamtbevoelkerung",
        "insg.",
        "ges.",
        "zus.",
        "summen",
    ]
) | {"alle altersgruppen", "alle alter", "bevoelkerung insgesamt", "altersgruppen insgesamt"}
_FILLER = re.compile(
    r"(?:im alter von|davon|darunter|altersgruppe|alter|von|jahren?|jahr|jaehrigen?r?|j\."
    r"|personen|einwohner|kinder|die|der|[\s:,;.()\[\]\"'*_-])*"
)
_MONTHS = [
    "jan",
    "feb",
    "mrz",
    "maer",
    "apr",
    "mai",
    "jun",
    "jul",
    "aug",
    "sep",
    "okt",
    "nov",
    "dez",
]
_AS_DATE = re.compile(
    rf"(?:\d{{1,2}}\.?\s?-?(?:{'|'.join(_MONTHS)})|(?:{'|'.join(_MONTHS)})\S*\s?-?\d)"
)


@lru_cache(maxsize=4096)
def read_ages(text: str) -> Ages | None:
    """The group that a whole label names, None when it names none."""
    folded = fold(text.replace("_", " "))
    if not folded or len(folded) > 80:
        return None
    if folded.strip(" :*.") in _WHOLE or folded in _WHOLE:
        return EVERY_AGE
    found = find_ages(folded)
    if found is None:
        return None
    ages, start, end = found
    return ages if _FILLER.fullmatch(folded[:start] + " " + folded[end:]) else None


def find_ages(folded: str) -> tuple[Ages, int, int] | None:
    """The first group in a folded text with its place; a bare number counts when alone."""
    for match in _pattern().finditer(folded):
        ages = _ages(match)
        if ages is not None:
            return ages, *match.span()
    single = re.search(r"(?<![0-9.,])[0-9]{1,3}(?:[.,]0)?(?![0-9]|[.,][0-9])", folded)
    if single and _FILLER.fullmatch(folded[: single.start()] + " " + folded[single.end() :]):
        age = int(re.split("[.,]", single[0])[0])
        if age < OLDEST:
            return Ages(age, age), *single.span()
    return None


def looks_like_date(text: str) -> bool:
    """Whether Excel has made a date of the label: "6-9" becomes "06. Sep"."""
    folded = fold(text)
    return len(folded) < 20 and _AS_DATE.match(folded) is not None


def settled(groups: Iterable[Ages]) -> dict[Ages, Ages | None]:
    """Each group with its unclear bound settled by its neighbours, None where that is not sure."""
    known = set(groups)
    bounds = _Bounds(
        starts={one.low for one in known if one.loose != "low"},
        ranges={one.low for one in known if one.loose != "low" and one.width != 1},
        ends={one.high for one in known if one.loose != "low"},
        cumulative=sum(one.loose == "until" for one in known) > 1,
    )
    return {one: _settled(one, bounds) for one in known}


@dataclass(frozen=True)
class _Bounds:
    """Where the groups of a table begin (`ranges`: those of several years) and end."""

    starts: set[int]
    ranges: set[int]
    ends: set[int | None]
    cumulative: bool


def _settled(one: Ages, bounds: _Bounds) -> Ages | None:
    if one.loose == "low":
        included = one.low - 1 in bounds.ends and one.low not in bounds.ends
        return Ages(one.low if included else one.low + 1, None)
    if not one.loose or one.high is None:
        return one
    if one.loose == "until" and bounds.cumulative:
        return None
    high = one.high
    shared = high in bounds.ranges or (high in bounds.starts and high + 1 not in bounds.starts)
    return Ages(one.low, high - 1 if shared and high > one.low else high)


def _ages(match: re.Match[str]) -> Ages | None:
    groups = match.groupdict()
    if groups["low"]:
        low, high = int(groups["low"]), int(groups["high"])
        if groups["to"].strip().endswith(("unter", "u.", "<")):
            return Ages(low, high - 1) if low < high <= OLDEST else None
        clear = "einschl" in groups["to"] or "inkl" in groups["to"] or low == high
        return Ages(low, high, "" if clear else "high") if low <= high < OLDEST else None
    names = ("from", "least", "above", "below", "most")
    name = next(one for one in names if groups[one] is not None)
    age = int(groups[name])
    if age >= OLDEST:
        return None
    if name in ("from", "least"):
        return Ages(age, None)
    if name == "above":
        return Ages(age, None, "low")
    if name == "below":
        return Ages(0, age - 1) if age else None
    return Ages(0, age, "until")


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    years = r"(?:\s?-?\s?(?:jahren?|jahr|jaehrigen?r?|j\.|j\b))?"
    number = r"[0-9]{1,3}(?![0-9]|[.,][0-9])"
    return re.compile(
        rf"(?<![0-9.,])(?:"
        rf"(?P<low>{number}){years}\s?(?P<to>(?:-|(?:-\s)?bis|to)\s?(?:einschl\w*\.?|inkl\w*\.?|zu|unter"
        rf"|u\.|<)?)\s?(?P<high>{number}){years}"
        rf"|(?P<from>{number}){years}\s?(?:\+|plus\b|(?:und|u\.?|oder|o\.?)\s?"
        rf"(?:aelt\w*\.?|ae\.?|mehr|m\.|darueber|hoeher))"
        rf"|(?:\bab|\bue(?=\s?[0-9])|>=|≥|\bmindestens)\s?(?P<least>{number}){years}(?:\s?\+)?"
        rf"|(?:\bueber|\baelter als|>)\s?(?P<above>{number}){years}"
        rf"|(?:\bbis unter|\bunter|\bjuenger als|<)\s?(?P<below>{number}){years}"
        rf"|(?:\bbis(?: zu| einschl\w*\.?)?|\bhoechstens|<=|≤)\s?(?P<most>{number}){years}"
        rf")"
    )
