"""One action for each kind of message; the rules in `data/rules/` say which intent is which."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from assistant.process.dialogue import entry
from assistant.process.dialogue.dialogue import Dialogue


def _speak(
    dispatcher: CollectingDispatcher, tracker: Tracker, act: Callable[[Dialogue], None]
) -> list[dict[str, Any]]:
    text = tracker.latest_message.get("text") or ""
    with entry.open_dialogue(tracker.sender_id, text) as dialogue:
        act(dialogue)
        for said in dialogue.turn.said:
            dispatcher.utter_message(text=said.text, kind=said.kind, data=said.data)
    return []


def _intent_suffix(tracker: Tracker) -> str:
    """What stands behind the kind in an intent's name: "back" in "command_back"."""
    return str(tracker.latest_message["intent"]["name"]).partition("_")[2]


class ActionAnswer(Action):  # type: ignore[misc]
    """Stores an answer and asks the next question."""

    def name(self) -> str:
        return "action_answer"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        doubt = tracker.latest_message["intent"].get("doubt")
        return _speak(dispatcher, tracker, lambda dialogue: entry.run_answer(dialogue, doubt))


class ActionCommand(Action):  # type: ignore[misc]
    """Does what a command says."""

    def name(self) -> str:
        return "action_command"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        command = _intent_suffix(tracker)
        return _speak(dispatcher, tracker, lambda dialogue: entry.run_command(dialogue, command))


class ActionCorrection(Action):  # type: ignore[misc]
    """Changes the last answer."""

    def name(self) -> str:
        return "action_correction"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        return _speak(dispatcher, tracker, entry.run_correction)


class ActionQuestion(Action):  # type: ignore[misc]
    """Answers a question and asks the open one again."""

    def name(self) -> str:
        return "action_question"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        return _speak(dispatcher, tracker, entry.run_question)


class ActionSmalltalk(Action):  # type: ignore[misc]
    """Replies to small talk."""

    def name(self) -> str:
        return "action_smalltalk"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        topic = _intent_suffix(tracker)
        return _speak(dispatcher, tracker, lambda dialogue: entry.run_smalltalk(dialogue, topic))


class ActionUnclear(Action):  # type: ignore[misc]
    """Says that it did not understand, and how to go on."""

    def name(self) -> str:
        return "action_unclear"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        return _speak(dispatcher, tracker, entry.run_unclear)
