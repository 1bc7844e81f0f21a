"""The charts: parse, name themselves, say in words what is to be seen, and come out alike."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree import ElementTree

import numpy as np
import pytest

from assistant.profile.chart_canvas import Chart
from assistant.profile.charts import age_groups, components, course, projection, pyramid
from assistant.profile.charts_text import age_groups_text, course_text, pyramid_text, signed
from assistant.profile.population import PopulationTable, regroup, table_by_sex, table_of_totals
from assistant.profile.projection import project
from assistant.profile.rates import Movements
from assistant.profile.schedules import stationary_population
from assistant.profile.splitting import from_single_years

SOURCE = "Melderegister, 31.12.2024"
SVG = "{http://www.w3.org/2000/svg}"


def town(year: int = 2024, births: int = 120) -> PopulationTable:
    """About 9,700 people."""
    return from_single_years(year, np.round(stationary_population() * births))


EVENTS = [
    Movements(2022, births=80, deaths=100, arrivals=600, departures=550),
    Movements(2023, births=70, deaths=110, arrivals=500, departures=None),
    Movements(2024, births=75, deaths=105, arrivals=580, departures=590),
]


def outlook_chart() -> Chart:
    """A projection with known years before."""
    outlook = project(town(), earlier=[town(2014, 130)], movements=EVENTS, years=10)
    return projection("Grabow", outlook, SOURCE, [(2014, 10_500), (2019, 10_100)])


CHARTS: dict[str, Callable[[], Chart]] = {
    "pyramid": lambda: pyramid("Grabow", town(), SOURCE, town(2014, 130)),
    "course": lambda: course("Grabow", [(2014, 10_500), (2019, 10_100), (2024, 9_700)], SOURCE),
    "components": lambda: components("Grabow", EVENTS, SOURCE),
    "age groups": lambda: age_groups("Grabow", [town(2014, 130), town()], SOURCE),
    "projection": outlook_chart,
}


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_parses_names_itself_and_comes_out_alike(name: str) -> None:
    """SVG with title and description, a PNG, a table, and the same bytes when drawn again."""
    chart = CHARTS[name]()
    root = ElementTree.fromstring(chart.svg)
    assert root.get("role") == "img"
    title, alt = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None and title.text == chart.title
    assert alt is not None and alt.text == chart.alt
    assert root.get("aria-labelledby") == title.get("id")
    assert "Grabow" in chart.title and "Grabow" in chart.alt
    assert chart.png.startswith(b"\x89PNG")
    assert chart.rows and all(len(row) == len(chart.columns) for row in chart.rows)
    assert b"<dc:date>" not in chart.svg
    again = CHARTS[name]()
    assert again.svg == chart.svg
    assert again.png == chart.png


def test_a_finding_may_be_the_title() -> None:
    """It takes the plain title's place; signs that mean something in XML do no harm."""
    chart = course("Grabow", [(2014, 100), (2024, 90)], "A & B", "Grabow <schrumpft> & altert")
    title = ElementTree.fromstring(chart.svg).find(f"{SVG}title")
    assert title is not None and title.text == chart.title == "Grabow <schrumpft> & altert"


def test_the_pyramid_in_words() -> None:
    """100 women and 50 men in each of 20 groups of five years: 3,000 people.

    Under 20 are 4 of 20 groups, 20 %; 65 and over 7 of 20, 35 %.
    """
    table = table_by_sex(2024, range(0, 100, 5), [100] * 20, [50] * 20)
    words = pyramid_text("Grabow", table)
    assert words.title == "Altersaufbau: Grabow 2024"
    assert "3.000 Menschen, davon 2.000 Frauen und 1.000 Männer" in words.alt
    assert "Unter 20 sind 20 %." in words.alt
    assert "65 und älter sind 35 %." in words.alt
    assert words.rows[0] == ("0 bis 4", "100", "50", "150")
    assert words.rows[-1] == ("90 und älter", "200", "100", "300")


def test_another_place_is_compared_in_per_cent() -> None:
    """Counts of a district would say nothing beside a town's."""
    table = table_by_sex(2024, range(0, 100, 5), [100] * 20, [50] * 20)
    district = table_by_sex(2024, range(0, 100, 5), [9000] * 10 + [3000] * 10, [0] * 20)
    words = pyramid_text("Grabow", table, district, "Landkreis")
    assert words.columns[-2:] == ("Anteil", "Anteil Landkreis")
    assert words.rows[0][-2:] == ("5,0 %", "7,5 %")
    assert "(Landkreis: 30 %)" in words.alt
    chart = pyramid("Grabow", table, SOURCE, district, "Landkreis")
    assert chart.title == "Altersaufbau: Grabow 2024 und Landkreis"


