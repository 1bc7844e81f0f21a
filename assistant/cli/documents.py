"""`daks documents`: writes the documents of a process as files, or lists them."""

from __future__ import annotations

import argparse
import datetime
import json
import sys
from pathlib import Path
from typing import Any

from assistant.cli.files import write_private
from assistant.documents.appointments import NoDate
from assistant.documents.gathering import source_of
from assistant.documents.making import make
from assistant.process.document_kinds import KINDS, document_data
from assistant.process.offers import load_full_guide
from assistant.process.record import Record
from assistant.settings import read_settings
from assistant.store.database import default_database
from assistant.store.processes import members_of

FORMATS = ("docx", "pdf", "html", "xlsx", "ics")


def add_to(subparsers: Any) -> None:
    """Adds the command."""
    parser = subparsers.add_parser(
        "documents",
        help="schreibt die Unterlagen eines Vorhabens",
        description="Schreibt Einladung, Profil, Werkstattplan und alle anderen Unterlagen eines "
        "Vorhabens in ein Verzeichnis, auch unfertige. Ohne --output werden sie aufgelistet.",
    )
    parser.add_argument(
        "process", metavar="VORHABEN", help="Kennung, aus `daks members list --json`"
    )
    parser.add_argument("--kind", choices=sorted(KINDS), action="append", help="nur diese Art")
    parser.add_argument("--format", choices=FORMATS, action="append", help="nur dieses Format")
    parser.add_argument("--output", metavar="VERZEICHNIS", type=Path, help="dorthin schreiben")
    parser.add_argument("--json", action="store_true", help="die Liste als JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Writes or lists; 1 when there is no such process or nothing could be written."""
    guide = load_full_guide()
    with default_database().reading() as connection:
        members = members_of(connection, arguments.process)
        if not members:
            print(
                "Ein Vorhaben mit dieser Kennung gibt es nicht. `daks members list --json` zeigt "
                "alle (unter „process“).",
                file=sys.stderr,
            )
            return 1
        record = Record(connection, guide, members[0], lock=False)
        settings = read_settings()
        source = source_of(record, datetime.date.today(), settings)
        found = [document_data(KINDS[name], record.state, guide) for name in _kinds(arguments)]
    if arguments.output is None:
        _list(found, arguments.json)
        return 0
    try:
        arguments.output.mkdir(parents=True, exist_ok=True)
        for kind in _kinds(arguments):
            for form in KINDS[kind].formats:
                if arguments.format and form not in arguments.format:
                    continue
                try:
                    made = make(kind, form, source, settings.templates)
                except NoDate as error:
                    print(f"{KINDS[kind].title}: {error}", file=sys.stderr)
                    continue
                write_private(arguments.output / made.name, made.content)
                print(arguments.output / made.name)
    except OSError as error:
        print(
            f"In {arguments.output} lässt sich nicht schreiben ({error.strerror}).",
            file=sys.stderr,
        )
        return 1
    return 0


def _kinds(arguments: argparse.Namespace) -> list[str]:
    return list(arguments.kind or KINDS)


def _list(found: list[dict[str, Any]], as_json: bool) -> None:
    if as_json:
        print(json.dumps({"documents": found}, ensure_ascii=False, indent=2))
        return
    for document in found:
        formats = ", ".join(form["format"] for form in document["formats"])
        state = "fertig" if document["complete"] else "Entwurf"
        print(f"{document['kind']:<18} {document['title']:<40} {state:<8} {formats}")
