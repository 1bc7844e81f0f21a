"""The timeline of the measures: a bar from beginning to end, by field of action."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from matplotlib.dates import date2num  # type: ignore[import-untyped]

from assistant.documents.pictures import drawing_names, fitted, plain
from assistant.documents.timeline_text import Group, described_timeline, groups_of, of_page
from assistant.plan.model import Measure, Strategy
from assistant.plan.schedule import GanttRow, Span, end_date, gantt, span_of, start_of
from assistant.profile.chart_canvas import GRID, INK, MUTED, NOW, Chart, Sheet, finished
from assistant.profile.charts_text import Described


@dataclass(frozen=True)
class Looks:
    """How many rows a picture has, their height in inches, and the lines of a name."""

    rows: int
    height: float
    lines: int


FEW, MANY = Looks(21, 0.34, 2), Looks(28, 0.255, 1)
"""So that a picture fits on an A4 page, and many measures on few pages."""
MANY_FROM = 40
LABEL_WIDTH = 2.35
LABEL_SIZE = 8.5
HEADING_WIDTH = 6.0
GROUND = {"facecolor": "white", "edgecolor": "none", "pad": 1.2}
"""Text on it is not crossed by lines."""
SHORTEST_BAR = 0.008
"""Of the axis: a week in ten years is still to be seen."""
LINES = (
    ("plan.council_date", "Beschluss", (0, (5, 2))),
    ("plan.review_date", "Zwischenbilanz", (0, (1, 2))),
)


def timeline(strategy: Strategy, source: str) -> tuple[Chart, ...]:
    """The timeline in as many pictures as it needs; none where no measure has a period.

    `source` is the line below, such as "Werkstattplan, Stand 3. Mai 2027".
    """
    rows = gantt(strategy)
    dated = [row for row in rows if row.span]
    if not dated:
        return ()
    span = _frame(strategy, dated)
    looks = MANY if len(rows) > MANY_FROM else FEW
    pages = list(_pages(list(groups_of(strategy, rows)), looks.rows))
    described = described_timeline(strategy, rows)
    return tuple(
        _draw(strategy, page, looks, span, of_page(described, page, number, len(pages)), source)
        for number, page in enumerate(pages, 1)
    )


def _pages(groups: list[Group], most: int) -> Iterator[list[Group]]:
    """Groups in pages of so many rows; a large group goes on with its name again."""
    page: list[Group] = []
    room = most
    for group in groups:
        rows, again = group.rows, False
        while rows:
            if room < 3:
                yield page
                page, room = [], most
            taken, rows = rows[: room - 1], rows[room - 1 :]
            page.append(Group(group.name, taken, again))
            room -= len(taken) + 1
            again = True
    if page:
        yield page


def _frame(strategy: Strategy, dated: Sequence[GanttRow]) -> Span:
    """Whole years around all measures and the plan's period."""
    spans = [row.span for row in dated if row.span] + [
        span for span in (span_of(strategy.period),) if span
    ]
    first, last = min(span.first for span in spans), max(span.last for span in spans)
    return Span(date(first.year, 1, 1), date(last.year, 12, 31))


def _draw(
    strategy: Strategy,
    page: list[Group],
    looks: Looks,
    frame: Span,
    described: Described,
    source: str,
) -> Chart:
    count = sum(len(group.rows) + 1 for group in page)
    with drawing_names():
        sheet = Sheet(described.title, plain(source), height=1.2 + looks.height * count)
        axes = sheet.axes(LABEL_WIDTH + 0.2, 0.2, key=0.3, bottom=0.1)
        axes.set_xlim(date2num(frame.first), date2num(frame.last + timedelta(days=1)))
        axes.set_ylim(count - 0.5, -0.5)
        _frame_years(axes, frame)
        lines = list(_lines(axes, strategy, frame))
        at = 0
        rows: list[tuple[int, GanttRow]] = []
        for group in page:
            _heading(axes, at, group)
            for row in group.rows:
                at += 1
                text = fitted(row.measure.title, LABEL_WIDTH, LABEL_SIZE, looks.lines)
                _label(axes, at, text)
                rows.append((at, row))
            at += 1
        _bars(axes, rows, frame)
        key = ["Balken: Laufzeit", "◇ Zwischenschritt", *lines]
        sheet.line("     ".join(key))
        return finished(sheet.figure, described)


