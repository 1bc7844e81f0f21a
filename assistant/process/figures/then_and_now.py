"""The profile's figures then and now, side by side. Pure: the same figures give the same table.

Then is what was answered when the plan was confirmed; now is the newest that is known of each
figure, whether from an answer, the register or an own table.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from assistant.guide.model import Guide
from assistant.guide.state import Answer, State
from assistant.language.numbers import format_number
from assistant.process.figures.facts import answered_figures, register_figures, year_of
from assistant.process.figures.material import Material
from assistant.profile.figures import figures_from_movements, figures_from_table
from assistant.profile.indicator_content import load_indicators
from assistant.profile.indicators import Figure, Result, calculate, known
from assistant.store.answers import AnswerRow

OWN_TABLE = "Eigene Tabelle"
REVIEW_SOURCE = "Angabe zur Zwischenbilanz"
POPULATION_NOW = "review.population_now"
# They look back or ahead themselves, or hardly change.
LEFT_OUT = ("population_10y", "projection", "area", "population_before")


@dataclass(frozen=True)
class FigureChange:
    """One figure then and now, as people read it. `id` is its variable or its indicator."""

    id: str
    name: str
    then: str
    now: str
    then_year: str | None = None
    now_year: str | None = None
    sources: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """ "Einwohnerzahl: 612 (2025) → 605 (2027)"."""
        then, now = _dated(self.then, self.then_year), _dated(self.now, self.now_year)
        return f"{self.name}: {then} → {now}"


def answers_then(
    revisions: Iterable[AnswerRow], confirmed: datetime.datetime | None
) -> dict[str, Answer]:
    """The answers as they stood at that moment; of what was first answered later, that answer.

    `revisions` are in the order in which they were made. Without a moment the last ones count.
    """
    found: dict[str, Answer] = {}
    for row in revisions:
        if row.status != "answered":
            continue
        if row.question not in found or confirmed is None or row.at <= confirmed:
            found[row.question] = Answer(row.value, "answered", row.revision)
    return found


def figures_then(guide: Guide, state: State, answers: Mapping[str, Answer]) -> dict[str, Figure]:
    """The figures that these answers gave."""
    return dict(answered_figures(guide, State(state.name, state.type, answers)))


def figures_now(
    guide: Guide, state: State, material: Material, today: datetime.date
) -> dict[str, Figure]:
    """The newest that is known of each figure; of the same year an answer counts."""
    found = dict(answered_figures(guide, state))
    for name, figure in _elsewhere(material):
        before = found.get(name)
        if before is None or _year(figure) > _year(before) > 0:
            found[name] = figure
    counted = state.value(POPULATION_NOW)
    if isinstance(counted, (int, float)) and not isinstance(counted, bool):
        day = state.value("review.date")
        year = min(year_of(day if isinstance(day, str) else None) or today.year, today.year)
        found["population"] = Figure(float(counted), str(year), REVIEW_SOURCE)
    return found


def then_and_now(then: Mapping[str, Figure], now: Mapping[str, Figure]) -> tuple[FigureChange, ...]:
    """What was measured anew since: figures first, then the indicators made of them alone."""
    content = load_indicators()
    fresh = {
        name
        for name in content.variables
        if name in then and name in now and name not in LEFT_OUT and _is_fresh(then, now, name)
    }
    figures = (_figure(name, then[name], now[name]) for name in content.variables if name in fresh)
    return (*figures, *_indicators(then, now, fresh))


def _elsewhere(material: Material) -> Iterator[tuple[str, Figure]]:
    """What register and own tables say, the older first."""
    yield from register_figures(material)
    for movements in material.movements:
        yield from figures_from_movements(movements, OWN_TABLE).items()
    for table in material.tables:
        yield from figures_from_table(table, OWN_TABLE).items()


def _is_fresh(then: Mapping[str, Figure], now: Mapping[str, Figure], name: str) -> bool:
    before, after = then[name], now[name]
    return before.value != after.value or _year(after) > _year(before) > 0


def _indicators(
    then: Mapping[str, Figure], now: Mapping[str, Figure], fresh: set[str]
) -> Iterator[FigureChange]:
    """Only where every figure in it is new: one old and one new would tell of no year."""
    before = known(calculate(then))
    for name, result in known(calculate(now)).items():
        old = before.get(name)
        if old is None or len(result.inputs) < 2 or old.inputs != result.inputs:
            continue
        if set(result.inputs) <= fresh:
            yield FigureChange(
                name,
                result.indicator.name,
                old.with_unit,
                result.with_unit,
                _year_of_result(old),
                _year_of_result(result),
                tuple(dict.fromkeys((*old.sources, *result.sources))),
            )


def _figure(name: str, before: Figure, after: Figure) -> FigureChange:
    variable = load_indicators().variables[name]
    sign = " %" if variable.kind == "share" else ""
    shown = [f"{format_number(round(one.value, 2))}{sign}" for one in (before, after)]
    sources = tuple(dict.fromkeys(s for s in (before.source, after.source) if s))
    return FigureChange(
        name, variable.name, shown[0], shown[1], _shown_year(before), _shown_year(after), sources
    )


def _year_of_result(result: Result) -> str | None:
    years = [year for text in result.years if (year := year_of(text))]
    return str(max(years)) if years else None


def _shown_year(figure: Figure) -> str | None:
    year = _year(figure)
    return str(year) if year else None


def _year(figure: Figure) -> int:
    return year_of(figure.year) or 0


def _dated(text: str, year: str | None) -> str:
    return f"{text} ({year})" if year else text
