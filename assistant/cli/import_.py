"""`daks import`: a process from its file, with a new access code for its founder."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from assistant.process.offers import load_full_guide
from assistant.process.transfer.importing import (
    Imported,
    Incoming,
    import_process,
    read_incoming,
)
from assistant.process.transfer.reading import LARGEST, UnusableFileError
from assistant.store.database import default_database

MEMBER = ("id", "name", "department", "role")


def add_to(subparsers: Any) -> None:
    """Adds the command."""
    parser = subparsers.add_parser(
        "import",
        help="liest ein Vorhaben aus einer Datei von `daks export`",
        description="Liest ein Vorhaben aus einer Datei von `daks export` oder dem Export der "
        "Seite. Kennungen, Fassungen und Zeiten bleiben, wie sie waren. Wer das Vorhaben angelegt "
        "hat, bekommt einen neuen Zugangscode.",
    )
    parser.add_argument("file", metavar="DATEI", type=Path, help="die Datei")
    parser.add_argument("--json", action="store_true", help="als JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Stores the process and prints the access code; 1 when the file cannot be imported."""
    path: Path = arguments.file
    try:
        with path.open("rb") as file:
            # One byte more than is read: enough to see that it is too much.
            content = file.read(LARGEST + 1)
    except FileNotFoundError:
        return _failed(f"Die Datei {path} gibt es nicht.")
    except OSError as error:
        return _failed(f"Die Datei {path} lässt sich nicht öffnen ({error.strerror}).")
    try:
        incoming = read_incoming(content, load_full_guide())
        with default_database().transaction() as connection:
            imported = import_process(connection, incoming)
    except UnusableFileError as error:
        return _failed(f"{path.name}: {error}\nEs wurde nichts gespeichert.")
    if arguments.json:
        print(json.dumps(_as_data(imported, incoming), ensure_ascii=False, indent=2))
    else:
        print(_as_text(imported, incoming))
    return 0


def _failed(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


def _as_data(imported: Imported, incoming: Incoming) -> dict[str, Any]:
    return {
        "process": imported.process,
        "municipality": imported.municipality,
        "member": imported.founder["id"],
        "access_code": imported.access_code,
        "others": [{name: member[name] for name in MEMBER} for member in imported.others],
        "transcript": incoming.has_transcript,
        "notices": list(incoming.notices),
    }


def _as_text(imported: Imported, incoming: Incoming) -> str:
    lines = [
        f"Das Vorhaben von {imported.municipality} ist importiert ({imported.process}).",
        f"Neuer Zugangscode für {imported.founder['name']}: {imported.access_code}",
    ]
    if imported.others:
        lines.append("Die anderen Beteiligten brauchen auch einen neuen Code:")
        lines += [
            f"  daks members reissue {member['id']}   ({member['name']})"
            for member in imported.others
        ]
    if not incoming.has_transcript:
        lines.append("Die Datei enthält keine Gespräche. Weiter geht es bei der offenen Frage.")
    return "\n".join([*lines, *incoming.notices])
