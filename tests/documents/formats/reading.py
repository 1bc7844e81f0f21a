"""What should be read back from a document, and how texts are compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields

from assistant.documents.content import Block, Document, Picture
from assistant.documents.formats.prepared import prepare
from tests.documents.formats.samples import SIGNS

UNSEEN = re.compile("[\\s\u00ad\u200b]+")


def squeezed(text: str) -> str:
    """Without white space and what formats add to break lines."""
    return UNSEEN.sub("", text)


def texts(document: Document) -> Iterator[str]:
    """Every text a reader should find, as it stands in the prepared document."""
    ready = prepare(document)
    yield from (ready.kind, ready.title, ready.subtitle or "", ready.state, ready.note)
    yield ready.letterhead.municipality
    for block in ready.blocks:
        yield from _strings(block)


def plain_texts(document: Document) -> Iterator[str]:
    """The same without those that hold right-to-left writing, which readers of PDFs reorder."""
    return (text for text in texts(document) if text not in SIGNS)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Picture):
        yield value.caption
    elif isinstance(value, tuple):
        for part in value:
            yield from _strings(part)
    elif isinstance(value, Block.__args__):  # type: ignore[attr-defined]
        for field in fields(value):
            yield from _strings(getattr(value, field.name))
