"""Calculates the indicators from figures, each with its steps and what the value says, in German.

Values keep their full precision; what is shown is rounded so that one person more or less is not
seen behind the comma: 41,2 of 3,010 people, 41 of 130.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from assistant.language.numbers import format_number
from assistant.profile.formulas import FORMULAS
from assistant.profile.indicator_content import (
    BRACES,
    Indicator,
    Indicators,
    Variable,
    Way,
    load_indicators,
)

FEW_EVENTS = 30
"""Fewer births, deaths or moves than this vary by a fifth and more from year to year by chance
(the standard deviation of a Poisson number n is the root of n)."""
FAR_APART = 2
"""Where the years of figures are farther apart than this, it is said."""
FEW_PERSONS = 3
"""A difference that as many persons make says nothing about a place."""
LARGEST = 1e15

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class Figure(NamedTuple):
    """A figure as given. `year` may be a year, a day or "Durchschnitt 2021 bis 2025"."""

    value: float
    year: str | None = None
    source: str | None = None


Figures = Mapping[str, Figure]


@dataclass(frozen=True)
class Result:
    """An indicator of a place.

    `value` is None where it cannot be calculated; then `missing` names the figures that are
    missing (by variable), or `reason` says in a sentence why. `chance` is how far the value may
    move without meaning anything: by a few persons, or by chance where events are counted.
    """

    indicator: Indicator
    formula: str
    inputs: tuple[str, ...] = ()
    value: float | None = None
    shown: str | None = None
    calculation: str | None = None
    band: str | None = None
    reading: str | None = None
    years: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    chance: float = 0.0
    missing: tuple[str, ...] = ()
    missing_names: tuple[str, ...] = ()
    reason: str | None = None

    @property
    def id(self) -> str:
        """The indicator's id."""
        return self.indicator.id

    @property
    def known(self) -> bool:
        """Whether there is a value."""
        return self.value is not None

    @property
    def with_unit(self) -> str:
        """The value as shown, with its unit: "41,2 je 100"; a dash where there is none."""
        return with_unit(self.shown, self.indicator.unit_shown) if self.shown else "–"

    @property
    def origin(self) -> str:
        """Years and sources in brackets' words: "2025, Melderegister"."""
        return ", ".join((*self.years, *self.sources))


def calculate(
    figures: Figures, only: Collection[str] = (), indicators: Indicators | None = None
) -> list[Result]:
    """All indicators (or those named in `only`) in their order, the incalculable ones too."""
    content = indicators or load_indicators()
    usable = {name: Figure(*figure) for name, figure in figures.items() if _usable(figure)}
    return [_result(i, usable, content) for i in content.all if not only or i.id in only]


def known(results: Sequence[Result]) -> dict[str, Result]:
    """The results that have a value, by the indicator's id."""
    return {result.id: result for result in results if result.known}


def with_unit(shown: str, unit: str) -> str:
    """A written value with its unit: "3,2 %", "−0,61"; a single person or euro stays as it is."""
    if unit == "Personen" and shown.lstrip("−") == "1":
        return f"{shown} Person"
    return f"{shown} {unit}".strip()


def written(value: float, decimals: int) -> str:
    """A value in German, rounded."""
    return format_number(round(value, decimals) + 0.0)


def _usable(figure: Sequence[object]) -> bool:
    value = figure[0]
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return 0 <= value <= LARGEST


def _result(indicator: Indicator, figures: Figures, content: Indicators) -> Result:
    ways = sorted(indicator.ways, key=lambda way: sum(v not in figures for v in way.inputs))
    way = ways[0]
    words = content.in_words(way)
    missing = tuple(v for v in way.inputs if v not in figures)
    if missing:
        names = tuple(content.variables[v].name for v in missing)
        return Result(indicator, words, way.inputs, missing=missing, missing_names=names)
    values = {name: figures[name].value for name in way.inputs}
    value = _value(way, values)
    if value is None:
        return Result(indicator, words, way.inputs, reason=_reason(way, values, content))
    step = _step(way, values, value, content.variables)
    decimals = _decimals(step, indicator.decimals)
    rounded = round(value, decimals) + 0.0
    shown = written(value, decimals)
    band = indicator.band(rounded)
    return Result(
        indicator,
        words,
        way.inputs,
        value=value,
        shown=shown,
        calculation=_calculation(way, values, shown),
        band=band.id,
        reading=band.text.format(
            value=with_unit(shown, indicator.unit_shown), n=_in_sentence(rounded, indicator.unit)
        ),
        years=_distinct(figures[name].year for name in way.inputs),
        sources=_distinct(figures[name].source for name in way.inputs),
        notes=_notes(indicator, way, figures, content.variables),
        chance=_chance(way, figures, step, content.variables),
    )


