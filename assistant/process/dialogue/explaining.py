"""Commands that explain the open question, and replies that are no commands at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.process.dialogue.noting import note_misunderstood
from assistant.process.phrases import say
from assistant.process.turn import Command

if TYPE_CHECKING:
    from assistant.process.dialogue.dialogue import Dialogue


def why(dialogue: Dialogue, command: Command) -> None:
    """Why we ask."""
    prompt = dialogue.prompt()
    if prompt is None:
        dialogue.say("why_nothing", "hint")
        return
    dialogue.add(prompt.why, "hint")
    dialogue.ask_again()


def example(dialogue: Dialogue, command: Command) -> None:
    """An example answer."""
    prompt = dialogue.prompt()
    if prompt is None:
        dialogue.say("why_nothing", "hint")
        return
    dialogue.say("example", "hint", example=prompt.example)
    dialogue.ask_again()


def explain(dialogue: Dialogue, command: Command) -> None:
    """Help with the open question, its options, and what one can say."""
    prompt = dialogue.prompt()
    if prompt is None:
        dialogue.say("help_nothing", "hint")
        return
    dialogue.add(say("help", help=prompt.help), "hint")
    options(dialogue)
    dialogue.ask_again()


def options(dialogue: Dialogue) -> None:
    """The options of the open question with their numbers, if it has any."""
    prompt = dialogue.prompt()
    if prompt and prompt.options:
        titles = ", ".join(f"({n}) {o.title}" for n, o in enumerate(prompt.options, 1))
        dialogue.say("options", "hint", options=titles)


def repeat(dialogue: Dialogue, command: Command) -> None:
    """The open question once more, with its options."""
    prompt = dialogue.prompt()
    if prompt is None:
        dialogue.say("why_nothing", "hint")
        return
    dialogue.add(prompt.text, "question", question=prompt.question)
    options(dialogue)


def plain(dialogue: Dialogue, command: Command) -> None:
    """The open question in Einfache Sprache."""
    prompt = dialogue.prompt()
    if prompt is None:
        dialogue.say("why_nothing", "hint")
        return
    dialogue.add(say("plain", plain=prompt.plain), "question", question=prompt.question)


def smalltalk(dialogue: Dialogue, topic: str) -> None:
    """A short reply, then the open question again."""
    dialogue.understood("smalltalk", topic)
    if topic == "greet":
        dialogue.record.position.paused = False
    dialogue.say(topic)
    if dialogue.record.position.paused:
        dialogue.say("pause_smalltalk", "hint")
    elif topic != "bye":
        dialogue.ask_again()


def unclear(dialogue: Dialogue) -> None:
    """Nonsense: says so each time in other words."""
    dialogue.understood("unclear")
    dialogue.record.position.failures += 1
    note_misunderstood(dialogue, dialogue.turn.text, "unclear")
    dialogue.add(say("unclear", dialogue.record.position.failures - 1), "error")
    dialogue.ask_again()
