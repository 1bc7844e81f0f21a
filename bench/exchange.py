"""Measures similarity and search with as many municipalities as there are. A table on the output.

`.venv/bin/python -m bench.exchange [REGISTER.xlsx]`. Every municipality of the register (without
one: 10,700 made up) shares a profile card with themes, fields, three measures with their lessons
and two methods. Measured is a whole question to the database: own traits, comparison or search,
and the rows of those that are shown.
"""

from __future__ import annotations

import datetime
import random
import secrets
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy.engine import Connection

from assistant.exchange.model import Item, Shared, Traits, size_class
from assistant.process.exchange.cards import row_of
from assistant.process.exchange.finding import chosen_by_others, find_measures, similar_to
from assistant.process.exchange.others import Others, Sought
from assistant.process.offers import load_full_guide, load_toolkit
from assistant.process.record import Record
from assistant.process.sign_in import Registration
from assistant.process.sign_in import register as register_process
from assistant.process.strategy import federal_state
from assistant.profile.register import read_register
from assistant.store.database import Database
from assistant.store.schema import upgrade
from assistant.store.tables import shared_cards, shared_items, trusted_keys
from bench.parts import REGISTER, milliseconds, seconds

COUNT = 10_700
WORDS = (  # noqa: SIM905 - a list of words
    "Rufbus Bürgerbus Dorfladen Jugendtreff Mittagstisch Gemeindeschwester Mitfahrbank Glasfaser "
    "Leerstandskataster Wohnberatung Nachbarschaftshilfe Ärztehaus Digitallotsen Spielplatz Chor "
    "Bibliothek Schwimmbad Radweg Vereinsheim Ganztag Hebamme Willkommenspaket Baulücken Markt "
    "Feuerwehr Ehrenamtskarte Sprachkurs Tagespflege Coworking Dorfkino Werkstatt Bahnhof Kita"
).split()
SEARCHED = ("Wer hat Erfahrung mit Rufbus?", "Anrufsammeltaxi", "Dorfladen Genossenschaft",
            "Jugendliche Treffpunkt", "Leerstant", "Mitfahrbänke im Ortsteil")  # fmt: skip
NOW = datetime.datetime(2026, 11, 23, tzinfo=datetime.timezone.utc)
Place = tuple[str, str, int, float, float]


def main() -> None:
    """Prints the table."""
    given = Path(sys.argv[1]) if len(sys.argv) > 1 else REGISTER
    print("| Teil | gemessen (Rechenzeit) | Latte |\n|---|---:|---:|")
    for name, figure, bar in measured(list(places(given))):
        print(f"| {name} | {figure} | {bar} |")


def places(file: Path) -> Iterator[Place]:
    """Name, key, population and coordinates of each municipality."""
    if file.exists():
        with file.open("rb") as opened:
            for one in read_register(opened, file.name).of_type("municipality"):
                yield one.name, one.ags, one.population, one.longitude or 10, one.latitude or 51
        return
    chance = random.Random(1)
    for number in range(COUNT):
        key, population = (
            f"13{number % 90:03}{number % 1000:03}",
            round(10 ** chance.uniform(2.3, 5)),
        )
        yield f"Ort {number}", key, population, chance.uniform(7, 14), chance.uniform(48, 54)


