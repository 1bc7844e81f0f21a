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
    titles = {option.value: option.title for option in options}
    for origin in chosen:
        if origin in titles and origin not in known:
            yield origin, {collection.title: titles[origin], adoption.reference: origin}
