"""Commands that change what is there: edit, correct, undo, delete, add, move."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.guide.answers import Problem, display, parse_text
from assistant.guide.choices import item_title, options_of
from assistant.guide.model import Collection
from assistant.guide.targets import ItemTarget, find_collections, find_items, find_questions
from assistant.guide.walk import Step, find_step
from assistant.language.numbers import format_number, parse_correction
from assistant.language.ordinals import parse_ordinal
from assistant.language.spelling import fold
from assistant.process.dialogue.pending import Pending
from assistant.process.dialogue.summaries import answered_steps, shown_answer, step_label
from assistant.process.phrases import say
from assistant.process.record import status_of
from assistant.process.turn import Command
from assistant.store.answers import find_revision, last_revision
from assistant.store.items import last_deleted
from assistant.store.processes import Member

if TYPE_CHECKING:
    from assistant.process.dialogue.dialogue import Dialogue

EVERYTHING = re.compile(r"\b(alle|alles|saemtliche|komplett\w*|gesamt\w*|ganze[sn]?|vorhaben)\b")
CORRECTION = re.compile(
    r"^\s*(nein|nee|noe|nö|halt|moment|sorry|entschuldigung|korrektur|quatsch|falsch|stimmt nicht"
    r"|ich meinte|ich meine|gemeint (war|ist)|das (war|ist) falsch|vielmehr|sondern|es sind|es ist"
    r"|richtig (ist|wäre))\b[\s,:;.–-]*",
    re.IGNORECASE,
)
UPWARD = re.compile(r"\b(nach oben|hoeher|hoch|rauf|vor)\b")


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
        found = find_questions(dialogue.guide, dialogue.state, command.text, dialogue.stage())
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
        if last and place
        else None
    )
    if step is None or step.role != "question":
        dialogue.answer_text(text)
        return
    options = options_of(step.question, dialogue.guide, dialogue.state)
    number = parse_correction(text) if step.question.kind == "number" else None
    rest = format_number(number.value) if number else CORRECTION.sub("", CORRECTION.sub("", text))
    parsed = parse_text(step.question, options, rest, dialogue.today)
    if isinstance(parsed, Problem):
        dialogue.answer_text(text)
        return
    dialogue.record.store(step.id, parsed.value)
    dialogue.understood("answer", value=parsed.value)
    shown = display(step.question, options, parsed.value)
    dialogue.say("corrected", "acknowledgement", label=step.question.label, value=shown)
    dialogue.ask_again()


def undo(dialogue: Dialogue, command: Command) -> None:
    """Takes back the member's last change: an answer, or the deletion of an item."""
    record = dialogue.record
    last = last_revision(record.connection, record.member.id)
    deleted = last_deleted(record.connection, record.process.id, record.member.id)
    revision = (
        find_revision(record.connection, record.process.id, last.question, last.revision)
        if last
        else None
    )
    if deleted and (revision is None or deleted[2] > revision.at):
        record.restore_item(deleted[0], deleted[1])
        title = item_title(dialogue.guide, dialogue.state, deleted[0], deleted[1])
        dialogue.say("undone_item", "acknowledgement", title=title or "Der Eintrag")
        dialogue.ask_again()
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


def delete(dialogue: Dialogue, command: Command) -> None:
    """Asks before an item or the whole process is deleted."""
    record = dialogue.record
    if command.item:
        target = _find_item(dialogue, command.item)
        targets = [target] if target else []
    elif command.text:
        targets = find_items(dialogue.guide, dialogue.state, command.text, dialogue.stage())
        if not targets and EVERYTHING.search(fold(command.text)):
            _ask_delete_process(dialogue)
            return
    else:
        _ask_delete_process(dialogue)
        return
    if len(targets) != 1:
        titles = ", ".join(f"„{target.title}“" for target in targets[:6])
        if targets:
            dialogue.say("delete_which_of", "hint", titles=titles)
        else:
            dialogue.say("delete_which", "hint")
        dialogue.ask_again()
        return
    target = targets[0]
    name = f"{target.collection.name}.{target.item}"
    text = say("delete_item_asked", title=target.title)
    record.position.paused = False
    why = say("delete_item_why")
    dialogue.ask_back(Pending("delete_item", f"{name}.delete", text, why, name))


