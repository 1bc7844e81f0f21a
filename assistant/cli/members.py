"""`daks members`: who works on which process, and a new access code for who lost hers."""

from __future__ import annotations

import argparse
import json
from typing import Any

from assistant.process.auditing import note_event
from assistant.process.sign_in import reissue_code
from assistant.store.database import default_database
from assistant.store.processes import all_members, find_member


def add_to(subparsers: Any) -> None:
    """Adds the command."""
    parser = subparsers.add_parser("members", help="zeigt Beteiligte, stellt Zugangscodes neu aus")
    actions = parser.add_subparsers(dest="action", metavar="AKTION", required=True)
    listing = actions.add_parser("list", help="alle Beteiligten")
    listing.add_argument("--json", action="store_true", help="als JSON")
    listing.set_defaults(run=list_members)
    reissue = actions.add_parser("reissue", help="neuer Zugangscode für eine Person")
    reissue.add_argument("member", metavar="KENNUNG", help="Kennung aus `daks members list`")
    reissue.add_argument("--json", action="store_true", help="als JSON")
    reissue.set_defaults(run=reissue_for_member)


def list_members(arguments: argparse.Namespace) -> int:
    """Prints everybody on this installation."""
    with default_database().reading() as connection:
        found = all_members(connection)
    if arguments.json:
        rows = [{**m.__dict__, "municipality": municipality} for m, municipality in found]
        print(json.dumps({"members": rows}, ensure_ascii=False, indent=2))
        return 0
    for member, municipality in found:
        department = f", {member.department}" if member.department else ""
        print(f"{member.id}  {municipality}: {member.name}{department} ({member.role})")
    if not found:
        print("Noch niemand hat sich registriert.")
    return 0


def reissue_for_member(arguments: argparse.Namespace) -> int:
    """Prints a new access code; the old one ends."""
    with default_database().transaction() as connection:
        member = find_member(connection, arguments.member)
        if member is None:
            print("Diese Kennung gibt es nicht. `daks members list` zeigt alle.")
            return 1
        code = reissue_code(connection, member.id)
        note_event(connection, "access_given", process=member.process, about=member.id)
    if arguments.json:
        print(json.dumps({"member": member.id, "access_code": code}))
    else:
        print(f"Neuer Zugangscode für {member.name}: {code}")
        print("Der alte Code und offene Sitzungen gelten nicht mehr.")
    return 0
