"""Who may do what: the roles of each operation as the description names them (`x-roles`)."""

from __future__ import annotations

from assistant.store.processes import Member
from assistant.web.description import Operation
from assistant.web.problems import Problem

ROLES = ("founder", "editor", "viewer", "adviser")

DELETION = "Alle Daten löschen kann nur die Person, die das Vorhaben angelegt hat."
FOUNDER_ONLY = "Das kann nur die Person, die das Vorhaben angelegt hat."
MEMBERS_ONLY = "Sie lesen hier mit. Ändern können nur die Mitwirkenden."
NOT_FOR_VIEWERS = (
    "Sie lesen hier mit. Anmerken und vorschlagen können die Mitwirkenden und beratende Personen."
)


def check_role(operation: Operation, member: Member) -> None:
    """Ends with 403 unless the member's role is named; an operation that names none is closed."""
    if member.role not in operation.roles:
        raise Problem(403, _refusal(operation))


def _refusal(operation: Operation) -> str:
    if operation.id == "deleteProcess":
        return DELETION
    if operation.roles <= {"founder"}:
        return FOUNDER_ONLY
    return NOT_FOR_VIEWERS if "adviser" in operation.roles else MEMBERS_ONLY
