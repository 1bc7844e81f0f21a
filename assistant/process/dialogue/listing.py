"""Commands about the entries of lists: delete, add, move, and when they are no commands at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.guide.choices import item_title
from assistant.guide.model import Collection
from assistant.guide.targets import (
    ItemTarget,
    find_collections,
    find_items,
    find_questions,
    find_stage,
)
from assistant.language.ordinals import parse_ordinal
from assistant.language.spelling import fold
from assistant.process.dialogue.delegating import names_nobody
from assistant.process.dialogue.leaving import ask_to_leave, means_own_data
from assistant.process.dialogue.pending import Pending
from assistant.process.phrases import say
from assistant.process.turn import Command
from assistant.store.processes import Member

if TYPE_CHECKING:
    from assistant.process.dialogue.dialogue import Dialogue

EVERYTHING = re.compile(r"\b(alle|alles|saemtliche|komplett\w*|gesamt\w*|ganze[sn]?|vorhaben)\b")
NAMING_WORDS = 3
UPWARD = re.compile(r"\b(nach oben|hoeher|hoch|rauf|vor)\b")


def is_rather_an_answer(dialogue: Dialogue, command: Command) -> bool:
    """Whether a typed command names nothing there is, at a question that takes any text.

    "Den Fahrplan ändern" is a measure, not a wish to change the answer "Fahrplan" nobody gave.
    """
    step = dialogue.step()
    if step is None or dialogue.pending() or step.question.kind not in ("text", "list"):
        return False
    if len(command.text.split()) < NAMING_WORDS:
        return False
    here = dialogue.stage()
    if command.name == "delegate":
        return names_nobody(dialogue, command.text)
    if command.name == "edit":
        return not find_questions(dialogue.guide, dialogue.state, command.text, here)
    if command.name == "goto":
        return find_stage(dialogue.guide, command.text) is None
    if command.name == "add":
        return step.item is None and not find_collections(dialogue.guide, command.text, here)
    if command.name in ("delete", "move"):
        own = means_own_data(command.text)
        everything = own or EVERYTHING.search(fold(command.text)) is not None
        lists = find_collections(dialogue.guide, command.text, here)
        items = find_items(dialogue.guide, dialogue.state, command.text, here)
        return not (items or lists or (everything and command.name == "delete"))
    return False


def delete(dialogue: Dialogue, command: Command) -> None:
    """Asks before an item or the whole process is deleted."""
    record = dialogue.record
    if command.item:
        target = _find_item(dialogue, command.item)
        targets = [target] if target else []
    elif command.text:
        targets = find_items(dialogue.guide, dialogue.state, command.text, dialogue.stage())
        if not targets and means_own_data(command.text):
            ask_to_leave(dialogue)
            return
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
        elif not _list_what_there_is(dialogue, command.text):
            dialogue.say("delete_which", "hint")
        dialogue.ask_again()
        return
    target = targets[0]
    name = f"{target.collection.name}.{target.item}"
    text = say("delete_item_asked", title=target.title)
    record.position.paused = False
    why = say("delete_item_why")
    dialogue.ask_back(Pending("delete_item", f"{name}.delete", text, why, name))


def _list_what_there_is(dialogue: Dialogue, text: str) -> bool:
    """Names the items of a list that was named with a number it does not have."""
    collections = find_collections(dialogue.guide, text, dialogue.stage())
    items = dialogue.state.items.get(collections[0].name, ()) if len(collections) == 1 else ()
    if not items:
        return False
    found = [_find_item(dialogue, item) for item in items]
    titles = ", ".join(f"„{target.title}“" for target in found if target)
    plural = collections[0].plural
    dialogue.say("delete_number", "hint", plural=plural, count=len(items), titles=titles)
    return True


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
    figure = re.search(r"\b(?:stelle|platz|position) (\d+)", text)
    number = parse_ordinal(place.group(0)) if place else None
    if figure:
        number = int(figure.group(1))
    if number is not None:
        return max(0, min(count - 1, number - 1 if number > 0 else count + number))
    up = UPWARD.search(text) is not None
    if re.search(r"\b(ganz|anfang|ende)\b", text):
        return 0 if up or "anfang" in text else count - 1
    return max(0, here - 1) if up else min(count - 1, here + 1)
