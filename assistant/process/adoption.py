"""Chosen items of one collection become items of another: fields from the SWOT, measures from
ideas. Pure: says what is to be made, once for each origin.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assistant.guide.model import Adoption, Guide, Option
from assistant.guide.state import Value


def adopted_items(
    guide: Guide,
    adoption: Adoption,
    chosen: Sequence[str],
    options: Sequence[Option],
    known: Mapping[str, str],
) -> Iterator[tuple[str, dict[str, Value]]]:
    """For each chosen item that was not adopted before: its id and the new item's answers."""
    collection = guide.collections()[adoption.collection].collection
    assert collection is not None
    offered = {option.value: option for option in options}
    for origin in chosen:
        if origin in offered and origin not in known:
            answers: dict[str, Value] = {collection.title: offered[origin].title}
            if adoption.reference is not None:
                answers[adoption.reference] = origin
            yield origin, {**answers, **offered[origin].answers}
