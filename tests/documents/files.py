"""What stands in a written file, read back with the libraries of its format."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import docx
import openpyxl  # type: ignore[import-untyped]
from docx.oxml.ns import qn
from icalendar import Calendar
from lxml import html
from pypdf import PdfReader

from assistant.process.document_kinds import Format
from tests.documents.formats.reading import squeezed


def read_back(form: Format, content: bytes) -> str:
    """All texts of a file in their order, without white space."""
    readers: dict[Format, Any] = {
        "docx": _docx,
        "pdf": _pdf,
        "html": _html,
        "xlsx": _xlsx,
        "ics": _ics,
    }
    return squeezed("\n".join(readers[form](content)))


def _docx(content: bytes) -> Iterator[str]:
    body: Any = docx.Document(io.BytesIO(content)).element.body
    for paragraph in body.iter(qn("w:p")):
        yield "".join(text.text or "" for text in paragraph.iter(qn("w:t")))


def _pdf(content: bytes) -> Iterator[str]:
    # The foot of each page would stand in the middle of what goes over two of them.
    for page in PdfReader(io.BytesIO(content)).pages:
        lines = page.extract_text().splitlines()
        yield "\n".join(line for line in lines if not _is_foot(line))


def _is_foot(line: str) -> bool:
    return (" · " in line and "Stand" in line) or line.startswith("Seite ")


def _html(content: bytes) -> Iterator[str]:
    page = html.fromstring(content.decode())
    for style in page.iter("style"):
        style.text = None
    yield page.text_content()


def _xlsx(content: bytes) -> Iterator[str]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            yield from (str(cell.value) for cell in row if cell.value is not None)


def _ics(content: bytes) -> Iterator[str]:
    for part in Calendar.from_ical(content).walk():
        yield from (str(part.get(name, "")) for name in ("SUMMARY", "DESCRIPTION", "LOCATION"))


def word_problems(content: bytes) -> list[str]:
    """What would shut out people who listen to a Word document."""
    word: Any = docx.Document(io.BytesIO(content))
    body = word.element.body
    found = []
    if word.core_properties.language != "de-DE" or not word.core_properties.title:
        found.append("title or language is missing")
    level = 0
    for paragraph in word.paragraphs:
        style = paragraph.style.name
        if style.startswith("Heading "):
            if int(style[8:]) > level + 1:
                found.append(f"a level is left out before {paragraph.text!r}")
            level = int(style[8:])
        if not paragraph.text.strip() and not paragraph._p.findall(".//" + qn("w:drawing")):
            found.append("an empty paragraph")
    for table in body.iter(qn("w:tbl")):
        if table.find(".//" + qn("w:tblHeader")) is None:
            found.append("a table without a row of headers")
        if table.find(".//" + qn("w:tblCaption")) is None:
            found.append("a table without a caption")
        widths = {len(row.findall(qn("w:tc"))) for row in table.iter(qn("w:tr"))}
        if len(widths) > 1:
            found.append("a table with joined cells")
    for picture in body.iter(qn("wp:docPr")):
        if not picture.get("descr"):
            found.append("a picture without words")
    return found


def html_problems(content: bytes) -> list[str]:
    """What runs, is fetched, or is not named in an HTML document."""
    page = html.fromstring(content.decode())
    found = [f"<{tag}>" for tag in ("script", "iframe", "object", "form") for _ in page.iter(tag)]
    for element in page.iter():
        for name, value in element.attrib.items():
            if name.startswith("on") or value.strip().lower().startswith(("javascript:", "http")):
                found.append(f"{name}={value[:40]}")
    found += ["an image without words" for image in page.iter("img") if not image.get("alt")]
    if page.get("lang") != "de":
        found.append("no language")
    return found


def xlsx_problems(content: bytes) -> list[str]:
    """Cells that would calculate or lead outside."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [
        f"{sheet.title}!{cell.coordinate}"
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f" or cell.hyperlink
    ]
