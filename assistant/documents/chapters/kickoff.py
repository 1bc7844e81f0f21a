"""The Kick-Off told in full: for the minutes and for the strategy's first chapter."""

from __future__ import annotations

from assistant.documents.book import Book, Item
from assistant.documents.chapters.generations import generations
from assistant.documents.chapters.shared import (
    OPEN,
    answers,
    document,
    headed,
    open_points,
    quotation,
    rest,
    told,
)
from assistant.documents.content import (
    Block,
    Document,
    Facts,
    Items,
    Notice,
    Paragraph,
    Signatures,
    Table,
)
from assistant.documents.phrasing import counted, exact_day, prose, spoken_day
from assistant.documents.source import Source

STAGE = "kickoff"
OCCASIONS = {
    "new_start": "Bisher gibt es keine gemeinsame Strategie. Der Kick-Off ist der erste Schritt.",
    "realign": "Vieles läuft schon, aber ohne gemeinsamen Plan. Der Kick-Off führt es zusammen.",
    "revive": "Ein früherer Anlauf ist eingeschlafen. Mit dem Kick-Off geht es weiter.",
}


def occasion(book: Book, source: Source) -> list[Block]:
    """Why they begin, what they hope for, what the place is like."""
    blocks: list[Block] = []
    why = book.value("kickoff.occasion")
    if isinstance(why, str):
        blocks.append(Facts((("Anlass", book.peek("kickoff.occasion") or ""),)))
        blocks += [Paragraph(OCCASIONS[why])] if why in OCCASIONS else []
    blocks += quotation(book, "kickoff.goals", "Als Erwartungen und Ziele sind festgehalten:")
    themes = book.entries_of("kickoff.themes")
    if themes:
        one = len(themes) == 1
        before = "Dieses Thema zeichnet" if one else "Diese Themen zeichnen"
        blocks += [Paragraph(f"{before} sich schon ab:"), Items(themes)]
    blocks += quotation(book, "kickoff.identity", "Das Besondere vor Ort:")
    return headed("Anlass und Ziele", blocks)


def responsible(book: Book, source: Source) -> list[Block]:
    """Who carries the undertaking."""
    return headed(
        "Wer das Vorhaben trägt",
        answers(
            book,
            "kickoff.head_confirmed",
            "kickoff.head_substitute",
            "kickoff.coordinator",
            "kickoff.invites",
            "kickoff.steering_group",
        ),
    )


def partners(book: Book, source: Source) -> list[Block]:
    """Who works with them, and who advises."""
    return headed(
        "Partner und Rat von außen",
        answers(
            book,
            "kickoff.member_municipalities",
            "kickoff.networks",
            "kickoff.outside_advice",
            "kickoff.outside_advice_detail",
        ),
    )


def meeting(book: Book, source: Source) -> list[Block]:
    """When, where and how they meet, and what helps with it."""
    return headed(
        "Termin, Ort und Form",
        answers(
            book,
            "kickoff.date",
            "kickoff.time",
            "kickoff.place",
            "kickoff.form",
            "kickoff.tech_rehearsal",
            "kickoff.tech_help",
            "kickoff.offline_access",
            "kickoff.pandemic_lessons",
            "kickoff.accessibility",
        ),
    )


def guests(book: Book, source: Source) -> list[Block]:
    """The groups of guests with their people, number and age groups."""
    groups = book.items("kickoff.guests")
    if not groups:
        return []
    rows = tuple(
        (
            group.title(),
            *(group.said(name) or OPEN for name in ("people", "count", "ages")),
        )
        for group in groups
    )
    table = Table(
        caption="Gästegruppen des Kick-Offs",
        columns=("Gruppe", "Ansprechperson", "Zahl", "Altersgruppen"),
        rows=rows,
        widths=(0.25, 0.3, 0.15, 0.3),
    )
    return headed("Gäste", [Paragraph(expected(groups)), table])


