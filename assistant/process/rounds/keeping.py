"""What is kept of a round: every answer of plan and review with its words, items and figures."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping

from assistant.guide.answers import display
from assistant.guide.choices import item_title, options_of
from assistant.guide.model import MORE, REVIEW, Guide, Place
from assistant.guide.places import find_place
from assistant.guide.state import State
from assistant.guide.walk import steps
from assistant.plan.model import GOALS, MEASURES
from assistant.process.rounds.model import NEXT_STEPS, PastAnswer, PastItem, Round
from assistant.profile.indicators import Figure

STAGES = ("plan", "review")
KEPT_LISTS = (GOALS, MEASURES, NEXT_STEPS)


def kept_round(
    guide: Guide,
    state: State,
    figures: Mapping[str, Figure],
    round_id: str,
    number: int,
    at: datetime.datetime,
) -> Round:
    """The round as its answers stand, before anything of it is changed."""
    return Round(
        id=round_id,
        number=number,
        at=at,
        answers={answer.question: answer for answer in _answers(guide, state)},
        items=tuple(
            PastItem(collection, item, _title(guide, state, collection, item))
            for collection in KEPT_LISTS
            for item in state.items.get(collection, ())
        ),
        figures=dict(figures),
    )


def _answers(guide: Guide, state: State) -> Iterator[PastAnswer]:
    """All answers: first those asked, in their order; then those behind a closed condition."""
    asked = [step.id for stage in STAGES for step in steps(guide, state, guide.stage(stage))]
    given = [q for q in state.answers if q.partition(".")[0] in STAGES]
    for question in dict.fromkeys((*asked, *given)):
        place, answer = find_place(guide, question), state.answer(question)
        if place is None or answer is None or question.rpartition(".")[2] in (MORE, REVIEW):
            continue
        item = _item(guide, state, place)
        if place.item is not None and item is None:
            continue
        options = options_of(place.question, guide, state)
        yield PastAnswer(
            question,
            place.question.label,
            item,
            answer.value,
            answer.status,
            display(place.question, options, answer.value),
        )


def _item(guide: Guide, state: State, place: Place) -> str | None:
    """What the answer's entry is called; None outside a list, and for a deleted entry."""
    collection = place.section.collection
    if place.item is None or collection is None:
        return None
    source = collection.items_of or collection.name
    if place.item not in state.items.get(source, ()):
        return None
    return _title(guide, state, source, place.item)


def _title(guide: Guide, state: State, collection: str, item: str) -> str:
    named = item_title(guide, state, collection, item)
    if named:
        return named
    found = guide.collections()[collection].collection
    assert found is not None
    return f"{found.singular} {list(state.items[collection]).index(item) + 1}"
