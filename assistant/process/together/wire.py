"""Delegations and notes as the API and the messages write them."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from assistant.guide.answers import display
from assistant.guide.choices import options_of
from assistant.guide.places import find_place
from assistant.language.date_forms import format_date
from assistant.process.together.matters import is_for, is_left, recipient_text, steps_of
from assistant.process.together.naming import delegation_label, question_label, stage_of
from assistant.process.together.recipients import has_department
from assistant.store.processes import Member
from assistant.store.together import DelegationRow, NoteRow

if TYPE_CHECKING:
    from assistant.process.record import Record


def delegation_data(
    record: Record, one: DelegationRow, members: tuple[Member, ...] = ()
) -> dict[str, Any]:
    """One delegation; `members` are those of the process, who may be meant by a department."""
    today = datetime.date.today().isoformat()
    known = one.recipient is not None or (
        one.name is None and has_department(members, one.department)
    )
    is_open = one.status == "open"
    left = [
        step.id
        for step in steps_of(record.guide, record.state, one)
        if is_open and is_left(step, record.state)
    ]
    return {
        "id": one.id,
        "question": one.question,
        "section": one.section,
        "stage": stage_of(one),
        "label": delegation_label(record.guide, record.state, one),
        "to": {"member": one.recipient, "name": one.name, "department": one.department},
        "to_text": recipient_text(one),
        "by": one.member,
        "by_name": one.sender,
        "at": _moment(one.at),
        "due": one.due,
        "due_text": format_date(one.due) if one.due else None,
        "overdue": is_open and one.due is not None and one.due < today,
        "note": one.note,
        "status": one.status,
        "closed_at": _moment(one.closed_at),
        "closed_by": one.closed_by,
        "for_me": is_for(one, record.member),
        "from_me": one.member == record.member.id,
        "has_access": known,
        "open_questions": left,
    }


def note_data(record: Record, note: NoteRow) -> dict[str, Any]:
    """One note or proposal."""
    place = find_place(record.guide, note.question)
    shown = ""
    if place is not None and note.kind == "proposal":
        options = options_of(place.question, record.guide, record.state)
        shown = display(place.question, options, note.value)
    return {
        "id": note.id,
        "question": note.question,
        "stage": note.question.partition(".")[0],
        "label": question_label(record.guide, record.state, note.question),
        "kind": note.kind,
        "text": note.text,
        "value": note.value,
        "display": shown,
        "member": note.member,
        "name": note.name,
        "at": _moment(note.at),
        "status": note.status,
        "closed_by": note.closed_by,
        "closed_at": _moment(note.closed_at),
        "mine": note.member == record.member.id,
    }


def _moment(at: datetime.datetime | None) -> str | None:
    return at.isoformat() if at else None
