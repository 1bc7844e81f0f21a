"""Commands that change answers: edit, correct, undo."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.guide.answers import Parsed, Problem, check_value, display, parse_text
from assistant.guide.choices import item_title, options_of
from assistant.guide.model import Option
from assistant.guide.targets import (
    find_questions,
)
from assistant.guide.walk import Step, find_step
from assistant.language.numbers import format_number, parse_correction
from assistant.process.dialogue.navigating import first_open
from assistant.process.dialogue.summaries import answered_steps, shown_answer, step_label
from assistant.process.record import status_of
from assistant.process.rounds.model import Round, last_round
from assistant.process.rounds.undoing import made, undo_round
from assistant.process.turn import Command
from assistant.store.answers import find_revision, last_revision
from assistant.store.items import last_deleted

if TYPE_CHECKING:
    from assistant.process.dialogue.dialogue import Dialogue

INSTEAD = re.compile(r"\s+(statt|anstatt|und nicht|nicht)\s+", re.IGNORECASE)
CORRECTION = re.compile(
    r"^\s*(nein|nee|noe|nö|halt|moment|sorry|entschuldigung|korrektur|quatsch|falsch|stimmt nicht"
    r"|ich meinte|ich meine|gemeint (war|ist)|das (war|ist) falsch|vielmehr|sondern|es sind|es ist"
    r"|richtig (ist|wäre))\b[\s,:;.–-]*",
    re.IGNORECASE,
)


def edit(dialogue: Dialogue, command: Command) -> None:
    """Opens an earlier answer for change; then goes back to where one was."""
    if command.question:
        place = dialogue.record.place(command.question)
        step = find_step(dialogue.guide, dialogue.state, place.stage, command.question)
        found = [step] if step else []
        if not found:
            dialogue.say("edit_not_asked", "hint")
            dialogue.ask_again()
            return
    else:
        # When nothing is open, no stage is nearer than another: the exact label decides.
        here = dialogue.stage() if dialogue.record.position.question else None
        found = find_questions(dialogue.guide, dialogue.state, command.text, here)
        answered = [step for step in found if dialogue.state.answer(step.id)]
        found = answered if len(found) > 1 and answered else found
    if len(found) != 1:
        _ask_which(dialogue, found)
        return
    step = found[0]
    position = dialogue.record.position
    position.pending = None
    if step.id != position.question and position.question is not None:
        position.return_to = position.return_to or position.question
    dialogue.say("edit", "acknowledgement", label=step_label(dialogue, step))
    dialogue.go_to(step, step.stage)


def _ask_which(dialogue: Dialogue, found: list[Step]) -> None:
    if found:
        labels = ", ".join(f"„{step_label(dialogue, step)}“" for step in found[:6])
        dialogue.say("edit_which_of", "hint", labels=labels)
    else:
        given = answered_steps(dialogue, dialogue.stage())
        sample = given[0].question.label if given else "Termin"
        dialogue.say("edit_which", "hint", example=f"{sample}")
    dialogue.ask_again()


def correct(dialogue: Dialogue, text: str) -> None:
    """A correction in passing ("nein, 12.400 statt 12.300") changes the member's last answer."""
    last = last_revision(dialogue.record.connection, dialogue.record.member.id)
    place = dialogue.record.place(last.question) if last else None
    step = (
        find_step(dialogue.guide, dialogue.state, place.stage, last.question)
        if last and place and dialogue.state.answer(last.question)
        else None
    )
    if step is None or step.role != "question":
        dialogue.answer_text(text)
        return
    options = options_of(step.question, dialogue.guide, dialogue.state)
    parsed = _corrected(dialogue, step, options, text)
    if isinstance(parsed, Problem):
        dialogue.answer_text(text)
        return
    dialogue.record.store(step.id, parsed.value)
    dialogue.understood("answer", value=parsed.value)
    shown = display(step.question, options, parsed.value)
    dialogue.say("corrected", "acknowledgement", label=step.question.label, value=shown)
    dialogue.ask_again()


