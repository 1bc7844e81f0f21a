"""Finds the place of a question by its id: stage, section, question and item."""

from __future__ import annotations

from functools import lru_cache

from assistant.guide.model import MORE, REVIEW, Guide, Place, Section, Stage


def find_place(guide: Guide, question: str) -> Place | None:
    """Where a question stands, or None for an id the guide does not know.

    Knows "<stage>.<name>", "<stage>.<collection>.<item>.<name>", "<stage>.<collection>.more" and
    "<stage>.review". Whether the item exists is not asked here.
    """
    parts = question.split(".")
    if not 2 <= len(parts) <= 4 or not all(parts):
        return None
    index = _index(guide)
    if len(parts) == 4:
        found = index.get((parts[0], parts[1], parts[3]))
        return Place(found.stage, found.section, found.question, parts[2]) if found else None
    if len(parts) == 3 and parts[2] != MORE:
        return None
    return index.get((parts[0], parts[1] if len(parts) == 3 else "", parts[-1]))


@lru_cache(maxsize=4)
def _index(guide: Guide) -> dict[tuple[str, str, str], Place]:
    index: dict[tuple[str, str, str], Place] = {}
    for stage in guide.stages:
        for section in stage.sections:
            index.update(_section_index(stage, section))
        index[stage.id, "", REVIEW] = Place(stage, stage.sections[-1], stage.review)
    return index


def _section_index(stage: Stage, section: Section) -> dict[tuple[str, str, str], Place]:
    collection = section.collection
    name = collection.name.split(".")[1] if collection else ""
    places = {
        (stage.id, name, question.name): Place(stage, section, question)
        for question in section.questions
    }
    if collection and collection.more:
        places[stage.id, name, MORE] = Place(stage, section, collection.more)
    return places
