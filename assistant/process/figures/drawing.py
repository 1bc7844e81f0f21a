"""The charts of a place: which can be drawn, what they say, and the drawing itself.

Describing costs little and needs no drawing library; drawing is done in a child process.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from assistant.process.figures.facts import ProfileFacts
from assistant.process.figures.horizon import USUAL
from assistant.profile import charts_text
from assistant.profile.charts_text import Described
from assistant.profile.outlook import Outlook
from assistant.profile.population import SIX_GROUPS, PopulationTable, regroup
from assistant.profile.rates import Movements

if TYPE_CHECKING:
    from assistant.profile.charts import Chart

ChartId = Literal["pyramid", "age-groups", "course", "components", "projection"]
CHART_IDS: tuple[ChartId, ...] = ("pyramid", "age-groups", "course", "components", "projection")
GROUPINGS = (SIX_GROUPS, (0, 10, 20, 30, 65, 80), (0, 20, 65))
"""The guide's six groups; else what five-year groups allow; else three."""
EARLIER = 5
"""An earlier pyramid is drawn behind the new one from so many years on."""


@dataclass(frozen=True)
class ChartOrder:
    """A chart to be drawn, as plain data that goes to another process."""

    id: ChartId
    place: str
    source: str
    tables: tuple[PopulationTable, ...] = ()
    movements: tuple[Movements, ...] = ()
    points: tuple[tuple[int, float], ...] = ()
    outlook: Outlook | None = None
    bounds: tuple[int, ...] = ()


def chart_orders(facts: ProfileFacts) -> tuple[ChartOrder, ...]:
    """The charts that the figures allow, in the order of the profile."""
    return tuple(_orders(facts))


def chart_order(facts: ProfileFacts, id: str, years: int = USUAL) -> ChartOrder | None:
    """One chart by its id, None where the figures do not allow it; `years` of the projection."""
    return next((order for order in _orders(facts, years) if order.id == id), None)


def _orders(facts: ProfileFacts, years: int = USUAL) -> Iterator[ChartOrder]:
    place, source = facts.place, facts.source
    by_sex = [table for table in facts.tables if table.by_sex and table.total]
    if by_sex:
        newest = by_sex[-1]
        earlier = [table for table in by_sex if newest.year - table.year >= EARLIER][:1]
        yield ChartOrder("pyramid", place, source, (newest, *earlier))
    known = [table for table in facts.tables if table.total]
    for bounds in GROUPINGS:
        grouped = tuple(table for table in known if regroup(table, bounds) is not None)
        if grouped and grouped[-1] is known[-1]:
            yield ChartOrder("age-groups", place, source, grouped, bounds=bounds)
            break
    if len(facts.points) > 1 and facts.points[0][1] > 0:
        yield ChartOrder("course", place, source, points=facts.points)
    if facts.movements:
        yield ChartOrder("components", place, source, movements=facts.movements)
    outlook = facts.outlook_over(years)
    if isinstance(outlook, Outlook):
        yield ChartOrder("projection", place, source, points=facts.points, outlook=outlook)


def describe(order: ChartOrder) -> Described:
    """What the chart says: title, text alternative, table."""
    if order.id == "pyramid":
        earlier = order.tables[1] if len(order.tables) > 1 else None
        return charts_text.pyramid_text(order.place, order.tables[0], earlier)
    if order.id == "age-groups":
        grouped = [table for t in order.tables if (table := regroup(t, order.bounds)) is not None]
        return charts_text.age_groups_text(order.place, grouped, order.bounds)
    if order.id == "course":
        return charts_text.course_text(order.place, order.points)
    if order.id == "components":
        return charts_text.components_text(order.place, order.movements)
    assert order.outlook is not None
    past = [point for point in order.points if point[0] < order.outlook.base.year]
    return charts_text.projection_text(order.place, order.outlook, past)


def draw(order: ChartOrder) -> Chart:
    """The chart as SVG and PNG. Takes up to half a second: for a child process."""
    # Importing matplotlib takes a second and 50 MB, which the server itself does not need.
    from assistant.profile import charts

    common: dict[str, Any] = {"place": order.place, "source": order.source}
    if order.id == "pyramid":
        earlier = order.tables[1] if len(order.tables) > 1 else None
        return charts.pyramid(table=order.tables[0], comparison=earlier, **common)
    if order.id == "age-groups":
        return charts.age_groups(tables=order.tables, bounds=order.bounds, **common)
    if order.id == "course":
        return charts.course(points=order.points, **common)
    if order.id == "components":
        return charts.components(movements=order.movements, **common)
    assert order.outlook is not None
    return charts.projection(outlook=order.outlook, history=order.points, **common)


def picture(order: ChartOrder, form: Literal["svg", "png"]) -> bytes:
    """The chart in one format; for a child process."""
    from assistant.profile.chart_canvas import drawn_as

    with drawn_as(form):
        chart = draw(order)
    return chart.svg if form == "svg" else chart.png
