"""Strengths, weaknesses, opportunities and threats, each point with what shows it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.documents.book import Book, Item
from assistant.documents.chapters.pieces import fits, short_titles, without_empty_columns
from assistant.documents.chapters.shared import headed, pairs
from assistant.documents.content import Block, Heading, Items, Paragraph, Table
from assistant.documents.phrasing import counted
from assistant.documents.source import Source
from assistant.plan.model import POINTS

QUADRANTS: tuple[tuple[str | None, str], ...] = (
    ("strength", "Stärken"),
    ("weakness", "Schwächen"),
    ("opportunity", "Chancen"),
    ("threat", "Risiken"),
    (None, "Noch nicht eingeordnet"),
)
EVIDENCE = ("evidence", "evidence_project", "evidence_interview")
LONGEST = 400
GONE = "gelöschter Eintrag"
PROPOSALS = "profile.swot_from_figures"


def swot(book: Book, source: Source) -> list[Block]:
    """The four lists; the points that have no place yet come last."""
    found = book.items(POINTS)
    blocks = _proposed(book)
    if found:
        blocks.insert(0, Paragraph(_counted(found)))
    known = [quadrant for quadrant, _ in QUADRANTS if quadrant]
    for quadrant, title in QUADRANTS:
        inside = [item for item in found if _quadrant(item, known) == quadrant]
        if inside:
            blocks += [Heading(2, title), *_points(title, inside)]
    return headed("Stärken, Schwächen, Chancen, Risiken", blocks)


def _quadrant(item: Item, known: Sequence[str]) -> str | None:
    quadrant = item.value("quadrant")
    return quadrant if isinstance(quadrant, str) and quadrant in known else None


def _counted(found: Sequence[Item]) -> str:
    shown = sum(any(item.peek(name) for name in EVIDENCE) for item in found)
    text = f"{counted(len(found), 'Punkt ist', 'Punkte sind')} festgehalten"
    if shown == len(found):
        return f"{text}, {'er hat einen' if shown == 1 else 'jeder mit einem'} Beleg."
    return f"{text}, {shown} davon mit einem Beleg."


def _proposed(book: Book) -> list[Block]:
    """Which points came from the figures; proposals that are no more are only told."""
    chosen = [title for title in book.entries_of(PROPOSALS) if title not in (GONE, "keine davon")]
    if not chosen:
        return []
    one = len(chosen) == 1
    before = "Dieser Punkt ist" if one else "Diese Punkte sind"
    text = f"{before} aus den Kennzahlen vorgeschlagen und übernommen:"
    return [Paragraph(text), Items(tuple(chosen))]


def _points(title: str, items: Sequence[Item]) -> list[Block]:
    if short_titles(items, LONGEST) and fits(items, EVIDENCE, LONGEST):
        table = Table(
            caption=f"{title} mit Beleg",
            columns=("Punkt", "Beleg", "Thema"),
            rows=tuple((item.title(), _evidence(item), item.said("theme") or "") for item in items),
            widths=(0.42, 0.38, 0.2),
        )
        return [without_empty_columns(table)]
    blocks: list[Block] = []
    for item in items:
        blocks += [
            Heading(3, item.title()),
            *pairs(("Art des Belegs", item.said("evidence_kind")), ("Beleg", _shown(item))),
            *pairs(("Thema", item.said("theme"))),
        ]
    return blocks


def _evidence(item: Item) -> str:
    kind, shown = item.said("evidence_kind"), _shown(item)
    if kind and shown:
        return f"{kind}: {shown}"
    return kind or shown or "noch offen"


def _shown(item: Item) -> str | None:
    """The evidence in words, or the project or interview that shows it."""
    found = [item.said(name) for name in EVIDENCE]
    return next((text for text in found if text), None)
