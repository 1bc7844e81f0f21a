"""The type of a PDF: DejaVu Sans from matplotlib, and a box for each sign that it lacks.

System fonts are not used: the same document looks the same in every town hall. PDF/UA forbids a
character without a glyph, and an emoji in an answer must not cost the document; so characters that
DejaVu Sans lacks get a font of their own, in which each is a box. The eye sees that a sign stands
there; copying, searching and reading aloud give the sign itself.
"""

from __future__ import annotations

import io
import re
import unicodedata
from functools import lru_cache
from pathlib import Path

import matplotlib  # type: ignore[import-untyped]
from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped]
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]
from matplotlib.ft2font import FT2Font  # type: ignore[import-untyped]

FAMILY = "DAKS Box"
STYLES = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSans-Oblique.ttf")
MOST_GLYPHS = 60_000
UNITS, SIDE = 1000, 140
MADE = 0x7C25B080
"""The first day of 1970 in seconds since 1904, as fonts count."""
FLAG = "[\U0001f1e6-\U0001f1ff]{2}"
JOINER, TONES = "\u200d", range(0x1F3FB, 0x1F400)
MARKS = ("Mn", "Mc", "Me")
LONGEST = 24
"""Characters in one sign; what is longer is meant to break something."""
SELECTORS = range(0xFE00, 0xFE10)
IGNORED = re.compile(
    "[\x00-\x1f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""What shows nothing and needs no glyph (Default_Ignorable_Code_Point), and line ends."""


def font_folder() -> Path:
    """Where matplotlib keeps DejaVu Sans. typst looks for fonts in folders, not in files."""
    return Path(matplotlib.get_data_path()) / "fonts" / "ttf"


def missing_signs(text: str) -> list[str]:
    """What DejaVu Sans lacks of the text: single characters, and signs joined of several (flags,
    families, letters with marks), since a sign is set in one font or not at all."""
    missing = sorted(filter(_is_missing, set(text)))[:MOST_GLYPHS]
    if not missing:
        return []
    signs = set(missing)
    for found in re.finditer(f"{FLAG}|[{re.escape(''.join(missing))}]", text):
        start, end = found.span()
        while start > 0 and (_joins(text[start]) or text[start - 1] == JOINER):
            start -= 1
        while end < len(text) and (_joins(text[end]) or text[end - 1] == JOINER):
            end += 1
        signs.add(text[start : min(end, start + LONGEST)])
    return sorted(signs)[:MOST_GLYPHS]


def box_font(signs: list[str]) -> bytes:
    """A TrueType font in which each of these signs is one empty box."""
    characters = sorted(set("".join(signs)))
    names = {it: f"c{number}" for number, it in enumerate(characters)}
    joined = {it: f"j{number}" for number, it in enumerate(signs) if len(it) > 1}
    glyphs = [".notdef", *names.values(), *joined.values()]
    builder = FontBuilder(UNITS, isTTF=True)
    builder.setupGlyphOrder(glyphs)
    builder.setupCharacterMap({ord(it): name for it, name in names.items()})
    builder.setupGlyf(dict.fromkeys(glyphs, _box()))
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (UNITS, SIDE)))
    builder.setupHorizontalHeader(ascent=930, descent=-240)
    # Without a PostScript name typst passes a font over.
    named = {"familyName": FAMILY, "styleName": "Regular", "psName": FAMILY.replace(" ", "")}
    builder.setupNameTable(named)
    builder.setupOS2(usWinAscent=930, usWinDescent=240, fsType=0)
    builder.setupPost(keepGlyphNames=False)
    if joined:
        rules = (f"sub {' '.join(names[c] for c in it)} by {name};" for it, name in joined.items())
        builder.addOpenTypeFeatures(f"feature ccmp {{ {' '.join(rules)} }} ccmp;")
    # The time of making would make the same document differ.
    builder.updateHead(created=MADE, modified=MADE)
    builder.font.recalcTimestamp = False
    made = io.BytesIO()
    builder.save(made)
    return made.getvalue()


def known_only(text: str) -> str:
    """The text with "\ufffd" for everything that DejaVu Sans lacks."""
    unknown = {ord(it) for it in set(text) if it >= " "} - _covered()
    return text.translate(dict.fromkeys(unknown, "\ufffd"))


def _joins(character: str) -> bool:
    """Whether it belongs to the sign before it."""
    return (
        character == JOINER
        or ord(character) in SELECTORS
        or ord(character) in TONES
        or unicodedata.category(character) in MARKS
    )


def _is_missing(character: str) -> bool:
    return ord(character) not in _covered() and not IGNORED.match(character)


def _box() -> object:
    """A square outline: the inner edge runs the other way round, so it is a hole."""
    pen = TTGlyphPen(None)
    for low, high, inner in ((0, 720, False), (60, 660, True)):
        left, right = low + SIDE, high + SIDE
        corners = [(left, low), (left, high), (right, high), (right, low)]
        first, *others = reversed(corners) if inner else corners
        pen.moveTo(first)
        for corner in others:
            pen.lineTo(corner)
        pen.closePath()
    return pen.glyph()


@lru_cache(maxsize=1)
def _covered() -> frozenset[int]:
    codes: set[int] = set()
    for name in STYLES:
        codes.update(FT2Font(str(font_folder() / name)).get_charmap())
    return frozenset(codes)
