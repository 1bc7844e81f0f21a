"""What the timeline of the measures says: their groups, and the words beside the picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from assistant.documents.phrasing import counted, listed
from assistant.language.date_forms import format_date
from assistant.plan.model import Measure, Strategy
from assistant.plan.schedule import GanttRow, Span, end_date, gantt, span_of
from assistant.plan.wording import quoted
from assistant.profile.charts_text import Described

OPEN_FIELD = "Ohne Handlungsfeld"


@dataclass(frozen=True)
class Group:
    """The measures of one field of action on one picture; `again` where it goes on."""

    name: str
    rows: tuple[GanttRow, ...]
    again: bool = False


def timeline_rows(strategy: Strategy) -> list[tuple[str, Measure]]:
    """The measures with their field's name, in the timeline's order."""
    groups = groups_of(strategy, gantt(strategy))
    return [(group.name, row.measure) for group in groups for row in group.rows]


def groups_of(strategy: Strategy, rows: Sequence[GanttRow]) -> Iterator[Group]:
    """By field: the highest rank first, then their own order; without a field last."""
    ranked = sorted(strategy.fields, key=lambda one: one.rank if one.rank else len(rows) + 99)
    order = {one.id: number for number, one in enumerate(ranked)}
    names = {one.id: one.title for one in strategy.fields}
    fields = {goal.id: goal.field for goal in strategy.goals}

    def place(row: GanttRow) -> int:
        return order.get(fields.get(row.measure.goal or "") or "", len(order))

    for number, found in groupby(sorted(rows, key=place), key=place):
        name = names[ranked[number].id] if number < len(ranked) else OPEN_FIELD
        yield Group(name, tuple(found))


def described_timeline(strategy: Strategy, rows: Sequence[GanttRow]) -> Described:
    dated = [row for row in rows if row.span]
    starts = min(dated, key=lambda row: row.span.first if row.span else date.max)
    ends = max(dated, key=lambda row: row.span.last if row.span else date.min)
    first, last = (row.span for row in (starts, ends))
    assert first is not None and last is not None
    years = str(first.first.year)
    if last.last.year != first.first.year:
        years += f" bis {last.last.year}"
    busiest, most = _busiest([row.span for row in dated if row.span])
    alt = [f"Zeitplan mit {_measures(len(rows))}, {years}, geordnet nach Handlungsfeld."]
    if len(dated) > 1:
        alt.append(f"Zuerst beginnt {_dated(starts, 0)}, zuletzt endet {_dated(ends, 1)}.")
        alt.append(f"Am meisten läuft {busiest} zugleich: {_measures(most)}.")
    else:
        alt.append(f"{quoted(starts.measure.title)}: {_period(starts.measure)}.")
    missing = len(rows) - len(dated)
    if missing:
        alt.append(f"Bei {_measures(missing, dative=True)} fehlt noch ein stimmiger Zeitraum.")
    table = tuple(
        (measure.title, _shown(measure.start), _shown(measure.end), "; ".join(measure.milestones))
        for _, measure in timeline_rows(strategy)
    )
    columns = ("Maßnahme", "Beginn", "Ende", "Zwischenschritte")
    return Described(f"Zeitplan {years}", " ".join(alt), columns, table)


def of_page(described: Described, page: list[Group], number: int, pages: int) -> Described:
    """The words for one of several pictures: the first has the overview as well."""
    if pages == 1:
        return described
    fields = listed([f"{quoted(group.name)} ({_measures(len(group.rows))})" for group in page])
    alt = f"Teil {number} von {pages}: {fields}."
    alt = f"{described.alt} {alt}" if number == 1 else f"Zeitplan, {alt}"
    titles = {row.measure.title for group in page for row in group.rows}
    rows = tuple(row for row in described.rows if row[0] in titles)
    return Described(described.title, alt, described.columns, rows)


def _busiest(spans: Sequence[Span]) -> tuple[str, int]:
    """The first quarter in which most measures run, and how many."""
    counts: dict[tuple[int, int], int] = {}
    for span in spans:
        at = (span.first.year, (span.first.month + 2) // 3)
        end = (span.last.year, (span.last.month + 2) // 3)
        while at <= end:
            counts[at] = counts.get(at, 0) + 1
            at = (at[0], at[1] + 1) if at[1] < 4 else (at[0] + 1, 1)
    (year, quarter), most = max(sorted(counts.items()), key=lambda one: one[1])
    return f"im {quarter}. Quartal {year}", most


def _measures(number: int, dative: bool = False) -> str:
    return "einer Maßnahme" if dative and number == 1 else counted(number, "Maßnahme", "Maßnahmen")


def _dated(row: GanttRow, which: int) -> str:
    found = row.measure.start if which == 0 else end_date(row.measure)
    return f"{quoted(row.measure.title)} ({_shown(found)})"


def _period(measure: Measure) -> str:
    return f"{_shown(measure.start)} bis {_shown(end_date(measure))}"


def _shown(stored: str | None) -> str:
    return format_date(stored) if span_of(stored) and stored else "noch offen"
