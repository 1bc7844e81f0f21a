"""One message on its way: what came in, what is said, what was understood, what went wrong.

Rasa's actions have no way to hand things to their caller but events; the turn is carried beside
them in a context variable. In Rasa's stock commands there is none, and actions make their own.
"""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from assistant.guide.state import Value

if TYPE_CHECKING:
    from assistant.process.record import Record


@dataclass(frozen=True)
class Utterance:
    """One thing the assistant says. `kind` as in the contract."""

    text: str
    kind: str = "text"
    data: dict[str, Any] | None = None


@dataclass(frozen=True)
class ControlAnswer:
    """An answer from a control."""

    question: str
    value: Value
    revision: int | None = None


@dataclass(frozen=True)
class Command:
    """A command, from a control or typed. `text` is what was typed."""

    name: str
    question: str | None = None
    stage: str | None = None
    item: str | None = None
    text: str = ""


@dataclass(frozen=True)
class Understood:
    """What a message was taken for; `kind` is the contract's `as`."""

    kind: str
    name: str | None = None
    value: Value = None


@dataclass
class Turn:
    """One message of one member. `answered` is the question it answered; `record` the process it
    works on, when the caller has loaded it already.
    """

    text: str = ""
    answer: ControlAnswer | None = None
    command: Command | None = None
    said: list[Utterance] = field(default_factory=list)
    understood: Understood = Understood("unclear")
    answered: str | None = None
    error: Exception | None = None
    ends_process: bool = False
    ends_person: bool = False
    record: Record | None = None

    @property
    def ends(self) -> bool:
        """Whether nothing is left of the conversation after this turn."""
        return self.ends_process or self.ends_person


current_turn: ContextVar[Turn | None] = ContextVar("current_turn", default=None)
