"""Where Rasa's actions enter: opens the dialogue of a sender and hands it the message."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import wraps

from assistant.process.dialogue import (
    delegating,
    editing,
    exchange,
    explaining,
    figures,
    leading,
    listing,
    methods,
    navigating,
    news,
    papers,
    remarks,
    rounds,
    thread,
)
from assistant.process.dialogue.asked import answer_question
from assistant.process.dialogue.dialogue import Dialogue
from assistant.process.dialogue.greeting import greet_founder
from assistant.process.offers import load_full_guide
from assistant.process.record import Record
from assistant.process.refusals import ReadOnlyError
from assistant.process.sign_in import trial_member
from assistant.process.turn import Command, Turn, current_turn
from assistant.settings import read_settings
from assistant.store.database import transaction
from assistant.store.processes import find_member

COMMANDS: Mapping[str, Callable[[Dialogue, Command], None]] = {
    "start": navigating.start,
    "back": navigating.back,
    "skip": navigating.skip,
    "unknown": navigating.unknown,
    "pause": navigating.pause,
    "resume": navigating.resume,
    "overview": navigating.overview,
    "goto": navigating.goto,
    "finish": navigating.finish,
    "why": explaining.why,
    "example": explaining.example,
    "help": explaining.explain,
    "repeat": explaining.repeat,
    "plain": explaining.plain,
    "methods": methods.methods,
    "figures": figures.show,
    "thread": thread.thread,
    "round": rounds.rounds,
    "exchange": exchange.exchange,
    "delegate": delegating.delegate,
    "withdraw": delegating.withdraw,
    "waiting": delegating.waiting,
    "mine": leading.mine,
    "news": news.news,
    "present": news.present,
    "note": remarks.note,
    "notes": remarks.notes,
    "accept": remarks.accept,
    "decline": remarks.decline,
    "documents": papers.documents,
    "edit": editing.edit,
    "undo": editing.undo,
    "delete": listing.delete,
    "add": listing.add,
    "move": listing.move,
}
# How a command is said so that it is understood for sure.
COMMAND_EXAMPLES = {
    "back": "zurück",
    "skip": "überspringen",
    "unknown": "weiß ich noch nicht",
    "overview": "Übersicht",
    "methods": "welche Methoden passen?",
    "figures": "Kennzahlen zeigen",
    "thread": "zeig mir den roten Faden",
    "exchange": "welche Kommunen sind uns ähnlich?",
    "documents": "Dokumente",
    "pause": "Pause",
    "resume": "weiter",
    "finish": "fertig",
    "undo": "rückgängig",
    "edit": "das Datum ändern",
    "delete": "die zweite Maßnahme löschen",
    "goto": "zum Werkstattplan",
}


# Whoever moves on leaves a question back behind.
MOVING = ("back", "skip", "unknown", "goto", "finish", "edit", "add", "delete", "undo")


@contextmanager
def open_dialogue(sender: str, text: str) -> Iterator[Dialogue]:
    """The dialogue of a sender, stored at the end.

    Joins the open transaction and turn; in Rasa's stock commands there are none, and a sender
    nobody knows gets a trial process.
    """
    with transaction() as connection:
        turn = current_turn.get() or Turn(text=text)
        record = turn.record
        if record is None:
            member = find_member(connection, sender) or trial_member(connection, sender)
            record = Record(connection, load_full_guide(), member, lock=True)
        dialogue = Dialogue(record, turn, datetime.date.today())
        if record.position.question is None and record.position.turn == 1:
            greet_founder(dialogue)
        yield dialogue
        _ensure_open(dialogue)
        record.save_position()


def _ensure_open(dialogue: Dialogue) -> None:
    """Goes on where the open question is no longer asked, so that nobody is left without one."""
    position = dialogue.record.position
    lost = position.question is not None and dialogue.step() is None and not dialogue.pending()
    if lost and not dialogue.turn.ends:
        dialogue.go_on()


def _advising(act: Callable[..., None]) -> Callable[..., None]:
    """What an adviser may not do is said and the question asked again, never refused."""

    @wraps(act)
    def said(dialogue: Dialogue, *arguments: str | None) -> None:
        try:
            act(dialogue, *arguments)
        except ReadOnlyError:
            if not remarks.is_advising(dialogue):
                raise
            dialogue.record.position.pending = None
            dialogue.say("advise_only", "hint")
            dialogue.ask_again()

    return said


@_advising
def run_answer(dialogue: Dialogue, doubt: str | None = None) -> None:
    """An answer, typed or from a control. `doubt` is the command it might have been."""
    turn = dialogue.turn
    _end_pause(dialogue)
    if turn.answer is not None:
        dialogue.answer_value(turn.answer)
        return
    dialogue.answer_text(turn.text)
    if doubt and turn.understood.kind == "answer":
        dialogue.say("maybe_command", "hint", command=COMMAND_EXAMPLES.get(doubt, "Hilfe"))


@_advising
def run_command(dialogue: Dialogue, name: str) -> None:
    """A command by its name, typed or from a control."""
    command = dialogue.turn.command or Command(name, text=dialogue.turn.text)
    if dialogue.turn.command is None and listing.is_rather_an_answer(dialogue, command):
        run_answer(dialogue, name)
        return
    if name not in ("pause", "resume", "start"):
        _end_pause(dialogue)
    if name in MOVING:
        dialogue.record.position.pending = None
    if name == "advice":
        advise(dialogue)
    else:
        COMMANDS[name](dialogue, command)
    if name == "methods" and dialogue.turn.answered:
        return
    # Who does not understand is helped; that the help is the simple wording is our choice.
    dialogue.understood("command", "help" if name == "plain" else name)


@_advising
def run_correction(dialogue: Dialogue) -> None:
    """A correction in passing of the last answer."""
    _end_pause(dialogue)
    if dialogue.pending():
        dialogue.answer_text(dialogue.turn.text)
    else:
        editing.correct(dialogue, dialogue.turn.text)


def run_question(dialogue: Dialogue) -> None:
    """A question about the process or its terms."""
    _end_pause(dialogue)
    answer_question(dialogue, dialogue.turn.text)


def run_smalltalk(dialogue: Dialogue, topic: str) -> None:
    """Small talk."""
    explaining.smalltalk(dialogue, topic)


def run_unclear(dialogue: Dialogue) -> None:
    """What could not be understood."""
    _end_pause(dialogue)
    explaining.unclear(dialogue)


def advise(dialogue: Dialogue) -> None:
    """Names the contact the operator has set, or how to find outside advice."""
    contact = read_settings().advice_contact
    if contact:
        dialogue.say("advice_contact", "hint", contact=contact)
    else:
        dialogue.say("advice_none", "hint")
    dialogue.ask_again()


def _end_pause(dialogue: Dialogue) -> None:
    # Whoever writes goes on: a message after a pause is never lost and never refused.
    dialogue.record.position.paused = False