def _corrected(
    dialogue: Dialogue, step: Step, options: Sequence[Option], text: str
) -> Parsed | Problem:
    """The last answer with what was taken back: "… statt …" changes a part of a text or list."""
    question = step.question
    number = parse_correction(text) if question.kind == "number" else None
    if number is not None:
        return parse_text(question, options, format_number(number.value), dialogue.today)
    rest = CORRECTION.sub("", CORRECTION.sub("", text)).strip()
    right, instead, wrong = INSTEAD.split(rest, 1) if INSTEAD.search(rest) else (rest, "", "")
    right, wrong = right.strip(" ,.;"), wrong.strip(" ,.;")
    if not instead:
        return parse_text(question, options, rest, dialogue.today)
    value = dialogue.state.value(step.id)
    if question.kind == "text" and isinstance(value, str):
        return check_value(question, options, _replaced(value, wrong, right))
    if question.kind == "list" and isinstance(value, list):
        return check_value(question, options, [_replaced(v, wrong, right) for v in value])
    if question.kind == "multiple" and isinstance(value, list):
        gone = parse_text(question, options, wrong, dialogue.today)
        new = parse_text(question, options, right, dialogue.today)
        if isinstance(gone, Parsed) and isinstance(new, Parsed):
            taken = gone.value if isinstance(gone.value, list) else []
            added = new.value if isinstance(new.value, list) else []
            return check_value(question, options, [v for v in value if v not in taken] + added)
    return parse_text(question, options, right, dialogue.today)


def _replaced(text: str, wrong: str, right: str) -> str:
    """A text with the wrong part replaced; all of it when the wrong part does not stand in it."""
    pattern = re.compile(re.escape(wrong), re.IGNORECASE)
    return pattern.sub(lambda _: right, text) if wrong and pattern.search(text) else right


def undo(dialogue: Dialogue, command: Command) -> None:
    """Takes back the member's last change: an answer, a new round, or the deletion of an item."""
    record = dialogue.record
    last = last_revision(record.connection, record.member.id)
    deleted = last_deleted(record.connection, record.process.id, record.member.id)
    revision = (
        find_revision(record.connection, record.process.id, last.question, last.revision)
        if last
        else None
    )
    kept = last_round(record.connection, record.process.id)
    changed = [at for at in (revision and revision.at, deleted and deleted[2]) if at]
    if kept and changed and max(changed) < kept.at:
        # Undone, it would come up again in the new round.
        dialogue.say("round_before", "hint")
        dialogue.ask_again()
        return
    if deleted and (revision is None or deleted[2] > revision.at):
        record.restore_item(deleted[0], deleted[1])
        title = item_title(dialogue.guide, dialogue.state, deleted[0], deleted[1])
        dialogue.say("undone_item", "acknowledgement", title=title or "Der Eintrag")
        dialogue.ask_again()
        return
    if kept and last and made(kept, last):
        _undo_round(dialogue, kept)
        return
    if last is None:
        dialogue.say("undo_nothing", "hint")
        dialogue.ask_again()
        return
    before = find_revision(record.connection, record.process.id, last.question, last.revision - 1)
    if before is None:
        record.store(last.question, None, "withdrawn", undoes=last.number)
    else:
        record.store(last.question, before.value, status_of(before), undoes=last.number)
    record.position.pending = None
    _say_undone(dialogue, last.question)


def _undo_round(dialogue: Dialogue, kept: Round) -> None:
    """The beginning of a round is many changes: they are taken back together, or none of them."""
    record = dialogue.record
    if not undo_round(record, kept):
        dialogue.say("round_not_undone", "hint")
        dialogue.ask_again()
        return
    dialogue.say("round_undone", "acknowledgement")
    record.position.pending = record.position.return_to = None
    record.at(None)
    first_open(dialogue)


def _say_undone(dialogue: Dialogue, question: str) -> None:
    place = dialogue.record.place(question)
    label = place.question.label
    step = find_step(dialogue.guide, dialogue.state, place.stage, question)
    if step is not None and dialogue.state.value(question) is not None:
        shown = shown_answer(dialogue, step)
        dialogue.say("undone", "acknowledgement", label=label, value=shown)
        dialogue.ask_again()
        return
    dialogue.say("undone_open", "acknowledgement", label=label)
    if step is not None:
        dialogue.go_to(step, step.stage)
    else:
        dialogue.go_on()
