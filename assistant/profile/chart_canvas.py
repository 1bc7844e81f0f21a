"""A figure in the house's style, and its bytes: the same for the same data, no pyplot.

Sets matplotlib's parameters for the time of drawing, so charts are drawn one at a time in a
process (documents and charts have a child process of their own).
"""

from __future__ import annotations

import io
import re
import textwrap
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Any, Literal
from xml.sax.saxutils import escape

import matplotlib  # type: ignore[import-untyped]
from matplotlib.backends.backend_agg import FigureCanvasAgg  # type: ignore[import-untyped]
from matplotlib.figure import Figure  # type: ignore[import-untyped]
from matplotlib.ticker import FuncFormatter, MaxNLocator  # type: ignore[import-untyped]

from assistant.language.numbers import format_number
from assistant.profile.charts_text import Described, Rows

INK, MUTED, GRID = "#17231f", "#3c4843", "#d9d5cc"
NOW, THEN = "#0d5247", "#857b64"
"""The design's colours: text, axes, grid; today and earlier."""

BLUE, ORANGE, GREEN, VERMILION = "#0072b2", "#e69f00", "#009e73", "#d55e00"
SKY, YELLOW, PURPLE = "#56b4e9", "#f0e442", "#cc79a7"
"""M. Okabe, K. Ito: Color Universal Design (2008)."""

WIDTH, HEIGHT = 6.4, 4.4
"""Inches."""
MARGIN = 0.13
DOTS_PER_INCH = 150
SMALL = 10
COMPRESSION = 4
"""Of a PNG: the highest takes twice as long for a tenth less."""
TITLE_WIDTH, SOURCE_WIDTH = 50, 88
"""Characters that fit in a line."""

UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")

PARAMETERS = {
    "font.family": "DejaVu Sans",
    "font.size": 11,
    "svg.hashsalt": "daks",
    "svg.fonttype": "path",
    "hatch.linewidth": 0.8,
    "hatch.color": "white",
    "axes.edgecolor": MUTED,
    "axes.labelcolor": MUTED,
    "axes.labelsize": SMALL,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "text.color": INK,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "xtick.labelsize": SMALL,
    "ytick.labelsize": SMALL,
    "grid.color": GRID,
    "grid.linewidth": 0.8,
    "legend.frameon": False,
    "legend.fontsize": SMALL,
}


@dataclass(frozen=True)
class Chart:
    """A drawn chart: pictures, text alternative, and its figures as a table of German texts."""

    title: str
    svg: bytes
    png: bytes
    alt: str
    columns: tuple[str, ...]
    rows: Rows


Form = Literal["svg", "png"]
_FORMS: ContextVar[tuple[Form, ...]] = ContextVar("forms", default=("svg", "png"))
_TITLED: ContextVar[bool] = ContextVar("titled", default=True)


@contextmanager
def drawn_as(*forms: Form) -> Iterator[None]:
    """Within it charts are drawn in these forms alone: drawing is what takes the time."""
    token = _FORMS.set(forms)
    try:
        yield
    finally:
        _FORMS.reset(token)


@contextmanager
def untitled() -> Iterator[None]:
    """Within it charts are drawn without their title: where they stand, a caption says it."""
    token = _TITLED.set(False)
    try:
        yield
    finally:
        _TITLED.reset(token)


@contextmanager
def drawing() -> Iterator[None]:
    """Within it figures have the house's style."""
    with matplotlib.rc_context(PARAMETERS):
        yield