def measured(found: list[Place]) -> Iterator[tuple[str, str, str]]:
    """The figures: filling the memory once, then questions."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/data.db")
        upgrade(database)
        with database.transaction() as connection:
            fill(connection, found)
            session = register_process(connection, Registration("Grabow", "municipality", "U"), 90)
        yield "Kommunen mit Steckbrief", str(len(found)), ""
        others = Others()
        with database.transaction() as connection:
            record = Record(connection, load_full_guide(), session.member, lock=True)
            record.store("profile.population", 5_700)
            record.store("kickoff.themes", ["mobilitaet", "wohnen"])
            begun = time.process_time()
            find_measures(record, others, Sought("Rufbus"))
            yield "einmal einlesen, nach dem Start", seconds(time.process_time() - begun), ""
        with database.reading() as connection:
            record = Record(connection, load_full_guide(), session.member, lock=False)
            yield row("ähnliche Kommunen", lambda: similar_to(record, others))
            for text in SEARCHED:
                yield row(
                    f"Suche „{text}“", lambda text=text: find_measures(record, others, Sought(text))
                )  # type: ignore[misc]
            yield row("Zahlen der eigenen Gruppe", lambda: chosen_by_others(record, others))
        yield "nach einer Änderung wieder aktuell", changed(database, others), ""
        database.close()


def row(name: str, call: Callable[[], Any]) -> tuple[str, str, str]:
    """The middle of twenty calls."""
    call()
    taken = []
    for _ in range(20):
        begun = time.process_time()
        call()
        taken.append(time.process_time() - begun)
    return name, milliseconds(statistics.median(taken)), "20 ms"


def changed(database: Database, others: Others) -> str:
    """How long the next look takes after one card has changed."""
    with database.transaction() as connection:
        card = connection.execute(shared_cards.select().limit(1)).one().id
        connection.execute(
            shared_cards.update()
            .where(shared_cards.c.id == card)
            .values(stamp=secrets.randbits(40))
        )
    with database.reading() as connection:
        begun = time.process_time()
        others.find(connection, Traits("municipality"), Sought("Rufbus"), None, 20)
        return milliseconds(time.process_time() - begun)


def fill(connection: Connection, found: list[Place]) -> None:
    """A card for each place, as if it had come by file."""
    chance = random.Random(2)
    themes = [option.value for option in load_full_guide().shared_options["themes"]]
    methods = [method.id for method in load_toolkit().catalogue.methods]
    key = "0" * 32
    connection.execute(trusted_keys.insert().values(fingerprint=key, name="Alle", at=NOW))
    cards, items = [], []
    for place in found:
        card = secrets.token_hex(16)
        cards.append({"id": card, "key": key, "foreign_id": card, "issued_at": NOW,
                      "stamp": secrets.randbits(40), "at": NOW})  # fmt: skip
        items += [
            row_of(card, Shared(item, NOW), None).__dict__
            for item in card_items(place, chance, themes, methods)
        ]
    connection.execute(shared_cards.insert(), cards)
    connection.execute(shared_items.insert(), items)


def card_items(
    place: Place, chance: random.Random, themes: list[str], methods: list[str]
) -> Iterator[Item]:
    """What one place shares."""
    name, ags, population, longitude, latitude = place
    own = chance.sample(themes, 3)
    yield Item("basics", "basics", "Wer wir sind", f"{name}\nGemeinde", {
        "name": name, "type": "municipality", "state": federal_state(ags), "district": ags[:5],
        "size": size_class(population), "longitude": round(longitude * 1000),
        "latitude": round(latitude * 1000),
    })  # fmt: skip
    figures = {"growth": chance.randint(-100, 100), "old": chance.randint(250, 600)}
    yield Item("figures", "figures", "Bevölkerung", "Zahlen", figures)
    yield Item("themes", "themes", "Unsere Themen", "\n".join(own), {"themes": own})
    yield Item("field.f", "field", "Feld", own[0], {"theme": own[0]})
    yield Item("stage", "stage", "Wo wir stehen", "Stufe", {"stage": chance.randint(1, 6)})
    for number in range(3):
        words = chance.sample(WORDS, 3)
        text = f"In {name} gibt es {words[1]} und {words[2]} für alle Ortsteile."
        facts = {"theme": own[number], "state_of": "running"}
        yield Item(f"measure.m{number}", "measure", words[0], text, facts)
        lessons = f"Gebremst hat: {chance.choice(WORDS)}\nGeholfen hat: {chance.choice(WORDS)}"
        yield Item(f"lessons.m{number}", "lessons", words[0], lessons, {"decision": "continue"})
    for method in chance.sample(methods, 2):
        facts = {"method": method, "again": chance.random() < 0.7}
        yield Item(f"method.{method}", "method", method, "Gewählt.", facts)


if __name__ == "__main__":
    main()
