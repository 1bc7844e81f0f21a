"""A file or a text as rows of cells, before anything is made of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from assistant.language.numbers import format_number
from assistant.profile.own_data.result import OwnDataError
from assistant.profile.workbook import Cell

Row = tuple[int, list[Cell]]
"""Its number in the file, from 1, and its cells from the first column."""

LARGEST_FILE = 5 * 2**20
MOST_ROWS = 50_000
MOST_LINES = 200_000
MOST_COLUMNS = 256
MOST_CELLS = 400_000
LONGEST_CELL = 500


@dataclass
class Grid:
    """The rows that hold anything, with their numbers in the file (from 1); `sheet` names it."""

    sheet: str = ""
    rows: list[Row] = field(default_factory=list)


class Budget:
    """How many rows and cells are still read, over all sheets of a file."""

    def __init__(self) -> None:
        self._rows = MOST_ROWS
        self._cells = MOST_CELLS

    def grid(self, sheet: str, rows: Iterable[Row]) -> Grid:
        """The rows as a grid. Raises OwnDataError past the limits."""
        grid = Grid(sheet)
        for passed, (number, cells) in enumerate(rows):
            if passed > MOST_LINES:
                raise OwnDataError("Die Datei hat viel zu viele leere Zeilen.")
            kept = [_kept(number, cell) for cell in cells]
            while kept and kept[-1] is None:
                kept.pop()
            if not kept:
                continue
            if len(kept) > MOST_COLUMNS:
                raise OwnDataError(
                    f"Zeile {number} hat mehr als {MOST_COLUMNS} Spalten und wird nicht gelesen."
                )
            self._rows -= 1
            self._cells -= len(kept)
            if self._rows < 0 or self._cells < 0:
                raise OwnDataError(
                    f"Die Tabelle ist zu groß: Gelesen werden höchstens {format_number(MOST_ROWS)} "
                    f"Zeilen und {format_number(MOST_CELLS)} Felder. Bitte laden Sie weniger Jahre "
                    "auf einmal hoch."
                )
            grid.rows.append((number, kept))
        return grid


def _kept(number: int, cell: Cell) -> Cell:
    if not isinstance(cell, str):
        return cell
    text = cell.strip()
    if len(text) > LONGEST_CELL:
        raise OwnDataError(
            f"In Zeile {number} steht ein Feld mit mehr als {LONGEST_CELL} Zeichen. Vielleicht "
            "fehlt ein schließendes Anführungszeichen, oder die Datei ist keine Tabelle."
        )
    return text or None
