"""What a person means by "die Einwohnerzahl", "Maßnahme 2" or "zum Werkstattplan"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from rapidfuzz import fuzz

from assistant.guide.choices import item_title
from assistant.guide.model import Collection, Guide, Stage
from assistant.guide.state import State
from assistant.guide.walk import Step, steps
from assistant.language.ordinals import parse_ordinal
from assistant.language.spelling import fold

SURE = 86.0
CLOSE = 3.0

T = TypeVar("T")


@dataclass(frozen=True)
class ItemTarget:
    """One item of a collection, named by title or number."""

    collection: Collection
    item: str
    title: str


def all_names(guide: Guide) -> Iterator[str]:
    """What people may name: stages, lists and questions with their synonyms."""
    for stage in guide.stages:
        yield from (stage.title, *stage.synonyms)
        for section in stage.sections:
            if section.collection:
                collection = section.collection
                yield from (collection.singular, collection.plural, *collection.synonyms)
            for question in section.questions:
                yield from (question.label, *question.synonyms)


def find_stage(guide: Guide, text: str) -> Stage | None:
    """The stage a text names: by title, synonym or number ("Stufe 3")."""
    named = best(
        text, ((stage, name) for stage in guide.stages for name in (stage.title, *stage.synonyms))
    )
    if len(named) == 1:
        return named[0]
    number = parse_ordinal(text) if "stufe" in fold(text) else None
    if number is not None and 1 <= abs(number) <= len(guide.stages):
        return guide.stages[number - 1 if number > 0 else number]
    return None


def find_questions(guide: Guide, state: State, text: str, here: Stage | None) -> list[Step]:
    """The questions a text names by label or synonym; more than one when unsure.

    An answered one of the stage `here` first, then answered ones elsewhere, then open ones; a
    label before a synonym.
    """
    everywhere = [
        step
        for stage in guide.stages
        for step in steps(guide, state, stage)
        if step.role == "question"
    ]
    answered = [step for step in everywhere if state.answer(step.id)]
    for group in (
        [step for step in answered if step.stage is here],
        answered,
        [step for step in everywhere if step.stage is here],
        everywhere,
    ):
        found = best(text, ((step, step.question.label) for step in group)) or best(
            text, ((step, name) for step in group for name in step.question.synonyms)
        )
        if found:
            return found
    return []


def find_collections(guide: Guide, text: str, here: Stage | None) -> list[Collection]:
    """The collections a text names ("noch eine Maßnahme"), those of the stage `here` preferred."""
    collections = [
        section.collection for section in guide.collections().values() if section.collection
    ]
    found = best(
        text,
        ((c, name) for c in collections for name in (c.singular, c.plural, *c.synonyms)),
    )
    own = [c for c in found if here and c.name.startswith(f"{here.id}.")]
    return own or found


def find_items(guide: Guide, state: State, text: str, here: Stage | None) -> list[ItemTarget]:
    """The items a text names: "die zweite Maßnahme", "Maßnahme 3", "das Projekt Bürgerbus"."""
    collections = find_collections(guide, text, here)
    number = parse_ordinal(text)
    if number is not None:
        for collection in collections:
            items = list(state.items.get(collection.name, ()))
            if 1 <= abs(number) <= len(items):
                item = items[number - 1 if number > 0 else number]
                return [_target(guide, state, collection, item)]
    searched = collections or [
        section.collection for section in guide.collections().values() if section.collection
    ]
    candidates = [
        (target, target.title)
        for collection in searched
        for item in state.items.get(collection.name, ())
        for target in [_target(guide, state, collection, item)]
    ]
    return best(text, candidates)


def _target(guide: Guide, state: State, collection: Collection, item: str) -> ItemTarget:
    title = item_title(guide, state, collection.name, item)
    number = list(state.items.get(collection.name, ())).index(item) + 1
    return ItemTarget(collection, item, title or f"{collection.singular} {number}")


def best(text: str, candidates: Iterable[tuple[T, str]]) -> list[T]:
    """The candidates whose name stands in the text, the best matches only; [] when none does.

    A longer name wins over a shorter one at the same score: "Ziel der Werkstatt" over "Ziel".
    """
    folded = fold(text)
    scored: list[tuple[float, int, T]] = []
    for candidate, name in candidates:
        score = _score(folded, fold(name))
        if score >= SURE:
            scored.append((score, len(name), candidate))
    if not scored:
        return []
    top = max(score for score, _, _ in scored)
    close = [(length, c) for score, length, c in scored if score >= top - CLOSE]
    longest = max(length for length, _ in close)
    return _unique([c for length, c in close if length >= longest - 1])


def _score(text: str, name: str) -> float:
    """How surely `name` stands in `text`, 0 to 100: whole words, small typing errors forgiven."""
    words = text.split()
    size = len(name.split())
    if len(name) < 4:
        return 100.0 if name in words else 0.0
    # The first letters agree: "Leitung" is not "Begleitung", whatever the rest is.
    windows = (" ".join(words[n : n + size]) for n in range(max(1, len(words) - size + 1)))
    bare = [window.strip(".,;:!?\"'„“") for window in windows]
    return max((fuzz.ratio(w, name) for w in bare if w[:1] == name[:1]), default=0.0)


def _unique(found: Sequence[T]) -> list[T]:
    unique: list[T] = []
    for candidate in found:
        if candidate not in unique:
            unique.append(candidate)
    return unique