def test_the_course_in_words() -> None:
    """From 10,500 to 9,700 is 7.6 % less; the highest year is named when it lies between."""
    words = course_text("Grabow", [(2014, 10_500), (2019, 10_800), (2024, 9_700)])
    assert "von 10.500 auf 9.700, um 7,6 % geschrumpft" in words.alt
    assert "Am höchsten war sie 2019 mit 10.800." in words.alt
    assert words.rows == (
        ("2014", "10.500", "–"),
        ("2019", "10.800", "+300"),
        ("2024", "9.700", "−1.100"),
    )


def test_the_components_in_words() -> None:
    """−20, −40, −30 are −30 in the mean; +50 and −10 are +20; unknown is a dash."""
    chart = components("Grabow", EVENTS, SOURCE)
    assert "Geburten minus Sterbefälle: im Mittel −30 im Jahr, im Plus in 0 von 3" in chart.alt
    assert "Zuzüge minus Fortzüge: im Mittel +20 im Jahr, im Plus in 1 von 2" in chart.alt
    assert chart.rows[0] == ("2022", "80", "100", "−20", "600", "550", "+50", "+30")
    assert chart.rows[1][5:] == ("–", "–", "–")


def test_the_age_groups_in_words() -> None:
    """The groups that gained and lost most."""
    bounds = (0, 20, 65)
    tables = [
        table_of_totals(2014, bounds, [300, 600, 100]),
        table_of_totals(2024, bounds, [250, 550, 200]),
    ]
    words = age_groups_text("Grabow", tables, bounds)
    assert "gewachsen ist der Anteil der Gruppe 65 und älter Jahre" not in words.alt
    assert "Am stärksten gewachsen ist der Anteil der Gruppe 65 und älter: von 10 %" in words.alt
    assert words.rows[1] == ("2024", "250 (25 %)", "550 (55 %)", "200 (20 %)")


def test_a_single_table_is_of_one_year() -> None:
    words = age_groups_text("Grabow", [table_of_totals(2027, (0, 20), [300, 700])], (0, 20))
    assert words.title == "Altersgruppen: Grabow 2027"
    assert words.alt.startswith("Anteile der Altersgruppen in Grabow, 2027. Es sind: ")


def test_a_projection_is_rounded_and_calls_itself_one() -> None:
    """No projected number in the words or the table is given to the single person."""
    chart = outlook_chart()
    projected = [row for row in chart.rows if row[2] != "–"]
    assert len(projected) == 10
    for row in projected:
        assert all(int(cell.replace(".", "")) % 50 == 0 for cell in row[1:4])
    assert chart.rows[0] == ("2014", "10.500", "–", "–", "–")
    for part in ("Vorausberechnung für Grabow", "rund", "80 % der Rechenläufe"):
        assert part in chart.alt


def test_single_years_of_a_village_are_not_drawn() -> None:
    """They would be single persons: five-year groups look the same, drawn or given."""
    village = from_single_years(2024, np.round(stationary_population() * 3))
    fives = regroup(village, tuple(range(0, 95, 5)))
    assert fives is not None
    assert pyramid("Grabow", village, SOURCE).png == pyramid("Grabow", fives, SOURCE).png


def test_what_cannot_be_drawn_is_refused() -> None:
    """No sexes, one year only, groups that do not follow, nobody."""
    with pytest.raises(ValueError, match="sexes"):
        pyramid("Grabow", table_of_totals(2024, (0, 20), [1, 2]), SOURCE)
    with pytest.raises(ValueError, match="two years"):
        course("Grabow", [(2024, 5)], SOURCE)
    with pytest.raises(ValueError, match="no years"):
        components("Grabow", [], SOURCE)
    with pytest.raises(ValueError, match="do not follow"):
        age_groups("Grabow", [table_of_totals(2024, (0, 20), [1, 2])], SOURCE)
    with pytest.raises(ValueError, match="nobody"):
        age_groups("Grabow", [table_of_totals(2024, (0, 6, 18, 30, 65, 80), [0] * 6)], SOURCE)


def test_changes_are_written_with_their_sign() -> None:
    """A true minus; nothing before zero."""
    assert [signed(n) for n in (34, -1282, 0)] == ["+34", "−1.282", "0"]
