"""A process with something in every table, made past the dialogue, for the tests of its file."""

from __future__ import annotations

import datetime
import hashlib
import json
from typing import Any

from sqlalchemy.engine import Connection

from assistant.process.exchange.sharing import change_sharing
from assistant.process.offers import load_full_guide
from assistant.process.record import Record
from assistant.process.rounds.beginning import begin_round
from assistant.process.sign_in import Registration, invite, register, sign_in
from assistant.process.transfer.export import export_process
from assistant.process.transfer.importing import Imported, import_process, read_incoming
from assistant.store.answers import last_revision
from assistant.store.conversations import (
    MessageRow,
    StoredReply,
    append_messages,
    save_reply,
    save_tracker,
)
from assistant.store.database import Database
from assistant.store.processes import Member, delete_process
from assistant.store.tables import uploads
from assistant.store.unclear import UnclearRow, note_unclear
from assistant.store.uses import Use, save_use

GUIDE = load_full_guide()
NOW = datetime.datetime(2027, 3, 14, 9, 30, 0, 123456, tzinfo=datetime.timezone.utc)
FILE = bytes(range(256))
ODD = 'Möhrchenstraße "ä"\\ 😀 \u202e\u0085\u2028 <b>&amp;</b>\t\nΩ'


def fill(database: Database) -> tuple[Member, Member]:
    """A process with revisions, undoings, deleted and reordered items, files, a round that is over
    and a transcript; its founder and an editor."""
    with database.transaction() as connection:
        session = register(
            connection,
            Registration(
                "Mühl Rosin", "quarter", "Helga Brandt", "13076050", "Grabow", "Amt für Möhren"
            ),
            days=90,
        )
        code, _ = invite(connection, session.process.id, "editor", "Jörg Ödön", 14)
        editor = sign_in(connection, code, "127.0.0.1", 90)[0].member
        invite(connection, session.process.id, "viewer", None, 14)
        _round(connection, session.member)
        _talk(connection, session.member, editor)
        _upload(connection, session.member)
        begun = session.process.created_at
        save_use(connection, Use(session.process.id, "Mühl Rosin", begun, None, None))
        _share(connection, session.member)
    return session.member, editor


def _share(connection: Connection, founder: Member) -> None:
    """Something for other municipalities of this installation."""
    change_sharing(Record(connection, GUIDE, founder, lock=True), {"basics": True})


def _round(connection: Connection, founder: Member) -> None:
    """A round that is over, with figures, a measure that left and one that stayed."""
    record = Record(connection, GUIDE, founder, lock=True)
    record.store("profile.reference_date", "2026-12-31")
    record.store("profile.population", 612)
    for item, decision in (("m1", "end"), ("m2", "extend")):
        record.add_item("plan.measures", item)
        record.store(f"plan.measures.{item}.title", f"Maßnahme {ODD}")
        record.store(f"review.measures.{item}.decision", decision)
    record.store("review.review", "confirm")
    begin_round(record, NOW.date())


def _talk(connection: Connection, founder: Member, editor: Member) -> None:
    one = Record(connection, GUIDE, founder, lock=True)
    one.store("kickoff.occasion", "realign")
    one.store("kickoff.identity", ODD)
    one.store("kickoff.identity", "Ein anderer Wortlaut")
    _undo(one)
    other = Record(connection, GUIDE, editor, lock=True)
    other.store("kickoff.networks", ["Bleiben", ODD])
    other.store("kickoff.networks", None, "unknown")
    for number, name in enumerate(("Feuerwehr", "Chor", "Sportverein")):
        other.add_item("kickoff.guests", f"item{number}")
        other.store(f"kickoff.guests.item{number}.group", name)
    other.order_items("kickoff.guests", ["item2", "item0", "item1"])
    other.delete_item("kickoff.guests", "item0")
    other.store("kickoff.guests.more", False)
    one = Record(connection, GUIDE, founder, lock=True)
    one.store("kickoff.date", "2027-Q3")
    _undo(one)
    one.store("kickoff.ages", ["6-17", "80+"])
    one.at("kickoff.guests.new.group")
    one.position.pending = {
        "kind": "delete_item",
        "question": "kickoff.guests.item1.delete",
        "text": "Wirklich löschen?",
        "why": "Damit nichts verloren geht.",
        "about": "kickoff.guests.item1",
    }
    one.position.turn = 7
    one.save_position()
    other.save_position()
    for number, member in enumerate((founder, editor, founder)):
        row = MessageRow(f"m{number}", "member", ODD, NOW, "text", {"answers": [number]})
        append_messages(connection, member.id, [row])
        save_reply(connection, member.id, row.id, StoredReply("a" * 64, 200, {"messages": []}))
    note_unclear(connection, editor.id, UnclearRow("Schnürsenkel", None, "nichts", NOW))
    save_tracker(connection, founder.id, "[]")


def _undo(record: Record) -> None:
    """Takes the last change back, as the dialogue does."""
    last = last_revision(record.connection, record.member.id)
    assert last is not None
    record.store(last.question, None, "withdrawn", undoes=last.number)


def _upload(connection: Connection, member: Member) -> None:
    common: dict[str, Any] = {
        "process": member.process,
        "member": member.id,
        "media_type": "text/csv",
        "size": len(FILE),
        "sha256": hashlib.sha256(FILE).hexdigest(),
        "reading": {"columns": ["Jahr", ODD], "rows": [[2024, 1.0, None]]},
    }
    connection.execute(
        uploads.insert(),
        [
            {
                **common,
                "id": f"u1-{member.id[:32]}",
                "purpose": "population",
                "name": "Köpfe.csv",
                "content": FILE,
                "picture": None,
                "tables": {"population": []},
                "at": NOW,
                "confirmed_at": NOW,
            },
            {
                **common,
                "id": f"u0-{member.id[:32]}",
                "purpose": "coat-of-arms",
                "name": "wappen.svg",
                "content": None,
                "picture": b"\x89PNG\r\n\x1a\n",
                "tables": {},
                "at": NOW,
                "confirmed_at": None,
            },
        ],
    )


def export(database: Database, process: str, transcript: bool = True) -> bytes:
    """The file of a process."""
    with database.reading() as connection:
        return export_process(connection, GUIDE, process, transcript).content


def bring_in(database: Database, content: bytes) -> Imported:
    """Imports a file."""
    incoming = read_incoming(content, GUIDE)
    with database.transaction() as connection:
        return import_process(connection, incoming)


def delete(database: Database, process: str) -> None:
    """Deletes a process."""
    with database.transaction() as connection:
        delete_process(connection, process)


def changed(content: bytes, path: str, value: Any) -> bytes:
    """The file with another value at a JSON pointer; `...` takes it out."""
    data = json.loads(content)
    node = data
    *parents, last = path.strip("/").split("/")
    for part in parents:
        node = node[int(part) if isinstance(node, list) else part]
    key: Any = int(last) if isinstance(node, list) else last
    if value is ...:
        del node[key]
    else:
        node[key] = value
    return json.dumps(data).encode()
