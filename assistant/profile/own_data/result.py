"""What reading a file yields: a preview, problems in German, and tables where nothing is wrong."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from assistant.profile.population import PopulationTable
from assistant.profile.rates import Movements

Purpose = Literal["population", "movements"]
Severity = Literal["error", "hint"]

MOST_PROBLEMS = 50
ROWS_SHOWN = 20


class OwnDataError(ValueError):
    """The file cannot be read at all; the message says so in a German sentence."""


@dataclass(frozen=True)
class Problem:
    """Something to mend (error) or to know (hint). `row` as counted in the file, from 1."""

    row: int | None
    column: str | None
    text: str
    severity: Severity


@dataclass(frozen=True)
class Total:
    """One sum over a year, named in German: "Einwohner", "Frauen", "Geburten"."""

    year: int
    name: str
    value: float


@dataclass(frozen=True)
class Preview:
    """The file as read: its columns, the first rows of its body, what comes out."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    years: tuple[int, ...]
    totals: tuple[Total, ...]


@dataclass(frozen=True)
class Reading:
    """All that was read. The tables ascend by year and are empty where there is an error."""

    preview: Preview | None
    problems: tuple[Problem, ...]
    population: tuple[PopulationTable, ...] = ()
    movements: tuple[Movements, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether there is something to take over."""
        return bool(self.population or self.movements)


class Notes:
    """Collects problems; what is the same in many cells is said once, with the first place."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], tuple[Problem, int]] = {}
        self.sheet = ""

    @property
    def has_errors(self) -> bool:
        """Whether anything stands in the way."""
        return any(severity == "error" for severity, _ in self._found)

    def error(
        self, text: str, row: int | None = None, column: str | None = None, same: str = ""
    ) -> None:
        """Notes what must be mended; problems with an equal `same` are one."""
        self._note(Problem(row, column or None, text, "error"), same)

    def hint(
        self, text: str, row: int | None = None, column: str | None = None, same: str = ""
    ) -> None:
        """Notes what one should know."""
        self._note(Problem(row, column or None, text, "hint"), same)

    def problems(self) -> tuple[Problem, ...]:
        """Errors first, each by row; no more than anyone reads."""
        found = [_counted(*one) for one in self._found.values()]
        found.sort(key=lambda one: (one.severity == "hint", one.row or 0))
        if len(found) <= MOST_PROBLEMS:
            return tuple(found)
        kept = found[: MOST_PROBLEMS - 1]
        rest = len(found) - len(kept)
        text = f"Es gibt noch {rest} weitere Hinweise dieser Art."
        return (*kept, Problem(None, None, text, found[MOST_PROBLEMS - 1].severity))

    def _note(self, problem: Problem, same: str) -> None:
        if self.sheet:
            problem = replace(problem, text=f"Tabellenblatt „{self.sheet}“: {problem.text}")
        key = (problem.severity, f"{self.sheet}|{same}" if same else repr(problem))
        first, count = self._found.get(key, (problem, 0))
        # Beyond this, nothing new is kept: a broken file of many rows must not cost memory.
        if count or len(self._found) < 20 * MOST_PROBLEMS:
            self._found[key] = (first, count + 1)


def _counted(problem: Problem, count: int) -> Problem:
    if count == 1 or problem.row is None:
        return problem
    return replace(problem, text=f"{problem.text} (So an {count} Stellen.)")
