"""`daks register`: imports the register of municipalities and figures of the districts."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from assistant.process.municipalities import (
    DISTRICT_AGES,
    DISTRICT_INDICATORS,
    REGISTER,
    import_district_ages,
    import_district_indicators,
    import_register,
)
from assistant.profile.districts import read_ages, read_indicators
from assistant.profile.register import read_register
from assistant.profile.register_source import RegisterError
from assistant.store.database import default_database
from assistant.store.imports import Import, current_imports
from assistant.store.municipalities import count_municipalities

TITLES = {
    REGISTER: "Gemeindeverzeichnis",
    DISTRICT_AGES: "Altersgruppen der Kreise",
    DISTRICT_INDICATORS: "Indikatoren der Kreise",
}
COUNTED = {REGISTER: "Gemeinden", DISTRICT_AGES: "Kreise", DISTRICT_INDICATORS: "Kreise"}
CODEBOOK = "inkar_codebook.csv"
EMPTY = (
    "Es ist noch nichts importiert. Das Gemeindeverzeichnis gibt es als Excel-Datei beim "
    "Statistischen Bundesamt (GV-ISys, „Auszug GV“): `daks register import DATEI`.\n"
    "Ohne Verzeichnis arbeitet die Assistenz auch; mit ihm erkennt sie Gemeinden am Namen und "
    "weiß Kreis, Fläche und Einwohnerzahl."
)


def add_to(subparsers: Any) -> None:
    """Adds the command."""
    parser = subparsers.add_parser(
        "register", help="importiert Gemeindeverzeichnis und Kreisdaten, zeigt den Stand"
    )
    parser.add_argument("--json", action="store_true", help="als JSON")
    parser.set_defaults(run=list_imports)
    # Given before the action it holds too.
    keep = argparse.SUPPRESS
    actions = parser.add_subparsers(dest="action", metavar="AKTION")
    importing = actions.add_parser(
        "import",
        help="liest eine Datei ein",
        description="Liest das Gemeindeverzeichnis GV-ISys (.xlsx oder .csv), die Altersgruppen "
        "der Kreise (.json) oder die Indikatoren der Kreise (INKAR, .csv). Was es ist, zeigt der "
        "Inhalt. Frühere Daten gleicher Art werden ersetzt; ein älteres Gemeindeverzeichnis "
        "ergänzt die Zeitreihe.",
    )
    importing.add_argument("file", metavar="DATEI", type=Path, help="die Datei")
    importing.add_argument("--json", action="store_true", default=keep, help="als JSON")
    importing.set_defaults(run=import_file)
    listing = actions.add_parser("list", help="zeigt, was importiert ist")
    listing.add_argument("--json", action="store_true", default=keep, help="als JSON")
    listing.set_defaults(run=list_imports)


def import_file(arguments: argparse.Namespace) -> int:
    """Imports one file, whatever of the three it is; 1 when it cannot be read."""
    path: Path = arguments.file
    try:
        with path.open("rb") as file:
            result, text = _IMPORTS[_kind_of(file)](file, path)
    except FileNotFoundError:
        return _failed(f"Die Datei {path} gibt es nicht.")
    except OSError as error:
        return _failed(f"Die Datei {path} lässt sich nicht öffnen ({error.strerror}).")
    except RegisterError as error:
        return _failed(f"{path.name}: {error}")
    if arguments.json:
        print(json.dumps(result, ensure_ascii=False, indent=2))
    else:
        print(text)
    return 0


def list_imports(arguments: argparse.Namespace) -> int:
    """Prints what is imported."""
    with default_database().reading() as connection:
        found = current_imports(connection)
        counts = count_municipalities(connection)
    if arguments.json:
        rows = [_as_data(one) for one in found]
        print(json.dumps({"imports": rows, "entries": counts}, ensure_ascii=False, indent=2))
        return 0
    for one in found:
        state = f"Stand {one.state:%d.%m.%Y}" if one.state else "Stand unbekannt"
        print(
            f"{TITLES[one.kind]}, {state}: {german(one.count)} {COUNTED[one.kind]} "
            f"(aus {one.file}, importiert am {one.at:%d.%m.%Y})\n  Quelle: {one.source}"
        )
    if not found:
        print(EMPTY)
    return 0


def german(number: int) -> str:
    """With dots, as in "10.752"."""
    return f"{number:,}".replace(",", ".")


def _failed(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


def _as_data(one: Import) -> dict[str, Any]:
    state = one.state.isoformat() if one.state else None
    return {**one.__dict__, "state": state, "at": one.at.isoformat()}


def _kind_of(file: BinaryIO) -> str:
    """What the file is, by its beginning. Raises RegisterError when it is none of the three."""
    beginning = file.read(4096)
    file.seek(0)
    if beginning.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        return REGISTER
    text = beginning.decode("utf-8-sig", "replace").lstrip()
    if text.startswith(("[", "{")):
        return DISTRICT_AGES
    head = text.partition("\n")[0]
    if head.startswith("county_code,"):
        return DISTRICT_INDICATORS
    if head.startswith("variable,"):
        raise RegisterError(
            "Das ist das Verzeichnis der Indikatoren. Bitte importieren Sie die Datei mit den "
            "Werten; das Verzeichnis wird mitgelesen, wenn es daneben liegt."
        )
    if "ars" in head.split(","):
        return REGISTER
    raise RegisterError(
        "Die Datei ist weder ein Gemeindeverzeichnis (.xlsx oder .csv) noch eine Datei mit "
        "Altersgruppen (.json) oder Indikatoren (.csv) der Kreise."
    )


Result = tuple[dict[str, Any], str]


def _import_register(file: BinaryIO, path: Path) -> Result:
    read = read_register(file, path.name)
    with default_database().transaction() as connection:
        done = import_register(connection, read, path.name)
    counts = {
        name: len(read.of_type(type))
        for name, type in (
            ("municipalities", "municipality"),
            ("districts", "district"),
            ("associations", "association"),
            ("states", "state"),
        )
    }
    unincorporated = read.rows - counts["municipalities"]
    text = (
        f"{german(counts['municipalities'])} Gemeinden, {german(counts['districts'])} Kreise und "
        f"kreisfreie Städte, {german(counts['associations'])} Gemeindeverbände, "
        f"{counts['states']} Länder (Gebietsstand {read.state:%d.%m.%Y}).\n"
        f"{german(read.population)} Menschen in den Gemeinden am {read.population_at:%d.%m.%Y}. "
        f"{german(unincorporated)} gemeindefreie Gebiete sind nicht aufgenommen."
    )
    if not done.is_current:
        text += (
            f"\nIn Gebrauch bleibt das Verzeichnis vom {done.current_state:%d.%m.%Y}; "
            "das ältere ergänzt die Zeitreihe."
        )
    result = {
        "kind": REGISTER,
        "file": path.name,
        "state": read.state.isoformat(),
        "population_at": read.population_at.isoformat(),
        "rows": read.rows,
        "rows_population": read.rows_population,
        **counts,
        "population": read.population,
        "unincorporated": unincorporated,
        "ambiguous_names": read.ambiguous_names,
        "current": done.is_current,
    }
    return result, text


def _import_ages(file: BinaryIO, path: Path) -> Result:
    read = read_ages(file)
    with default_database().transaction() as connection:
        import_district_ages(connection, read, path.name)
    state = read.at.isoformat() if read.at else None
    text = f"{german(read.districts)} Kreise mit Altersgruppen " + (
        f"(Stand {read.at:%d.%m.%Y})." if read.at else "(Stand unbekannt)."
    )
    result = {
        "kind": DISTRICT_AGES,
        "file": path.name,
        "state": state,
        "districts": read.districts,
    }
    return result, text


def _import_indicators(file: BinaryIO, path: Path) -> Result:
    with contextlib.ExitStack() as stack:
        beside = path.with_name(CODEBOOK)
        codebook = stack.enter_context(beside.open("rb")) if beside.is_file() else None
        read = read_indicators(file, codebook)
    with default_database().transaction() as connection:
        import_district_indicators(connection, read, path.name)
    text = (
        f"{german(read.districts)} Kreise mit {len(read.indicators)} Indikatoren "
        f"(bis {read.last_year})."
    )
    result = {
        "kind": DISTRICT_INDICATORS,
        "file": path.name,
        "last_year": read.last_year,
        "indicators": len(read.indicators),
        "districts": read.districts,
    }
    return result, text


_IMPORTS: dict[str, Callable[[BinaryIO, Path], Result]] = {
    REGISTER: _import_register,
    DISTRICT_AGES: _import_ages,
    DISTRICT_INDICATORS: _import_indicators,
}
