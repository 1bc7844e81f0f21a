"""Hands the open question or its section to a colleague: "Das weiß Frau Öztürk vom Jugendamt"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from assistant.guide.model import Section, Stage
from assistant.guide.targets import best
from assistant.language.date_forms import format_date
from assistant.plan.wording import quoted
from assistant.process.phrases import say
from assistant.process.refusals import WRITING_ROLES
from assistant.process.together import delegating
from assistant.process.together.delegating import Target, target_at
from assistant.process.together.matters import is_for, recipient_text, section_id, section_of
from assistant.process.together.naming import delegation_label
from assistant.process.together.recipients import (
    CannotAnswerError,
    Recipient,
    SeveralMeantError,
    find_recipient,
    is_meant,
)
from assistant.process.together.wire import delegation_data
from assistant.process.turn import Command
from assistant.store.processes import Member, members_of
from assistant.store.together import DelegationRow, find_delegation
from assistant.understanding.handing import Handing, is_role, read_handing, whom

if TYPE_CHECKING:
    from assistant.process.dialogue.dialogue import Dialogue

MOST_SHOWN = 20
MOST_BUTTONS = 6
EXAMPLE = "Das weiß Frau Öztürk vom Jugendamt"


def names_nobody(dialogue: Dialogue, text: str) -> bool:
    """Whether a message only names one bare word that no member is called: at a question that
    takes any text it is rather an answer ("Das weiß Oma")."""
    handing = read_handing(text, dialogue.today)
    if handing is None or handing.name is None:
        return handing is None
    if " " in handing.name or handing.department or is_role(handing.name):
        return False
    try:
        found = find_recipient(_members(dialogue), handing.name, None)
    except (SeveralMeantError, CannotAnswerError):
        return False
    return found.member is None


def delegate(dialogue: Dialogue, command: Command) -> None:
    """Hands over what is open here, passes it, and goes on."""
    handing = read_handing(command.text, dialogue.today)
    if dialogue.record.member.role not in WRITING_ROLES:
        dialogue.say("delegate_reading", "hint")
        dialogue.ask_again()
        return
    target = _target(dialogue, handing) if handing else None
    if handing is None or target is None:
        dialogue.say("delegate_which" if handing else "delegate_whom", "hint", example=EXAMPLE)
        dialogue.ask_again()
        return
    recipient = _recipient(dialogue, handing)
    if isinstance(recipient, Recipient):
        hand_on(dialogue, target, recipient, handing.due)


def hand_on(
    dialogue: Dialogue,
    target: Target,
    recipient: Recipient,
    due: str | None = None,
    note: str | None = None,
) -> delegating.HandedOver:
    """Hands over, says so, and goes on where the open question belongs to it."""
    record = dialogue.record
    question = record.position.question
    here = question is not None and covers(dialogue, target, question)
    handed = delegating.hand_over(record, target, recipient, due, note)
    one = handed.delegation
    _say_handed(dialogue, one, handed.needs_invitation)
    if here and question is not None:
        record.position.pending = None
        _go_on_behind(dialogue, target, question)
    elif question is not None:
        dialogue.ask_again()
    return handed


def covers(dialogue: Dialogue, target: Target, question: str) -> bool:
    """Whether a question belongs to what is handed over."""
    if target.question is not None:
        return target.question == question
    return section_of(dialogue.guide, question) == target.section


def _say_handed(dialogue: Dialogue, one: DelegationRow, needs_invitation: bool) -> None:
    record = dialogue.record
    words = {
        "label": quoted(delegation_label(dialogue.guide, dialogue.state, one)),
        "recipient": recipient_text(one),
        "due": format_date(one.due) if one.due else "",
    }
    phrase = "delegated_section" if one.section else "delegated"
    text = say(f"{phrase}_until" if one.due else phrase, 0, **words)
    dialogue.add(text, "acknowledgement", delegation=delegation_data(record, one))
    if needs_invitation:
        href = f"api/delegations/{one.id}/invitation"
        dialogue.add(
            say("delegated_invite", 0, **words),
            "hint",
            invite={"delegation": one.id, "href": href},
        )


def _go_on_behind(dialogue: Dialogue, target: Target, question: str) -> None:
    """Behind the question, or behind the last one of its section."""
    if target.section is None:
        dialogue.move_on(question, True)
        return
    last = question
    for step in delegating.steps_of_target(dialogue.record, target):
        last = step.id
    position = dialogue.record.position
    if position.return_to and section_of(dialogue.guide, position.return_to) == target.section:
        position.return_to = None
    dialogue.move_on(last, True)


def _target(dialogue: Dialogue, handing: Handing) -> Target | None:
    """What is meant: a section that is named, the open question's section, or the question."""
    if handing.title:
        found = _named_section(dialogue, handing.title)
        return Target(section=section_id(*found)) if found else None
    question = dialogue.record.position.question
    if question is None:
        return None
    if handing.section:
        return Target(section=section_of(dialogue.guide, question))
    return target_at(dialogue.record, question)


