"""Pictures in Word: inline, with their words, and never larger than the page."""

from __future__ import annotations

import io
from typing import Any

from docx.image.image import Image
from docx.shared import Cm, Emu, Length

from assistant.documents.formats.word_xml import add

WIDEST, HIGHEST = Cm(16.4), Cm(20)


def add_picture(
    parent: Any,
    part: Any,
    png: bytes,
    name: str,
    alt: str,
    height: Length | None = None,
    share: float = 1.0,
) -> None:
    """A run with the picture; `part` is the body or header that holds the paragraph."""
    image = Image.from_blob(png)
    width, natural = int(image.width), int(image.height)
    scale = height / natural if height else min(1.0, share * WIDEST / width, HIGHEST / natural)
    size = (Emu(round(width * scale)), Emu(round(natural * scale)))
    inline: Any = part.new_pic_inline(io.BytesIO(png), *size)
    for side in "TBLR":
        inline.set(f"dist{side}", "0")
    inline.docPr.set("name", name)
    inline.docPr.set("descr", alt)
    add(add(parent, "r"), "drawing").append(inline)
