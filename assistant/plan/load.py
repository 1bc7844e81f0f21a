"""How much the same people do at once: measures by responsible and quarter.

Who is responsible is compared as written but for case and spaces: "Hauptamt" and "Frau Sommer,
Hauptamt" stay two, because nobody but the town hall knows whether they are one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assistant.language.spelling import fold
from assistant.plan.model import Measure, Strategy
from assistant.plan.schedule import Day, Span, period_of, quarter_of, start_of

OVERLOADED = 4
"""So many measures at once are worth a question. Own judgement: three can be kept in view."""
LONGEST = 200
"""Quarters looked at, at most: a plan of fifty years is a typing error."""
SETTLED = ("done", "stopped")


@dataclass(frozen=True)
class Share:
    """One responsible's measures. `by_quarter` holds those that run, by quarter in order.

    `starting` holds those whose beginning is known to lie in one quarter.
    """

    responsible: str
    by_quarter: Mapping[str, tuple[Measure, ...]]
    starting: Mapping[str, tuple[Measure, ...]]

    @property
    def peak(self) -> str | None:
        """The first quarter with the most measures at once; None without any period."""
        most = max((len(running) for running in self.by_quarter.values()), default=0)
        return next((q for q, running in self.by_quarter.items() if len(running) == most), None)


def load_of(strategy: Strategy) -> tuple[Share, ...]:
    """Every responsible with what they do when, in the order in which they are first named.

    A measure that is done or stopped by its balance binds nobody and is left out.
    """
    groups: dict[str, list[Measure]] = {}
    for measure in strategy.measures:
        settled = measure.balance is not None and measure.balance.state in SETTLED
        if measure.responsible and not settled:
            groups.setdefault(fold(measure.responsible), []).append(measure)
    return tuple(_share(measures) for measures in groups.values())


def _share(measures: list[Measure]) -> Share:
    running: dict[str, list[Measure]] = {}
    starting: dict[str, list[Measure]] = {}
    for measure in measures:
        period, start = period_of(measure), start_of(measure)
        for quarter in _quarters(period) if period else ():
            running.setdefault(quarter, []).append(measure)
        if start and quarter_of(start.first) == quarter_of(start.last):
            starting.setdefault(quarter_of(start.first), []).append(measure)
    return Share(measures[0].responsible or "", _in_order(running), _in_order(starting))


def _in_order(by_quarter: dict[str, list[Measure]]) -> dict[str, tuple[Measure, ...]]:
    return {quarter: tuple(by_quarter[quarter]) for quarter in sorted(by_quarter)}


def _quarters(span: Span) -> Iterator[str]:
    first = 4 * span.first.year + (span.first.month - 1) // 3
    last = 4 * span.last.year + (span.last.month - 1) // 3
    for number in range(first, min(last, first + LONGEST - 1) + 1):
        yield quarter_of(Day(number // 4, 3 * (number % 4) + 1, 1))
