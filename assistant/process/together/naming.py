"""What questions, sections and people are called in sentences about working together."""

from __future__ import annotations

from assistant.guide.choices import item_title
from assistant.guide.model import Guide
from assistant.guide.places import find_place
from assistant.guide.state import State
from assistant.process.together.matters import find_section
from assistant.store.together import DelegationRow

LONGEST_TITLE = 40


def question_label(guide: Guide, state: State, question: str) -> str:
    """A question's short name, with its entry: "Bürgerbus, Träger"; its id when it is gone."""
    place = find_place(guide, question)
    if place is None:
        return question
    label = place.question.label or place.section.title
    collection = place.section.collection
    if collection is None or place.item is None or place.question.name == collection.title:
        return label
    title = item_title(guide, state, collection.items_of or collection.name, place.item)
    return f"{_short(title)}, {label}" if title else label


def delegation_label(guide: Guide, state: State, one: DelegationRow) -> str:
    """What was handed over, by its short name."""
    if one.question is not None:
        return question_label(guide, state, one.question)
    found = find_section(guide, one.section or "")
    return found[1].title if found else one.section or ""


def stage_of(one: DelegationRow) -> str:
    """The stage something handed over belongs to."""
    return (one.question or one.section or "").partition(".")[0]


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST_TITLE else flat[:LONGEST_TITLE].rsplit(" ", 1)[0] + " …"
