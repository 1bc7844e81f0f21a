"""Every formula against a calculation by hand; what is shown, read, missing and impossible."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.profile.districts import read_ages
from assistant.profile.figures import (
    average_age,
    figures_from_movements,
    figures_from_table,
    table_of_district,
)
from assistant.profile.formulas import FORMULAS
from assistant.profile.indicator_content import load_indicators
from assistant.profile.indicators import Figure, Figures, Result, calculate, known, with_unit
from assistant.profile.population import regroup, table_by_sex, table_of_totals
from assistant.profile.rates import AgeCount, Movements
from tests.profile import konstanz
from tests.profile.test_register import shared

CONTENT = load_indicators()

BY_HAND: dict[str, tuple[dict[str, float], float]] = {
    "given": ({"value": 47.1}, 47.1),
    # 612 - 655 = -43; 43 / 655 = 0.065649
    "population_change": ({"population": 612, "population_10y": 655}, -6.5649),
    # 148,300 / 1,750
    "density": ({"population": 148_300, "area": 1_750}, 84.7429),
    # 139,500 - 148,300 = -8,800; 8,800 / 148,300 = 0.059339
    "projection_change": ({"projection": 139_500, "population": 148_300}, -5.9339),
    # Konstanz, end of 2025 (its own register): 14,448 / 55,029 = 0.262552
    "youth_ratio": ({"under_20": 14_448, "age_20_64": 55_029}, 26.2552),
    # Konstanz, end of 2025: 17,701 / 55,029 = 0.321667
    "old_age_ratio": ({"over_65": 17_701, "age_20_64": 55_029}, 32.1667),
    # 26.2552 + 32.1667
    "total_ratio": ({"under_20": 14_448, "over_65": 17_701, "age_20_64": 55_029}, 58.4219),
    # 49 / 134 = 0.365672
    "greying_index": ({"age_80": 49, "age_65_79": 134}, 36.5672),
    # 8 / 21.9 = 0.365297
    "greying_index_of_shares": ({"share_80": 8, "share_65_79": 21.9}, 36.5297),
    # (120 - 450) / 400 = -330 / 400
    "billeter": ({"age_0_14": 120, "age_50plus": 450, "age_15_49": 400}, -0.825),
    # 27 / 612 = 0.044118
    "small_children_share": ({"age_0_5": 27, "population": 612}, 4.4118),
    # 87 / 612 = 0.142157
    "children_share": ({"age_0_5": 27, "age_6_17": 60, "population": 612}, 14.2157),
    "children_share_of_table": ({"age_0_17": 87, "population": 612}, 14.2157),
    "children_share_of_shares": ({"share_0_5": 4.4, "share_6_17": 9.8}, 14.2),
    # 62 / 612 = 0.101307
    "young_adults_share": ({"age_18_29": 62, "population": 612}, 10.1307),
    # 150 / 612 = 0.245098
    "before_retirement_share": ({"age_50_64": 150, "population": 612}, 24.5098),
    # 183 / 612 = 0.299020
    "older_share": ({"over_65": 183, "population": 612}, 29.9020),
    "older_share_of_groups": ({"age_65_79": 134, "age_80": 49, "population": 612}, 29.9020),
    "older_share_of_shares": ({"share_65_79": 21.9, "share_80": 8}, 29.9),
    # 49 / 612 = 0.080065
    "oldest_share": ({"age_80": 49, "population": 612}, 8.0065),
    # Flensburg, GV-ISys 31.12.2023: 46,762 of 92,667 = 0.504624
    "women_share": ({"women": 46_762, "population": 92_667}, 50.4624),
    # 27 / 35 = 0.771429
    "young_women": ({"women_18_29": 27, "men_18_29": 35}, 77.1429),
    "natural_balance": ({"births": 4, "deaths": 9}, -5),
    # Konstanz 2025: 674 - 841 = -167; 167 / 87.178
    "natural_balance_rate": ({"births": 674, "deaths": 841, "population": 87_178}, -1.9156),
    # 674 / 87.178
    "birth_rate": ({"births": 674, "population": 87_178}, 7.7313),
    # 841 / 87.178
    "death_rate": ({"deaths": 841, "population": 87_178}, 9.6469),
    # 674 / 21.5
    "fertility_rate": ({"births": 674, "women_15_49": 21_500}, 31.3488),
    "migration_balance": ({"arrivals": 31, "departures": 34}, -3),
    # Konstanz 2025: 7,979 - 7,997 = -18; 18 / 87.178
    "migration_balance_rate": (
        {"arrivals": 7_979, "departures": 7_997, "population": 87_178},
        -0.2065,
    ),
    # 15,976 / 87.178
    "turnover": ({"arrivals": 7_979, "departures": 7_997, "population": 87_178}, 183.2572),
    # -167 - 18
    "total_balance": (
        {"births": 674, "deaths": 841, "arrivals": 7_979, "departures": 7_997},
        -185,
    ),
    # (5 - 11) / 40 = -0.15
    "youth_migration_rate": (
        {"arrivals_18_24": 5, "departures_18_24": 11, "age_18_24": 40},
        -150,
    ),
    # 6 + 12 - 4 - 9 = 5; 5 / (100 + 150) = 0.02
    "family_migration_rate": (
        {
            "arrivals_0_17": 6,
            "arrivals_30_49": 12,
            "departures_0_17": 4,
            "departures_30_49": 9,
            "age_0_17": 100,
            "age_30_49": 150,
        },
        20,
    ),
    "commuter_balance": ({"commuters_in": 40, "commuters_out": 214}, -174),
    # -174 / 0.612
    "commuter_balance_rate": (
        {"commuters_in": 40, "commuters_out": 214, "population": 612},
        -284.3137,
    ),
    # 214 / 331 = 0.646526
    "commuters_out_rate": ({"commuters_out": 214, "age_20_64": 331}, 64.6526),
    # 38 / 0.612
    "care_rate": ({"care_recipients": 38, "population": 612}, 62.0915),
    # 86 / 14.83
    "doctors_per_10000": ({"doctors": 86, "population": 148_300}, 5.7991),
    # 148,300 / 86
    "people_per_doctor": ({"population": 148_300, "doctors": 86}, 1724.4186),
    # 31 / 86 = 0.360465
    "doctors_60plus_share": ({"doctors_60plus": 31, "doctors": 86}, 36.0465),
    # 24 / 27 = 0.888889
    "childcare_places_rate": ({"childcare_places": 24, "age_0_5": 27}, 88.8889),
    # 5 % of 600 are 30; 24 / 30 = 0.8
    "childcare_places_rate_of_share": (
        {"childcare_places": 24, "population": 600, "share_0_5": 5},
        80,
    ),
    # 9 / 0.612
    "associations_rate": ({"associations": 9, "population": 612}, 14.7059),
}

# The guide's two examples, a village and a district, and the extremes of the issue.
VILLAGE: dict[str, float] = {
    "population": 612,
    "population_10y": 655,
    "area": 11.4,
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
    "births": 4,
    "deaths": 9,
    "arrivals": 31,
    "departures": 34,
    "doctors": 1,
    "childcare_places": 24,
}


def figures(values: dict[str, float], year: str = "2025") -> dict[str, Figure]:
    return {name: Figure(value, year, "Melderegister") for name, value in values.items()}


def one(indicator: str, values: dict[str, float], year: str = "2025") -> Result:
    return calculate(figures(values, year), [indicator])[0]


@pytest.mark.parametrize("name", sorted(FORMULAS))
def test_formula_gives_what_is_calculated_by_hand(name: str) -> None:
    inputs, expected = BY_HAND[name]
    assert FORMULAS[name](**inputs) == pytest.approx(expected, rel=1e-5, abs=1e-4)


@pytest.mark.parametrize("name", CONTENT.by_id)
@given(data=st.data())
@settings(max_examples=10, deadline=None)
def test_steps_say_what_the_formula_does(name: str, data: st.DataObject) -> None:
    """The steps, read as arithmetic, give the function's value."""
    for way in CONTENT.by_id[name].ways:
        values = {variable: data.draw(st.integers(1, 10**6)) for variable in way.inputs}
        steps = re.sub(r"(\d)\.000", r"\g<1>000", way.steps)
        for sign, operator in (("÷", "/"), ("×", "*"), ("−", "-")):
            steps = steps.replace(sign, operator)
        function = FORMULAS[way.formula]
        value = function(*values.values()) if way.formula == "given" else function(**values)
        assert eval(steps.format(**values)) == pytest.approx(value)


