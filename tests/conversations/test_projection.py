"""The projection in the dialogue: as far as one asks, or a clear word why not."""

from __future__ import annotations

import pytest

from assistant.process.figures.horizon import asked_years
from tests.conftest import Api
from tests.conversations import Talk
from tests.conversations.registers import TABLE, at_profile

MOVES = "Jahr;Geburten;Sterbefälle;Zuzüge;Fortzüge\n2022;40;70;200;190\n2023;41;69;210;185"


async def with_tables(api: Api) -> Talk:
    """A place of which a table by age and movements are known."""
    talk = await at_profile(api)
    await talk.command("edit", question="profile.under_20")
    for table in (TABLE, MOVES):
        await talk.say(table)
        await talk.say("ja")
    return talk


@pytest.mark.parametrize(
    ("asked", "last"),
    [
        ("Vorausberechnung für 10 Jahre", 2034),
        ("Zeigen Sie mir bitte die Vorausberechnung für zehn Jahre", 2034),
        ("Zeigen Sie mir die Vorausberechnung bis 2050", 2050),
        ("Zeigen Sie mir die Vorausberechnung", 2044),
    ],
)
async def test_the_projection_goes_as_far_as_one_asks(api: Api, asked: str, last: int) -> None:
    talk = await with_tables(api)
    before = talk.reply["prompt"]["question"]
    await talk.say(asked)
    (figure,) = [m["data"]["figure"] for m in talk.reply["messages"] if m["kind"] == "figure"]
    years = [row[0] for row in figure["table"]["rows"]]
    assert years[-1] == str(last)
    assert str(last) in figure["title"]
    picture = await api.call("GET", figure["href"])
    assert picture.status == 200 and str(last) in await picture.text()
    assert talk.reply["prompt"]["question"] == before


@pytest.mark.parametrize("asked", ["für 2 Jahre", "für 80 Jahre", "bis 2020", "bis 2090"])
async def test_what_cannot_be_reckoned_is_said_with_an_example(api: Api, asked: str) -> None:
    talk = await with_tables(api)
    await talk.say(f"Zeigen Sie mir die Vorausberechnung {asked}")
    assert not [m for m in talk.reply["messages"] if m["kind"] == "figure"]
    assert "5 bis 30 Jahre" in talk.heard
    assert "zwischen 2029 und 2054" in talk.heard
    await talk.say("Vorausberechnung für 10 Jahre")
    assert [m for m in talk.reply["messages"] if m["kind"] == "figure"]


async def test_an_address_with_impossible_years_is_refused(api: Api) -> None:
    await with_tables(api)
    for years in ("4", "31", "zehn"):
        response = await api.call("GET", f"/api/figures/projection.svg?years={years}")
        assert response.status == 422


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Vorausberechnung für die nächsten fünfzehn Jahre", 15),
        ("in 10 Jahren", 10),
        ("bis zum Jahr 2040", 16),
        ("bis 2040", 16),
        ("Vorausberechnung", None),
        ("für einige Jahre", None),
        ("ein Jahr", 1),
    ],
)
def test_how_far_is_read_as_people_write_it(text: str, years: int | None) -> None:
    assert asked_years(text, 2024) == years
