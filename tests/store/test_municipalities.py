"""What an operator imports: replaced as a whole, kept when a process goes, searched in memory."""

from __future__ import annotations

import datetime
import threading

import pytest

from assistant.process.municipalities import (
    Municipalities,
    course_of,
    import_district_ages,
    import_district_indicators,
    import_register,
)
from assistant.profile.district_indicators import INDICATORS
from assistant.profile.districts import AgeGroup, DistrictAges, DistrictIndicators, Series
from assistant.profile.register import Earlier, Register, read_register
from assistant.store.database import Database
from assistant.store.districts import (
    ages_of_district,
    all_indicators,
    series_of_district,
    series_of_indicator,
)
from assistant.store.imports import current_imports, newest_import
from assistant.store.municipalities import (
    all_municipalities,
    count_municipalities,
    find_municipality,
    history_of,
    similar_municipalities,
)
from assistant.store.processes import Process, add_process, delete_process
from tests.helpers import rows
from tests.profile.workbooks import PLACES, place, workbook

NOW = datetime.datetime(2027, 3, 14, 9, 30, tzinfo=datetime.timezone.utc)
OLD, NEW = datetime.date(2013, 12, 31), datetime.date(2023, 12, 31)
TABLES = ("imports", "municipalities", "municipality_history", "district_ages")
TABLES += ("district_indicators", "district_series")


def register(year: int = 2024) -> Register:
    """A few places; in 2013 Grabow was smaller and Prislich had another key."""
    if year == 2024:
        return read_register(workbook(), "register.xlsx")
    town = place("60 63 13 0 76 5657 050", "Grabow, Stadt", 47.68, 5663)
    village = place("60 64 13 0 76 5657 915", "Prislich", 30.0, 700)
    lingen = place("60 63 03 4 54 0032 032", "Lingen (Ems), Stadt", 176.1, 52_000)
    others = [row for row in PLACES if row[0] != "60"]
    return read_register(workbook([*others, town, village, lingen], year=2013), "old.xlsx")


def test_an_import_is_found_by_key(database: Database) -> None:
    with database.transaction() as connection:
        done = import_register(connection, register(), "register.xlsx")
    assert done.is_current
    with database.reading() as connection:
        grabow = find_municipality(connection, "13076050")
        assert grabow is not None
        assert (grabow.name, grabow.district_name) == ("Grabow", "Landkreis Ludwigslust-Parchim")
        assert grabow.postcode == "19300" and grabow.area == 72.27
        emsland = find_municipality(connection, "03454")
        assert emsland is not None and emsland.population == 59_896 + 4542 + 3
        assert find_municipality(connection, "99999999") is None
        assert count_municipalities(connection) == {
            "municipality": 4,
            "district": 2,
            "association": 1,
            "state": 2,
        }
        recorded = current_imports(connection)
    assert [(one.kind, one.file, one.count) for one in recorded] == [
        ("register", "register.xlsx", 4)
    ]
    assert recorded[0].state == datetime.date(2024, 12, 31)


def test_a_second_import_replaces_the_first(database: Database) -> None:
    fewer = read_register(workbook(PLACES[:5]), "register.xlsx")
    with database.transaction() as connection:
        import_register(connection, register(), "a.xlsx")
        first = newest_import(connection, "register")
    with database.transaction() as connection:
        import_register(connection, fewer, "b.xlsx")
    with database.reading() as connection:
        assert count_municipalities(connection)["municipality"] == 2
        assert find_municipality(connection, "03454") is None
        assert history_of(connection, "03454") == []
        assert [one.file for one in current_imports(connection)] == ["b.xlsx"]
        assert newest_import(connection, "register") != first


def test_an_import_that_fails_leaves_everything_as_it_was(database: Database) -> None:
    with database.transaction() as connection:
        import_register(connection, register(), "a.xlsx")
    before = rows(database)
    with pytest.raises(RuntimeError), database.transaction() as connection:
        import_register(connection, register(2013), "b.xlsx")
        import_register(connection, read_register(workbook(PLACES[:5]), "c.xlsx"), "c.xlsx")
        raise RuntimeError
    assert rows(database) == before


def test_an_older_register_adds_to_the_history_and_mergers_are_no_growth(
    database: Database,
) -> None:
    with database.transaction() as connection:
        import_register(connection, register(), "new.xlsx")
        old = import_register(connection, register(2013), "old.xlsx")
    assert not old.is_current and old.current_state == datetime.date(2024, 12, 31)
    with database.reading() as connection:
        assert find_municipality(connection, "13076915") is None
        grabow = course_of(connection, "13076050")
        lingen = course_of(connection, "03454032")
        prislich = course_of(connection, "13076115")
    assert [point.population for point in grabow.points] == [5663, 5573]
    assert grabow.growth(OLD, NEW) is None, "its area grew by half"
    assert lingen.growth(OLD, NEW) == pytest.approx(59_896 / 52_000 - 1)
    assert prislich.new_since == NEW and lingen.new_since is None


