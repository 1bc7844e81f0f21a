"""What stands around the text in Word: head of the first page, foot of every page, properties."""

from __future__ import annotations

import re
from typing import Any

from docx.oxml.ns import qn
from docx.shared import Cm

from assistant.documents.content import Document
from assistant.documents.formats.word_pictures import add_picture
from assistant.documents.formats.word_xml import add, element, field, paragraph, write

COAT_OF_ARMS = Cm(1.9)
TEXT_WIDTH = 9354
"""Between the margins, in twentieths of a point."""


def locale(language: str) -> str:
    """The language as Word names it."""
    return f"{language}-DE" if language == "de" else language


def write_frame(word: Any, document: Document, ids: dict[str, str]) -> None:
    """Head and foot. A template's own stay, with their fields filled; what must stand on every
    page is added where the template does not say it."""
    section = word.sections[-1]
    templated = [
        part
        for name in ("header", "first_page_header", "footer", "first_page_footer")
        if not (part := getattr(section, name)).is_linked_to_previous
    ]
    if not templated:
        section.different_first_page_header_footer = True
    filled = {name for part in templated for name in _fill(part._element, _fields(document))}
    if "{Stand}" not in filled:
        _write_foot(section.footer, document, ids["footer"])
        if section.different_first_page_header_footer:
            _write_foot(section.first_page_footer, document, ids["footer"])
    first = section.different_first_page_header_footer
    header = section.first_page_header if first else section.header
    if "{Kommune}" not in filled and not _says_something(header._element):
        _write_head(header, document, ids["header"])


def write_properties(word: Any, document: Document) -> None:
    """Title, author, subject and language; no times, so the same document has the same bytes."""
    properties = word.core_properties
    for child in list(properties._element):
        properties._element.remove(child)
    properties.title = document.title
    properties.author = document.letterhead.municipality
    properties.subject = document.kind
    properties.language = locale(document.language)


def _fields(document: Document) -> dict[str, str]:
    return {
        "{Kommune}": document.letterhead.municipality,
        "{Art}": document.kind,
        "{Titel}": document.title,
        "{Stand}": document.state,
    }


def _fill(part: Any, fields: dict[str, str]) -> set[str]:
    """Puts the values where a template names a field; gives the names met."""
    met: set[str] = set()
    named = re.compile("|".join(map(re.escape, fields)))
    for text in part.iter(qn("w:t")):
        met.update(named.findall(text.text or ""))
        # In one go: a value that looks like a field is not read again.
        text.text = named.sub(lambda found: fields[found[0]], text.text or "")
    return met


def _says_something(part: Any) -> bool:
    return (
        bool("".join(part.itertext()).strip()) or next(part.iter(qn("w:drawing")), None) is not None
    )


def _write_foot(footer: Any, document: Document, style: str) -> None:
    made = paragraph(style)
    write(made, f"{document.letterhead.municipality} · {document.state}\tSeite ")
    field(made, "PAGE", "1")
    write(made, " von ")
    field(made, "NUMPAGES", "1")
    _append(footer, made)


def _write_head(header: Any, document: Document, style: str) -> None:
    head = document.letterhead
    tabs = element("tabs")
    add(tabs, "tab", val="right", pos=TEXT_WIDTH)
    made = paragraph(style, tabs)
    write(made, f"{head.municipality}\t")
    if head.coat_of_arms is not None:
        name, alt = "Wappen", f"Wappen: {head.municipality}"
        add_picture(made, header.part, head.coat_of_arms, name, alt, COAT_OF_ARMS)
    _append(header, made)


def _append(part: Any, made: Any) -> None:
    """At the end; takes the place of the one empty paragraph a new head or foot begins with."""
    root = part._element
    if not _says_something(root):
        for empty in root.findall(qn("w:p")):
            root.remove(empty)
    root.append(made)
