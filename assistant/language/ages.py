"""Age ranges in text and titles: "0 bis 5 Jahre", "80 plus", "über 80", "unter 6"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

OLDEST = 150


@dataclass(frozen=True)
class AgeRange:
    """Ages in full years, both ends included; `start` and `end` are its place in the text.

    `strict` marks "über 79": whether 79 or 80 is the youngest is not the same for everybody.
    """

    low: int
    high: int
    start: int
    end: int
    strict: bool = False

    def same(self, other: AgeRange) -> bool:
        """Whether both mean the same ages."""
        lows = {self.low, self.low + 1} if self.strict else {self.low}
        return other.low in lows and self.high == other.high


def age_ranges(text: str) -> list[AgeRange]:
    """All age ranges in the text, in order. Bare numbers are none."""
    return [found for match in _pattern().finditer(text) if (found := _range(match)) is not None]


def covered(wanted: AgeRange, known: Sequence[AgeRange]) -> tuple[list[int], bool]:
    """Which of the known ranges a wanted one names (positions), and whether that is sure.

    Sure: the same range, ranges that fill it exactly, or the only one it lies within.
    """
    same = [at for at, one in enumerate(known) if wanted.same(one)]
    if same:
        return same, len(same) == 1
    inside = sorted(
        (at for at, one in enumerate(known) if wanted.low <= one.low and one.high <= wanted.high),
        key=lambda at: known[at].low,
    )
    if inside and _fill(wanted, [known[at] for at in inside]):
        return sorted(inside), True
    touched = [
        at for at, one in enumerate(known) if one.low <= wanted.high and wanted.low <= one.high
    ]
    within = [at for at in touched if known[at].low <= wanted.low and wanted.high <= known[at].high]
    return touched, len(touched) == 1 and touched == within


def _fill(wanted: AgeRange, parts: Sequence[AgeRange]) -> bool:
    neighbours = all(a.high + 1 == b.low for a, b in pairwise(parts))
    starts = parts[0].low in ({wanted.low, wanted.low + 1} if wanted.strict else {wanted.low})
    return neighbours and starts and parts[-1].high == wanted.high


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    years = r"(?:\s*(?:Jahren?|Jährige[nr]?|J\.))?"
    number = r"\d{1,3}(?![\d.,]\d|\d)"
    return re.compile(
        rf"(?<![\d.,])(?:"
        rf"(?:zwischen\s+)?(?P<low>{number}){years}\s*(?P<to>-|‐|‑|–|—|bis(?:\s+unter)?|(?<=\d)\s+und)"
        rf"\s*(?P<high>{number}){years}"
        rf"|(?P<from>{number}){years}\s*(?:\+|plus\b|und\s+(?:älter|aelter|mehr|drüber|darüber|höher))"
        rf"|(?P<more>ab|mindestens|Ü|Ue|ü)\s*(?P<least>{number}){years}(?:\s*\+)?"
        rf"|(?P<over>über|ueber|älter\s+als|aelter\s+als)\s*(?P<above>{number}){years}"
        rf"|(?P<less>unter|jünger\s+als|juenger\s+als|U)\s*(?P<below>{number}){years}"
        rf"|(?P<until>bis(?:\s+zu)?|höchstens|maximal)\s*(?P<most>{number}){years}"
        rf")(?![\d])",
        re.IGNORECASE,
    )


def _range(match: re.Match[str]) -> AgeRange | None:
    start, end = match.span()
    groups = match.groupdict()
    if groups["low"]:
        # "1 und 3" are two numbers; only "zwischen 1 und 3" is a range.
        if "und" in groups["to"] and not match[0].lower().startswith("zwischen"):
            return None
        high = int(groups["high"]) - ("unter" in groups["to"].lower())
        low = int(groups["low"])
        return AgeRange(low, high, start, end) if low <= high <= OLDEST else None
    for group in ("from", "least"):
        if groups[group]:
            return AgeRange(int(groups[group]), OLDEST, start, end)
    if groups["above"]:
        return AgeRange(int(groups["above"]), OLDEST, start, end, strict=True)
    if groups["below"]:
        below = int(groups["below"])
        return AgeRange(0, below - 1, start, end) if below else None
    return AgeRange(0, int(groups["most"]), start, end)
