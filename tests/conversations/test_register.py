"""What the register of municipalities knows, in the dialogue."""

from __future__ import annotations

from tests.conftest import Api
from tests.conversations import Talk
from tests.conversations.registers import (
    TABLE,
    at_profile,
    import_registers,
)


async def test_what_the_register_knows_is_not_asked(api: Api) -> None:
    import_registers(api)
    talk = await at_profile(api)
    talk.expect("profile.register")
    assert "5.573 Menschen auf 72,27 Quadratkilometern" in talk.heard
    await talk.say("ja, gern")
    answers = await talk.answers()
    assert answers["profile.population"] == ("answered", 5573)
    assert answers["profile.population_10y"] == ("answered", 5800)
    assert answers["profile.area"] == ("answered", 72.27)
    assert answers["profile.reference_date"] == ("answered", "2023-12-31")
    talk.expect("profile.subdivisions")
    assert "Veränderung der Einwohnerzahl in zehn Jahren" in talk.heard


async def test_who_refuses_the_register_gives_her_own_figures(api: Api) -> None:
    import_registers(api)
    talk = await at_profile(api)
    await talk.say("nein")
    talk.expect("profile.reference_date")
    assert "profile.population" not in await talk.answers()


async def test_without_a_register_the_profile_begins_with_its_questions(api: Api) -> None:
    talk = await at_profile(api)
    talk.expect("profile.reference_date")


async def test_of_two_places_of_one_name_the_right_one_is_chosen(api: Api) -> None:
    import_registers(api)
    talk = await Talk.begin(api, "Bergdorf")
    talk.expect("process.place")
    titles = [option["title"] for option in talk.prompt["options"]]
    assert "Bergdorf, Landkreis Emsland in Niedersachsen" in titles
    number = titles.index("Bergdorf, Landkreis Ludwigslust-Parchim in Mecklenburg-Vorpommern")
    await talk.say("in Bayern")
    talk.expect("process.place")
    assert talk.understood["as"] == "unclear"
    await talk.say(str(number + 1))
    talk.expect("kickoff.occasion")
    process = await (await api.call("GET", "/api/process")).json()
    assert process["process"]["ags"] == "13076116"


async def test_a_place_that_is_not_in_the_list_is_no_matter(api: Api) -> None:
    import_registers(api)
    talk = await Talk.begin(api, "Bergdorf")
    await talk.choose("none")
    talk.expect("kickoff.occasion")


async def test_a_key_of_another_place_is_asked_about(api: Api) -> None:
    import_registers(api)
    talk = await Talk.begin(api, "Lingen", ags="13076050")
    talk.expect("process.ags")
    assert "Grabow" in talk.heard
    await talk.say("nein")
    process = await (await api.call("GET", "/api/process")).json()
    assert process["process"]["ags"] is None


async def test_without_a_register_one_hears_what_it_would_add(api: Api) -> None:
    talk = await at_profile(api)
    assert "daks register import" in talk.heard
    import_registers(api)
    talk = await at_profile(api, "Prislich")
    assert "daks register import" not in talk.heard


async def test_a_newer_own_table_takes_the_place_of_the_register(api: Api) -> None:
    import_registers(api)
    talk = await at_profile(api)
    await talk.say("ja")
    await talk.command("edit", question="profile.under_20")
    await talk.say(TABLE)
    await talk.say("ja")
    answers = await talk.answers()
    assert answers["profile.population"] == ("answered", 5516)
    assert answers["profile.reference_date"] == ("answered", "2024-12-31")
    assert answers["profile.source"] == ("answered", "register")
    assert answers["profile.population_10y"] == ("answered", 5800)
