"""A document as one text, in the order of reading, for asking what stands in it."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.documents.content import (
    Block,
    Document,
    Facts,
    Heading,
    Items,
    Notice,
    Paragraph,
    Picture,
    Quotation,
    Signatures,
    Table,
)


def flat(document: Document) -> str:
    """All texts of a document, each on its line, white space made single."""
    head = [document.kind, document.title, document.subtitle or "", document.state, document.note]
    texts = [*head, *(text for block in document.blocks for text in texts_of(block))]
    return "\n".join(" ".join(text.split()) for text in texts)


def texts_of(block: Block) -> Iterator[str]:
    """The texts of a block."""
    if isinstance(block, (Heading, Paragraph)):
        yield block.text
    elif isinstance(block, Quotation):
        yield block.text
        yield block.origin or ""
    elif isinstance(block, Items):
        yield from block.points
    elif isinstance(block, Facts):
        yield from (f"{name}: {text}" for name, text in block.pairs)
    elif isinstance(block, Table):
        yield block.caption
        yield from block.columns
        for row in block.rows:
            assert len(row) == len(block.columns), block.caption
            yield from row
    elif isinstance(block, Picture):
        yield block.alt
        yield block.caption
    elif isinstance(block, Notice):
        yield block.title
        yield from block.points
    elif isinstance(block, Signatures):
        yield from block.people


def fixed_texts(document: Document) -> list[str]:
    """The texts without quotations: what is written by us, or answers that stand in a frame."""
    return [
        text
        for block in document.blocks
        if not isinstance(block, Quotation)
        for text in texts_of(block)
    ]
