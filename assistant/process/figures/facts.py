"""What follows from the figures of a process: indicators, comparisons, doubts, proposals.

Calculated from the answers and the material alone, so the same figures give the same facts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from assistant.guide.choices import options_of, titles
from assistant.guide.model import Guide
from assistant.guide.places import find_place
from assistant.guide.state import State
from assistant.process.figures.horizon import USUAL
from assistant.process.figures.material import Material
from assistant.profile import plausibility
from assistant.profile.comparison import Comparison, compare_all
from assistant.profile.figures import figures_from_movements, figures_from_table
from assistant.profile.indicator_content import load_indicators
from assistant.profile.indicators import Figure, Result, calculate
from assistant.profile.outlook import CannotProject, Outlook
from assistant.profile.plausibility import Finding
from assistant.profile.population import SIX_GROUPS, PopulationTable, table_of_totals
from assistant.profile.projection import project
from assistant.profile.rates import Movements
from assistant.profile.splitting import can_split
from assistant.profile.swot_rules import Proposal, propose

REGISTER_SOURCE = "Gemeindeverzeichnis"
MOVEMENT_YEAR = "profile.movement_year"
COUNTED_IN_REGISTER = ("population", "population_10y", "area")
YEARS_BEFORE = 10
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SIX = ("age_0_5", "age_6_17", "age_18_29", "age_30_64", "age_65_79", "age_80")


@dataclass(frozen=True)
class ProfileFacts:
    """A place in figures. `figures` are by variable of the indicators, `answers` by question."""

    place: str
    figures: Mapping[str, Figure]
    material: Material
    answers: Mapping[str, object] = field(default_factory=dict)

    @cached_property
    def results(self) -> tuple[Result, ...]:
        """All indicators in their order, the incalculable ones too."""
        return _calculated(tuple(sorted(self.figures.items())))

    @cached_property
    def comparisons(self) -> tuple[Comparison, ...]:
        """Each indicator beside the district's and that of similar places."""
        return compare_all(self.results, self.material.benchmarks)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What cannot be right or is unusual, across the figures."""
        return plausibility.check(self.figures, self.results)

    @cached_property
    def proposals(self) -> tuple[Proposal, ...]:
        """Points for the SWOT, the best evidenced first."""
        return propose(self.results, self.comparisons, dict(self.answers))

    @cached_property
    def tables(self) -> tuple[PopulationTable, ...]:
        """The populations by age, the oldest first; the six groups answered, where no table is."""
        own = self.material.tables
        answered = _answered_table(self.figures)
        if answered is not None and all(table.year != answered.year for table in own):
            return tuple(sorted((*own, answered), key=lambda table: table.year))
        return tuple(sorted(own, key=lambda table: table.year))

    @cached_property
    def movements(self) -> tuple[Movements, ...]:
        """Births, deaths and moves by year, the oldest first; what was answered for another."""
        own = self.material.movements
        answered = _answered_movements(self.figures)
        if answered is not None and all(one.year != answered.year for one in own):
            return tuple(sorted((*own, answered), key=lambda one: one.year))
        return tuple(sorted(own, key=lambda one: one.year))

    @cached_property
    def points(self) -> tuple[tuple[int, float], ...]:
        """The population by year: from the register, own tables and answers, the last overriding.

        Only what is on today's territory: a merger is no growth.
        """
        history = self.material.history
        gaps = [gap.after for gap in history.breaks if gap.reason == "territory"]
        since = max(gaps) if gaps else None
        found = {
            point.at.year: float(point.population)
            for point in history.points
            if since is None or point.at >= since
        }
        found |= {table.year: table.total for table in self.material.tables}
        for name in ("population_10y", "population"):
            figure = self.figures.get(name)
            if figure is not None and figure.source != REGISTER_SOURCE:
                year = year_of(figure.year)
                if year is not None:
                    found[year] = figure.value
        return tuple(sorted(found.items()))

    @property
    def outlook(self) -> Outlook | str:
        """The projection over the usual time, or why there is none, in German."""
        return self.outlook_over(USUAL)

    def outlook_over(self, years: int) -> Outlook | str:
        """The projection over so many years (5 to 30), or why there is none, in German."""
        return _projected(self.tables, self.movements, years)

    @property
    def source(self) -> str:
        """The line of sources below a chart."""
        known = self.figures.get("population")
        parts = [known.source if known and known.source else None]
        if self.material.tables:
            parts.insert(0, "Eigene Tabelle")
        found = list(dict.fromkeys(part for part in parts if part))
        return ", ".join(found) or "Eigene Angaben"


def facts_of(guide: Guide, state: State, material: Material) -> ProfileFacts:
    """The facts of a process as its answers stand."""
    given = dict(answered_figures(guide, state))
    figures = dict(register_figures(material))
    for movements in material.movements:
        figures |= figures_from_movements(movements, "Eigene Tabelle")
    for table in material.tables:
        figures |= figures_from_table(table, "Eigene Tabelle")
    figures |= given
    before = figures.get("population")
    year = year_of(before.year) if before else None
    earlier = next((t for t in material.tables if year and t.year == year - 1), None)
    if earlier is not None:
        figures["population_before"] = Figure(earlier.total, str(earlier.year), "Eigene Tabelle")
    answers = {
        question: state.value(question)
        for question in state.answers
        if question.startswith("profile.") and question.count(".") == 1
    }
    return ProfileFacts(state.name, figures, material, answers)


def year_of(text: str | None) -> int | None:
    """The last year that a text names."""
    found = _YEAR.findall(text or "")
    return int(found[-1]) if found else None


def answered_figures(guide: Guide, state: State) -> Iterator[tuple[str, Figure]]:
    """The figures that are answered, by variable."""
    day = state.value("profile.reference_date")
    year = str(day)[:4] if isinstance(day, str) else None
    moved = state.value(MOVEMENT_YEAR)
    source = _source(guide, state)
    for name, variable in load_indicators().variables.items():
        value = state.value(variable.question) if variable.question else None
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            continue
        of = year
        if name == "population_10y" and year is not None:
            of = str(int(year) - YEARS_BEFORE)
        elif name == "projection":
            target = state.value("profile.projection_year")
            of = str(target) if target is not None else None
        elif variable.kind == "events" and isinstance(moved, str):
            of = moved
        # The register of municipalities counts people and land, nothing else.
        told = source if source != REGISTER_SOURCE or name in COUNTED_IN_REGISTER else None
        yield name, Figure(float(value), of, told)


def _source(guide: Guide, state: State) -> str | None:
    value = state.value("profile.source")
    place = find_place(guide, "profile.source")
    if value is None or place is None:
        return None
    return titles(value, options_of(place.question, guide, state))


def register_figures(material: Material) -> Iterator[tuple[str, Figure]]:
    """What the register knows counts until somebody says otherwise."""
    entry, counted = material.entry, material.counted
    if entry is None:
        return
    year = str(counted.year) if counted else None
    yield "area", Figure(entry.area, year, REGISTER_SOURCE)
    yield "population", Figure(float(entry.population), year, REGISTER_SOURCE)
    before = material.population_before()
    if before is not None:
        yield "population_10y", Figure(float(before[1]), str(before[0].year), REGISTER_SOURCE)
    if entry.men is not None and entry.women is not None:
        yield "men", Figure(float(entry.men), year, REGISTER_SOURCE)
        yield "women", Figure(float(entry.women), year, REGISTER_SOURCE)


def _answered_table(figures: Mapping[str, Figure]) -> PopulationTable | None:
    groups = [figures[name] for name in _SIX if name in figures]
    year = year_of(groups[0].year) if groups else None
    if len(groups) < len(_SIX) or year is None or not sum(group.value for group in groups):
        return None
    return table_of_totals(year, SIX_GROUPS, [group.value for group in groups])


def _answered_movements(figures: Mapping[str, Figure]) -> Movements | None:
    known = {
        name: figures[name] for name in ("births", "deaths", "arrivals", "departures")
        if name in figures
    }  # fmt: skip
    year = next((year_of(figure.year) for figure in known.values()), None)
    if year is None:
        return None
    counts = {name: figure.value for name, figure in known.items()}
    return Movements(
        year,
        counts.get("births"),
        counts.get("deaths"),
        counts.get("arrivals"),
        counts.get("departures"),
    )


@lru_cache(maxsize=64)
def _calculated(figures: tuple[tuple[str, Figure], ...]) -> tuple[Result, ...]:
    return tuple(calculate(dict(figures)))


@lru_cache(maxsize=16)
def _projected(
    tables: tuple[PopulationTable, ...], movements: tuple[Movements, ...], years: int
) -> Outlook | str:
    if not tables:
        return (
            "Für eine Vorausberechnung fehlt eine Tabelle nach Altersjahren oder nach "
            "Fünfjahresgruppen, am besten aus dem Melderegister."
        )
    # A newer answer in coarse groups does not stand in the way of a table that can be projected.
    base = next((table for table in reversed(tables) if can_split(table)), tables[-1])
    earlier = [table for table in tables if table.year < base.year]
    try:
        return project(base, earlier=earlier, movements=movements, years=years)
    except CannotProject as error:
        return str(error)
