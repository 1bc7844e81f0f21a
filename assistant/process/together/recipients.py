"""Who is meant by "Frau Öztürk vom Jugendamt": a member with access, or somebody to invite."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.language.spelling import fold
from assistant.process.refusals import WRITING_ROLES
from assistant.store.processes import Member
from assistant.store.together import DelegationRow

# What stands before a name and does not tell people apart.
TITLES = frozenset(
    [
        "frau",
        "herr",
        "herrn",
        "fr",
        "hr",
        "kollege",
        "kollegen",
        "kollegin",
        "dr",
        "prof",
        "doktor",
        "professor",
        "die",
        "der",
        "den",
        "dem",
    ]
)


@dataclass(frozen=True)
class Recipient:
    """Who something is handed to: a member, or a name or department without access yet."""

    member: Member | None = None
    name: str | None = None
    department: str | None = None


class SeveralMeantError(Exception):
    """Several members are called so."""

    def __init__(self, members: Sequence[Member]) -> None:
        super().__init__(len(members))
        self.members = tuple(members)


class CannotAnswerError(Exception):
    """The member who is meant only reads or advises."""

    def __init__(self, member: Member) -> None:
        super().__init__(member.role)
        self.member = member


def find_recipient(
    members: Sequence[Member], name: str | None, department: str | None
) -> Recipient:
    """The recipient by name or department; nobody's access is guessed from a department alone
    where several work in it.

    Raises SeveralMeantError and CannotAnswerError.
    """
    if name is None:
        return Recipient(department=department)
    named = [member for member in members if _is_called(member, name)]
    if department and len(named) > 1:
        named = [m for m in named if m.department and fold(m.department) == fold(department)]
    if len(named) > 1:
        raise SeveralMeantError(named)
    if not named:
        return Recipient(name=name, department=department)
    if named[0].role not in WRITING_ROLES:
        raise CannotAnswerError(named[0])
    return Recipient(member=named[0])


def has_department(members: Sequence[Member], department: str | None) -> bool:
    """Whether somebody who may answer works in a department."""
    return department is not None and any(
        member.role in WRITING_ROLES
        and member.department is not None
        and fold(member.department) == fold(department)
        for member in members
    )


def is_meant(one: DelegationRow, name: str | None, department: str | None) -> bool:
    """Whether a name or a department is that of whom something was handed to."""
    if name is not None and one.name is not None:
        return _is_same(name, one.name)
    return None not in (department, one.department) and fold(department or "") == fold(
        one.department or ""
    )


def _is_called(member: Member, name: str) -> bool:
    return _is_same(name, member.name)


def _is_same(name: str, other: str) -> bool:
    """Whether all words of the shorter name stand in the longer: "Frau Öztürk", "Aylin Öztürk"."""
    said, own = _words(name), _words(other)
    return bool(said and own) and (said <= own or own <= said)


def _words(name: str) -> set[str]:
    words = {word.strip(".,") for word in fold(name).split()}
    return words - TITLES
