"""PDF, read back: tags, words, pictures, and what must never happen."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest
from pdfua import validate

from assistant.documents.content import Document, Heading, Letterhead, Paragraph, Table
from assistant.documents.formats.pdf import write_pdf
from assistant.documents.formats.pdf_fonts import missing_signs
from tests.documents.formats.reading import plain_texts, squeezed
from tests.documents.formats.samples import NOTE, STATE, chart, sample


@pytest.fixture(scope="module", params=[False, True], ids=["short", "long"])
def document(request: pytest.FixtureRequest) -> Document:
    return sample(long=request.param)


@pytest.fixture(scope="module")
def content(document: Document) -> bytes:
    return write_pdf(document)


@pytest.fixture(scope="module")
def pages(content: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]


def elements(node: Any) -> list[Any]:
    """All structure elements below a node."""
    if isinstance(node, pikepdf.Array):
        return [found for part in node for found in elements(part)]
    if isinstance(node, pikepdf.Dictionary) and "/S" in node:
        return [node, *elements(node.get("/K"))]
    return []


def a_text(text: str) -> Document:
    """A document of one paragraph."""
    return Document("K", "T", None, STATE, NOTE, Letterhead("M"), (Paragraph(text),))


def text_of(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def test_nothing_speaks_against_pdf_ua(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "document.pdf"
    path.write_bytes(content)
    assert list(validate(path).findings) == []


def test_title_language_and_tags(content: bytes, document: Document) -> None:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert str(pdf.docinfo.Title) == document.title
        assert str(pdf.docinfo.Author) == document.letterhead.municipality
        assert str(pdf.Root.Lang).startswith("de")
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        found = elements(pdf.Root.StructTreeRoot.K)
        tags = Counter(str(element.S) for element in found)
        for tag in ("/Title", "/H1", "/H2", "/H3", "/H4", "/L", "/LI", "/Table", "/Figure"):
            assert tags[tag], tag
        assert tags["/TH"] == 4 + 3 + 2
        described = [str(it.get("/Alt", "")) for it in found if it.S == "/Figure"]
        assert described == ["Wappen: Stadt Musterstadt", chart().alt]
        assert tags["/TOCI"] == (4 if document.long else 0)


def test_headings_are_the_outline(content: bytes) -> None:
    first = pypdf.PdfReader(io.BytesIO(content)).outline[0]
    assert isinstance(first, dict)
    assert first["/Title"] == "Anlass und Auftrag"


def test_every_text_is_found(pages: list[str], document: Document) -> None:
    # Beside the words a page says its number and its foot, between the halves of a text.
    foot = squeezed(f"Stadt Musterstadt · {STATE}")
    number = "Seite{}von" + str(len(pages))
    read = "".join(
        squeezed(page).replace(foot + number.format(at), "") for at, page in enumerate(pages, 1)
    )
    read += foot
    missing = [text for text in plain_texts(document) if squeezed(text) not in read]
    assert missing == []


def test_nothing_stands_twice(pages: list[str]) -> None:
    read = squeezed("".join(pages))
    for once in ("Generationentreff im alten Bahnhof", "Protokoll binnen einer Woche", NOTE):
        assert read.count(squeezed(once)) == 1


def test_every_page_says_state_and_number(pages: list[str]) -> None:
    for number, page in enumerate(pages, 1):
        assert STATE in page
        assert f"Seite {number} von {len(pages)}" in page


@pytest.mark.parametrize(
    "sign", ["👍🏽", "👨‍👩‍👧", "🇩🇪", "✅", "日本語", "नमस्ते", "日\u0301", "\u0605"]
)
def test_signs_without_a_glyph_are_still_there(sign: str) -> None:
    assert missing_signs(sign)
    assert f"vor {sign} nach" in text_of(write_pdf(a_text(f"vor {sign} nach")))


def test_a_font_is_made_only_for_what_is_missing() -> None:
    assert missing_signs("Grüße – „Zitat“ 3 m² 12 € 😀 שלום مرحبا \u200f\u202e\u200b") == []


def test_a_sign_that_cannot_be_set_does_not_cost_the_document(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("assistant.documents.formats.pdf.box_font", lambda signs: b"")
    assert "vor \ufffd nach" in text_of(write_pdf(a_text("vor 👍 nach")))


def test_very_long_words_stay_on_the_page() -> None:
    content = write_pdf(a_text("x" * 3000))
    inside = []

    def visit(text: str, _: Any, matrix: list[float], *__: Any) -> None:
        if text.strip():
            inside.append((len(text.strip()), matrix[4]))

    for page in pypdf.PdfReader(io.BytesIO(content)).pages:
        page.extract_text(visitor_text=visit)
    assert max(length for length, _ in inside) < 110
    assert text_of(content).count("x") == 3000


def test_the_same_document_gives_the_same_bytes(content: bytes, document: Document) -> None:
    assert write_pdf(document) == content


def test_a_document_without_blocks_is_written() -> None:
    empty = replace(sample(), blocks=(), title="", kind="", subtitle=None, state="", note="")
    for long in (False, True):
        assert "Dokument" in text_of(write_pdf(replace(empty, long=long)))


def test_thousands_of_rows() -> None:
    rows = tuple((f"Zeile {number}", str(number)) for number in range(3000))
    document = replace(a_text(""), blocks=(Heading(1, "Liste"), Table("Lang", ("A", "B"), rows)))
    assert "Zeile 2999" in text_of(write_pdf(document))


def test_an_operator_can_replace_the_template(tmp_path: Path) -> None:
    template = tmp_path / "own.typ"
    template.write_text(
        "#let data = json(bytes(sys.inputs.document))\n"
        '#set document(title: data.title)\n#set text(lang: data.language, font: "DejaVu Sans")\n'
        "Eigene Vorlage: #data.title\n",
        "utf-8",
    )
    assert "Eigene Vorlage: Kick-Off" in text_of(write_pdf(sample(), template))


def test_a_template_that_fetches_is_refused(tmp_path: Path) -> None:
    template = tmp_path / "own.typ"
    template.write_text('#import "@preview/cetz:0.3.0"', "utf-8")
    with pytest.raises(ValueError, match=r"own\.typ"):
        write_pdf(sample(), template)
