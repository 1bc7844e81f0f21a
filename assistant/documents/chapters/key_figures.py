"""The calculated figures: value, reading, comparison and origin by topic; the formulas after."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.documents.book import Book
from assistant.documents.chapters.pieces import without_empty_columns
from assistant.documents.chapters.shared import headed
from assistant.documents.content import Block, Items, Notice, Paragraph, Table
from assistant.documents.source import Source
from assistant.process.figures.facts import ProfileFacts, facts_of
from assistant.process.figures.material import Material
from assistant.profile.comparison import WORDS, Comparison
from assistant.profile.indicators import Result, with_unit, written

TOPICS = {
    "population": "Bevölkerung",
    "age": "Altersaufbau",
    "movement": "Geburten, Sterbefälle, Umzüge",
    "outlook": "Zuwanderung und Ausblick",
    "living": "Wohnen, Arbeit, Geld",
    "care": "Gesundheit, Betreuung, Schule",
    "supply": "Einkaufen, Wege, Treffpunkte",
}

LONGEST_YEAR = 40
"""Enough for "Durchschnitt der Jahre 2021 bis 2025"."""


def facts_in(book: Book, source: Source) -> ProfileFacts:
    """The facts that came with the source, else what the answers alone give."""
    return source.profile or facts_of(book.guide, book.state, Material())


def key_figures(book: Book, source: Source, topic: str) -> list[Block]:
    """The indicators of a topic that can be calculated, and what to mind when reading them."""
    facts = facts_in(book, source)
    known = [one for one in facts.results if one.known and one.indicator.topic == topic]
    if not known:
        return []
    return [_table(f"Kennzahlen: {TOPICS[topic]}", known, facts.comparisons), *_notes(known)]


def _table(title: str, results: Sequence[Result], comparisons: Sequence[Comparison]) -> Table:
    rows = tuple(
        (
            result.indicator.name,
            result.with_unit,
            result.reading or "",
            "\n".join(compared(result, one) for one in comparisons if one.indicator == result.id),
            _origin(result),
        )
        for result in results
    )
    return without_empty_columns(
        Table(
            caption=title,
            columns=("Kennzahl", "Wert", "Was sie sagt", "Vergleich", "Jahr und Quelle"),
            rows=rows,
            widths=(0.19, 0.14, 0.3, 0.22, 0.15),
        )
    )


def _origin(result: Result) -> str:
    """Years and sources; a long answer to "which year" stands with the answers alone."""
    years = [year for year in result.years if len(year) <= LONGEST_YEAR]
    return ", ".join((*years, *result.sources))


def compared(result: Result, one: Comparison) -> str:
    """A comparison for readers who are not asked: "etwas über dem Wert von 38,1 (Kreis, 2022)"."""
    mark = one.benchmark
    other = with_unit(written(mark.value, result.indicator.decimals), result.indicator.unit_shown)
    what = "dem Wert" if mark.against == "district" else "dem mittleren Wert"
    where = ", ".join(part for part in (mark.name, mark.year) if part)
    return f"{WORDS[one.level]} {what} von {other} ({where})"


def _notes(results: Sequence[Result]) -> list[Block]:
    notes = [f"{result.indicator.name}: {note}" for result in results for note in result.notes]
    return [Notice("Beim Lesen beachten", tuple(notes))] if notes else []


def formulas(book: Book, source: Source) -> list[Block]:
    """How each value came about, and what could not be calculated for want of figures."""
    results = facts_in(book, source).results
    known = [result for result in results if result.known and _is_calculated(result)]
    blocks: list[Block] = []
    if known:
        blocks.append(
            Paragraph("Die Kennzahlen in diesem Profil sind aus den Angaben so berechnet:")
        )
        blocks.append(
            Table(
                caption="Formeln und Rechenwege",
                columns=("Kennzahl", "Formel", "Rechnung"),
                rows=tuple(
                    (result.indicator.name, result.formula, result.calculation or "")
                    for result in known
                ),
                widths=(0.26, 0.42, 0.32),
            )
        )
    missing = [_missing(result) for result in results if not result.known]
    if missing and any(result.known for result in results):
        blocks += [
            Paragraph("Diese Kennzahlen lassen sich noch nicht berechnen:"),
            Items(tuple(missing)),
        ]
    return headed("So ist gerechnet", blocks)


def _is_calculated(result: Result) -> bool:
    """Not merely given as it is."""
    return len(result.inputs) > 1 or "÷" in result.formula or "−" in result.formula


def _missing(result: Result) -> str:
    if result.reason:
        return f"{result.indicator.name}: {result.reason}"
    return f"{result.indicator.name} (es fehlt: {', '.join(result.missing_names)})"


def doubts(book: Book, source: Source) -> list[str]:
    """What in the figures should be looked at again."""
    return [finding.message for finding in facts_in(book, source).findings]
