"""What there is already and what people say: projects and interviews."""

from __future__ import annotations

from assistant.documents.book import Book, Item
from assistant.documents.chapters.pieces import fits, short_titles, without_empty_columns
from assistant.documents.chapters.shared import answers, headed
from assistant.documents.content import Block, Heading, Paragraph, Quotation, Table
from assistant.documents.phrasing import counted
from assistant.documents.source import Source

PROJECTS, INTERVIEWS = "profile.projects", "profile.interviews"
PROJECT_FIELDS = ("theme", "carrier", "ages", "state")


def projects(book: Book, source: Source) -> list[Block]:
    """The projects as a table, what works well with each below it."""
    found = book.items(PROJECTS)
    if not found:
        return []
    text = f"{counted(len(found), 'Projekt ist', 'Projekte sind')} erfasst."
    blocks: list[Block] = [Paragraph(text)]
    if short_titles(found) and fits(found, PROJECT_FIELDS):
        blocks.append(_project_table(found))
    for item in found:
        left = [item.question(name) for name in (*PROJECT_FIELDS, "works_well")]
        said = answers(book, *(question for question in left if question not in book.told))
        if said:
            blocks += [Heading(2, item.title()), *said]
    return headed("Was es schon gibt", blocks)


def _project_table(found: list[Item]) -> Table:
    table = Table(
        caption="Projekte und Angebote",
        columns=("Projekt", "Thema", "Wer dahintersteht", "Generationen", "Stand"),
        rows=tuple(
            (item.title(), *(item.said(name) or "" for name in PROJECT_FIELDS)) for item in found
        ),
        widths=(0.24, 0.2, 0.22, 0.2, 0.14),
    )
    return without_empty_columns(table)


def interviews(book: Book, source: Source) -> list[Block]:
    """What was said, in the words it was written down; then who is still to be asked."""
    found = book.items(INTERVIEWS)
    if not found:
        return []
    blocks: list[Block] = []
    for item in found:
        message = item.said("message")
        if message is not None:
            blocks += [Heading(2, item.title()), *_when(book, item), Quotation(message)]
            book.tell(item.question("held"))
    others = [item for item in found if item.peek("message") is None]
    if others:
        table = Table(
            caption="Gespräche ohne festgehaltene Kernaussage",
            columns=("Gespräch mit", "Tag", "Geführt"),
            rows=tuple(
                (item.title(), item.said("date") or "", item.said("held") or "noch offen")
                for item in others
            ),
            widths=(0.5, 0.3, 0.2),
        )
        blocks.append(without_empty_columns(table))
    return headed("Gespräche", blocks)


def _when(book: Book, item: Item) -> list[Block]:
    return answers(book, item.question("date"))
