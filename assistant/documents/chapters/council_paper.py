"""The paper for the council: what shall be decided, why, what it costs, what comes with it."""

from __future__ import annotations

from assistant.documents.book import Book, Item
from assistant.documents.chapters.costs import cost_sentences, cost_table
from assistant.documents.chapters.pieces import (
    fits,
    number,
    persons,
    population_words,
    short_titles,
    strategy_in,
)
from assistant.documents.chapters.plan_goals import goals
from assistant.documents.chapters.shared import (
    answers,
    document,
    headed,
    open_points,
    pairs,
    quotation,
)
from assistant.documents.content import (
    Block,
    Document,
    Facts,
    Heading,
    Items,
    Notice,
    Paragraph,
    Quotation,
    Table,
)
from assistant.documents.phrasing import euros, exact_day, listed, prose, spoken_day, when
from assistant.documents.source import Source
from assistant.plan.model import MEASURES

STAGE = "plan"
NEEDED = (
    ("plan.decision_proposal", "Beschlussvorschlag"),
    ("plan.decision_body", "Gremium, das berät und beschließt"),
    ("plan.council_date", "Termin der Sitzung"),
    ("plan.period", "Zeitraum des Plans"),
    ("plan.steering", "Steuerung der Umsetzung"),
    ("plan.review_date", "Termin der Zwischenbilanz"),
)


def council_paper(book: Book, source: Source) -> Document:
    """The paper, as far as the plan goes; what a council would ask for and is open is named."""
    if not book.is_begun(STAGE):
        return document("council-paper", book, source, open_points(book, STAGE))
    blocks = [
        *_open(book),
        *_head(book, source),
        *_proposal(book, source),
        *headed("Sachverhalt und Begründung", _reasons(book, source)),
        *goals(book, source),
        *_measures(book),
        *_money(book),
        *headed("Beteiligung", _involvement(book)),
        *headed("Umsetzung und Bericht", _implementation(book)),
        *_enclosures(book),
    ]
    return document("council-paper", book, source, blocks)


def _open(book: Book) -> list[Block]:
    missing = [name for question, name in NEEDED if book.peek(question) is None]
    if not book.items("plan.goals"):
        missing.append("Ziele")
    if not book.items(MEASURES):
        missing.append("Maßnahmen")
    costless = sum(item.peek_value("budget") is None for item in book.items(MEASURES))
    if costless:
        whose = "einer Maßnahme" if costless == 1 else f"von {costless} Maßnahmen"
        missing.append(f"Kosten {whose}")
    return [Notice("Für diese Vorlage noch offen", tuple(missing))] if missing else []


def _head(book: Book, source: Source) -> list[Block]:
    period = book.peek("plan.period")
    subject = f"Werkstattplan zur Demografiestrategie{f' {period}' if period else ''}"
    return [
        *pairs(
            ("Betreff", f"{source.full_name}: {subject}"),
            ("Beratung und Beschluss", book.said("plan.decision_body")),
            ("Sitzung", book.said("plan.council_date")),
        )
    ]


def _proposal(book: Book, source: Source) -> list[Block]:
    proposal = book.said("plan.decision_proposal")
    if proposal is None:
        return []
    return headed("Beschlussvorschlag", [Quotation(proposal)])


def _reasons(book: Book, source: Source) -> list[Block]:
    blocks: list[Block] = [Paragraph(_way(book, source))]
    people = population_words(book)
    if people:
        blocks.append(Paragraph(people))
    message = book.peek("profile.main_message")
    if message:
        blocks += [Paragraph("Das Kommunalprofil fasst die Lage so zusammen:"), Quotation(message)]
    fields = strategy_in(book, source).fields
    if fields:
        before = "Gearbeitet wird in diesem Handlungsfeld:"
        if len(fields) > 1:
            before = f"Gearbeitet wird in diesen {len(fields)} Handlungsfeldern:"
        ranked = sorted(fields, key=lambda field: field.rank or len(fields) + 1)
        blocks += [Paragraph(before), Items(tuple(field.title for field in ranked))]
    vision = book.said("plan.vision")
    if vision:
        blocks += [Paragraph("Der Werkstattplan folgt dieser langen Linie:"), Quotation(vision)]
    return blocks


