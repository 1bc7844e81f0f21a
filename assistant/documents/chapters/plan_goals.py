"""The goals of the plan, and how its measures were chosen from the ideas."""

from __future__ import annotations

from assistant.documents.book import Book, Item
from assistant.documents.chapters.pieces import fits, short_titles, without_empty_columns
from assistant.documents.chapters.shared import headed, pairs, quotation
from assistant.documents.content import Block, Heading, Items, Paragraph, Table
from assistant.documents.source import Source
from assistant.plan.model import GOALS

GOAL_FIELDS = ("field", "indicator", "baseline", "target", "until")


def goals(book: Book, source: Source) -> list[Block]:
    """What shall be reached, and how one will know."""
    found = book.items(GOALS)
    if not found:
        return []
    if short_titles(found) and fits(found, GOAL_FIELDS):
        return headed("Ziele", [_goal_table(found)])
    return headed("Ziele", [block for goal in found for block in _goal(goal)])


def _goal_table(found: list[Item]) -> Table:
    table = Table(
        caption="Ziele des Werkstattplans",
        columns=("Ziel", "Handlungsfeld", "Zu erkennen an", "Heute", "Angestrebt", "Bis wann"),
        rows=tuple(
            (goal.title(), *(goal.said(name) or "" for name in GOAL_FIELDS)) for goal in found
        ),
    )
    return without_empty_columns(table)


def _goal(goal: Item) -> list[Block]:
    labels = ("Handlungsfeld", "Zu erkennen an", "Stand heute", "Angestrebt", "Bis wann")
    named = zip(labels, (goal.said(name) for name in GOAL_FIELDS), strict=True)
    return [Heading(2, goal.title()), *pairs(*named)]


def selection(book: Book, source: Source) -> list[Block]:
    """How the measures were chosen from the ideas."""
    blocks = quotation(book, "plan.criteria", "Nach diesen Gesichtspunkten wurde ausgewählt:")
    chosen = book.entries_of("plan.measures_from_ideas")
    if chosen:
        one = len(chosen) == 1
        before = "Diese Idee" if one else "Diese Ideen"
        verb = "ist" if one else "sind"
        blocks += [
            Paragraph(f"{before} aus der Zukunftswerkstatt {verb} in den Plan aufgenommen:"),
            Items(chosen),
        ]
    blocks += quotation(book, "plan.deferred", "Das geschieht mit den übrigen Ideen:")
    return headed("Von den Ideen zu den Maßnahmen", blocks)
