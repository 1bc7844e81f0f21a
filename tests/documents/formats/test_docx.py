"""Word, read back: styles, lists, tables, pictures, fields, and templates of one's own."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import RGBColor

from assistant.documents.content import Document, PageBreak, Paragraph, Table
from assistant.documents.formats.docx import default_template, write_docx
from tests.documents.formats.reading import squeezed, texts
from tests.documents.formats.samples import NOTE, STATE, chart, sample


@pytest.fixture(scope="module", params=[False, True], ids=["short", "long"])
def document(request: pytest.FixtureRequest) -> Document:
    return sample(long=request.param)


@pytest.fixture(scope="module")
def content(document: Document) -> bytes:
    return write_docx(document)


@pytest.fixture(scope="module")
def word(content: bytes) -> Any:
    return docx.Document(io.BytesIO(content))


def roots(word: Any) -> list[Any]:
    """The body, the head of the first page and the feet."""
    section = word.sections[0]
    around = (section.first_page_header, section.first_page_footer, section.footer)
    return [word.element.body, *(it._element for it in around)]


def read(word: Any) -> str:
    return "".join(it.text or "" for root in roots(word) for it in root.iter(qn("w:t")))


def values(root: Any, tag: str) -> list[str]:
    return [it.get(qn("w:val")) for it in root.iter(qn(tag))]


def test_every_text_is_found(word: Any, document: Document) -> None:
    words = squeezed(read(word))
    assert [text for text in texts(document) if squeezed(text) not in words] == []


def test_nothing_stands_twice(word: Any) -> None:
    words = squeezed(read(word))
    for once in ("Generationentreff im alten Bahnhof", "Protokoll binnen einer Woche", NOTE):
        assert words.count(squeezed(once)) == 1


def test_headings_have_the_styles_of_word(word: Any) -> None:
    styles = {it.style.name for it in word.paragraphs}
    assert {"Title", "Heading 1", "Heading 2", "Heading 3", "Heading 4"} <= styles
    for level in range(1, 5):
        properties = word.styles[f"Heading {level}"].element.pPr
        assert properties.find(qn("w:outlineLvl")).get(qn("w:val")) == str(level - 1)
        assert properties.find(qn("w:keepNext")) is not None
    assert [it.text for it in word.paragraphs if it.style.name == "Title"] == [
        "Kick-Off zur Demografiestrategie"
    ]


def test_german_everywhere(word: Any) -> None:
    languages = [it.get(qn("w:val")) for it in word.styles.element.iter(qn("w:lang"))]
    assert len(languages) > 20
    assert set(languages) == {"de-DE"}
    assert word.styles.element.find(qn("w:docDefaults")) is not None


def test_properties_name_the_municipality_and_no_time(word: Any, content: bytes) -> None:
    properties = word.core_properties
    assert properties.title == "Kick-Off zur Demografiestrategie"
    assert properties.author == "Stadt Musterstadt"
    assert properties.subject == "Protokoll"
    assert properties.language == "de-DE"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {it.date_time for it in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"dcterms:created" not in archive.read("docProps/core.xml")


def test_every_used_style_is_there(word: Any) -> None:
    known = {it.style_id for it in word.styles}
    used = {
        style
        for root in roots(word)
        for tag in ("w:pStyle", "w:tblStyle")
        for style in values(root, tag)
    }
    assert used <= known


def test_no_empty_paragraph_makes_room(word: Any) -> None:
    for paragraph in word.element.body.findall(qn("w:p")):
        assert "".join(paragraph.itertext()).strip() or list(paragraph.iter(qn("w:drawing")))


def test_tables_repeat_and_mark_their_headers(word: Any) -> None:
    assert len(word.tables) == 3
    for table in word.tables:
        first, *others = table._tbl.findall(qn("w:tr"))
        assert first.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        assert not [it for row in others for it in row.iter(qn("w:tblHeader"))]
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
        widths = [int(it.get(qn("w:w"))) for it in table._tbl.iter(qn("w:gridCol"))]
        assert sum(widths) == pytest.approx(9354, abs=5)
        for row in table._tbl.findall(qn("w:tr")):
            assert [int(it.get(qn("w:w"))) for it in row.iter(qn("w:tcW"))] == widths
    costs = word.tables[0]
    assert [values(row._tr, "w:jc") for row in costs.rows[:2]] == [["right"], ["right"]]
    assert costs.rows[1].cells[0].paragraphs[0].runs[0].bold


def test_captions_stay_with_their_tables(word: Any) -> None:
    for table in word.tables:
        caption = table._tbl.getprevious()
        assert values(caption, "w:pStyle") == ["Caption"]
        assert list(caption.iter(qn("w:keepNext")))


def test_all_pictures_are_described(word: Any) -> None:
    described = [it.get("descr") for root in roots(word) for it in root.iter(qn("wp:docPr"))]
    assert sorted(described) == sorted([chart().alt, "Wappen: Stadt Musterstadt"])


def test_lists_are_lists_and_begin_with_one(word: Any) -> None:
    numbering = word.part.numbering_part.element
    definitions = {it.get(qn("w:numId")): it for it in numbering.findall(qn("w:num"))}
    numbers = [
        values(it._p, "w:numId")[0] for it in word.paragraphs if it.style.name == "List Number"
    ]
    assert len(set(numbers)) == 3
    for number in numbers:
        assert values(definitions[number], "w:startOverride") == ["1"]
    for it in word.paragraphs:
        if it.style.name in ("List Bullet", "List Number", "Hinweis Punkt"):
            assert values(it._p, "w:numId")[0] in definitions
    kinds = [it.tag for it in numbering]
    assert kinds == sorted(kinds), "definitions stand before numbers"


def test_every_page_says_municipality_state_and_number(word: Any) -> None:
    section = word.sections[0]
    assert section.different_first_page_header_footer
    for footer in (section.footer, section.first_page_footer):
        words = "".join(it.text for it in footer.paragraphs)
        assert f"Stadt Musterstadt · {STATE}" in words
        fields = [it.text.strip() for it in footer._element.iter(qn("w:instrText"))]
        assert fields == ["PAGE", "NUMPAGES"]


def test_page_breaks_belong_to_what_follows(word: Any, document: Document) -> None:
    broken = [it.style.name for it in word.paragraphs if list(it._p.iter(qn("w:pageBreakBefore")))]
    first = ["Heading 1"] if document.long else []
    assert broken == [*first, "Heading 1", "Signature"]
    assert not [it for it in word.element.body.iter(qn("w:br")) if it.get(qn("w:type"))]


def test_a_book_has_a_table_of_contents_with_entries(word: Any, document: Document) -> None:
    blocks = list(word.element.body.iter(qn("w:sdt")))
    assert len(blocks) == document.long
    if not document.long:
        return
    links = [it.get(qn("w:anchor")) for it in blocks[0].iter(qn("w:hyperlink"))]
    marks = [it.get(qn("w:name")) for it in word.element.body.iter(qn("w:bookmarkStart"))]
    assert len(links) == 4
    assert set(links) <= set(marks)
    assert len(set(marks)) == len(marks)
    fields = values_of_fields(blocks[0])
    assert fields["begin"] == fields["separate"] == fields["end"] == 1 + len(links)
    assert "Vereinbarungen" in "".join(blocks[0].itertext())
    # Within the field, so that updating it takes the hint away.
    words = [it.text for it in blocks[0].iter(qn("w:instrText"), qn("w:t"))]
    hint = next(n for n, it in enumerate(words) if it.startswith("Die Seitenzahlen"))
    assert "TOC" in words[hint - 1]


def test_word_opens_it_without_a_question(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for name in parts.namelist():
            if name.endswith(".xml"):
                assert b"updateFields" not in parts.read(name)
                assert b"w:dirty" not in parts.read(name)


def values_of_fields(root: Any) -> dict[str, int]:
    kinds = [it.get(qn("w:fldCharType")) for it in root.iter(qn("w:fldChar"))]
    return {kind: kinds.count(kind) for kind in ("begin", "separate", "end")}


def test_properties_stand_in_the_order_of_the_schema(word: Any) -> None:
    order = [
        "pStyle",
        "keepNext",
        "keepLines",
        "pageBreakBefore",
        "numPr",
        "pBdr",
        "shd",
        "tabs",
        "suppressAutoHyphens",
        "spacing",
        "ind",
        "jc",
        "outlineLvl",
    ]
    for root in (word.element.body, word.styles.element):
        for properties in root.iter(qn("w:pPr")):
            names = [it.tag.rpartition("}")[2] for it in properties]
            assert names == sorted(names, key=order.index)


def test_the_same_document_gives_the_same_bytes(content: bytes, document: Document) -> None:
    assert write_docx(document) == content


def test_no_relation_leads_outside(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        relations = [archive.read(it) for it in archive.namelist() if it.endswith(".rels")]
    assert relations
    assert not [it for it in relations if b"TargetMode" in it]


def test_thousands_of_rows() -> None:
    rows = tuple((f"Zeile {number}", str(number)) for number in range(3000))
    made = write_docx(replace(sample(), blocks=(Table("Lang", ("A", "B"), rows),)))
    assert len(docx.Document(io.BytesIO(made)).tables[0]._tbl.findall(qn("w:tr"))) == 3001


def test_a_document_without_blocks_is_written() -> None:
    empty = replace(sample(), blocks=(), title="", kind="", subtitle=None, state="", note="")
    for long in (False, True):
        word = docx.Document(io.BytesIO(write_docx(replace(empty, long=long))))
        assert word.paragraphs[0].text == "Dokument"


def own_template(path: Path, foot: str) -> Path:
    """Our own template, changed as an operator would."""
    word: Any = docx.Document(io.BytesIO(default_template()))
    word.styles["Heading 1"].font.color.rgb = RGBColor(0xAA, 0, 0)
    word.sections[0].footer.paragraphs[0].text = foot
    word.add_paragraph("Platzhalter der Vorlage")
    word.save(str(path))
    return path


def test_a_template_keeps_its_styles_and_foot(tmp_path: Path) -> None:
    template = own_template(tmp_path / "own.docx", "Amt 12, {Stand}, {Titel}")
    word: Any = docx.Document(io.BytesIO(write_docx(sample(), template)))
    assert word.styles["Heading 1"].font.color.rgb == RGBColor(0xAA, 0, 0)
    foot = [it.text for it in word.sections[0].footer.paragraphs]
    assert foot == [f"Amt 12, {STATE}, Kick-Off zur Demografiestrategie"]
    assert "Platzhalter" not in read(word)
    assert "Stadt Musterstadt" in word.sections[0].header.paragraphs[-1].text


def test_a_template_without_the_state_gets_it(tmp_path: Path) -> None:
    template = own_template(tmp_path / "own.docx", "Amt 12")
    word = docx.Document(io.BytesIO(write_docx(sample(), template)))
    foot = [it.text for it in word.sections[0].footer.paragraphs]
    assert foot[0] == "Amt 12"
    assert STATE in foot[1]


def test_a_foreign_template_gets_what_it_lacks(tmp_path: Path) -> None:
    template = tmp_path / "foreign.docx"
    docx.Document().save(str(template))
    word: Any = docx.Document(io.BytesIO(write_docx(sample(long=True), template)))
    used = {it.style.name for it in word.paragraphs}
    assert {"Heading 1", "Fakten", "Hinweis Titel", "Quote"} <= used
    known = {it.style_id for it in word.styles}
    assert set(values(word.element.body, "w:pStyle")) <= known
    blocks = (Paragraph("a"), PageBreak(), Paragraph("b"))
    again: Any = docx.Document(io.BytesIO(write_docx(replace(sample(), blocks=blocks), template)))
    assert [it.text for it in again.paragraphs[-3:]] == ["a", "b", NOTE]
