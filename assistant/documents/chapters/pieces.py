"""What the chapters of profile, plan and review share: strategy, sources, numbers, tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.documents.book import Book, Item
from assistant.documents.content import Block, Items, Notice, Paragraph, Table
from assistant.documents.phrasing import spoken_day, when
from assistant.documents.source import Source
from assistant.guide.state import Value
from assistant.language.numbers import format_number
from assistant.plan.model import Strategy
from assistant.process.strategy import strategy_of

IN_A_TABLE = 110
"""Characters up to which a text is read with ease in a cell of several columns."""
AHEAD = 12
"""Points that stand at the beginning of a document; more are listed at its end."""


def strategy_in(book: Book, source: Source) -> Strategy:
    """The strategy that came with the source, else the one the answers give."""
    return source.strategy or strategy_of(book.guide, book.state)


def picture_source(name: str, source: Source) -> str:
    """The line below a picture."""
    return f"Quelle: {name} {source.full_name}, Stand {spoken_day(source.today)}"


def number(value: Value) -> float | None:
    """A number that was answered; a yes or no is none."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return value


def persons(value: float) -> str:
    """ "1 Mensch", "612 Menschen"."""
    return f"{format_number(value)} {'Mensch' if value == 1 else 'Menschen'}"


def population_words(book: Book) -> str | None:
    """The population and how it changed, when both are known."""
    now, before = (
        number(book.peek_value(f"profile.{name}")) for name in ("population", "population_10y")
    )
    date = book.peek_value("profile.reference_date")
    if now is None:
        return None
    verb = "lebte" if now == 1 else "lebten"
    at = f"{when(date)} " if isinstance(date, str) else ""
    place = f"{at[:1].upper()}{at[1:]}{verb} hier" if at else f"Hier {verb}"
    if before is None or before <= 0:
        return f"{place} {persons(now)}."
    change = 100 * (now - before) / before
    if abs(change) < 0.05:
        return f"{place} {persons(now)}, so viele wie zehn Jahre zuvor."
    size = f"{abs(change):.1f}".replace(".", ",")
    moved = "mehr" if change > 0 else "weniger"
    return f"{place} {persons(now)}, {size} Prozent {moved} als zehn Jahre zuvor."


def fits(items: Sequence[Item], names: Sequence[str], longest: int = IN_A_TABLE) -> bool:
    """Whether all these answers of the items are short enough for a table."""
    texts = (item.peek(name) or "" for item in items for name in names)
    return all(len(text) <= longest and text.count("\n") <= 2 for text in texts)


def short_titles(items: Sequence[Item], longest: int = IN_A_TABLE) -> bool:
    """Whether the items' names are short enough for a table."""
    return all(len(item.name) <= longest for item in items)


def without_empty_columns(table: Table) -> Table:
    """The table without the columns in which no row says anything; the first one stays."""
    kept = [
        at
        for at in range(len(table.columns))
        if at == 0 or any(row[at].strip() not in ("", "–") for row in table.rows)
    ]
    if len(kept) == len(table.columns):
        return table
    return replace(
        table,
        columns=tuple(table.columns[at] for at in kept),
        rows=tuple(tuple(row[at] for at in kept) for row in table.rows),
        numeric=tuple(new for new, at in enumerate(kept) if at in table.numeric),
        widths=tuple(table.widths[at] for at in kept) if table.widths else (),
    )


def ahead(title: str, points: Sequence[str]) -> list[Block]:
    """Points at the beginning; what is beyond `AHEAD` is counted here and listed by `behind`."""
    if not points:
        return []
    if len(points) <= AHEAD:
        return [Notice(title, tuple(points))]
    left = len(points) - AHEAD
    more = "Ein weiterer Punkt steht" if left == 1 else f"{left} weitere Punkte stehen"
    return [Notice(title, (*points[:AHEAD], f"{more} am Ende dieses Dokuments."))]


def behind(points: Sequence[str], what: str = "ist offen") -> list[Block]:
    """The points that had no room at the beginning; `what` is said of them."""
    if len(points) <= AHEAD:
        return []
    return [
        Paragraph(f"Über die am Anfang genannten hinaus {what}:"),
        Items(tuple(points[AHEAD:])),
    ]
