"""The record of sign-ins and changes of rights, for the operator and for who must answer for it."""

from __future__ import annotations

import datetime
from typing import Literal

from sqlalchemy.engine import Connection

from assistant.store.audit import AuditRow, append_event
from assistant.store.processes import Member

# With what `daks audit` calls them.
ACTIONS = {
    "registered": "Vorhaben angelegt",
    "signed_in": "angemeldet",
    "joined": "dazugekommen",
    "signed_out": "abgemeldet",
    "signed_out_everywhere": "überall abgemeldet",
    "invited": "eingeladen",
    "invitation_revoked": "Einladung zurückgenommen",
    "role_changed": "Rolle geändert",
    "access_ended": "Zugang beendet",
    "access_given": "Zugang neu gegeben",
}
Outcome = Literal["done", "refused"]


def note_event(
    connection: Connection,
    action: str,
    *,
    process: str | None = None,
    by: Member | str | None = None,
    about: str | None = None,
    role: str | None = None,
    outcome: Outcome = "done",
) -> None:
    """Notes that something happened; `by` and `about` are members, never names or addresses."""
    assert action in ACTIONS, action
    actor = by.id if isinstance(by, Member) else by
    if process is None and isinstance(by, Member):
        process = by.process
    now = datetime.datetime.now(datetime.timezone.utc)
    append_event(connection, AuditRow(now, action, outcome, process, actor, about, role))
