"""Answers that an own table gives: questions it answers, and answers that it contradicts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assistant.guide.state import State, Value
from assistant.process.figures.facts import YEARS_BEFORE
from assistant.process.figures.material import Material
from assistant.profile.figures import figures_from_movements, figures_from_table
from assistant.profile.indicator_content import load_indicators
from assistant.profile.indicators import Figure

# Nobody typed these: they were taken from the register, and a newer own table takes their place.
SOURCE = "profile.source"
OF_REGISTER = ("profile.reference_date", "profile.population", SOURCE)
SIX_GROUPS = "profile.age_basis"
SAME = 0.5
"""Counts of persons that differ by less are the same."""


@dataclass(frozen=True)
class Filling:
    """What tables say, by question: for questions without an answer, and against an answer."""

    fresh: Mapping[str, Value]
    differing: Mapping[str, tuple[Value, Value]]


def filling_of(state: State, material: Material, purpose: str) -> Filling:
    """What the newest table of a purpose answers, the questions in their order."""
    fresh: dict[str, Value] = {}
    differing: dict[str, tuple[Value, Value]] = {}
    newer = _is_newer_than_register(state, material, purpose)
    for question, value in _read(material, purpose):
        answered = state.value(question)
        if question == SOURCE and not newer:
            # Where a table comes from only its sender knows.
            continue
        if answered is None or (newer and question in OF_REGISTER):
            fresh[question] = value
        elif _differ(answered, value):
            differing[question] = (answered, value)
    return Filling(fresh, differing)


def _is_newer_than_register(state: State, material: Material, purpose: str) -> bool:
    """Whether an own table is of a later year than the answers taken from the register."""
    day = state.value("profile.reference_date")
    taken = state.value("profile.source") == "municipal_register" and isinstance(day, str)
    newest = material.tables[-1].year if material.tables else 0
    return purpose == "population" and taken and newest > int(str(day)[:4])


def _read(material: Material, purpose: str) -> Iterator[tuple[str, Value]]:
    if purpose == "population" and material.tables:
        newest = material.tables[-1]
        yield "profile.reference_date", f"{newest.year}-12-31"
        yield SOURCE, "register"
        figures = figures_from_table(newest)
        earlier = [t for t in material.tables if t.year == newest.year - YEARS_BEFORE]
        if earlier:
            figures["population_10y"] = Figure(earlier[0].total)
        yield from _by_question(figures)
        if "age_0_5" in figures and "age_80" in figures and "age_30_64" in figures:
            yield SIX_GROUPS, "counts"
    if purpose == "movements" and material.movements:
        last = material.movements[-1]
        yield "profile.movement_year", str(last.year)
        yield from _by_question(figures_from_movements(last))


def _by_question(figures: Mapping[str, Figure]) -> Iterator[tuple[str, Value]]:
    for name, variable in load_indicators().variables.items():
        if name not in figures or variable.question is None:
            continue
        value = figures[name].value
        yield variable.question, round(value) if variable.kind != "amount" else round(value, 1)


def _differ(answered: Value, value: Value) -> bool:
    if isinstance(answered, (int, float)) and isinstance(value, (int, float)):
        return abs(answered - value) > SAME
    # Another day, another year or another form of the groups is no contradiction.
    return False
