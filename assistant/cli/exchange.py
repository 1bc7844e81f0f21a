"""`daks exchange`: profile cards as signed files between installations."""

from __future__ import annotations

import argparse
import datetime
import json
import sys
from pathlib import Path
from typing import Any

from assistant.cli.files import write_private
from assistant.exchange.files import LARGEST_FILE, UnusableCardError
from assistant.exchange.keys import (
    UnusableKeyError,
    fingerprint,
    new_key,
    public_key,
    read_fingerprint,
    spaced,
)
from assistant.process.exchange.cards import card_data
from assistant.process.exchange.files import (
    NothingSharedError,
    UnknownKeyError,
    export_card,
    import_card,
    imported_cards,
)
from assistant.settings import read_settings
from assistant.store.database import default_database
from assistant.store.exchange import distrust_key, key_names, remove_card

KEY_FILE = "exchange-key.pem"
LONGEST_NAME = 120


def add_to(subparsers: Any) -> None:
    """Adds the command."""
    parser = subparsers.add_parser(
        "exchange",
        help="tauscht freigegebene Steckbriefe mit anderen Installationen",
        description="Tauscht freigegebene Steckbriefe als unterschriebene Dateien mit anderen "
        "Installationen. Freigegeben wird in der Anwendung, nicht hier.",
    )
    actions = parser.add_subparsers(dest="action", metavar="AKTION", required=True)
    key = actions.add_parser("key", help="zeigt den Fingerabdruck des eigenen Schlüssels")
    key.set_defaults(run=show_key)
    out = actions.add_parser("export", help="schreibt den Steckbrief eines Vorhabens als Datei")
    out.add_argument("process", metavar="VORHABEN", help="Kennung, aus `daks members list --json`")
    out.add_argument("--output", metavar="DATEI", type=Path, help="in diese Datei")
    out.add_argument("--contact", action="store_true", help="mit der genannten Ansprechperson")
    out.set_defaults(run=export)
    into = actions.add_parser("import", help="liest einen Steckbrief aus einer Datei")
    into.add_argument("file", metavar="DATEI", type=Path, help="die Datei")
    into.add_argument(
        "--trust",
        metavar="FINGERABDRUCK",
        help="nimmt diesen Schlüssel als bekannt, nach Vergleich",
    )
    into.add_argument("--as", dest="name", metavar="NAME", help="so heißt die Stelle hier")
    into.set_defaults(run=take_in)
    listing = actions.add_parser("list", help="eingelesene Steckbriefe und bekannte Schlüssel")
    listing.add_argument("--json", action="store_true", help="als JSON")
    listing.set_defaults(run=list_cards)
    remove = actions.add_parser("remove", help="entfernt einen eingelesenen Steckbrief")
    remove.add_argument("card", metavar="KENNUNG", help="aus `daks exchange list`")
    remove.set_defaults(run=remove_one)
    forget = actions.add_parser(
        "distrust", help="nimmt von einem Schlüssel nichts mehr an und entfernt, was von ihm kam"
    )
    forget.add_argument("fingerprint", metavar="FINGERABDRUCK", help="aus `daks exchange list`")
    forget.set_defaults(run=distrust)


def show_key(_: argparse.Namespace) -> int:
    """Prints the fingerprint of the own key, made when there is none yet."""
    try:
        key = _own_key()
    except (OSError, UnusableKeyError):
        return _key_failed()
    print(spaced(fingerprint(public_key(key))))
    print(
        "Nennen Sie diesen Fingerabdruck der anderen Stelle am Telefon. Stimmt er mit dem überein, "
        "den sie beim Einlesen sieht, stammt die Datei von Ihnen.",
        file=sys.stderr,
    )
    return 0


def export(arguments: argparse.Namespace) -> int:
    """Writes the file; 1 when nothing was ever shared or it cannot be written."""
    try:
        key = _own_key()
        with default_database().reading() as connection:
            content = export_card(connection, arguments.process, key, _now(), arguments.contact)
    except (OSError, UnusableKeyError):
        return _key_failed()
    except NothingSharedError:
        return _failed(
            "Für dieses Vorhaben wurde nie etwas freigegeben, oder es gibt die Kennung nicht. "
            "`daks members list --json` zeigt alle (unter „process“)."
        )
    if arguments.output is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return 0
    try:
        write_private(arguments.output, content)
    except OSError as error:
        return _failed(
            f"Die Datei {arguments.output} lässt sich nicht schreiben ({error.strerror})."
        )
    print(f"Geschrieben: {arguments.output}", file=sys.stderr)
    return 0


