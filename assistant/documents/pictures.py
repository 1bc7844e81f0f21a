"""What the pictures of a plan share: the house's canvas, texts fitted into a width, their blocks.

Pictures are drawn on the profile's canvas (`profile/chart_canvas.py`), so that all of a document
look alike. Names in them are people's: nothing in a name is read as a formula, and what does not
fit is cut with an ellipsis, because the table below has all of it.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from matplotlib.font_manager import findfont  # type: ignore[import-untyped]
from matplotlib.ft2font import LOAD_NO_HINTING, FT2Font  # type: ignore[import-untyped]

from assistant.documents.content import Block, Picture, Table
from assistant.documents.formats.texts import one_line
from assistant.profile.chart_canvas import Chart, drawing

POINTS = 72
"""In an inch."""
SIZE_OF_MEASURING = 20
ELLIPSIS = "…"


@contextmanager
def drawing_names() -> Iterator[None]:
    """Within it figures have the house's style, and a sign without a glyph is no warning."""
    with drawing(), warnings.catch_warnings():
        # A sign that the type lacks is drawn as a box; the table below the picture has it.
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        warnings.filterwarnings("ignore", message="Matplotlib currently does not support")
        yield


def fitted(text: str, inches: float, size: float, lines: int = 2) -> str:
    """The text in at most so many lines of that width, its end cut with "…" where it is longer."""
    words = one_line(text).split(" ")
    found: list[str] = []
    line = ""
    while words and len(found) < lines:
        word = words.pop(0)
        longer = f"{line} {word}" if line else word
        if _width(longer, size) <= inches:
            line = longer
        elif line:
            found.append(line)
            words.insert(0, word)
            line = ""
        else:
            head = _head(word, inches, size)
            found.append(head)
            words.insert(0, word[len(head) :])
    if line and len(found) < lines:
        found.append(line)
        line = ""
    if words or line:
        found[-1] = _head(
            " ".join([found[-1], *([line] if line else []), *words]), inches, size, ELLIPSIS
        )
    return plain("\n".join(found))


def plain(text: str) -> str:
    """The text as matplotlib draws it letter by letter: between two "$" it would read a formula."""
    return text.replace("$", r"\$")


def _head(text: str, inches: float, size: float, end: str = "") -> str:
    """As much of the beginning as fits, at least one sign."""
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if _width(text[:middle].rstrip() + end, size) <= inches:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + end if end else text[:low]


def _width(text: str, size: float) -> float:
    """In inches: the letters side by side, which is exact enough to break lines at."""
    return size / POINTS * sum(map(_advance, text))


@lru_cache(maxsize=4096)
def _advance(letter: str) -> float:
    """How wide a letter is in the type's own size."""
    font = _font()
    glyph = font.load_char(ord(letter), flags=LOAD_NO_HINTING)
    return float(glyph.linearHoriAdvance) / 65536 / SIZE_OF_MEASURING


@lru_cache(maxsize=1)
def _font() -> Any:
    # One of its own: matplotlib changes the size of those that it shares.
    font = FT2Font(findfont("DejaVu Sans"))
    font.set_size(SIZE_OF_MEASURING, POINTS)
    return font


def blocks_of(
    charts: Sequence[Chart], name: str, caption: str, table: Table | None = None
) -> list[Block]:
    """Pictures, numbered where there are several, and the table that says the same."""
    blocks: list[Block] = []
    for number, chart in enumerate(charts, 1):
        part = f", Teil {number} von {len(charts)}" if len(charts) > 1 else ""
        file = f"{name}-{number}" if len(charts) > 1 else name
        blocks.append(Picture(file, chart.svg, chart.png, chart.alt, f"{caption}{part}"))
    return [*blocks, table] if table is not None else blocks


def table_of(chart: Chart, caption: str, numeric: Sequence[int] = (), total: bool = False) -> Table:
    """A chart's own figures as a table of a document; `total` says that the last row sums up."""
    return Table(caption, chart.columns, chart.rows, tuple(numeric), total=total)
