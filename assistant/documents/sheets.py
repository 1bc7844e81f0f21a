"""A workbook as plain data: sheets of typed cells, without any format.

The same promise as in `content.py`: texts are plain text, free text exactly as given.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal, Union

from assistant.documents.content import COLOUR

Cell = Union[str, int, float, datetime.date, None]
"""A text, a number, a day, or nothing known."""

ColumnKind = Literal["text", "number", "year", "date", "euro"]


@dataclass(frozen=True)
class Column:
    """A column: its header, how its numbers are written, its width in characters.

    The kind is for the numbers and days in it; a text in any column stays a text.
    """

    title: str
    kind: ColumnKind = "text"
    width: float = 20


@dataclass(frozen=True)
class Sheet:
    """One sheet: a row of headers and the rows below, each as long as `columns`.

    `total` is a last row set apart, no part of the list that is filtered and sorted.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] | None = None


@dataclass(frozen=True)
class Sheets:
    """A workbook. `state` says how far it is and of which day; `day` is the day of the answers in
    it, so that the same answers make the same bytes; `note` is the line on how it was made;
    `colour` is the municipality's, as "#rrggbb".
    """

    kind: str
    title: str
    municipality: str
    state: str
    note: str
    day: datetime.date
    sheets: tuple[Sheet, ...]
    colour: str = COLOUR
