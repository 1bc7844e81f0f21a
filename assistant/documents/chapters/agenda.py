"""The schedule of the Kick-Off: what the people who prepare it have in their hands that day."""

from __future__ import annotations

from assistant.documents.book import Book
from assistant.documents.chapters.kickoff import expected
from assistant.documents.chapters.pieces import without_empty_columns
from assistant.documents.chapters.shared import OPEN, answers, document, headed, pairs
from assistant.documents.content import (
    Block,
    Document,
    Notice,
    Paragraph,
    Table,
)
from assistant.documents.phrasing import day_with_weekday, exact_day, prose
from assistant.documents.source import Source
from assistant.documents.times import Times, clock, duration, read_start, read_times

NEEDED = ("kickoff.date", "kickoff.time", "kickoff.place", "kickoff.form", "kickoff.program")


def agenda(book: Book, source: Source) -> Document:
    """The schedule: frame, programme, guests, what has to be ready."""
    missing = [book.label(question) for question in NEEDED if book.peek_value(question) is None]
    blocks: list[Block] = [Notice("Noch offen", tuple(missing))] if missing else []
    blocks += headed("Auf einen Blick", _frame(book))
    blocks += headed("Programm", _programme(book))
    blocks += headed("Gäste", _guests(book))
    blocks += headed(
        "Was bereit sein muss",
        answers(
            book,
            "kickoff.accessibility",
            "kickoff.tech_rehearsal",
            "kickoff.tech_help",
            "kickoff.communication",
            "kickoff.budget",
        ),
    )
    blocks += headed("Ansprechperson", answers(book, "kickoff.coordinator"))
    return document("agenda", book, source, blocks)


def _frame(book: Book) -> list[Block]:
    date = book.said("kickoff.date")
    day = exact_day(book.peek_value("kickoff.date"))
    if day is not None and "/" not in str(book.peek_value("kickoff.date")):
        date = day_with_weekday(day)
    return [
        *pairs(
            ("Tag", date or OPEN),
            ("Uhrzeit", book.said("kickoff.time") or OPEN),
            ("Ort", book.said("kickoff.place") or OPEN),
            ("Form", book.said("kickoff.form") or OPEN),
        ),
        *answers(book, "kickoff.head_confirmed", "kickoff.head_substitute"),
    ]


def _programme(book: Book) -> list[Block]:
    """The points in their order. How long each takes nobody has said, so only the beginning and
    the end have a time.
    """
    points = book.entries_of("kickoff.program")
    if not points:
        return []
    times = read_times(book.peek("kickoff.time"))
    start = times.start if times else read_start(book.peek("kickoff.time"))
    rows = [
        (str(number), point, clock(start) if start is not None and number == 1 else "")
        for number, point in enumerate(points, 1)
    ]
    if times:
        rows.append(("", "Ende", clock(times.end)))
    table = Table(
        caption="Programm des Kick-Offs",
        columns=("Nr.", "Punkt", "Uhrzeit"),
        rows=tuple(rows),
        widths=(0.08, 0.72, 0.2),
    )
    if times is None:
        return [without_empty_columns(table)]
    return [table, Paragraph(_time_for(times, len(points)))]


def _time_for(times: Times, points: int) -> str:
    # Only a rough figure helps here: to five minutes.
    whole = f"Insgesamt sind {duration(times.minutes)} Zeit."
    if points == 1 or times.minutes < 5 * points:
        return whole
    each = times.minutes // points // 5 * 5
    return prose(
        [
            whole,
            f"Auf {points} Punkte verteilt sind das im Schnitt etwa {duration(each)} je Punkt.",
            "Die Zeiten dazwischen tragen Sie selbst ein.",
        ]
    )


def _guests(book: Book) -> list[Block]:
    groups = book.items("kickoff.guests")
    if not groups:
        return []
    table = Table(
        caption="Erwartete Gäste",
        columns=("Gruppe", "Zahl"),
        rows=tuple((group.title(), group.said("count") or OPEN) for group in groups),
        widths=(0.7, 0.3),
    )
    return [Paragraph(expected(groups)), table]
