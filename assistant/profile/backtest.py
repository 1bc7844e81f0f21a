"""How well a projection would have foretold what is known by now, beside naive peers.

The error is the weighted one: the absolute errors of the six age groups, summed, in per cent of
the true population (so each group weighs by its size).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.profile.population import SIX_GROUPS, PopulationTable, group_names, regroup
from assistant.profile.projection import by_change_ratios, by_components
from assistant.profile.rates import Movements
from assistant.profile.splitting import from_single_years, single_years


@dataclass(frozen=True)
class Score:
    """One method at one window: counts per group, errors in per cent."""

    method: str
    counts: tuple[float, ...]
    group_errors: tuple[float, ...]
    weighted_error: float
    total_error: float


@dataclass(frozen=True)
class Report:
    """All methods at one window: tables of `older` and `base` are known, `target` is compared.

    `band` is the projected range of the total in the target year.
    """

    older: int
    base: int
    target: int
    bounds: tuple[int, ...]
    truth: tuple[float, ...]
    scores: tuple[Score, ...]
    band: tuple[float, float]

    def score(self, method: str) -> Score:
        """The score of a method: components, ratios, growth, structure, frozen."""
        return next(score for score in self.scores if score.method == method)


def back_test(
    older: PopulationTable,
    base: PopulationTable,
    truth: PopulationTable,
    movements: Sequence[Movements],
    bounds: Sequence[int] = SIX_GROUPS,
) -> Report:
    """Projects `base` to the year of `truth`, knowing nothing later than `base`.

    Peers: "growth", each age group goes on growing at its own yearly rate between the tables;
    "structure", the total goes on growing so and the shares of the groups stay; "frozen", nothing
    changes.
    """
    years = truth.year - base.year
    known = [m for m in movements if m.year <= base.year]
    then, now, true = (_groups(table, bounds) for table in (older, base, truth))
    share = years / (base.year - older.year)
    growth = sum(now) / sum(then)
    outlook = by_components(base, older, known, years, seed=1)
    predicted = {
        "components": _groups(outlook.course().tables[-1], bounds),
        "growth": tuple(n * (n / t) ** share for n, t in zip(now, then, strict=True)),
        "structure": tuple(n * growth**share for n in now),
        "frozen": now,
    }
    ratios = by_change_ratios(base, older, years, seed=1).course().tables[-1]
    if ratios.year == truth.year:
        # Their five-year groups do not end at 6 and 18: those are split by the model life table.
        split = from_single_years(ratios.year, single_years(ratios), approximate=True)
        predicted["ratios"] = _groups(split, bounds)
    scores = tuple(_score(method, counts, true) for method, counts in predicted.items())
    band = outlook.band.low[-1], outlook.band.high[-1]
    return Report(older.year, base.year, truth.year, tuple(bounds), true, scores, band)


def markdown(reports: Sequence[Report]) -> str:
    """The reports as a table: weighted error, error of the total, error by age group, in %."""
    names = group_names(reports[0].bounds)
    lines = [
        f"| tables → target | method | weighted | total | {' | '.join(names)} |",
        f"|---|---|---|---|{'---|' * len(names)}",
    ]
    for report in reports:
        window = f"{report.older}, {report.base} → {report.target}"
        for score in report.scores:
            groups = " | ".join(f"{error:+.1f}" for error in score.group_errors)
            figures = f"{score.weighted_error:.1f} | {score.total_error:+.1f} | {groups}"
            lines.append(f"| {window} | {score.method} | {figures} |")
    return "\n".join(lines)


def _groups(table: PopulationTable, bounds: Sequence[int]) -> tuple[float, ...]:
    found = regroup(table, bounds)
    if found is None:
        raise ValueError("The table's age groups do not allow this comparison.")
    return found.totals


def _score(method: str, counts: Sequence[float], true: Sequence[float]) -> Score:
    errors = [c - t for c, t in zip(counts, true, strict=True)]
    return Score(
        method,
        tuple(counts),
        tuple(100 * e / t for e, t in zip(errors, true, strict=True)),
        100 * sum(abs(e) for e in errors) / sum(true),
        100 * sum(errors) / sum(true),
    )
