"""When a member was last here: two moments, no history."""

from __future__ import annotations

import datetime

from assistant.store.conversations import Position

VISIT_ENDS = datetime.timedelta(minutes=30)


def mark_seen(position: Position, new_visit: bool = False) -> None:
    """Notes that a member is here; a new visit begins at sign-in and after half an hour."""
    now = datetime.datetime.now(datetime.timezone.utc)
    last = position.seen_at
    if last is not None and (new_visit or now - last > VISIT_ENDS):
        position.left_at = last
    position.seen_at = now
