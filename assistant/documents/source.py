"""Everything a document may tell of one process, as plain data that travels to a child process."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from assistant.documents.content import COLOUR, Letterhead
from assistant.guide.state import State

if TYPE_CHECKING:
    from assistant.plan.model import Strategy
    from assistant.process.figures.facts import ProfileFacts
    from assistant.process.figures.then_and_now import FigureChange
    from assistant.process.rounds.model import Round


@dataclass(frozen=True)
class Person:
    """A member of the process: who works on it, not who is invited."""

    name: str
    department: str | None
    role: str


@dataclass(frozen=True)
class Source:
    """One process on one day.

    `type` is the kind of municipality, `parent` the city of a quarter. The guide does not travel:
    it is loaded where the document is made. `process` is the id that calendars tell it by.
    `rounds` are the earlier rounds of the plan, `changes` the profile's figures then and now.
    `contributors` are the names by stage, where the municipality wants them in its documents.
    """

    municipality: str
    type: str
    state: State
    today: datetime.date
    parent: str | None = None
    members: tuple[Person, ...] = ()
    strategy: Strategy | None = None
    profile: ProfileFacts | None = None
    coat_of_arms: bytes | None = None
    colour: str = COLOUR
    process: str = ""
    rounds: tuple[Round, ...] = ()
    changes: tuple[FigureChange, ...] = ()
    contributors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # An item that is offered but not begun stands in no document.
        if self.state.upcoming is not None:
            object.__setattr__(self, "state", replace(self.state, upcoming=None))

    def __getstate__(self) -> dict[str, Any]:
        # `replace` begins with no walks: they would be larger than all answers.
        return {**self.__dict__, "state": replace(self.state)}

    @property
    def letterhead(self) -> Letterhead:
        """Whose document it is."""
        return Letterhead(self.full_name, self.coat_of_arms, self.colour)

    @property
    def full_name(self) -> str:
        """The municipality's name; a quarter's with its city: "Nordstadt (Dortmund)"."""
        if self.parent and self.parent.casefold() not in self.municipality.casefold():
            return f"{self.municipality} ({self.parent})"
        return self.municipality
