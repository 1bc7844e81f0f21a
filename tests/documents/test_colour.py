"""The municipality's colour: in every format, and always readable."""

from __future__ import annotations

import io
import itertools
from pathlib import Path
from typing import Any

import docx
import openpyxl  # type: ignore[import-untyped]
import pytest
from aiohttp.test_utils import TestClient, TestServer
from docx.oxml.ns import qn

from assistant.documents.catalogue import compose, sheets
from assistant.documents.formats.colours import TINT, readable
from assistant.documents.formats.docx import write_docx
from assistant.documents.formats.html import write_html
from assistant.documents.formats.pdf import pdf_setting
from assistant.documents.formats.xlsx import write_xlsx
from assistant.engine.agent import Assistant
from assistant.settings import read_settings
from assistant.web.app import make_app
from tests.conftest import Api
from tests.documents.builder import Builder
from tests.documents.processes import village

WANTED = "#a3262a"
STEPS = ("00", "33", "66", "99", "cc", "ff")


def contrast(one: str, other: str) -> float:
    """After WCAG 2.2, reckoned here on its own."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_colour_can_be_read_on_white_and_on_the_ground_of_headers() -> None:
    for parts in itertools.product(STEPS, repeat=3):
        shown = readable("#" + "".join(parts))
        assert contrast(shown, "#ffffff") >= 4.5, parts
        assert contrast(shown, TINT) >= 4.5, parts


@pytest.mark.parametrize("colour", [WANTED, "#1d4f6e", "#002b5c"])
def test_a_colour_that_can_be_read_is_kept(colour: str) -> None:
    assert readable(colour) == colour


def test_all_formats_have_the_colour() -> None:
    source = village().complete().source(colour=WANTED)
    document = compose("plan", source)
    assert WANTED in write_html(document).decode()
    assert f'"colour": "{WANTED}"' in pdf_setting(document).document
    word: Any = docx.Document(io.BytesIO(write_docx(document)))
    heading = next(style for style in word.styles if style.name == "Heading 1")
    assert heading.element.find(".//" + qn("w:color")).get(qn("w:val")).lower() == WANTED[1:]
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(sheets("plan", source))))
    assert book.worksheets[0]["A1"].font.color.rgb.lower().endswith(WANTED[1:])


def test_a_light_colour_is_darkened_in_excel_too() -> None:
    source = Builder("Gülzow").source(colour="#ffff00")
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(sheets("plan", source))))
    shown = "#" + book.worksheets[0]["A1"].font.color.rgb[-6:]
    assert contrast(shown, TINT) >= 4.5


async def test_the_colour_of_the_settings_reaches_the_documents(
    tmp_path: Path, assistant: Assistant
) -> None:
    coloured = read_settings({"DAKS_COLOUR": WANTED, "DAKS_DATA_DIR": str(tmp_path)})
    async with TestClient(TestServer(make_app(coloured, assistant))) as client:
        api = Api(client)
        await api.register()
        response = await api.call("GET", "/api/documents/invitation.html")
        assert f"--accent: {WANTED};" in await response.text()
