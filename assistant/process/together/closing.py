"""When something handed over is done: with its answer, whoever gave it."""

from __future__ import annotations

from assistant.guide.model import Guide
from assistant.guide.state import State, Status
from assistant.process.together.matters import (
    Matters,
    is_for,
    is_left,
    section_of,
    steps_of,
)
from assistant.store.processes import Member
from assistant.store.together import DelegationRow


def settled_by(
    matters: Matters, guide: Guide, state: State, question: str, status: Status, member: Member
) -> list[tuple[DelegationRow, str]]:
    """The delegations that an answer settles, each with its new status.

    Who was asked and does not know gives the question back; a section is done when none of its
    questions waits any more.
    """
    if not matters.delegations or status not in ("answered", "unknown"):
        return []
    found: list[tuple[DelegationRow, str]] = []
    section = section_of(guide, question)
    for one in matters.delegations:
        if one.question == question and status == "answered":
            found.append((one, "answered"))
        elif one.question == question and is_for(one, member):
            found.append((one, "withdrawn"))
        elif one.section == section is not None and _is_done(guide, state, one, question):
            found.append((one, "answered"))
    return found


def _is_done(guide: Guide, state: State, one: DelegationRow, question: str) -> bool:
    walk = steps_of(guide, state, one)
    if any(is_left(step, state) for step in walk):
        return False
    lists = any(step.role == "more" for step in walk)
    # A list is done when somebody says that there is no more.
    return not lists or (question.endswith(".more") and state.value(question) is False)
