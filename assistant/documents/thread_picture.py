"""The red thread as a picture: from SWOT points over fields of action and goals to measures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.patches import FancyBboxPatch  # type: ignore[import-untyped]

from assistant.documents.content import Table
from assistant.documents.phrasing import counted, listed
from assistant.documents.pictures import drawing_names, fitted, plain
from assistant.documents.thread_rows import Cell, Row, thread_rows
from assistant.plan.model import Strategy
from assistant.plan.thread import LEVELS, Level, Thread, thread_of, torn_ends
from assistant.plan.wording import quoted
from assistant.profile.chart_canvas import INK, MARGIN, MUTED, NOW, Chart, Sheet, finished
from assistant.profile.charts_text import Described

ROWS = 15
ROW_HEIGHT = 0.5
SIZE = 7.5
SINGLE_MEASURES = 40
"""With more measures only their number stands at each goal; the table names them all."""
MISSING: dict[Level, str] = {
    "point": "kein Punkt im Profil",
    "field": "noch kein Handlungsfeld",
    "goal": "noch kein Ziel",
    "measure": "noch keine Maßnahme",
    "balance": "noch keine Bilanz",
}
HEADS: dict[Level, str] = {
    "point": "Punkt im Profil",
    "field": "Handlungsfeld",
    "goal": "Ziel",
    "measure": "Maßnahme",
    "balance": "Zwischenbilanz",
}
GAP = 0.16
"""Inches between two columns, crossed by the lines."""


@dataclass(frozen=True)
class _Box:
    """A box over some rows of a column. `torn` says that it stands for what is missing."""

    level: int
    first: int
    last: int
    text: str
    torn: bool

    @property
    def middle(self) -> float:
        return (self.first + self.last) / 2


def thread_picture(strategy: Strategy, source: str) -> tuple[Chart, ...]:
    """The thread in as many pictures as it needs; none before there is a goal or a measure."""
    if not strategy.goals and not strategy.measures:
        return ()
    thread = thread_of(strategy)
    levels = _levels(strategy)
    rows = thread_rows(strategy, levels)
    if "measure" not in levels:
        rows = _merged(rows, thread, strategy)
    pages = list(_pages(rows))
    described = _described(strategy, thread, rows, levels)
    return tuple(
        _draw(page, levels, _of_page(described, page, number, len(pages)), source)
        for number, page in enumerate(pages, 1)
    )


def thread_table(strategy: Strategy) -> Table:
    """The whole thread in words, one way per row."""
    levels = all_levels(strategy)
    rows = _texts(thread_rows(strategy, levels), levels)
    columns = tuple(HEADS[level] for level in levels)
    return Table("Der rote Faden in Worten", columns, rows, row_headers=False)


def all_levels(strategy: Strategy) -> tuple[Level, ...]:
    """The levels of the thread without a column that would be empty throughout."""
    shown: dict[Level, bool] = {
        "point": bool(strategy.points),
        "field": True,
        "goal": True,
        "measure": True,
        "balance": any(measure.balance for measure in strategy.measures),
    }
    return tuple(level for level in LEVELS if shown[level])


def _levels(strategy: Strategy) -> tuple[Level, ...]:
    """Those that are drawn: without single measures where they are many."""
    levels = all_levels(strategy)
    many = len(strategy.measures) > SINGLE_MEASURES
    return tuple(level for level in levels if not (many and level in ("measure", "balance")))


def _merged(rows: Sequence[Row], thread: Thread, strategy: Strategy) -> list[Row]:
    """One row per goal, with the number of its measures behind its title."""
    of_goal = {goal.place: len(thread.children.get(goal.place, ())) for goal in strategy.goals}
    loose = sum(measure.place not in thread.parents for measure in strategy.measures)
    merged: dict[tuple[str | None, ...], Row] = {}
    for row in rows:
        cells: dict[Level, Cell] = {
            level: cell for level, cell in row.cells.items() if level != "measure"
        }
        goal = cells.get("goal")
        number = of_goal.get(goal.place, 0) if goal and goal.place else loose
        if goal is not None:
            text = goal.text if goal.place else "ohne Ziel"
            cells["goal"] = goal.with_count(text, counted(number, "Maßnahme", "Maßnahmen"))
        key = tuple(cell.place for cell in cells.values())
        merged.setdefault(key, Row(cells))
    return list(merged.values())


def _pages(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """Pages of at most `ROWS` rows, broken where a field begins if that leaves half a page."""
    at = 0
    while at < len(rows):
        end = min(at + ROWS, len(rows))
        if end < len(rows):
            for earlier in range(end, at + ROWS // 2, -1):
                if rows[earlier].place("field") != rows[earlier - 1].place("field"):
                    end = earlier
                    break
        yield rows[at:end]
        at = end


def _draw(
    rows: Sequence[Row], levels: tuple[Level, ...], described: Described, source: str
) -> Chart:
    with drawing_names():
        sheet = Sheet(described.title, plain(source), height=1.0 + ROW_HEIGHT * len(rows))
        axes = sheet.axes(MARGIN, MARGIN, key=0.0, bottom=0.05)
        width = 6.4 - 2 * MARGIN
        axes.set_xlim(0, width)
        axes.set_ylim(len(rows) - 0.5, -0.5)
        axes.axis("off")
        wide = (width - GAP * (len(levels) - 1)) / len(levels)
        for number, level in enumerate(levels):
            left = number * (wide + GAP)
            head = {"transform": axes.get_xaxis_transform(), "fontweight": "bold"}
            axes.text(left + 0.02, 1.01, HEADS[level], fontsize=8.5, color=MUTED, **head)
        boxes = list(_boxes(rows, levels))
        for box in boxes:
            _draw_box(axes, box, box.level * (wide + GAP), wide)
        for upper in boxes:
            for lower in boxes:
                inside = upper.first <= lower.first and lower.last <= upper.last
                if lower.level == upper.level + 1 and inside:
                    start = upper.level * (wide + GAP) + wide
                    style = {"linestyle": "--"} if upper.torn or lower.torn else {}
                    ends = ([start, start + GAP], [upper.middle, lower.middle])
                    axes.plot(*ends, color=INK, linewidth=1.1, zorder=1, **style)
        return finished(sheet.figure, described)


def _boxes(rows: Sequence[Row], levels: tuple[Level, ...]) -> Iterator[_Box]:
    for number, level in enumerate(levels):
        at = 0
        while at < len(rows):
            cell = rows[at].cells.get(level)
            end = at
            if cell is not None and cell.place is not None:
                while end + 1 < len(rows) and rows[end + 1].place(level) == cell.place:
                    end += 1
            if cell is not None:
                text = cell.text if cell.place else cell.text or MISSING[level]
                yield _Box(number, at, end, text, torn=cell.place is None)
            at = end + 1


def _draw_box(axes: Any, box: _Box, left: float, wide: float) -> None:
    top, height = box.first - 0.42, box.last - box.first + 0.84
    looks = {"facecolor": "white", "edgecolor": MUTED, "linestyle": (0, (3, 2))} if box.torn else {
        "facecolor": "#eef3f1", "edgecolor": NOW,
    }  # fmt: skip
    axes.add_patch(
        FancyBboxPatch(
            (left + 0.03, top + 0.04),
            wide - 0.06,
            height - 0.08,
            boxstyle="round,pad=0.03,rounding_size=0.05",
            linewidth=1.1,
            zorder=2,
            mutation_aspect=2,
            clip_on=False,
            **looks,
        )
    )
    lines = 3 if box.last == box.first else 6
    axes.text(
        left + wide / 2,
        box.middle,
        fitted(box.text, wide - 0.14, SIZE, lines),
        ha="center",
        va="center",
        fontsize=SIZE,
        fontstyle="italic" if box.torn else "normal",
        color=MUTED if box.torn else INK,
        linespacing=1.15,
        zorder=3,
    )


def _described(
    strategy: Strategy, thread: Thread, rows: Sequence[Row], levels: tuple[Level, ...]
) -> Described:
    named = [
        (len(strategy.points), "Punkt im Profil", "Punkten im Profil"),
        (len(strategy.fields), "Handlungsfeld", "Handlungsfeldern"),
        (len(strategy.goals), "Ziel", "Zielen"),
        (len(strategy.measures), "Maßnahme", "Maßnahmen"),
    ]
    parts = [counted(number, one, many) for number, one, many in named if number]
    alt = [f"Der rote Faden mit {listed(parts)}, von links nach rechts verbunden."]
    places = len({end.place for end in torn_ends(strategy, thread)})
    if places:
        where = "einer Stelle" if places == 1 else f"{places} Stellen"
        alt.append(f"An {where} ist er unterbrochen; dort steht ein gestrichelter Kasten.")
    else:
        alt.append("Er ist nirgends unterbrochen.")
    columns = tuple(HEADS[level] for level in levels)
    return Described("Der rote Faden", " ".join(alt), columns, _texts(rows, levels))


def _of_page(described: Described, page: Sequence[Row], number: int, pages: int) -> Described:
    if pages == 1:
        return described
    fields = dict.fromkeys(
        quoted(cell.text) for row in page if (cell := row.cells.get("field")) and cell.place
    )
    shown = f" Gezeigt: {listed(list(fields))}." if fields else ""
    part = f"Teil {number} von {pages}.{shown}"
    alt = f"{described.alt} {part}" if number == 1 else f"Der rote Faden, {part}"
    return Described(described.title, alt, described.columns, described.rows)


def _texts(rows: Sequence[Row], levels: tuple[Level, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(row.text(level, MISSING[level]) for level in levels) for row in rows)
