"""A coat of arms made into a picture that documents can use: a checked PNG of moderate size.

Runs in a child process (`offload.py`): pictures come from anywhere, and the libraries that open
them are large. Whatever a file holds beside its picture is left behind.
"""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import dataclass

import typst
from PIL import Image

from assistant.process.safe_svg import PictureError, safe_svg

LONGEST_SIDE = 800
SHORTEST_SIDE = 200
"""Below this, in pixels, a printed picture is coarse."""
MOST_PIXELS = 25_000_000
STEEPEST = 8
"""How many times longer one side may be than the other."""

PNG = b"\x89PNG\r\n\x1a\n"
OTHERS = {
    b"\xff\xd8\xff": "ein JPEG-Bild",
    b"GIF8": "ein GIF-Bild",
    b"%PDF": "ein PDF-Dokument",
    b"RIFF": "ein WebP-Bild",
    b"\x1f\x8b": "eine gepackte Datei",
    b"PK": "eine gepackte Datei",
    b"BM": "ein BMP-Bild",
    b"II*\0": "ein TIFF-Bild",
    b"MM\0*": "ein TIFF-Bild",
}
WANTED = (
    "Für das Wappen wird ein PNG-Bild oder eine SVG-Zeichnung gebraucht, zum Beispiel wappen.png."
)
BROKEN = (
    "Das PNG-Bild ist beschädigt. Bitte öffnen Sie es in einem Bildprogramm und speichern Sie es "
    "neu als PNG."
)
BROKEN_ERRORS = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    LookupError,
    TypeError,
    OverflowError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
)
"""What Pillow raises from its depths for a damaged picture."""

# As large as fits, with its own proportions and nothing behind it.
DRAWING = f"""
#set page(width: auto, height: auto, margin: 0pt, fill: none)
#let picture(..size) = image(bytes(sys.inputs.svg), format: "svg", ..size)
#context {{
  let size = measure(picture())
  let factor = {LONGEST_SIDE}pt / calc.max(size.width, size.height)
  picture(width: size.width * factor, height: size.height * factor)
}}
""".encode()


@dataclass(frozen=True)
class CoatOfArms:
    """The picture as given (`form`, `media_type`, `size` in pixels) and as it is used."""

    form: str
    media_type: str
    size: tuple[int, int]
    png: bytes
    hints: tuple[str, ...] = ()


def read_coat_of_arms(content: bytes) -> CoatOfArms:
    """The picture in a PNG or SVG file. Raises PictureError with a German sentence."""
    if content.startswith(PNG):
        picture = _opened(content)
        return CoatOfArms("PNG", "image/png", picture.size, _as_png(picture), _hints(picture))
    kind = next((kind for start, kind in OTHERS.items() if content.startswith(start)), None)
    if kind is not None:
        raise PictureError(f"Das ist {kind}. {WANTED}")
    if not content.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"<"):
        raise PictureError(f"Das ist kein Bild, das gelesen werden kann. {WANTED}")
    picture = _opened(_drawn(safe_svg(content)))
    return CoatOfArms("SVG", "image/svg+xml", picture.size, _as_png(picture))


def _opened(content: bytes) -> Image.Image:
    """The picture, opened whole; its size is checked before its pixels are unpacked."""
    try:
        picture = Image.open(io.BytesIO(content), formats=["PNG"])
    except BROKEN_ERRORS as error:
        raise PictureError(BROKEN) from error
    _check_size(*picture.size)
    try:
        picture.load()
    except BROKEN_ERRORS as error:
        raise PictureError(BROKEN) from error
    return picture


def _check_size(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise PictureError(
            f"Das Bild ist mit {width} × {height} Pixeln zu groß. Bitte verkleinern Sie es, zum "
            "Beispiel auf 800 × 1000 Pixel."
        )
    if max(width, height) > STEEPEST * min(width, height):
        raise PictureError(
            f"Das Bild ist mit {width} × {height} Pixeln viel zu schmal für ein Wappen. Bitte "
            "schneiden Sie es passend zu, zum Beispiel auf 800 × 1000 Pixel."
        )


def _as_png(picture: Image.Image) -> bytes:
    """The picture alone, scaled down, without anything else that was in the file."""
    picture = picture.convert("RGBA")
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    if picture.getchannel("A").getbbox() is None:
        raise PictureError("Auf dem Bild ist nichts zu sehen: Es ist ganz durchsichtig.")
    picture.info = {}
    file = io.BytesIO()
    picture.save(file, "PNG", optimize=True)
    return file.getvalue()


def _hints(picture: Image.Image) -> tuple[str, ...]:
    width, height = picture.size
    if max(width, height) >= SHORTEST_SIDE:
        return ()
    return (
        f"Das Bild ist mit {width} × {height} Pixeln klein und wirkt gedruckt unscharf. Besser "
        f"sind wenigstens {2 * SHORTEST_SIDE} Pixel oder eine SVG-Zeichnung.",
    )


def _drawn(svg: str) -> bytes:
    try:
        drawn: bytes = typst.compile(DRAWING, format="png", ppi=72, sys_inputs={"svg": svg})
    except RuntimeError as error:
        raise PictureError(
            "Die SVG-Zeichnung lässt sich nicht darstellen. Bitte speichern Sie das Wappen als "
            "PNG-Bild und laden Sie dieses hoch."
        ) from error
    return drawn
