"""What the layouts of the official register yield, before names and sums are made of it."""

from __future__ import annotations

import datetime
from abc import ABC, abstractmethod
from dataclasses import dataclass, field

LARGEST_NUMBER = 1e9


class RegisterError(ValueError):
    """The file is no register that can be read; the message says so in a German sentence."""


@dataclass(frozen=True)
class Area:
    """One row of the register: a municipality or an unincorporated area.

    `ars` has twelve digits (state 2, region 1, district 2, association 4, municipality 3); `code`
    is the register's "Textkennzeichen"; `area` in square kilometres; `earlier` holds populations
    of other days, where the file has them.
    """

    ars: str
    official_name: str
    code: str
    area: float
    population: int
    men: int | None = None
    women: int | None = None
    postcode: str | None = None
    longitude: float | None = None
    latitude: float | None = None
    earlier: tuple[tuple[datetime.date, int], ...] = ()

    @property
    def ags(self) -> str:
        """The key of eight digits: the ARS without those of the association."""
        return self.ars[:5] + self.ars[9:]


@dataclass(frozen=True)
class Named:
    """A district or an association as the register names it."""

    official_name: str
    kind: str


@dataclass
class Source:
    """What a layout yields: days, names by key (state 2 digits, district 5, association 9), rows.

    `state` is the day whose borders the file shows, `population_at` the day of its population,
    `census` the year of the census it is carried forward from.
    """

    state: datetime.date
    population_at: datetime.date
    census: int | None
    states: dict[str, str] = field(default_factory=dict)
    districts: dict[str, Named] = field(default_factory=dict)
    associations: dict[str, Named] = field(default_factory=dict)
    areas: list[Area] = field(default_factory=list)


class Fields(ABC):
    """The fields of a row, read as numbers with errors that say where."""

    @abstractmethod
    def text(self, column: str) -> str:
        """The field as text, empty when there is nothing."""

    @abstractmethod
    def error(self, column: str, what: str) -> RegisterError:
        """An error that names row and column."""

    def number(self, column: str) -> float | None:
        """The number, None when there is nothing. Raises RegisterError when it is none."""
        text = self.text(column)
        if not text:
            return None
        try:
            number = float(text.replace(",", "."))
        except ValueError:
            raise self.error(column, f"steht „{text[:40]}“ statt einer Zahl") from None
        if not 0 <= number < LARGEST_NUMBER:
            raise self.error(column, f"steht die unmögliche Zahl „{text[:40]}“")
        return number

    def needed(self, column: str) -> float:
        """The number. Raises RegisterError when there is none."""
        number = self.number(column)
        if number is None:
            raise self.error(column, "fehlt die Zahl")
        return number

    def whole(self, column: str) -> int | None:
        """The number of people, None when there is nothing."""
        number = self.number(column)
        return None if number is None else round(number)
