"""The plan as a workbook: measures, costs by year, thread, schedule."""

from __future__ import annotations

import datetime

from assistant.documents.book import Book, Item
from assistant.documents.chapters.measures import DETAILS
from assistant.documents.chapters.pieces import number, strategy_in
from assistant.documents.chapters.shared import NOTE
from assistant.documents.phrasing import exact_day, spoken_day
from assistant.documents.sheets import Cell, Column, ColumnKind, Sheet, Sheets
from assistant.documents.source import Source
from assistant.documents.thread_picture import all_levels, thread_table
from assistant.documents.thread_rows import thread_rows
from assistant.guide.model import STAGE_IDS
from assistant.language.date_forms import format_date
from assistant.plan.model import GOALS, MEASURES, Indicator, Measure, Strategy
from assistant.plan.schedule import end_date, milestones_of, period_of, span_of, start_of
from assistant.process.document_kinds import KINDS

WIDE = ("description", "depends_on", "risks", "cross_effects", "milestones", "goal", "staff")
KINDS_OF_CELLS: dict[str, ColumnKind] = {"start": "date", "end": "date", "budget": "euro"}
MOST_YEARS = 30


def plan_sheets(book: Book, source: Source) -> Sheets:
    """The whole plan: measures, costs, thread, goals, schedule."""
    strategy = strategy_in(book, source)
    return workbook(
        "plan",
        book,
        source,
        _measures(book),
        costs_by_year(strategy),
        _thread(strategy),
        _goals(book),
        _schedule(strategy),
    )


def measures_sheets(book: Book, source: Source) -> Sheets:
    """The measures with all their answers, and their steps."""
    return workbook(
        "measures", book, source, _measures(book), _milestones(strategy_in(book, source))
    )


def workbook(kind: str, book: Book, source: Source, *sheets: Sheet) -> Sheets:
    """A workbook of a kind; its last sheet says what it is and of which day."""
    found = KINDS[kind]
    stages = STAGE_IDS if found.stage is None else (found.stage,)
    day = f"Stand {spoken_day(source.today)}"
    state = day if all(map(book.is_complete, stages)) else f"Entwurf, {day}"
    about = Sheet(
        "Zu dieser Datei",
        (Column("Angabe", width=20), Column("Inhalt", width=70)),
        (
            ("Dokument", found.title),
            ("Kommune", source.full_name),
            ("Stand", state),
            ("Hinweis", NOTE),
        ),
    )
    return Sheets(
        kind=kind,
        title=found.title,
        municipality=source.full_name,
        state=state,
        note=NOTE,
        day=source.today,
        sheets=(*sheets, about),
        colour=source.colour,
    )


def _measures(book: Book) -> Sheet:
    columns = [Column("Nr.", "number", 6), Column(book.label(f"{MEASURES}.x.title"), width=32)]
    for name in DETAILS:
        kind = KINDS_OF_CELLS.get(name, "text")
        width = 45 if name in WIDE else 16 if kind != "text" else 24
        columns.append(Column(book.label(f"{MEASURES}.x.{name}"), kind, width))
    rows = tuple(
        (item.number, item.name, *(_cell(item, name) for name in DETAILS))
        for item in book.items(MEASURES)
    )
    return Sheet("Maßnahmen", tuple(columns), rows)


def _cell(item: Item, name: str) -> Cell:
    """An answer as a number or a day where it is one exactly, else as people read it."""
    value = item.peek_value(name)
    if name == "budget":
        return number(value)
    if name in ("start", "end"):
        return day_or_text(value, item.peek(name))
    if name in ("milestones", "partners"):
        return "\n".join(item.book.peek_entries(item.question(name))) or None
    return item.peek(name)


def day_or_text(value: object, shown: str | None) -> Cell:
    """A day where the stored date names one; a month or a span stays a text."""
    day = exact_day(value)
    return day if day is not None and "/" not in str(value) else shown


def costs_by_year(strategy: Strategy) -> Sheet:
    """Costs by measure, spread evenly over its days, and summed up.

    Even spreading is a rule of thumb, said in the header; without a period nothing is spread.
    """
    years = _years(strategy)
    columns = (
        Column("Maßnahme", width=36),
        Column("Kosten zusammen", "euro", 18),
        *(Column(f"{year} (gleichmäßig verteilt)", "euro", 16) for year in years),
        Column("Ohne Zeitraum", "euro", 16),
        Column("Herkunft des Geldes", width=40),
    )
    rows: list[tuple[Cell, ...]] = []
    for measure in strategy.measures:
        spread = _spread(measure, years)
        left = measure.budget if measure.budget is not None and spread is None else None
        shares: list[Cell] = list(spread or [None] * len(years))
        rows.append((measure.title, measure.budget, *shares, left, measure.funding))
    if not rows:
        return Sheet("Kosten", columns, ())
    total: list[Cell] = ["Zusammen"]
    for at in range(1, len(columns) - 1):
        known = [row[at] for row in rows if isinstance(row[at], (int, float))]
        total.append(round(sum(n for n in known if isinstance(n, (int, float))), 2))
    return Sheet("Kosten", columns, tuple(rows), (*total, None))


