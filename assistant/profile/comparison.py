"""Compares an indicator with the district's and with those of similar municipalities.

Thresholds stand with each indicator (`compare.about`, `compare.clear`, in its unit; see
`content/indicators.yml`). A difference below `about` is "etwa gleich", from `clear` on it is
"deutlich". A difference within the value's `chance` (a few persons, or the chance of counted
events) is "etwa gleich" too, however large it looks in a village.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.language.numbers import format_number
from assistant.profile.districts import Series
from assistant.profile.figures import figures_from_table
from assistant.profile.indicator_content import Indicators, load_indicators
from assistant.profile.indicators import Result, calculate, known, with_unit, written
from assistant.profile.population import PopulationTable

Level = Literal["clearly_below", "below", "about", "above", "clearly_above"]
With = Literal["district", "similar"]

FEWEST_SIMILAR = 3
"""The middle of fewer places says little, and might tell the figures of one."""
OLD_YEARS = 3
"""From a comparison's year to the own: from this on it is said."""

WORDS: Mapping[Level, str] = {
    "clearly_below": "deutlich unter",
    "below": "etwas unter",
    "about": "etwa bei",
    "above": "etwas über",
    "clearly_above": "deutlich über",
}


@dataclass(frozen=True)
class Benchmark:
    """What an indicator is held against: a value with the name of its place, year and source."""

    indicator: str
    against: With
    name: str
    value: float
    year: str | None = None
    source: str | None = None


@dataclass(frozen=True)
class Comparison:
    """An own value beside another. `distance` is the difference in widths of `clear`."""

    benchmark: Benchmark
    level: Level
    difference: float
    distance: float
    text: str

    @property
    def indicator(self) -> str:
        """The indicator's id."""
        return self.benchmark.indicator


def compare(result: Result, benchmark: Benchmark) -> Comparison | None:
    """The comparison, None where there is no value or the indicator is not to be compared."""
    bounds = result.indicator.compare
    if result.value is None or bounds is None:
        return None
    difference = result.value - benchmark.value
    # Plus the noise of binary fractions: 30 - 29.1 is 0.9.
    size = abs(difference) + 1e-9
    level: Level = "about"
    if size >= bounds.about and size > result.chance:
        clear = size >= bounds.clear
        if difference > 0:
            level = "clearly_above" if clear else "above"
        else:
            level = "clearly_below" if clear else "below"
    text = _text(result, benchmark, level)
    return Comparison(benchmark, level, difference, size / bounds.clear, text)


def compare_all(
    results: Sequence[Result], benchmarks: Sequence[Benchmark]
) -> tuple[Comparison, ...]:
    """Every result beside every benchmark of its indicator, in the order of the results."""
    found = []
    for result in results:
        for benchmark in benchmarks:
            if benchmark.indicator == result.id:
                comparison = compare(result, benchmark)
                if comparison is not None:
                    found.append(comparison)
    return tuple(found)


def of_district(
    name: str,
    series: Sequence[Series] = (),
    series_source: str | None = None,
    ages: PopulationTable | None = None,
    ages_source: str | None = None,
    indicators: Indicators | None = None,
) -> tuple[Benchmark, ...]:
    """The district's benchmarks: the last value of each series, else from its age groups.

    `series` are those of this district alone.
    """
    content = indicators or load_indicators()
    last = {one.indicator: one.values[-1] for one in series if one.values}
    counted = (
        known(calculate(figures_from_table(ages, indicators=content), (), content))
        if (ages)
        else {}
    )
    found = []
    for indicator in content.all:
        bounds = indicator.compare
        if bounds and bounds.series in last:
            year, value = last[bounds.series]
            found.append(Benchmark(indicator.id, "district", name, value, str(year), series_source))
        elif bounds and bounds.ages and ages and indicator.id in counted:
            value = counted[indicator.id].value or 0.0
            year = ages.year
            found.append(Benchmark(indicator.id, "district", name, value, str(year), ages_source))
    return tuple(found)


def of_similar(
    indicator: str,
    values: Sequence[float],
    year: str | None = None,
    source: str | None = None,
) -> Benchmark | None:
    """The middle value of similar municipalities, None where there are fewer than three."""
    if len(values) < FEWEST_SIMILAR:
        return None
    name = f"{format_number(len(values))} ähnliche Kommunen"
    return Benchmark(indicator, "similar", name, statistics.median(values), year, source)


def _text(result: Result, benchmark: Benchmark, level: Level) -> str:
    indicator = result.indicator
    other = with_unit(written(benchmark.value, indicator.decimals), indicator.unit_shown)
    what = "dem Wert" if benchmark.against == "district" else "dem mittleren Wert"
    where = ", ".join(part for part in (benchmark.name, benchmark.year) if part)
    text = f"Mit {result.with_unit} liegen Sie {WORDS[level]} {what} von {other} ({where})."
    own, theirs = _last_year(" ".join(result.years)), _last_year(benchmark.year or "")
    if own and theirs and abs(own - theirs) >= OLD_YEARS:
        text += " Die beiden Werte sind aus verschiedenen Jahren."
    return text


def _last_year(text: str) -> int | None:
    years = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", text)
    return max(map(int, years)) if years else None