def _way(book: Book, source: Source) -> str:
    """How the plan came about: only what has taken place by now."""
    steps = []
    kickoff = exact_day(book.peek_value("kickoff.date"))
    if kickoff and kickoff <= source.today:
        steps.append(f"Die Arbeit an der Demografiestrategie begann am {spoken_day(kickoff)}.")
    workshop = exact_day(book.peek_value("workshop.date"))
    if workshop and workshop <= source.today:
        came = number(book.peek_value("workshop.attended"))
        day = spoken_day(workshop)
        if came is None:
            steps.append(f"Am {day} fand die Zukunftswerkstatt statt.")
        else:
            verb = "nahm" if came == 1 else "nahmen"
            steps.append(f"An der Zukunftswerkstatt am {day} {verb} {persons(came)} teil.")
    steps.append(
        "Der Werkstattplan verbindet die Ergebnisse zu einem gemeinsamen Vorgehen mit Zielen, "
        "Maßnahmen, Zeiten, Kosten und Zuständigkeiten."
    )
    return prose(steps)


def _measures(book: Book) -> list[Block]:
    found = book.items(MEASURES)
    if not found:
        return []
    text = "Der Plan enthält eine Maßnahme."
    if len(found) > 1:
        text = f"Der Plan enthält {len(found)} Maßnahmen."
    blocks: list[Block] = [Paragraph(text)]
    if short_titles(found) and fits(found, ("responsible",)):
        blocks.append(_measure_table(found))
    else:
        for item in found:
            blocks += [
                Heading(2, item.title()),
                *answers(book, *map(item.question, ("responsible", "start", "end"))),
            ]
    needed = [item.name for item in found if item.value("needs_decision") is True]
    if needed:
        verb = "Diese Maßnahme braucht" if len(needed) == 1 else "Diese Maßnahmen brauchen"
        blocks += [Paragraph(f"{verb} später einen eigenen Beschluss:"), Items(tuple(needed))]
    return headed("Maßnahmen", blocks)


def _measure_table(found: list[Item]) -> Table:
    return Table(
        caption="Maßnahmen des Werkstattplans",
        columns=("Maßnahme", "Verantwortlich", "Beginn", "Ende"),
        rows=tuple(
            (
                item.title(),
                item.said("responsible") or "noch offen",
                item.said("start") or "noch offen",
                item.said("end") or "noch offen",
            )
            for item in found
        ),
        widths=(0.36, 0.28, 0.18, 0.18),
    )


def _money(book: Book) -> list[Block]:
    found = book.items(MEASURES)
    frame = number(book.value("plan.budget_frame"))
    blocks: list[Block] = []
    if found:
        blocks.append(Paragraph(cost_sentences(found, frame)))
    if frame is not None:
        blocks.append(Facts((("Geld für den ganzen Plan", euros(frame)),)))
    if found and short_titles(found):
        blocks.append(cost_table(found))
    return headed("Kosten und Finanzierung", blocks)


def _involvement(book: Book) -> list[Block]:
    blocks: list[Block] = []
    ages = book.peek_entries("workshop.ages_attended")
    if ages:
        blocks.append(Paragraph(f"In der Zukunftswerkstatt vertreten: {listed(ages)}."))
    blocks += quotation(book, "plan.participation", "Bei der Umsetzung ist vorgesehen:")
    return blocks


def _implementation(book: Book) -> list[Block]:
    blocks = answers(book, "plan.steering", "plan.meeting_rhythm")
    review = book.value("plan.review_date")
    if isinstance(review, str):
        blocks.append(Paragraph(f"Eine Zwischenbilanz folgt {when(review)}."))
    blocks += quotation(book, "plan.transparency", "So wird die Öffentlichkeit informiert:")
    blocks += quotation(book, "plan.continuation", "So geht es nach dem Plan weiter:")
    return blocks


def _enclosures(book: Book) -> list[Block]:
    papers = ["Werkstattplan"]
    if book.items(MEASURES):
        papers.append("Maßnahmenblätter")
    if book.is_begun("profile"):
        papers.append("Kommunalprofil")
    return headed("Anlagen", [Items(tuple(papers), numbered=True)])
