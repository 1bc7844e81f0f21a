"""The guide's parts as plain data: stages, sections, collections, questions, conditions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Union

if TYPE_CHECKING:
    from assistant.guide.state import Value

Kind = Literal["text", "number", "date", "single", "multiple", "list", "yes_no", "review"]
MunicipalityType = Literal["municipality", "district", "quarter", "association"]

MUNICIPALITY_TYPES: tuple[MunicipalityType, ...] = (
    "municipality",
    "district",
    "quarter",
    "association",
)
STAGE_IDS = ("kickoff", "profile", "workshop", "plan", "review")

# Lists of options that other packages offer; `process/offers.py` brings them. Those in PROPOSED
# differ from process to process and stand in its state.
PROPOSED = ("profile.swot_proposals", "profile.field_proposals")
OFFERED = ("toolkit.methods", *PROPOSED)

MORE = "more"
REVIEW = "review"


@dataclass(frozen=True)
class Option:
    """One option of a choice; `title` is what people read and may type.

    `answers` are those of the item that is made of it when it is chosen, by the question's name.
    """

    value: str
    title: str
    hint: str | None = None
    synonyms: tuple[str, ...] = ()
    answers: Mapping[str, Value] = field(default_factory=dict, hash=False, compare=False)


@dataclass(frozen=True)
class AnswerIs:
    """True when the question is answered with one of `values`; `negated`, with none of them."""

    question: str
    values: tuple[str | bool, ...]
    negated: bool = False


@dataclass(frozen=True)
class Answered:
    """True when the question has an answer."""

    question: str


@dataclass(frozen=True)
class TypeIs:
    """True for these kinds of municipality."""

    types: tuple[str, ...]


@dataclass(frozen=True)
class Every:
    """True when all parts are."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class AnyOf:
    """True when one part is."""

    parts: tuple[Condition, ...]


Condition = Union[AnswerIs, Answered, TypeIs, Every, AnyOf]


@dataclass(frozen=True)
class Example:
    """An example answer for a small and for a large municipality; often the same."""

    small: str
    large: str


@dataclass(frozen=True)
class Adoption:
    """Chosen items become items of `collection`; `reference` is its question that points back,
    where the option is an item itself.
    """

    collection: str
    reference: str | None = None


@dataclass(frozen=True)
class Question:
    """One question. `name` is its id within the stage or the collection."""

    name: str
    kind: Kind
    label: str
    text: str
    why: str
    help: str
    example: Example
    plain: str
    synonyms: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    options_from: str | None = None
    adopt_into: Adoption | None = None
    required: bool = False
    allow_unknown: bool = True
    condition: Condition | None = None
    min: float | None = None
    max: float | None = None
    integer: bool = False
    unit: str | None = None
    plausible: tuple[float, float] | None = None
    theme: str | None = None


@dataclass(frozen=True)
class Collection:
    """A repeated section's list of items; `name` is "<stage>.<collection>"."""

    name: str
    singular: str
    plural: str
    gender: Literal["f", "m", "n"]
    title: str
    synonyms: tuple[str, ...] = ()
    items_of: str | None = None
    more_first: Question | None = None
    more: Question | None = None
    required: bool = False
    at_most: int = 100


@dataclass(frozen=True)
class Section:
    """Some questions that belong together; with a collection, asked for each of its items."""

    name: str
    title: str
    questions: tuple[Question, ...]
    intro: str | None = None
    collection: Collection | None = None
    condition: Condition | None = None


@dataclass(frozen=True)
class Stage:
    """One of the five stages."""

    id: str
    title: str
    purpose: str
    duration: str
    prepare: tuple[str, ...]
    participants: str
    outcome: str
    next: str
    review: Question
    sections: tuple[Section, ...]
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Place:
    """Where a question stands: found by its id."""

    stage: Stage
    section: Section
    question: Question
    item: str | None = None


@dataclass(frozen=True, eq=False)
class Guide:
    """All stages in order, the shared lists of options, and words by kind of municipality.

    Compared and hashed by identity: it is loaded once and never changes.
    """

    stages: tuple[Stage, ...]
    words: Mapping[str, Mapping[str, str]]
    shared_options: Mapping[str, tuple[Option, ...]] = field(default_factory=dict)

    def stage(self, stage_id: str) -> Stage:
        """The stage of that id; KeyError when there is none."""
        for stage in self.stages:
            if stage.id == stage_id:
                return stage
        raise KeyError(stage_id)

    def collections(self) -> Mapping[str, Section]:
        """Sections that hold a collection of their own, by its name."""
        return {
            section.collection.name: section
            for stage in self.stages
            for section in stage.sections
            if section.collection and not section.collection.items_of
        }

    def number(self, stage_id: str) -> int:
        """A stage's number, from 1."""
        return next(n for n, stage in enumerate(self.stages, 1) if stage.id == stage_id)


def question_id(stage: Stage, section: Section, question: Question, item: str | None = None) -> str:
    """A question's id as the contract writes it."""
    if section.collection is None:
        return f"{stage.id}.{question.name}"
    return f"{section.collection.name}.{item}.{question.name}"


def numbered(titles: Sequence[str]) -> str:
    """Titles as a Markdown list with numbers from 1."""
    return "\n".join(f"{n}. {title}" for n, title in enumerate(titles, 1))
