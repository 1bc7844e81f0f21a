"""Leads who was asked for something from one question to the next, and back to her own work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.guide.walk import Step
from assistant.language.date_forms import format_date
from assistant.plan.wording import quoted
from assistant.process.phrases import say
from assistant.process.together.delegating import asked_of, close_for
from assistant.process.together.matters import for_member, is_left, steps_of
from assistant.process.together.naming import delegation_label
from assistant.process.turn import Command
from assistant.store.together import DelegationRow

if TYPE_CHECKING:
    from assistant.process.dialogue.dialogue import Dialogue

MOST_SHOWN = 8


def mine(dialogue: Dialogue, command: Command) -> None:
    """Says what is asked of the member, and begins with it."""
    ones = asked_of(dialogue.record)
    if not ones:
        dialogue.say("mine_nothing", "hint")
        dialogue.ask_again()
        return
    say_asked(dialogue, ones)
    begin(dialogue, ones)


def say_asked(dialogue: Dialogue, ones: list[DelegationRow], button: bool = False) -> None:
    """Who asks for what, each on a line: one line alone is a sentence."""
    lines = [_asked(dialogue, one) for one in ones[:MOST_SHOWN]]
    if len(ones) > MOST_SHOWN:
        lines.append(say("more_lines", count=len(ones) - MOST_SHOWN))
    text = lines[0] if len(lines) == 1 else "\n".join(f"- {line}" for line in lines)
    start = {"title": say("button_mine"), "command": {"name": "mine"}}
    data: dict[str, Any] = {"buttons": [start], "greeting": True} if button else {}
    dialogue.add(text, "hint", **data)


def _asked(dialogue: Dialogue, one: DelegationRow) -> str:
    label = quoted(delegation_label(dialogue.guide, dialogue.state, one))
    phrase = "asked_section" if one.section else "asked_question"
    person = one.sender or say("somebody")
    parts = [say(phrase, person=person, label=label)]
    if one.due:
        parts.append(say("asked_until", due=format_date(one.due)))
    if one.note:
        parts.append(say("asked_note", note=one.note))
    return " ".join(parts)


def begin(dialogue: Dialogue, ones: list[DelegationRow]) -> None:
    """To the first question that was asked for; afterwards back to where she was."""
    position = dialogue.record.position
    first = next(iter(_waiting(dialogue, ones)), None)
    if first is None:
        dialogue.ask_again()
        return
    here = position.question
    own = {step.id for one in ones for step in _steps(dialogue, one)}
    if here is not None and here not in own:
        position.return_to = position.return_to or here
    position.pending = None
    dialogue.go_to(first, dialogue.stage())


def lead_on(dialogue: Dialogue, question: str) -> bool:
    """Behind a question that was asked for: to the next one, or back. False for any other."""
    record = dialogue.record
    closed = for_member(record.closed, record.member)
    ones = for_member([*record.matters.delegations, *closed], record.member)
    current = next(
        (one for one in ones if any(step.id == question for step in _steps(dialogue, one))), None
    )
    if current is None:
        return False
    behind = [step for one in ones[ones.index(current) :] for step in _steps(dialogue, one)]
    at = next(n for n, step in enumerate(behind) if step.id == question)
    # Behind the entries of a list it is asked whether there are more.
    following = next(
        (step for step in behind[at + 1 :] if step.role == "more" or _asks(dialogue, step)), None
    )
    if following is not None:
        dialogue.go_to(following, dialogue.stage())
        return True
    _end(dialogue, current)
    return True


def _end(dialogue: Dialogue, current: DelegationRow) -> None:
    """All that was asked for was asked: says what is still open, and goes back."""
    record, position = dialogue.record, dialogue.record.position
    if current.section is not None and current not in record.closed:
        close_for(record, current)
    left = [one for one in asked_of(record) if _waiting(dialogue, [one])]
    person = current.sender or say("somebody")
    if left:
        labels = ", ".join(
            quoted(delegation_label(dialogue.guide, dialogue.state, one)) for one in left[:5]
        )
        dialogue.say("mine_left", "acknowledgement", labels=labels)
    else:
        dialogue.say("mine_done", "acknowledgement", person=person)
    if position.return_to is not None:
        dialogue.go_back()
        return
    record.at(None)
    more = {"title": say("button_more"), "command": {"name": "resume"}}
    dialogue.add(say("mine_more"), "hint", buttons=[more])


def _steps(dialogue: Dialogue, one: DelegationRow) -> list[Step]:
    return steps_of(dialogue.guide, dialogue.state, one)


def _waiting(dialogue: Dialogue, ones: list[DelegationRow]) -> list[Step]:
    return [step for one in ones for step in _steps(dialogue, one) if _asks(dialogue, step)]


def _asks(dialogue: Dialogue, step: Step) -> bool:
    """Whether a step is still asked: a list without entries is asked for its first one."""
    if step.role == "more":
        collection = step.section.collection
        source = collection.name if collection else ""
        return not dialogue.state.items.get(source)
    return is_left(step, dialogue.state)