def test_result_carries_value_year_source_steps_and_reading() -> None:
    # 1,240 / 3,010 = 0.411960
    found = one("old_age_ratio", {"over_65": 1_240, "age_20_64": 3_010})
    assert found.value == pytest.approx(41.196, abs=1e-3)
    assert found.calculation == "1.240 ÷ 3.010 × 100 = 41,2"
    assert found.formula == "Menschen ab 65 Jahren ÷ Menschen von 20 bis 64 Jahren × 100"
    assert found.with_unit == "41,2 je 100"
    assert (found.years, found.sources) == (("2025",), ("Melderegister",))
    assert found.reading == (
        "Auf 100 Menschen von 20 bis 64 Jahren kommen rund 41 ab 65. Das sind vergleichsweise "
        "viele."
    )


def test_plain_tuples_are_figures_too() -> None:
    plain = {"births": (4, "2025", "Meldeamt"), "deaths": (9, "2025", "Meldeamt")}
    found = known(calculate(plain))["natural_balance"]  # type: ignore[arg-type]
    assert (found.value, found.shown, found.sources) == (-5, "−5", ("Meldeamt",))


@pytest.mark.parametrize(
    ("over_65", "age_20_64", "shown"),
    [(53, 130, "41"), (400, 971, "41"), (1_240, 3_010, "41,2"), (124_000, 301_000, "41,2")],
)
def test_no_precision_beyond_one_person(over_65: int, age_20_64: int, shown: str) -> None:
    """Of 130 people one more is 0.8 per 100: no decimal. Of 3,010 it is 0.03: one."""
    assert one("old_age_ratio", {"over_65": over_65, "age_20_64": age_20_64}).shown == shown


