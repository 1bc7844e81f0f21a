"""Everything on one person as a file, with what each kind of data is for (Art. 15 DSGVO)."""

from __future__ import annotations

import datetime
import json
from typing import Any

from sqlalchemy.engine import Connection

from assistant.guide.model import Guide
from assistant.privacy.inventory import Inventory
from assistant.process.person.mentions import mentions_of
from assistant.process.refusals import ProcessGoneError
from assistant.process.transfer.export import Export, file_name
from assistant.store.answers import current_answers
from assistant.store.person import rows_of_person
from assistant.store.processes import Member, find_process

NOTE = (
    "Diese Datei enthält, was über Sie gespeichert ist. Ihre Antworten stehen mit allen Fassungen "
    "darin, die von Ihnen stammen. Zugangscodes und Sitzungen sind nur als Prüfwerte gespeichert "
    "und fehlen hier. „mentions“ nennt Fragen, in deren Antwort Ihr Name als Text steht; solchen "
    "Text können auch andere geschrieben haben. Protokolle des Servers und Sicherungskopien führt "
    "die Betreuung."
)


def export_person(
    connection: Connection, guide: Guide, member: Member, inventory: Inventory
) -> Export:
    """The file for one member: her rows, kind by kind. Raises ProcessGoneError."""
    process = find_process(connection, member.process)
    if process is None:
        raise ProcessGoneError(member.process)
    rows = rows_of_person(connection, member.id, inventory.person, inventory.withheld)
    answers = current_answers(connection, process.id)
    data = {
        "format": "daks-person",
        "version": 1,
        "note": NOTE,
        "person": {"id": member.id, "name": member.name, "department": member.department},
        "process": {"id": process.id, "municipality": process.municipality, "role": member.role},
        "data": [_part(table, found, inventory) for table, found in rows.items()],
        "mentions": [one.__dict__ for one in mentions_of(guide, answers, member.name)],
        "withheld": dict(inventory.withheld),
    }
    text = json.dumps(data, ensure_ascii=False, indent=2, default=_as_text)
    name = "meine-daten-" + file_name(process.municipality).removeprefix("demografie-")
    return Export(name, f"{text}\n".encode())


def _part(table: str, rows: list[dict[str, Any]], inventory: Inventory) -> dict[str, Any]:
    kind = inventory.kind_of(table)
    assert kind is not None
    return {
        "table": table,
        "title": kind.title,
        "what": kind.what,
        "why": kind.why,
        "kept": kind.kept,
        "seen_by": kind.seen_by,
        "rows": rows,
    }


def _as_text(value: object) -> str:
    if isinstance(value, (datetime.datetime, datetime.date)):
        return value.isoformat()
    raise TypeError(type(value).__name__)
