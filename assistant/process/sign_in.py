"""Registration, access codes, tokens and invitations. Codes and tokens are stored hashed only."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from assistant.process.auditing import note_event
from assistant.process.codes import hash_code, hash_token, new_code, new_token
from assistant.process.guessing import check_tries, network_of, note_wrong_code
from assistant.process.refusals import ProcessGoneError
from assistant.store import access
from assistant.store.access import Invitation, SessionRow
from assistant.store.member_access import bind_identity, reopen_access
from assistant.store.processes import (
    Member,
    Process,
    add_member,
    add_process,
    find_member,
    find_member_by_code,
    find_process,
    set_code,
)

NAMELESS = "Mitwirkende Person"


class WrongCodeError(Exception):
    """No access code and no valid invitation."""


@dataclass(frozen=True)
class Registration:
    """What a person says of herself and her municipality when she registers."""

    municipality: str
    type: str
    name: str
    ags: str | None = None
    parent: str | None = None
    department: str | None = None


@dataclass(frozen=True)
class Session:
    """An open session. `access_code` is set only when it was just made."""

    token: str
    expires_at: datetime.datetime
    member: Member
    process: Process
    access_code: str | None = None


@dataclass(frozen=True)
class Lasting:
    """How long a session lasts, and the identity it is bound to, where the house vouches."""

    time: datetime.timedelta
    identity_hash: str | None = None


def register(connection: Connection, given: Registration, days: int) -> Session:
    """A new process with its founder, and a session for her; `days` until it ends."""
    code = new_code()
    return found_process(connection, given, Lasting(datetime.timedelta(days=days)), code)


def found_process(
    connection: Connection, given: Registration, lasting: Lasting, code: str | None
) -> Session:
    """A new process; its founder comes back with the code, or by her identity."""
    now = now_utc()
    process = Process(
        id=uuid.uuid4().hex,
        municipality=given.municipality,
        type=given.type,
        ags=given.ags,
        parent=given.parent,
        created_at=now,
        version=0,
    )
    member = Member(uuid.uuid4().hex, process.id, given.name, given.department, "founder")
    add_process(connection, process)
    add_member(connection, member, hash_code(code) if code else None, now)
    if lasting.identity_hash:
        bind_identity(connection, member.id, lasting.identity_hash)
    note_event(connection, "registered", by=member, role="founder")
    return open_session(connection, member, process, lasting, code)


def sign_in(connection: Connection, code: str, address: str, days: int) -> tuple[Session, bool]:
    """A session for an access or invitation code, and whether the person is new.

    Raises WrongCodeError, and TooManyTriesError when guessing is slowed down. The caller commits
    in both cases: the failed try is stored.
    """
    now = now_utc()
    guesser = hash_token(network_of(address))
    check_tries(connection, guesser, now)
    access.end_expired_sessions(connection, now)
    code_hash = hash_code(code)
    member = find_member_by_code(connection, code_hash)
    is_new = False
    if member is None:
        member, is_new = _join(connection, code_hash, now)
    if member is None:
        note_wrong_code(connection, guesser, now)
        raise WrongCodeError
    access.forget_failures(connection, guesser)
    # Locked before anything refers to it: later it would be waited for by two who hold a part each.
    process = find_process(connection, member.process, lock=True)
    assert process is not None
    note_event(connection, "joined" if is_new else "signed_in", by=member, role=member.role)
    lasting = Lasting(datetime.timedelta(days=days))
    return open_session(connection, member, process, lasting), is_new


def _join(
    connection: Connection, code_hash: str, now: datetime.datetime
) -> tuple[Member | None, bool]:
    """Who an invitation belongs to; the first time a new member is made.

    The invitation stays the person's way back after its days, since she gets no other code.
    """
    invitation = locked_invitation(connection, code_hash)
    if invitation is None:
        return None, False
    if invitation.member is not None:
        return find_member(connection, invitation.member), False
    if invitation.expires_at <= now:
        return None, False
    return add_invited(connection, invitation, code_hash, invitation.name or NAMELESS), True


def locked_invitation(connection: Connection, code_hash: str) -> Invitation | None:
    """An invitation whose process is locked: who takes it, and who joins, come one by one."""
    found = access.find_invitation(connection, code_hash)
    if found is None or find_process(connection, found.process, lock=True) is None:
        return None
    return access.find_invitation(connection, code_hash)


def add_invited(
    connection: Connection,
    invitation: Invitation,
    code_hash: str,
    name: str,
    department: str | None = None,
) -> Member:
    """A new member by an invitation."""
    member = Member(uuid.uuid4().hex, invitation.process, name, department, invitation.role)
    add_member(connection, member, None, now_utc())
    access.take_invitation(connection, code_hash, member.id)
    return member


def invite(
    connection: Connection,
    process: str,
    role: str,
    name: str | None,
    days: int,
    by: Member | None = None,
) -> tuple[str, datetime.datetime]:
    """A new invitation: its code, shown once, and when it ends. Raises ProcessGoneError."""
    if find_process(connection, process, lock=True) is None:
        raise ProcessGoneError(process)
    code, now = new_code(), now_utc()
    expires_at = now + datetime.timedelta(days=days)
    invitation = Invitation(process, role, name, expires_at, None, uuid.uuid4().hex, now)
    access.add_invitation(connection, hash_code(code), invitation)
    note_event(connection, "invited", process=process, by=by, role=role)
    return code, expires_at


def reissue_code(connection: Connection, member: str) -> str:
    """A new access code for a member; the old one, her invitation and her sessions end."""
    code = new_code()
    set_code(connection, member, hash_code(code))
    access.forget_invitations_of(connection, member)
    reopen_access(connection, member)
    return code


def find_session(connection: Connection, token: str) -> SessionRow | None:
    """Who a token belongs to, and the identity it is bound to."""
    return access.find_session(connection, hash_token(token), now_utc())


def end_session(connection: Connection, token: str) -> None:
    """Ends one session without a word: another one takes its place."""
    access.end_session(connection, hash_token(token))


def sign_out(connection: Connection, token: str, member: Member, everywhere: bool = False) -> None:
    """Ends a session, or all of the member's."""
    if everywhere:
        access.end_sessions_of(connection, member.id)
    else:
        end_session(connection, token)
    note_event(connection, "signed_out_everywhere" if everywhere else "signed_out", by=member)


def trial_member(connection: Connection, sender: str) -> Member:
    """A member with a trial process, for a sender of Rasa's stock commands."""
    process = Process(uuid.uuid4().hex, "Musterstadt", "municipality", None, None, now_utc(), 0)
    member = Member(sender, process.id, "Testperson", None, "founder")
    add_process(connection, process)
    add_member(connection, member, None, now_utc())
    return member


def open_session(
    connection: Connection,
    member: Member,
    process: Process,
    lasting: Lasting,
    code: str | None = None,
) -> Session:
    """A new session under a new token. Its end is fixed: being used does not prolong it."""
    token = new_token()
    expires_at = now_utc() + lasting.time
    access.add_session(connection, hash_token(token), member.id, expires_at, lasting.identity_hash)
    return Session(token, expires_at, member, process, code)


def now_utc() -> datetime.datetime:
    """The moment, with its zone."""
    return datetime.datetime.now(datetime.timezone.utc)
