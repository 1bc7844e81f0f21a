"""Rasa's tracker in our database: the last turn only, in the transaction that is open.

Answers and transcript live in tables of their own; the tracker is a scratch pad, and what is
bounded here is what makes message 2000 cost as much as message 20.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, UserUttered, deserialise_events
from rasa.shared.core.trackers import DialogueStateTracker

from assistant.process.turn import current_turn
from assistant.store import conversations
from assistant.store.database import transaction


class BoundedTrackerStore(TrackerStore):  # type: ignore[misc]
    """Keeps the events of the last turn of each conversation."""

    def __init__(self, domain: Domain | None = None, *_: Any, **__: Any) -> None:
        super().__init__(domain)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The tracker of a sender with its last turn, or None for a new one."""
        try:
            with transaction() as connection:
                stored = conversations.find_tracker(connection, sender_id)
        except Exception as error:
            _record(error)
            raise
        if stored is None:
            return None
        events = deserialise_events(json.loads(stored))
        return DialogueStateTracker.from_events(sender_id, events, self.domain.slots)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Stores the last turn of a tracker."""
        events = json.dumps([_as_data(event) for event in last_turn(list(tracker.events))])
        try:
            with transaction() as connection:
                conversations.save_tracker(connection, tracker.sender_id, events)
        except Exception as error:
            _record(error)
            raise

    async def keys(self) -> Iterable[str]:
        """Not offered: nobody lists conversations through Rasa."""
        return []


def last_turn(events: list[Event]) -> list[Event]:
    """The events from the last "listen" before the last message on; all before any message."""
    spoken = [n for n, event in enumerate(events) if isinstance(event, UserUttered)]
    return events[max(0, spoken[-1] - 1) :] if spoken else events


def _as_data(event: Event) -> dict[str, Any]:
    data: dict[str, Any] = event.as_dict()
    # What the classifier saw is of no use later, and the open question's options are long.
    if isinstance(event, UserUttered):
        data["parse_data"] = {"intent": event.intent, "entities": [], "text": event.text}
        data["metadata"] = {}
    return data


def _record(error: Exception) -> None:
    """Rasa goes on after a failed store; the turn remembers, and the message is rolled back."""
    turn = current_turn.get()
    if turn is not None and turn.error is None:
        turn.error = error
