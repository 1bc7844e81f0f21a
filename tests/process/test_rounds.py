"""A round is kept whole, goes with its process, and comes back with it."""

from __future__ import annotations

import datetime

import sqlalchemy as sa

from assistant.process.record import Record
from assistant.process.rounds.beginning import begin_round
from assistant.process.rounds.model import content_of, last_round, round_of, rounds_of
from assistant.process.rounds.undoing import made, undo_round
from assistant.store.answers import last_revision
from assistant.store.database import Database
from assistant.store.rounds import last_round as last_row
from assistant.store.tables import rounds
from tests.process.transfers import GUIDE, ODD, bring_in, changed, delete, export, fill

TODAY = datetime.date(2027, 3, 14)


def test_a_kept_round_holds_answers_items_and_figures(database: Database) -> None:
    founder, _ = fill(database)
    with database.reading() as connection:
        one = last_round(connection, founder.process)
        assert one is not None
        row = last_row(connection, founder.process)
    assert row is not None and round_of(row) == one
    assert content_of(one) == {**row.content, "made": content_of(one)["made"]}
    assert [(m.id, m.stayed, m.decision) for m in one.measures] == [
        ("m1", False, "Beenden"),
        ("m2", True, "Ausweiten"),
    ]
    assert one.measures[0].title == f"Maßnahme {ODD}"
    assert one.answers["review.measures.m1.decision"].item == f"Maßnahme {ODD}"
    assert one.figures["population"][:2] == (612.0, "2026")
    assert "plan.measures.m1.title" in one.answers


def test_nothing_of_it_stays_behind_when_the_process_goes(database: Database) -> None:
    founder, _ = fill(database)
    delete(database, founder.process)
    with database.reading() as connection:
        assert connection.execute(sa.select(rounds.c.id)).first() is None


def test_an_imported_round_can_be_undone_like_any_other(database: Database) -> None:
    founder, _ = fill(database)
    with database.transaction() as connection:
        record = Record(connection, GUIDE, founder, lock=True)
        record.store("review.review", "confirm")
        before = dict(record.state.answers)
        begin_round(record, TODAY)
    content = export(database, founder.process)
    delete(database, founder.process)
    bring_in(database, content)
    with database.transaction() as connection:
        record = Record(connection, GUIDE, founder, lock=True)
        assert [one.number for one in rounds_of(connection, founder.process)] == [1, 2]
        last = last_revision(connection, founder.id)
        assert last is not None
        kept = last_round(connection, founder.process)
        assert kept is not None and kept.number == 2 and made(kept, last)
        assert undo_round(record, kept)
        answers = {q: record.state.value(q) for q in record.state.answers}
        assert answers == {
            q: a.value if a.status == "answered" else None for q, a in before.items()
        }
        assert [one.number for one in rounds_of(connection, founder.process)] == [1]


def test_a_file_from_before_there_were_rounds_is_read(database: Database) -> None:
    founder, _ = fill(database)
    content = export(database, founder.process)
    delete(database, founder.process)
    bring_in(database, changed(content, "/rounds", ...))
    with database.reading() as connection:
        assert rounds_of(connection, founder.process) == ()
