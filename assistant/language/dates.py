"""Reads a date from German text, to the precision it was said with, and writes one.

dateparser was tried first: it takes up to 30 ms, makes a day of every month and does not know
quarters, calendar weeks, "Mitte März" or "nächsten Montag".
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.language.date_forms import days, format_date, is_valid_date
from assistant.language.date_patterns import date_patterns
from assistant.language.date_vocabulary import MONTHS, SEASONS
from assistant.language.date_words import plain, shortened, with_weekdays

__all__ = ["format_date", "is_valid_date", "parse_date"]

# Two digits mean the year within this many years ahead, else the one in the century before.
_AHEAD = 50
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
# The longest answer worth reading as a date.
_LONGEST = 2_000


@dataclass(frozen=True)
class _Point:
    """One date found: its kind, its number within the year, and its place in the text."""

    kind: str
    year: int | None
    part: int
    day: int
    start: int
    end: int

    def wire(self, year: int) -> str:
        """The stored form in a year; a half-year or a winter is a span."""
        part = self.part
        forms = {
            "year": f"{year:04d}",
            "month": f"{year:04d}-{part:02d}",
            "day": f"{year:04d}-{part:02d}-{self.day:02d}",
            "quarter": f"{year:04d}-Q{part}",
            "week": f"{year:04d}-W{part:02d}",
            "half": f"{year:04d}-Q{2 * part - 1}/{year:04d}-Q{2 * part}",
            "winter": f"{year:04d}-12/{year + 1:04d}-02",
        }
        return forms[self.kind]


def parse_date(text: str, today: datetime.date) -> str | None:
    """The date or span in the text as a stored form (see `is_valid_date`); None for none.

    Without a year the next such date counts, a running one (today included) too. Spring is Q2,
    summer Q3, autumn Q4 – the quarter with most of the season –, winter December to February.
    Several dates are a span when joined by "bis" or when they follow each other ("März und
    April"); otherwise None.
    """
    stripped = text.strip()
    if is_valid_date(stripped):
        return stripped
    if len(stripped) > _LONGEST:
        return None
    value = _read(plain(stripped, today), today)
    for less in shortened(stripped) if value is None else ():
        value = value or _read(plain(less, today), today)
    return value


def _read(prepared: str, today: datetime.date) -> str | None:
    """The date or span of a plain text as a stored form."""
    points = _points(prepared, today)
    if not points:
        prepared = with_weekdays(prepared, today)
        points = _points(prepared, today)
    value = _joined(_with_shared_year(points, prepared), prepared, today)
    return value if value is not None and is_valid_date(value) else None


def _points(text: str, today: datetime.date) -> list[_Point]:
    """All dates in a plain text, in order; what a more exact pattern took is not read again."""
    found: list[_Point] = []
    for kind, pattern in date_patterns():
        for match in pattern.finditer(text):
            found.append(_point(kind, match, today))
        text = pattern.sub(lambda match: "\0" * len(match[0]), text)
    return sorted(found, key=lambda point: point.start)


def _point(kind: str, match: re.Match[str], today: datetime.date) -> _Point:
    groups = match.groupdict()
    year = _full_year(groups.get("year") or groups.get("short"), today)
    word = groups.get("part") or "0"
    part = MONTHS.get(word) or _ROMAN.get(word) or (int(word) if word.isdigit() else 0)
    if kind == "season":
        early_or_late, season = groups["when"] or "", groups["season"]
        # Late spring and early summer stay in Q2, early autumn in Q3.
        part = (SEASONS[season] + 3) // 3 - (early_or_late == "frueh")
        kind = "winter" if season == "winter" else "quarter"
    return _Point(kind, year, part, int(groups.get("day") or 0), *match.span())


def _full_year(digits: str | None, today: datetime.date) -> int | None:
    if digits is None or len(digits) > 2:
        return None if digits is None else int(digits)
    near = today.year - today.year % 100 + int(digits)
    return near if near <= today.year + _AHEAD else near - 100


def _with_shared_year(points: list[_Point], text: str) -> list[_Point]:
    """A year that stands apart, given to the dates without one: "2027, im März"."""
    bare = [point for point in points if point.kind == "year"]
    open_points = [point for point in points if point.year is None]
    if len(bare) != 1 or not open_points or len(open_points) + 1 != len(points):
        return points
    at = points.index(bare[0])
    sides = [points[n : n + 2] for n in (at - 1, at) if n >= 0 and n + 2 <= len(points)]
    if any(_is_span(left, right, text) for left, right in sides):
        return points
    return [replace(point, year=bare[0].year) for point in open_points]


def _joined(points: list[_Point], text: str, today: datetime.date) -> str | None:
    """The stored form of one date, of a span, or of two that follow each other."""
    if len(points) == 1:
        return _resolved(points[0], today)
    if len(points) != 2:
        values = {_resolved(point, today) for point in points}
        return values.pop() if len(values) == 1 else None
    left, right = points
    first, last = _in_same_run(left, right, today)
    if first is None or last is None or first == last:
        return first
    span = f"{first.split('/')[0]}/{last.split('/')[-1]}"
    if _is_span(left, right, text):
        return span
    between = text[left.end : right.start].strip(" ,.")
    if between in ("", "am", "genau", "genau am", "genauer", "genauer am", "dort am"):
        return _finer(first, last)
    return span if between in ("und", "/", "-", "sowie") and _follows(first, last) else None


def _is_span(left: _Point, right: _Point, text: str) -> bool:
    between, before = text[left.end : right.start], text[: left.start]
    if len(between) > 60:
        return False
    to, filler = _connectors()
    if _starts().search(before) and _ends().fullmatch(between):
        return True
    if "zwischen" in before and re.fullmatch(rf"[\s,.]*und[\s,.]*{filler}", between):
        return True
    return to.fullmatch(between) is not None


@lru_cache(maxsize=1)
def _connectors() -> tuple[re.Pattern[str], str]:
    words = (
        "zum|zur|in|im|einschliesslich|inklusive|inkl|anfang|mitte|ende|den|dem|der|das|jahre?s?"
        "|spaetestens|voraussichtlich|etwa|ca|montag|dienstag|mittwoch|donnerstag|freitag|samstag"
        "|sonnabend|sonntag|mo|di|mi|do|fr|sa|so"
    )
    filler = rf"(?:(?:{words})\b[\s,.]*)*"
    return re.compile(rf"[\s,.]*{filler}(?:bis\b|-)[\s,.]*{filler}"), filler


@lru_cache(maxsize=1)
def _starts() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:start\w*|beginn\w*|anfang|anfangen|los|von|ab)\b[\s:=]*"
        r"(?:(?:ist|wird|soll|sein|im|in|am|ab|zum|es|geht|wir|jahr)\b[\s:]*){0,4}$"
    )


@lru_cache(maxsize=1)
def _ends() -> re.Pattern[str]:
    """Between the two halves of "Start 2027, Ende 2031", "ab 2027, fertig 2031"."""
    filler = r"(?:(?:und|dann|im|in|am|zum|ist|sind|wird|wir|soll|sein|jahr|los)\b[\s,:;.]*)*"
    return re.compile(
        rf"[\s,:;./-]*{filler}(?:ende|enden|endet|schluss|abschluss|fertig|abgeschlossen|ziel)\b"
        rf"[\s,:;=]*{filler}"
    )


def _finer(first: str, last: str) -> str | None:
    """The more exact of two dates, one within the other: "Mai 2027, am 12.5.2027"."""
    one, other = days(first), days(last)
    if one is None or other is None or one == other:
        return None
    if one[0] <= other[0] and other[1] <= one[1]:
        return last
    return first if other[0] <= one[0] and one[1] <= other[1] else None


def _in_same_run(
    left: _Point, right: _Point, today: datetime.date
) -> tuple[str | None, str | None]:
    """Both stored forms; the one without a year takes it from the other, so that they rise."""
    if left.year is None and right.year is not None:
        first, last = left.wire(right.year), right.wire(right.year)
        if not is_valid_date(f"{first.split('/')[0]}/{last.split('/')[-1]}"):
            first = left.wire(right.year - 1)
        return first, last
    begin = _resolved(left, today)
    if begin is None or right.year is not None:
        return begin, _resolved(right, today)
    year = int(begin[:4])
    end = right.wire(year)
    if not is_valid_date(f"{begin.split('/')[0]}/{end.split('/')[-1]}"):
        end = right.wire(year + 1)
    return begin, end


def _follows(first: str, last: str) -> bool:
    """Whether the second of two dates of the same precision begins where the first one ends."""
    early, late = days(first.split("/")[-1]), days(last.split("/")[0])
    if early is None or late is None or len(first) != len(last):
        return False
    return late[0] - early[1] == datetime.timedelta(days=1)


def _resolved(point: _Point, today: datetime.date) -> str | None:
    """The stored form; without a year that of the next one that is not over yet."""
    if point.year is not None:
        return point.wire(point.year)
    # From last year on, as a winter may still run; 29 February and week 53 take some years.
    for year in range(max(1, today.year - 1), today.year + 9):
        value = point.wire(year)
        span = days(value.split("/")[-1])
        if span is not None and span[1] >= today:
            return value
    return None
