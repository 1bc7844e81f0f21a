"""The balance of measures and goals: state, target against actual, decision, next step.

What the plan wanted is shown beside it in the review's own document. Where the plan stands in the
same book, as in the strategy, it is told there and not again.
"""

from __future__ import annotations

from collections.abc import Iterable

from assistant.documents.book import Book, Item
from assistant.documents.chapters.pieces import (
    fits,
    picture_source,
    short_titles,
    strategy_in,
    without_empty_columns,
)
from assistant.documents.chapters.shared import OPEN, answers, headed, pairs
from assistant.documents.content import Block, Heading, Paragraph, Table
from assistant.documents.phrasing import counted, listed, prose
from assistant.documents.pictures import blocks_of, table_of
from assistant.documents.source import Source
from assistant.documents.state_picture import state_picture
from assistant.plan.model import GOAL_REVIEWS, GOALS, MEASURE_REVIEWS, MEASURES

STATES = {
    "done": ("ist fertig", "sind fertig"),
    "running": ("läuft", "laufen"),
    "planned": ("ist noch geplant", "sind noch geplant"),
    "stopped": ("ist gestoppt", "sind gestoppt"),
}
DECISIONS = {
    "continue": ("wird weitergeführt", "werden weitergeführt"),
    "extend": ("wird ausgeweitet", "werden ausgeweitet"),
    "change": ("wird geändert", "werden geändert"),
    "end": ("wird beendet", "werden beendet"),
}
LONGEST = 300


def summary(book: Book, source: Source) -> list[Block]:
    """The balance in two sentences, counted from the answers. Tells none of them."""
    items = book.items(MEASURE_REVIEWS)
    if not any(item.peek("state") or item.peek("decision") for item in items):
        return []
    sentences = [_counts(items, "state", STATES), _counts(items, "decision", DECISIONS)]
    return [Paragraph(prose(sentences), lead=True)]


def _counts(items: list[Item], name: str, words: dict[str, tuple[str, str]]) -> str | None:
    values = [item.peek_value(name) for item in items]
    parts: list[str] = []
    for value, (one, many) in words.items():
        number = sum(found == value for found in values)
        if number:
            what = str(number) if parts else counted(number, "Maßnahme", "Maßnahmen")
            parts.append(f"{what} {one if number == 1 else many}")
    missing = sum(found not in words for found in values)
    if not parts:
        return None
    text = f"{listed(parts)}."
    if missing:
        what = "der Stand" if name == "state" else "die Entscheidung"
        text += f" Bei {_dative(missing)} fehlt {what} noch."
    return text


def _dative(number: int) -> str:
    return "einer Maßnahme" if number == 1 else f"{number} Maßnahmen"


def state(book: Book, source: Source) -> list[Block]:
    """How many measures are how far, by field of action; then measure by measure."""
    items = book.items(MEASURE_REVIEWS)
    if not any(item.peek("state") or item.peek("decision") for item in items):
        return []
    blocks: list[Block] = []
    chart = state_picture(strategy_in(book, source), picture_source("Zwischenbilanz", source))
    if chart is not None:
        table = table_of(
            chart, "Zahl der Maßnahmen nach Stand", range(1, len(chart.columns)), total=True
        )
        blocks += blocks_of([chart], "stand", chart.title, table)
    if short_titles(items):
        blocks.append(
            Table(
                caption="Stand und Entscheidung je Maßnahme",
                columns=("Maßnahme", "Stand", "Entscheidung"),
                rows=tuple(
                    (item.name, item.said("state") or OPEN, item.said("decision") or OPEN)
                    for item in items
                ),
                widths=(0.56, 0.2, 0.24),
            )
        )
    return headed("Stand der Maßnahmen", blocks)


def measures(book: Book, source: Source) -> list[Block]:
    """Measure by measure what it should bring and brought, what hindered, what helped, why."""
    blocks: list[Block] = []
    for item in book.items(MEASURE_REVIEWS):
        found = [
            *_told(book, item, "state"),
            *pairs(
                *_planned(book, item),
                ("Bisher erreicht", item.said("actual")),
                ("Das hat gebremst", item.said("hurdles")),
                ("Das hat geholfen", item.said("helped")),
            ),
            *_told(book, item, "decision"),
            *pairs(("Begründung der Entscheidung", item.said("reason"))),
        ]
        own = any(item.peek(name) for name in ("actual", "hurdles", "helped", "reason"))
        if found and own:
            blocks += [Heading(2, item.name), *found]
    return headed("Maßnahme für Maßnahme", blocks)


