"""The workshop after it took place: its record, and its results for the strategy."""

from __future__ import annotations

from assistant.documents.book import Book
from assistant.documents.chapters import workshop
from assistant.documents.chapters.fields import fields_of_action
from assistant.documents.chapters.generations import generations
from assistant.documents.chapters.shared import (
    NOTHING,
    answers,
    document,
    headed,
    open_points,
    pairs,
    quotation,
    rest,
    told,
)
from assistant.documents.content import Block, Document, Notice, Paragraph, Table
from assistant.documents.phrasing import counted, exact_day, spoken_day
from assistant.documents.source import Source

STAGE = "workshop"


def attendance(book: Book, source: Source) -> list[Block]:
    """Who came, beside who was expected."""
    blocks: list[Block] = []
    came, planned = book.value("workshop.attended"), book.peek_value("workshop.participants")
    if isinstance(came, (int, float)):
        verb = "hat" if came == 1 else "haben"
        text = f"Teilgenommen {verb} {counted(came, 'Person', 'Personen')}."
        if isinstance(planned, (int, float)):
            text += f" Gerechnet war mit {counted(planned, 'Person', 'Personen')}."
        blocks.append(Paragraph(text))
    blocks += generations(
        book,
        "workshop.ages_attended",
        "Dabei waren",
        "Gewünscht, aber nicht dabei",
        wished="workshop.ages",
    )
    return headed("Wer dabei war", blocks)


def experience(book: Book, source: Source) -> list[Block]:
    """How the methods proved themselves."""
    rows = tuple(
        (
            method.name,
            *(method.said(name) or NOTHING for name in ("effort", "reached", "again")),
        )
        for method in book.items("workshop.used")
        if any(method.peek(name) for name in ("effort", "reached", "again"))
    )
    if not rows:
        return []
    table = Table(
        caption="Aufwand und Reichweite der Methoden",
        columns=("Methode", "Aufwand", "Erreichte Generationen", "Wieder einsetzen"),
        rows=rows,
        widths=(0.28, 0.22, 0.32, 0.18),
    )
    return headed("Erfahrung mit den Methoden", [table])


def afterwards(book: Book, source: Source) -> list[Block]:
    """What was learnt, and how the participants hear of the results."""
    blocks = quotation(book, "workshop.lessons", "Das nehmen wir für das nächste Mal mit:")
    blocks += quotation(
        book, "workshop.feedback", "So erfahren die Teilnehmenden, was aus ihren Ideen wird:"
    )
    return headed("Lehren und Rückmeldung", blocks)


PARTS = (attendance, fields_of_action, experience, afterwards)


def record(book: Book, source: Source) -> Document:
    """The record. What the schedule tells stands there; the rest of the stage stands here."""
    blocks: list[Block] = [*_ahead(book, source), *open_points(book, STAGE, _no_ideas(book))]
    blocks += headed("Worum es ging", _frame(book))
    blocks += told(PARTS, book, source)
    # Told in the schedule, so that the rest here is what stands in neither.
    told(workshop.SCHEDULE, book, source)
    blocks += rest(book, STAGE)
    return document("workshop-record", book, source, blocks)


def _frame(book: Book) -> list[Block]:
    """The few facts without which a record cannot be read; the schedule has them all."""
    return [
        *quotation(book, "workshop.goal", "Das sollte die Zukunftswerkstatt erreichen:"),
        *pairs(
            ("Termin", book.said("workshop.date")),
            ("Ort", book.said("workshop.place")),
            ("Form", book.said("workshop.form")),
            ("Moderation", book.said("workshop.moderator")),
        ),
        *answers(book, "workshop.methods", "workshop.prioritising"),
    ]


def _ahead(book: Book, source: Source) -> list[Block]:
    day = exact_day(book.peek_value("workshop.date"))
    came = book.peek_value("workshop.attended")
    if day is None or day <= source.today or came is not None:
        return []
    hint = f"Sie ist für den {spoken_day(day)} geplant. Ergebnisse stehen hier danach."
    return [Notice("Die Zukunftswerkstatt steht noch bevor", (hint,))]


def _no_ideas(book: Book) -> list[str]:
    return [] if book.items("workshop.ideas") else ["Ideen aus der Werkstatt"]
