"""What an indicator is, and the reading of `content/indicators.yml`."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Literal

import jsonschema
import yaml

from assistant.profile.population import Sex

CONTENT = Path(__file__).parent / "content"
BRACES = re.compile(r"\{(\w+)\}")

Kind = Literal["count", "events", "share", "amount"]
Moves = Literal["births", "deaths", "arrivals", "departures"]


class ContentError(ValueError):
    """A content file that does not fit its schema; the message names the place."""


@dataclass(frozen=True)
class Variable:
    """A figure that a formula takes.

    `question` is the guide's, None where only a table gives it. `ages` (first and last completed
    year, None without an end) with `sex` or `moves` say which sum of a table it is. Of a `count`
    or of `events` one person more or less can be thought; events also vary by chance.
    """

    id: str
    name: str
    kind: Kind
    question: str | None
    ages: tuple[int, int | None] | None
    sex: Sex | None
    moves: Moves | None


@dataclass(frozen=True)
class Way:
    """One way to calculate: the formula's name, and the same as steps with {variables}."""

    formula: str
    steps: str

    @cached_property
    def inputs(self) -> tuple[str, ...]:
        """The variables in the order of the steps, each once."""
        return tuple(dict.fromkeys(BRACES.findall(self.steps)))

    @cached_property
    def divisors(self) -> tuple[str, ...]:
        """The variables after a division sign."""
        return tuple(BRACES.findall(self.steps.partition("÷")[2]))


@dataclass(frozen=True)
class Band:
    """How to read a value up to (not including) `below`; None is without an end."""

    id: str
    below: float | None
    text: str


@dataclass(frozen=True)
class Compare:
    """How to compare: the district's series, its age groups, and what is about equal or clear."""

    series: str | None
    ages: bool
    about: float
    clear: float


@dataclass(frozen=True)
class Indicator:
    """An indicator of the profile; the keys are described in `content/indicators.yml`."""

    id: str
    name: str
    topic: str
    unit: str
    decimals: int
    source: str
    ways: tuple[Way, ...]
    over_time: bool
    least: float
    most: float
    meaning: str
    higher_is: Literal["better", "worse", "neutral"]
    basis: str
    bands: tuple[Band, ...]
    compare: Compare | None

    @property
    def unit_shown(self) -> str:
        """The unit beside a value; nothing where the name already says "je 1.000 Menschen"."""
        return "" if self.unit.startswith("je ") and self.unit in self.name else self.unit

    def band(self, value: float) -> Band:
        """The band in which a value lies."""
        return next(b for b in self.bands if b.below is None or value < b.below)


@dataclass(frozen=True)
class Indicators:
    """All variables and indicators, in the order of the file."""

    variables: Mapping[str, Variable]
    by_id: Mapping[str, Indicator]

    @property
    def all(self) -> tuple[Indicator, ...]:
        """The indicators in their order."""
        return tuple(self.by_id.values())

    def in_words(self, way: Way) -> str:
        """The formula with the German names of its variables."""
        return BRACES.sub(lambda match: self.variables[match.group(1)].name, way.steps)


@lru_cache(maxsize=4)
def load_indicators(content: Path = CONTENT) -> Indicators:
    """The indicators from their file. Raises ContentError that names the place."""
    data = read_checked(content, "indicators")
    variables = {name: _variable(name, row) for name, row in data["variables"].items()}
    indicators: dict[str, Indicator] = {}
    for row in data["indicators"]:
        if row["id"] in indicators:
            raise ContentError(f"indicators.yml: {row['id']} stands twice")
        indicators[row["id"]] = _indicator(row)
    for indicator in indicators.values():
        unknown = [v for way in indicator.ways for v in way.inputs if v not in variables]
        if unknown:
            raise ContentError(f"indicators.yml: {indicator.id}: {unknown[0]} is no variable")
    return Indicators(variables, indicators)


def read_checked(content: Path, name: str) -> Any:
    """The data of `<name>.yml`, held against `<name>_schema.json`. Raises ContentError."""
    data = yaml.load((content / f"{name}.yml").read_text("utf-8"), yaml.CSafeLoader)
    schema = json.loads((content / f"{name}_schema.json").read_text("utf-8"))
    for error in jsonschema.Draft202012Validator(schema).iter_errors(data):
        where = "/".join(str(part) for part in error.absolute_path)
        raise ContentError(f"{name}.yml: {where}: {error.message[:300]}")
    return data


def _variable(name: str, row: Mapping[str, Any]) -> Variable:
    ages = tuple(row["ages"]) if "ages" in row else None
    more = {key: row.get(key) for key in ("question", "sex", "moves")}
    return Variable(id=name, name=row["name"], kind=row["kind"], ages=ages, **more)


def _indicator(row: Mapping[str, Any]) -> Indicator:
    plain = ("id", "name", "topic", "unit", "decimals", "source", "meaning", "higher_is", "basis")
    compare = row["compare"]
    return Indicator(
        **{key: row[key] for key in plain},
        ways=tuple(Way(way["formula"], way["steps"]) for way in row["ways"]),
        over_time=row.get("over_time", False),
        least=row["plausible"]["min"],
        most=row["plausible"]["max"],
        bands=tuple(Band(band["id"], band.get("below"), band["text"]) for band in row["bands"]),
        compare=compare
        and Compare(
            compare.get("series"), compare.get("ages", False), compare["about"], compare["clear"]
        ),
    )
