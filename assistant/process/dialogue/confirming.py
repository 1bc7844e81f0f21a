"""Settles a question back: an implausible answer, a deletion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.guide.answers import Problem, display, parse_text
from assistant.guide.choices import options_of
from assistant.guide.state import Value
from assistant.guide.walk import find_step, next_step
from assistant.language.choices import Choice, parse_choices
from assistant.language.yes_no import parse_yes_no
from assistant.process.dialogue.leaving import leave
from assistant.process.dialogue.own_tables import settle_table
from assistant.process.dialogue.pending import Pending
from assistant.process.dialogue.place import choose_place, take_from_register
from assistant.process.dialogue.remarks import settle_offer
from assistant.process.dialogue.rounds import settle_round
from assistant.process.dialogue.several import store_several
from assistant.process.phrases import say
from assistant.store.processes import set_key

if TYPE_CHECKING:
    from assistant.process.dialogue.dialogue import Dialogue


def confirm_text(dialogue: Dialogue, pending: Pending, text: str) -> None:
    """A typed yes or no; to a doubted value also the right one at once."""
    if pending.options:
        choices = [Choice(option["value"], option["title"]) for option in pending.options]
        chosen = parse_choices(text, choices).values
        confirm_value(dialogue, pending, chosen[0] if len(chosen) == 1 else None)
        return
    confirmed = parse_yes_no(text)
    if pending.kind == "check" and confirmed is not True:
        place = dialogue.record.place(pending.about)
        options = options_of(place.question, dialogue.guide, dialogue.state)
        parsed = parse_text(place.question, options, text, dialogue.today)
        if not isinstance(parsed, Problem):
            dialogue.record.position.pending = None
            dialogue.accept(pending.about, parsed.value, parsed.left_over)
            return
    if confirmed is None:
        dialogue.understood("unclear")
        dialogue.add(say("confirm_expected"), "error")
        dialogue.ask_again()
        return
    settle(dialogue, pending, confirmed)


def confirm_value(dialogue: Dialogue, pending: Pending, value: Value) -> None:
    """A yes or no from a control, or one of the options."""
    values = [option["value"] for option in pending.options]
    if value not in values if values else not isinstance(value, bool):
        dialogue.understood("unclear")
        expected = "place_expected" if pending.options else "confirm_expected"
        dialogue.add(say(expected), "error")
        dialogue.ask_again()
        return
    if isinstance(value, str):
        dialogue.understood("answer", value=value)
        dialogue.record.position.pending = None
        choose_place(dialogue, value)
        return
    settle(dialogue, pending, value is True)


def settle(dialogue: Dialogue, pending: Pending, confirmed: bool) -> None:
    """Does what was asked back, or leaves it."""
    dialogue.understood("answer", value=confirmed)
    dialogue.record.position.pending = None
    if pending.kind == "check":
        _settle_check(dialogue, pending, confirmed)
    elif pending.kind == "several":
        if confirmed:
            store_several(dialogue, pending.about)
        else:
            dialogue.say("check_denied", "acknowledgement")
            dialogue.ask_again()
    elif pending.kind == "register":
        if confirmed:
            take_from_register(dialogue, pending.about)
        else:
            dialogue.say("register_refused", "acknowledgement")
            dialogue.ask_again()
    elif pending.kind == "note":
        settle_offer(dialogue, pending.about, confirmed)
    elif pending.kind == "round":
        settle_round(dialogue, confirmed)
    elif pending.kind == "table":
        settle_table(dialogue, pending.about, confirmed)
    elif pending.kind == "key":
        dialogue.say("noted" if confirmed else "key_later", "acknowledgement")
        dialogue.ask_again()
    elif pending.kind == "key_of_other":
        if not confirmed:
            set_key(dialogue.record.connection, dialogue.record.process.id, None)
        dialogue.say("noted" if confirmed else "key_dropped", "acknowledgement")
        dialogue.ask_again()
    elif not confirmed:
        dialogue.say("delete_cancelled", "acknowledgement")
        dialogue.ask_again()
    elif pending.kind == "delete_person":
        leave(dialogue)
    elif pending.kind == "delete_item":
        collection, _, item = pending.about.rpartition(".")
        delete_item(dialogue, collection, item)
    else:
        name = dialogue.state.name
        dialogue.say("deleted_process", "acknowledgement", municipality=name)
        dialogue.turn.ends_process = True


def _settle_check(dialogue: Dialogue, pending: Pending, confirmed: bool) -> None:
    place = dialogue.record.place(pending.about)
    if confirmed:
        value = display(place.question, (), dialogue.state.value(pending.about))
        dialogue.say("check_confirmed", "acknowledgement", value=value)
        is_open = pending.about == dialogue.record.position.question
        dialogue.move_on(pending.about, is_open)
        return
    dialogue.record.store(pending.about, None, "withdrawn")
    dialogue.say("check_denied", "acknowledgement")
    step = find_step(dialogue.guide, dialogue.state, place.stage, pending.about)
    if step is not None:
        dialogue.go_to(step, dialogue.stage())


def delete_item(dialogue: Dialogue, collection: str, item: str) -> None:
    """Takes the item out and goes on, where its questions were open with what follows."""
    from assistant.guide.choices import item_title

    title = item_title(dialogue.guide, dialogue.state, collection, item) or "Der Eintrag"
    question = dialogue.record.position.question or ""
    dialogue.record.delete_item(collection, item)
    dialogue.say("deleted_item", "acknowledgement", title=title)
    if f".{item}." not in question:
        dialogue.ask_again()
        return
    dialogue.record.position.return_to = None
    stage = dialogue.stage()
    dialogue.go_to(next_step(dialogue.guide, dialogue.state, stage), stage)
