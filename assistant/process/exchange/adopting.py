"""A measure of others as a draft in the own plan, with where it comes from."""

from __future__ import annotations

import datetime

from assistant.exchange.model import Card, Item
from assistant.language.date_forms import format_date
from assistant.plan.model import MEASURES
from assistant.process.record import Record

LONGEST = 10_000


class KnownMeasureError(ValueError):
    """A measure of that name is in the plan already."""


def adopt(record: Record, card: Card, measure: Item, today: datetime.date) -> str:
    """The id of the new measure. Raises KnownMeasureError, ReadOnlyError."""
    known = {
        str(record.state.value(f"{MEASURES}.{item}.title")).casefold()
        for item in record.state.items.get(MEASURES, ())
    }
    if measure.title.casefold() in known:
        raise KnownMeasureError(measure.title)
    item = record.add_item(MEASURES)
    record.store(f"{MEASURES}.{item}.title", measure.title)
    record.store(f"{MEASURES}.{item}.description", _description(card, measure, today))
    group = measure.facts.get("target_group")
    if isinstance(group, str) and group.strip():
        record.store(f"{MEASURES}.{item}.target_group", group.strip())
    return item


def _description(card: Card, measure: Item, today: datetime.date) -> str:
    """What the measure is, and whose idea it was: it stands in every document that tells of it."""
    origin = f"(Entwurf, übernommen von {card.name} im {format_date(today.strftime('%Y-%m'))}.)"
    told = measure.facts.get("description")
    text = told.strip() if isinstance(told, str) else ""
    return f"{text[: LONGEST - len(origin) - 1]} {origin}".strip()
