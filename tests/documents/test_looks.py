"""What a reader sees at first glance: no empty pages, no lists without end."""

from __future__ import annotations

import io
from typing import Any

import docx
import pypdf
from docx.oxml.ns import qn

from assistant.documents.catalogue import compose
from assistant.documents.content import Document, Items, Letterhead, Paragraph, Signatures
from assistant.documents.formats.docx import write_docx
from assistant.documents.formats.pdf import write_pdf
from assistant.process.document_kinds import KINDS
from tests.conftest import Api
from tests.documents.builder import Builder
from tests.documents.flat import flat
from tests.documents.processes import village


def pages(document: Document) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(write_pdf(document))).pages]


def test_an_empty_document_is_one_page_without_a_table_of_contents() -> None:
    for kind in KINDS:
        document = compose(kind, Builder("Leerort").source())
        if kind != "strategy":
            assert not document.long, kind
            assert len(pages(document)) == 1, kind


def test_a_book_keeps_its_title_page() -> None:
    assert compose("plan", village().complete().source()).long


def signed(lines: int) -> Document:
    """A document with so many lines before those that are signed on."""
    text = tuple(Paragraph(f"Zeile {number}") for number in range(lines))
    points = Items(("Erster Punkt", "Letzter Punkt"))
    people = Signatures(("Leitung", "Protokoll"))
    return Document("K", "T", None, "Stand", "Vermerk", Letterhead("M"), (*text, points, people))


def test_nobody_signs_an_empty_page() -> None:
    for lines in range(20, 40):
        (page,) = [page for page in pages(signed(lines)) if "Leitung" in page]
        assert "Letzter Punkt" in page
    word: Any = docx.Document(io.BytesIO(write_docx(signed(1))))
    kept = [
        it.text
        for it in word.paragraphs
        if it._p.find(qn("w:pPr") + "/" + qn("w:keepNext")) is not None
    ]
    assert "Letzter Punkt" in kept and "Erster Punkt" not in kept


def test_what_is_missing_in_the_profile_fills_no_pages() -> None:
    made = Builder("Grabow")
    made.stage("profile", {"population": 5573, "population_10y": 5663, "area": 72.27})
    document = compose("profile", made.source())
    lists = [block for block in document.blocks if isinstance(block, Items)]
    assert max((len(block.points) for block in lists), default=0) < 15
    assert "Jugendquotient" in flat(document) and "Excel-Datei" in flat(document)


async def test_a_calendar_without_a_date_says_so(api: Api) -> None:
    await api.register()
    response = await api.call("GET", "/api/documents/agenda.ics")
    assert response.status == 409
    problem = await response.json()
    assert problem["title"] == "Noch ohne Datum"
    assert "Termin des Kick-Offs" in problem["detail"]
