"""No false precision: projected numbers are shown in steps that fit their size."""

from __future__ import annotations

STEPS = ((100, 5), (1_000, 10), (10_000, 50), (100_000, 100))
LARGEST_STEP = 1_000


def rounded(value: float) -> int:
    """A projected number of persons: 87 to 85, 243 to 240, 4.321 to 4.300, 85.837 to 85.800.

    Steps of 5 below 100, 10 below 1,000, 50 below 10,000, 100 below 100,000, else 1,000.
    """
    size = abs(value)
    step = next((step for below, step in STEPS if size < below), LARGEST_STEP)
    return round(value / step) * step
