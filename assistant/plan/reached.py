"""Which generations the measures have reached so far, by their balance."""

from __future__ import annotations

from assistant.plan.gap import words
from assistant.plan.model import Strategy

REACHING = ("running", "done")


def not_reached(strategy: Strategy) -> tuple[str, ...]:
    """The age groups that no measure reaches yet; none where no measure says whom it reaches.

    Once measures are balanced, those that run or are done count.
    """
    measures = [measure for measure in strategy.measures if measure.ages]
    if any(measure.balance and measure.balance.state for measure in measures):
        measures = [m for m in measures if m.balance and m.balance.state in REACHING]
    elif not measures:
        return ()
    reached = {age for measure in measures for age in measure.ages}
    return tuple(age for age in words()["ages"] if age not in reached)
