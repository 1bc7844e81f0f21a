"""The profile as a workbook: indicators, ages, movements, populations, answers."""

from __future__ import annotations

from assistant.documents.book import Book
from assistant.documents.chapters.key_figures import TOPICS, compared, facts_in
from assistant.documents.chapters.pieces import number
from assistant.documents.chapters.plan_sheets import workbook
from assistant.documents.impersonal import impersonal
from assistant.documents.phrasing import in_signs
from assistant.documents.sheets import Cell, Column, Sheet, Sheets
from assistant.documents.source import Source
from assistant.guide.answers import SINGULAR
from assistant.guide.walk import steps
from assistant.process.figures.facts import ProfileFacts
from assistant.profile.outlook import Outlook
from assistant.profile.population import group_names
from assistant.profile.rounding import rounded


def profile_sheets(book: Book, source: Source) -> Sheets:
    """All figures of the profile, given and calculated."""
    facts = facts_in(book, source)
    sheets = [_indicators(facts), _given(book), _ages(facts), _movements(facts), _years(facts)]
    outlook = facts.outlook
    if isinstance(outlook, Outlook):
        sheets.append(_projection(outlook))
    return workbook("profile", book, source, *sheets)


def _indicators(facts: ProfileFacts) -> Sheet:
    columns = (
        Column("Thema", width=22),
        Column("Kennzahl", width=34),
        Column("Wert", "number", 12),
        Column("Einheit", width=16),
        Column("Jahr", width=18),
        Column("Quelle", width=26),
        Column("Formel", width=44),
        Column("Rechnung", width=34),
        Column("Was der Wert sagt", width=50),
        Column("Vergleich", width=44),
        Column("Zu beachten", width=40),
    )
    rows: list[tuple[Cell, ...]] = []
    for result in facts.results:
        indicator = result.indicator
        missing = result.reason
        if result.missing_names:
            missing = f"Es fehlt: {', '.join(result.missing_names)}"
        against = [compared(result, one) for one in facts.comparisons if one.indicator == result.id]
        rows.append(
            (
                TOPICS.get(indicator.topic, indicator.topic),
                indicator.name,
                None if result.value is None else round(result.value, indicator.decimals),
                "€" if indicator.unit == "Euro" else indicator.unit,
                ", ".join(result.years) or None,
                ", ".join(result.sources) or None,
                result.formula,
                result.calculation,
                impersonal(in_signs(result.reading)) if result.reading else None,
                "\n".join(against) or None,
                "\n".join(result.notes) or missing,
            )
        )
    return Sheet("Kennzahlen", columns, tuple(rows))


def _given(book: Book) -> Sheet:
    """Every answered question that is no item of a list, in the order of the dialogue."""
    columns = (
        Column("Abschnitt", width=26),
        Column("Angabe", width=34),
        Column("Wert", "number", 40),
        Column("Einheit", width=16),
    )
    rows: list[tuple[Cell, ...]] = []
    for step in steps(book.guide, book.state, book.guide.stage("profile")):
        if step.role != "question" or step.item or book.peek(step.id) is None:
            continue
        value = number(book.peek_value(step.id))
        # A year is no amount: it stands as a text, without a separator.
        as_number = value is not None and step.question.unit is not None
        rows.append(
            (
                step.section.title,
                step.question.label,
                value if as_number else book.peek(step.id),
                _unit(value, step.question.unit) if as_number else None,
            )
        )
    return Sheet("Angaben", columns, tuple(rows))


def _unit(value: float | None, unit: str | None) -> str | None:
    """A unit as it stands beside its number: "Person", "Personen", "€"."""
    if unit == "Euro":
        return "€"
    return SINGULAR.get(unit or "", unit) if value == 1 else unit


def _ages(facts: ProfileFacts) -> Sheet:
    columns = (
        Column("Jahr", "year", 10),
        Column("Alter", width=18),
        Column("Zusammen", "number", 14),
        Column("Frauen", "number", 14),
        Column("Männer", "number", 14),
        Column("Herkunft", width=22),
    )
    rows: list[tuple[Cell, ...]] = []
    for table in facts.tables:
        names = group_names(table.bounds)
        women = table.women or (None,) * len(names)
        men = table.men or (None,) * len(names)
        origin = "geschätzt" if table.approximate else "gezählt"
        for row in zip(names, table.totals, women, men, strict=True):
            rows.append((table.year, *row, origin))
    return Sheet("Altersgruppen", columns, tuple(rows))


def _movements(facts: ProfileFacts) -> Sheet:
    names = ("Geburten", "Sterbefälle", "Zuzüge", "Fortzüge")
    columns = (Column("Jahr", "year", 10), *(Column(name, "number", 14) for name in names))
    rows = tuple(
        (one.year, one.births, one.deaths, one.arrivals, one.departures) for one in facts.movements
    )
    return Sheet("Bewegungen", columns, rows)


def _years(facts: ProfileFacts) -> Sheet:
    columns = (Column("Jahr", "year", 10), Column("Einwohnerzahl", "number", 16))
    return Sheet("Einwohnerzahl", columns, tuple(facts.points))


def _projection(outlook: Outlook) -> Sheet:
    """The variants and the band, rounded as in the chart: more digits would promise too much."""
    names = ("Mittlere Variante", "Untere Variante", "Obere Variante", "Spanne von", "Spanne bis")
    columns = (Column("Jahr", "year", 10), *(Column(name, "number", 18) for name in names))
    low, middle, high = outlook.courses
    rows: list[tuple[Cell, ...]] = []
    for at, table in enumerate(middle.tables):
        totals = (table.total, low.tables[at].total, high.tables[at].total)
        band = (outlook.band.low[at], outlook.band.high[at])
        rows.append((table.year, *(rounded(value) for value in (*totals, *band))))
    return Sheet("Vorausberechnung", columns, tuple(rows))
