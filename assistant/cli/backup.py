"""`daks backup` and `daks restore`: the whole database as one file, and back."""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
from pathlib import Path
from typing import Any

from assistant.settings import read_settings
from assistant.store.backup import (
    InUseError,
    NotSqliteError,
    OccupiedError,
    UnusableBackupError,
    back_up,
    database_path,
    restore,
)

WITH_POSTGRESQL = {
    "backup": "pg_dump --format=custom --file=DATEI VERBINDUNG",
    "restore": "pg_restore --clean --if-exists --single-transaction --dbname=VERBINDUNG DATEI",
}


def add_to(subparsers: Any) -> None:
    """Adds both commands."""
    parser = subparsers.add_parser(
        "backup",
        help="sichert die Datenbank in eine Datei, auch im Betrieb",
        description="Sichert die ganze SQLite-Datenbank in eine Datei, auch während die "
        "Assistenz läuft, und prüft die Kopie. Eine ältere Sicherung gleichen Namens wird erst "
        "ersetzt, wenn die neue fertig ist. Für PostgreSQL: pg_dump (docs/operations.md).",
    )
    parser.add_argument("file", metavar="DATEI", type=Path, help="die Sicherung")
    parser.add_argument("--json", action="store_true", help="als JSON")
    parser.set_defaults(run=run_backup)
    parser = subparsers.add_parser(
        "restore",
        help="stellt die Datenbank aus einer Sicherung wieder her",
        description="Stellt die SQLite-Datenbank aus einer Sicherung von `daks backup` wieder her "
        "und bringt sie auf den aktuellen Stand. Die Assistenz muss dafür angehalten sein.",
    )
    parser.add_argument("file", metavar="DATEI", type=Path, help="die Sicherung")
    parser.add_argument(
        "--replace", action="store_true", help="ersetzt eine Datenbank, in der etwas steht"
    )
    parser.add_argument("--json", action="store_true", help="als JSON")
    parser.set_defaults(run=run_restore)


def run_backup(arguments: argparse.Namespace) -> int:
    """Backs up; 1 when it fails, 2 for PostgreSQL."""
    target: Path = arguments.file
    if target.is_dir():
        return _failed(f"{target} ist ein Verzeichnis. Bitte nennen Sie eine Datei.")
    try:
        source = database_path(read_settings().database_url)
        size = back_up(source, target)
    except NotSqliteError:
        return _with_other_tools("backup")
    except FileNotFoundError as error:
        if target.parent.is_dir():
            return _failed(f"Es gibt noch keine Datenbank ({error}).")
        return _failed(f"Das Verzeichnis {target.parent} gibt es nicht.")
    except UnusableBackupError as error:
        return _failed(str(error))
    except (OSError, sqlite3.Error) as error:
        return _failed(f"Die Sicherung ist nicht gelungen ({_reason(error)}).")
    if arguments.json:
        print(json.dumps({"file": str(target), "bytes": size}, ensure_ascii=False))
    else:
        print(f"Gesichert und geprüft: {target} ({size} Bytes)")
    return 0


def run_restore(arguments: argparse.Namespace) -> int:
    """Restores; 1 when it fails, 2 for PostgreSQL."""
    source: Path = arguments.file
    try:
        target = database_path(read_settings().database_url)
        restore(source, target, arguments.replace)
    except NotSqliteError:
        return _with_other_tools("restore")
    except FileNotFoundError:
        return _failed(f"Die Datei {source} gibt es nicht.")
    except UnusableBackupError as error:
        return _failed(f"{source.name}: {error}")
    except OccupiedError:
        return _failed(
            f"In der Datenbank {target} steht schon etwas. Mit --replace wird sie ersetzt; was "
            "darin steht, ist dann verloren. Sichern Sie sie vorher mit `daks backup`."
        )
    except InUseError:
        return _failed("Die Datenbank ist in Gebrauch. Bitte halten Sie die Assistenz erst an.")
    except (OSError, sqlite3.Error) as error:
        return _failed(f"Das Wiederherstellen ist nicht gelungen ({_reason(error)}).")
    if arguments.json:
        print(json.dumps({"file": str(source), "database": str(target)}, ensure_ascii=False))
    else:
        print(f"Wiederhergestellt: {target}")
        print(
            "Was seit der Sicherung gelöscht oder geändert wurde, auch Zugangscodes und gelöschte "
            "Vorhaben, steht wieder darin wie damals."
        )
    return 0


def _with_other_tools(what: str) -> int:
    print(
        "Dieser Befehl ist für SQLite. Bei PostgreSQL hilft dessen eigenes Werkzeug, mit der "
        f"Adresse aus DAKS_DATABASE_URL als VERBINDUNG:\n  {WITH_POSTGRESQL[what]}\n"
        "Mehr dazu steht in docs/operations.md.",
        file=sys.stderr,
    )
    return 2


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or type(error).__name__


def _failed(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1
