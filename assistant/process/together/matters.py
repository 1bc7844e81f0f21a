"""What is open between the members of a process: questions handed over, notes and proposals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from assistant.guide.model import Guide, Section, Stage
from assistant.guide.places import find_place
from assistant.guide.state import State
from assistant.guide.walk import Step, steps
from assistant.language.spelling import fold
from assistant.process.refusals import WRITING_ROLES
from assistant.store.processes import Member
from assistant.store.together import DelegationRow, NoteRow, delegations_of, notes_of

FORMER = "eine ehemals mitwirkende Person"


@dataclass(frozen=True)
class Matters:
    """The open delegations and the open notes of one process at one version."""

    delegations: tuple[DelegationRow, ...] = ()
    notes: tuple[NoteRow, ...] = ()

    def covering(self, question: str, section: str | None) -> DelegationRow | None:
        """The delegation that a question belongs to; its own before that of its section."""
        whole = None
        for one in self.delegations:
            if one.question == question:
                return one
            if section is not None and one.section == section:
                whole = one
        return whole

    def on(self, question: str) -> tuple[NoteRow, ...]:
        """The open notes on a question."""
        return tuple(note for note in self.notes if note.question == question)


def load_matters(connection: Connection, process: str) -> Matters:
    """What is open in a process: two queries, however much it is."""
    return Matters(
        tuple(delegations_of(connection, process)),
        tuple(notes_of(connection, process, status="open")),
    )


def section_id(stage: Stage, section: Section) -> str:
    """A section's name over the whole guide: "kickoff.occasion"."""
    return f"{stage.id}.{section.name}"


def section_of(guide: Guide, question: str) -> str | None:
    """The section a question belongs to, or None for one the guide does not know."""
    place = find_place(guide, question)
    return section_id(place.stage, place.section) if place else None


def find_section(guide: Guide, name: str) -> tuple[Stage, Section] | None:
    """Stage and section of a section's name."""
    stage_id, _, section_name = name.partition(".")
    return next(
        (
            (stage, section)
            for stage in guide.stages
            if stage.id == stage_id
            for section in stage.sections
            if section.name == section_name
        ),
        None,
    )


def is_for(one: DelegationRow, member: Member) -> bool:
    """Whether a delegation is for this member: for her by name, or for her department."""
    if one.recipient is not None:
        return one.recipient == member.id
    if member.role not in WRITING_ROLES or not one.department or not member.department:
        return False
    return one.name is None and fold(one.department) == fold(member.department)


def for_member(delegations: Iterable[DelegationRow], member: Member) -> list[DelegationRow]:
    """What is asked of a member: what is due first, then what was asked first."""
    own = [one for one in delegations if is_for(one, member)]
    return sorted(own, key=lambda one: (one.due or "9999", one.at, one.id))


def recipient_text(one: DelegationRow) -> str:
    """Who it was handed to: "Frau Öztürk (Jugendamt)"."""
    if one.name and one.department:
        return f"{one.name} ({one.department})"
    return one.name or one.department or FORMER


def steps_of(guide: Guide, state: State, one: DelegationRow) -> list[Step]:
    """The questions of a delegation that are asked now, in their order."""
    return steps_within(guide, state, one.question, one.section)


def steps_within(
    guide: Guide, state: State, question: str | None, section: str | None
) -> list[Step]:
    """The questions of a section, or the one question, as far as they are asked now."""
    found = find_section(guide, section) if section is not None else None
    if found is not None:
        walk = steps(guide, state, found[0])
        return [step for step in walk if step.section is found[1] and step.role != "review"]
    place = find_place(guide, question or "")
    if place is None:
        return []
    return [step for step in steps(guide, state, place.stage) if step.id == question]


def is_left(step: Step, state: State) -> bool:
    """Whether a question that was handed over still waits for an answer."""
    if step.role == "more":
        return False
    answer = state.answer(step.id)
    return answer is None or answer.status == "skipped"
