"""The invitation of somebody who is asked and has no access yet, with a text for an e-mail."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.language.date_forms import format_date
from assistant.process.codes import hash_code
from assistant.process.phrases import say
from assistant.process.sign_in import invite
from assistant.process.together.matters import recipient_text
from assistant.process.together.naming import delegation_label
from assistant.settings import read_settings
from assistant.store.together import DelegationRow

if TYPE_CHECKING:
    from assistant.process.record import Record


@dataclass(frozen=True)
class Invited:
    """A new invitation. `code` is shown once and never stored; only its hash is."""

    code: str
    code_hash: str
    expires_at: datetime.datetime


@dataclass(frozen=True)
class Letter:
    """A text ready to be sent by e-mail."""

    subject: str
    text: str


def invite_for(record: Record, one: DelegationRow) -> Invited:
    """A code for the recipient, who may answer and change like every member."""
    days = read_settings().invitation_days
    code, expires_at = invite(
        record.connection,
        record.process.id,
        "editor",
        one.name or one.department,
        days,
        by=record.member,
    )
    return Invited(code, hash_code(code), expires_at)


def letter(record: Record, one: DelegationRow, invited: Invited, address: str | None) -> Letter:
    """What may be written to the recipient; `address` is where the assistant is found."""
    words = {
        "recipient": recipient_text(one),
        "sender": record.member.name,
        "municipality": record.process.municipality,
        "question": delegation_label(record.guide, record.state, one),
        "code": invited.code,
        "until": format_date(invited.expires_at.date().isoformat()),
    }
    parts = [say("invitation_greeting", 0, **words), say("invitation_asked", 0, **words)]
    if one.due:
        parts.append(say("invitation_due", 0, due=format_date(one.due)))
    if one.note:
        parts.append(one.note)
    where = say("invitation_address", address=address) if address else say("invitation_where")
    parts += [f"{where} {say('invitation_code', 0, **words)}", say("invitation_end", 0, **words)]
    return Letter(say("invitation_subject", 0, **words), "\n\n".join(parts))
