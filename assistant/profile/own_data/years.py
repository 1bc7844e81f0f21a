"""The year in a cell or a title: 2023, 31.12.2023, "Stand: 31. Dezember 2023", an Excel date."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.language.spelling import fold
from assistant.profile.workbook import Cell

EARLIEST, LATEST = 1900, 2100

_MONTHS = "januar februar maerz april mai juni juli august september oktober november dezember"
_MONTH = {name: number for number, name in enumerate(_MONTHS.split(), start=1)}
_DATE = re.compile(
    r"(?<![0-9])(?P<day>[0-3]?[0-9])\.\s?(?:(?P<month>[01]?[0-9])\.|"
    rf"(?P<name>{'|'.join(_MONTH)}))\s?(?P<year>(?:19|20)[0-9]{{2}}|[0-9]{{2}})(?![0-9])"
)
_ISO = re.compile(r"(?<![0-9])(?P<year>(?:19|20)[0-9]{2})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")
_YEAR = re.compile(r"(?<![0-9.,])(?P<year>(?:19|20)[0-9]{2})(?![0-9]|[.,][0-9])")
_AROUND = re.compile(r"(?:stand|stichtag|jahr|am|zum|im|ende|00:00:00|00:00|[\s:*()])*")
_EXCEL_EPOCH = datetime.date(1899, 12, 30)


@dataclass(frozen=True)
class FoundYear:
    """A year in a folded text, with its place; `day` where a whole date stands there.

    The end of a year is meant: 1 January counts for the year before.
    """

    year: int
    start: int
    end: int
    day: datetime.date | None = None

    @property
    def is_year_end(self) -> bool:
        """Whether no other day of the year is meant."""
        return self.day is None or (self.day.month, self.day.day) in ((12, 31), (1, 1))


def years_in(folded: str) -> list[FoundYear]:
    """All years in a folded text in order."""
    found = [*_dates(folded, _DATE), *_dates(folded, _ISO)]
    taken = [range(one.start, one.end) for one in found]
    for match in _YEAR.finditer(folded):
        year = int(match["year"])
        if EARLIEST <= year <= LATEST and not any(match.start() in span for span in taken):
            found.append(FoundYear(year, *match.span()))
    return sorted(found, key=lambda one: one.start)


def read_year(cell: Cell) -> FoundYear | None:
    """The year a cell of a year's column holds, None where it holds something else."""
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, (int, float)):
        return _from_number(float(cell))
    if not isinstance(cell, str) or len(cell) > 60:
        return None
    folded = fold(cell)
    if re.fullmatch(r"(?:19|20)[0-9]{2}[.,]0+", folded):
        folded = folded[:4]
    found = years_in(folded)
    if len(found) != 1:
        return None
    rest = folded[: found[0].start] + folded[found[0].end :]
    return found[0] if _AROUND.fullmatch(rest) else None


def year_of_title(texts: Sequence[str], any_day: bool = True) -> int | None:
    """The year that titles name: the year's end first, else the only year.

    Without `any_day`, other days do not count: a file's name holds the day of its export.
    """
    found = [one for text in texts for one in years_in(fold(text.replace("_", " ")))]
    ends = {one.year for one in found if one.day and one.is_year_end}
    others = {one.year for one in found if any_day or one.is_year_end}
    for years in (ends, others):
        if len(years) == 1:
            return years.pop()
    return None


def _from_number(number: float) -> FoundYear | None:
    if number.is_integer() and EARLIEST <= number <= LATEST:
        return FoundYear(int(number), 0, 0)
    # Excel keeps a date as the number of days; these are 1954 to 2064.
    if 20_000 <= number <= 60_000:
        return _of_day(_EXCEL_EPOCH + datetime.timedelta(days=int(number)), 0, 0)
    return None


def _dates(folded: str, pattern: re.Pattern[str]) -> Iterator[FoundYear]:
    for match in pattern.finditer(folded):
        parts = match.groupdict()
        year = int(parts["year"])
        month = _MONTH[parts["name"]] if parts.get("name") else int(parts["month"])
        try:
            day = datetime.date(year if year > 99 else 2000 + year, month, int(parts["day"]))
        except ValueError:
            continue
        found = _of_day(day, *match.span())
        if EARLIEST <= found.year <= LATEST:
            yield found


def _of_day(day: datetime.date, start: int, end: int) -> FoundYear:
    year = day.year - 1 if (day.month, day.day) == (1, 1) else day.year
    return FoundYear(year, start, end, day)
