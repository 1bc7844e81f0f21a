"""What the plan costs and who pays: by measure, the sum, and the frame."""

from __future__ import annotations

from assistant.documents.book import Book, Item
from assistant.documents.chapters.pieces import (
    fits,
    number,
    short_titles,
    without_empty_columns,
)
from assistant.documents.chapters.shared import headed
from assistant.documents.content import Block, Paragraph, Table
from assistant.documents.phrasing import counted, euros, prose
from assistant.documents.source import Source
from assistant.plan.model import MEASURES

FUNDING_IN_TABLE = 300


def costs(book: Book, source: Source) -> list[Block]:
    """Each measure's costs with their source, summed up and held against the frame."""
    found = book.items(MEASURES)
    frame = number(book.value("plan.budget_frame"))
    known = [item for item in found if item.peek_value("budget") is not None]
    blocks: list[Block] = []
    if frame is not None:
        blocks.append(Paragraph(f"Für den ganzen Plan stehen ungefähr {euros(frame)} bereit."))
    if known or any(item.peek("funding") for item in found):
        blocks.append(Paragraph(cost_sentences(found, frame)))
        if short_titles(found):
            blocks.append(cost_table(found))
    return headed("Kosten und Finanzierung", blocks)


def cost_sentences(found: list[Item], frame: float | None) -> str:
    """What the measures cost together, and whether the money reaches."""
    amounts = [number(item.peek_value("budget")) for item in found]
    known = [amount for amount in amounts if amount is not None]
    missing = len(found) - len(known)
    whole = sum(known)
    sentences = []
    if known and not missing:
        who = "Die Maßnahme kostet" if len(found) == 1 else "Die Maßnahmen kosten zusammen"
        sentences.append(f"{who} {euros(whole)}.")
    elif known:
        who = counted(len(known), "Maßnahme", "Maßnahmen")
        sentences.append(f"Für {who} stehen die Kosten fest, zusammen {euros(whole)}.")
    if missing:
        verb = "Für eine Maßnahme" if missing == 1 else f"Für {missing} Maßnahmen"
        sentences.append(f"{verb} {'sind' if known else 'stehen'} die Kosten noch {_open(known)}.")
    if frame is not None and known:
        left = frame - whole
        if left < 0:
            sentences.append(f"Das sind {euros(-left)} mehr, als bereitstehen.")
        elif left == 0:
            sentences.append("Das entspricht genau dem Geld, das bereitsteht.")
        else:
            sentences.append(f"Damit sind {euros(left)} noch nicht verplant.")
    return prose(sentences)


def _open(known: list[float]) -> str:
    return "offen" if known else "nicht fest"


def cost_table(found: list[Item]) -> Table:
    """By measure: costs and where the money comes from; the sum last."""
    with_funding = fits(found, ("funding",), FUNDING_IN_TABLE)
    rows = []
    whole = 0.0
    for item in found:
        amount = number(item.value("budget"))
        whole += amount or 0
        shown = item.said("budget") or "noch offen"
        funding = (item.said("funding") or "") if with_funding else ""
        rows.append((item.name, shown, funding))
    if len(found) > 1:
        rows.append(("Zusammen", euros(whole), ""))
    table = Table(
        caption="Kosten der Maßnahmen",
        columns=("Maßnahme", "Kosten", "Herkunft des Geldes"),
        rows=tuple(rows),
        numeric=(1,),
        widths=(0.42, 0.18, 0.4),
        total=len(found) > 1,
    )
    return without_empty_columns(table)
