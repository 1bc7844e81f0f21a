"""Every command at every place, by control and in one's own words."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.conftest import Api
from tests.conversations import Talk
from tests.conversations.places import KICKOFF, PLACES, QUESTIONS, new_item, put

# The wordings are not those of the training data, except for the set phrases that come first.
TYPED: Mapping[str, tuple[str, ...]] = {
    "start": ("Los geht's", "Wir können jetzt loslegen", "Dann fangen wir mal an"),
    "back": ("zurück", "bitte einen Schritt zurück", "Nochmal zur vorherigen Frage bitte"),
    "skip": ("überspringen", "Diese Frage bitte überspringen", "Das lasse ich erst mal aus"),
    "unknown": (
        "weiß ich nicht",
        "weiß ich noch nicht",
        "Das weiß ich leider noch nicht.",
        "Da muss ich erst nachfragen",
    ),
    "why": ("Warum?", "Warum fragen Sie das?", "Wozu brauchen Sie das denn?"),
    "example": ("Beispiel", "Können Sie mir ein Beispiel geben?", "Haben Sie mal ein Beispiel?"),
    "overview": ("Übersicht", "Wo stehen wir?", "Wie weit sind wir eigentlich?"),
    "pause": ("Pause", "Ich mache jetzt Feierabend", "Lassen Sie uns hier unterbrechen"),
    "resume": ("weiter", "Machen wir weiter", "Ich bin wieder da"),
    "undo": ("rückgängig", "Das bitte rückgängig machen", "Letzte Antwort zurücknehmen"),
    "help": ("Hilfe", "Ich brauche Hilfe", "Was kann ich hier tun?"),
    "methods": ("Methoden", "Welche Methoden gibt es?", "Bitte schlagen Sie mir Methoden vor"),
    "documents": ("Dokumente", "Bitte die Dokumente erstellen", "Kann ich das als PDF haben?"),
    "goto": ("zum Werkstattplan", "Bitte zur Zwischenbilanz", "Gehen wir zur Zukunftswerkstatt"),
    "advice": ("Beratung von außen", "externe Beratung", "Wer kann uns von außen beraten?"),
}
# Explain something and ask the open question again.
EXPLAINING = ("why", "example", "overview", "help", "methods", "documents", "advice")
BY_CONTROL = (*EXPLAINING, "start", "back", "skip", "unknown", "pause", "resume", "undo")
NOT_THERE = {("unknown", place) for place in ("more", "check", "review")}
STAGED = {"goto": {"stage": "plan"}, "finish": {}, "edit": {"question": "kickoff.occasion"}}

every_place = pytest.mark.parametrize("place", PLACES)
every_question = pytest.mark.parametrize("place", QUESTIONS)


async def at(api: Api, place: str) -> Talk:
    """A new conversation at that place."""
    talk = await Talk.begin(api)
    await PLACES[place](talk)
    return talk


@every_place
async def test_every_command_by_control_gets_a_sensible_reply(api: Api, place: str) -> None:
    for name in (*BY_CONTROL, *STAGED, "delete"):
        talk = await at(api, place)
        before, answers = talk.question, await talk.answers()
        await talk.command(name, **STAGED.get(name, {}))
        assert talk.understood == {"as": "command", "name": name, "value": None}
        if name in EXPLAINING and before:
            assert talk.question == before, name
        if name not in ("undo", "skip", "unknown", "finish"):
            assert await talk.answers() == answers, f"{name} changed an answer"
        if name in ("skip", "unknown", "finish"):
            assert (await talk.answers()).items() >= answers.items(), f"{name} lost an answer"


@every_question
async def test_what_explains_asks_the_open_question_again(api: Api, place: str) -> None:
    talk = await at(api, place)
    for name in EXPLAINING:
        await talk.command(name)
        last = talk.reply["messages"][-1]
        assert last["kind"] == "question", name
        assert talk.prompt["text"] in last["text"], name
        assert len(talk.texts) >= 2, name


@every_place
async def test_typed_commands_are_understood_everywhere(api: Api, place: str) -> None:
    failed = []
    for name, wordings in TYPED.items():
        # Whether to go on or whether it is right, one cannot not know yet.
        for text in wordings if (name, place) not in NOT_THERE else ():
            talk = await at(api, place)
            answers = await talk.answers()
            await talk.say(text)
            if talk.understood != {"as": "command", "name": name, "value": None}:
                failed.append((text, name, *talk.understood.values()))
            elif name not in ("skip", "unknown", "undo"):
                assert await talk.answers() == answers, text
    assert not failed, failed


async def test_two_more_commands_can_be_typed(api: Api) -> None:
    talk = await at(api, "multiple")
    for text in ("Wie war die Frage nochmal?", "In einfacher Sprache bitte"):
        await talk.say(text)
        assert talk.understood["as"] == "command", text
        assert talk.reply["messages"][-1]["kind"] in ("question", "hint")
    await talk.say("Einfache Sprache")
    assert talk.prompt["plain"] in talk.heard


# What each command does


async def test_back_goes_to_the_question_before_and_shows_its_answer(api: Api) -> None:
    talk = await at(api, "multiple")
    await talk.say("zurück")
    talk.expect("kickoff.goals")
    assert talk.prompt["current"] == KICKOFF["goals"]
    assert KICKOFF["goals"].rstrip(".") in talk.heard
    await talk.say("zurück")
    talk.expect("kickoff.occasion")
    await talk.say("zurück")
    talk.expect("kickoff.occasion")
    assert "erste Frage" in talk.heard


async def test_unknown_becomes_an_open_point_at_every_kind_of_question(api: Api) -> None:
    for place in ("single", "multiple", "number", "date", "yes_no", "list", "text"):
        talk = await at(api, place)
        question = talk.question
        await talk.say("weiß ich noch nicht")
        stored = await talk.answers()
        assert stored.get(question) == ("unknown", None), f"{place}: {stored.get(question)}"
        assert talk.question != question


async def test_skipping_a_required_question_says_that_it_stays_open(api: Api) -> None:
    talk = await at(api, "number")
    await talk.say("überspringen")
    assert "offener Punkt" in talk.heard
    assert (await talk.answers())["profile.population"] == ("skipped", None)
    data = await talk.get("/api/process")
    assert "profile.population" in data["stages"][1]["open_points"]


async def test_a_pause_ends_with_any_word_and_nothing_is_lost(api: Api) -> None:
    talk = await at(api, "pause")
    await talk.say("Junge Familien sollen bleiben.")
    assert talk.understood["as"] == "answer"
    assert (await talk.answers())["kickoff.goals"] == (
        "answered",
        "Junge Familien sollen bleiben.",
    )
    talk.expect("kickoff.themes")


async def test_a_pause_says_where_it_goes_on_and_a_return_too(api: Api) -> None:
    talk = await at(api, "text")
    asked = talk.prompt["text"]
    await talk.say("Pause")
    assert talk.prompt is None
    assert asked in talk.heard
    await talk.say("Pause")
    assert talk.prompt is None
    await talk.say("weiter")
    talk.expect("kickoff.goals")
    assert "Kick-Off" in talk.heard
    assert asked in talk.heard


async def test_undo_takes_back_step_by_step(api: Api) -> None:
    talk = await Talk.begin(api)
    await talk.tell("kickoff.occasion", "Neustart", "new_start")
    await talk.tell("kickoff.goals", "Bleiben können")
    await talk.say("rückgängig")
    talk.expect("kickoff.goals")
    await talk.say("rückgängig")
    talk.expect("kickoff.occasion")
    assert await talk.answers() == {}
    await talk.say("rückgängig")
    assert "nichts" in talk.heard
    talk.expect("kickoff.occasion")


async def test_finish_closes_a_section_and_counts_what_stays_open(api: Api) -> None:
    talk = await at(api, "multiple")
    await talk.command("finish")
    talk.expect("kickoff.head_confirmed")
    assert "2 Fragen" in talk.heard
    stored = await talk.answers()
    assert stored["kickoff.themes"] == stored["kickoff.identity"] == ("skipped", None)


@pytest.mark.parametrize("text", ["fertig", "das war's", "keine weiteren", "Liste abschließen"])
async def test_finish_ends_a_list_at_its_more_question(api: Api, text: str) -> None:
    talk = await at(api, "more")
    await talk.say(text)
    talk.expect("kickoff.ages")


@pytest.mark.parametrize("text", ["fertig", "stimmt so", "ja, passt", "alles richtig"])
async def test_words_of_agreement_confirm_the_review(api: Api, text: str) -> None:
    talk = await at(api, "review")
    await talk.say(text)
    assert (await talk.statuses())["kickoff"] == "completed"
    assert talk.question.startswith("profile.")


async def test_a_no_at_the_review_asks_what_to_change(api: Api) -> None:
    talk = await at(api, "review")
    await talk.say("nein")
    talk.expect("kickoff.review")
    assert "ändern" in talk.heard
    assert (await talk.statuses())["kickoff"] == "in_progress"


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("den Ort ändern", "kickoff.place"),
        ("Ich möchte den Anlass ändern", "kickoff.occasion"),
        ("Die Koordination stimmt nicht, bitte ändern", "kickoff.coordinator"),
        ("das Datum ändern", "kickoff.date"),
        ("den Termin ändern", "kickoff.date"),
        ("das Budget ändern", "kickoff.budget"),
        ("die Einwohnerzahl ändern", "profile.population"),
    ],
)
async def test_edit_finds_what_is_named_in_the_stage_one_is_in(
    api: Api, text: str, question: str
) -> None:
    talk = await at(api, "review")
    await put(talk, "profile.population", 5573)
    await talk.say(text)
    assert talk.understood["name"] == "edit"
    talk.expect(question)


async def test_the_exact_label_wins_over_a_similar_name(api: Api) -> None:
    talk = await at(api, "done")
    await put(talk, "profile.population", 5573)
    await put(talk, "review.population_now", 5600)
    await talk.say("die Einwohnerzahl ändern")
    talk.expect("profile.population")


async def test_which_answer_is_meant_can_be_answered(api: Api) -> None:
    talk = await at(api, "text")
    await put(talk, "profile.population", 5573)
    await put(talk, "review.population_now", 5600)
    await talk.say("die Einwohnerzahl ändern")
    if not talk.is_at("profile.population"):
        assert "Welche meinen Sie?" in talk.heard
        await talk.say("Einwohnerzahl heute")
        talk.expect("review.population_now")


async def test_edit_without_a_name_asks_which_answer(api: Api) -> None:
    talk = await at(api, "multiple")
    await talk.say("ich möchte etwas ändern")
    assert talk.understood["name"] == "edit"
    assert "Welche Antwort" in talk.heard
    talk.expect("kickoff.themes")


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("zum Kommunalprofil", "profile"),
        ("Stufe 3", "workshop"),
        ("gehen wir zur vierten Stufe", "plan"),
        ("zur Halbzeitbilanz", "review"),
        ("ich möchte in die Zukunftswerkstatt", "workshop"),
    ],
)
async def test_goto_opens_the_stage_that_is_named(api: Api, text: str, stage: str) -> None:
    talk = await at(api, "text")
    await talk.say(text)
    assert talk.understood["name"] == "goto"
    assert talk.question.startswith(f"{stage}.")
    assert talk.reply["progress"]["stage"] == stage


async def test_deleting_everything_is_asked_first_and_done_after_a_yes(api: Api) -> None:
    talk = await at(api, "multiple")
    await talk.say("alle Daten löschen")
    assert "Grabow" in talk.heard
    assert talk.prompt["kind"] == "yes_no"
    await talk.say("nein")
    talk.expect("kickoff.themes")
    assert await talk.answers()
    await talk.command("delete")
    await talk.choose(True)
    assert talk.prompt is None
    response = await api.call("GET", "/api/chat")
    assert response.status == 401


async def test_only_who_founded_it_may_delete_everything(api: Api) -> None:
    await Talk.begin(api)
    response = await api.call("POST", "/api/invitations", {"role": "editor", "name": "Jan Adler"})
    code = (await response.json())["code"]
    response = await api.call("POST", "/api/sessions", {"code": code})
    other = Talk(api.signed_in((await response.json())["token"]))
    await other.look()
    await other.say("alle Daten löschen")
    other.expect("kickoff.occasion")
    assert "nur" in other.heard


async def test_what_cannot_be_deleted_is_not_deleted_and_not_stored(api: Api) -> None:
    talk = await at(api, "single")
    before = await talk.answers()
    await talk.say("das Einhorn löschen")
    talk.expect("profile.source")
    assert await talk.answers() == before


async def test_questions_of_their_own_are_answered_and_the_open_one_comes_back(api: Api) -> None:
    for place in QUESTIONS:
        talk = await at(api, place)
        before = talk.question
        await talk.say("Was bedeutet Demografie eigentlich?")
        assert talk.understood["as"] == "question", (place, talk.understood)
        assert talk.question == before
        assert talk.prompt["text"] in talk.texts[-1]


async def test_small_talk_is_answered_and_the_open_question_comes_back(api: Api) -> None:
    for place in QUESTIONS:
        for text in ("Guten Morgen!", "Vielen Dank"):
            talk = await at(api, place)
            before = talk.question
            await talk.say(text)
            assert talk.understood["as"] == "smalltalk", (place, text, talk.understood)
            assert talk.question == before
            assert talk.prompt["text"] in talk.texts[-1]


# Repeated failures


@pytest.mark.parametrize("place", ["single", "number", "date", "yes_no"])
async def test_failures_lead_to_an_example_then_to_a_way_out(api: Api, place: str) -> None:
    talk = await at(api, place)
    question, said = talk.question, []
    for _ in range(5):
        await talk.say("Schützenverein und Blaskapelle")
        assert talk.understood["as"] == "unclear"
        assert talk.question == question
        said.append(talk.texts)
    assert any(word in said[0][0] for word in ("zum Beispiel", "Ja oder ein Nein"))
    assert "So könnte eine Antwort aussehen" in said[1][0]
    assert talk.prompt["example"] in said[1][0]
    if talk.prompt.get("options"):
        assert all(o["title"] in "\n".join(said[1]) for o in talk.prompt["options"])
    for texts in said[2:]:
        assert "„weiß ich noch nicht“ oder „überspringen“" in texts[0]
        assert talk.prompt["why"] in texts[0]
    assert_not_thrice(said)


async def test_failures_at_a_multiple_choice_lead_to_a_way_out(api: Api) -> None:
    talk = await at(api, "multiple")
    for _ in range(3):
        await talk.say("xqzvw")
    assert "überspringen" in talk.heard
    talk.expect("kickoff.themes")


@every_question
async def test_nothing_is_said_three_times_in_a_row(api: Api, place: str) -> None:
    for text in ("????", "asdfgh qwertz", "hallo", "Wie wird das Wetter morgen?", "danke"):
        talk = await at(api, place)
        question, said = talk.question, []
        for _ in range(4):
            await talk.say(text)
            if talk.question != question:
                break
            said.append(talk.texts)
        assert_not_thrice(said)


def assert_not_thrice(said: list[list[str]]) -> None:
    """No sentence opens three replies in a row word by word; the way out may stay."""
    for first, second, third in zip(said, said[1:], said[2:], strict=False):
        assert not (first[0] == second[0] == third[0]), first[0]
        assert not (first == second == third), first


async def test_a_success_starts_the_count_of_failures_anew(api: Api) -> None:
    talk = await at(api, "number")
    await talk.say("viele")
    await talk.say("viele")
    await talk.tell("profile.population", "5573", 5573)
    await talk.say("etliche")
    assert "So könnte eine Antwort aussehen" not in talk.heard


async def test_commands_that_name_an_item_reach_it_from_another_stage(api: Api) -> None:
    talk = await at(api, "text")
    await new_item(talk, "plan.measures", title="Mitfahrbänke")
    await new_item(talk, "plan.measures", title="Gemeinde-App")
    await talk.say("die zweite Maßnahme löschen")
    assert "„Gemeinde-App“" in talk.heard
    await talk.say("ja")
    assert await talk.titles("plan.measures") == ["Mitfahrbänke"]
    talk.expect("kickoff.goals")
    await put(talk, "kickoff.goals", "Alle bleiben.")
