"""The papers on privacy and accessibility as documents, to be written in every format."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

from assistant.documents.content import (
    Block,
    Document,
    Facts,
    Heading,
    Items,
    Letterhead,
    Notice,
    Paragraph,
    Signatures,
    Table,
)
from assistant.privacy.papers import Block as PaperBlock
from assistant.privacy.papers import House, Paper, load_papers
from assistant.process.retention import periods_of
from assistant.settings import PREFIX, Settings

DRAFT = "Entwurf – bitte von Ihrer Datenschutzstelle prüfen lassen"
DRAFT_OF_ACCESSIBILITY = "Entwurf – bitte prüfen und ergänzen"
NOTE = "Vorlage der Demografie-Assistenz, gefüllt aus den Einstellungen. Keine Rechtsberatung."
OWN_PAPERS = "papers"


def house_of(settings: Settings) -> House:
    """What the settings say of the house."""
    return House(
        {
            "operator": settings.operator,
            "privacy_contact": settings.privacy_contact,
            "supervisory_authority": settings.supervisory_authority,
            "accessibility_contact": settings.accessibility_contact,
            "arbitration_body": settings.arbitration_body,
        },
        settings.papers_reviewed,
    )


def papers_of(settings: Settings) -> tuple[Paper, ...]:
    """All papers, filled from the settings; own ones in the folder of templates come first."""
    own: Path | None = settings.templates / OWN_PAPERS if settings.templates else None
    return load_papers(house_of(settings), periods_of(settings), own)


def missing_settings(settings: Settings) -> list[str]:
    """The settings that would close a gap in the papers."""
    return [PREFIX + name.upper() for name in house_of(settings).missing()]


def document_of(paper: Paper, settings: Settings, today: datetime.date) -> Document:
    """A paper as a document: first how far it is, then its parts."""
    house = house_of(settings)
    state = state_of(paper, settings)
    return Document(
        kind=paper.id,
        title=paper.title,
        subtitle=paper.about,
        state=f"{state}, {today.day}.{today.month}.{today.year}",
        note=NOTE,
        letterhead=Letterhead(house.words()["operator_name"]),
        blocks=(*standing(paper, settings), *blocks_of(paper)),
    )


def state_of(paper: Paper, settings: Settings) -> str:
    """Draft, until the house says that it was looked at."""
    if settings.papers_reviewed:
        return settings.papers_reviewed
    return DRAFT_OF_ACCESSIBILITY if paper.id == "barrierefreiheit" else DRAFT


def standing(paper: Paper, settings: Settings) -> Iterator[Block]:
    """A notice with what is still missing; none for a paper that was looked at and is whole."""
    gaps = tuple(f"Es fehlt: {gap}" for gap in paper.gaps())
    if gaps or not settings.papers_reviewed:
        yield Notice(state_of(paper, settings), gaps)


def blocks_of(paper: Paper) -> Iterator[Block]:
    """The parts of a paper as blocks of a document."""
    for block in paper.blocks:
        yield _block(block)


def _block(block: PaperBlock) -> Block:
    if block.kind in ("heading", "subheading"):
        return Heading(1 if block.kind == "heading" else 2, block.text)
    if block.kind in ("lead", "paragraph"):
        return Paragraph(block.text, lead=block.kind == "lead")
    if block.kind in ("items", "numbered"):
        return Items(block.points, numbered=block.kind == "numbered")
    if block.kind == "facts":
        return Facts(block.pairs)
    if block.kind == "signatures":
        return Signatures(block.points)
    return Table(block.caption, block.columns, block.rows)
