"""Tables come back from JSON exactly as they were."""

from __future__ import annotations

import io
import json

from hypothesis import given
from hypothesis import strategies as st

from assistant.profile.own_data.reading import read_file
from assistant.profile.population import PopulationTable
from assistant.profile.rates import AgeCount, Movements
from assistant.profile.table_data import (
    QUANTITIES,
    movements_data,
    movements_of,
    population_data,
    population_of,
    reading_data,
    tables_data,
)
from tests.profile.test_own_data_broken import csv_of_years

COUNTS = st.integers(0, 10**7) | st.floats(0, 1e7)


@st.composite
def populations(draw: st.DrawFn) -> PopulationTable:
    bounds = (0, *sorted(draw(st.sets(st.integers(1, 110), max_size=8))))
    column = st.lists(COUNTS, min_size=len(bounds), max_size=len(bounds)).map(tuple)
    women, men = draw(st.none() | st.tuples(column, column)) or (None, None)
    return PopulationTable(
        draw(st.integers(1900, 2100)), bounds, draw(column), women, men, draw(st.booleans())
    )


@st.composite
def movements(draw: st.DrawFn) -> Movements:
    groups = st.builds(AgeCount, st.integers(0, 90), st.none() | st.integers(0, 110), COUNTS)
    values = {name: draw(st.none() | COUNTS) for name in QUANTITIES}
    ages = {f"{name}_by_age": tuple(draw(st.lists(groups, max_size=3))) for name in QUANTITIES}
    return Movements(draw(st.integers(1900, 2100)), **values, **ages)


@given(populations())
def test_people(table: PopulationTable) -> None:
    assert population_of(json.loads(json.dumps(population_data(table)))) == table


@given(movements())
def test_movements(one: Movements) -> None:
    assert movements_of(json.loads(json.dumps(movements_data(one)))) == one


def test_what_was_read_from_a_large_file() -> None:
    reading = read_file("population", csv_of_years())
    data = json.loads(json.dumps(tables_data(reading)))
    assert tuple(map(population_of, data["population"])) == reading.population
    assert len(reading_data(reading)["preview"]["rows"]) == 20


def test_nothing_to_take_over_is_empty() -> None:
    reading = read_file("population", io.BytesIO(b"%PDF-1.7"))
    assert tables_data(reading) == {}
    assert reading_data(reading)["preview"] is None
