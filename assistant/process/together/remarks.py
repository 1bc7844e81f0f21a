"""Notes on answers and proposals of answers; the members decide."""

from __future__ import annotations

import datetime
import uuid

from assistant.guide.answers import Problem, check_value
from assistant.guide.choices import options_of
from assistant.guide.state import Value
from assistant.process.record import Record
from assistant.process.refusals import WRITING_ROLES, ReadOnlyError
from assistant.store import together as rows
from assistant.store.answers import AnswerRow
from assistant.store.together import NoteRow

REMARKING_ROLES = (*WRITING_ROLES, "adviser")
LONGEST_NOTE = 2_000
# A question with hundreds of remarks is talked about somewhere else.
MOST_OPEN = 500


class SettledError(Exception):
    """The note or proposal is settled already."""


class TooManyNotesError(Exception):
    """So many notes are open that one more would help nobody."""


def remark(record: Record, question: str, text: str) -> NoteRow:
    """A note on a question. Raises ReadOnlyError, UnknownQuestionError, TooManyNotesError."""
    return _add(record, question, "note", text, None)


def propose(record: Record, question: str, value: Value, text: str | None = None) -> NoteRow:
    """A proposed answer, already checked. Raises as `remark` does."""
    return _add(record, question, "proposal", text, value)


def _add(record: Record, question: str, kind: str, text: str | None, value: Value) -> NoteRow:
    if record.member.role not in REMARKING_ROLES:
        raise ReadOnlyError(record.member.role)
    record.place(question)
    if len(record.matters.notes) >= MOST_OPEN:
        raise TooManyNotesError(len(record.matters.notes))
    row = NoteRow(
        id=uuid.uuid4().hex,
        question=question,
        kind=kind,
        text=text,
        value=value,
        member=record.member.id,
        name=record.member.name,
        at=_now(),
        status=rows.OPEN,
        closed_at=None,
        closed_by=None,
    )
    rows.add_note(record.connection, record.process.id, row)
    record.matters_changed()
    return row


def accept(record: Record, note: NoteRow, revision: int | None = None) -> AnswerRow | Problem:
    """Makes a proposal the answer; the problem when it no longer fits its question.

    Raises ReadOnlyError, SettledError, UnknownQuestionError, StaleRevisionError.
    """
    _check_open(record, note, "proposal")
    place = record.place(note.question)
    record.check_revision(note.question, revision)
    options = options_of(place.question, record.guide, record.state)
    checked = check_value(place.question, options, note.value)
    if isinstance(checked, Problem):
        return checked
    row = record.store(note.question, checked.value)
    rows.settle_note(record.connection, note.id, "accepted", record.member.id, _now())
    record.matters_changed()
    return row


def decline(record: Record, note: NoteRow) -> None:
    """Leaves the answer as it is. Raises ReadOnlyError, SettledError."""
    _check_open(record, note, "proposal")
    rows.settle_note(record.connection, note.id, "declined", record.member.id, _now())
    record.matters_changed()


def mark_done(record: Record, note: NoteRow, done: bool) -> None:
    """Marks a note as done, or as open again. Raises ReadOnlyError, SettledError."""
    if record.member.role not in WRITING_ROLES:
        raise ReadOnlyError(record.member.role)
    if note.kind != "note":
        raise SettledError(note.status)
    by = (record.member.id, _now()) if done else (None, None)
    rows.settle_note(record.connection, note.id, "done" if done else rows.OPEN, *by)
    record.matters_changed()


def delete(record: Record, note: NoteRow) -> None:
    """Deletes one's own note; whoever founded the process may delete any. Raises ReadOnlyError."""
    if note.member != record.member.id and record.member.role != "founder":
        raise ReadOnlyError(record.member.role)
    rows.delete_note(record.connection, note.id)
    record.matters_changed()


def _check_open(record: Record, note: NoteRow, kind: str) -> None:
    if record.member.role not in WRITING_ROLES:
        raise ReadOnlyError(record.member.role)
    if note.status != rows.OPEN or note.kind != kind:
        raise SettledError(note.status)


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.timezone.utc)
