"""The rates of a projected year under assumptions: one set of figures, or one per simulated run."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assistant.profile.cohort_component import YearRates
from assistant.profile.migration import Migration
from assistant.profile.rates import VitalRates
from assistant.profile.schedules import Array
from assistant.profile.variants import Variant


@dataclass(frozen=True)
class Assumed:
    """The figures of a `Variant`, each an array of shape () or (runs,)."""

    fertility: Array
    mortality_decline: Array
    arriving: Array
    leaving: Array


def assumed_in(variant: Variant) -> Assumed:
    """The figures of one variant."""
    return Assumed(
        np.asarray(variant.fertility),
        np.asarray(variant.mortality_decline),
        np.asarray(variant.arriving),
        np.asarray(variant.leaving),
    )


def rates_in_year(
    rates: VitalRates, migration: Migration, base_year: int, number: int, assumed: Assumed
) -> YearRates:
    """The rates of the projection's year 0, 1, 2, ... after `base_year`.

    Mortality has declined since the years from which it was taken.
    """
    since = base_year + 1 + number - rates.middle
    decline = np.exp(-assumed.mortality_decline * since)
    return YearRates(
        fertility=rates.fertility * assumed.fertility[..., None],
        survival=np.exp(-rates.hazards * decline[..., None, None]),
        staying=np.exp(-migration.leaving * np.maximum(assumed.leaving, 0.0)[..., None, None]),
        arriving=migration.arriving * np.maximum(assumed.arriving, 0.0)[..., None, None],
    )