class Sheet:
    """A figure with its title above, its source below, and room for a key and axes between."""

    def __init__(self, title: str, source: str, height: float = HEIGHT) -> None:
        """`height` in inches is for a title and a source of one line; longer ones add to it."""
        spans_kept = re.sub(r"(\d{4}) bis (\d{4})", "\\1\u00a0bis\u00a0\\2", title)
        head = textwrap.wrap(spans_kept, TITLE_WIDTH) if _TITLED.get() else []
        foot = textwrap.wrap(source, SOURCE_WIDTH)
        self._head = 0.14 + 0.23 * len(head) if head else 0.06
        self._foot = 0.1 + 0.16 * len(foot)
        self.height = height + self._head - 0.37 + 0.16 * (len(foot) - 1)
        self.figure: Any = Figure(
            figsize=(WIDTH, self.height), dpi=DOTS_PER_INCH, facecolor="white"
        )
        FigureCanvasAgg(self.figure)
        if head:
            self._text(0.14, "\n".join(head), fontsize=13, fontweight="bold", va="top")
        self._text(
            self.height - 0.1,
            "\n".join(foot),
            fontsize=9,
            color=MUTED,
            va="bottom",
            linespacing=1.2,
        )

    def _text(self, down: float, text: str, **looks: Any) -> None:
        self.figure.text(MARGIN / WIDTH, 1 - down / self.height, text, **looks)

    def axes(self, left: float, right: float, key: float = 0.0, bottom: float = 0.3) -> Any:
        """Axes with these margins in inches; `key` is the room for a key below the title,
        `bottom` that for the axis' texts above the source."""
        top = self._head + key + 0.3
        low = self._foot + bottom
        size = ((WIDTH - left - right) / WIDTH, (self.height - top - low) / self.height)
        return self.figure.add_axes((left / WIDTH, low / self.height, *size))

    def unit(self, axes: Any, text: str) -> None:
        """What the upright axis counts, written level above it."""
        upper = axes.get_position().y1 + 0.08 / self.height
        at = MARGIN / WIDTH
        self.figure.text(at, upper, text, fontsize=SMALL, color=MUTED, va="bottom")

    def key(self, axes: Any, columns: int) -> None:
        """The key of the axes' parts, below the title."""
        handles, labels = axes.get_legend_handles_labels()
        at = (0.4 * MARGIN / WIDTH, 1 - self._head / self.height)
        looks = {"ncol": columns, "columnspacing": 1.6, "handlelength": 2.2, "borderaxespad": 0}
        self.figure.legend(handles, labels, loc="upper left", bbox_to_anchor=at, **looks)

    def line(self, text: str) -> None:
        """A key in words, below the title."""
        self._text(self._head + 0.02, text, fontsize=SMALL, color=MUTED, va="top")


def german_numbers(axis: Any, absolute: bool = False) -> None:
    """Ticks as 12.345; on the pyramid's left side without a sign."""

    def shown(value: float, _: int) -> str:
        return format_number(round(abs(value) if absolute else value, 6))

    axis.set_major_formatter(FuncFormatter(shown))


def whole_years(axes: Any) -> None:
    """At most eight years on the axis below, none with a decimal."""
    axes.xaxis.set_major_locator(MaxNLocator(nbins=8, integer=True))


def titled(described: Described, title: str | None) -> Described:
    """The words with a finding as their title, if there is one."""
    return replace(described, title=title) if title else described


def source_line(source: str) -> str:
    """The line below a chart."""
    return f"Quelle: {source}"


def finished(figure: Any, described: Described) -> Chart:
    """The figure as bytes, beside its words."""
    png, svg, forms = io.BytesIO(), io.BytesIO(), _FORMS.get()
    if "png" in forms:
        packed = {"compress_level": COMPRESSION}
        figure.savefig(png, format="png", metadata={"Software": None}, pil_kwargs=packed)
    if "svg" in forms:
        figure.savefig(svg, format="svg", metadata={"Date": None, "Creator": None})
    return Chart(
        described.title,
        _accessible(svg.getvalue().decode(), described).encode() if "svg" in forms else b"",
        png.getvalue(),
        described.alt,
        described.columns,
        described.rows,
    )


def _writable(text: str) -> str:
    """Without what no XML may hold; half a sign is a replacement character."""
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return UNWRITABLE.sub("", whole)


def _accessible(svg: str, described: Described) -> str:
    """The picture named for screen readers; the id differs between charts on one page."""
    title, alt = _writable(described.title), _writable(described.alt)
    name = f"chart-{zlib.crc32(alt.encode()):08x}"
    labels = f'role="img" aria-labelledby="{name}-title" aria-describedby="{name}-alt"'
    start = svg.index("<svg ")
    inside = svg.index(">", start) + 1
    return (
        f"{svg[: start + 5]}{labels} {svg[start + 5 : inside]}\n"
        f' <title id="{name}-title">{escape(title)}</title>\n'
        f' <desc id="{name}-alt">{escape(alt)}</desc>{svg[inside:]}'
    )
