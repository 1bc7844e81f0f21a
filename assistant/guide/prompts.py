"""A step of the walk as the open question people see: its texts filled, its options named."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.guide import answers
from assistant.guide.choices import item_title, options_of
from assistant.guide.conditions import resolve
from assistant.guide.model import Guide, Option, Question
from assistant.guide.places import find_place
from assistant.guide.state import State, Value
from assistant.guide.walk import Step
from assistant.guide.wording import fill

LARGE_FROM = 20_000
POPULATION = "profile.population"


@dataclass(frozen=True)
class Prompt:
    """The open question; the fields are those of the contract."""

    question: str
    stage: str
    section: str
    label: str
    text: str
    why: str
    help: str
    example: str
    plain: str
    kind: str
    required: bool
    allow_unknown: bool
    revision: int
    options: tuple[Option, ...] = field(default=())
    min: float | None = None
    max: float | None = None
    unit: str | None = None
    current: Value = None


def prompt_of(step: Step, guide: Guide, state: State) -> Prompt:
    """The prompt of a step."""
    question = step.question
    answer = state.answers.get(step.id)
    return Prompt(
        question=step.id,
        stage=step.stage.id,
        section=step.section.name,
        label=question.label,
        text=filled(question.text, step, guide, state),
        why=filled(question.why, step, guide, state),
        help=filled(question.help, step, guide, state),
        example=filled(example_of(question, state), step, guide, state),
        plain=filled(question.plain, step, guide, state),
        kind=question.kind,
        required=question.required,
        allow_unknown=question.allow_unknown,
        revision=answer.revision if answer else 0,
        options=options_of(question, guide, state),
        min=question.min,
        max=question.max,
        unit=question.unit,
        current=state.value(step.id),
    )


def filled(text: str, step: Step, guide: Guide, state: State) -> str:
    """A text of a step with its words in braces filled.

    In a round over another collection's items, `.title` is that collection's question.
    """

    def quote(name: str) -> str | None:
        found = shown(resolve(name, step.prefix), guide, state)
        collection = step.section.collection
        if found is None and name.startswith(".") and collection and collection.items_of:
            if name == ".title" and isinstance(state.value(collection.items_of), list):
                return item_title(guide, state, collection.items_of, step.item or "")
            return shown(f"{collection.items_of}.{step.item}{name}", guide, state)
        return found

    return fill(text, guide, state, quote)


def shown(question: str, guide: Guide, state: State) -> str | None:
    """How an answer is displayed, or None where there is none."""
    place = find_place(guide, question)
    value = state.value(question)
    if place is None or value is None:
        return None
    options = options_of(place.question, guide, state)
    return answers.display(place.question, options, value)


def example_of(question: Question, state: State) -> str:
    """The example for a municipality of this size: large from 20,000 inhabitants, and districts."""
    population = state.value(POPULATION)
    known = population if isinstance(population, (int, float)) else None
    large = state.type == "district" if known is None else known >= LARGE_FROM
    return question.example.large if large else question.example.small
