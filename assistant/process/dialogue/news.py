"""What the others have done, and who is here now: calm lines at sign-in and when asked for."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from assistant.guide.walk import Step
from assistant.process.phrases import say
from assistant.process.refusals import WRITING_ROLES
from assistant.process.together.activity import Entry, activity_since
from assistant.process.together.presence import present_members
from assistant.process.turn import Command

if TYPE_CHECKING:
    from assistant.process.dialogue.dialogue import Dialogue

MOST_GREETED = 3
MOST_SHOWN = 10
MOST_PRESENT = 12
# What somebody waits for is told before what else has happened.
FIRST = ("delegation_answered", "delegation_returned")


def news(dialogue: Dialogue, command: Command) -> None:
    """What the others have done since the member's last visit."""
    since = dialogue.record.position.left_at
    found = _entries(dialogue, since)
    if found:
        title = say("news" if since else "news_ever")
        dialogue.add(f"{title}\n\n{_lines(found, MOST_SHOWN)}", "hint")
    else:
        dialogue.say("news_nothing", "hint")
    dialogue.ask_again()


def greet_with_news(dialogue: Dialogue) -> None:
    """At sign-in: what has happened since she was last here, in three short lines at most."""
    since = dialogue.record.position.seen_at
    if since is None:
        return
    found = _entries(dialogue, since)
    if found:
        text = f"{say('news')}\n\n{_lines(found, MOST_GREETED)}"
        dialogue.add(text, "hint", greeting=True)


def _entries(dialogue: Dialogue, since: datetime.datetime | None) -> list[Entry]:
    record = dialogue.record
    found = activity_since(
        record.connection, record.guide, record.process.id, since, record.member.id
    )
    # What others hand to each other, each of them is told by herself.
    told = [entry for entry in found if entry.kind != "delegated"]
    return sorted(told, key=lambda entry: entry.kind not in FIRST)


def _lines(found: list[Entry], most: int) -> str:
    """The lines, the last of them saying how many more there are."""
    shown = found if len(found) <= most else found[: most - 1]
    lines = [f"- {entry.text}" for entry in shown]
    if len(found) > len(shown):
        lines.append(f"- {say('news_more', count=len(found) - len(shown))}")
    return "\n".join(lines)


def present(dialogue: Dialogue, command: Command) -> None:
    """Who is here now, and at what."""
    record = dialogue.record
    here = [
        one
        for one in present_members(record.connection, record.guide, record.process.id)
        if one.member != record.member.id
    ]
    if here:
        lines = "\n".join(
            "- "
            + say(
                "present_line",
                person=one.name,
                section=one.place.section.title,
                stage=one.place.stage.title,
            )
            for one in here[:MOST_PRESENT]
        )
        dialogue.add(f"{say('present')}\n\n{lines}", "hint")
    else:
        dialogue.say("present_nobody", "hint")
    dialogue.ask_again()


def hint_colleague(dialogue: Dialogue, step: Step) -> None:
    """Says gently that a colleague is at the same section right now."""
    record = dialogue.record
    if record.member.role not in WRITING_ROLES:
        return
    names = [
        one.name
        for one in present_members(record.connection, record.guide, record.process.id)
        if one.member != record.member.id
        and one.role in WRITING_ROLES
        and one.place.section is step.section
    ]
    if names:
        phrase = "colleague_here" if len(names) == 1 else "colleagues_here"
        dialogue.say(phrase, "hint", people=" und ".join(names[:3]))
