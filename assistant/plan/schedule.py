"""Stored dates as days: a measure's period, its milestones, what it waits for, the Gantt rows.

A date is as precise as it was said, so each becomes a first and a last day; a contradiction is
one only where it holds for every day that may be meant.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.language.date_forms import days
from assistant.language.dates import parse_date
from assistant.language.spelling import fold
from assistant.plan.model import Measure, Strategy

Day = datetime.date
SHORTEST_NAME = 4
"""A name of fewer letters is no safe sign that a text means that measure."""
MOST_STEPS, LONGEST_STEP = 30, 200
"""In so many steps of one measure, and in so many letters of each, dates are looked for: reading
them takes time, and a longer text is no step."""
_BRACKETS = re.compile(r"\(([^()]*)\)\s*\.?\s*$")
_YEAR = re.compile(r"\b(?:19|20|21)\d\d\b|\d\.\d{1,2}\.\d\d\b")


@dataclass(frozen=True)
class Span:
    """Days from `first` to `last`, both included."""

    first: Day
    last: Day

    def meets(self, other: Span) -> bool:
        """Whether the two have a day in common."""
        return self.first <= other.last and other.first <= self.last


@dataclass(frozen=True)
class Milestone:
    """A step on a measure's way. `date` is the stored form read from its text, if there is one."""

    text: str
    date: str | None
    span: Span | None


@dataclass(frozen=True)
class GanttRow:
    """One measure on the time axis. `span` is None where beginning or end is not known.

    `waits_for` are the ids of measures that must be done before it.
    """

    measure: Measure
    span: Span | None
    milestones: tuple[Milestone, ...]
    waits_for: tuple[str, ...]


def span_of(date: str | None) -> Span | None:
    """The days of a stored date: "2027-Q3" is 1 July to 30 September 2027. None for no date."""
    parts = [days(part) for part in (date or "").split("/")]
    first, last = parts[0], parts[-1]
    if first is None or last is None or first[0] > last[1]:
        return None
    return Span(first[0], last[1])


def start_of(measure: Measure) -> Span | None:
    """The days on which a measure may begin. Of "2027-03/2028" only the first part counts."""
    return span_of((measure.start or "").split("/")[0])


def end_date(measure: Measure) -> str | None:
    """The stored date of the end: as answered, else the second part of a span given as start."""
    if measure.end:
        return measure.end.rpartition("/")[2]
    return measure.start.partition("/")[2] or None if measure.start else None


def end_of(measure: Measure) -> Span | None:
    """The days on which a measure may end."""
    return span_of(end_date(measure))


def period_of(measure: Measure) -> Span | None:
    """From the first day a measure may begin to the last day it may end; None without both."""
    start, end = start_of(measure), end_of(measure)
    if start is None or end is None or start.first > end.last:
        return None
    return Span(start.first, end.last)


def milestones_of(measure: Measure) -> tuple[Milestone, ...]:
    """A measure's steps with the dates said in them: "erste Fahrt (Oktober 2027)".

    A date without a year is the next one after the measure's beginning; without a beginning it is
    not read at all.
    """
    start = start_of(measure)
    anchor = start.first if start else None
    read = [_milestone(text, anchor) for text in measure.milestones[:MOST_STEPS]]
    return (*read, *(Milestone(text, None, None) for text in measure.milestones[MOST_STEPS:]))


def dependencies(strategy: Strategy) -> Mapping[str, tuple[str, ...]]:
    """By measure id the ids of the measures its answer to what must come first names.

    Only whole names count, longer ones first; what else stands there (a grant, a permission) is
    no measure. Measures that wait for none are left out.
    """
    names = [(fold(measure.title), measure.id) for measure in strategy.measures]
    names = sorted((n for n in names if len(n[0]) >= SHORTEST_NAME), key=lambda n: -len(n[0]))
    found = {
        measure.id: _named_in(fold(measure.depends_on), names, measure.id)
        for measure in strategy.measures
        if measure.depends_on
    }
    return {measure: others for measure, others in found.items() if others}


def gantt(strategy: Strategy) -> tuple[GanttRow, ...]:
    """All measures on the time axis, the earliest first; those without a period come last."""
    waits = dependencies(strategy)
    rows = [
        GanttRow(measure, period_of(measure), milestones_of(measure), waits.get(measure.id, ()))
        for measure in strategy.measures
    ]
    latest = Span(Day.max, Day.max)
    return tuple(sorted(rows, key=lambda row: _order(row.span or latest)))


def quarter_of(day: Day) -> str:
    """The quarter of a day as a stored date: "2027-Q3"."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def _order(span: Span) -> tuple[Day, Day]:
    return span.first, span.last


def _milestone(text: str, anchor: Day | None) -> Milestone:
    end = text[-LONGEST_STEP:]
    brackets = _BRACKETS.search(end)
    said = brackets[1] if brackets else end
    date = None
    if anchor is not None or _YEAR.search(said):
        date = parse_date(said, anchor or Day(2000, 1, 1))
    return Milestone(text, date, span_of(date))


def _named_in(text: str, names: list[tuple[str, str]], own: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for name, measure in names:
        if name not in text:
            continue
        pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
        if pattern.search(text):
            # So that "Treffpunkte" is not found within "Treffpunkte in den Ortsteilen".
            text = pattern.sub("\0", text)
            if measure != own:
                found[measure] = None
    return tuple(found)
