"""The Werkstattplan: line, goals, measures, money, people, decision; also for the strategy."""

from __future__ import annotations

from assistant.documents.book import Book
from assistant.documents.chapters.costs import costs
from assistant.documents.chapters.generations import generations
from assistant.documents.chapters.measures import measures_in_detail, measures_overview
from assistant.documents.chapters.pieces import (
    ahead,
    behind,
    picture_source,
    strategy_in,
    without_empty_columns,
)
from assistant.documents.chapters.plan_goals import goals, selection
from assistant.documents.chapters.shared import (
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
    Items,
    Paragraph,
    Table,
)
from assistant.documents.phrasing import counted, euros, listed, prose
from assistant.documents.pictures import blocks_of
from assistant.documents.source import Source
from assistant.documents.thread_picture import thread_picture, thread_table
from assistant.documents.timeline import timeline
from assistant.plan.checks import gaps
from assistant.plan.model import MEASURES

STAGE = "plan"
THREAD_CAPTION = "Vom Befund zur Maßnahme"


def at_a_glance(book: Book, source: Source) -> list[Block]:
    """The plan in figures, calculated from its lists."""
    strategy = strategy_in(book, source)
    goals, measures = strategy.goals, strategy.measures
    if not goals and not measures:
        return []
    parts = [
        counted(len(goals), "Ziel", "Ziele") if goals else "",
        counted(len(measures), "Maßnahme", "Maßnahmen") if measures else "",
    ]
    named = listed([part for part in parts if part])
    known = [measure for measure in measures if measure.budget is not None]
    money = None
    if len(known) == len(measures) > 1:
        money = f"Zusammen kosten die Maßnahmen {euros(strategy.costs)}."
    elif known and len(measures) > 1:
        money = (
            f"Für {len(known)} von {len(measures)} Maßnahmen stehen die Kosten fest, zusammen "
            f"{euros(strategy.costs)}."
        )
    elif known:
        money = f"Die Maßnahme kostet {euros(strategy.costs)}."
    return [Paragraph(prose([f"Der Werkstattplan umfasst {named}.", money]), lead=True)]


def line(book: Book, source: Source) -> list[Block]:
    """Where the place shall go, for how long, and with how much money."""
    blocks = quotation(book, "plan.vision", "Das ist die lange Linie des Plans:")
    blocks += answers(book, "plan.period")
    return headed("Linie und Rahmen", blocks)


def organisation(book: Book, source: Source) -> list[Block]:
    """Who steers the plan, and how they see where it stands."""
    found = answers(book, "plan.steering", "plan.meeting_rhythm", "plan.progress_check")
    return headed("Steuerung", found)


def thread(book: Book, source: Source) -> list[Block]:
    """How SWOT points, fields, goals and measures hang together."""
    strategy = strategy_in(book, source)
    pictures = thread_picture(strategy, picture_source("Werkstattplan", source))
    if not pictures:
        return []
    text = (
        "Jede Maßnahme dient einem Ziel, jedes Ziel einem Handlungsfeld. Die Handlungsfelder gehen "
        "auf Stärken, Schwächen, Chancen und Risiken aus dem Kommunalprofil zurück."
    )
    blocks = blocks_of(pictures, "roter-faden", THREAD_CAPTION, thread_table(strategy))
    return headed("Der rote Faden", [Paragraph(text), *blocks])


def schedule(book: Book, source: Source) -> list[Block]:
    """The timeline, and the steps on the way."""
    pictures = timeline(strategy_in(book, source), picture_source("Werkstattplan", source))
    blocks = blocks_of(pictures, "zeitplan", "Zeitplan der Maßnahmen")
    measures = book.items(MEASURES)
    dated = [item for item in measures if any(map(item.peek, ("start", "end", "milestones")))]
    if dated:
        table = Table(
            caption="Beginn, Ende und Zwischenschritte der Maßnahmen",
            columns=("Maßnahme", "Beginn", "Ende", "Zwischenschritte"),
            rows=tuple(
                (
                    item.name,
                    item.said("start") or "noch offen",
                    item.said("end") or "noch offen",
                    "\n".join(item.entries_of("milestones")),
                )
                for item in dated
            ),
            widths=(0.32, 0.16, 0.16, 0.36),
        )
        blocks.append(without_empty_columns(table))
    return headed("Zeitplan", blocks)


