"""`daks person`: everything on one person as a file, and her deletion, for the operator."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from assistant.cli.files import write_private
from assistant.process.offers import load_full_guide
from assistant.process.person.deleting import FounderStaysError, delete_person
from assistant.process.person.export import export_person
from assistant.process.retention import inventory_of
from assistant.settings import read_settings
from assistant.store.database import TracesRemainError, default_database
from assistant.store.processes import find_member

UNKNOWN = "Diese Kennung gibt es nicht. `daks members list` zeigt alle."


def add_to(subparsers: Any) -> None:
    """Adds the command."""
    parser = subparsers.add_parser(
        "person",
        help="Auskunft über eine Person, Löschen einer Person",
        description="Für Anfragen nach Art. 15 und 17 DSGVO: schreibt alles, was über eine Person "
        "gespeichert ist, oder löscht sie. Ihre Beiträge bleiben ohne Namen im Vorhaben.",
    )
    actions = parser.add_subparsers(dest="action", metavar="AKTION", required=True)
    exporting = actions.add_parser("export", help="alles über eine Person als JSON-Datei")
    exporting.add_argument("member", metavar="KENNUNG", help="Kennung aus `daks members list`")
    exporting.add_argument(
        "--output", metavar="DATEI", type=Path, help="in diese Datei; sonst auf die Ausgabe"
    )
    exporting.set_defaults(run=export)
    deleting = actions.add_parser("delete", help="löscht eine Person; ihre Beiträge bleiben")
    deleting.add_argument("member", metavar="KENNUNG", help="Kennung aus `daks members list`")
    deleting.add_argument(
        "--confirm", metavar="NAME", required=True, help="der Name der Person, zur Sicherheit"
    )
    deleting.set_defaults(run=delete)


def export(arguments: argparse.Namespace) -> int:
    """Writes the file; 1 when there is no such person or it cannot be written."""
    guide = load_full_guide()
    inventory = inventory_of(read_settings())
    with default_database().reading() as connection:
        member = find_member(connection, arguments.member)
        if member is None:
            print(UNKNOWN, file=sys.stderr)
            return 1
        made = export_person(connection, guide, member, inventory)
    if arguments.output is None:
        sys.stdout.buffer.write(made.content)
        sys.stdout.buffer.flush()
        return 0
    try:
        write_private(arguments.output, made.content)
    except OSError as error:
        print(
            f"Die Datei {arguments.output} lässt sich nicht schreiben ({error.strerror}).",
            file=sys.stderr,
        )
        return 1
    print(f"Geschrieben: {arguments.output} ({len(made.content)} Bytes)", file=sys.stderr)
    return 0


def delete(arguments: argparse.Namespace) -> int:
    """Deletes the person and says where her name still stands as text."""
    guide = load_full_guide()
    database = default_database()
    try:
        database.empty_log()
        with database.transaction() as connection:
            member = find_member(connection, arguments.member)
            if member is None:
                print(UNKNOWN, file=sys.stderr)
                return 1
            if arguments.confirm.strip() != member.name:
                print("Der Name stimmt nicht. Es wurde nichts gelöscht.", file=sys.stderr)
                return 1
            found = delete_person(connection, guide, member, "operator")
        database.erase_traces()
    except FounderStaysError:
        print(
            "Diese Person hat das Vorhaben angelegt. Bitte übergibt sie es zuerst an jemand "
            "anderen, oder löscht das ganze Vorhaben. Es wurde nichts gelöscht.",
            file=sys.stderr,
        )
        return 1
    except TracesRemainError:
        print(
            "Gerade liest jemand die Daten. Ob schon gelöscht ist, zeigt `daks members list`; "
            "bitte wiederholen Sie den Befehl, oder führen Sie `daks retention --apply` aus.",
            file=sys.stderr,
        )
        return 1
    print("Gelöscht. Die Beiträge der Person bleiben ohne ihren Namen im Vorhaben.")
    for one in found:
        print(f"Der Name steht als Text noch in der Antwort „{one.label}“ ({one.question}).")
    print("Ältere Sicherungen enthalten die Person, bis sie selbst gelöscht werden.")
    return 0
