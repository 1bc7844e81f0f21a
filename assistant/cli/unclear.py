"""`daks unclear`: what was not understood, for the operator to improve the training data with."""

from __future__ import annotations

import argparse
import datetime
import json
from typing import Any

from assistant.settings import read_settings
from assistant.store.database import default_database
from assistant.store.unclear import all_unclear, forget_unclear


def add_to(subparsers: Any) -> None:
    """Adds the command."""
    parser = subparsers.add_parser("unclear", help="zeigt, was nicht verstanden wurde")
    parser.add_argument("--json", action="store_true", help="als JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints what was not understood within the days it is kept, and forgets what is older."""
    days = read_settings().unclear_days
    since = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(days=days)
    with default_database().transaction() as connection:
        forget_unclear(connection, since)
        rows = all_unclear(connection, since)
    if arguments.json:
        data = [{**row.__dict__, "at": row.at.isoformat()} for row in rows]
        print(json.dumps({"unclear": data}, ensure_ascii=False, indent=2))
        return 0
    for row in rows:
        print(
            f"{row.at:%d.%m.%Y %H:%M}  [{row.question}] {row.text!r} (verstanden: {row.taken_for})"
        )
    if not rows:
        print("Nichts Unverstandenes aufbewahrt." if days else "Das Aufbewahren ist abgeschaltet.")
    return 0