def together(book: Book, source: Source) -> list[Block]:
    """What helps one another, within and beyond the municipality."""
    blocks = quotation(book, "plan.synergies", "So ergänzen sich die Maßnahmen:")
    blocks += answers(book, "plan.intermunicipal", "plan.outside_advice")
    return headed("Zusammenspiel", blocks)


def people(book: Book, source: Source) -> list[Block]:
    """How people take part, and for which ages there is something."""
    blocks = quotation(book, "plan.participation", "So wirken Bürgerinnen und Bürger mit:")
    blocks += _ages(book, source)
    blocks += answers(book, "plan.ages_others", "plan.digital", "plan.identity")
    return headed("Menschen und Generationen", blocks)


def _ages(book: Book, source: Source) -> list[Block]:
    """Which ages gain from the plan as it was judged, and the measures meant for each."""
    blocks = generations(
        book, "plan.ages_check", "Haben etwas von diesem Plan", "Kommen noch zu kurz"
    )
    measures = strategy_in(book, source).measures
    if not any(measure.ages for measure in measures):
        return blocks
    rows = []
    for age in book.guide.shared_options["ages"]:
        own = [measure.title for measure in measures if age.value in measure.ages]
        rows.append((age.title, str(len(own)), _some(own) or "keine"))
    table = Table(
        caption="Maßnahmen nach Altersgruppen",
        columns=("Altersgruppe", "Zahl", "Maßnahmen für diese Altersgruppe"),
        rows=tuple(rows),
        numeric=(1,),
        widths=(0.26, 0.1, 0.64),
    )
    return [*blocks, table]


def _some(titles: list[str], most: int = 8) -> str:
    shown = "; ".join(titles[:most])
    left = len(titles) - most
    return f"{shown} und {left} weitere" if left > 0 else shown


def decision(book: Book, source: Source) -> list[Block]:
    """Who decides what, when, and how everyone hears of it."""
    blocks = answers(book, "plan.decision_body", "plan.council_date")
    blocks += quotation(book, "plan.decision_proposal", "Der Beschlussvorschlag lautet:")
    blocks += _single_decisions(book)
    blocks += quotation(book, "plan.transparency", "So erfährt die Öffentlichkeit vom Fortgang:")
    return headed("Beschluss und Öffentlichkeit", blocks)


def _single_decisions(book: Book) -> list[Block]:
    needed = [m for m in book.items(MEASURES) if m.peek_value("needs_decision") is True]
    if not needed:
        return []
    verb = "Diese Maßnahme braucht" if len(needed) == 1 else "Diese Maßnahmen brauchen"
    return [
        Paragraph(f"{verb} einen eigenen Beschluss:"),
        Items(tuple(measure.name for measure in needed)),
    ]


def outlook(book: Book, source: Source) -> list[Block]:
    """How it goes on after the plan, and when they take stock."""
    blocks = answers(book, "plan.review_date")
    blocks += quotation(book, "plan.continuation", "So geht es nach dem Plan weiter:")
    return headed("Zwischenbilanz und Verstetigung", blocks)


PARTS = (
    at_a_glance,
    line,
    goals,
    measures_overview,
    schedule,
    costs,
    thread,
    selection,
    measures_in_detail,
    together,
    people,
    organisation,
    decision,
    outlook,
)
"""First what shall be reached, by what, when and at what cost; then how it hangs together."""


def plan(book: Book, source: Source) -> Document:
    """The Werkstattplan: all of the stage."""
    if not book.is_begun(STAGE):
        return document("plan", book, source, open_points(book, STAGE))
    points = plan_gaps(book, source)
    blocks = ahead("Noch offen", points)
    blocks += told(PARTS, book, source)
    blocks += rest(book, STAGE)
    blocks += headed("Weitere offene Punkte", behind(points))
    return document("plan", book, source, blocks, subtitle=_subtitle(book))


def plan_gaps(book: Book, source: Source) -> list[str]:
    """What is open: gaps of the plan in sentences, and what else a required question asks."""
    found = [
        gap for gap in gaps(strategy_in(book, source)) if not gap.question.startswith("review.")
    ]
    named = {gap.question for gap in found}
    # Where beginning and end are missing, one sentence says both.
    named |= {
        f"{place}.end"
        for gap in found
        if gap.kind == "measure_without_period"
        for place in gap.places
    }
    texts = [gap.text for gap in found]
    texts += [gap.text for gap in book.gaps(STAGE) if gap.question not in named]
    return list(dict.fromkeys(texts))


def _subtitle(book: Book) -> str | None:
    period = book.peek("plan.period")
    return f"Zeitraum {period}" if period else None
