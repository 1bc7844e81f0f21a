"""A document made ready for any format: texts clean, nothing empty, headings without a gap.

The writers rely on it: no text holds what a file cannot carry, every list has points, every table
rows, every picture words, and a heading is at most one level below the one before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from assistant.documents.content import (
    Block,
    Document,
    Facts,
    Heading,
    Items,
    Notice,
    PageBreak,
    Paragraph,
    Picture,
    Quotation,
    Signatures,
    Table,
)
from assistant.documents.formats.colours import readable
from assistant.documents.formats.texts import clean, one_line

NOTHING = "–"
PNG = b"\x89PNG\r\n\x1a\n"
DEEPEST = 4


def prepare(document: Document) -> Document:
    """The same document with every promise of this module kept."""
    head = document.letterhead
    coat = head.coat_of_arms
    letterhead = replace(
        head,
        municipality=one_line(head.municipality),
        coat_of_arms=coat if coat is not None and coat.startswith(PNG) else None,
        colour=readable(head.colour),
    )
    kind = one_line(document.kind)
    return replace(
        document,
        kind=kind,
        title=one_line(document.title) or kind or "Dokument",
        subtitle=one_line(document.subtitle or "") or None,
        state=one_line(document.state),
        note=one_line(document.note),
        letterhead=letterhead,
        blocks=tuple(_breaks_between(_headings_without_gap(_filled(document.blocks)))),
    )


def _filled(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        made = _clean_block(block)
        if made is not None:
            yield made


def _clean_block(block: Block) -> Block | None:
    """The block with clean texts; None if nothing is left to say."""
    if isinstance(block, Heading):
        text = one_line(block.text)
        return replace(block, text=text) if text else None
    if isinstance(block, Paragraph):
        text = clean(block.text)
        return replace(block, text=text) if text else None
    if isinstance(block, Quotation):
        text, origin = clean(block.text), one_line(block.origin or "") or None
        return replace(block, text=text, origin=origin) if text else None
    if isinstance(block, Items):
        points = _said(block.points)
        return replace(block, points=points) if points else None
    if isinstance(block, Facts):
        named = [(one_line(name), clean(value)) for name, value in block.pairs]
        pairs = tuple((name, value or NOTHING) for name, value in named if name or value)
        return replace(block, pairs=pairs) if pairs else None
    if isinstance(block, Table):
        return _clean_table(block)
    if isinstance(block, Picture):
        caption = one_line(block.caption) or "Abbildung"
        return replace(block, caption=caption, alt=one_line(block.alt) or caption)
    if isinstance(block, Notice):
        title, points = one_line(block.title), _said(block.points)
        return replace(block, title=title or "Hinweis", points=points) if title or points else None
    if isinstance(block, Signatures):
        people = tuple(name for name in map(one_line, block.people) if name)
        return replace(block, people=people) if people else None
    return block


def _said(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(text for text in map(clean, texts) if text)


def _clean_table(table: Table) -> Table | None:
    width = len(table.columns)
    if not width:
        return None
    if any(len(row) != width for row in table.rows):
        raise ValueError(f"Table {table.caption!r}: a row is not as long as the columns.")
    rows = tuple(tuple(map(clean, row)) for row in table.rows)
    usable = len(table.widths) == width and all(share > 0 for share in table.widths)
    return replace(
        table,
        caption=one_line(table.caption) or "Tabelle",
        columns=tuple(one_line(name) or NOTHING for name in table.columns),
        rows=rows or ((NOTHING,) * width,),
        widths=table.widths if usable else (),
    )


def _headings_without_gap(blocks: Iterable[Block]) -> Iterator[Block]:
    """A level that is skipped would be an error in PDF/UA, and a riddle to those who listen."""
    level = 0
    for block in blocks:
        if isinstance(block, Heading):
            level = max(1, min(block.level, level + 1, DEEPEST))
            yield replace(block, level=level)
        else:
            yield block


def _breaks_between(blocks: Iterable[Block]) -> Iterator[Block]:
    """No empty page: a break stands between two other blocks or not at all."""
    waiting, begun = False, False
    for block in blocks:
        if isinstance(block, PageBreak):
            waiting = begun
            continue
        if waiting:
            yield PageBreak()
        yield block
        waiting, begun = False, True
