"""A document as plain data: what stands in it, in order, without any format.

All texts are plain text as people read it, free text exactly as given: no markup is read in it.
A line break begins a new line, an empty line a new paragraph.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Union

COLOUR = "#1d4f6e"
"""Of a municipality that has named none."""


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 to 4. The document's title stands above and is none of them."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """Running text; `lead` is set apart as the summary of what follows."""

    text: str
    lead: bool = False


@dataclass(frozen=True)
class Quotation:
    """Free text of a person, exactly as given; `origin` says whose or from where."""

    text: str
    origin: str | None = None


@dataclass(frozen=True)
class Items:
    """A list of points, numbered where the order counts."""

    points: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Facts:
    """Short facts, each with its name: "Ort: Rathaus". A list of pairs, not a table."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Table:
    """A table with one row of headers. `caption` names it; the columns in `numeric` (from 0) are
    set right; `row_headers` says whether the first column names its row; `total` whether the last
    row sums up. Rows are as long as `columns`.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()
    row_headers: bool = True
    widths: tuple[float, ...] = ()
    total: bool = False


@dataclass(frozen=True)
class Picture:
    """A picture as vector (SVG) and as pixels (PNG), with what is to be seen in words.

    The caption is its title and stands above it. `share` of the text's width is how wide it is.
    """

    name: str
    svg: bytes
    png: bytes
    alt: str
    caption: str
    share: float = 1.0


@dataclass(frozen=True)
class Notice:
    """A hint to the readers set apart: what is missing, what to mind."""

    title: str
    points: tuple[str, ...]


@dataclass(frozen=True)
class Signatures:
    """Lines to sign on, each with the name or role below it."""

    people: tuple[str, ...]


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page."""


Block = Union[
    Heading,
    Paragraph,
    Quotation,
    Items,
    Facts,
    Table,
    Picture,
    Notice,
    Signatures,
    PageBreak,
]


@dataclass(frozen=True)
class Letterhead:
    """Whose document it is. `coat_of_arms` is a checked PNG; colours are "#rrggbb"."""

    municipality: str
    coat_of_arms: bytes | None = None
    colour: str = COLOUR


@dataclass(frozen=True)
class Document:
    """One document. `state` says how far it is and of which day ("Entwurf, Stand 3. Mai 2027") and
    stands on every page; `note` is the line on how it was made; `long` asks for a title page and a
    table of contents.
    """

    kind: str
    title: str
    subtitle: str | None
    state: str
    note: str
    letterhead: Letterhead
    blocks: tuple[Block, ...]
    long: bool = False
    language: str = "de"
