"""The answers of one process as a document tells them: each once, none forgotten.

Whoever tells an answer asks the book for it, and the book remembers. What nobody has told is
the `rest`, so that by construction every answer of a stage stands in its documents, and once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.documents.book_item import Item
from assistant.documents.entries import Entry, Gap, Rest
from assistant.documents.phrasing import in_signs, measured
from assistant.guide.answers import display
from assistant.guide.choices import item_title, options_of
from assistant.guide.model import MORE, PROPOSED, STAGE_IDS, Guide, Place, Question
from assistant.guide.places import find_place
from assistant.guide.state import State, Value
from assistant.guide.walk import NEW, Step, steps
from assistant.guide.wording import fill

__all__ = ["Book", "Item"]

_OF_ITEM = re.compile(r" (der Maßnahme|des Projekts|des Ziels|des Schritts)$")


class Book:
    """The answers of one process, and which of them are told already.

    Answers to questions that are no longer asked count as none, except in `rest`.
    """

    def __init__(self, guide: Guide, state: State) -> None:
        self.guide = guide
        self.state = state
        self.told: set[str] = set()
        walk = [
            step
            for stage_id in STAGE_IDS
            for step in steps(guide, state, guide.stage(stage_id))
            if step.role == "question"
        ]
        self._asked: dict[str, Step] = {step.id: step for step in walk if step.item != NEW}
        # A list that needs an item and has none.
        self._wanted = [step for step in walk if step.item == NEW]

    def said(self, question: str) -> str | None:
        """An answer as people read it, told from now on; None where there is none."""
        self.tell(question)
        return self.peek(question)

    def value(self, question: str) -> Value:
        """An answer's value, told from now on; None where there is none."""
        self.tell(question)
        return self.peek_value(question)

    def entries_of(self, question: str) -> tuple[str, ...]:
        """A list's entries or the titles of what is chosen, told from now on."""
        self.tell(question)
        return self.peek_entries(question)

    def entry(self, question: str) -> Entry | None:
        """An answer with its name, told from now on; None where there is none."""
        self.tell(question)
        if self.peek_value(question) is None:
            return None
        return self._entry(question, self._question(question))

    def tell(self, *questions: str) -> None:
        """Marks answers as told."""
        self.told.update(questions)

    def peek(self, question: str) -> str | None:
        """An answer as people read it, without telling it."""
        value = self.peek_value(question)
        return None if value is None else self._display(question, value)

    def peek_value(self, question: str) -> Value:
        """An answer's value, without telling it."""
        return self._current(question) if question in self._asked else None

    def peek_entries(self, question: str) -> tuple[str, ...]:
        """A list's entries or the titles of what is chosen, without telling them."""
        value = self.peek_value(question)
        if not isinstance(value, list):
            return () if value is None else (self._display(question, value),)
        return self._points(self._question(question), value)

    def is_unknown(self, question: str) -> bool:
        """Whether "weiß ich noch nicht" stands there."""
        answer = self.state.answer(question)
        return question in self._asked and answer is not None and answer.status == "unknown"

    def is_asked(self, question: str) -> bool:
        """Whether the question is asked as the answers stand."""
        return question in self._asked

    def label(self, question: str) -> str:
        """The question's short name. Raises KeyError for an unknown question."""
        return self._question(question).label

    def items(self, collection: str) -> list[Item]:
        """The items of a collection in their order."""
        section = next(
            found
            for stage in self.guide.stages
            for found in stage.sections
            if found.collection and found.collection.name == collection
        )
        assert section.collection is not None
        source = section.collection.items_of or collection
        return [
            Item(self, collection, source, item, number, section.collection.singular)
            for number, item in enumerate(self.state.items_of(source), 1)
        ]

    def words(self, text: str) -> str:
        """A fixed text with its words in braces filled: {name}, {kommune_dat}, {rat} …"""
        return fill(text, self.guide, self.state, self.peek)

    def gaps(self, stage: str) -> list[Gap]:
        """What is open in a stage: required questions without an answer, and what is unknown."""
        empty = [
            Gap(step.id, step.section.collection.plural, None, required=True, unknown=False)
            for step in self._wanted
            if step.stage.id == stage and step.section.collection
        ]
        return [gap for step in self._steps(stage) if (gap := self._gap(step)) is not None] + empty

    def is_begun(self, stage: str) -> bool:
        """Whether any question of the stage is answered."""
        return any(self.state.value(step.id) is not None for step in self._steps(stage))

    def is_complete(self, stage: str) -> bool:
        """Whether no required question of the stage is open."""
        return not any(gap.required for gap in self.gaps(stage))

    def rest(self, stage: str) -> list[Rest]:
        """The untold answers of a stage by section, told from now on.

        Last come those to questions that are no longer asked: they were given, and stand there.
        """
        grouped: dict[str, list[Entry]] = {}
        for step in self._steps(stage):
            if step.id not in self.told and self.peek_value(step.id) is not None:
                title = step.section.title
                grouped.setdefault(title, []).append(self._entry(step.id, step.question))
        rests = [Rest(title, tuple(entries)) for title, entries in grouped.items()]
        earlier = tuple(self._earlier(stage))
        if earlier:
            rests.append(Rest("Frühere Angaben", earlier, earlier=True))
        self.tell(*(entry.question for rest in rests for entry in rest.entries))
        return rests

    def _earlier(self, stage: str) -> Iterator[Entry]:
        for question in self.state.answers:
            if not question.startswith(f"{stage}.") or self.state.value(question) is None:
                continue
            place = find_place(self.guide, question)
            if place is None or question in self._asked or question in self.told:
                continue
            is_answer = question.rpartition(".")[2] != MORE and place.question.kind != "review"
            if is_answer and self._exists(place):
                yield self._entry(question, place.question)

    def _exists(self, place: Place) -> bool:
        """Whether the question's item is there: what was deleted is gone."""
        collection = place.section.collection
        if place.item is None or collection is None:
            return True
        return place.item in self.state.items_of(collection.items_of or collection.name)

    def _current(self, question: str) -> Value:
        """A value; of chosen proposals those that still are some. The others, once chosen, became
        items, which tell themselves.
        """
        value = self.state.value(question)
        source = self._question(question).options_from
        if source not in PROPOSED or not isinstance(value, list):
            return value
        known = {option.value for option in self.state.proposals.get(source, ())}
        kept = [chosen for chosen in value if chosen in known]
        return kept if kept or not value else None

    def _steps(self, stage: str) -> Iterator[Step]:
        return (step for step in self._asked.values() if step.stage.id == stage)

    def _gap(self, step: Step) -> Gap | None:
        if self.state.value(step.id) is not None:
            return None
        unknown = self.is_unknown(step.id)
        if not unknown and not step.question.required:
            return None
        item = self._item_name(step.id)
        return Gap(step.id, step.question.label, item, step.question.required, unknown)

    def _entry(self, question: str, found: Question) -> Entry:
        value = self._current(question)
        return Entry(
            question=question,
            label=_within(found.label) if self._item_name(question) else found.label,
            text=self._display(question, value),
            points=self._points(found, value) if isinstance(value, list) else (),
            own_words=found.kind in ("text", "list"),
            item=self._item_name(question),
        )

    def _points(self, question: Question, value: list[str]) -> tuple[str, ...]:
        if question.kind == "list":
            return tuple(value)
        options = options_of(question, self.guide, self.state)
        shown = (display(question, options, [chosen]) for chosen in value)
        return tuple(shown if question.options_from else map(in_signs, shown))

    def _item_name(self, question: str) -> str | None:
        place = find_place(self.guide, question)
        if place is None or place.item is None or place.section.collection is None:
            return None
        collection = place.section.collection
        source = collection.items_of or collection.name
        named = item_title(self.guide, self.state, source, place.item)
        if named:
            return named
        number = self.state.items_of(source).index(place.item) + 1
        return f"{collection.singular} {number}"

    def _display(self, question: str, value: Value) -> str:
        found = self._question(question)
        if found.unit and isinstance(value, (int, float)) and not isinstance(value, bool):
            return measured(value, found.unit)
        shown = display(found, options_of(found, self.guide, self.state), value)
        # Titles of options are fixed texts unless they name what people wrote.
        return in_signs(shown) if found.options and not found.options_from else shown

    def _question(self, question: str) -> Question:
        place = find_place(self.guide, question)
        if place is None:
            raise KeyError(question)
        return place.question


def _within(label: str) -> str:
    """A question's name below its item's: "Kosten der Maßnahme" is "Kosten" there."""
    return _OF_ITEM.sub("", label)
