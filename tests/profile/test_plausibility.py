"""What cannot be and what is unusual: each check with its numbers, and none where all is well."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.language.readability import faults
from assistant.profile.indicator_content import load_indicators
from assistant.profile.indicators import Figure, calculate
from assistant.profile.plausibility import Finding, check

CONTENT = load_indicators()

VILLAGE: dict[str, float] = {
    "population": 612,
    "population_10y": 655,
    "under_20": 98,
    "age_20_64": 331,
    "over_65": 183,
    "average_age": 47.1,
    "age_0_5": 27,
    "age_6_17": 60,
    "age_18_29": 62,
    "age_30_64": 280,
    "age_65_79": 134,
    "age_80": 49,
    "share_0_5": 4.4,
    "share_6_17": 9.8,
    "share_18_29": 10.1,
    "share_30_64": 45.8,
    "share_65_79": 21.9,
    "share_80": 8.0,
    "births": 4,
    "deaths": 9,
    "arrivals": 31,
    "departures": 34,
    "women": 305,
    "men": 307,
    "commuters_out": 214,
    "care_recipients": 38,
    "doctors": 1,
    "doctors_60plus": 1,
}
DISTRICT: dict[str, float] = {
    "population": 148_300,
    "population_10y": 152_900,
    "under_20": 25_900,
    "age_20_64": 82_100,
    "over_65": 40_300,
    "average_age": 46.3,
    "births": 1_080,
    "deaths": 1_950,
    "arrivals": 7_900,
    "departures": 7_400,
    "age_0_5": 7_200,
    "doctors": 86,
    "doctors_60plus": 31,
}


def found(values: dict[str, float], base: dict[str, float] = VILLAGE) -> dict[str, Finding]:
    figures = {name: Figure(value, "2025") for name, value in {**base, **values}.items()}
    return {finding.code: finding for finding in check(figures, calculate(figures))}


@pytest.mark.parametrize("base", [VILLAGE, DISTRICT, {}])
def test_what_fits_raises_no_question(base: dict[str, float]) -> None:
    assert found({}, base) == {}


@pytest.mark.parametrize(
    ("code", "changed", "numbers"),
    [
        # 98 + 331 + 203 = 632; 612 allows 2 or 3.06 either way
        ("sum_of_three", {"over_65": 203}, ("632", "612")),
        # 27 + 60 + 62 + 280 + 134 + 69 = 632
        ("sum_of_six", {"age_80": 69}, ("632", "612")),
        # 4.4 + 9.8 + 10.1 + 45.8 + 21.9 + 9.0 = 101
        ("sum_of_shares", {"share_80": 9.0}, ("101 %", "100")),
        ("sum_of_sexes", {"women": 325}, ("632", "612")),
        # 134 + 69 = 203 beside 183
        ("sum_of_older", {"age_80": 69}, ("203", "183")),
        # 27 + 60 = 87 under 18, with 18 to 29 at most 149
        ("younger_groups", {"under_20": 80}, ("80", "87", "149")),
        ("younger_groups", {"under_20": 160}, ("160", "87", "149")),
        # 27 of 612 are 4.4 %
        ("count_and_share", {"share_0_5": 6.4}, ("27", "4,4 %", "6,4 %")),
        ("part_above_whole", {"doctors_60plus": 2}, ("2", "1")),
        ("part_above_whole", {"care_recipients": 700}, ("700", "612")),
        ("commuters_above_workers", {"commuters_out": 340}, ("340", "331")),
        # 4 - 9 + 31 - 34 = -8 beside 612 - 640 = -28
        ("balance_of_year", {"population_before": 640}, ("−8", "−28")),
        # 4 - 9 + 131 - 34 = +92 beside -43 / 10
        ("balance_of_decade", {"arrivals": 131}, ("+92", "−4")),
        ("impossible", {"births": -4}, ("−4",)),
        ("over_100", {"vacancy": 120}, ("120 %",)),
        # all at the lower end (20 * 331 + 65 * 183) / 612 = 30.3
        ("average_age", {"average_age": 29}, ("29", "30,3")),
        # 183 / 31 * 100 = 590.3
        ("out_of_range", {"age_20_64": 31, "population": 312}, ("590", "15", "90 je 100")),
    ],
)
def test_what_does_not_fit_is_said_with_the_numbers(
    code: str, changed: dict[str, float], numbers: tuple[str, ...]
) -> None:
    findings = found(changed)
    assert code in findings
    if code == "out_of_range":
        ranges = check({}, calculate({n: Figure(v) for n, v in {**VILLAGE, **changed}.items()}))
        message = next(f.message for f in ranges if "Altenquotient" in f.message)
    else:
        message = findings[code].message
    assert all(number in message for number in numbers), message
    assert set(changed) & set(findings[code].variables)
    assert list(faults(message)) == []


def test_births_beside_children() -> None:
    # 6 * 1,080 = 6,480 expected
    finding = found({"age_0_5": 720}, DISTRICT)["births_and_children"]
    assert "6.480" in finding.message and "720" in finding.message


def test_rounded_numbers_are_no_error() -> None:
    """Half a per cent of 148,300 is 741; two persons are always allowed."""
    assert found({"population": 148_000}, DISTRICT) == {}
    assert "sum_of_three" in found({"population": 147_000}, DISTRICT)
    small: dict[str, float] = {"population": 240, "under_20": 38, "age_20_64": 130, "over_65": 74}
    assert found({}, small) == {}
    assert "sum_of_three" in found({"over_65": 75}, small)


def test_shares_may_miss_100_by_half() -> None:
    assert found({"share_80": 8.5}) == {}
    assert "sum_of_shares" in found({"share_80": 8.6})


def test_chance_in_a_hamlet_is_not_unusual() -> None:
    """No birth among 240 people happens; none among 148,300 does not."""
    hamlet: dict[str, float] = {"population": 240, "births": 0, "deaths": 3}
    assert found({}, hamlet) == {}
    assert "out_of_range" in found({"births": 0}, DISTRICT)


def test_a_balance_beside_the_own_year_is_not_held_against_the_decade() -> None:
    findings = found({"population_before": 520, "arrivals": 131})
    assert "balance_of_decade" not in findings and "balance_of_year" not in findings


NUMBERS = st.one_of(
    st.integers(-5, 10**7),
    st.floats(allow_nan=True, allow_infinity=True),
    st.sampled_from([10**400, math.nan]),
)


@given(st.dictionaries(st.sampled_from(sorted(CONTENT.variables)), NUMBERS))
@settings(max_examples=80, deadline=None)
def test_no_figures_whatever_break_a_check(values: dict[str, float]) -> None:
    for finding in found(values, {}).values():
        assert finding.message[-1] in ".?" and finding.variables
        assert list(faults(finding.message)) == []
