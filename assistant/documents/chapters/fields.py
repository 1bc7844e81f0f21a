"""The fields of action in their rank, each with its reason and its ideas."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.documents.book import Book, Item
from assistant.documents.chapters.pieces import without_empty_columns
from assistant.documents.chapters.shared import NOTHING, is_short, pairs
from assistant.documents.content import Block, Heading, Paragraph, Quotation, Table
from assistant.documents.phrasing import counted, quoted
from assistant.documents.source import Source

FIELDS, IDEAS = "workshop.fields", "workshop.ideas"
_LAST = float("inf")


def fields_of_action(book: Book, source: Source) -> list[Block]:
    """All fields by rank; then the ideas that belong to none."""
    fields = book.items(FIELDS)
    ideas = book.items(IDEAS)
    blocks: list[Block] = []
    if fields:
        blocks += [Heading(1, "Handlungsfelder und Ideen"), Paragraph(_ordered(fields))]
    known = {field.id for field in fields}
    for field in sorted(fields, key=_rank):
        own = [idea for idea in ideas if idea.peek_value("field") == field.id]
        blocks += _field(field, own)
    others = [idea for idea in ideas if idea.peek_value("field") not in known]
    if others:
        title = "Ideen ohne Handlungsfeld" if fields else "Ideen"
        blocks += [Heading(2 if fields else 1, title), *_ideas(others, title)]
    return blocks


def _rank(field: Item) -> float:
    rank = field.peek_value("rank")
    return rank if isinstance(rank, (int, float)) else _LAST


def _ordered(fields: Sequence[Item]) -> str:
    named = counted(len(fields), "Handlungsfeld ist", "Handlungsfelder sind")
    ranked = sum(_rank(field) < _LAST for field in fields)
    if ranked == len(fields) > 1:
        return f"{named} benannt und nach ihrem Rang geordnet."
    if ranked or len(fields) == 1:
        return f"{named} benannt."
    return f"{named} benannt. Eine Rangfolge gibt es noch nicht."


def _field(field: Item, ideas: Sequence[Item]) -> list[Block]:
    name = field.title()
    blocks: list[Block] = [
        Heading(2, name),
        *pairs(
            ("Rang", field.said("rank")),
            ("Thema", field.said("theme")),
            ("Ursprung im Profil", field.said("origin")),
        ),
    ]
    reason = field.said("reason")
    if reason:
        blocks += [Paragraph("Warum dieses Feld wichtig ist:"), Quotation(reason)]
    if not ideas:
        return [*blocks, Paragraph("Zu diesem Handlungsfeld ist noch keine Idee festgehalten.")]
    return [*blocks, *_ideas(ideas, f"Ideen zu {quoted(name)}" if is_short(name) else "Ideen")]


def _ideas(ideas: Sequence[Item], caption: str) -> list[Block]:
    """Ideas with most votes first: as a table, or one by one where a text is too long for it."""
    for idea in ideas:
        # The ideas stand under their field.
        idea.value("field")
    ordered = sorted(ideas, key=_votes, reverse=True)
    texts = [idea.peek(name) or "" for idea in ideas for name in ("title", "supporters")]
    descriptions = [idea.peek("description") or "" for idea in ideas]
    if all(map(is_short, texts)) and all(len(text) <= 400 for text in descriptions):
        return [_table(ordered, caption)]
    return [block for idea in ordered for block in _idea(idea)]


def _votes(idea: Item) -> float:
    votes = idea.peek_value("votes")
    return votes if isinstance(votes, (int, float)) else -1


def _table(ideas: Sequence[Item], caption: str) -> Table:
    table = Table(
        caption=caption,
        columns=("Idee", "Worum es geht", "Altersgruppen", "Wer mitmachen würde", "Bewertung"),
        rows=tuple(
            (
                idea.title(),
                *(idea.said(name) or NOTHING for name in ("description", "ages", "supporters")),
                idea.said("votes") or NOTHING,
            )
            for idea in ideas
        ),
        widths=(0.2, 0.3, 0.18, 0.19, 0.13),
    )
    return without_empty_columns(table)


def _idea(idea: Item) -> list[Block]:
    title = idea.title()
    description = idea.said("description")
    return [
        Heading(3, title),
        *([Quotation(description)] if description else []),
        *pairs(
            ("Altersgruppen", idea.said("ages")),
            ("Wer mitmachen würde", idea.said("supporters")),
            ("Bewertung", idea.said("votes")),
        ),
    ]
