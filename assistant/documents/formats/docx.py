"""Word: a document that people go on editing, with real headings, lists, tables and fields."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn

from assistant.documents.content import COLOUR, Document
from assistant.documents.formats.prepared import prepare
from assistant.documents.formats.word_base import base_document, repacked
from assistant.documents.formats.word_blocks import Blocks
from assistant.documents.formats.word_contents import contents, front
from assistant.documents.formats.word_frame import locale, write_frame, write_properties
from assistant.documents.formats.word_styles import add_styles
from assistant.documents.formats.word_xml import write


def write_docx(document: Document, template: Path | None = None) -> bytes:
    """The document for Word; `template` is a .docx whose styles, head and foot are used."""
    ready = prepare(document)
    accent, language = ready.letterhead.colour, locale(ready.language)
    base = template.read_bytes() if template else base_document(accent, language)
    word: Any = docx.Document(io.BytesIO(base))
    ids = add_styles(word.styles.element, accent, language)
    body = word.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    _write_body(Blocks(word.part, body, ids), ready, ids)
    write_frame(word, ready, ids)
    write_properties(word, ready)
    made = io.BytesIO()
    word.save(made)
    return repacked(made.getvalue())


def _write_body(blocks: Blocks, document: Document, ids: dict[str, str]) -> None:
    titles = front(document, ids)
    for title in titles:
        blocks.append(title)
    if document.long:
        blocks.break_page()
    for block in document.blocks:
        blocks.write(block)
    if document.long and blocks.headings:
        titles[-1].addnext(contents(blocks.headings, ids))
    if document.note:
        write(blocks.paragraph("Vermerk"), document.note)


def default_template() -> bytes:
    """What is used without a template, for an operator to begin with."""
    return base_document(COLOUR, "de-DE")
