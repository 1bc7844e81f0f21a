"""Takes the beginning of a round back: every answer and item is what it was."""

from __future__ import annotations

from assistant.process.record import Change, Record, status_of
from assistant.process.rounds.model import Round
from assistant.store.answers import NumberedRow, revisions_under
from assistant.store.rounds import delete_round


def made(kept: Round, change: NumberedRow) -> bool:
    """Whether the end of that round made this change: the new round began with it."""
    return (change.question, change.revision) in kept.made


def undo_round(record: Record, kept: Round) -> bool:
    """Makes the kept round the current one again.

    False, and nothing is changed, where an answer is no longer what the new round made of it.
    """
    rows = revisions_under(record.connection, record.process.id, "plan.", "review.")
    by_revision = {(row.question, row.revision): (number, row) for number, row in rows}
    changes = []
    for question, revision in kept.made:
        number, row = by_revision[question, revision]
        current = record.state.answers[question]
        if (current.value, current.status) != (row.value, row.status):
            return False
        before = by_revision.get((question, revision - 1))
        if before is None:
            changes.append((number, Change(question, None, "withdrawn", number)))
        else:
            old = before[1]
            changes.append((number, Change(question, old.value, status_of(old), number)))
    for collection, item in kept.removed:
        record.restore_item(collection, item)
    record.store_many(change for _, change in sorted(changes, key=lambda one: -one[0]))
    delete_round(record.connection, kept.id)
    return True
