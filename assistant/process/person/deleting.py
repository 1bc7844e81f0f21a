"""The deletion of one person: what is hers alone goes, her contributions stay without her name."""

from __future__ import annotations

from sqlalchemy.engine import Connection

from assistant.guide.model import Guide
from assistant.process.person.mentions import Mention, mentions_of
from assistant.process.refusals import ProcessGoneError
from assistant.process.together.matters import FORMER
from assistant.store.answers import current_answers
from assistant.store.deletions import By, note_deletion
from assistant.store.person import delete_member, take_name_away
from assistant.store.processes import Member, find_process, members_of, touch_process


class FounderStaysError(Exception):
    """Who founded a process must hand it over, or delete all of it, before she can go."""


def may_leave(connection: Connection, member: Member) -> bool:
    """Whether the process would still have a founder without her."""
    if member.role != "founder":
        return True
    people = members_of(connection, member.process)
    return any(one.role == "founder" and one.id != member.id for one in people)


def delete_person(connection: Connection, guide: Guide, member: Member, by: By) -> list[Mention]:
    """Deletes a member; the answers in which her name still stands as text.

    The caller erases the traces. Raises FounderStaysError and ProcessGoneError.
    """
    if find_process(connection, member.process, lock=True) is None:
        raise ProcessGoneError(member.process)
    if not may_leave(connection, member):
        raise FounderStaysError
    answers = current_answers(connection, member.process)
    found = mentions_of(guide, answers, member.name)
    name = _own_name(connection, member)
    take_name_away(connection, member.process, member.id, name, FORMER)
    delete_member(connection, member.process, member.id, name)
    # Others have the people of the process in what they keep of it.
    touch_process(connection, member.process)
    note_deletion(connection, "person", by, actor=member.id)
    return found


def _own_name(connection: Connection, member: Member) -> str:
    """Her name, or none where somebody else has the same: that one's must stay."""
    people = members_of(connection, member.process)
    shared = any(one.name == member.name and one.id != member.id for one in people)
    return "" if shared else member.name