def test_missing_figures_are_named() -> None:
    found = one("old_age_ratio", {"over_65": 183})
    assert not found.known
    assert found.missing == ("age_20_64",)
    assert found.missing_names == ("Menschen von 20 bis 64 Jahren",)
    assert found.reading is None and found.with_unit == "–"


def test_the_way_with_the_fewest_missing_figures_is_told() -> None:
    """With one of the two oldest groups' shares, the other share is what is missing."""
    found = one("greying_index", {"share_80": 8})
    assert found.missing_names == ("Anteil 65 bis 79 Jahre",)
    assert one("older_share", {"share_80": 8, "share_65_79": 21.9}).shown == "29,9"


@pytest.mark.parametrize(
    ("indicator", "values", "named"),
    [
        ("old_age_ratio", {"over_65": 10, "age_20_64": 0}, "Menschen von 20 bis 64 Jahren"),
        ("density", {"population": 612, "area": 0}, "Fläche in Quadratkilometern"),
        ("people_per_doctor", {"population": 612, "doctors": 0}, "Hausärztinnen und Hausärzte"),
        ("population_change", {"population": 0, "population_10y": 0}, "Einwohnerzahl vor"),
        (
            "childcare_places_rate",
            {"childcare_places": 24, "population": 612, "share_0_5": 0},
            "Anteil 0 bis 5 Jahre",
        ),
    ],
)
def test_a_zero_below_the_line_is_explained(
    indicator: str, values: dict[str, float], named: str
) -> None:
    found = one(indicator, values)
    assert found.value is None and not found.missing
    assert found.reason is not None and named in found.reason


def test_every_formula_says_why_not_when_all_is_zero() -> None:
    for found in calculate(figures(dict.fromkeys(CONTENT.variables, 0))):
        assert found.known or found.reason


def test_few_cases_are_said_unless_averaged() -> None:
    values = {"births": 2, "deaths": 5, "population": 240}
    assert "nur 7 Fälle" in one("natural_balance_rate", values).notes[0]
    # Five years of 7 are 35 cases.
    averaged = one("natural_balance_rate", values, "Durchschnitt 2021 bis 2025")
    assert averaged.notes == ()
    # One person is 1,000 / 240; 2 * sqrt(2 + 1 + 5 + 1) = 6 and 2 * sqrt(10 + 1 + 25 + 1) / 5
    assert one("natural_balance_rate", values).chance == pytest.approx(6 * 1000 / 240)
    assert averaged.chance == pytest.approx(2 * math.sqrt(37) / 5 * 1000 / 240)


