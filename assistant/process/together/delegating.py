"""Hands questions and sections over to colleagues, and takes them back."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass

from assistant.guide.model import MORE
from assistant.guide.walk import NEW, Step
from assistant.process.record import Record
from assistant.process.refusals import WRITING_ROLES, ReadOnlyError
from assistant.process.together.inviting import Invited, invite_for
from assistant.process.together.matters import (
    for_member,
    section_of,
    steps_of,
    steps_within,
)
from assistant.process.together.recipients import Recipient, has_department
from assistant.store import together as rows
from assistant.store.processes import members_of
from assistant.store.together import DelegationRow


@dataclass(frozen=True)
class Target:
    """What is handed over: one question, or a section ("kickoff.guests")."""

    question: str | None = None
    section: str | None = None


@dataclass(frozen=True)
class HandedOver:
    """What became of it. `needs_invitation` says that nobody of that name has access yet."""

    delegation: DelegationRow
    needs_invitation: bool


def hand_over(
    record: Record,
    target: Target,
    recipient: Recipient,
    due: str | None = None,
    note: str | None = None,
) -> HandedOver:
    """Hands something over; what of it has no answer is passed. Raises ReadOnlyError,
    UnknownQuestionError.

    What was handed over before is withdrawn: it is with one person at a time.
    """
    if record.member.role not in WRITING_ROLES:
        raise ReadOnlyError(record.member.role)
    if target.question is not None:
        record.place(target.question)
    connection, now = record.connection, _now()
    before = [
        one
        for one in record.matters.delegations
        if (one.question, one.section) == (target.question, target.section)
    ]
    if before:
        ids = [one.id for one in before]
        rows.close_delegations(connection, ids, "withdrawn", record.member.id, now)
    member = recipient.member
    row = DelegationRow(
        id=uuid.uuid4().hex,
        question=target.question,
        section=target.section,
        recipient=member.id if member else None,
        name=member.name if member else recipient.name,
        department=member.department if member else recipient.department,
        member=record.member.id,
        sender=record.member.name,
        at=now,
        due=due,
        note=note,
        status=rows.OPEN,
        closed_at=None,
        closed_by=None,
    )
    known = _known_invitation(record, row)
    _pass(record, row)
    rows.add_delegation(connection, record.process.id, row, known)
    record.matters_changed()
    return HandedOver(row, needs_invitation=known is None and not has_access(record, row))


def has_access(record: Record, one: DelegationRow) -> bool:
    """Whether somebody who can sign in already is meant by a delegation."""
    if one.recipient is not None:
        return True
    if one.name is not None:
        return False
    return has_department(members_of(record.connection, record.process.id), one.department)


def invitation_for(record: Record, one: DelegationRow) -> Invited:
    """A new code for the person something was handed to, with a text for an e-mail."""
    invited = invite_for(record, one)
    rows.set_invitation(record.connection, one.id, invited.code_hash)
    return invited


def withdraw(record: Record, one: DelegationRow) -> None:
    """Takes something back: what has no answer is open again. Raises ReadOnlyError."""
    if record.member.role not in WRITING_ROLES:
        raise ReadOnlyError(record.member.role)
    if one.status != rows.OPEN:
        return
    rows.close_delegations(record.connection, [one.id], "withdrawn", record.member.id, _now())
    record.matters_changed()
    for step in steps_of(record.guide, record.state, one):
        answer = record.state.answer(step.id)
        passed = answer is not None and answer.status == "skipped"
        if passed or (step.role == "more" and _is_empty(record, step)):
            record.store(step.id, None, "withdrawn")


def _is_empty(record: Record, step: Step) -> bool:
    collection = step.section.collection
    return collection is None or not record.state.items.get(collection.name)


def take_on_invited(record: Record) -> None:
    """Gives a member who has just joined what waits for her: by her invitation, or her name."""
    member, connection = record.member, record.connection
    if member.role not in WRITING_ROLES:
        return
    invited = rows.invited_with(connection, member.id)
    ids = {one.id for one in invited if one.name is not None}
    names = {one.name for one in invited}
    open_ones = record.matters.delegations
    ids |= {one.id for one in open_ones if one.recipient is None and one.name in names - {None}}
    ids |= {
        one.id
        for one in open_ones
        if one.recipient is None and one.name and one.name.casefold() == member.name.casefold()
    }
    department = next((one.department for one in invited if one.department), None)
    if department is not None and member.department is None:
        rows.set_department(connection, member.id, department)
        record.member = type(member)(**{**member.__dict__, "department": department})
    if ids:
        rows.give_to(connection, sorted(ids), member.id)
    if ids or department is not None:
        record.matters_changed()


def asked_of(record: Record) -> list[DelegationRow]:
    """What is open for this member, what is due first at the front."""
    return for_member(record.matters.delegations, record.member)


def is_new_item(record: Record, question: str) -> bool:
    """Whether a question would begin an item: without a name there is nothing to hand over."""
    upcoming = record.state.upcoming
    return f".{NEW}." in question or (upcoming is not None and f".{upcoming[1]}." in question)


def target_at(record: Record, question: str) -> Target | None:
    """What is handed over at a question: itself, or its section where a list would grow."""
    if question.endswith(f".{MORE}") or is_new_item(record, question):
        section = section_of(record.guide, question)
        return Target(section=section) if section else None
    place = record.place(question)
    if place.question is place.stage.review:
        return None
    return Target(question=question)


def steps_of_target(record: Record, target: Target) -> list[Step]:
    """The questions that are handed over, as they are asked now."""
    return steps_within(record.guide, record.state, target.question, target.section)


def close_for(record: Record, one: DelegationRow) -> None:
    """Who was asked has gone through a whole section: it is answered, as far as she could."""
    rows.close_delegations(record.connection, [one.id], "answered", record.member.id, _now())
    record.matters_changed()


def _pass(record: Record, one: DelegationRow) -> None:
    """Marks what has no answer as passed, so that nobody else is asked."""
    for step in steps_of(record.guide, record.state, one):
        collection = step.section.collection
        if step.role == "more" or step.item == NEW:
            more = f"{collection.name}.{MORE}" if collection else ""
            if record.state.answer(more) is None:
                record.store(more, False)
        elif record.state.answer(step.id) is None:
            record.store(step.id, None, "skipped")


def _known_invitation(record: Record, row: DelegationRow) -> str | None:
    """The invitation that the same person was given before and has not used yet."""
    if row.recipient is not None:
        return None
    for one in record.matters.delegations:
        if one.recipient is None and (one.name, one.department) == (row.name, row.department):
            found = rows.invitation_of(record.connection, one.id)
            if found is not None:
                return found
    return None


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.timezone.utc)
