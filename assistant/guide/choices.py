"""The options of a choice as they stand: its own, a shared list, or the items of a collection."""

from __future__ import annotations

from assistant.guide.model import OFFERED, PROPOSED, Guide, Option, Question
from assistant.guide.places import find_place
from assistant.guide.state import State, Value


def options_of(question: Question, guide: Guide, state: State) -> tuple[Option, ...]:
    """What can be chosen now; empty for a question that is no choice."""
    source = question.options_from
    if source is None:
        return question.options
    if source.startswith("options."):
        return guide.shared_options[source.removeprefix("options.")]
    if source in PROPOSED:
        return tuple(state.proposals.get(source, ()))
    if source in OFFERED:
        return guide.shared_options.get(source, ())
    return tuple(
        Option(item, item_title(guide, state, source, item) or f"Nr. {number}")
        for number, item in enumerate(state.items.get(source, ()), 1)
    )


def item_title(guide: Guide, state: State, collection: str, item: str) -> str | None:
    """What an item is called: its answer to the title question, or the chosen option's title."""
    section = guide.collections().get(collection)
    if section is None or section.collection is None:
        place = find_place(guide, collection)
        options = options_of(place.question, guide, state) if place else ()
        return next((option.title for option in options if option.value == item), None)
    title = next(q for q in section.questions if q.name == section.collection.title)
    value = state.value(f"{collection}.{item}.{title.name}")
    if value is None:
        return None
    return titles(value, options_of(title, guide, state)) if title.kind == "single" else str(value)


def titles(value: Value, options: tuple[Option, ...]) -> str:
    """The titles of chosen values, joined; a value that is no option any more stands as it is."""
    known = {option.value: option.title for option in options}
    chosen = value if isinstance(value, list) else [str(value)]
    return ", ".join(known.get(v, v) for v in chosen)