def test_figures_of_far_apart_years_are_said() -> None:
    mixed = {
        "over_65": Figure(183, "31.12.2019", "Kreis"),
        "age_20_64": Figure(331, "2025", "Melderegister"),
    }
    found = calculate(mixed, ["old_age_ratio"])[0]
    assert found.notes == ("Die Angaben stammen aus verschiedenen Jahren, von 2019 bis 2025.",)
    assert found.sources == ("Kreis", "Melderegister")
    decade = {"population": Figure(612, "2025"), "population_10y": Figure(655, "2015")}
    assert calculate(decade, ["population_change"])[0].notes == ()


def test_village_of_240() -> None:
    """38 under 20, 130 of 20 to 64, 72 older: 29, 55, 85 per 100 without decimals."""
    small = {"population": 240, "population_10y": 262, "under_20": 38, "age_20_64": 130}
    found = known(calculate(figures({**small, "over_65": 72, "births": 1, "deaths": 4})))
    shown = {name: result.shown for name, result in found.items()}
    assert shown["youth_ratio"] == "29"
    assert shown["old_age_ratio"] == "55"
    assert shown["total_ratio"] == "85"
    assert shown["older_share"] == "30"
    # 22 of 262 are 8.4 %, and a person 0.4: whole per cents.
    assert shown["population_change"] == "−8"
    # 3 of 240 are 12.5 per 1,000.
    assert found["natural_balance_rate"].value == -12.5
    assert found["natural_balance_rate"].notes


def test_district_of_750_000() -> None:
    """By hand: 190,000 / 430,000 = 44.2; (6,100 - 9,400) / 750 = -4.4; 750,000 / 2,100 = 357.1."""
    large = {"population": 750_000, "area": 2_100, "over_65": 190_000, "age_20_64": 430_000}
    found = known(calculate(figures({**large, "births": 6_100, "deaths": 9_400})))
    assert found["old_age_ratio"].shown == "44,2"
    assert found["natural_balance_rate"].shown == "−4,4"
    assert found["natural_balance"].with_unit == "−3.300 Personen"
    assert found["density"].shown == "357"
    assert not found["natural_balance_rate"].notes


def test_guide_examples_are_calculated() -> None:
    found = known(calculate(figures(VILLAGE)))
    assert found["people_per_doctor"].with_unit == "612 Personen"
    assert found["childcare_places_rate"].shown == "89"
    assert found["turnover"].shown == "106"
    assert found["average_age"].calculation == "47,1"


def test_one_person_is_singular() -> None:
    assert with_unit("1", "Personen") == "1 Person"
    assert with_unit("−1", "Personen") == "−1 Person"
    assert with_unit("−0,83", "") == "−0,83"


NUMBERS = st.one_of(
    st.integers(0, 10**7),
    st.floats(0, 1e15),
    st.floats(0, allow_infinity=True),
    st.just(10**400),
)


@given(st.dictionaries(st.sampled_from(sorted(CONTENT.variables)), NUMBERS))
@settings(max_examples=60, deadline=None)
def test_nothing_fails_and_all_is_finite(values: dict[str, float]) -> None:
    for found in calculate({name: Figure(value) for name, value in values.items()}):
        if found.value is None:
            assert found.missing_names or found.reason
        else:
            assert math.isfinite(found.value) and math.isfinite(found.chance)
            assert found.reading and found.shown and found.calculation
            assert "{" not in found.reading and "nan" not in found.reading


@given(
    st.dictionaries(
        st.sampled_from(sorted(CONTENT.variables)),
        st.floats(max_value=-1e-9) | st.just(math.nan),
    )
)
@settings(max_examples=20, deadline=None)
def test_impossible_figures_count_as_missing(values: dict[str, float]) -> None:
    assert not any(r.known for r in calculate({n: Figure(v) for n, v in values.items()}))


