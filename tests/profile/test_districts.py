"""Figures of the districts: the published files, and files that are broken."""

from __future__ import annotations

import datetime
import io
import json

import pytest

from assistant.profile.district_indicators import INDICATORS
from assistant.profile.districts import AGE_GROUPS, read_ages, read_indicators
from assistant.profile.register_source import RegisterError
from tests.profile.test_register import shared

RECORD = {"ID_County": 1001, "Total": 110, **dict.fromkeys(AGE_GROUPS, 10)}


def as_file(content: object) -> io.BytesIO:
    text = content if isinstance(content, str) else json.dumps(content)
    return io.BytesIO(text.encode())


def test_population_of_401_districts_by_age_group() -> None:
    with shared("kreise/county_current_population.json").open("rb") as file:
        ages = read_ages(file)
    assert (ages.districts, len(ages.groups)) == (401, 401 * 11)
    assert ages.at == datetime.date(2019, 12, 31)
    flensburg = [group for group in ages.groups if group.district == "01001"]
    assert [(g.lower, g.upper) for g in flensburg][-2:] == [(65, 74), (75, None)]
    assert flensburg[-1].population == 8319


def test_indicators_of_400_districts() -> None:
    with (
        shared("kreise/inkar_kreise_1995_2022.csv").open("rb") as file,
        shared("kreise/inkar_codebook.csv").open("rb") as codebook,
    ):
        read = read_indicators(file, codebook)
    assert (read.districts, len(read.indicators), read.last_year) == (400, 30, 2022)
    assert {one.id for one in read.indicators} == INDICATORS.keys()
    values = {(s.indicator, s.district): dict(s.values) for s in read.series}
    assert values["share_65plus", "01001"][1995] == 17.45
    assert values["share_65plus", "01001"].keys() == set(range(1995, 2023))
    # In the source: no purchasing power at all, and fewer cars than none.
    assert 2021 not in values["purchasing_power", "09273"]
    assert min(values["cars_per_capita", "07235"].values()) > 0


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[" * 100_000,
        {},
        [],
        [1],
        [{}],
        [{**RECORD, "Total": "110"}],
        [{**RECORD, "Total": 500}],
        [{**RECORD, ">74 years": -1}],
        [{**RECORD, "ID_County": 123456}],
        [RECORD, RECORD],
    ],
)
def test_wrong_ages_are_refused_in_german(content: object) -> None:
    with pytest.raises(RegisterError, match=r"^[A-ZÄÖÜ].*\.$"):
        read_ages(as_file(content))


def test_ages_of_an_unknown_day() -> None:
    assert read_ages(as_file([RECORD])).at is None


HEAD = "county_code,year,share_65plus,wolves\n"


@pytest.mark.parametrize(
    "content",
    [
        "",
        "a,b\n1,2\n",
        HEAD,
        HEAD + "01001,1995,,\n",
        HEAD + "01001,1995,17.45\n",
        HEAD + "01001,bald,17.45,1\n",
        HEAD + "Kiel,1995,17.45,1\n",
        HEAD + "01001,1995,viele,1\n",
        HEAD + "01001,1995,nan,1\n",
    ],
)
def test_wrong_indicators_are_refused_in_german(content: str) -> None:
    with pytest.raises(RegisterError, match=r"^[A-ZÄÖÜ].*\.$"):
        read_indicators(as_file(content))


def test_an_unknown_indicator_is_explained_by_the_codebook() -> None:
    content = HEAD + "01001,1995.0,17.45,-3\n1001,1996.0,NA,2\n"
    codebook = "variable,label,unit,category\nwolves,Wolves,per district,Nature\n"
    read = read_indicators(as_file(content), as_file(codebook))
    assert read.indicators[1].title == "Wolves"
    assert {s.indicator: s.values for s in read.series} == {
        "share_65plus": ((1995, 17.45),),
        "wolves": ((1995, -3.0), (1996, 2.0)),
    }
    without = read_indicators(as_file(content))
    assert without.indicators[1].title == "wolves"
