"""The earlier rounds of the plan: each measure of then with its state, decision and reason."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.documents.book import Book
from assistant.documents.chapters.pieces import IN_A_TABLE, without_empty_columns
from assistant.documents.chapters.shared import NOTHING, headed, pairs
from assistant.documents.content import Block, Heading, Paragraph, Table
from assistant.documents.phrasing import counted, spoken_day
from assistant.documents.source import Source
from assistant.process.rounds.model import PastMeasure, Round


def rounds(book: Book, source: Source) -> list[Block]:
    """One table for each round that is over; the answers of today are told elsewhere."""
    blocks: list[Block] = []
    for one in source.rounds:
        blocks += _round(one, alone=len(source.rounds) == 1)
    return headed("Frühere Runden", blocks)


def _round(one: Round, alone: bool) -> list[Block]:
    day = spoken_day(one.at.date())
    name = f"Runde {one.number}"
    gone = sum(not measure.stayed for measure in one.measures)
    left = ""
    if gone:
        verb = "steht" if gone == 1 else "stehen"
        left = f" {counted(gone, 'Maßnahme', 'Maßnahmen')} davon {verb} nicht mehr im Plan."
    text = f"{name} endete am {day}.{left}"
    head: list[Block] = [] if alone else [Heading(2, name)]
    return [*head, Paragraph(text), *_measures(one.measures, name)]


def _measures(measures: Sequence[PastMeasure], name: str) -> list[Block]:
    if not measures:
        return [Paragraph("Maßnahmen gab es in dieser Runde nicht.")]
    if all(_fits(measure) for measure in measures):
        rows = tuple(
            (one.title, one.state or NOTHING, one.decision or NOTHING, one.reason or NOTHING)
            for one in measures
        )
        return [
            without_empty_columns(
                Table(
                    caption=f"Maßnahmen in {name}",
                    columns=("Maßnahme", "Stand", "Entscheidung", "Begründung"),
                    rows=rows,
                    widths=(0.3, 0.13, 0.17, 0.4),
                )
            )
        ]
    blocks: list[Block] = []
    for one in measures:
        told = pairs(
            ("Stand", one.state), ("Entscheidung", one.decision), ("Begründung", one.reason)
        )
        blocks += [Heading(3, one.title), *(told or [Paragraph("Ohne Bilanz.")])]
    return blocks


def _fits(one: PastMeasure) -> bool:
    longest = 2 * IN_A_TABLE
    reason = one.reason or ""
    return len(one.title) <= IN_A_TABLE and len(reason) <= longest and "\n" not in reason
