"""`daks retention`: what is kept for how long, and the deletion of what has had its time."""

from __future__ import annotations

import argparse
import datetime
import json
from dataclasses import asdict, dataclass
from typing import Any

from assistant.process import idle
from assistant.process.idle import Done, Idle
from assistant.process.retention import Kept, forget_expired, kept
from assistant.settings import Settings, read_settings
from assistant.store.database import Database, TracesRemainError, default_database
from assistant.store.deletions import all_deletions

STAYS = (
    "Antworten und Listen bleiben, solange das Vorhaben besteht. Ein Vorhaben wird erst gelöscht, "
    "wenn es lange niemand benutzt hat (DAKS_PROCESS_MONTHS) und das angekündigt war "
    "(DAKS_NOTICE_DAYS)."
)
TRACES = (
    "Gelöscht ist es; weil gerade jemand liest, stehen Reste noch im Protokoll der "
    "Datenbank, bis sie es das nächste Mal leert."
)
STANDINGS = {
    "used": "in Gebrauch",
    "to_notice": "wird mit --apply angekündigt",
    "noticed": "angekündigt",
    "over": "wird mit --apply gelöscht",
}
BY = {
    "rule": "nach Frist",
    "founder": "durch die Person, die das Vorhaben angelegt hat",
    "member": "durch die Person selbst",
    "operator": "durch die Betreuung",
}


@dataclass(frozen=True)
class Applied:
    """What a run with `--apply` did; `erased` whether no traces remain in the file."""

    deleted: dict[str, int]
    processes: Done
    erased: bool


def add_to(subparsers: Any) -> None:
    """Adds the command."""
    parser = subparsers.add_parser(
        "retention",
        help="zeigt, was wie lange aufbewahrt wird, und löscht Abgelaufenes",
        description="Zeigt, was wie lange aufbewahrt wird und was davon abgelaufen ist. Mit "
        "--plan zeigt es jedes Vorhaben mit dem Tag, an dem es gelöscht würde. Mit --apply wird "
        f"das Abgelaufene gelöscht und das Löschen von Vorhaben angekündigt. {STAYS} Gedacht ist "
        "--apply für einen Zeitgeber, einmal am Tag.",
    )
    parser.add_argument("--apply", action="store_true", help="löscht, was abgelaufen ist")
    parser.add_argument("--plan", action="store_true", help="zeigt auch alle Vorhaben")
    parser.add_argument("--log", action="store_true", help="zeigt, was bisher gelöscht wurde")
    parser.add_argument("--json", action="store_true", help="als JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints what is kept and what is over; with `--apply` deletes that."""
    settings = read_settings()
    database = default_database()
    if arguments.log:
        return _show_log(database, arguments.json)
    now = datetime.datetime.now(datetime.timezone.utc)
    with database.reading() as connection:
        found = kept(connection, settings, now)
        planned = idle.plan(connection, settings, now)
    applied = _apply(database, settings, now) if arguments.apply else None
    if arguments.json:
        print(json.dumps(_as_data(found, planned, applied), ensure_ascii=False, indent=2))
        return 0
    for one in found:
        print(_as_line(one, applied))
    for process in planned:
        if arguments.plan or process.standing != "used":
            print(_as_process(process, applied))
    print(STAYS)
    if applied is None and (
        any(one.over for one in found) or any(p.standing in ("to_notice", "over") for p in planned)
    ):
        print("Gelöscht und angekündigt wird mit `daks retention --apply`.")
    if applied is not None and not applied.erased:
        print(TRACES)
    return 0


def _show_log(database: Database, as_json: bool) -> int:
    """What was deleted when: the latest first, without contents."""
    with database.reading() as connection:
        found = all_deletions(connection)
    if as_json:
        rows = [{**asdict(one), "at": one.at.isoformat()} for one in found]
        print(json.dumps({"deletions": rows}, ensure_ascii=False, indent=2))
        return 0
    for one in found:
        actor = f", Kennung {one.actor}" if one.actor else ""
        print(f"{one.at:%d.%m.%Y %H:%M}  {one.kind}: {one.count} ({BY[one.by]}{actor})")
    if not found:
        print("Bisher wurde nichts gelöscht.")
    return 0


def _apply(database: Database, settings: Settings, now: datetime.datetime) -> Applied:
    with database.transaction() as connection:
        processes = idle.apply(connection, settings, now)
        deleted = forget_expired(connection, settings, now)
    try:
        if processes.deleted:
            database.erase_traces()
        else:
            database.empty_log()
    except TracesRemainError:
        return Applied(deleted, processes, False)
    return Applied(deleted, processes, True)


def _as_data(found: list[Kept], planned: list[Idle], applied: Applied | None) -> dict[str, Any]:
    return {
        "applied": applied is not None,
        "retention": [{**asdict(one), "deleted": _deleted(one, applied) or 0} for one in found],
        "processes": [
            {
                "process": one.process,
                "municipality": one.municipality,
                "used_at": one.used_at.isoformat(),
                "noticed_at": one.noticed_at.isoformat() if one.noticed_at else None,
                "due_at": one.due_at.isoformat() if one.due_at else None,
                "standing": one.standing,
            }
            for one in planned
        ],
        "noticed": len(applied.processes.noticed) if applied else 0,
        "deleted_processes": applied.processes.deleted if applied else 0,
    }


def _deleted(one: Kept, applied: Applied | None) -> int | None:
    return applied.deleted[one.kind] if applied is not None else None


def _as_line(one: Kept, applied: Applied | None) -> str:
    deleted = _deleted(one, applied)
    done = f"{one.over} abgelaufen" if deleted is None else f"{deleted} gelöscht"
    setting = f" ({one.setting})" if one.setting else ""
    return f"{one.title}: {one.total} vorhanden, {done}. Aufbewahrt: {one.rule}{setting}."


def _as_process(one: Idle, applied: Applied | None) -> str:
    used = f"Vorhaben {one.municipality} ({one.process}): zuletzt benutzt am {_day(one.used_at)}"
    if one.due_at is None:
        return f"{used}, wird nicht nach Frist gelöscht."
    if applied is not None and one.standing == "over":
        return f"{used}, jetzt gelöscht."
    if applied is not None and one.standing == "to_notice":
        return f"{used}, Löschen am {_day(one.due_at)} jetzt angekündigt."
    return f"{used}, Löschen frühestens am {_day(one.due_at)} ({STANDINGS[one.standing]})."


def _day(at: datetime.datetime) -> str:
    return f"{at:%d.%m.%Y}"
