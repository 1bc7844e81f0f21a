"""The Zwischenbilanz: what became of measures and goals, what changed, how it goes on."""

from __future__ import annotations

from assistant.documents.book import Book
from assistant.documents.chapters.generations import generations
from assistant.documents.chapters.pieces import fits, number, persons, short_titles
from assistant.documents.chapters.review_items import (
    goals,
    measures,
    next_steps_of_measures,
    state,
    summary,
)
from assistant.documents.chapters.rounds import rounds
from assistant.documents.chapters.shared import (
    OPEN,
    Part,
    answers,
    document,
    headed,
    open_points,
    quotation,
    rest,
    told,
)
from assistant.documents.chapters.then_and_now import figure_table
from assistant.documents.content import Block, Document, Heading, Notice, Paragraph, Table
from assistant.documents.phrasing import counted, exact_day, spoken_day
from assistant.documents.source import Source
from assistant.language.date_forms import format_date

STAGE = "review"


def event(book: Book, source: Source) -> list[Block]:
    """When, where and with whom they take stock."""
    return headed("Das Treffen", _asked(book, "date", "form", "place", "focus", "participants"))


def figures(book: Book, source: Source) -> list[Block]:
    """The population then and now, and what else changed."""
    blocks: list[Block] = []
    now = number(book.value("review.population_now"))
    if now is not None:
        blocks.append(Paragraph(_then_and_now(book, now)))
    blocks += figure_table(book, source)
    blocks += quotation(book, "review.figures_changed", "So haben sich weitere Zahlen verändert:")
    return headed("Zahlen damals und heute", blocks)


def _then_and_now(book: Book, now: float) -> str:
    """How the population changed since the profile. Of the profile nothing is told by this."""
    verb = "lebt" if now == 1 else "leben"
    today = f"Heute {verb} hier {persons(now)}."
    before = number(book.peek_value("profile.population"))
    if before is None or before <= 0:
        return today
    date = book.peek_value("profile.reference_date")
    at = f" ({format_date(date)})" if isinstance(date, str) else ""
    was = "war es" if before == 1 else "waren es"
    change = now - before
    share = f"{abs(100 * change / before):.1f}".replace(".", ",")
    if change == 0:
        return f"{today} Im Kommunalprofil{at} war die Zahl dieselbe."
    moved = "mehr" if change > 0 else "weniger"
    return (
        f"{today} Im Kommunalprofil{at} {was} {persons(before)}. Das sind "
        f"{persons(abs(change))} {moved} als damals ({share} Prozent)."
    )


def cooperation(book: Book, source: Source) -> list[Block]:
    """How they work together, and what changes in the strategy."""
    blocks = _asked(book, "cooperation", "cooperation_note")
    blocks += quotation(book, "review.strategy_changes", "Das ändert sich an der Strategie:")
    return headed("Zusammenarbeit und Strategie", blocks)


def involvement(book: Book, source: Source) -> list[Block]:
    """Who came, and who was not reached."""
    blocks: list[Block] = []
    came = number(book.value("review.attendance"))
    if came is not None:
        verb = "nahm" if came == 1 else "nahmen"
        people = counted(came, "Person", "Personen")
        blocks.append(Paragraph(f"An der Zwischenbilanz {verb} {people} teil."))
    blocks += generations(book, "review.ages", "Dabei waren", "Nicht erreicht")
    blocks += _asked(book, "ages_missing", "participation")
    return headed("Beteiligung", blocks)


def continuation(book: Book, source: Source) -> list[Block]:
    """Responsibility, money, staff, support, decision."""
    blocks = _asked(book, "responsibility", "money", "staff", "support")
    blocks += _asked(book, "council_decision", "council_when")
    blocks += quotation(book, "review.council_topic", "Darüber soll beschlossen werden:")
    return headed("Wie es dauerhaft weitergeht", blocks)


def next_steps(book: Book, source: Source) -> list[Block]:
    """Who does what until when, over all and for each measure."""
    found = book.items("review.next_steps")
    blocks: list[Block] = []
    if found and short_titles(found, 300) and fits(found, ("responsible",)):
        table = Table(
            caption="Vereinbarte Schritte",
            columns=("Was", "Wer", "Bis wann"),
            rows=tuple(
                (item.title(), item.said("responsible") or OPEN, item.said("until") or OPEN)
                for item in found
            ),
            widths=(0.5, 0.3, 0.2),
        )
        blocks.append(table)
    else:
        for item in found:
            blocks += [
                Heading(2, item.title()),
                *answers(book, item.question("responsible"), item.question("until")),
            ]
    return headed("Nächste Schritte", [*blocks, *next_steps_of_measures(book)])


def lessons(book: Book, source: Source) -> list[Block]:
    """What was learnt, and who else may learn from it."""
    blocks = quotation(book, "review.lessons", "Das haben wir gelernt:")
    blocks += _asked(book, "digital", "identity", "outside_view", "share", "share_with")
    blocks += _asked(book, "next_review")
    return headed("Erfahrungen und Ausblick", blocks)


def _asked(book: Book, *names: str) -> list[Block]:
    return answers(book, *(f"{STAGE}.{name}" for name in names))


PARTS: tuple[Part, ...] = (
    summary,
    event,
    state,
    measures,
    goals,
    figures,
    cooperation,
    involvement,
    continuation,
    next_steps,
    lessons,
    rounds,
)


def review(book: Book, source: Source) -> Document:
    """All of the stage, with what the plan wanted beside what became of it."""
    if not book.is_begun(STAGE):
        return document("review", book, source, [*open_points(book, STAGE), *rounds(book, source)])
    blocks = [*_ahead(book, source), *open_points(book, STAGE)]
    blocks += told(PARTS, book, source)
    blocks += rest(book, STAGE)
    return document("review", book, source, blocks)


def _ahead(book: Book, source: Source) -> list[Block]:
    """A hint while the meeting is still to come: what is decided there is missing yet."""
    day = exact_day(book.peek_value("review.date"))
    if day is None or day <= source.today:
        return []
    hint = f"Es ist für den {spoken_day(day)} geplant. Hier steht, was vorher bekannt ist."
    return [Notice("Das Treffen steht noch bevor", (hint,))]