def expected(groups: list[Item]) -> str:
    """How many groups and people are expected: what is known, added up. Tells nothing."""
    counts = [group.peek_value("count") for group in groups]
    known = [n for n in counts if isinstance(n, (int, float)) and not isinstance(n, bool)]
    named = counted(len(groups), "Gästegruppe", "Gästegruppen")
    missing = len(groups) - len(known)
    people = counted(sum(known), "Person", "Personen")
    if not known:
        verb = "ist" if len(groups) == 1 else "sind"
        return f"Auf der Liste {verb} {named}. Wie viele Personen kommen, ist noch offen."
    if not missing:
        return f"Gerechnet wird mit {people} aus {counted(len(groups), 'Gruppe', 'Gruppen')}."
    without = counted(missing, "Gruppe", "Gruppen")
    return prose(
        [
            f"Gerechnet wird bisher mit {people}.",
            f"Von {named} {'ist' if missing == 1 else 'sind'} {without} noch ohne Zahl.",
        ]
    )


def voices(book: Book, source: Source) -> list[Block]:
    """Which generations sit at the table, and how the others are heard."""
    blocks = generations(book, "kickoff.ages", "Am Tisch", "Nicht am Tisch")
    blocks += quotation(
        book, "kickoff.ages_missing_plan", "So kommen fehlende Generationen zu Wort:"
    )
    return headed("Alle Generationen am Tisch", blocks)


def programme(book: Book, source: Source) -> list[Block]:
    """What happens, who hears of it, what it may cost."""
    blocks: list[Block] = []
    points = book.entries_of("kickoff.program")
    if points:
        blocks += [Paragraph("Auf dem Programm:"), Items(points, numbered=True)]
    blocks += answers(book, "kickoff.communication", "kickoff.budget")
    return headed("Programm, Bekanntmachung, Geld", blocks)


def agreements(book: Book, source: Source) -> list[Block]:
    """Who does what until when."""
    agreed = book.items("kickoff.agreements")
    if not agreed:
        return []
    table = Table(
        caption="Vereinbarungen des Kick-Offs",
        columns=("Was", "Wer", "Bis wann"),
        rows=tuple(
            (item.title(), item.said("responsible") or OPEN, item.said("until") or OPEN)
            for item in agreed
        ),
        widths=(0.5, 0.3, 0.2),
    )
    return headed("Vereinbarungen", [Paragraph(_agreed(len(agreed))), table])


def _agreed(number: int) -> str:
    if number == 1:
        return "Eine Vereinbarung ist getroffen."
    return f"{counted(number, 'Vereinbarung', 'Vereinbarungen')} sind getroffen."


PARTS = (occasion, responsible, partners, meeting, guests, voices, programme, agreements)
MINUTES = (meeting, guests, voices, occasion, programme, agreements, responsible, partners)
"""The same as minutes are read: first when, where and who."""


def minutes(book: Book, source: Source) -> Document:
    """The minutes: everything that is known of the Kick-Off, with lines to sign."""
    blocks: list[Block] = [*_ahead(book, source), *open_points(book, STAGE, _no_agreements(book))]
    blocks += told(MINUTES, book, source)
    blocks += rest(book, STAGE)
    if book.is_begun(STAGE):
        blocks.append(Signatures(("Leitung des Treffens", "Für das Protokoll")))
    return document("minutes", book, source, blocks)


def _ahead(book: Book, source: Source) -> list[Block]:
    """A hint while the meeting is still to come: these are no minutes yet."""
    day = exact_day(book.peek_value("kickoff.date"))
    if day is None or day <= source.today:
        return []
    hint = f"Der Kick-Off ist für den {spoken_day(day)} geplant. Hier steht, was vorher feststeht."
    return [Notice("Das Treffen steht noch bevor", (hint,))]


def _no_agreements(book: Book) -> list[str]:
    return [] if book.items("kickoff.agreements") else ["Vereinbarungen"]