def _told(book: Book, item: Item, name: str) -> list[Block]:
    """An answer that no table has told yet."""
    question = item.question(name)
    return [] if question in book.told else answers(book, question)


def _planned(book: Book, item: Item) -> Iterable[tuple[str, str | None]]:
    """What the plan wanted, unless this book has told it."""
    for name, label in (("indicator", "Zu erkennen an"), ("target_value", "Zielwert")):
        yield label, untold(book, f"{MEASURES}.{item.id}.{name}")


def untold(book: Book, question: str) -> str | None:
    """An answer of another stage, unless the book has told it already. Does not tell it."""
    return None if question in book.told else book.peek(question)


def goals(book: Book, source: Source) -> list[Block]:
    """Goal by goal: then, wanted, now, and what changes."""
    found = [
        item
        for item in book.items(GOAL_REVIEWS)
        if any(item.peek(name) for name in ("value_now", "reached", "goal_change"))
    ]
    if not found:
        return []
    texts = [
        book.peek(f"{GOALS}.{item.id}.{name}") or ""
        for item in found
        for name in ("indicator", "baseline", "target")
    ]
    reached = sum(item.peek_value("reached") == "reached" for item in found)
    course = sum(item.peek_value("reached") == "on_track" for item in found)
    said = []
    if reached:
        said.append(f"{counted(reached, 'Ziel ist', 'Ziele sind')} schon erreicht.")
    if course:
        said.append(f"{counted(course, 'Ziel ist', 'Ziele sind')} auf gutem Weg.")
    blocks: list[Block] = [Paragraph(prose(said))] if said else []
    if (
        short_titles(found)
        and fits(found, ("value_now", "goal_change"))
        and all(len(text) <= LONGEST // 3 for text in texts)
    ):
        blocks.append(_goal_table(book, found))
    else:
        for item in found:
            blocks += [Heading(2, item.name), *_goal(book, item)]
    return headed("Ziel für Ziel", blocks)


def _goal_table(book: Book, found: list[Item]) -> Table:
    table = Table(
        caption="Ziele damals und heute",
        columns=("Ziel", "Zu erkennen an", "Damals", "Angestrebt", "Heute", "Stand", "Änderung"),
        rows=tuple(
            (
                item.name,
                *(
                    untold(book, f"{GOALS}.{item.id}.{name}") or ""
                    for name in ("indicator", "baseline", "target")
                ),
                *(item.said(name) or "" for name in ("value_now", "reached", "goal_change")),
            )
            for item in found
        ),
    )
    return without_empty_columns(table)


def _goal(book: Book, item: Item) -> list[Block]:
    at = f"{GOALS}.{item.id}"
    return [
        *pairs(
            ("Zu erkennen an", untold(book, f"{at}.indicator")),
            ("Stand damals", untold(book, f"{at}.baseline")),
            ("Angestrebt", untold(book, f"{at}.target")),
        ),
        *answers(book, *map(item.question, ("value_now", "reached", "goal_change"))),
    ]


def next_steps_of_measures(book: Book) -> list[Block]:
    """The next step of each measure that has one."""
    found = [item for item in book.items(MEASURE_REVIEWS) if item.peek("next_step") is not None]
    if not found:
        return []
    if short_titles(found) and fits(found, ("next_step",), LONGEST):
        rows = tuple(
            (item.name, item.said("next_step") or "", item.said("next_until") or OPEN)
            for item in found
        )
        columns = ("Maßnahme", "Nächster Schritt", "Bis wann")
        return [Table("Nächste Schritte der Maßnahmen", columns, rows, widths=(0.3, 0.5, 0.2))]
    blocks: list[Block] = []
    for item in found:
        steps = answers(book, item.question("next_step"), item.question("next_until"))
        blocks += [Heading(2, item.name), *steps]
    return blocks
