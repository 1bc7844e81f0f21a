"""What each column of a table holds, by its titles or else by its cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.profile.own_data.age_labels import EVERY_AGE, read_ages
from assistant.profile.own_data.cells import is_meant_as_count, read_count, shown
from assistant.profile.own_data.grid import Row
from assistant.profile.own_data.words import Facts, Key, Title, read_title
from assistant.profile.own_data.years import read_year
from assistant.profile.workbook import Cell

SAMPLE = 300


@dataclass(frozen=True)
class Column:
    """One column: what its title says; `filled` is the number of counts in the sample."""

    index: int
    name: str
    title: Title
    filled: int


def read_columns(levels: Sequence[Sequence[Cell]], body: Sequence[Row]) -> tuple[Column, ...]:
    """The columns of a table from the levels of its head and its body."""
    return _guessed(_titled(levels, body), body)


def is_bare(cell: Cell) -> bool:
    """Whether the cell holds a count or a mark instead of one."""
    return read_count(cell).state in ("number", "missing", "formula")


def _titled(levels: Sequence[Sequence[Cell]], body: Sequence[Row]) -> list[Column]:
    width = max((len(cells) for cells in (*levels, *(row for _, row in body))), default=0)
    rows: list[list[str]] = []
    for cells in reversed(levels):
        rows.insert(0, _spread(cells, width, rows))
    found = []
    for at in range(width):
        names = list(dict.fromkeys(row[at] for row in rows if row[at]))
        titles = [read_title(name) for name in names]
        cells = [row[at] for _, row in body[:SAMPLE] if at < len(row)]
        filled = sum(is_bare(cell) or is_meant_as_count(cell) for cell in cells)
        found.append(Column(at, " ".join(names), _together(titles), filled))
    return found


def _spread(cells: Sequence[Cell], width: int, below: Sequence[Sequence[str]]) -> list[str]:
    """The titles of a level; a merged title stands for all its columns with a title below it."""
    names = [shown(cell) for cell in cells] + [""] * (width - len(cells))
    for at in range(1, width):
        named_below = any(level[at] for level in below)
        if named_below and not names[at] and names[at - 1]:
            names[at] = names[at - 1] if read_title(names[at - 1]).key is None else ""
    return names


def _together(titles: Sequence[Title]) -> Title:
    """What the levels above one another say; the lower one counts where they differ."""
    found = Title()
    for title in titles:
        if title.use in ("memo", "personal"):
            return title
        if title.key is not None:
            found = Title(title.key, title.facts)
        elif title.known:
            facts = merged(title.facts, found.facts)
            found = Title(None, facts or title.facts, "count")
    return found


def merged(first: Facts, second: Facts) -> Facts | None:
    """What both say together, the narrower where one is a sum; None where they contradict."""
    sex = _narrower(first.sex, second.sex, "all")
    ages = _narrower(first.ages, second.ages, EVERY_AGE)
    year = _narrower(first.year, second.year, None)
    event = _narrower(first.event, second.event, None)
    share = _narrower(first.share, second.share, None)
    if _CLASH in (sex, ages, year, event, share):
        return None
    return Facts(year, ages, sex, event, share)  # type: ignore[arg-type]


_CLASH = "clash"


def _narrower(one: object, other: object, whole: object) -> object:
    if one is None or one == other:
        return other
    if other is None or other == whole:
        return one
    return other if one == whole else _CLASH


def _guessed(columns: Sequence[Column], body: Sequence[Row]) -> tuple[Column, ...]:
    """The columns, those without a title known by what they hold."""
    keys = {column.title.key for column in columns}
    found = list(columns)

    # Titles and notes between and below the rows say nothing of their column.
    full = [row for _, row in body[:SAMPLE] if sum(cell is not None for cell in row) > 1]

    def cells_of(at: int) -> list[Cell]:
        return [row[at] for row in full if at < len(row) and row[at] is not None]

    for at, column in enumerate(columns):
        if column.title.key is not None and not cells_of(at):
            found[at] = replace(column, title=Title())
            continue
        named = column.title.use == "count" and column.title.facts == Facts()
        if column.title.known and (column.filled or not named):
            continue
        key = _key_of(cells_of(at), alone=not column.name and at == 0)
        if key and key not in keys and not (key == "ages" and "birth_year" in keys):
            keys.add(key)
            found[at] = replace(column, title=Title(key))
    counts = [c for c in found if c.title.use == "count"]
    unknown = [c for c in found if not c.title.known and c.filled]
    if not counts and len(unknown) == 1:
        at = unknown[0].index
        found[at] = replace(unknown[0], title=Title(None, Facts(), "count"))
    return tuple(found)


def _key_of(cells: Sequence[Cell], alone: bool) -> Key | None:
    """What the cells of a column without a title are, when most are of one kind."""
    texts = [shown(cell) for cell in cells]
    worded = [text for text in texts if any(letter.isalpha() or letter in "-–+" for letter in text)]
    if not texts:
        return None
    ages = [read_ages(text) for text in texts]
    if alone and cells and all(read_year(cell) for cell in cells):
        return "year"
    bare = alone and sum(one is not None for one in ages) >= 0.7 * len(texts)
    labels = [text for text in worded if read_ages(text) not in (None, EVERY_AGE)]
    if bare or (len(labels) >= 0.5 * len(texts)):
        return "ages"
    facts = [read_title(text).facts for text in texts]
    if sum(one.event is not None for one in facts) >= 0.5 * len(texts):
        return "event"
    return "sex" if sum(one.sex is not None for one in facts) >= 0.5 * len(texts) else None
