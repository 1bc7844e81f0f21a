"""The three variants of a projection: what is assumed in each, as data and in plain German.

Their width follows the official one for Germany (Statistisches Bundesamt, 14th coordinated
population projection, 2019): births per woman 1.40, 1.55, 1.70 (G1 to G3), that is 10 % less or
more; life expectancy 2060 of 82.5, 84.4, 86.2 years for men and 86.4, 88.1, 89.6 for women (L1
to L3), from 78.5 and 83.3 in 2016/18. That is 0.085, 0.127 and 0.167 years more each year; as one
per cent less mortality brings about a tenth of a year at such levels (the average years lost per
death, e-dagger, are about 10), it is a yearly decline of 0.85, 1.3 and 1.7 %.
The widths of migration and of the cohort ratios are assumptions of our own: the official ones
are for the nation's border and say nothing about a municipality.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

VariantName = Literal["low", "middle", "high"]

QUANTILE = 1.2816
"""The standard normal's 90 % point: the outer variants of each component are taken as its 10 %
and 90 % points when runs are simulated."""


@dataclass(frozen=True)
class Variant:
    """What one variant assumes, relative to what the municipality's own figures say.

    `fertility` and `arriving` are factors on births per woman and persons arriving, `leaving`
    one on the hazard of leaving; `mortality_decline` is the yearly decline of mortality,
    `cohort_growth` the yearly change of all cohort ratios where only two tables are known.
    """

    name: VariantName
    title: str
    fertility: float
    mortality_decline: float
    arriving: float
    leaving: float
    cohort_growth: float
    births_text: str
    deaths_text: str
    migration_text: str
    cohort_text: str


LOW = Variant(
    name="low",
    title="Untere Variante",
    fertility=0.9,
    mortality_decline=0.0085,
    arriving=0.8,
    leaving=1.2,
    cohort_growth=-0.003,
    births_text="10 % weniger Kinder je Frau als zuletzt.",
    deaths_text="Die Lebenserwartung steigt langsam, in zehn Jahren um knapp ein Jahr.",
    migration_text="Wanderungsgewinne sind um 20 % kleiner, Wanderungsverluste um 20 % größer.",
    cohort_text="Jeder Jahrgang entwickelt sich im Jahr um 0,3 % ungünstiger als zuletzt, "
    "und es gibt 10 % weniger Kinder.",
)
MIDDLE = Variant(
    name="middle",
    title="Mittlere Variante",
    fertility=1.0,
    mortality_decline=0.013,
    arriving=1.0,
    leaving=1.0,
    cohort_growth=0.0,
    births_text="So viele Kinder je Frau wie zuletzt.",
    deaths_text="Die Lebenserwartung steigt in zehn Jahren um gut ein Jahr.",
    migration_text="Es kommen und gehen so viele Menschen wie zuletzt.",
    cohort_text="Jeder Jahrgang wächst oder schrumpft so wie zuletzt der gleich alte.",
)
HIGH = Variant(
    name="high",
    title="Obere Variante",
    fertility=1.1,
    mortality_decline=0.017,
    arriving=1.2,
    leaving=0.8,
    cohort_growth=0.003,
    births_text="10 % mehr Kinder je Frau als zuletzt.",
    deaths_text="Die Lebenserwartung steigt schneller, in zehn Jahren um gut anderthalb Jahre.",
    migration_text="Wanderungsgewinne sind um 20 % größer, Wanderungsverluste um 20 % kleiner.",
    cohort_text="Jeder Jahrgang entwickelt sich im Jahr um 0,3 % günstiger als zuletzt, "
    "und es gibt 10 % mehr Kinder.",
)
VARIANTS = (LOW, MIDDLE, HIGH)
