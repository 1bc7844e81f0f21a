"""Registers and tables of figures, and talks that stand at the profile."""

from __future__ import annotations

from assistant.process.municipalities import import_register
from assistant.profile.register import read_register
from tests.conftest import Api
from tests.conversations import Talk
from tests.helpers import services_of
from tests.profile.workbooks import PLACES, place, workbook

TWO_BERGDORF = [
    place("60 64 03 4 54 0044 045", "Bergdorf", 10.0, 800, 400, 400, 80),
    place("60 64 13 0 76 5657 116", "Bergdorf", 20.0, 300, 150, 150, 15),
]


OLDER = [
    place("10 - 13 - - - -", "Mecklenburg-Vorpommern"),
    place("40 44 13 0 76 - -", "Ludwigslust-Parchim"),
    place("60 63 13 0 76 5657 050", "Grabow, Stadt", 72.27, 5800, 2900, 2900, 80),
]


TABLE = """Stand 31.12.2024
Alter;Frauen;Männer
0-4;100;110
5-9;120;115
10-14;130;128
15-19;125;130
20-24;90;95
25-29;110;115
30-34;130;140
35-39;150;155
40-44;160;165
45-49;170;175
50-54;200;210
55-59;230;235
60-64;240;238
65-69;220;210
70-74;200;190
75-79;150;130
80-84;120;90
85+;160;80"""


def import_registers(api: Api) -> None:
    """The small register of 2024, and the one of ten years before."""
    for rows, year in ((OLDER, 2013), ([*PLACES, *TWO_BERGDORF], 2024)):
        name = f"register-{year}.xlsx"
        read = read_register(workbook(rows, year), name)
        with services_of(api).database.transaction() as connection:
            import_register(connection, read, name)


async def at_profile(api: Api, municipality: str = "Grabow") -> Talk:
    """At the beginning of the profile."""
    talk = await Talk.begin(api, municipality)
    await talk.command("goto", stage="profile")
    return talk


async def with_groups(api: Api) -> Talk:
    """At the average age, the three groups being answered."""
    talk = await at_profile(api)
    answers = {"profile.reference_date": "2024-12-31", "profile.population": 612}
    answers |= {"profile.under_20": 98, "profile.age_20_64": 331}  # type: ignore[dict-item]
    for question, value in answers.items():
        response = await api.call("PUT", f"/api/answers/{question}", {"value": value})
        assert response.status == 200
    await talk.command("edit", question="profile.over_65")
    return talk
