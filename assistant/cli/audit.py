"""`daks audit`: who signed in and whose rights were changed, without names and contents."""

from __future__ import annotations

import argparse
import datetime
import json
from typing import Any

from assistant.process.auditing import ACTIONS
from assistant.settings import read_settings
from assistant.store.audit import AuditRow, events_since
from assistant.store.database import default_database

OUTCOMES = {"done": "", "refused": " – abgelehnt"}


def add_to(subparsers: Any) -> None:
    """Adds the command."""
    parser = subparsers.add_parser(
        "audit",
        help="zeigt Anmeldungen und Änderungen von Rechten",
        description="Zeigt Anmeldungen und Änderungen von Rechten, die älteste zuerst. Personen "
        "stehen mit ihrer Kennung aus `daks members list`, Inhalte stehen nicht dabei.",
    )
    parser.add_argument("--days", type=int, metavar="TAGE", help="nur die letzten TAGE Tage")
    parser.add_argument("--process", metavar="KENNUNG", help="nur dieses Vorhaben")
    parser.add_argument("--json", action="store_true", help="als JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints the events."""
    kept = read_settings().audit_days
    days = kept if arguments.days is None else max(0, min(arguments.days, kept))
    since = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(days=days)
    with default_database().reading() as connection:
        events = events_since(connection, since, arguments.process)
    if arguments.json:
        rows = [{**event.__dict__, "at": event.at.isoformat()} for event in events]
        print(json.dumps({"days": days, "events": rows}, ensure_ascii=False, indent=2))
        return 0
    for event in events:
        print(_as_line(event))
    if not events:
        print(f"In den letzten {days} Tagen ist nichts verzeichnet.")
    return 0


def _as_line(event: AuditRow) -> str:
    parts = [f"{event.at:%Y-%m-%d %H:%M:%S} UTC  {ACTIONS[event.action]}{OUTCOMES[event.outcome]}"]
    for title, value in (
        ("Vorhaben", event.process),
        ("von", event.member),
        ("über", event.about),
        ("Rolle", event.role),
    ):
        if value:
            parts.append(f"{title} {value}")
    return ", ".join(parts)
