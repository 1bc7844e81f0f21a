"""Times of day in an answer, where they leave no doubt: "18 bis 20.30 Uhr"."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CLOCK = r"(?P<h{n}>[01]?\d|2[0-4])(?:[.:](?P<m{n}>[0-5]\d))?(?:\s*Uhr)?"
_SPAN = re.compile(
    rf"(?:von|ab)?\s*{_CLOCK.format(n=1)}\s*(?:bis|–|-)\s*(?:etwa|ca\.|gegen)?\s*"
    rf"{_CLOCK.format(n=2)}\s*[.,;]?",
    re.IGNORECASE,
)
_START = re.compile(
    rf"(?:beginn|start)?\s*:?\s*(?:(?:um|ab|gegen)\s+)?{_CLOCK.format(n=1)}\s*[.,;]?", re.IGNORECASE
)
DAY = 24 * 60


@dataclass(frozen=True)
class Times:
    """From when to when, in minutes since midnight."""

    start: int
    end: int

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return self.end - self.start


def read_times(text: str | None) -> Times | None:
    """Beginning and end, only where the answer is nothing but these two times of one day."""
    found = _SPAN.fullmatch((text or "").strip())
    if found is None or ("uhr" not in found[0].casefold() and not found["m1"]):
        return None
    start = int(found["h1"]) * 60 + int(found["m1"] or 0)
    end = int(found["h2"]) * 60 + int(found["m2"] or 0)
    return Times(start, end) if start < end <= DAY else None


def read_start(text: str | None) -> int | None:
    """The beginning in minutes since midnight, where the answer is nothing but that: "18 Uhr"."""
    found = _START.fullmatch((text or "").strip())
    if found is None or ("uhr" not in found[0].casefold() and not found["m1"]):
        return None
    start = int(found["h1"]) * 60 + int(found["m1"] or 0)
    return start if start < DAY else None


def clock(minutes: int) -> str:
    """A time of day: "18 Uhr", "20.30 Uhr"."""
    hour, minute = divmod(minutes, 60)
    return f"{hour}.{minute:02d} Uhr" if minute else f"{hour} Uhr"


def duration(minutes: int) -> str:
    """A length of time in words: "45 Minuten", "1 Stunde", "2 Stunden und 30 Minuten"."""
    hours, rest = divmod(minutes, 60)
    parts = []
    if hours:
        parts.append("1 Stunde" if hours == 1 else f"{hours} Stunden")
    if rest or not hours:
        parts.append("1 Minute" if rest == 1 else f"{rest} Minuten")
    return " und ".join(parts)
