"""Whether a question is asked: conditions evaluated on a state, and put into words."""

from __future__ import annotations

from assistant.guide.model import (
    Answered,
    AnswerIs,
    AnyOf,
    Condition,
    Every,
    Guide,
    Place,
    TypeIs,
)
from assistant.guide.places import find_place
from assistant.guide.state import State

TYPE_NAMES = {
    "municipality": "Gemeinden, Städte",
    "district": "Landkreise",
    "quarter": "Quartiere",
    "association": "Gemeindeverbände",
}


def holds(condition: Condition | None, state: State, prefix: str = "") -> bool:
    """Whether a condition is true. `prefix` is "<stage>.<collection>.<item>" for `.name`."""
    if condition is None:
        return True
    if isinstance(condition, TypeIs):
        return state.type in condition.types
    if isinstance(condition, Every):
        return all(holds(part, state, prefix) for part in condition.parts)
    if isinstance(condition, AnyOf):
        return any(holds(part, state, prefix) for part in condition.parts)
    value = state.value(resolve(condition.question, prefix))
    if isinstance(condition, Answered):
        return value is not None
    if value is None:
        return False
    given = value if isinstance(value, list) else [value]
    return any(v in condition.values for v in given) != condition.negated


def resolve(question: str, prefix: str) -> str:
    """The whole id of a question named in a condition or a text, `.name` within its item."""
    return prefix + question if question.startswith(".") else question


def depends_on(condition: Condition | None, question: str, prefix: str = "") -> bool:
    """Whether a condition looks at that question."""
    if isinstance(condition, (Every, AnyOf)):
        return any(depends_on(part, question, prefix) for part in condition.parts)
    if isinstance(condition, (AnswerIs, Answered)):
        return resolve(condition.question, prefix) == question
    return False


def in_words(condition: Condition | None, guide: Guide, prefix: str = "") -> str | None:
    """A condition as a German sentence, or None without one."""
    return f"Nur wenn {_clause(condition, guide, prefix)}." if condition else None


def _clause(condition: Condition, guide: Guide, prefix: str) -> str:
    if isinstance(condition, TypeIs):
        *first, last = (TYPE_NAMES[kind] for kind in condition.types)
        kinds = f"{', '.join(first)} und {last}" if first else last
        return f"es um {kinds} geht"
    if isinstance(condition, Every):
        return " und ".join(_clause(part, guide, prefix) for part in condition.parts)
    if isinstance(condition, AnyOf):
        return " oder ".join(_clause(part, guide, prefix) for part in condition.parts)
    place = find_place(guide, resolve(condition.question, prefix))
    label = place.question.label if place else condition.question
    if isinstance(condition, Answered):
        return f"„{label}“ beantwortet ist"
    values = " oder ".join(f"„{_title(value, place, guide)}“" for value in condition.values)
    return f"„{label}“ {'nicht ' if condition.negated else ''}{values} ist"


def _title(value: str | bool, place: Place | None, guide: Guide) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if place is None:
        return value
    source = (place.question.options_from or "").removeprefix("options.")
    options = place.question.options or guide.shared_options.get(source, ())
    return next((option.title for option in options if option.value == value), value)
