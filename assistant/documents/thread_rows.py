"""The thread row by row: each way from a SWOT point to a balance, with what is missing on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.plan.model import Strategy
from assistant.plan.thread import LEVELS, PRESSING, Level, Thread, thread_of

STATES = {"planned": "geplant", "running": "läuft", "done": "fertig", "stopped": "gestoppt"}
DECISIONS = {
    "continue": "weiterführen",
    "change": "ändern",
    "end": "beenden",
    "extend": "ausweiten",
}


@dataclass(frozen=True)
class Cell:
    """A node on a way; without a place it stands for what is missing there."""

    place: str | None
    text: str = ""

    def with_count(self, text: str, count: str) -> Cell:
        """The same with a count behind its text."""
        return replace(self, text=f"{text} ({count})")


@dataclass(frozen=True)
class Row:
    """One way. A level that is neither there nor missing has no cell."""

    cells: Mapping[Level, Cell]

    def place(self, level: Level) -> str | None:
        """The place at a level."""
        cell = self.cells.get(level)
        return cell.place if cell else None

    def text(self, level: Level, missing: str) -> str:
        """What stands at a level: its title, what is missing, or nothing."""
        cell = self.cells.get(level)
        return "" if cell is None else cell.text or missing


def thread_rows(strategy: Strategy, levels: Sequence[Level] = LEVELS) -> list[Row]:
    """All ways, those of one SWOT point and one field side by side.

    Strengths and opportunities without a field are left out: they need not lead anywhere.
    """
    thread = thread_of(strategy)
    texts = _texts(strategy, thread)
    pressing = {point.place for point in strategy.points if point.quadrant in PRESSING}
    return [
        _row(thread, way, texts, levels)
        for way in _ways(thread)
        if len(way) > 1 or thread.nodes[way[0]].level != "point" or way[0] in pressing
    ]


def _ways(thread: Thread) -> Iterator[list[str]]:
    """From each node without a parent to each node without a child."""

    def down(place: str, way: list[str]) -> Iterator[list[str]]:
        way = [*way, place]
        below = thread.children.get(place, ())
        if not below:
            yield way
        for child in below:
            yield from down(child, way)

    for place in thread.nodes:
        if place not in thread.parents:
            yield from down(place, [])


def _row(
    thread: Thread,
    way: Sequence[str],
    texts: Mapping[str, str],
    levels: Sequence[Level],
) -> Row:
    found = {thread.nodes[place].level: place for place in way}
    last = LEVELS.index(thread.nodes[way[-1]].level)
    first = LEVELS.index(thread.nodes[way[0]].level)
    cells: dict[Level, Cell] = {}
    for number, level in enumerate(LEVELS):
        if level not in levels:
            continue
        if level in found:
            cells[level] = Cell(found[level], texts[found[level]])
        elif number in (first - 1, last + 1):
            cells[level] = Cell(None)
    return Row(cells)


def _texts(strategy: Strategy, thread: Thread) -> dict[str, str]:
    texts = {node.place: node.title for node in thread.nodes.values()}
    for measure in strategy.measures:
        balance = measure.balance
        if balance:
            said = [STATES.get(balance.state or ""), DECISIONS.get(balance.decision or "")]
            texts[balance.place] = ", ".join(word for word in said if word) or "begonnen"
    return texts
