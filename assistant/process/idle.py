"""Processes that nobody uses any more: announced first, deleted later."""

from __future__ import annotations

import calendar
import datetime
import uuid
from dataclasses import dataclass, replace
from typing import Literal

from sqlalchemy.engine import Connection

from assistant.process.phrases import say
from assistant.settings import Settings
from assistant.store.conversations import MessageRow, append_messages
from assistant.store.deletions import note_deletion
from assistant.store.processes import delete_process, members_of
from assistant.store.uses import NOTICE, Use, all_uses, save_use

# "used": nothing to do; "to_notice": the notice is due; "noticed": it was given and waits;
# "over": it may be deleted now.
Standing = Literal["used", "to_notice", "noticed", "over"]


@dataclass(frozen=True)
class Idle:
    """How long a process is kept; `due_at` None when it is never deleted by rule."""

    process: str
    municipality: str
    used_at: datetime.datetime
    noticed_at: datetime.datetime | None
    due_at: datetime.datetime | None
    standing: Standing


@dataclass(frozen=True)
class Done:
    """What a run did: processes that were announced, and how many were deleted."""

    noticed: tuple[Idle, ...]
    deleted: int


def plan(connection: Connection, settings: Settings, now: datetime.datetime) -> list[Idle]:
    """All processes with what the rule says of them, the one that is over first."""
    found = [_idle(use, settings, now) for use in all_uses(connection, settings.session_days)]
    return sorted(found, key=lambda one: (one.due_at is None, one.due_at or now))


def apply(connection: Connection, settings: Settings, now: datetime.datetime) -> Done:
    """Notes the last uses, announces what is due soon, deletes what was announced long enough ago.

    The caller erases the traces when something was deleted. Run it before messages are deleted by
    their own period: they tell when a process was used.
    """
    noticed, deleted = [], 0
    for one in plan(connection, settings, now):
        if one.standing == "over":
            delete_process(connection, one.process)
            deleted += 1
            continue
        if one.standing == "to_notice":
            one = replace(one, noticed_at=now, standing="noticed")
            _announce(connection, one, now)
            noticed.append(one)
        due = one.due_at if one.noticed_at else None
        use = Use(one.process, one.municipality, one.used_at, one.noticed_at, due)
        save_use(connection, use)
    note_deletion(connection, "process", "rule", deleted, at=now)
    return Done(tuple(noticed), deleted)


def _idle(use: Use, settings: Settings, now: datetime.datetime) -> Idle:
    if settings.process_months == 0:
        return Idle(use.process, use.municipality, use.used_at, None, None, "used")
    patience = datetime.timedelta(days=settings.notice_days)
    over_at = months_later(use.used_at, settings.process_months)
    if use.noticed_at is None or use.noticed_at < use.used_at:
        # Never deleted without its notice, however long ago the last use was.
        due_at = max(over_at, now + patience)
        standing: Standing = "to_notice" if now >= over_at - patience else "used"
        return Idle(use.process, use.municipality, use.used_at, None, due_at, standing)
    # A longer period, set meanwhile, counts at once; a shorter one does not shorten the notice.
    due_at = max(over_at, use.due_at or now + patience)
    standing = "over" if now >= due_at else "noticed"
    return Idle(use.process, use.municipality, use.used_at, use.noticed_at, due_at, standing)


def _announce(connection: Connection, one: Idle, now: datetime.datetime) -> None:
    """Tells everybody of the process in her conversation; no names and no answers in it."""
    assert one.due_at is not None
    text = say("retention_notice", since=_day(one.used_at), until=_day(one.due_at))
    for member in members_of(connection, one.process):
        row = MessageRow(uuid.uuid4().hex, "assistant", text, now, NOTICE, None)
        append_messages(connection, member.id, [row])


def _day(at: datetime.datetime) -> str:
    return f"{at.day}.{at.month}.{at.year}"


def months_later(at: datetime.datetime, months: int) -> datetime.datetime:
    """The same day so many months later; the month's last day where there is no such day."""
    year, month = divmod(at.year * 12 + at.month - 1 + months, 12)
    day = min(at.day, calendar.monthrange(year, month + 1)[1])
    return at.replace(year=year, month=month + 1, day=day)