def _value(way: Way, values: Mapping[str, float]) -> float | None:
    function = FORMULAS[way.formula]
    try:
        value = function(*values.values()) if way.formula == "given" else function(**values)
    except ZeroDivisionError:
        return None
    return value + 0.0 if math.isfinite(value) and abs(value) <= LARGEST else None


def _reason(way: Way, values: Mapping[str, float], content: Indicators) -> str:
    empty = [content.variables[name].name for name in way.divisors if not values[name]]
    if empty:
        return f"Durch null lässt sich nicht teilen, und null steht bei: {', '.join(empty)}."
    return "Der Wert wird zu groß. Bitte prüfen Sie die Zahlen."


def _calculation(way: Way, values: Mapping[str, float], shown: str) -> str:
    steps = BRACES.sub(lambda match: format_number(values[match.group(1)]), way.steps)
    return f"{steps} = {shown}" if way.formula != "given" else steps


def _step(
    way: Way, values: Mapping[str, float], value: float, variables: Mapping[str, Variable]
) -> float:
    """How far one person more moves the value at most; 0 where no persons are counted."""
    moved = [0.0]
    for name in way.inputs:
        if variables[name].kind in ("count", "events"):
            other = _value(way, {**values, name: values[name] + 1})
            if other is not None:
                moved.append(abs(other - value))
    return max(moved)


def _decimals(step: float, most: int) -> int:
    """As many decimals as one person more or less does not change."""
    if step <= 0:
        return most
    return max(0, min(most, math.floor(-math.log10(step) + 1e-9)))


def _chance(way: Way, figures: Figures, step: float, variables: Mapping[str, Variable]) -> float:
    events = _events(way, figures, variables)
    if not events:
        return step * FEW_PERSONS
    # Twice the standard deviation of Poisson numbers; plus one, as none in a year happens too.
    spread = sum((figure.value * _span(figure) + 1) / _span(figure) ** 2 for figure in events)
    return step * 2 * math.sqrt(spread)


def _events(way: Way, figures: Figures, variables: Mapping[str, Variable]) -> list[Figure]:
    return [figures[name] for name in way.inputs if variables[name].kind == "events"]


def _in_sentence(value: float, unit: str) -> str:
    """A value without its sign, as in "rund 41": whole from ten on, persons always exact."""
    size = abs(value)
    return format_number(round(size) if size >= 10 and unit != "Personen" else size)


def _notes(
    indicator: Indicator, way: Way, figures: Figures, variables: Mapping[str, Variable]
) -> tuple[str, ...]:
    found = []
    events = _events(way, figures, variables)
    if events and sum(figure.value * _span(figure) for figure in events) < FEW_EVENTS:
        number = format_number(sum(figure.value for figure in events))
        found.append(
            f"Gezählt wurden nur {number} Fälle im Jahr. So ein Wert schwankt stark. Ein "
            "Durchschnitt aus mehreren Jahren sagt mehr."
        )
    used = [figures[name] for name in way.inputs]
    years = {int(year) for figure in used for year in _YEAR.findall(str(figure.year))}
    widest = max(_span(figure) for figure in used)
    if years and max(years) - min(years) >= FAR_APART + widest and not indicator.over_time:
        found.append(
            f"Die Angaben stammen aus verschiedenen Jahren, von {min(years)} bis {max(years)}."
        )
    return tuple(found)


def _span(figure: Figure) -> int:
    """How many years a figure is the average of: 5 for "Durchschnitt 2021 bis 2025"."""
    years = [int(year) for year in _YEAR.findall(str(figure.year))]
    return max(years) - min(years) + 1 if years else 1


def _distinct(texts: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))
