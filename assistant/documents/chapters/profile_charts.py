"""The profile's charts with what they rest on, and their figures as tables."""

from __future__ import annotations

from assistant.documents.book import Book
from assistant.documents.chapters.key_figures import facts_in
from assistant.documents.chapters.shared import headed
from assistant.documents.content import Block, Items, Paragraph, Picture, Table
from assistant.documents.impersonal import impersonal
from assistant.documents.source import Source
from assistant.process.figures.drawing import ChartId, chart_order, chart_orders, describe, draw
from assistant.profile.outlook import Outlook
from assistant.profile.variants import VariantName

CHART = 0.84
"""Of the text's width: so that two charts fit on a page, and their type is the text's size."""
VARIANTS: tuple[tuple[VariantName, str], ...] = (
    ("middle", "Mittlere Variante"),
    ("low", "Untere Variante"),
    ("high", "Obere Variante"),
)


def charts(book: Book, source: Source, *ids: ChartId) -> list[Block]:
    """Those of the charts that the figures allow."""
    facts = facts_in(book, source)
    blocks: list[Block] = []
    for name in ids:
        order = chart_order(facts, name)
        if order is not None:
            chart = draw(order)
            blocks.append(Picture(name, chart.svg, chart.png, chart.alt, chart.title, CHART))
    return blocks


def projection(book: Book, source: Source) -> list[Block]:
    """The projection with its assumptions and limits; where there is none, why."""
    facts = facts_in(book, source)
    outlook = facts.outlook
    if not isinstance(outlook, Outlook):
        # Without any figures the gaps are named elsewhere.
        return [Paragraph(outlook)] if facts.points else []
    blocks = charts(book, source, "projection")
    for variant, title in VARIANTS:
        texts = outlook.assumptions.get(variant, ())
        if texts:
            blocks += [Paragraph(f"{title}, angenommen ist:"), Items(tuple(map(impersonal, texts)))]
    if outlook.notes:
        blocks += [
            Paragraph("Was die Vorausberechnung nicht kann:"),
            Items(tuple(map(impersonal, outlook.notes))),
        ]
    return blocks


def chart_tables(book: Book, source: Source) -> list[Block]:
    """What the charts show, in figures."""
    tables: list[Block] = []
    for order in chart_orders(facts_in(book, source)):
        words = describe(order)
        numeric = tuple(range(1, len(words.columns)))
        tables.append(Table(words.title, words.columns, words.rows, numeric))
    return headed("Anhang: Zahlen zu den Diagrammen", tables)
