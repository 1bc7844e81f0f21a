"""`daks exchange` as two operators use it: out, compared by telephone, in, and removed."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest
import sqlalchemy as sa

from assistant.cli import main
from assistant.exchange.files import write_card
from assistant.exchange.keys import fingerprint, new_key, public_key
from assistant.exchange.model import Card, Item, Shared
from assistant.process.exchange.finding import find_measures, similar_to
from assistant.process.exchange.others import Others, Sought
from assistant.process.exchange.sharing import change_sharing, set_contact, sharing_of, withdraw
from assistant.process.offers import load_full_guide
from assistant.process.record import Record
from assistant.process.sign_in import Registration, register
from assistant.store.database import Database
from assistant.store.processes import Member

NOW = datetime.datetime(2026, 11, 23, 10, 0, tzinfo=datetime.timezone.utc)


def member_of(database: Database, name: str) -> Member:
    """The founder of a new process."""
    with database.transaction() as connection:
        return register(connection, Registration(name, "municipality", "Uwe"), 90).member


def record(connection: sa.Connection, member: Member) -> Record:
    return Record(connection, load_full_guide(), member, lock=False)


def share(database: Database, member: Member) -> None:
    """Shares a measure, the basics and a contact."""
    with database.transaction() as connection:
        own = record(connection, member)
        item = own.add_item("plan.measures")
        own.store(f"plan.measures.{item}.title", "Rufbus")
        own.store(f"plan.measures.{item}.description", "Fährt abends.")
        lines = sharing_of(own).lines
        change_sharing(own, {line.item.id: True for line in lines})
        set_contact(own, "Frau Sommer")


def foreign(key: bytes, name: str = "Fernau", at: datetime.datetime = NOW, items: int = 2) -> bytes:
    """A file of another installation."""
    shared = [
        Item("basics", "basics", "Wer wir sind", name, {"name": name, "type": "municipality"}),
        Item("measure.m1", "measure", "Rufbus in der Ferne", "Fährt.", {"description": "Fährt."}),
    ]
    card = Card("feed0001", tuple(Shared(item, NOW) for item in shared[:items]))
    return write_card(card, "feed0001", at, key)


def seen(database: Database, member: Member) -> tuple[list[str], list[str]]:
    """Whom and which measures a member sees."""
    with database.reading() as connection:
        own, others = record(connection, member), Others()
        near, _ = similar_to(own, others)
        found, _ = find_measures(own, others, Sought("Rufbus"))
    return [one.card.name for one in near], [one.item.title for one in found]


def test_the_key_is_made_once_and_for_its_owner_alone(
    database: Database, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["exchange", "key"]) == 0
    first = capsys.readouterr().out
    assert main(["exchange", "key"]) == 0
    assert capsys.readouterr().out == first
    (file,) = data.glob("exchange-key.pem")
    assert file.stat().st_mode & 0o777 == 0o600
    assert first.strip() == " ".join(first.split()) and len(first.split()) == 8
    file.write_text("kaputt")
    assert main(["exchange", "key"]) == 1
    assert "lässt sich nicht lesen" in capsys.readouterr().err


def test_out_and_in_again_elsewhere(
    database: Database, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    member = member_of(database, "Grabow")
    file = data / "card.json"
    assert main(["exchange", "export", member.process, "--output", str(file)]) == 1
    assert "nie etwas freigegeben" in capsys.readouterr().err
    share(database, member)
    assert main(["exchange", "export", member.process, "--output", str(file)]) == 0
    card = json.loads(file.read_text())["card"]
    assert {"basics", "contact"} & {item["id"] for item in card["items"]} == {"basics"}
    assert file.stat().st_mode & 0o777 == 0o600
    assert main(["exchange", "export", member.process, "--output", str(file), "--contact"]) == 0
    assert "Frau Sommer" in file.read_text()
    assert main(["exchange", "import", str(file)]) == 1
    assert "von dieser Installation selbst" in capsys.readouterr().err
    with database.transaction() as connection:
        withdraw(record(connection, member))
    assert main(["exchange", "export", member.process, "--output", str(file)]) == 0
    assert json.loads(file.read_text())["card"]["items"] == []


def test_an_unknown_key_is_compared_first(
    database: Database, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asking, key = member_of(database, "Bützow"), new_key()
    file = data / "card.json"
    file.write_bytes(foreign(key))
    assert main(["exchange", "import", str(file)]) == 1
    told = capsys.readouterr().err
    print_ = fingerprint(public_key(key))
    assert print_[:4] in told and "am Telefon" in told and "nichts gespeichert" in told
    assert main(["exchange", "import", str(file), "--trust", "12"]) == 1
    assert "32 Stellen" in capsys.readouterr().err
    wrong = fingerprint(public_key(new_key()))
    assert main(["exchange", "import", str(file), "--trust", wrong]) == 1
    assert "anderen Schlüssel" in capsys.readouterr().err
    assert seen(database, asking) == ([], [])
    assert main(["exchange", "import", str(file), "--trust", print_, "--as", "Kreis Fern"]) == 0
    assert seen(database, asking) == (["Fernau"], ["Rufbus in der Ferne"])
    file.write_bytes(foreign(key, at=NOW + datetime.timedelta(hours=1)))
    assert main(["exchange", "import", str(file)]) == 0, "known from now on"
    assert "ersetzt die frühere" in capsys.readouterr().out


def test_a_newer_file_replaces_and_an_empty_one_withdraws_for_good(
    database: Database, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asking, key = member_of(database, "Bützow"), new_key()
    file, print_ = data / "card.json", fingerprint(public_key(key))

    def bring_in(hours: int, items: int) -> int:
        file.write_bytes(foreign(key, at=NOW + datetime.timedelta(hours=hours), items=items))
        return main(["exchange", "import", str(file), "--trust", print_])

    assert bring_in(0, 2) == 0
    assert bring_in(1, 1) == 0
    assert seen(database, asking) == (["Fernau"], [])
    assert bring_in(0, 2) == 1
    assert "neuere Fassung" in capsys.readouterr().err
    assert bring_in(2, 0) == 0
    assert "nimmt den Steckbrief zurück" in capsys.readouterr().out
    assert seen(database, asking) == ([], [])
    assert bring_in(1, 2) == 1, "what was taken back does not come back by an old file"


@pytest.mark.parametrize("how", ["remove", "distrust"])
def test_what_came_in_can_be_removed(
    database: Database, data: Path, capsys: pytest.CaptureFixture[str], how: str
) -> None:
    asking, key = member_of(database, "Bützow"), new_key()
    file, print_ = data / "card.json", fingerprint(public_key(key))
    file.write_bytes(foreign(key))
    assert main(["exchange", "import", str(file), "--trust", print_, "--as", "Kreis Fern"]) == 0
    capsys.readouterr()
    assert main(["exchange", "list", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert listed["cards"][0]["name"] == "Fernau" and listed["cards"][0]["from"] == "Kreis Fern"
    wanted = listed["cards"][0]["id"] if how == "remove" else print_
    assert main(["exchange", how, "unbekannt"]) == 1
    assert main(["exchange", how, wanted]) == 0
    assert seen(database, asking) == ([], [])
    capsys.readouterr()
    assert main(["exchange", "list"]) == 0
    assert "noch kein Steckbrief" in capsys.readouterr().out


def test_an_own_card_is_not_removed_from_here(
    database: Database, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    member = member_of(database, "Grabow")
    share(database, member)
    with database.reading() as connection:
        card = connection.execute(sa.text("SELECT id FROM shared_cards")).scalar_one()
    assert main(["exchange", "remove", card]) == 1
    assert "gibt es nicht" in capsys.readouterr().err
    with database.reading() as connection:
        assert sharing_of(record(connection, member)).visible


def test_a_tampered_file_changes_nothing(
    database: Database, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asking, key = member_of(database, "Bützow"), new_key()
    file = data / "card.json"
    file.write_bytes(foreign(key).replace(b"Fernau", b"Feinau"))
    print_ = fingerprint(public_key(key))
    assert main(["exchange", "import", str(file), "--trust", print_]) == 1
    assert "verändert" in capsys.readouterr().err
    assert seen(database, asking) == ([], [])
    assert main(["exchange", "list"]) == 0
    assert "Bekannter" not in capsys.readouterr().out
    assert main(["exchange", "import", str(data / "fehlt.json")]) == 1