def _named_section(dialogue: Dialogue, title: str) -> tuple[Stage, Section] | None:
    sections = [(stage, section) for stage in dialogue.guide.stages for section in stage.sections]
    found = best(title, ((pair, pair[1].title) for pair in sections))
    own = [pair for pair in found if pair[0] is dialogue.stage()]
    return next(iter(own or found), None)


def _members(dialogue: Dialogue) -> Sequence[Member]:
    return members_of(dialogue.record.connection, dialogue.record.process.id)


def _recipient(dialogue: Dialogue, handing: Handing) -> Recipient | None:
    """Who is meant; says why nobody is, and asks again."""
    members = _members(dialogue)
    try:
        found = find_recipient(members, handing.name, handing.department)
    except SeveralMeantError as error:
        names = ", ".join(quoted(member.name) for member in error.members)
        dialogue.say("delegate_several", "hint", names=names)
    except CannotAnswerError as error:
        dialogue.say("delegate_reader", "hint", person=error.member.name)
    else:
        if found.member is None or found.member.id != dialogue.record.member.id:
            return found
        dialogue.say("delegate_self", "hint")
    dialogue.ask_again()
    return None


def withdraw(dialogue: Dialogue, command: Command) -> None:
    """Takes back what was handed over: by its id, by a name, or what lies at the open question."""
    record = dialogue.record
    if record.member.role not in WRITING_ROLES:
        dialogue.say("delegate_reading", "hint")
        dialogue.ask_again()
        return
    found = _to_withdraw(dialogue, command)
    if len(found) != 1:
        if found:
            _list(dialogue, found, "withdraw_which", withdrawing=True)
        else:
            dialogue.say("withdraw_nothing", "hint")
        dialogue.ask_again()
        return
    one = found[0]
    delegating.withdraw(record, one)
    label = quoted(delegation_label(dialogue.guide, dialogue.state, one))
    dialogue.say("withdrawn", "acknowledgement", label=label, recipient=recipient_text(one))
    dialogue.ask_again()


def _to_withdraw(dialogue: Dialogue, command: Command) -> list[DelegationRow]:
    record = dialogue.record
    if command.item:
        one = find_delegation(record.connection, record.process.id, command.item)
        return [one] if one is not None and one.status == "open" else []
    named = whom(command.text)
    ones = list(record.matters.delegations)
    if named is not None:
        return [one for one in ones if is_meant(one, *named)]
    own = [one for one in ones if one.member == record.member.id]
    return own or ones


def waiting(dialogue: Dialogue, command: Command) -> None:
    """Who has what open, with buttons to take it back."""
    ones = sorted(
        dialogue.record.matters.delegations, key=lambda one: (one.due or "9999", one.at, one.id)
    )
    if ones:
        _list(dialogue, ones, "waiting")
    else:
        dialogue.say("waiting_nothing", "hint", example=EXAMPLE)
    dialogue.ask_again()


def _list(
    dialogue: Dialogue, ones: Sequence[DelegationRow], phrase: str, withdrawing: bool = False
) -> None:
    record = dialogue.record
    lines = [_line(dialogue, one) for one in ones[:MOST_SHOWN]]
    if len(ones) > MOST_SHOWN:
        lines.append(say("more_lines", count=len(ones) - MOST_SHOWN))
    buttons: list[dict[str, Any]] = []
    if any(is_for(one, record.member) for one in ones) and not withdrawing:
        buttons.append({"title": say("button_mine"), "command": {"name": "mine"}})
    if record.member.role in WRITING_ROLES:
        buttons += [
            {
                "title": say(
                    "button_withdraw",
                    label=quoted(delegation_label(dialogue.guide, dialogue.state, one)),
                ),
                "command": {"name": "withdraw", "item": one.id},
            }
            for one in ones[:MOST_BUTTONS]
            if one.member == record.member.id or withdrawing
        ]
    text = say(phrase) + "\n\n" + "\n".join(f"- {line}" for line in lines)
    dialogue.add(text, "hint", buttons=buttons)


def _line(dialogue: Dialogue, one: DelegationRow) -> str:
    label = quoted(delegation_label(dialogue.guide, dialogue.state, one))
    due = say("waiting_until", due=format_date(one.due)) if one.due else ""
    return say("waiting_line", recipient=recipient_text(one), label=label, due=due).strip()


def waiting_text(dialogue: Dialogue, question: str) -> str | None:
    """Whom a question waits for: "wartet auf Frau Öztürk"; None when it was not handed over."""
    one = dialogue.record.matters.covering(question, section_of(dialogue.guide, question))
    return say("waits_for", recipient=recipient_text(one)) if one else None
