"""Dates as they are stored and sent, each as precise as it was said.

`2027-03-14`, `2027-03`, `2027-Q3`, `2027-W12` (ISO week), `2027`, or two of them as `from/to`.
"""

from __future__ import annotations

import calendar
import datetime
import re
from functools import lru_cache

from babel.dates import format_date as format_day
from babel.dates import get_month_names

FIRST_YEAR, LAST_YEAR = 1900, 2200


def is_valid_date(value: str) -> bool:
    """Whether a stored form is well formed, exists, lies in 1900–2200 and does not end too early.

    In `a/b` the first day of `a` must not come after the last day of `b`.
    """
    parts = value.split("/")
    spans = [span for span in map(days, parts) if span is not None]
    if len(spans) != len(parts) or len(parts) > 2:
        return False
    return spans[0][0] <= spans[-1][1]


def format_date(value: str) -> str:
    """German: "14. März 2027", "März 2027", "3. Quartal 2027", "Kalenderwoche 12, 2027", "2027".

    A span is "März 2027 bis Juni 2027". Raises ValueError for what `is_valid_date` refuses.
    """
    if not is_valid_date(value):
        raise ValueError(f"{value!r} is no valid date.")
    return " bis ".join(_formatted(part) for part in value.split("/"))


def days(value: str) -> tuple[datetime.date, datetime.date] | None:
    """The first and last day of a form without "/"; None when it is malformed or impossible."""
    found = _pattern().fullmatch(value)
    if found is None or not FIRST_YEAR <= int(found["year"]) <= LAST_YEAR:
        return None
    try:
        return _first_and_last(found)
    except ValueError:
        return None


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    return re.compile(
        r"(?P<year>[0-9]{4})"
        r"(?:-Q(?P<quarter>[1-4])|-W(?P<week>[0-9]{2})|-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?"
    )


def _first_and_last(found: re.Match[str]) -> tuple[datetime.date, datetime.date]:
    year = int(found["year"])
    if found["day"]:
        day = datetime.date(year, int(found["month"]), int(found["day"]))
        return day, day
    if found["week"]:
        monday = datetime.date.fromisocalendar(year, int(found["week"]), 1)
        return monday, monday + datetime.timedelta(days=6)
    first, last = 1, 12
    if found["month"]:
        first = last = int(found["month"])
    elif found["quarter"]:
        last = 3 * int(found["quarter"])
        first = last - 2
    start = datetime.date(year, first, 1)
    return start, datetime.date(year, last, calendar.monthrange(year, last)[1])


def _formatted(value: str) -> str:
    year, _, rest = value.partition("-")
    if rest.startswith("Q"):
        return f"{rest[1:]}. Quartal {year}"
    if rest.startswith("W"):
        return f"Kalenderwoche {int(rest[1:])}, {year}"
    if len(rest) == 2:
        return f"{get_month_names('wide', locale='de')[int(rest)]} {year}"
    return format_day(datetime.date.fromisoformat(value), "long", locale="de") if rest else year
