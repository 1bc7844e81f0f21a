"""The front of a Word document: kind, title and state, and for a book its table of contents."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from assistant.documents.content import Document, Heading
from assistant.documents.formats.word_xml import add, element, field, open_field, paragraph, write

DEEPEST = 2
PAGE_NUMBERS = (
    "Die Seitenzahlen setzt Ihr Schreibprogramm ein: Klicken Sie mit der rechten Maustaste in "
    "dieses Verzeichnis und wählen Sie „Felder aktualisieren“, dann „Gesamtes Verzeichnis“ (in "
    "LibreOffice „Verzeichnis aktualisieren“). Dieser Hinweis verschwindet dabei."
)
TITLE_PAGE_ROOM = 4200
"""Above the title of a book, in twentieths of a point."""


def front(document: Document, ids: dict[str, str]) -> list[Any]:
    """Kind, title, subtitle and state; a book's with room above, as its title page."""
    made = []
    for style, words in (
        ("Dokumentart", document.kind),
        ("Title", document.title),
        ("Subtitle", document.subtitle),
        ("Stand", document.state),
    ):
        if words:
            made.append(paragraph(ids[style]))
            write(made[-1], words)
    if document.long:
        made[0].pPr.append(element("spacing", before=TITLE_PAGE_ROOM))
    return made


def contents(headings: Iterable[tuple[str, Heading]], ids: dict[str, str]) -> Any:
    """The table of contents as Word makes it, with its entries written already.

    Page numbers are Word's to find: until someone updates the field, the entries are links without.
    Asking Word to do so by itself (`updateFields`, `dirty`) makes it warn of "fields that may refer
    to other files" at every opening; so a hint says how, and stands inside the field: updating
    takes it away. `headings` come with the name of their bookmark.
    """
    block = element("sdt")
    gallery = add(add(block, "sdtPr"), "docPartObj")
    add(gallery, "docPartGallery", val="Table of Contents")
    add(gallery, "docPartUnique")
    inside = add(block, "sdtContent")
    title = paragraph(ids["TOC Heading"], element("pageBreakBefore"))
    write(title, "Inhalt")
    inside.append(title)
    entries = [(mark, it) for mark, it in headings if it.level <= DEEPEST]
    if entries:
        hint = paragraph(ids["Stand"])
        open_field(hint, rf'TOC \o "1-{DEEPEST}" \h \z \u')
        write(hint, PAGE_NUMBERS)
        inside.append(hint)
    for number, (mark, heading) in enumerate(entries):
        entry = paragraph(ids[f"toc {heading.level}"])
        link = add(entry, "hyperlink", anchor=mark, history=1)
        write(link, heading.text)
        write(link, "\t")
        field(link, rf"PAGEREF {mark} \h", "")
        if number == len(entries) - 1:
            add(add(entry, "r"), "fldChar", fldCharType="end")
        inside.append(entry)
    return block
