"""Sign-in of a person whom her house vouches for: which processes are hers, and into which."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy.engine import Connection

from assistant.identity.joining import House, means, municipalities_of
from assistant.identity.model import Identity
from assistant.identity.tokens import Claimed, refused
from assistant.process.auditing import note_event
from assistant.process.codes import hash_code
from assistant.process.guessing import check_tries, note_wrong_code
from assistant.process.refusals import WRITING_ROLES
from assistant.process.sign_in import (
    NAMELESS,
    Lasting,
    Registration,
    Session,
    WrongCodeError,
    add_invited,
    found_process,
    locked_invitation,
    now_utc,
    open_session,
)
from assistant.store import access, member_access
from assistant.store.access import Invitation
from assistant.store.processes import (
    Member,
    Process,
    add_member,
    find_member,
    find_member_by_code,
    find_process,
)


@dataclass(frozen=True)
class Choice:
    """A process that somebody may enter, and as what; `member` is None while she has not yet."""

    process: Process
    role: str
    member: Member | None


@dataclass(frozen=True)
class Entered:
    """A session, and whether the person is new in the process."""

    session: Session
    is_new: bool


def spend(connection: Connection, claimed: Claimed) -> None:
    """Uses up a token of the intranet. Raises UntrustedError when it was used before."""
    if not access.spend_token(connection, claimed.token_hash, claimed.expires_at, now_utc()):
        note_event(connection, "signed_in", outcome="refused")
        raise refused("used")


def register(
    connection: Connection, identity: Identity, given: Registration, time: datetime.timedelta
) -> Session:
    """A new process. The house knows the person's name better than she may write it."""
    known = replace(
        given,
        name=identity.name or given.name,
        department=identity.department or given.department,
    )
    return found_process(connection, known, Lasting(time, identity.key), code=None)


def choices(
    connection: Connection, identity: Identity, houses: Sequence[House]
) -> tuple[Choice, ...]:
    """The processes a person may enter: her own first, then those that her house opens to her.

    Where the house names a municipality, only that one's.
    """
    own, known = [], set()
    for member, process, is_open in member_access.members_by_identity(connection, identity.key):
        known.add(process.id)
        if is_open and _is_meant(identity, process):
            own.append(Choice(process, member.role, member))
    open_to_house = [
        Choice(process, "viewer", None)
        for municipality in municipalities_of(identity, houses)
        for process in member_access.processes_like(connection, municipality)
        if process.id not in known
        and means(municipality, process.municipality, process.ags)
        and _is_meant(identity, process)
    ]
    return (*own, *open_to_house)


def _is_meant(identity: Identity, process: Process) -> bool:
    wanted = identity.municipality
    return wanted is None or means(wanted, process.municipality, process.ags)


def the_one(found: Sequence[Choice], process: str | None) -> Choice | None:
    """The choice that needs no asking: the named one, the only own one, or the only one."""
    if process is not None:
        return next((choice for choice in found if choice.process.id == process), None)
    own = [choice for choice in found if choice.member is not None]
    candidates = own or list(found)
    return candidates[0] if len(candidates) == 1 else None


def enter(
    connection: Connection, identity: Identity, choice: Choice, time: datetime.timedelta
) -> Entered:
    """A session in a process; who is not in it yet joins as a viewer."""
    access.end_expired_sessions(connection, now_utc())
    member = choice.member or _new_member(connection, identity, choice)
    is_new = choice.member is None
    return _entered(connection, identity, member, is_new, time)


def _new_member(connection: Connection, identity: Identity, choice: Choice) -> Member:
    find_process(connection, choice.process.id, lock=True)
    name = identity.shown_name or NAMELESS
    member = Member(uuid.uuid4().hex, choice.process.id, name, identity.department, choice.role)
    add_member(connection, member, None, now_utc())
    member_access.bind_identity(connection, member.id, identity.key)
    return member


def enter_with_code(
    connection: Connection, identity: Identity, code: str, time: datetime.timedelta
) -> Entered:
    """A session by an invitation, or by the access code of a member nobody vouches for yet.

    From then on the house vouches for her. Raises WrongCodeError and TooManyTriesError; the
    caller commits in both cases. Tries count for the person, wherever she sits.
    """
    now = now_utc()
    check_tries(connection, identity.key, now)
    code_hash = hash_code(code)
    found = _by_access_code(connection, identity, code_hash) or _by_invitation(
        connection, identity, code_hash, now
    )
    if found is None:
        note_wrong_code(connection, identity.key, now)
        raise WrongCodeError
    access.forget_failures(connection, identity.key)
    return _entered(connection, identity, *found, time)


def _by_access_code(
    connection: Connection, identity: Identity, code_hash: str
) -> tuple[Member, bool] | None:
    member = find_member_by_code(connection, code_hash)
    return _bound(connection, identity, member) if member else None


def _by_invitation(
    connection: Connection, identity: Identity, code_hash: str, now: datetime.datetime
) -> tuple[Member, bool] | None:
    invitation = locked_invitation(connection, code_hash)
    if invitation is None:
        return None
    if invitation.member is not None:
        taken = find_member(connection, invitation.member)
        return _bound(connection, identity, taken) if taken else None
    if invitation.expires_at <= now:
        return None
    own = _own_member(connection, identity, invitation.process)
    if own is not None:
        access.take_invitation(connection, code_hash, own.id)
        return _invited_again(connection, own, invitation), False
    name = identity.shown_name or invitation.name or NAMELESS
    member = add_invited(connection, invitation, code_hash, name, identity.department)
    member_access.bind_identity(connection, member.id, identity.key)
    return member, True


def _bound(
    connection: Connection, identity: Identity, member: Member
) -> tuple[Member, bool] | None:
    """The member of a code, once she is bound to the identity; None when she is somebody else."""
    bound = member_access.identity_of(connection, member.id)
    if bound is None and _own_member(connection, identity, member.process) is None:
        member_access.bind_identity(connection, member.id, identity.key)
        return member, False
    return (member, False) if bound == identity.key else None


def _own_member(connection: Connection, identity: Identity, process: str) -> Member | None:
    found = member_access.members_by_identity(connection, identity.key)
    return next((member for member, its, _ in found if its.id == process), None)


def _invited_again(connection: Connection, member: Member, invitation: Invitation) -> Member:
    """Who looked in and is invited may do more from now on; never less."""
    member_access.reopen_access(connection, member.id)
    if member.role in WRITING_ROLES or member.role == invitation.role:
        return member
    member_access.set_role(connection, member.id, invitation.role)
    return replace(member, role=invitation.role)


def _entered(
    connection: Connection,
    identity: Identity,
    member: Member,
    is_new: bool,
    time: datetime.timedelta,
) -> Entered:
    process = find_process(connection, member.process, lock=True)
    assert process is not None
    note_event(connection, "joined" if is_new else "signed_in", by=member, role=member.role)
    session = open_session(connection, member, process, Lasting(time, identity.key))
    return Entered(session, is_new)
