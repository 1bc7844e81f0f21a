"""Charts of the ages: the pyramid, and the age groups over the years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from assistant.profile.chart_canvas import (
    BLUE,
    GREEN,
    INK,
    MARGIN,
    MUTED,
    ORANGE,
    PURPLE,
    SKY,
    SMALL,
    VERMILION,
    YELLOW,
    Chart,
    Sheet,
    drawing,
    finished,
    german_numbers,
    source_line,
    titled,
)
from assistant.profile.charts_text import age_groups_text, percent, pyramid_groups, pyramid_text
from assistant.profile.population import SIX_GROUPS, PopulationTable, Sex, group_names, regroup

END_OF_PYRAMID = 100
SINGLE_YEARS_FROM = 5_000
"""Inhabitants below which a pyramid has five-year groups: single years would be single persons."""

_SIDES: tuple[tuple[Sex, int, str], ...] = (("men", -1, BLUE), ("women", 1, ORANGE))

MOST_BARS = 7
SMALLEST_LABEL = 0.035


@dataclass(frozen=True)
class Look:
    """A bar's colour, its hatch, and the colour of text on it."""

    colour: str
    hatch: str = ""
    text: str = INK


GROUP_LOOKS = (
    Look(YELLOW),
    Look(SKY, "///"),
    Look(ORANGE),
    Look(BLUE, text="white"),
    Look(PURPLE, "\\\\\\"),
    Look(VERMILION),
    Look(GREEN, "..."),
)
"""Neighbours differ in lightness or hatch, so that they are told apart in grey."""


def pyramid(
    place: str,
    table: PopulationTable,
    source: str,
    comparison: PopulationTable | None = None,
    comparison_name: str | None = None,
    title: str | None = None,
) -> Chart:
    """The age pyramid: men left, women right; an earlier year or another place as an outline.

    Another place (`comparison_name`) is compared in per cent. Raises ValueError where a table does
    not tell the sexes apart.
    """
    described = titled(pyramid_text(place, table, comparison, comparison_name), title)
    with drawing():
        sheet = Sheet(described.title, source_line(source), height=5.0)
        axes = sheet.axes(0.62, 0.25, key=0.25 if comparison else 0.0, bottom=0.55)
        in_percent = comparison_name is not None
        shown = table if table.total >= SINGLE_YEARS_FROM else pyramid_groups(table)
        for sex, side, colour in _SIDES:
            lengths, edges = _lengths(shown, sex, in_percent)
            _stairs(axes, [side * n for n in lengths], edges, fill=True, color=colour)
            if comparison:
                lengths, edges = _lengths(comparison, sex, in_percent)
                lengths = [side * n for n in lengths]
                _stairs(axes, lengths, edges, color=INK, linewidth=1.5)
        widest = max(abs(edge) for edge in axes.get_xlim())
        axes.set_xlim(-widest, widest)
        axes.set_ylim(0, END_OF_PYRAMID)
        axes.axvline(0, color="white", linewidth=1)
        axes.set_xlabel("Prozent je Altersjahr" if in_percent else "Personen je Altersjahr")
        axes.grid(axis="x")
        german_numbers(axes.xaxis, absolute=True)
        sheet.unit(axes, "Alter")
        for at, name in ((0.25, "Männer"), (0.75, "Frauen")):
            looks = {"transform": axes.transAxes, "ha": "center", "fontweight": "bold"}
            axes.text(at, 1.02, name, **looks)
        if comparison:
            now = f"{place} {table.year}" if comparison_name else str(table.year)
            then = f"{comparison_name or ''} {comparison.year}".strip()
            sheet.line(f"Flächen: {now}     Linie: {then}")
        return finished(sheet.figure, described)


def _lengths(table: PopulationTable, sex: Sex, in_percent: bool) -> tuple[list[float], list[int]]:
    """Persons (or per cent of all) per year of age, and the groups' edges."""
    bounds = [b for b in table.bounds if b < END_OF_PYRAMID]
    column = list(table.column(sex))
    column[len(bounds) - 1 :] = [sum(column[len(bounds) - 1 :])]
    edges = [*bounds, END_OF_PYRAMID]
    whole = table.total / 100 if in_percent else 1.0
    widths = (high - low for low, high in pairwise(edges))
    return [c / w / whole for c, w in zip(column, widths, strict=True)], edges


def _stairs(axes: Any, lengths: Sequence[float], edges: Sequence[int], **looks: Any) -> None:
    axes.stairs(lengths, edges, orientation="horizontal", baseline=0, **looks)


def age_groups(
    place: str,
    tables: Sequence[PopulationTable],
    source: str,
    bounds: Sequence[int] = SIX_GROUPS,
    title: str | None = None,
) -> Chart:
    """The age groups' shares in up to seven of the years, as stacked bars.

    Raises ValueError without tables with persons, or where their own groups do not allow these.
    """
    if not tables or not all(table.total for table in tables):
        raise ValueError("There is nobody to show.")
    found = [regroup(table, bounds) for table in sorted(tables, key=lambda t: t.year)]
    grouped = [table for table in found if table is not None]
    if len(grouped) < len(found):
        raise ValueError("These age groups do not follow from every table.")
    described = titled(age_groups_text(place, grouped, bounds), title)
    with drawing():
        sheet = Sheet(described.title, source_line(source))
        axes = sheet.axes(MARGIN, 1.4)
        bars = _spread_out(grouped)
        below = [0.0] * len(bars)
        for n, name in enumerate(group_names(bounds)):
            look = GROUP_LOOKS[n % len(GROUP_LOOKS)]
            shares = [table.totals[n] / table.total for table in bars]
            looks = {"width": 0.8, "edgecolor": "white", "linewidth": 1}
            filled = {"bottom": below, "color": look.colour, "hatch": look.hatch}
            axes.bar(range(len(bars)), shares, **filled, **looks)
            for at, (share, start) in enumerate(zip(shares, below, strict=True)):
                _bar_label(axes, at, start + share / 2, share, look)
            below = [start + share for start, share in zip(below, shares, strict=True)]
            middle = below[-1] - shares[-1] / 2
            axes.text(len(bars) - 0.5, middle, name, va="center", fontsize=SMALL)
        axes.set_xticks(range(len(bars)), [str(table.year) for table in bars])
        axes.tick_params(length=0)
        axes.set_yticks([])
        axes.spines["left"].set_visible(False)
        axes.set_xlim(-0.45, len(bars) - 0.55)
        axes.set_ylim(0, 1)
        axes.text(len(bars) - 0.5, 1.03, "Alter", fontsize=SMALL, color=MUTED)
        return finished(sheet.figure, described)


def _bar_label(axes: Any, at: int, middle: float, share: float, look: Look) -> None:
    if share < SMALLEST_LABEL:
        return
    box = {"facecolor": "white", "edgecolor": "none", "pad": 1.0} if look.hatch else None
    looks: dict[str, Any] = {"ha": "center", "va": "center", "fontsize": SMALL}
    axes.text(at, middle, percent(share), bbox=box, color=look.text, **looks)


def _spread_out(tables: Sequence[PopulationTable]) -> list[PopulationTable]:
    """First, last and others evenly between, at most `MOST_BARS`."""
    if len(tables) <= MOST_BARS:
        return list(tables)
    step = (len(tables) - 1) / (MOST_BARS - 1)
    return [tables[round(n * step)] for n in range(MOST_BARS)]
