"""The workshop before it takes place: for its schedule and for the strategy."""

from __future__ import annotations

from assistant.documents.book import Book
from assistant.documents.chapters.generations import generations
from assistant.documents.chapters.methods import methods_in_brief, methods_in_full
from assistant.documents.chapters.shared import (
    answers,
    document,
    headed,
    open_points,
    pairs,
    quotation,
    told,
)
from assistant.documents.chapters.timetable import timetable
from assistant.documents.content import Block, Document, Facts, Items, Paragraph, Table
from assistant.documents.source import Source

STAGE = "workshop"
LEVELS = {
    "inform": "Die Teilnehmenden erfahren, was geplant ist.",
    "consult": "Die Teilnehmenden sagen, was sie davon halten.",
    "involve": "Die Teilnehmenden erarbeiten Vorschläge. Entschieden wird an anderer Stelle.",
    "decide": "Was die Werkstatt beschließt, gilt.",
}
# Beside a task, to tick off on paper.
BOX = "☐"


def aim(book: Book, source: Source) -> list[Block]:
    """What the workshop shall achieve, and how much the participants decide."""
    blocks = quotation(book, "workshop.goal", "Das soll die Zukunftswerkstatt erreichen:")
    level = book.value("workshop.level")
    if isinstance(level, str):
        blocks.append(Facts((("Grad der Mitsprache", book.peek("workshop.level") or ""),)))
        blocks += [Paragraph(LEVELS[level])] if level in LEVELS else []
    points = book.entries_of("workshop.fields_from_swot")
    if points:
        one = len(points) == 1
        before = "Dieser Punkt" if one else "Diese Punkte"
        verb = "ist" if one else "sind"
        blocks += [
            Paragraph(f"{before} aus dem Kommunalprofil {verb} als Handlungsfeld übernommen:"),
            Items(points),
        ]
    blocks += answers(book, "workshop.fields_from_strategies")
    return headed("Ziel und Ausgangspunkt", blocks)


def people(book: Book, source: Source) -> list[Block]:
    """Who shall take part."""
    blocks = answers(book, "workshop.audiences", "workshop.participants")
    blocks += generations(
        book, "workshop.ages", "Generationen, die mitarbeiten sollen", "Nicht vorgesehen"
    )
    blocks += answers(book, "workshop.reach")
    return headed("Wer dabei sein soll", blocks)


def frame(book: Book, source: Source) -> list[Block]:
    """When, where, how long, in which form."""
    questions = ("date", "time", "days", "place", "form", "rooms_online")
    return headed(
        "Form, Termin und Ort", answers(book, *(f"workshop.{name}" for name in questions))
    )


def moderation(book: Book, source: Source) -> list[Block]:
    """Who leads through it, how much quarrel there is, what it may cost."""
    questions = ("moderation", "moderator", "conflict", "budget_class")
    return headed("Moderation und Geld", answers(book, *(f"workshop.{q}" for q in questions)))


def choice(book: Book, source: Source) -> list[Block]:
    """How the ideas are chosen."""
    way = book.said("workshop.prioritising")
    return headed("Auswahl der Ideen", pairs(("So wird entschieden, was zuerst kommt", way)))


def preparation(book: Book, source: Source) -> list[Block]:
    """What is to be done before."""
    tasks = book.entries_of("workshop.preparation")
    if not tasks:
        return []
    rows = tuple((task, BOX) for task in tasks)
    widths = (0.85, 0.15)
    return headed("Vorbereitung", [Table("Aufgaben", ("Was", "Erledigt"), rows, widths=widths)])


def participation(book: Book, source: Source) -> list[Block]:
    """What makes it possible for everybody to take part."""
    blocks: list[Block] = []
    helps = book.entries_of("workshop.accessibility")
    if helps:
        blocks += [Paragraph("Diese Hilfen sind vorgesehen:"), Items(helps)]
    blocks += answers(book, "workshop.childcare", "workshop.absent_voices")
    return headed("Teilnahme für alle", blocks)


SCHEDULE = (
    aim,
    people,
    frame,
    moderation,
    timetable,
    methods_in_full,
    choice,
    preparation,
    participation,
)
# In the strategy the methods' steps stand in the annex, and a timetable is past.
PARTS = (aim, people, frame, moderation, methods_in_brief, choice, preparation, participation)


def schedule(book: Book, source: Source) -> Document:
    """The schedule for those who prepare and lead the workshop."""
    blocks = [*open_points(book, STAGE), *told(SCHEDULE, book, source)]
    return document("workshop-schedule", book, source, blocks)