def _years(strategy: Strategy) -> list[int]:
    spans = [
        span for measure in strategy.measures if measure.budget and (span := period_of(measure))
    ]
    if not spans:
        return []
    first = min(span.first.year for span in spans)
    last = max(span.last.year for span in spans)
    # A slip of the pen ("2207") must not make a sheet of two hundred columns.
    return list(range(first, last + 1)) if last - first < MOST_YEARS else []


def _spread(measure: Measure, years: list[int]) -> list[float | None] | None:
    """The budget by year of the measure's days, rounded to cents so that the sum stays exact."""
    span = period_of(measure)
    if measure.budget is None or span is None or not years:
        return None
    whole = (span.last - span.first).days + 1
    shares: list[float | None] = []
    given = 0.0
    until = 0
    for year in years:
        first = max(span.first, datetime.date(year, 1, 1))
        last = min(span.last, datetime.date(year, 12, 31))
        if first > last:
            shares.append(None)
            continue
        until += (last - first).days + 1
        share = round(measure.budget * until / whole - given, 2)
        given += share
        shares.append(share)
    return shares


def _thread(strategy: Strategy) -> Sheet:
    """The way of each measure, with what shows success on it."""
    table = thread_table(strategy)
    columns = [Column(title, width=32) for title in table.columns]
    extra = ("Woran das Ziel zu erkennen ist", "Stand heute", "Angestrebt")
    columns += [Column(title, width=26) for title in extra]
    shown = {goal.place: goal.indicator for goal in strategy.goals}
    rows: list[tuple[Cell, ...]] = []
    ways = thread_rows(strategy, all_levels(strategy))
    for way, texts in zip(ways, table.rows, strict=True):
        known = shown.get(way.place("goal") or "", Indicator())
        rows.append((*texts, known.text, known.baseline, known.target))
    return Sheet("Roter Faden", tuple(columns), tuple(rows))


def _goals(book: Book) -> Sheet:
    names = ("field", "indicator", "baseline", "target")
    columns = [Column("Ziel", width=40)]
    columns += [Column(book.label(f"{GOALS}.x.{name}"), width=28) for name in names]
    columns.append(Column(book.label(f"{GOALS}.x.until"), "date", 16))
    rows = tuple(
        (
            item.name,
            *(item.peek(name) for name in names),
            day_or_text(item.peek_value("until"), item.peek("until")),
        )
        for item in book.items(GOALS)
    )
    return Sheet("Ziele", tuple(columns), rows)


def _schedule(strategy: Strategy) -> Sheet:
    """Beginnings, steps and ends in the order of their days; the day counted from beside what
    was said."""
    columns = (
        Column("Tag", "date", 14),
        Column("Angegeben", width=24),
        Column("Was", width=18),
        Column("Maßnahme", width=36),
        Column("Zwischenschritt", width=40),
        Column("Verantwortlich", width=28),
    )
    rows: list[tuple[Cell, ...]] = []
    for measure in strategy.measures:
        start, end = start_of(measure), span_of(end_date(measure))
        who = measure.responsible
        if start:
            rows.append((start.first, said(measure.start), "Beginn", measure.title, None, who))
        for step in milestones_of(measure):
            day = step.span.last if step.span else None
            rows.append((day, said(step.date), "Zwischenschritt", measure.title, step.text, who))
        if end:
            rows.append((end.last, said(end_date(measure)), "Ende", measure.title, None, who))
    rows.sort(key=lambda row: row[0] if isinstance(row[0], datetime.date) else datetime.date.max)
    return Sheet("Zeitplan", columns, tuple(rows))


def _milestones(strategy: Strategy) -> Sheet:
    columns = (
        Column("Maßnahme", width=36),
        Column("Zwischenschritt", width=50),
        Column("Tag", "date", 14),
    )
    rows = tuple(
        (measure.title, step.text, step.span.last if step.span else None)
        for measure in strategy.measures
        for step in milestones_of(measure)
    )
    return Sheet("Zwischenschritte", columns, rows)


def said(stored: str | None) -> str | None:
    """A stored date as people read it."""
    return format_date(stored) if stored and span_of(stored) else None