def test_populations_beside_the_register_do_not_replace_those_of_a_whole_one(
    database: Database,
) -> None:
    read = register()
    beside = (
        Earlier("13076050", OLD, 1),
        Earlier("13076050", datetime.date(2017, 12, 31), 5700),
    )
    with_beside = Register(**{**read.__dict__, "earlier": beside})
    with database.transaction() as connection:
        import_register(connection, register(2013), "old.xlsx")
        import_register(connection, with_beside, "new.csv")
    with database.reading() as connection:
        found = history_of(connection, "13076050")
    assert [(row.at.year, row.population, row.area) for row in found] == [
        (2013, 5663, 47.68),
        (2017, 5700, None),
        (2023, 5573, 72.27),
    ]


def test_similar_places_come_by_size(database: Database) -> None:
    with database.transaction() as connection:
        import_register(connection, register(), "a.xlsx")
        grabow = find_municipality(connection, "13076050")
        assert grabow is not None
        found = similar_municipalities(connection, grabow)
        assert [place.name for place in found] == ["Rhede (Ems)"]
        assert similar_municipalities(connection, grabow, in_state=True) == []


def test_figures_of_districts(database: Database) -> None:
    ages = DistrictAges(NEW, (AgeGroup("03454", 0, 2, 100), AgeGroup("03454", 75, None, 90)))
    meaning = INDICATORS["share_65plus"]
    read = DistrictIndicators(
        (meaning,), (Series(meaning.id, "03454", ((2020, 20.5), (2021, 21.0))),), 2021
    )
    with database.transaction() as connection:
        for _ in range(2):
            import_district_ages(connection, ages, "ages.json")
            import_district_indicators(connection, read, "inkar.csv")
    with database.reading() as connection:
        groups = ages_of_district(connection, "03454")
        assert [(g.lower, g.upper, g.population) for g in groups] == [(0, 2, 100), (75, None, 90)]
        assert ages_of_district(connection, "01001") == []
        assert all_indicators(connection)[meaning.id].title == meaning.title
        by_year = {2020: 20.5, 2021: 21.0}
        assert series_of_district(connection, "03454") == {meaning.id: by_year}
        assert series_of_indicator(connection, meaning.id) == {"03454": by_year}
        kinds = [(one.kind, one.state, one.count) for one in current_imports(connection)]
    assert kinds == [
        ("district_ages", NEW, 1),
        ("district_indicators", datetime.date(2021, 12, 31), 1),
    ]


def test_what_was_imported_survives_the_deletion_of_a_process(database: Database) -> None:
    process = Process("a", "Grabow", "municipality", "13076050", None, NOW, 0)
    with database.transaction() as connection:
        import_register(connection, register(), "a.xlsx")
    before = rows(database)
    with database.transaction() as connection:
        add_process(connection, process)
    with database.transaction() as connection:
        delete_process(connection, "a")
    assert rows(database) == before
    assert all(before[table] for table in TABLES[:3])


def test_the_search_is_read_once_and_again_after_an_import(database: Database) -> None:
    places = Municipalities()
    with database.reading() as connection:
        assert places.search(connection, "Grabow") == []
    with database.transaction() as connection:
        import_register(connection, register(), "a.xlsx")
    with database.reading() as connection:
        index = places.index(connection)
        assert places.index(connection) is index
        assert places.search(connection, "Grabow")[0].place.ags == "13076050"
        assert [place.ags for place in places.named(connection, "Emsland")] == ["03454"]
    with database.transaction() as connection:
        import_register(connection, read_register(workbook(PLACES[5:]), "b.xlsx"), "b.xlsx")
    with database.reading() as connection:
        assert places.search(connection, "Grabow") == []
        assert places.search(connection, "Lingen")


def test_several_threads_share_one_index(database: Database) -> None:
    with database.transaction() as connection:
        import_register(connection, register(), "a.xlsx")
    places = Municipalities()
    found: list[object] = []
    start = threading.Barrier(4)

    def search() -> None:
        start.wait()
        with database.reading() as connection:
            found.append(places.index(connection))

    threads = [threading.Thread(target=search) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4 and len({id(index) for index in found}) == 1


def test_a_register_is_stored_as_it_was_read(database: Database) -> None:
    read = register()
    with database.transaction() as connection:
        import_register(connection, read, "a.xlsx")
    with database.reading() as connection:
        stored = {one.ags: one for one in all_municipalities(connection)}
    for entry in read.entries:
        assert {name: getattr(stored[entry.ags], name) for name in entry.__dict__} == entry.__dict__
