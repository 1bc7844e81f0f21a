"""The whole strategy as one book: how it came about, the five stages, what is open, the annex."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.documents.book import Book
from assistant.documents.chapters import kickoff, plan, profile, record, review, workshop
from assistant.documents.chapters.methods import chosen, described
from assistant.documents.chapters.pieces import AHEAD, IN_A_TABLE, population_words, strategy_in
from assistant.documents.chapters.review_items import summary as balance
from assistant.documents.chapters.shared import (
    NOTHING,
    Part,
    document,
    headed,
    lowered,
    rest,
    told,
)
from assistant.documents.content import (
    Block,
    Document,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    Table,
)
from assistant.documents.source import Source
from assistant.guide.model import STAGE_IDS, Stage
from assistant.guide.walk import status

# What each stage tells in the strategy, and what it is about in a sentence.
CHAPTERS: dict[str, Sequence[Part]] = {
    "kickoff": kickoff.PARTS,
    "profile": profile.PARTS,
    "workshop": (*workshop.PARTS, *record.PARTS),
    "plan": tuple(part for part in plan.PARTS if part is not plan.at_a_glance),
    "review": tuple(part for part in review.PARTS if part is not balance),
}
ABOUT = {
    "kickoff": "Beim Auftakttreffen kommen die Beteiligten zusammen, klären Ziele und treffen "
    "Vereinbarungen.",
    "profile": "Zahlen, Projekte und Gespräche zeigen, wo die Stärken, Schwächen, Chancen und "
    "Risiken liegen.",
    "workshop": "Menschen vor Ort beraten, was wichtig wird. Daraus entstehen Handlungsfelder und "
    "Ideen.",
    "plan": "Aus Handlungsfeldern werden Ziele und Maßnahmen, mit Verantwortlichen, Zeit und Geld.",
    "review": "Die Zwischenbilanz blickt auf jede Maßnahme zurück und klärt, wie es weitergeht.",
}
DATES = {
    "kickoff": "kickoff.date",
    "profile": "profile.reflection_date",
    "workshop": "workshop.date",
    "plan": "plan.council_date",
    "review": "review.date",
}
STATUS = {
    "completed": "abgeschlossen",
    "in_progress": "in Arbeit",
    "not_started": "noch nicht begonnen",
}


def strategy(book: Book, source: Source) -> Document:
    """Every answer of every stage, once."""
    blocks = [*_in_brief(book, source), *_preface(book)]
    for stage in book.guide.stages:
        chapter = _chapter(book, source, stage)
        # A stage of which nothing is known yet takes three lines, no page of its own.
        blocks += [*([PageBreak()] if book.is_begun(stage.id) else []), *chapter]
    blocks += _open(book)
    blocks += _annex(book, source)
    period = book.peek("plan.period")
    subtitle = f"Zeitraum {period}" if period else None
    return document("strategy", book, source, blocks, subtitle=subtitle)


def _in_brief(book: Book, source: Source) -> list[Block]:
    """What a council has to know before it turns the page: place, fields, goals, cost, balance."""
    strategy = strategy_in(book, source)
    blocks: list[Block] = []
    people = population_words(book)
    if people:
        blocks.append(Paragraph(people, lead=True))
    ranked = sorted(strategy.fields, key=lambda field: field.rank or len(strategy.fields) + 1)
    for title, names in (
        ("Handlungsfelder", [field.title for field in ranked]),
        ("Ziele", [goal.title for goal in strategy.goals]),
    ):
        if names and len(names) <= AHEAD and max(map(len, names)) <= IN_A_TABLE:
            blocks += [Paragraph(f"{title}:"), Items(tuple(names))]
    blocks += [*plan.at_a_glance(book, source), *balance(book, source)]
    return headed("Das Wichtigste in Kürze", blocks)


def _preface(book: Book) -> list[Block]:
    titles = [stage.title for stage in book.guide.stages]
    done = book.state.completed.issuperset(STAGE_IDS)
    verb = "ist in fünf Stufen entstanden" if done else "entsteht in fünf Stufen"
    text = (
        f"Diese Demografiestrategie {verb}: {', '.join(titles[:-1])} und {titles[-1]}. Jede Stufe "
        "hat ein eigenes Kapitel. Was die Beteiligten selbst geschrieben haben, steht darin im "
        "Wortlaut."
    )
    rows = tuple(
        (
            stage.title,
            STATUS[status(book.guide, book.state, stage)],
            book.peek(DATES[stage.id]) or NOTHING,
        )
        for stage in book.guide.stages
    )
    table = Table("Die fünf Stufen", ("Stufe", "Stand", "Termin"), rows, widths=(0.4, 0.3, 0.3))
    return [Heading(1, "Wie diese Strategie entsteht"), Paragraph(text, lead=True), table]


def _chapter(book: Book, source: Source, stage: Stage) -> list[Block]:
    head: list[Block] = [
        Heading(1, f"{book.guide.number(stage.id)} {stage.title}"),
        Paragraph(ABOUT[stage.id], lead=True),
    ]
    parts = [*told(CHAPTERS[stage.id], book, source), *rest(book, stage.id)]
    if not parts:
        return [*head, Paragraph("Zu dieser Stufe gibt es noch keine Angaben.")]
    return [*head, *lowered(parts)]


def _open(book: Book) -> list[Block]:
    blocks: list[Block] = [PageBreak(), Heading(1, "Was noch offen ist")]
    for stage in book.guide.stages:
        gaps = tuple(dict.fromkeys(gap.text for gap in book.gaps(stage.id)))
        if not book.is_begun(stage.id):
            gaps = ("Diese Stufe ist noch nicht begonnen.",)
        if gaps:
            blocks += [Heading(2, stage.title), Items(gaps)]
    if len(blocks) == 2:
        blocks.append(Paragraph("Alle nötigen Angaben liegen vor."))
    return blocks


def _annex(book: Book, source: Source) -> list[Block]:
    blocks = profile.annex(book, source)
    methods = chosen(book)
    if methods:
        blocks += [PageBreak(), Heading(1, "Anhang: Die Methoden der Zukunftswerkstatt")]
    for method in methods:
        blocks += [Heading(2, method.name), *described(method)]
    return blocks
