"""PDF, tagged after PDF/UA-1: the document as data, set by a typst template.

No text ever becomes markup: the template receives all of it as JSON and prints strings as strings.
Nothing is fetched: packages are all that typst asks the network for, and templates that import one
are refused.
"""

from __future__ import annotations

import base64
import json
import re
import struct
import unicodedata
from dataclasses import asdict
from pathlib import Path
from typing import Any

from assistant.documents.content import Block, Document, Picture, Table
from assistant.documents.formats.columns import column_shares, words_fit
from assistant.documents.formats.pdf_fonts import box_font, font_folder, known_only, missing_signs
from assistant.documents.formats.pdf_setting import Setting, set_pdf
from assistant.documents.formats.prepared import PNG, prepare

TEMPLATE = Path(__file__).parent.parent / "templates" / "document.typ"
LONG_WORD = re.compile(r"(?!https?://)\S{13,}")
"""Addresses of pages are typst's to break."""
BREAK_AFTER = re.compile(r"(?<=[^\W_])([./@_?&=:,;+-]+)(?=\w)")
UNBROKEN, PIECE = 30, 14
FETCHED = "@preview/"
ZERO_WIDTH_SPACE = "\u200b"


def write_pdf(document: Document, template: Path | None = None) -> bytes:
    """The document as a PDF; `template` is a .typ file, fonts may lie beside it.

    Raises CannotSetError.
    """
    return set_pdf(pdf_setting(document, template))


def pdf_setting(document: Document, template: Path | None = None) -> Setting:
    """The first leg of `write_pdf`: all that typst needs, so that it can run elsewhere."""
    data = json.dumps(pdf_data(prepare(document)), ensure_ascii=False)
    source = template or TEMPLATE
    if template:
        _refuse_packages(template.parent)
    fonts = (font_folder(), *([source.parent] if template else []))
    missing = missing_signs(data)
    if not missing:
        return Setting(source, fonts, data)
    return Setting(source, fonts, data, box_font(missing), known_only(data))


def pdf_data(document: Document) -> dict[str, Any]:
    """What the template sees (`templates/README.md`)."""
    head = document.letterhead
    return {
        "kind": document.kind,
        "title": document.title,
        "subtitle": document.subtitle,
        "state": document.state,
        "note": document.note,
        "long": document.long,
        "language": document.language,
        "municipality": head.municipality,
        "colour": head.colour,
        "coat_of_arms": head.coat_of_arms and _png_in_svg(head.coat_of_arms),
        "blocks": [_block(block) for block in document.blocks],
    }


def _refuse_packages(folder: Path) -> None:
    for path in sorted(folder.glob("**/*.typ")):
        if FETCHED in path.read_text("utf-8", "replace"):
            raise ValueError(f"{path.name} imports a package from the network ({FETCHED}…).")


def _block(block: Block) -> dict[str, Any]:
    kind = type(block).__name__.lower()
    if isinstance(block, Picture):
        drawing = block.svg.decode("utf-8", "replace") if block.svg else _png_in_svg(block.png)
        return {"block": kind, "svg": drawing, "alt": block.alt, **_sized(block)}
    fields: dict[str, Any] = _breakable(asdict(block))
    if isinstance(block, Table):
        fields["shares"] = column_shares(block)
        # A hyphen at a line's end is copied along; only where words do not fit otherwise.
        fields["hyphenate"] = not words_fit(block)
    return {"block": kind, **fields}


def _sized(picture: Picture) -> dict[str, Any]:
    return {"caption": picture.caption, "share": picture.share}


def _breakable(value: Any) -> Any:
    """All texts in it with places to break very long words at."""
    if isinstance(value, str):
        return LONG_WORD.sub(_broken, value)
    if isinstance(value, (tuple, list)):
        return [_breakable(part) for part in value]
    if isinstance(value, dict):
        return {name: _breakable(part) for name, part in value.items()}
    return value


def _broken(found: re.Match[str]) -> str:
    """Addresses after their signs; what is longer than any word anywhere, but never between a
    letter and its accent or inside a joined emoji."""
    word = BREAK_AFTER.sub(rf"\1{ZERO_WIDTH_SPACE}", found[0])
    pieces: list[str] = []
    length = 0
    for character in word:
        joined = unicodedata.category(character) in ("Mn", "Me", "Mc", "Cf", "Sk")
        length = 0 if character == ZERO_WIDTH_SPACE else length + 1
        if length > PIECE and len(found[0]) > UNBROKEN and not joined and pieces[-1] != "\u200d":
            pieces.append(ZERO_WIDTH_SPACE)
            length = 1
        pieces.append(character)
    return "".join(pieces)


def _png_in_svg(png: bytes) -> str | None:
    """Pixels as a drawing, since strings are all that typst can be handed without a file."""
    if not png.startswith(PNG) or len(png) < 24:
        return None
    width, height = struct.unpack(">II", png[16:24])
    pixels = base64.b64encode(png).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        f'<image width="{width}" height="{height}" href="data:image/png;base64,{pixels}"/></svg>'
    )
