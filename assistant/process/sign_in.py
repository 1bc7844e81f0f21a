"""Registration, access codes, tokens and invitations. Codes and tokens are stored hashed only."""

from __future__ import annotations

import datetime
import hashlib
import secrets
import uuid
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from assistant.process.refusals import ProcessGoneError
from assistant.store import access
from assistant.store.access import Invitation
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

# Without 0, O, 1, I, L and U: a code is read out on the telephone and typed from paper.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS, GROUP_LENGTH = 4, 4
FREE_TRIES = 5
LONGEST_WAIT = 900


class WrongCodeError(Exception):
    """No access code and no valid invitation."""


class TooManyTriesError(Exception):
    """Too many wrong codes from one address; `seconds` until the next try."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


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


def new_code() -> str:
    """A new access or invitation code, 78 bits, such as K7QM-3XPA-9TDW-HC4R."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))
    return "-".join(groups)


def hash_code(code: str) -> str:
    """The hash under which a code is stored; spaces, dashes and case do not matter."""
    return hash_token("".join(c for c in code.upper() if c.isalnum()))


def hash_token(token: str) -> str:
    """SHA-256 in hex. Enough without salt: codes and tokens are random, not chosen by people."""
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).hexdigest()


def register(connection: Connection, given: Registration, days: int) -> Session:
    """A new process with its founder, and a session for her; `days` until it ends."""
    now = _now()
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
    code = new_code()
    add_process(connection, process)
    add_member(connection, member, hash_code(code), now)
    return _open_session(connection, member, process, days, code)


def sign_in(connection: Connection, code: str, address: str, days: int) -> tuple[Session, bool]:
    """A session for an access or invitation code, and whether the person is new.

    Raises WrongCodeError, and TooManyTriesError when guessing is slowed down. The caller commits
    in both cases: the failed try is stored.
    """
    now = _now()
    address_hash = hash_token(address)
    _check_tries(connection, address_hash, now)
    access.end_expired_sessions(connection, now)
    code_hash = hash_code(code)
    member = find_member_by_code(connection, code_hash)
    is_new = False
    if member is None:
        member, is_new = _join(connection, code_hash, now)
    if member is None:
        count, _ = access.failures(connection, address_hash) or (0, now)
        access.note_failure(connection, address_hash, count + 1, now)
        raise WrongCodeError
    access.forget_failures(connection, address_hash)
    process = find_process(connection, member.process)
    assert process is not None
    return _open_session(connection, member, process, days), is_new


def _check_tries(connection: Connection, address_hash: str, now: datetime.datetime) -> None:
    found = access.failures(connection, address_hash)
    if found is None or found[0] < FREE_TRIES:
        return
    wait = min(LONGEST_WAIT, 2 ** (found[0] - FREE_TRIES + 1))
    left = wait - (now - found[1]).total_seconds()
    if left > 0:
        raise TooManyTriesError(int(left) + 1)


def _join(
    connection: Connection, code_hash: str, now: datetime.datetime
) -> tuple[Member | None, bool]:
    """Who an invitation belongs to; the first time a new member is made.

    The invitation stays the person's way back after its days, since she gets no other code.
    """
    invitation = access.find_invitation(connection, code_hash)
    if invitation is None:
        return None, False
    if invitation.member is not None:
        return find_member(connection, invitation.member), False
    if invitation.expires_at <= now:
        return None, False
    name = invitation.name or "Mitwirkende Person"
    member = Member(uuid.uuid4().hex, invitation.process, name, None, invitation.role)
    add_member(connection, member, None, now)
    access.take_invitation(connection, code_hash, member.id)
    return member, True


def invite(
    connection: Connection, process: str, role: str, name: str | None, days: int
) -> tuple[str, datetime.datetime]:
    """A new invitation: its code, shown once, and when it ends. Raises ProcessGoneError."""
    if find_process(connection, process, lock=True) is None:
        raise ProcessGoneError(process)
    code = new_code()
    expires_at = _now() + datetime.timedelta(days=days)
    invitation = Invitation(process, role, name, expires_at, None)
    access.add_invitation(connection, hash_code(code), invitation)
    return code, expires_at


def reissue_code(connection: Connection, member: str) -> str:
    """A new access code for a member; the old one and her sessions end."""
    code = new_code()
    set_code(connection, member, hash_code(code))
    return code


def find_session(connection: Connection, token: str) -> Member | None:
    """Who a token belongs to."""
    return access.find_session_member(connection, hash_token(token), _now())


def sign_out(connection: Connection, token: str) -> None:
    """Ends a session."""
    access.end_session(connection, hash_token(token))


def trial_member(connection: Connection, sender: str) -> Member:
    """A member with a trial process, for a sender of Rasa's stock commands."""
    process = Process(uuid.uuid4().hex, "Musterstadt", "municipality", None, None, _now(), 0)
    member = Member(sender, process.id, "Testperson", None, "founder")
    add_process(connection, process)
    add_member(connection, member, None, _now())
    return member


def _open_session(
    connection: Connection, member: Member, process: Process, days: int, code: str | None = None
) -> Session:
    token = secrets.token_urlsafe(32)
    expires_at = _now() + datetime.timedelta(days=days)
    access.add_session(connection, hash_token(token), member.id, expires_at)
    return Session(token, expires_at, member, process, code)


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.timezone.utc)
