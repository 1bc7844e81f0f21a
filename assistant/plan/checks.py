"""All gaps of a strategy in one list, the most important first, none twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assistant.plan.checks_dates import date_gaps
from assistant.plan.checks_items import item_gaps
from assistant.plan.checks_people import age_gaps, load_gaps
from assistant.plan.checks_review import review_gaps
from assistant.plan.checks_thread import thread_gaps
from assistant.plan.gap import Gap, kinds
from assistant.plan.model import Strategy
from assistant.plan.thread import thread_of


def gaps(strategy: Strategy) -> tuple[Gap, ...]:
    """Every gap, by weight, then by kind, then in the order of the items. Always the same order.

    Two goals of the same name without a measure are mended at the same place: that is one gap.
    """
    once: dict[tuple[str, str], Gap] = {}
    for found in _found(strategy):
        before = once.get((found.text, found.question))
        places = (*before.places, *found.places) if before else found.places
        once[found.text, found.question] = replace(found, places=tuple(dict.fromkeys(places)))
    number = {name: kind.number for name, kind in kinds().items()}
    return tuple(sorted(once.values(), key=lambda g: (-g.weight, number[g.kind])))


def gaps_at(found: tuple[Gap, ...], place: str) -> tuple[Gap, ...]:
    """Those of the gaps that are about one item, such as "plan.measures.m1"."""
    return tuple(one for one in found if place in one.places)


def _found(strategy: Strategy) -> Iterator[Gap]:
    yield from thread_gaps(strategy, thread_of(strategy))
    yield from item_gaps(strategy)
    yield from date_gaps(strategy)
    yield from age_gaps(strategy)
    yield from load_gaps(strategy)
    yield from review_gaps(strategy)
