"""Who may come in and as what: the founder's changes, and the invitations that are open."""

from __future__ import annotations

from sqlalchemy.engine import Connection

from assistant.process.auditing import note_event
from assistant.process.sign_in import now_utc, reissue_code
from assistant.store import access, member_access
from assistant.store.access import Invitation
from assistant.store.processes import Member, find_member, find_process


class UnknownMemberError(LookupError):
    """The process has no such member."""


class UnknownInvitationError(LookupError):
    """The process has no such invitation."""


class RightsError(ValueError):
    """A change that does not go; the text is German and says why and what goes instead."""


def change_role(connection: Connection, founder: Member, member: str, role: str) -> Member:
    """Gives a member another role. The founder's is handed over: then the old one is an editor.

    Raises UnknownMemberError and RightsError.
    """
    found = _locked_member(connection, founder, member)
    if found.id == founder.id:
        if role == "founder":
            return found
        raise RightsError(
            "Ihre eigene Rolle können Sie nicht ändern. Geben Sie das Vorhaben zuerst an eine "
            "andere Person ab."
        )
    if role == "founder":
        if not _has_access(connection, founder.process, found.id):
            raise RightsError(
                "Diese Person hat keinen Zugang. Geben Sie ihr zuerst einen, dann das Vorhaben."
            )
        member_access.set_role(connection, founder.id, "editor")
        note_event(connection, "role_changed", by=founder, about=founder.id, role="editor")
    member_access.set_role(connection, found.id, role)
    note_event(connection, "role_changed", by=founder, about=found.id, role=role)
    return Member(found.id, found.process, found.name, found.department, role)


def end_access(connection: Connection, founder: Member, member: str) -> None:
    """Closes a member's ways in and ends her sessions; what she has contributed stays.

    Raises UnknownMemberError and RightsError.
    """
    found = _locked_member(connection, founder, member)
    if found.id == founder.id:
        raise RightsError(
            "Ihren eigenen Zugang können Sie nicht beenden. Geben Sie das Vorhaben zuerst an eine "
            "andere Person ab."
        )
    member_access.end_access(connection, found.id, now_utc())
    access.end_sessions_of(connection, found.id)
    access.forget_invitations_of(connection, found.id)
    note_event(connection, "access_ended", by=founder, about=found.id)


def give_access(connection: Connection, founder: Member, member: str) -> str | None:
    """Lets a member come in again: a new access code, or None where her house vouches for her.

    The old code and her open sessions end. Raises UnknownMemberError.
    """
    found = _locked_member(connection, founder, member)
    note_event(connection, "access_given", by=founder, about=found.id)
    if member_access.identity_of(connection, found.id) is None:
        return reissue_code(connection, found.id)
    member_access.reopen_access(connection, found.id)
    access.end_sessions_of(connection, found.id)
    return None


def revoke_invitation(connection: Connection, by: Member, invitation: str) -> None:
    """Takes back an invitation that nobody has taken.

    Raises UnknownInvitationError and RightsError.
    """
    find_process(connection, by.process, lock=True)
    found = next((i for i in invitations_of(connection, by) if i.id == invitation), None)
    if found is None:
        raise UnknownInvitationError(invitation)
    if found.member is not None:
        raise RightsError(
            "Diese Einladung ist schon angenommen. Den Zugang der Person kann beenden, wer das "
            "Vorhaben angelegt hat."
        )
    access.delete_invitation(connection, by.process, invitation)
    note_event(connection, "invitation_revoked", by=by, role=found.role)


def invitations_of(connection: Connection, member: Member) -> list[Invitation]:
    """The invitations of the member's process, the latest first."""
    return access.invitations_of(connection, member.process)


def _locked_member(connection: Connection, founder: Member, member: str) -> Member:
    find_process(connection, founder.process, lock=True)
    found = find_member(connection, member)
    if found is None or found.process != founder.process:
        raise UnknownMemberError(member)
    return found


def _has_access(connection: Connection, process: str, member: str) -> bool:
    accesses = member_access.accesses_of(connection, process)
    return any(one.is_open for one in accesses if one.member.id == member)