def test_a_table_gives_all_its_sums() -> None:
    """Ten women and twenty men of each year from 0 to 89, five women older."""
    table = table_by_sex(2024, range(91), [10] * 90 + [5], [20] * 90 + [0])
    found = figures_from_table(table, "Melderegister")
    assert found["population"] == (2705, "2024", "Melderegister")
    assert found["under_20"].value == 20 * 30
    assert found["age_20_64"].value == 45 * 30
    assert found["over_65"].value == 25 * 30 + 5
    assert found["age_80"].value == 10 * 30 + 5
    assert (found["women"].value, found["men"].value) == (905, 1800)
    assert found["women_15_49"].value == 350
    assert known(calculate(found))["young_women"].value == 50
    assert not any(name in found for name in ("births", "population_10y", "area"))


def test_no_figure_where_a_group_would_have_to_be_cut() -> None:
    """The districts' groups give neither under 20 nor 80+, but shares under 18 and Billeter's J."""
    bounds = (0, 3, 6, 15, 18, 25, 30, 40, 50, 65, 75)
    found = figures_from_table(table_of_totals(2019, bounds, range(1, 12)))
    assert not {"under_20", "age_20_64", "age_80", "women"} & set(found)
    # 0-14: 1+2+3 = 6; 15-49: 4+5+6+7+8 = 30; 50+: 9+10+11 = 30; (6 - 30) / 30
    assert known(calculate(found))["billeter"].value == pytest.approx(-0.8)
    # 0-17: 10 of 66; 65+: 21 of 66
    assert known(calculate(found))["children_share"].value == pytest.approx(100 * 10 / 66)
    assert known(calculate(found))["older_share"].value == pytest.approx(100 * 21 / 66)


def test_movements_by_age_are_summed_where_groups_tile_the_ages() -> None:
    by_age = (AgeCount(0, 17, 6), AgeCount(18, 20, 3), AgeCount(21, 24, 4), AgeCount(30, 49, 9))
    moves = Movements(2025, arrivals=22, arrivals_by_age=by_age, departures_by_age=by_age[1:2])
    found = figures_from_movements(moves, "Melderegister")
    assert found["arrivals"] == (22, "2025", "Melderegister")
    assert found["arrivals_18_24"].value == 7
    assert found["arrivals_0_17"].value == 6
    assert not {"births", "departures", "departures_18_24"} & set(found)


def test_average_age_of_a_table() -> None:
    # 0, 1, 2 years: one person each at 0.5, 1.5, 2.5; open from 85 with one at 85 + 4.5.
    bounds = (*range(86),)
    table = table_of_totals(2024, bounds, [1, 1, 1, *[0] * 82, 1])
    assert average_age(table) == pytest.approx((0.5 + 1.5 + 2.5 + 89.5) / 4)
    assert average_age(table_of_totals(2024, (0, 18, 65), [1, 1, 1])) is None
    assert average_age(table_of_totals(2024, (0,), [5])) is None
    assert average_age(table_of_totals(2024, bounds, [0] * 86)) is None


@pytest.mark.skipif(not konstanz.FOLDER.exists(), reason="no data of Konstanz")
def test_konstanz_as_published() -> None:
    """Its own figures: 17.0 % under 20 at the end of 2023 (jugend_altenquote.csv)."""
    table = konstanz.table(2023)
    found = figures_from_table(table)
    assert found["under_20"].value / found["population"].value == pytest.approx(0.17, abs=5e-4)
    coarse = regroup(table, range(0, 90, 5))
    own, rough = average_age(table), average_age(coarse) if coarse else None
    assert own is not None and rough == pytest.approx(own, abs=0.1)


def test_districts_are_tables_too() -> None:
    with shared("kreise/county_current_population.json").open("rb") as file:
        groups = [g for g in read_ages(file).groups if g.district == "01001"]
    table = table_of_district(groups, 2019)
    assert table.bounds == (0, 3, 6, 15, 18, 25, 30, 40, 50, 65, 75)
    # Flensburg: (10,238 + 8,319) of 90,161 in the groups
    share = known(calculate(figures_from_table(table)))["older_share"]
    assert share.shown == "20,6"


def test_results_are_in_the_order_of_the_content() -> None:
    empty: Figures = {}
    assert [r.id for r in calculate(empty)] == [i.id for i in CONTENT.all]
    assert all(r.missing_names for r in calculate(empty))