def _ask_delete_process(dialogue: Dialogue) -> None:
    if not may_delete_process(dialogue.record.member):
        dialogue.say("delete_founder_only", "hint")
        dialogue.ask_again()
        return
    dialogue.record.position.paused = False
    text = say("delete_process_asked", municipality=dialogue.state.name)
    why = say("delete_process_why")
    dialogue.ask_back(Pending("delete_process", "process.delete", text, why))


def may_delete_process(member: Member) -> bool:
    """Only who founded it may delete everything."""
    return member.role == "founder"


def _find_item(dialogue: Dialogue, item: str) -> ItemTarget | None:
    for section in dialogue.guide.collections().values():
        collection = section.collection
        assert collection is not None
        if item in dialogue.state.items.get(collection.name, ()):
            title = item_title(dialogue.guide, dialogue.state, collection.name, item)
            return ItemTarget(collection, item, title or collection.singular)
    return None


def add(dialogue: Dialogue, command: Command) -> None:
    """One more item: of the list that is named, or of the one that is open."""
    collections = find_collections(dialogue.guide, command.text, dialogue.stage())
    step = dialogue.step()
    if not collections and step and step.section.collection and step.section.collection.more:
        collections = [step.section.collection]
    if len(collections) != 1:
        names = ", ".join(_with_article(c) for c in collections or _own_collections(dialogue))
        dialogue.say("add_which", "hint", collections=names or "hier nichts")
        dialogue.ask_again()
        return
    collection = collections[0]
    if len(dialogue.state.items.get(collection.name, ())) >= collection.at_most:
        dialogue.say("add_full", "hint", count=collection.at_most)
        dialogue.ask_again()
        return
    position = dialogue.record.position
    here = step.section.collection if step else None
    if position.question and here is not collection:
        position.return_to = position.return_to or position.question
    position.pending = None
    dialogue.record.store(f"{collection.name}.more", True)
    dialogue.understood("command", "add")
    dialogue.add(
        say("add", article=_one_more(collection), singular=collection.singular), "acknowledgement"
    )
    dialogue.begin_item(dialogue.record.place(f"{collection.name}.more"))


def _own_collections(dialogue: Dialogue) -> list[Collection]:
    own = [s.collection for s in dialogue.stage().sections if s.collection]
    return [collection for collection in own if collection.more]


def _with_article(collection: Collection) -> str:
    return f"{'eine' if collection.gender == 'f' else 'ein'} {collection.singular}"


def _one_more(collection: Collection) -> str:
    return "noch " + {"f": "eine", "m": "ein", "n": "ein"}[collection.gender]


def move(dialogue: Dialogue, command: Command) -> None:
    """Moves an item up, down, or to a place in its list."""
    named = find_items(dialogue.guide, dialogue.state, command.text, dialogue.stage())
    if len(named) != 1:
        dialogue.say("move_which", "hint")
        dialogue.ask_again()
        return
    target = named[0]
    ids = list(dialogue.state.items[target.collection.name])
    here = ids.index(target.item)
    there = _destination(fold(command.text), here, len(ids))
    ids.insert(there, ids.pop(here))
    dialogue.record.order_items(target.collection.name, ids)
    text = say("moved", title=target.title, number=there + 1, count=len(ids))
    dialogue.add(text, "acknowledgement")
    dialogue.ask_again()


def _destination(text: str, here: int, count: int) -> int:
    """Where an item goes, from 0: "an Stelle 1", "ganz nach oben", "nach unten"."""
    place = re.search(r"\b(?:an|auf) (?:die )?(?:stelle|platz|position|erste|letzte)\b.*", text)
    number = parse_ordinal(place.group(0)) if place else None
    if number is not None:
        return max(0, min(count - 1, number - 1 if number > 0 else count + number))
    up = UPWARD.search(text) is not None
    if re.search(r"\b(ganz|anfang|ende)\b", text):
        return 0 if up or "anfang" in text else count - 1
    return max(0, here - 1) if up else min(count - 1, here + 1)
