"""Charts of the years: the population's course, what changed it, and its projection."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.profile.chart_canvas import (
    BLUE,
    INK,
    MUTED,
    NOW,
    ORANGE,
    SMALL,
    THEN,
    Chart,
    Sheet,
    drawing,
    finished,
    german_numbers,
    source_line,
    titled,
    whole_years,
)
from assistant.profile.charts_text import (
    about,
    components_text,
    course_text,
    migration_balance,
    natural_balance,
    number,
    percent,
    projection_text,
)
from assistant.profile.outlook import Outlook
from assistant.profile.rates import Movements

ROOM_BELOW = 0.12
"""Of the axis: what a label below its point takes."""


def course(
    place: str, points: Sequence[tuple[int, float]], source: str, title: str | None = None
) -> Chart:
    """The population over the years, as (year, persons). Raises ValueError below two years."""
    if len(points) < 2:
        raise ValueError("A course needs two years.")
    ordered = sorted(points)
    described = titled(course_text(place, ordered), title)
    with drawing():
        sheet = Sheet(described.title, source_line(source))
        axes = sheet.axes(0.85, 0.3)
        years, counts = zip(*ordered, strict=True)
        marker = "o" if len(ordered) <= 30 else None
        axes.plot(years, counts, color=NOW, linewidth=2.2, marker=marker, markersize=5)
        _frame_counts(sheet, axes, counts)
        # Labels stand where the line is not, and not on the axis' own.
        low, high = axes.get_ylim()
        recent = counts[-max(2, len(counts) // 3) :]
        rises, fell = counts[1] >= counts[0], counts[-1] < sum(recent) / len(recent)
        for (year, count), side, below in (
            (ordered[0], "left", rises),
            (ordered[-1], "right", fell),
        ):
            below = below and count - low > (high - low) * ROOM_BELOW
            looks = {"textcoords": "offset points", "ha": side, "fontweight": "bold"}
            axes.annotate(number(count), (year, count), xytext=(0, -19 if below else 10), **looks)
        return finished(sheet.figure, described)


def _frame_counts(sheet: Sheet, axes: Any, counts: Sequence[float]) -> None:
    """An axis from 0 where the figures vary much; else a part of it, which is said."""
    most, least = max(counts), min(counts)
    if least < most / 2:
        axes.set_ylim(0, most * 1.12)
        sheet.unit(axes, "Einwohnerzahl")
    else:
        room = max(most - least, 0.1 * most)
        middle = (most + least) / 2
        axes.set_ylim(max(0.0, middle - room * 0.7), middle + room * 0.7)
        sheet.unit(axes, "Einwohnerzahl (die Achse beginnt nicht bei null)")
    axes.grid(axis="y")
    german_numbers(axes.yaxis)
    whole_years(axes)


def components(
    place: str, movements: Sequence[Movements], source: str, title: str | None = None
) -> Chart:
    """What changed the population each year: births − deaths, arrivals − departures, and both.

    Raises ValueError without any year.
    """
    if not movements:
        raise ValueError("There are no years to show.")
    ordered = sorted(movements, key=lambda m: m.year)
    described = titled(components_text(place, ordered), title)
    natural = [natural_balance(m) or 0.0 for m in ordered]
    moves = [migration_balance(m) or 0.0 for m in ordered]
    with drawing():
        sheet = Sheet(described.title, source_line(source))
        axes = sheet.axes(0.85, 0.25, key=0.5)
        years = [m.year for m in ordered]
        # Signs that agree are stacked, others stand on either side of zero.
        onto = [n if n * m > 0 else 0.0 for n, m in zip(natural, moves, strict=True)]
        looks = {"width": 0.72, "linewidth": 0}
        axes.bar(
            years, natural, color=ORANGE, hatch="///", label="Geburten minus Sterbefälle", **looks
        )
        axes.bar(years, moves, bottom=onto, color=BLUE, label="Zuzüge minus Fortzüge", **looks)
        both = [
            (m.year, n + w)
            for m, n, w in zip(ordered, natural, moves, strict=True)
            if natural_balance(m) is not None and migration_balance(m) is not None
        ]
        if both:
            axes.plot(
                *zip(*both, strict=True),
                color=INK,
                linewidth=1.2,
                marker="D",
                markersize=4.5,
                markeredgecolor="white",
                label="Zusammen",
            )
        axes.axhline(0, color=INK, linewidth=1)
        sheet.unit(axes, "Personen im Jahr")
        axes.grid(axis="y")
        german_numbers(axes.yaxis)
        whole_years(axes)
        sheet.key(axes, columns=2)
        return finished(sheet.figure, described)


def projection(
    place: str,
    outlook: Outlook,
    source: str,
    history: Sequence[tuple[int, float]] = (),
    title: str | None = None,
) -> Chart:
    """The projection: known years, three variants, and the band of most simulated runs."""
    source = f"{source}; eigene Vorausberechnung"
    past = sorted((y, c) for y, c in history if y < outlook.base.year)
    described = titled(projection_text(place, outlook, past), title)
    base = (outlook.base.year, outlook.base.total)
    with drawing():
        sheet = Sheet(described.title, source_line(source))
        axes = sheet.axes(0.85, 1.0, key=0.27)
        band = outlook.band
        share = f"Spanne ({percent(band.share)} der Rechenläufe)"
        axes.fill_between(band.years, band.low, band.high, color="#bcd6cd", lw=0, label=share)
        known = [*past, base]
        looks = {"linewidth": 2.2, "color": INK, "marker": "o", "markersize": 4}
        axes.plot(*zip(*known, strict=True), label="Gezählt", **looks)
        styles = {"low": (THEN, "--"), "middle": (NOW, "-"), "high": (THEN, "-.")}
        names = {"low": "untere", "middle": "mittlere", "high": "obere"}
        ends = []
        for line in outlook.courses:
            colour, style = styles[line.variant]
            totals = [table.total for table in line.tables]
            axes.plot(
                *(line.years, totals),
                color=colour,
                linestyle=style,
                linewidth=2.4 if line.variant == "middle" else 1.8,
            )
            ends.append((totals[-1], f"{about(totals[-1])}\n{names[line.variant]}", colour))
        axes.axvline(base[0], color=MUTED, linewidth=0.8, linestyle=":")
        everything = [c for _, c in known] + [*band.low, *band.high] + [e[0] for e in ends]
        _frame_counts(sheet, axes, everything)
        axes.set_xlim(right=outlook.courses[0].years[-1])
        _apart(axes, outlook.courses[0].years[-1], ends)
        sheet.key(axes, columns=2)
        return finished(sheet.figure, described)


def _apart(axes: Any, year: int, ends: Sequence[tuple[float, str, str]]) -> None:
    """The labels at the lines' ends, moved apart where they would overlap."""
    low, high = axes.get_ylim()
    room = (high - low) * 0.16
    middle = sorted(end[0] for end in ends)[1]
    for value, text, colour in ends:
        at = value
        if value < middle:
            at = min(value, middle - room)
        elif value > middle:
            at = max(value, middle + room)
        axes.annotate(
            text,
            (year, at),
            xytext=(8, 0),
            textcoords="offset points",
            va="center",
            color=colour if colour != THEN else INK,
            fontsize=SMALL,
            fontweight="bold" if value == middle else "normal",
            linespacing=1.15,
        )
