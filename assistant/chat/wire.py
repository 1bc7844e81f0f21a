"""Messages, prompt and progress as the contract writes them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from assistant.guide import walk
from assistant.guide.answers import display
from assistant.guide.choices import options_of
from assistant.guide.model import Option
from assistant.guide.prompts import Prompt
from assistant.process.dialogue.opened import open_prompt, open_stage
from assistant.process.record import Record
from assistant.process.turn import Turn, Utterance
from assistant.store.conversations import MessageRow

COMMAND_WORDS = {
    "start": "Anfangen",
    "back": "Zurück",
    "skip": "Überspringen",
    "unknown": "Weiß ich noch nicht",
    "why": "Warum fragen Sie das?",
    "example": "Beispiel",
    "overview": "Übersicht",
    "pause": "Später weitermachen",
    "resume": "Weitermachen",
    "edit": "Ändern",
    "undo": "Rückgängig",
    "help": "Hilfe",
    "methods": "Methoden",
    "figures": "Kennzahlen",
    "thread": "Roter Faden",
    "round": "Neue Runde",
    "exchange": "Andere Kommunen",
    "delegate": "Weitergeben",
    "withdraw": "Weitergabe zurücknehmen",
    "waiting": "Was bei anderen liegt",
    "mine": "Für mich offen",
    "news": "Was ist neu?",
    "present": "Wer ist gerade hier?",
    "note": "Anmerkung",
    "notes": "Anmerkungen",
    "accept": "Vorschlag annehmen",
    "decline": "Vorschlag ablehnen",
    "documents": "Unterlagen",
    "goto": "Stufe wechseln",
    "finish": "Fertig",
    "advice": "Beratung von außen",
    "delete": "Löschen",
    "add": "Hinzufügen",
    "move": "Verschieben",
    "repeat": "Frage wiederholen",
    "plain": "Einfache Sprache",
}


def rows_of(said: Sequence[Utterance], at: datetime) -> list[MessageRow]:
    """What the assistant says as rows of the transcript."""
    return [MessageRow(uuid.uuid4().hex, "assistant", u.text, at, u.kind, u.data) for u in said]


def own_row(message_id: str, turn: Turn, record: Record, at: datetime) -> MessageRow:
    """The member's own message: what she typed, or in words what she chose."""
    data = {"question": turn.answered} if turn.answered else None
    return MessageRow(message_id, "member", own_text(turn, record), at, "text", data)


def own_text(turn: Turn, record: Record) -> str:
    """What a member's message reads as in the transcript."""
    if turn.command is not None:
        return COMMAND_WORDS[turn.command.name]
    if turn.answer is not None:
        return _answer_words(turn, record)
    return turn.text


def _answer_words(turn: Turn, record: Record) -> str:
    assert turn.answer is not None
    value = turn.answer.value
    if isinstance(value, bool):
        return "Ja" if value else "Nein"
    try:
        question = record.place(turn.answer.question).question
        shown = display(question, options_of(question, record.guide, record.state), value)
    except (LookupError, TypeError, ValueError, OverflowError):
        shown = str(value)
    return shown or "keine Angabe"


def message_data(row: MessageRow) -> dict[str, Any]:
    """One message."""
    data: dict[str, Any] = {
        "id": row.id,
        "from": row.sender,
        "text": row.text,
        "at": row.at.isoformat(),
        "kind": row.kind,
    }
    if row.data:
        data["data"] = row.data
    return data


def prompt_data(prompt: Prompt | None) -> dict[str, Any] | None:
    """The open question."""
    if prompt is None:
        return None
    data: dict[str, Any] = {
        "question": prompt.question,
        "stage": prompt.stage,
        "section": prompt.section,
        "text": prompt.text,
        "why": prompt.why,
        "help": prompt.help,
        "example": prompt.example,
        "plain": prompt.plain,
        "kind": prompt.kind,
        "required": prompt.required,
        "allow_unknown": prompt.allow_unknown,
        "revision": prompt.revision,
    }
    if prompt.kind in ("single", "multiple"):
        data["options"] = options_data(prompt.options)
    for name in ("min", "max", "unit", "current"):
        value = getattr(prompt, name)
        if value is not None:
            data[name] = value
    return data


def options_data(options: Sequence[Option]) -> list[dict[str, str]]:
    """The options of a choice."""
    return [
        {"value": o.value, "title": o.title, **({"hint": o.hint} if o.hint else {})}
        for o in options
    ]


def progress_data(record: Record) -> dict[str, Any]:
    """How far the current stage and the whole are."""
    stage = open_stage(record)
    far = walk.progress(record.guide, record.state, stage)
    stages = len(record.guide.stages)
    done = len(record.state.completed)
    here = 0.0
    if stage.id not in record.state.completed and far.total:
        here = far.answered / far.total
    return {
        "stage": stage.id,
        "stage_number": record.guide.number(stage.id),
        "stages": stages,
        "answered": far.answered,
        "total": far.total,
        "exact": far.exact,
        "overall": round(min(1.0, (done + here) / stages), 4),
    }


def state_data(record: Record) -> dict[str, Any]:
    """Prompt and progress together."""
    return {"prompt": prompt_data(open_prompt(record)), "progress": progress_data(record)}
