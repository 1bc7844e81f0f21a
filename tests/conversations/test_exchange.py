"""Other municipalities in the conversation: found, taken over, and what is shared taken back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.conftest import Api
from tests.conversations import Talk
from tests.exchange.towns import BY_NAME, Settled, fill_register, settle, settle_all
from tests.helpers import services_of


@pytest.fixture
async def towns(api: Api) -> AsyncIterator[dict[str, Settled]]:
    """Three towns that share everything, and Grabow that asks."""
    fill_register(services_of(api).database)
    found = await settle_all(api, "Neustadt-Glewe", "Dömitz", "Kornwestheim")
    for town in found.values():
        await town.share()
    found["Grabow"] = await settle(api, BY_NAME["Grabow"])
    yield found


async def asking(towns: dict[str, Settled]) -> Talk:
    talk = Talk(towns["Grabow"].api)
    await talk.look()
    return talk


def data(talk: Talk, name: str) -> Any:
    found = [m["data"][name] for m in talk.reply["messages"] if name in (m.get("data") or {})]
    assert found, f"no {name} in {talk.texts}"
    return found[0]


@pytest.mark.parametrize(
    "text",
    ["Welche Kommunen sind uns ähnlich?", "wer ist in einer ähnlichen lage?",
     "Zeig mir bitte Gemeinden, die uns ähnlich sind"],
)  # fmt: skip
async def test_similar_ones_are_named_with_reasons(towns: dict[str, Settled], text: str) -> None:
    talk = await asking(towns)
    await talk.say(text)
    assert talk.understood == {"as": "command", "name": "exchange", "value": None}
    first, *_ = data(talk, "municipalities")
    assert first["name"] == "Neustadt-Glewe" and "im selben Kreis" in first["because"]
    assert "**Neustadt-Glewe**: " in talk.heard
    assert talk.question, "the open question is asked again"


@pytest.mark.parametrize(
    "text",
    ["Wer hat Erfahrung mit Rufbus?", "hat jemand erfahrungen mit dem rufbus?",
     "Gibt es Erfahrungen aus anderen Gemeinden mit Anrufsammeltaxi?",
     "Welche Erfahrungen haben andere mit dem Rufbus"],
)  # fmt: skip
async def test_experience_is_found_and_taken_over(towns: dict[str, Settled], text: str) -> None:
    talk = await asking(towns)
    await talk.say(text)
    assert talk.understood["name"] == "exchange"
    (found,) = data(talk, "measures")
    assert found["title"] == "Rufbus am Abend" and found["decision"] == "extend"
    (button,) = data(talk, "buttons")
    await talk.say(button["text"])
    assert "steht jetzt als Entwurf in Ihrem Plan" in talk.heard
    items = (await towns["Grabow"].get("/api/collections/plan.measures"))["items"]
    assert [item["title"] for item in items] == ["Rufbus am Abend"]
    answer = await towns["Grabow"].get("/api/answers?stage=plan")
    description = next(a for a in answer["answers"] if a["question"].endswith(".description"))
    assert "übernommen von Neustadt-Glewe" in description["value"]
    await talk.say(button["text"])
    assert "steht schon in Ihrem Plan" in talk.heard


async def test_what_nobody_knows_about_is_said_so(towns: dict[str, Settled]) -> None:
    talk = await asking(towns)
    await talk.say("Wer hat Erfahrung mit Seilbahnen?")
    assert "noch keine Kommune etwas freigegeben" in talk.heard


async def test_what_others_chose_comes_without_small_numbers(towns: dict[str, Settled]) -> None:
    talk = await asking(towns)
    await talk.say("Was haben andere gewählt?")
    assert "erst ab 5 Kommunen" in talk.heard
    assert {found["title"] for found in data(talk, "measures")} >= {"Rufbus am Abend"}


async def test_what_we_share_is_shown_and_taken_back(towns: dict[str, Settled]) -> None:
    town = towns["Neustadt-Glewe"]
    talk = Talk(town.api)
    await talk.look()
    await talk.say("Was geben wir frei?")
    assert "- Rufbus am Abend" in talk.heard and "- Lehren aus Rufbus am Abend" in talk.heard
    await talk.say("Bitte die Freigabe für Rufbus am Abend zurückziehen")
    assert "Zurückgezogen: „Rufbus am Abend“" in talk.heard
    assert (await towns["Grabow"].get("/api/exchange/measures?q=Rufbus"))["measures"] == []
    await talk.say("Alle Freigaben zurückziehen")
    assert "keine andere Kommune mehr etwas von Ihnen" in talk.heard
    names = [m["name"] for m in (await towns["Grabow"].get("/api/exchange/municipalities"))[
        "municipalities"]]  # fmt: skip
    assert names and "Neustadt-Glewe" not in names


async def test_a_name_that_is_not_shared_takes_nothing_back(towns: dict[str, Settled]) -> None:
    talk = Talk(towns["Neustadt-Glewe"].api)
    await talk.look()
    await talk.say("Freigabe für Seilbahn zurückziehen")
    assert "Zurückgezogen habe ich nichts" in talk.heard
    assert (await towns["Neustadt-Glewe"].sharing())["visible"]


async def test_who_shares_nothing_is_told_so(towns: dict[str, Settled]) -> None:
    talk = await asking(towns)
    await talk.say("Was geben wir frei?")
    assert "Bisher ist nichts freigegeben" in talk.heard


async def test_words_of_others_are_neither_bold_nor_links(towns: dict[str, Settled]) -> None:
    town = towns["Dömitz"]
    item = town.items["measure"]
    hostile = "**Achtung** [hier](https://boese.example) <b>klicken</b>\n\n- Punkt"
    await town.put(f"plan.measures.{item}.description", hostile)
    await town.share(f"measure.{item}")
    talk = await asking(towns)
    await talk.say("Wer hat Erfahrung mit Dorfladen?")
    assert "](http" not in talk.heard and "**Achtung" not in talk.heard
    assert "\n- Punkt" not in talk.heard


@pytest.mark.parametrize(
    "text",
    ["Die Gemeinden hatten gute Erfahrungen mit dem Rufbus.",
     "Erfahrungen anderer Kommunen mit dem Bürgerbus nutzen",
     "Was andere Kommunen gewählt haben, passt bei uns nicht.",
     "Ähnliche Gemeinden in der Nachbarschaft ansprechen"],
)  # fmt: skip
async def test_answers_with_such_words_stay_answers(api: Api, text: str) -> None:
    talk = await Talk.begin(api)
    await talk.api.call("PUT", "/api/answers/kickoff.occasion", {"value": "new_start"})
    await talk.command("goto", stage="kickoff")
    talk.expect("kickoff.goals")
    await talk.say(text)
    assert talk.understood["as"] == "answer", talk.texts
