"""Sums over other age groups, and what cannot be right in a table."""

from __future__ import annotations

import pytest

from assistant.profile.population import (
    SIX_GROUPS,
    between,
    check,
    group_names,
    regroup,
    table_by_sex,
    table_of_totals,
)

FIVE_YEARS = tuple(range(0, 90, 5))


def test_groups_are_summed_where_the_bounds_allow() -> None:
    """Under 20 is four groups of five years, 80+ the last two of eighteen."""
    table = table_of_totals(2024, FIVE_YEARS, range(1, 19))
    assert between(table, 0, 19) == 1 + 2 + 3 + 4
    assert between(table, 80, None) == 17 + 18
    assert between(table, 20, 64) == sum(range(5, 14))


def test_no_sum_where_a_group_would_have_to_be_cut() -> None:
    """0 to 5 and 6 to 17 do not follow from groups of five years."""
    table = table_of_totals(2024, FIVE_YEARS, range(1, 19))
    assert between(table, 0, 5) is None
    assert between(table, 6, 17) is None
    assert between(table, 65, 84) is not None
    assert between(table, 65, 87) is None
    assert regroup(table, SIX_GROUPS) is None


def test_regrouping_keeps_all_persons_and_sexes() -> None:
    """Ten women and twenty men of each year from 0 to 99, five older."""
    table = table_by_sex(2024, range(101), [10] * 100 + [5], [20] * 100 + [0])
    found = regroup(table, SIX_GROUPS)
    assert found is not None
    assert found.women == (60, 120, 120, 350, 150, 205)
    assert found.totals == (180, 360, 360, 1050, 450, 605)
    assert found.total == table.total == 3005
    assert between(table, 18, 29, "men") == 240


def test_groups_have_german_names() -> None:
    """Single years, groups, the open one."""
    assert group_names((0, 1, 6, 80)) == ("0", "1 bis 5", "6 bis 79", "80 und älter")


def test_what_cannot_be_right_is_named() -> None:
    """A negative count, and groups that do not add up to the population."""
    assert check(table_of_totals(2024, (0, 20), (3, 4)), 7) == ()
    negative = check(table_of_totals(2024, (0, 20), (-3, 40)))
    assert [p.code for p in negative] == ["negative"]
    assert negative[0].message == "0 bis 19 Jahre: −3 kann nicht stimmen."
    differs = check(table_of_totals(2024, (0, 20), (1000, 4000)), 5_100)
    assert differs[0].message == (
        "Die Altersgruppen ergeben zusammen 5.000, die Einwohnerzahl ist 5.100."
    )
    assert check(table_of_totals(2024, (0, 20), (0, 0)))[0].code == "empty"


@pytest.mark.parametrize("bounds", [(), (1, 5), (0, 5, 5), (0, 9, 3)])
def test_bounds_must_begin_at_zero_and_ascend(bounds: tuple[int, ...]) -> None:
    """Anything else is a programming error."""
    with pytest.raises(ValueError):
        table_of_totals(2024, bounds, [1.0] * len(bounds))