def _heading(axes: Any, at: int, group: Group) -> None:
    name = group.name + (" (Fortsetzung)" if group.again else "")
    # Bold type is wider by a seventh.
    text = fitted(name, HEADING_WIDTH * 0.87, LABEL_SIZE, 1)
    _label(axes, at, text, fontweight="bold", bbox=GROUND)


def _label(axes: Any, at: int, text: str, **looks: Any) -> None:
    axes.annotate(
        text,
        (0, at),
        xycoords=("axes fraction", "data"),
        xytext=(-LABEL_WIDTH * 72 - 4, 0),
        textcoords="offset points",
        va="center",
        fontsize=LABEL_SIZE,
        linespacing=1.1,
        annotation_clip=False,
        **looks,
    )


def _bars(axes: Any, rows: Sequence[tuple[int, GanttRow]], frame: Span) -> None:
    """All bars at once, which takes a tenth of the time of one after the other."""
    whole = (frame.last - frame.first).days + 1
    bars: list[tuple[int, float, float]] = []
    steps: list[tuple[float, int]] = []
    for at, row in rows:
        if row.span is None:
            _open(axes, at, row.measure, frame)
            continue
        length = max((row.span.last - row.span.first).days + 1, whole * SHORTEST_BAR)
        bars.append((at, length, date2num(row.span.first)))
        days = [step.span.last for step in row.milestones if step.span]
        steps += [(date2num(day), at) for day in days if frame.first <= day <= frame.last]
    if bars:
        at_all, lengths, lefts = zip(*bars, strict=True)
        looks = {"height": 0.5, "color": NOW, "edgecolor": INK, "linewidth": 0.6}
        axes.barh(at_all, lengths, left=lefts, **looks)
    if steps:
        marks = {"markersize": 5, "markerfacecolor": "white", "markeredgecolor": INK}
        axes.plot(*zip(*steps, strict=True), linestyle="", marker="D", **marks)


def _open(axes: Any, at: int, measure: Measure, frame: Span) -> None:
    """A measure without a period: its beginning where it is known, and what is missing."""
    start, end = start_of(measure), end_date(measure)
    text = "Zeitraum noch offen" if not (start and end) else "Ende liegt vor dem Beginn"
    left, right = frame.first, False
    if start and not end and frame.first <= start.first <= frame.last:
        axes.plot([date2num(start.first)], [at], marker=">", color=NOW, markersize=6)
        text, left = "Ende noch offen", start.first
        right = (start.first - frame.first) > (frame.last - frame.first) * 0.6
    axes.annotate(
        text,
        (date2num(left), at),
        xytext=(-7 if right else 7, 0),
        textcoords="offset points",
        ha="right" if right else "left",
        va="center",
        fontsize=LABEL_SIZE,
        color=MUTED,
        fontstyle="italic",
        bbox=GROUND,
    )


def _frame_years(axes: Any, frame: Span) -> None:
    years = range(frame.first.year, frame.last.year + 1)
    step = (len(years) + 9) // 10
    edges = [date2num(date(year, 1, 1)) for year in (*years, frame.last.year + 1) if year < 9999]
    axes.set_xticks(edges, [""] * len(edges))
    middles = [date2num(date(year, 7, 1)) for year in years[::step]]
    axes.set_xticks(middles, [str(year) for year in years[::step]], minor=True)
    axes.xaxis.tick_top()
    axes.tick_params(axis="x", which="both", length=0, labelsize=9)
    axes.grid(axis="x", which="major", color=GRID)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.spines["bottom"].set_visible(False)


def _lines(axes: Any, strategy: Strategy, frame: Span) -> Iterator[str]:
    """Upright lines for the plan's own appointments, and their names for the key."""
    for question, name, dashes in LINES:
        span = span_of(strategy.dates.get(question))
        if span and frame.first <= span.first <= frame.last:
            axes.axvline(date2num(span.first), color=INK, linewidth=1.2, linestyle=dashes)
            sign = "- -" if name == "Beschluss" else "· · ·"
            yield f"{sign} {name}"
