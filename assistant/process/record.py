"""One process as a member works on it: its state, and every change made to it."""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple, cast

from sqlalchemy.engine import Connection

from assistant.guide.choices import options_of
from assistant.guide.model import MORE, REVIEW, STAGE_IDS, Guide, Place
from assistant.guide.places import find_place
from assistant.guide.state import Answer, State, Status, Value
from assistant.guide.walk import NEW, next_step
from assistant.process.adoption import adopted_items
from assistant.process.exchange.others import Others
from assistant.process.figures.facts import ProfileFacts, facts_of
from assistant.process.figures.material import Material, gather
from assistant.process.figures.proposals import Proposals
from assistant.process.refusals import (
    WRITING_ROLES,
    ProcessGoneError,
    ReadOnlyError,
    StaleRevisionError,
    UnknownQuestionError,
)
from assistant.process.state_cache import StateCache
from assistant.process.together.closing import settled_by
from assistant.process.together.matters import Matters, load_matters
from assistant.store import answers as answer_rows
from assistant.store import items as item_rows
from assistant.store.answers import AnswerRow
from assistant.store.conversations import Position, find_position, save_position
from assistant.store.processes import Member, Process, find_process, touch_process
from assistant.store.together import DelegationRow, close_delegations


class Change(NamedTuple):
    """What an answer becomes; `undoes` is the running number of the revision it takes back."""

    question: str
    value: Value
    status: Status = "answered"
    undoes: int | None = None


