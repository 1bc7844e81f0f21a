"""Process, member, answer and item as the contract writes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.guide.answers import display
from assistant.guide.choices import item_title, options_of
from assistant.process.record import Record
from assistant.process.together.matters import recipient_text, section_of
from assistant.store.answers import AnswerRow
from assistant.store.processes import Member, Process


def member_data(member: Member) -> dict[str, Any]:
    """One person."""
    return {
        "id": member.id,
        "name": member.name,
        "department": member.department,
        "role": member.role,
    }


def process_data(process: Process) -> dict[str, Any]:
    """One process."""
    return {
        "id": process.id,
        "municipality": process.municipality,
        "type": process.type,
        "ags": process.ags,
        "created_at": process.created_at.isoformat(),
        "names_in_documents": process.names_in_documents,
    }


def answer_data(record: Record, row: AnswerRow) -> dict[str, Any]:
    """One answer with its label and how it is displayed. `member` is the person's id.

    One that was taken back reads as skipped: there is no value, and the revision counts.
    """
    question = record.place(row.question).question
    options = options_of(question, record.guide, record.state)
    shown = display(question, options, row.value) if row.status == "answered" else ""
    waits = record.matters.covering(row.question, section_of(record.guide, row.question))
    return {
        "question": row.question,
        "label": question.label,
        "value": row.value,
        "display": shown,
        "status": "skipped" if row.status == "withdrawn" else row.status,
        "member": row.member,
        "at": row.at.isoformat(),
        "revision": row.revision,
        "notes": len(record.matters.on(row.question)),
        "waiting_for": recipient_text(waits) if waits and row.status == "skipped" else None,
    }


def item_data(record: Record, collection: str, item: str) -> dict[str, str]:
    """One item with its title."""
    section = record.guide.collections()[collection]
    number = list(record.state.items[collection]).index(item) + 1
    singular = section.collection.singular if section.collection else ""
    title = item_title(record.guide, record.state, collection, item)
    return {"id": item, "title": title or f"{singular} {number}"}


def revision_data(row: AnswerRow) -> Mapping[str, Any]:
    """One revision of an answer."""
    return {
        "revision": row.revision,
        "value": row.value,
        "status": row.status,
        "member": row.member,
        "at": row.at.isoformat(),
    }
