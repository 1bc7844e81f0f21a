"""The invitation to the Kick-Off: one page to sign."""

from __future__ import annotations

from assistant.documents.book import Book
from assistant.documents.chapters.shared import document, pairs
from assistant.documents.content import (
    Block,
    Document,
    Items,
    Notice,
    Paragraph,
    Quotation,
    Signatures,
)
from assistant.documents.phrasing import day_with_weekday, exact_day, labelled, prose, when
from assistant.documents.source import Source

OPENING = (
    "wie sich die Bevölkerung bei uns verändert, geht alle an, Jung und Alt. Wir möchten gemeinsam "
    "planen, wie wir damit umgehen: mit einer Demografiestrategie. Zum Kick-Off, dem "
    "Auftakttreffen, laden wir Sie herzlich ein."
)
OCCASIONS = {
    "new_start": "Einen gemeinsamen Plan gibt es bisher nicht. Deshalb fangen wir jetzt damit an.",
    "realign": (
        "Vieles läuft bei uns schon, aber jedes für sich. Das möchten wir jetzt zusammenführen."
    ),
    "revive": (
        "Einen Anlauf gab es schon einmal, dann ist er eingeschlafen. Jetzt machen wir weiter."
    ),
}
FORMS = {
    "in_person": "Wir treffen uns vor Ort.",
    "hybrid": "Wir treffen uns vor Ort. Wer möchte, kommt per Video dazu.",
    "online": "Wir treffen uns per Video.",
}
HELP = (
    "Brauchen Sie etwas, damit Sie teilnehmen können? Dann sagen Sie uns bitte Bescheid. Bitte "
    "teilen Sie uns auch mit, ob Sie kommen."
)
# What a guest must know: the question, and how its absence is named.
NEEDED = (
    ("kickoff.date", "Termin"),
    ("kickoff.time", "Uhrzeit"),
    ("kickoff.place", "Ort oder Videodienst"),
    ("kickoff.form", "Form des Treffens"),
    ("kickoff.goals", "Erwartungen und Ziele"),
    ("kickoff.coordinator", "Ansprechperson"),
    ("kickoff.program", "Programm"),
    ("kickoff.invites", "Name unter der Einladung"),
)


def invitation(book: Book, source: Source) -> Document:
    """The invitation; what is open is named above it and in its sentences."""
    blocks: list[Block] = [*_open(book), Paragraph("Guten Tag,"), Paragraph(_opening(book))]
    goals = book.said("kickoff.goals")
    if goals:
        blocks += [Paragraph("Das erhoffen wir uns davon:"), Quotation(goals)]
    blocks += _themes(book)
    blocks += _meeting(book)
    points = book.entries_of("kickoff.program")
    if points:
        blocks += [Paragraph("Auf dem Programm:"), Items(points, numbered=True)]
    blocks += _help(book)
    blocks += [Paragraph("Wir freuen uns auf Sie."), Paragraph("Mit freundlichen Grüßen")]
    blocks.append(Signatures((book.said("kickoff.invites") or source.full_name,)))
    return document("invitation", book, source, blocks)


def _open(book: Book) -> list[Block]:
    missing = [label for question, label in NEEDED if book.peek_value(question) is None]
    return [Notice("Noch offen", tuple(missing))] if missing else []


def _opening(book: Book) -> str:
    return prose([OPENING, OCCASIONS.get(str(book.value("kickoff.occasion")))])


def _themes(book: Book) -> list[Block]:
    themes = book.said("kickoff.themes")
    if not themes or not book.peek_entries("kickoff.themes"):
        return []
    one = len(book.peek_entries("kickoff.themes")) == 1
    name = "Ein Thema zeichnet sich schon ab" if one else "Diese Themen zeichnen sich schon ab"
    return [Paragraph(labelled(name, themes))]


def _meeting(book: Book) -> list[Block]:
    form = str(book.value("kickoff.form"))
    sentences = [_date(book), FORMS.get(form, "Die Form des Treffens ist noch offen.")]
    blocks: list[Block] = [
        Paragraph(prose(sentences)),
        *pairs(
            ("Beginn und Ende", book.said("kickoff.time")),
            ("Zugang" if form == "online" else "Ort", book.said("kickoff.place")),
        ),
    ]
    groups = [group.title() for group in book.items("kickoff.guests") if group.has_name]
    if groups:
        blocks.append(Paragraph(labelled("Eingeladen sind", "; ".join(groups))))
    return blocks


def _date(book: Book) -> str:
    date = book.value("kickoff.date")
    if not isinstance(date, str):
        return "Der Termin steht noch nicht fest. Wir teilen ihn Ihnen mit, sobald er feststeht."
    day = exact_day(date)
    if day is None:
        return f"Der Kick-Off findet {when(date)} statt. Den genauen Tag teilen wir Ihnen noch mit."
    if "/" in date:
        return f"Der Kick-Off findet {when(date)} statt."
    return f"Der Kick-Off ist am {day_with_weekday(day)}."


def _help(book: Book) -> list[Block]:
    return [
        Paragraph(HELP),
        *pairs(
            ("Damit alle teilnehmen können", book.said("kickoff.accessibility")),
            ("Hilfe bei der Technik", book.said("kickoff.tech_help")),
            ("Ihre Ansprechperson", book.said("kickoff.coordinator")),
        ),
    ]