class Record:
    """A member's view of her process within one transaction."""

    def __init__(
        self,
        connection: Connection,
        guide: Guide,
        member: Member,
        lock: bool,
        cache: StateCache | None = None,
    ) -> None:
        process = find_process(connection, member.process, lock=lock)
        if process is None:
            raise ProcessGoneError(member.process)
        self._cache = cache
        self.connection = connection
        self.guide = guide
        self.member = member
        self.process: Process = process
        found = find_position(connection, member.id)
        self._is_new = found is None
        self.position = found or Position()
        self.version = process.version
        self.known_matters = cache.find_matters(process.id, process.version) if cache else None
        self.closed: list[DelegationRow] = []
        known = cache.find(process.id, process.version) if cache else None
        self.state = self._derived(known) if known else self._load_state()

        self._leave_deleted_item()

    def _leave_deleted_item(self) -> None:
        """Steps off a question whose item a colleague has deleted meanwhile."""
        if self.state.upcoming is None:
            return
        collection, item = self.state.upcoming
        if item_rows.was_deleted(self.connection, self.process.id, collection, item):
            stage = self.guide.stage(collection.partition(".")[0])
            self.position.question = None
            self.position.pending = None
            self.state = self._derived(self.state)
            self.at(next_step(self.guide, self.state, stage).id)

    def _load_state(self) -> State:
        rows = answer_rows.current_answers(self.connection, self.process.id)
        items: dict[str, list[str]] = {}
        for row in item_rows.current_items(self.connection, self.process.id):
            items.setdefault(row.collection, []).append(row.id)
        answers = {row.question: Answer(row.value, status_of(row), row.revision) for row in rows}
        state = State(
            name=self.process.municipality, type=self.process.type, answers=answers, items=items
        )
        return self._derived(state)

    def _derived(self, state: State) -> State:
        """The state with what follows from it: completed stages, the upcoming item."""
        completed = frozenset(s for s in STAGE_IDS if state.value(f"{s}.{REVIEW}") == "confirm")
        return replace(
            state,
            completed=completed,
            upcoming=self._upcoming(state),
            proposals=Proposals(state, self.facts_of),
        )

    @cached_property
    def material(self) -> Material:
        """Register, district and own tables, fetched when they are first needed."""
        if self._cache is not None:
            return self._cache.materials.of(self.connection, self.process)
        return gather(self.connection, self.process)

    @cached_property
    def others(self) -> Others:
        """What other municipalities share, ready to be compared and searched."""
        return self._cache.others if self._cache is not None else Others()

    def forget_material(self) -> None:
        """Fetches the material anew next time: a table was taken over."""
        self.__dict__.pop("material", None)
        self.state = self._derived(self.state)

    def facts(self) -> ProfileFacts:
        """What follows from the figures as they stand."""
        return self.facts_of(self.state)

    def facts_of(self, state: State) -> ProfileFacts:
        """What follows from the figures of a state."""
        return facts_of(self.guide, state, self.material)

    def lasting_state(self) -> State:
        """The state without what hangs on this transaction, to be kept."""
        return replace(self.state, proposals={})

    def _upcoming(self, state: State) -> tuple[str, str] | None:
        parts = (self.position.question or "").split(".")
        if len(parts) != 4:
            return None
        collection = f"{parts[0]}.{parts[1]}"
        if collection not in self.guide.collections() or parts[2] in state.items.get(
            collection, ()
        ):
            return None
        return collection, parts[2]

    def at(self, question: str | None) -> None:
        """Makes a question the open one; "new" in its id becomes the id of a new item."""
        if question is not None and f".{NEW}." in question:
            question = question.replace(f".{NEW}.", f".{secrets.token_hex(4)}.")
        self.position.question = question
        self.position.failures = 0
        self.state = self._derived(self.state)

    def save_position(self) -> None:
        """Stores where the member is."""
        save_position(self.connection, self.member.id, self.position, self._is_new)
        self._is_new = False

    def place(self, question: str) -> Place:
        """Where a question stands. Raises UnknownQuestionError, for an unknown item too."""
        place = find_place(self.guide, question)
        if place is None:
            raise UnknownQuestionError(question)
        collection = place.section.collection
        if place.item is not None and collection is not None:
            source = collection.items_of or collection.name
            if place.item not in self.state.items_of(source):
                raise UnknownQuestionError(question)
        return place

    def check_revision(self, question: str, revision: int | None) -> None:
        """Raises StaleRevisionError when `revision` is given and no longer the current one."""
        if revision is None:
            return
        current = self.state.answers.get(question)
        if current is not None and current.revision != revision:
            row = answer_rows.find_answer(self.connection, self.process.id, question)
            assert row is not None
            raise StaleRevisionError(row)

    def store(
        self, question: str, value: Value, status: Status = "answered", undoes: int | None = None
    ) -> AnswerRow:
        """A new revision of an answer. It begins an upcoming item and adopts chosen ones."""
        place = self.place(question)
        self._check_role()
        self._begin_item(place)
        current = self.state.answers.get(question)
        row = AnswerRow(
            question=question,
            value=value,
            status=status,
            revision=current.revision + 1 if current else 1,
            member=self.member.id,
            at=datetime.datetime.now(datetime.timezone.utc),
        )
        answer_rows.append_revision(self.connection, self.process.id, row, undoes)
        self._touch()
        answer = Answer(value, status, row.revision)
        changed = replace(self.state, answers={**self.state.answers, question: answer})
        self.state = self._derived(changed)
        self._settle_matters(question, status)
        if place.question.adopt_into and isinstance(value, list):
            self._adopt(place, value)
        return row

    def store_many(self, changes: Iterable[Change]) -> list[AnswerRow]:
        """New revisions of several answers at once, as given: nothing is begun or adopted."""
        self._check_role()
        answers, rows = dict(self.state.answers), []
        now = datetime.datetime.now(datetime.timezone.utc)
        for question, value, status, undoes in changes:
            before = answers.get(question)
            number = before.revision + 1 if before else 1
            row = AnswerRow(question, value, status, number, self.member.id, now)
            answer_rows.append_revision(self.connection, self.process.id, row, undoes)
            answers[question] = Answer(value, status, number)
            rows.append(row)
        self._touch()
        self.state = self._derived(replace(self.state, answers=answers))
        for row in rows:
            self._settle_matters(row.question, status_of(row))
        return rows

    def _touch(self) -> None:
        touch_process(self.connection, self.process.id)
        self.version += 1

    @property
    def matters(self) -> Matters:
        """What is open between the members, fetched when it is first needed."""
        if self.known_matters is None:
            self.known_matters = load_matters(self.connection, self.process.id)
        return self.known_matters

    def matters_changed(self) -> None:
        """Something was handed over, remarked or settled: it is fetched anew."""
        self._touch()
        self.known_matters = None

    def _settle_matters(self, question: str, status: Status) -> None:
        """Closes what was handed over and is answered now."""
        found = settled_by(self.matters, self.guide, self.state, question, status, self.member)
        if not found:
            return
        now = datetime.datetime.now(datetime.timezone.utc)
        for one, became in found:
            close_delegations(self.connection, [one.id], became, self.member.id, now)
        self.closed += [one for one, _ in found]
        gone = {one.id for one, _ in found}
        left = tuple(one for one in self.matters.delegations if one.id not in gone)
        self.known_matters = replace(self.matters, delegations=left)

    def _check_role(self) -> None:
        if self.member.role not in WRITING_ROLES:
            raise ReadOnlyError(self.member.role)

    def _begin_item(self, place: Place) -> None:
        collection = place.section.collection
        if place.item is None or collection is None or collection.items_of:
            return
        if place.item not in self.state.items.get(collection.name, ()):
            self.add_item(collection.name, place.item)

    def _adopt(self, place: Place, chosen: list[str]) -> None:
        adoption = place.question.adopt_into
        assert adoption is not None
        known = item_rows.origins(self.connection, self.process.id, adoption.collection)
        options = options_of(place.question, self.guide, self.state)
        for origin, answers in adopted_items(self.guide, adoption, chosen, options, known):
            item = self.add_item(adoption.collection, secrets.token_hex(4), origin)
            for name, value in answers.items():
                self.store(f"{adoption.collection}.{item}.{name}", value)

    def add_item(self, collection: str, item: str | None = None, origin: str | None = None) -> str:
        """A new item at the end of its collection; its id."""
        self._check_role()
        item = item or secrets.token_hex(4)
        item_rows.add_item(self.connection, self.process.id, collection, item, origin)
        self._items_changed(collection, [*self.state.items.get(collection, ()), item])
        return item

    def delete_item(self, collection: str, item: str) -> None:
        """Takes an item out; `restore_item` brings it back."""
        self._check_role()
        now = datetime.datetime.now(datetime.timezone.utc)
        item_rows.delete_item(
            self.connection, self.process.id, collection, item, self.member.id, now
        )
        self._items_changed(collection, [i for i in self.state.items[collection] if i != item])

    def restore_item(self, collection: str, item: str) -> None:
        """Brings a deleted item back to its place."""
        self._check_role()
        item_rows.restore_item(self.connection, self.process.id, collection, item)
        self._touch()
        self.state = self._load_state()

    def order_items(self, collection: str, ids: list[str]) -> None:
        """Puts all items of a collection in this order."""
        self._check_role()
        item_rows.set_order(self.connection, self.process.id, collection, ids)
        self._items_changed(collection, ids)

    def _items_changed(self, collection: str, ids: list[str]) -> None:
        self._touch()
        changed = replace(self.state, items={**self.state.items, collection: ids})
        self.state = self._derived(changed)


def is_more(question: str) -> bool:
    """Whether this is the question for one more item."""
    return question.rpartition(".")[2] == MORE


def status_of(row: AnswerRow) -> Status:
    """The status of a stored answer."""
    return cast(Status, row.status)
