"""`daks retention`: what is kept for how long, and the deletion of what has had its time."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from typing import Any

from assistant.process.retention import Kept, forget_expired, kept
from assistant.settings import read_settings
from assistant.store.database import TracesRemainError, default_database

STAYS = (
    "Antworten, Listen und Gespräche bleiben, bis das Vorhaben gelöscht wird; dieser Befehl rührt "
    "sie nicht an."
)


def add_to(subparsers: Any) -> None:
    """Adds the command."""
    parser = subparsers.add_parser(
        "retention",
        help="zeigt, was wie lange aufbewahrt wird, und löscht Abgelaufenes",
        description="Zeigt, was wie lange aufbewahrt wird und was davon abgelaufen ist. Mit "
        f"--apply wird das Abgelaufene gelöscht. {STAYS}",
    )
    parser.add_argument("--apply", action="store_true", help="löscht, was abgelaufen ist")
    parser.add_argument("--json", action="store_true", help="als JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints what is kept and what is over; with `--apply` deletes that."""
    settings = read_settings()
    database = default_database()
    deleted: dict[str, int] | None = None
    erased = True
    if arguments.apply:
        with database.transaction() as connection:
            found = kept(connection, settings)
            deleted = forget_expired(connection, settings)
        try:
            database.empty_log()
        except TracesRemainError:
            erased = False
    else:
        with database.reading() as connection:
            found = kept(connection, settings)
    if arguments.json:
        rows = [_as_data(one, deleted) for one in found]
        data = {"applied": arguments.apply, "retention": rows}
        print(json.dumps(data, ensure_ascii=False, indent=2))
        return 0
    for one in found:
        print(_as_line(one, deleted))
    print(STAYS)
    if deleted is None and any(one.over for one in found):
        print("Gelöscht wird mit `daks retention --apply`.")
    if not erased:
        print(
            "Gelöscht ist es; weil gerade jemand liest, stehen Reste noch im Protokoll der "
            "Datenbank, bis sie es das nächste Mal leert."
        )
    return 0


def _as_data(one: Kept, deleted: dict[str, int] | None) -> dict[str, Any]:
    return {**asdict(one), "deleted": deleted[one.kind] if deleted is not None else 0}


def _as_line(one: Kept, deleted: dict[str, int] | None) -> str:
    done = f"{one.over} abgelaufen" if deleted is None else f"{deleted[one.kind]} gelöscht"
    setting = f" ({one.setting})" if one.setting else ""
    return f"{one.title}: {one.total} vorhanden, {done}. Aufbewahrt: {one.rule}{setting}."
