"""Where a person's name stands as text in the answers of her process: people wrote it there."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from assistant.guide.model import Guide
from assistant.guide.places import find_place
from assistant.store.answers import AnswerRow
from assistant.store.person import SHORTEST_NAME


@dataclass(frozen=True)
class Mention:
    """A question whose answer holds the name, with its label."""

    question: str
    label: str


def mentions_of(guide: Guide, rows: list[AnswerRow], name: str) -> list[Mention]:
    """The current answers that hold the whole name; none for one that is hardly a name."""
    if len(name) < SHORTEST_NAME:
        return []
    pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
    found = []
    for row in sorted(rows, key=lambda row: row.question):
        text = json.dumps(row.value, ensure_ascii=False)
        place = find_place(guide, row.question) if pattern.search(text) else None
        if place is not None:
            found.append(Mention(row.question, place.question.label))
    return found
