"""The profile's figures then and now as a table."""

from __future__ import annotations

from assistant.documents.book import Book
from assistant.documents.chapters.pieces import without_empty_columns
from assistant.documents.content import Block, Notice, Table
from assistant.documents.source import Source

TOLD_APART = "population"
SOURCES = (
    "Die Zahlen stammen zum Teil aus verschiedenen Quellen. Kleine Unterschiede sagen dann wenig.",
)


def figure_table(book: Book, source: Source) -> list[Block]:
    """What was measured anew since the plan; the population not where a sentence tells it."""
    told = book.peek_value("review.population_now") is not None
    changes = [one for one in source.changes if not (told and one.id == TOLD_APART)]
    if not changes or not book.is_begun("review"):
        return []
    rows = tuple(
        (one.name, one.then, one.then_year or "", one.now, one.now_year or "") for one in changes
    )
    table = Table(
        caption="Kennzahlen damals und heute",
        columns=("Kennzahl", "Damals", "Jahr damals", "Heute", "Jahr heute"),
        rows=rows,
        numeric=(1, 3),
        widths=(0.4, 0.16, 0.14, 0.16, 0.14),
    )
    mixed = any(len(one.sources) > 1 for one in changes)
    notice: list[Block] = [Notice("Beim Lesen beachten", SOURCES)] if mixed else []
    return [without_empty_columns(table), *notice]
