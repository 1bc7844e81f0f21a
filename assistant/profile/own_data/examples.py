"""Refuses the example numbers of the template, which somebody has forgotten to replace."""

from __future__ import annotations

import io
from functools import lru_cache

from assistant.language.numbers import format_number
from assistant.profile.own_data.reading import read_file
from assistant.profile.own_data.result import Problem, Purpose, Reading
from assistant.profile.own_data.templates import EXAMPLES, template
from assistant.profile.population import PopulationTable
from assistant.profile.rates import Movements


def without_examples(purpose: Purpose, reading: Reading) -> Reading:
    """The reading; with an error instead of tables where example numbers are among them."""
    examples = _examples(purpose)
    found: list[PopulationTable | Movements] = [*reading.population, *reading.movements]
    left = [table.year for table in found if table in examples]
    if not left:
        return reading
    problem = Problem(None, None, _sentence(purpose, left), "error")
    return Reading(reading.preview, (problem, *reading.problems))


@lru_cache(maxsize=2)
def _examples(purpose: Purpose) -> list[PopulationTable | Movements]:
    read = read_file(purpose, io.BytesIO(template(purpose, "csv")))
    return [*read.population, *read.movements]


def _sentence(purpose: Purpose, years: list[int]) -> str:
    line = next(line for line in EXAMPLES[purpose] if line[0] in years)
    numbers = ", ".join(format_number(cell) for cell in line[2:] if not isinstance(cell, str))
    return (
        f"In der Tabelle stehen noch die Beispielzahlen der Vorlage (zum Beispiel {line[0]}, "
        f"{line[1]}: {numbers}). Bitte ersetzen Sie die Beispielzeilen durch Ihre eigenen Zahlen "
        "und laden Sie die Datei dann noch einmal hoch."
    )
