"""A proposed timetable of the workshop: as far as it follows from its times and its methods."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.documents.book import Book
from assistant.documents.chapters.methods import chosen
from assistant.documents.content import Block, Heading, Paragraph, Table
from assistant.documents.phrasing import counted, listed, prose
from assistant.documents.source import Source
from assistant.documents.times import Times, clock, duration, read_times
from assistant.toolkit.model import Method

# The toolkit counts a working day as eight hours.
WORKING_DAY = 8 * 60
WELCOME, PAUSE, CHOICE, CLOSE = 20, 15, 25, 20
STEP = 5
# Days of the longest workshop, where nobody has said how long it takes.
LONGEST = 3
# From this length on there is a break in the middle.
PAUSE_FROM = 120
# Ways of choosing that take place in the room, unless a method does it already.
IN_THE_ROOM = ("dots", "discussion", "ballot")
CHOOSING = ("punktabfrage", "priorisierung", "konsensieren", "nutzwertanalyse")


def timetable(book: Book, source: Source) -> list[Block]:
    """A timetable to begin with; without times, what is known of the methods' length."""
    days = book.peek_value("workshop.days")
    methods = chosen(book)
    if not methods:
        return []
    length = days if isinstance(days, (int, float)) and not isinstance(days, bool) else LONGEST
    within = [method for method in methods if method.days.minimum <= length]
    beside = [method.name for method in methods if method not in within]
    # Times of one day say nothing of a workshop that takes several.
    one_day = length <= 1 or days is None
    times = read_times(book.peek("workshop.time")) if one_day else None
    blocks: list[Block] = [Heading(1, "Zeitplan (Vorschlag)")]
    if within:
        blocks += _within(book, within, times)
    if beside:
        verb = "passt" if len(beside) == 1 else "passen"
        blocks.append(
            Paragraph(
                f"Nicht in die Zeit der Werkstatt {verb}: {listed(beside)}. Planen Sie dafür eine "
                "eigene Zeit davor, daneben oder danach ein."
            )
        )
    return blocks


def _within(book: Book, methods: Sequence[Method], times: Times | None) -> list[Block]:
    if times is None:
        return [
            Paragraph(
                "Für genaue Zeiten braucht der Zeitplan Beginn und Ende an einem Tag. So lange "
                "dauern die Methoden üblicherweise:"
            ),
            _usual(methods),
        ]
    chooses = book.peek_value("workshop.prioritising") in IN_THE_ROOM
    choice = CHOICE if chooses and not any(m.id in CHOOSING for m in methods) else 0
    pause = PAUSE if times.minutes >= PAUSE_FROM else 0
    free = times.minutes - WELCOME - CLOSE - choice - pause
    least = [_minutes(method.days.minimum) for method in methods]
    if sum(least) > free:
        return [Paragraph(_too_tight(times, free, sum(least), len(methods))), _usual(methods)]
    shares = _shares(methods, least, free)
    points = [("Ankommen, Begrüßung, Ziel der Werkstatt", WELCOME)]
    middle = (len(methods) + 1) // 2
    for number, (method, share) in enumerate(zip(methods, shares, strict=True), 1):
        points.append((method.name, share))
        if pause and number == middle:
            points.append(("Pause", pause))
    if choice:
        points.append(("Auswahl der Ideen", choice))
    spare = free - sum(shares)
    if spare:
        points.append(("Zeit für Offenes", spare))
    points.append(("Abschluss: Was mit den Ergebnissen geschieht", CLOSE))
    return [Paragraph(_hint(times)), _table(points, times.start)]


def _minutes(days: float) -> int:
    return round(days * WORKING_DAY / STEP) * STEP


def _shares(methods: Sequence[Method], least: list[int], free: int) -> list[int]:
    """Each method's time: at least the usual least, at most the usual most, in steps."""
    most = [max(low, _minutes(m.days.maximum or 1)) for m, low in zip(methods, least, strict=True)]
    room = sum(most) - sum(least)
    more = min(1.0, (free - sum(least)) / room) if room else 0.0
    return [
        low + int((high - low) * more) // STEP * STEP for low, high in zip(least, most, strict=True)
    ]


def _hint(times: Times) -> str:
    return (
        f"Von {clock(times.start)} bis {clock(times.end)} sind {duration(times.minutes)} Zeit. "
        "Verteilt ist sie nach der üblichen Dauer der Methoden. Ändern Sie, was bei Ihnen anders "
        "ist."
    )


def _too_tight(times: Times, free: int, needed: int, number: int) -> str:
    with_what = "die Methode" if number == 1 else counted(number, "Methode", "Methoden")
    needs = "braucht" if number == 1 else "brauchen zusammen"
    left = f"bleiben davon {duration(free)}" if free > 0 else "bleibt davon keine Zeit"
    return prose(
        [
            f"Die Werkstatt dauert {duration(times.minutes)}.",
            f"Ohne Begrüßung, Pause und Abschluss {left} für {with_what}.",
            f"Üblicherweise {needs} sie mindestens {duration(needed)}."
            if number == 1
            else f"Üblicherweise {needs} mindestens {duration(needed)}.",
            "Wählen Sie weniger Methoden, oder planen Sie mehr Zeit ein.",
        ]
    )


def _usual(methods: Sequence[Method]) -> Table:
    return Table(
        caption="Übliche Dauer der Methoden",
        columns=("Methode", "Übliche Dauer"),
        rows=tuple((method.name, method.duration) for method in methods),
        widths=(0.4, 0.6),
    )


def _table(points: Sequence[tuple[str, int]], start: int) -> Table:
    rows = []
    for name, minutes in points:
        rows.append((name, clock(start), duration(minutes)))
        start += minutes
    return Table(
        caption="Vorschlag für den Zeitplan",
        columns=("Was", "Beginn", "Dauer"),
        rows=tuple(rows),
        widths=(0.5, 0.2, 0.3),
    )