def take_in(arguments: argparse.Namespace) -> int:
    """Stores the card of a file; 1 when it is not taken."""
    path: Path = arguments.file
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError as error:
        return _failed(f"Die Datei {path} lässt sich nicht öffnen ({error.strerror}).")
    trust = None
    if arguments.trust is not None:
        known = read_fingerprint(arguments.trust)
        if known is None:
            return _failed(
                "Ein Fingerabdruck hat 32 Stellen aus 0 bis 9 und a bis f, zum Beispiel "
                "„3f2a 91bc 04de 5567 8a9b c0d1 e2f3 0415“."
            )
        trust = (known, (arguments.name or spaced(known)[:9])[:LONGEST_NAME])
    try:
        own = _own_key() if _key_file().exists() else None
        with default_database().transaction() as connection:
            done = import_card(connection, content, _now(), own, trust)
    except (OSError, UnusableKeyError):
        return _key_failed()
    except UnusableCardError as error:
        return _failed(f"{path.name}: {error}\nEs wurde nichts gespeichert.")
    except UnknownKeyError as error:
        shown = spaced(error.fingerprint)
        return _failed(
            f"{path.name} ist mit einem Schlüssel unterschrieben, der hier nicht bekannt ist: "
            f"{shown}\nLassen Sie sich den Fingerabdruck von der anderen Stelle am Telefon nennen. "
            "Stimmt er überein, lesen Sie die Datei so ein:\n"
            f'  daks exchange import {path} --trust "{shown}" --as "Name der Stelle"\n'
            "Es wurde nichts gespeichert."
        )
    if not done.items:
        print("Die Datei nimmt den Steckbrief zurück. Er ist hier nicht mehr zu sehen.")
        return 0
    how = "ersetzt die frühere Fassung" if done.replaced else "ist neu"
    print(f"{_printable(done.name)}: {done.items} Angaben eingelesen, der Steckbrief {how}.")
    return 0


def list_cards(arguments: argparse.Namespace) -> int:
    """Prints what came by file, and whose files are taken."""
    with default_database().reading() as connection:
        cards = [card_data(row) for row in imported_cards(connection)]
        keys = key_names(connection)
    rows = [
        {"id": card.id, "name": card.name, "items": len(card.items), "from": card.origin.name,
         "fingerprint": card.origin.fingerprint, "at": card.origin.at.isoformat()}
        for card in cards if card.origin
    ]  # fmt: skip
    known = [{"fingerprint": spaced(key), "name": name} for key, name in keys.items()]
    if arguments.json:
        print(json.dumps({"cards": rows, "keys": known}, ensure_ascii=False, indent=2))
        return 0
    for row in rows:
        print(f"{row['id']}  {_printable(str(row['name']))}: {row['items']} Angaben, von "
              f"{row['from']}, eingelesen am {str(row['at'])[:10]}")  # fmt: skip
    for one in known:
        print(f"Bekannter Schlüssel: {one['fingerprint']}  {one['name']}")
    if not rows:
        print("Eingelesen ist noch kein Steckbrief.")
    return 0


def remove_one(arguments: argparse.Namespace) -> int:
    """Removes a card that came by file."""
    with default_database().transaction() as connection:
        if arguments.card not in {row.id for row in imported_cards(connection)}:
            return _failed(
                "Einen eingelesenen Steckbrief mit dieser Kennung gibt es nicht. "
                "`daks exchange list` zeigt alle."
            )
        remove_card(connection, arguments.card)
    print("Entfernt.")
    return 0


def distrust(arguments: argparse.Namespace) -> int:
    """Takes nothing more of a key and removes what came by it."""
    known = read_fingerprint(arguments.fingerprint)
    with default_database().transaction() as connection:
        if known is None or not distrust_key(connection, known):
            return _failed(
                "Dieser Schlüssel ist hier nicht bekannt. `daks exchange list` zeigt alle."
            )
    print("Von diesem Schlüssel wird nichts mehr angenommen. Was von ihm kam, ist entfernt.")
    return 0


def _own_key() -> bytes:
    """The key of this installation, made with the first use."""
    path = _key_file()
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_private(path, new_key())
    key = path.read_bytes()
    public_key(key)
    return key


def _key_file() -> Path:
    return read_settings().data_dir / KEY_FILE


def _key_failed() -> int:
    return _failed(
        f"Der Schlüssel {_key_file()} lässt sich nicht lesen oder anlegen. Er gehört zu dieser "
        "Installation; ist er verloren, löschen Sie die Datei und nennen allen den neuen "
        "Fingerabdruck."
    )


def _failed(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.timezone.utc)


def _printable(text: str) -> str:
    """A foreign text on one line of a terminal."""
    return "".join(sign if sign.isprintable() else " " for sign in text)[:LONGEST_NAME]
