"""Who is working on what right now; only the last moment is kept, and it counts ten minutes."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from assistant.guide.model import Guide, Place
from assistant.guide.places import find_place
from assistant.store.together import seen_since

PRESENT = datetime.timedelta(minutes=10)


@dataclass(frozen=True)
class Present:
    """Where a member is, who was here within ten minutes."""

    member: str
    name: str
    role: str
    question: str
    place: Place
    seen_at: datetime.datetime


def present_members(connection: Connection, guide: Guide, process: str) -> list[Present]:
    """Who is here now, the latest first: one query."""
    since = datetime.datetime.now(datetime.timezone.utc) - PRESENT
    return [
        Present(row.member, row.name, row.role, row.question, place, row.seen_at)
        for row in seen_since(connection, process, since)
        for place in [find_place(guide, row.question)]
        if place is not None
    ]
