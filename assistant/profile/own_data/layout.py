"""Where the head of a table ends and its body begins, and what each column holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.profile.own_data.age_labels import read_ages
from assistant.profile.own_data.cells import is_meant_as_count, shown
from assistant.profile.own_data.columns import Column, is_bare, read_columns
from assistant.profile.own_data.grid import Grid, Row
from assistant.profile.own_data.words import Key, read_title
from assistant.profile.own_data.years import read_year
from assistant.profile.workbook import Cell

DEEPEST_HEAD = 4
SEARCHED = 100


@dataclass(frozen=True)
class Table:
    """A grid taken apart: texts above the head, columns, the rows below."""

    above: tuple[str, ...]
    columns: tuple[Column, ...]
    body: tuple[Row, ...]
    head_row: int | None

    @property
    def keys(self) -> dict[Key, int]:
        """The columns that say what their row is about."""
        found: dict[Key, int] = {}
        for column in self.columns:
            if column.title.key is not None:
                found.setdefault(column.title.key, column.index)
        return found


def take_apart(grid: Grid) -> Table:
    """The table in a grid. Where no head is found, columns are known by what they hold."""
    rows = grid.rows
    start, head = _body(rows)
    if start is None:
        texts = (shown(cell) for _, cells in rows[:SEARCHED] for cell in cells if cell is not None)
        return Table(tuple(texts), (), (), None)
    levels = [cells for _, cells in rows[head:start]]
    repeated = [[shown(cell) for cell in cells] for cells in levels]
    body = [row for row in rows[start:] if [shown(cell) for cell in row[1]] not in repeated]
    if _is_numbering(body):
        body = body[1:]
    above = tuple(shown(c) for _, cells in rows[:head] for c in cells if c is not None)
    columns = read_columns(levels, body)
    return Table(above, columns, tuple(body), rows[head][0] if levels else None)


def _body(rows: Sequence[Row]) -> tuple[int | None, int]:
    """Where the body begins and where the head above it; None where no row holds counts."""
    first = None
    data = [at for at, (_, cells) in enumerate(rows[:SEARCHED]) if _is_data(cells)]
    usual = sorted(len(rows[at][1]) for at in data)[len(data) // 2] if data else 0
    for at in data:
        first = at if first is None else first
        # "Einwohner gesamt; 520" may stand above the table.
        if at + 1 < len(rows) and _is_head(rows[at + 1][1], True) and at + 2 in data:
            continue
        # A section may begin between the head and the first counts: "männlich".
        above = at - 1
        while above >= 0 and at - above <= DEEPEST_HEAD and _width(rows[above][1]) == 1:
            above -= 1
        if above < 0 or not _is_head(rows[above][1], True):
            continue
        head = above
        while head and above - head < DEEPEST_HEAD and rows[head][0] - rows[head - 1][0] <= 1:
            if not _is_head(rows[head - 1][1], False):
                break
            head -= 1
        if max(len(cells) for _, cells in rows[head : above + 1]) >= usual - 1:
            return above + 1, head
    return first, first or 0


def _width(cells: Sequence[Cell]) -> int:
    return sum(cell is not None for cell in cells)


def _is_data(cells: Sequence[Cell]) -> bool:
    """Whether the row holds a count behind a label, and is no row of years or ages."""
    if _width(cells) < 2 or _is_head(cells, True):
        return False
    filled = [cell for cell in cells if cell is not None]
    return any(is_meant_as_count(cell) for cell in filled[1:])


def _is_head(cells: Sequence[Cell], lowest: bool) -> bool:
    """Whether the row can be a row of titles; above the lowest, one title may span all columns."""
    filled = [cell for cell in cells if cell is not None]
    if len(filled) < 2 and (lowest or not filled or cells[0] is not None):
        return False
    # "Stichtag: | 31.12.2023" stands above a table, but is none of its heads.
    if isinstance(filled[0], str) and filled[0].endswith(":"):
        return False
    titles = [read_title(shown(cell)) for cell in filled]
    bare = [cell for cell in filled if is_bare(cell)]
    # Behind "Jahr" or "Alter", columns may have names of their own.
    keyed = titles[0].key is not None and not bare
    if not keyed and sum(title.known for title in titles) < max(1, len(filled) / 2):
        return False
    if not bare:
        return True
    first = titles[0]
    if any(
        title.facts.ages for cell, title in zip(filled, titles, strict=True) if not is_bare(cell)
    ):
        return False
    if all(read_year(cell) for cell in bare):
        # Years as columns. A row of data may look like that too: "Geburten; 1950; 1984".
        labelled = first.facts.event is not None or first.facts.sex is not None
        return cells[0] is None or not (is_bare(filled[0]) or labelled)
    # Ages as columns behind the title of the rows.
    lows = [one.low for cell in bare if (one := read_ages(shown(cell)))]
    rising = len(lows) == len(bare) > 2 and lows == sorted(set(lows)) and lows[0] <= 1
    return rising and (cells[0] is None or first.key is not None)


def _is_numbering(body: Sequence[Row]) -> bool:
    """Whether the first row only numbers the columns."""
    if len(body) < 2:
        return False
    numbers = [shown(cell) for cell in body[0][1]]
    return len(numbers) > 2 and numbers == [str(n) for n in range(1, len(numbers) + 1)]
