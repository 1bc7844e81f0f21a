"""Growth is told from mergers: only where key, area and census are the same."""

from __future__ import annotations

import datetime

import pytest

from assistant.profile.territory import Break, Point, course

OLD, MIDDLE, NEW = (datetime.date(year, 12, 31) for year in (2013, 2017, 2023))


def test_the_same_area_is_growth() -> None:
    found = course([Point(NEW, 1100, 20.1), Point(OLD, 1000, 20.0)])
    assert found.breaks == ()
    assert found.growth(OLD, NEW) == pytest.approx(0.1)
    assert found.is_checked(OLD, NEW)


def test_a_larger_area_is_a_merger() -> None:
    found = course([Point(OLD, 1000, 20.0), Point(MIDDLE, 1010), Point(NEW, 1500, 30.0)])
    assert found.breaks == (Break(OLD, NEW, "territory"),)
    assert found.growth(OLD, NEW) is None
    assert found.growth(OLD, MIDDLE) is None, "nobody knows when it merged"


def test_a_new_survey_of_a_small_place_is_no_merger() -> None:
    assert course([Point(OLD, 100, 4.10), Point(NEW, 90, 4.00)]).breaks == ()


def test_without_areas_growth_is_not_checked() -> None:
    found = course([Point(OLD, 1000), Point(NEW, 900, 20.0)])
    assert found.growth(OLD, NEW) == 900 / 1000 - 1
    assert not found.is_checked(OLD, NEW)


def test_another_census_breaks_the_course() -> None:
    found = course([Point(OLD, 1000, 20.0, 2011), Point(NEW, 950, 20.0, 2022)])
    assert [gap.reason for gap in found.breaks] == ["census"]
    assert found.growth(OLD, NEW) is None


def test_a_key_that_an_earlier_register_does_not_know_is_new() -> None:
    assert course([Point(NEW, 1000, 20.0)], [OLD, NEW]).new_since == NEW
    assert course([Point(OLD, 1000, 20.0)], [OLD, NEW]).new_since is None
    assert course([], [OLD]).new_since is None


def test_nobody_there_is_no_growth() -> None:
    assert course([Point(OLD, 0, 1.0), Point(NEW, 5, 1.0)]).growth(OLD, NEW) is None
