"""Cards, findings and numbers as the API and the chat's messages carry them."""

from __future__ import annotations

from collections import Counter
from typing import Any

from assistant.exchange.counting import FEWEST, GROUPS, Counts
from assistant.exchange.model import BASICS, CONTACT, Card, Origin, Shared
from assistant.process.exchange.finding import Found, Near
from assistant.process.exchange.sharing import Line, Sharing
from assistant.process.offers import load_toolkit
from assistant.process.phrases import say

Json = dict[str, Any]


def none_yet(searched: bool = False) -> str:
    """That nobody is there yet, or nothing was found."""
    return say("exchange_nothing_found" if searched else "exchange_nobody")


def sharing_body(sharing: Sharing) -> Json:
    """The own card with its switches."""
    return {
        "visible": sharing.visible,
        "may_change": sharing.may_change,
        "contact": sharing.contact,
        "items": [_line(line) for line in sharing.lines],
    }


def _line(line: Line) -> Json:
    shared = line.shared
    return {
        "id": line.item.id,
        "kind": line.item.kind,
        "title": line.item.title,
        "text": line.now.text if line.now else None,
        "shared": shared is not None,
        "shared_title": shared.item.title if shared else None,
        "shared_text": shared.item.text if shared else None,
        "shared_at": shared.at.isoformat() if shared else None,
        "changed": line.changed,
        "gone": line.now is None,
        "hints": list(line.hints),
        "mark": line.item.mark,
    }


def card_body(card: Card) -> Json:
    """A card as others see it."""
    items = [one for one in card.items if one.item.id != CONTACT]
    return {
        "id": card.id,
        "name": card.name,
        "type": card.type,
        "contact": card.contact,
        "origin": _origin(card.origin),
        "items": [_shared(one) for one in items],
    }


def _shared(shared: Shared) -> Json:
    item = shared.item
    return {
        "id": item.id,
        "kind": item.kind,
        "title": item.title,
        "text": item.text,
        "at": shared.at.isoformat(),
    }


def near_body(near: Near) -> Json:
    """A similar municipality."""
    card = near.card
    basics = card.find(BASICS)
    kinds = Counter(one.item.kind for one in card.items)
    return {
        "id": card.id,
        "name": card.name,
        "type": card.type,
        "text": basics.text if basics else "",
        "origin": _origin(card.origin),
        "similarity": round(near.likeness.similarity, 3),
        "because": list(near.likeness.because),
        "differs": list(near.likeness.differs),
        "shares": {
            "measures": kinds["measure"],
            "lessons": kinds["lessons"],
            "methods": kinds["method"],
        },
    }


def found_body(found: Found) -> Json:
    """A shared measure or method."""
    item, lessons = found.item, found.lessons
    is_lessons = item.kind == "lessons"
    at = next(one.at for one in found.card.items if one.item.id == item.id)
    facts = {**(lessons.facts if lessons else {}), **item.facts}
    return {
        "id": f"{found.card.id}.{item.id}",
        "kind": found.doc.kind,
        "title": item.title,
        "text": None if is_lessons else item.text,
        "lessons": lessons.text if lessons else None,
        "theme": facts.get("theme"),
        "state": facts.get("state_of"),
        "decision": facts.get("decision"),
        "at": at.isoformat(),
        "municipality": {"id": found.card.id, "name": found.card.name},
        "origin": _origin(found.card.origin),
        "can_adopt": item.kind == "measure",
    }


def chosen_body(group: str, counts: Counts) -> Json:
    """What others of the group chose."""
    methods = load_toolkit().catalogue.by_id
    told = [
        {
            "id": one.method,
            "name": methods[one.method].name,
            "count": one.count,
            "of": counts.of,
            "again": one.again,
            "not_again": one.not_again,
        }
        for one in counts.methods
        if one.method in methods
    ]
    note = None if told else say("exchange_too_few", fewest=FEWEST, group=GROUPS[group])
    return {"group": GROUPS[group], "of": counts.of, "note": note, "methods": told}


def _origin(origin: Origin | None) -> Json | None:
    if origin is None:
        return None
    return {"name": origin.name, "fingerprint": origin.fingerprint, "at": origin.at.isoformat()}
