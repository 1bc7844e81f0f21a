"""The first words: to who founds a process, who joins it, and who comes back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.guide import walk
from assistant.guide.walk import next_step
from assistant.process.dialogue.leading import begin, say_asked
from assistant.process.dialogue.news import greet_with_news
from assistant.process.dialogue.pending import Pending
from assistant.process.dialogue.place import ask_place, where
from assistant.process.dialogue.summaries import named, waiting_for
from assistant.process.phrases import say
from assistant.process.refusals import WRITING_ROLES
from assistant.process.together.delegating import asked_of, take_on_invited
from assistant.process.together.visits import mark_seen
from assistant.profile.search import same_name
from assistant.store.conversations import last_messages
from assistant.store.municipalities import Municipality, find_municipality

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from assistant.process.dialogue.dialogue import Dialogue

KEY_TYPES = {
    5: "Fünf Stellen hat der Schlüssel eines Landkreises.",
    8: "Acht Stellen hat der Schlüssel einer Gemeinde oder Stadt.",
}


def greet_founder(dialogue: Dialogue, places: Sequence[Municipality] = ()) -> None:
    """Welcome, what this is, and the first question.

    `places` are those of the register that the name may mean, where there is no key.
    """
    _welcome(dialogue, "welcome")
    _first_question(dialogue)
    if len(places) > 1:
        ask_place(dialogue, places)
    else:
        _doubt_key(dialogue)


def greet_joined(dialogue: Dialogue) -> None:
    """Welcome to who joins by invitation: where the process stands."""
    role = dialogue.record.member.role
    mark_seen(dialogue.record.position)
    take_on_invited(dialogue.record)
    reading = "joined_advising" if role == "adviser" else "joined_reading"
    _welcome(dialogue, "joined" if role in WRITING_ROLES else reading)
    asked = asked_of(dialogue.record)
    if asked:
        say_asked(dialogue, asked)
        begin(dialogue, asked)
    if dialogue.record.position.question is None:
        _first_question(dialogue)


def greet_again(dialogue: Dialogue) -> None:
    """Welcome back: where she was, what is still open."""
    person = dialogue.record.member.name
    if dialogue.record.position.question is None:
        done = len(dialogue.state.completed) == len(dialogue.guide.stages)
        dialogue.say("welcome_back_done" if done else "welcome_back_asked", person=person)
        _greet_with_others(dialogue)
        return
    dialogue.record.position.paused = False
    prompt = dialogue.prompt()
    text = prompt.text if prompt else ""
    stage = dialogue.stage()
    welcome = say(
        "welcome_back",
        person=person,
        stage=stage.title,
        question=text.rstrip("."),
        open=_open_points(dialogue),
    )
    dialogue.add(welcome, "text", greeting=True)
    _greet_with_others(dialogue)
    dialogue.ask_again()


def greet_briefly(dialogue: Dialogue) -> None:
    """To who was welcomed and has said nothing since: only what is new."""
    since = dialogue.record.position.seen_at
    greet_with_news(dialogue)
    mark_seen(dialogue.record.position, new_visit=True)
    asked = [one for one in asked_of(dialogue.record) if since is None or one.at > since]
    if asked:
        say_asked(dialogue, asked, button=True)


def _greet_with_others(dialogue: Dialogue) -> None:
    """What the others have done meanwhile, and what they ask of her."""
    greet_with_news(dialogue)
    mark_seen(dialogue.record.position, new_visit=True)
    asked = asked_of(dialogue.record)
    if asked:
        say_asked(dialogue, asked, button=True)


def already_welcomed(connection: Connection, member: str) -> bool:
    """Whether nothing was said since the last welcome: it need not be said again."""
    return any((row.data or {}).get("greeting") for row in last_messages(connection, member, 2))


def _welcome(dialogue: Dialogue, phrase: str) -> None:
    dialogue.say(phrase, person=dialogue.record.member.name, municipality=dialogue.state.name)


def _first_question(dialogue: Dialogue) -> None:
    for stage in dialogue.guide.stages:
        if stage.id not in dialogue.state.completed:
            dialogue.go_to(next_step(dialogue.guide, dialogue.state, stage))
            return
    dialogue.say("all_completed")


def _doubt_key(dialogue: Dialogue) -> None:
    """A key whose length does not fit the type is asked about, never refused."""
    process = dialogue.record.process
    if not process.ags:
        return
    expected = 5 if process.type == "district" else 8
    if len(process.ags) == expected:
        _doubt_name(dialogue, process.ags)
        return
    text = say(
        "name_and_key",
        ags=process.ags,
        digits=len(process.ags),
        expected=KEY_TYPES.get(expected, ""),
    )
    dialogue.ask_back(Pending("key", "process.ags", text, say("name_and_key_why")))


def _doubt_name(dialogue: Dialogue, ags: str) -> None:
    """A key that belongs to a place of quite another name is asked about."""
    entry = find_municipality(dialogue.record.connection, ags)
    name = dialogue.state.name
    if entry is None or dialogue.record.process.type == "quarter" or same_name(entry, name):
        return
    place = f"{entry.official_name} ({where(entry)})"
    text = say("key_of_other", ags=ags, place=place, municipality=name)
    dialogue.ask_back(Pending("key_of_other", "process.ags", text, say("name_and_key_why")))


def _open_points(dialogue: Dialogue) -> str:
    missing = [
        step
        for stage in dialogue.guide.stages
        for step in walk.open_points(dialogue.guide, dialogue.state, stage)
        if (dialogue.state.answer(step.id) or stage.id in dialogue.state.completed)
        and waiting_for(dialogue, step) is None
    ]
    if not missing:
        return say("nothing_open")
    if len(missing) == 1:
        return say("open_points_one", points=named(dialogue, missing).strip("„“"))
    return say("open_points", count=len(missing), points=named(dialogue, missing))
