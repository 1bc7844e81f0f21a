"""`daks export`: one process as a file, the same as the page's export."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from assistant.cli.files import write_private
from assistant.process.offers import load_full_guide
from assistant.process.refusals import ProcessGoneError
from assistant.process.transfer.export import export_process
from assistant.store.database import default_database


def add_to(subparsers: Any) -> None:
    """Adds the command."""
    parser = subparsers.add_parser(
        "export",
        help="schreibt ein Vorhaben als JSON-Datei",
        description="Schreibt ein Vorhaben mit allen Antworten, Fassungen und Listen als JSON, "
        "wie der Export der Seite. Zugangscodes stehen nicht darin. `daks import` liest die "
        "Datei wieder ein.",
    )
    parser.add_argument(
        "process", metavar="VORHABEN", help="Kennung, aus `daks members list --json`"
    )
    parser.add_argument(
        "--output", metavar="DATEI", type=Path, help="in diese Datei; sonst auf die Ausgabe"
    )
    parser.add_argument(
        "--transcript", action="store_true", help="mit den Gesprächen aller Beteiligten"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Writes the file; 1 when there is no such process or it cannot be written."""
    guide = load_full_guide()
    try:
        with default_database().reading() as connection:
            export = export_process(connection, guide, arguments.process, arguments.transcript)
    except ProcessGoneError:
        print(
            "Ein Vorhaben mit dieser Kennung gibt es nicht. `daks members list --json` zeigt alle "
            "(unter „process“).",
            file=sys.stderr,
        )
        return 1
    if arguments.output is None:
        sys.stdout.buffer.write(export.content)
        sys.stdout.buffer.flush()
        return 0
    try:
        write_private(arguments.output, export.content)
    except OSError as error:
        print(
            f"Die Datei {arguments.output} lässt sich nicht schreiben ({error.strerror}).",
            file=sys.stderr,
        )
        return 1
    print(f"Geschrieben: {arguments.output} ({len(export.content)} Bytes)", file=sys.stderr)
    return 0
