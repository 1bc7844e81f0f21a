"""The measures: an overview, one by one for the plan, and a sheet for each."""

from __future__ import annotations

from assistant.documents.book import Book, Item
from assistant.documents.chapters.pieces import (
    fits,
    strategy_in,
    without_empty_columns,
)
from assistant.documents.chapters.shared import (
    OPEN,
    answers,
    document,
    headed,
    open_points,
    pairs,
)
from assistant.documents.content import (
    Block,
    Document,
    Heading,
    Items,
    Notice,
    PageBreak,
    Paragraph,
    Quotation,
    Table,
)
from assistant.documents.source import Source
from assistant.documents.timeline_text import OPEN_FIELD
from assistant.plan.checks import gaps, gaps_at
from assistant.plan.model import MEASURES

STAGE = "plan"
DETAILS = (
    *("goal", "idea", "description", "target_group", "ages", "responsible", "partners", "staff"),
    *("start", "end", "milestones", "budget", "funding", "indicator", "target_value"),
    *("effort", "effect", "needs_decision", "depends_on", "risks", "cross_effects"),
)
"""All answers about a measure but its name, in the order in which one reads them."""


def measures_overview(book: Book, source: Source) -> list[Block]:
    """Which measure serves which goal, and who is responsible."""
    found = book.items(MEASURES)
    if not found:
        return []
    fields = _fields(book, source)
    with_people = fits(found, ("responsible",))
    rows = tuple(
        (
            str(item.number),
            item.title(),
            fields.get(item.id, OPEN_FIELD),
            item.said("goal") or OPEN,
            (item.said("responsible") or OPEN) if with_people else "",
        )
        for item in found
    )
    table = Table(
        caption="Handlungsfeld, Ziel und Verantwortliche der Maßnahmen",
        columns=("Nr.", "Maßnahme", "Handlungsfeld", "Ziel", "Verantwortlich"),
        rows=rows,
        row_headers=False,
        widths=(0.06, 0.28, 0.19, 0.25, 0.22),
    )
    return headed("Maßnahmen im Überblick", [without_empty_columns(table)])


def _fields(book: Book, source: Source) -> dict[str, str]:
    """By measure id the name of its field of action, where the thread leads to one."""
    strategy = strategy_in(book, source)
    names = {field.id: field.title for field in strategy.fields}
    goals = {goal.id: names.get(goal.field or "") for goal in strategy.goals}
    found = {measure.id: goals.get(measure.goal or "") for measure in strategy.measures}
    return {measure: name for measure, name in found.items() if name}


def measures_in_detail(book: Book, source: Source) -> list[Block]:
    """Of each measure what the tables have not told yet."""
    blocks: list[Block] = []
    for item in book.items(MEASURES):
        questions = [item.question(name) for name in DETAILS]
        left = [question for question in questions if question not in book.told]
        found = answers(book, *left)
        if found:
            blocks += [Heading(2, f"{item.number}. {item.name}"), *found]
    return headed("Die Maßnahmen im Einzelnen", blocks)


def measures(book: Book, source: Source) -> Document:
    """A sheet per measure: all that is known of it on a page of its own."""
    found = book.items(MEASURES)
    if not found:
        empty: list[Block] = [*open_points(book, STAGE)]
        if book.is_begun(STAGE):
            empty = [Notice("Noch offen", ("Im Plan steht noch keine Maßnahme.",))]
        return document("measures", book, source, empty)
    blocks: list[Block] = []
    open_ends = gaps(strategy_in(book, source))
    fields = _fields(book, source)
    for item in found:
        if blocks:
            blocks.append(PageBreak())
        missing = [
            gap.text
            for gap in gaps_at(open_ends, item.question("")[:-1])
            if not gap.question.startswith("review.")
        ]
        blocks += _sheet(book, item, fields.get(item.id))
        if missing:
            blocks.append(Notice("Noch offen", tuple(missing)))
    return document("measures", book, source, blocks)


def _sheet(book: Book, item: Item, field: str | None) -> list[Block]:
    description = item.said("description")
    blocks: list[Block] = [
        Heading(1, f"Maßnahme {item.number}: {item.title()}"),
        *([Quotation(description)] if description else []),
        *headed(
            "Wozu und für wen",
            [
                *pairs(("Handlungsfeld", field)),
                *_answered(book, item, "goal", "idea", "target_group", "ages"),
            ],
            level=2,
        ),
        *headed(
            "Wer und mit wem", _answered(book, item, "responsible", "partners", "staff"), level=2
        ),
        *headed("Wann", [*_answered(book, item, "start", "end"), *_steps(item)], level=2),
        *headed("Geld", _answered(book, item, "budget", "funding"), level=2),
        *headed(
            "Wirkung und Aufwand",
            _answered(book, item, "indicator", "target_value", "effort", "effect"),
            level=2,
        ),
        *headed(
            "Was zu beachten ist",
            _answered(book, item, "needs_decision", "depends_on", "risks", "cross_effects"),
            level=2,
        ),
    ]
    return blocks


def _answered(book: Book, item: Item, *names: str) -> list[Block]:
    return answers(book, *(item.question(name) for name in names))


def _steps(item: Item) -> list[Block]:
    steps = item.entries_of("milestones")
    if not steps:
        return []
    return [Paragraph("Zwischenschritte:"), Items(steps)]
