"""Several people at one process: what each sees, may and undoes."""

from __future__ import annotations

from tests.conftest import Api
from tests.conversations import Talk
from tests.conversations.places import at, new_item


async def colleague_of(api: Api) -> Talk:
    response = await api.call("POST", "/api/invitations", {"role": "editor", "name": "Jan Adler"})
    code = (await response.json())["code"]
    response = await api.call("POST", "/api/sessions", {"code": code})
    assert response.status == 201
    other = Talk(api.signed_in((await response.json())["token"]))
    await other.look()
    return other


async def test_what_a_colleague_answered_is_not_asked_again(api: Api) -> None:
    talk = await Talk.begin(api)
    other = await colleague_of(api)
    await other.tell("kickoff.occasion", "Neustart", "new_start")
    await other.tell("kickoff.goals", "Wir wollen bleiben, wer wir sind.")
    await talk.tell("kickoff.occasion", "Neuausrichtung", "realign")
    talk.expect("kickoff.themes")


async def test_a_colleague_joins_at_the_first_open_question(api: Api) -> None:
    talk = await Talk.begin(api)
    await talk.tell("kickoff.occasion", "Neustart", "new_start")
    other = await colleague_of(api)
    other.expect("kickoff.goals")
    assert "Computerprogramm" in other.heard


async def test_undo_takes_back_only_ones_own_answer(api: Api) -> None:
    talk = await Talk.begin(api)
    other = await colleague_of(api)
    await other.tell("kickoff.occasion", "Neustart", "new_start")
    await talk.say("rückgängig")
    assert (await talk.answers())["kickoff.occasion"] == ("answered", "new_start")
    await other.say("rückgängig")
    assert await talk.answers() == {}
    other.expect("kickoff.occasion")


async def test_an_item_a_colleague_deletes_leaves_a_question_that_can_be_answered(
    api: Api,
) -> None:
    talk = await Talk.begin(api)
    item = await new_item(talk, "kickoff.guests", group="Landfrauen")
    await at(talk, f"kickoff.guests.{item}.count")
    other = await colleague_of(api)
    response = await other.api.call("DELETE", f"/api/collections/kickoff.guests/{item}")
    assert response.status == 204
    await talk.say("12")
    assert talk.prompt, f"nothing is open any more: {talk.heard}"


async def test_a_viewer_is_told_that_she_only_reads(api: Api) -> None:
    await Talk.begin(api)
    response = await api.call("POST", "/api/invitations", {"role": "viewer", "name": "Rita Kern"})
    code = (await response.json())["code"]
    response = await api.call("POST", "/api/sessions", {"code": code})
    viewer = Talk(api.signed_in((await response.json())["token"]))
    await viewer.look()
    assert "lesen" in viewer.heard
    body = {"id": "0b0e5b1c-3d55-4a0f-9b36-c04ac7d3a001", "text": "Neustart"}
    refused = await viewer.api.call("POST", "/api/chat", body)
    assert refused.status == 403
