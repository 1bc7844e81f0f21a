"""How far the measures are, at the review: counted by field of action."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.documents.phrasing import counted
from assistant.documents.pictures import drawing_names, fitted, plain
from assistant.documents.timeline_text import timeline_rows
from assistant.plan.model import Measure, Strategy
from assistant.profile.chart_canvas import (
    BLUE,
    GREEN,
    INK,
    ORANGE,
    SMALL,
    Chart,
    Sheet,
    finished,
)
from assistant.profile.charts_ages import Look
from assistant.profile.charts_text import Described

STATES = ("done", "running", "planned", "stopped", None)
NAMES = ("fertig", "läuft", "geplant", "gestoppt", "ohne Angabe")
LOOKS = (
    Look(GREEN),
    Look(BLUE, "///", text="white"),
    Look(ORANGE),
    Look(INK, "xx", text="white"),
    Look("white"),
)
"""Neighbours differ in lightness or hatch, so that they are told apart in grey."""
MOST_FIELDS = 18
ROW_HEIGHT = 0.42
LABEL_WIDTH = 1.75
OTHERS = "Übrige Handlungsfelder"


def state_picture(strategy: Strategy, source: str) -> Chart | None:
    """The state of all measures; None before any of them has one."""
    if not any(measure.balance and measure.balance.state for measure in strategy.measures):
        return None
    counts = _counts(strategy)
    described = _described(strategy, counts)
    with drawing_names():
        shown = _few(counts)
        sheet = Sheet(described.title, plain(source), height=1.25 + ROW_HEIGHT * len(shown))
        axes = sheet.axes(LABEL_WIDTH + 0.25, 0.35, key=0.3, bottom=0.1)
        left = [0] * len(shown)
        for number, (name, look) in enumerate(zip(NAMES, LOOKS, strict=True)):
            values = [row[number] for _, row in shown]
            if not any(values):
                continue
            axes.barh(
                range(len(shown)), values, left=left, height=0.62, label=name,
                color=look.colour, hatch=look.hatch, edgecolor=INK, linewidth=0.8,
            )  # fmt: skip
            for at, value in enumerate(values):
                if value:
                    _number(axes, left[at] + value / 2, at, value, look)
            left = [start + value for start, value in zip(left, values, strict=True)]
        axes.set_yticks(
            range(len(shown)), [fitted(name, LABEL_WIDTH, SMALL, 2) for name, _ in shown]
        )
        axes.set_ylim(len(shown) - 0.5, -0.5)
        axes.set_xticks([])
        axes.tick_params(length=0)
        axes.spines["bottom"].set_visible(False)
        sheet.key(axes, columns=len(NAMES))
        return finished(sheet.figure, described)


def _number(axes: Any, x: float, y: float, value: int, look: Look) -> None:
    box = {"facecolor": INK if look.text == "white" else "white", "edgecolor": "none", "pad": 1.2}
    axes.text(
        x, y, str(value), ha="center", va="center", fontsize=SMALL, fontweight="bold",
        color=look.text, bbox=box if look.hatch else None,
    )  # fmt: skip


def _counts(strategy: Strategy) -> list[tuple[str, tuple[int, ...]]]:
    """By field in the timeline's order, how many measures are in each state."""
    found: dict[str, list[int]] = {}
    for field, measure in timeline_rows(strategy):
        row = found.setdefault(field, [0] * len(STATES))
        row[STATES.index(_state(measure))] += 1
    return [(name, tuple(row)) for name, row in found.items()]


def _state(measure: Measure) -> str | None:
    state = measure.balance.state if measure.balance else None
    return state if state in STATES else None


def _few(counts: Sequence[tuple[str, tuple[int, ...]]]) -> list[tuple[str, tuple[int, ...]]]:
    """At most `MOST_FIELDS` rows, the last of them for all the others."""
    if len(counts) <= MOST_FIELDS:
        return list(counts)
    others = [row for _, row in counts[MOST_FIELDS - 1 :]]
    return [*counts[: MOST_FIELDS - 1], (OTHERS, tuple(map(sum, zip(*others, strict=True))))]


def _described(strategy: Strategy, counts: Sequence[tuple[str, tuple[int, ...]]]) -> Described:
    sums = tuple(map(sum, zip(*(row for _, row in counts), strict=True)))
    whole = len(strategy.measures)
    parts = [f"{name}: {number}" for name, number in zip(NAMES, sums, strict=True) if number]
    alt = f"Stand von {counted(whole, 'Maßnahme', 'Maßnahmen')} nach Handlungsfeld. "
    alt += f"Zusammen {', '.join(parts)}."
    rows = [(name, *(str(number) for number in row), str(sum(row))) for name, row in counts]
    rows.append(("Zusammen", *(str(number) for number in sums), str(whole)))
    columns = ("Handlungsfeld", *NAMES, "zusammen")
    return Described("Stand der Maßnahmen", alt, columns, tuple(rows))
