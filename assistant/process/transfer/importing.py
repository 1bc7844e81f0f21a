"""Stores a process from its file, with its ids, and opens a way in for its founder."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from sqlalchemy.engine import Connection

from assistant.guide.model import Guide
from assistant.process.sign_in import reissue_code
from assistant.process.transfer.checking import check_export, settle_positions
from assistant.process.transfer.reading import UnusableFileError, read_export
from assistant.process.transfer.wire import from_wire
from assistant.store.whole import Rows, taken_ids, write_process

# A running server may still hold the state of a deleted process with this id under a low version.
VERSIONS = 2**30
TAKEN_BY_OTHERS = (
    ("members", "Beteiligte"),
    ("uploads", "Dateien"),
    ("rounds", "Runden"),
    ("delegations", "Weitergegebene Fragen"),
    ("notes", "Anmerkungen"),
)


@dataclass(frozen=True)
class Incoming:
    """A checked file, ready to be stored; `notices` are German sentences about it."""

    rows: Rows
    notices: tuple[str, ...]
    has_transcript: bool


@dataclass(frozen=True)
class Imported:
    """A stored process: its founder's new access code, and the others, who have none yet."""

    process: str
    municipality: str
    founder: dict[str, Any]
    access_code: str
    others: tuple[dict[str, Any], ...]


def read_incoming(content: bytes, guide: Guide) -> Incoming:
    """The process in a file. Raises UnusableFileError when it cannot be imported."""
    data = read_export(content)
    notices = check_export(data, guide)
    settle_positions(data, guide)
    return Incoming(from_wire(data), tuple(notices), "transcript" in data)


def import_process(connection: Connection, incoming: Incoming) -> Imported:
    """Stores the process. Raises UnusableFileError when it, or a part of it, is there already."""
    rows = incoming.rows
    process = rows["processes"][0]
    if taken_ids(connection, "processes", {process["id"]}):
        raise UnusableFileError(
            f"Ein Vorhaben mit dieser Kennung ({process['id']}) gibt es hier schon. Es muss erst "
            "gelöscht werden, bevor die Datei importiert werden kann."
        )
    for table, said in TAKEN_BY_OTHERS:
        if taken_ids(connection, table, {row["id"] for row in rows[table]}):
            raise UnusableFileError(
                f"{said} aus dieser Datei gehören hier schon zu einem anderen Vorhaben."
            )
    write_process(connection, rows, secrets.randbelow(VERSIONS))
    founder = next(member for member in rows["members"] if member["role"] == "founder")
    return Imported(
        process=process["id"],
        municipality=process["municipality"],
        founder=founder,
        access_code=reissue_code(connection, founder["id"]),
        others=tuple(member for member in rows["members"] if member is not founder),
    )
