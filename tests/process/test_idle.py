"""A process that nobody uses is announced first and deleted later; any use keeps it."""

from __future__ import annotations

import datetime
from dataclasses import replace

from assistant.process import idle
from assistant.process.idle import Done, Idle, months_later
from assistant.process.retention import forget_expired
from assistant.process.sign_in import Registration, register
from assistant.settings import Settings, read_settings
from assistant.store.conversations import MessageRow, append_messages, transcript
from assistant.store.database import Database
from assistant.store.deletions import all_deletions
from assistant.store.processes import Member, members_of
from assistant.store.uses import NOTICE
from tests.helpers import execute, rows
from tests.process.transfers import fill

SETTINGS = read_settings({})
DAY = datetime.timedelta(days=1)


def _plan(database: Database, now: datetime.datetime, settings: Settings = SETTINGS) -> list[Idle]:
    with database.reading() as connection:
        return idle.plan(connection, settings, now)


def _run(database: Database, now: datetime.datetime, settings: Settings = SETTINGS) -> Done:
    """One run of the timer."""
    with database.transaction() as connection:
        done = idle.apply(connection, settings, now)
        forget_expired(connection, settings, now)
    return done


def _used_at(database: Database) -> datetime.datetime:
    far = datetime.datetime(2026, 11, 23, tzinfo=datetime.timezone.utc)
    return _plan(database, far)[0].used_at


def _notices(database: Database, member: Member) -> list[str]:
    with database.reading() as connection:
        found = transcript(connection, member.id, None)
    return [row.text for row in found if row.kind == NOTICE]


def _write(database: Database, member: Member, at: datetime.datetime) -> None:
    row = MessageRow(f"id{at.timestamp()}", "member", "Guten Tag", at, "text", None)
    with database.transaction() as connection:
        append_messages(connection, member.id, [row])


def test_a_process_in_use_is_left_alone(database: Database) -> None:
    fill(database)
    used = _used_at(database)
    before = {t: r for t, r in rows(database).items() if t not in ("process_uses", "deletions")}
    assert _run(database, used + 89 * DAY) == Done((), 0)
    after = rows(database)
    for table in ("processes", "members", "answers", "answer_revisions", "items", "rounds"):
        assert after[table] == before[table], table
    assert _plan(database, used + DAY)[0].standing == "used"


def test_it_is_announced_to_everybody_and_deleted_no_earlier_than_said(database: Database) -> None:
    founder, editor = fill(database)
    due = months_later(_used_at(database), 36)
    assert _run(database, due - 31 * DAY).noticed == ()
    announced = _run(database, due - 30 * DAY).noticed
    assert [one.due_at for one in announced] == [due]
    for member in (founder, editor):
        (text,) = _notices(database, member)
        assert f"{due.day}.{due.month}.{due.year}" in text
    assert _run(database, due - DAY) == Done((), 0), "it is announced once"
    assert len(_notices(database, founder)) == 1
    assert _run(database, due).deleted == 1
    left = {table for table, found in rows(database).items() if found}
    assert left <= {"alembic_version", "deletions"}


def test_a_timer_that_did_not_run_for_years_still_gives_notice(database: Database) -> None:
    fill(database)
    late = _used_at(database) + 2000 * DAY
    announced = _run(database, late).noticed
    assert [one.due_at for one in announced] == [late + 30 * DAY]
    assert _run(database, late + 29 * DAY).deleted == 0
    assert _run(database, late + 30 * DAY).deleted == 1


def test_whoever_works_on_after_the_notice_keeps_everything(database: Database) -> None:
    founder, _ = fill(database)
    due = months_later(_used_at(database), 36)
    _run(database, due - 30 * DAY)
    back = due - 5 * DAY
    _write(database, founder, back)
    assert _run(database, due + DAY) == Done((), 0)
    (one,) = _plan(database, due + DAY)
    assert (one.standing, one.noticed_at, one.due_at) == ("used", None, months_later(back, 36))


def test_the_last_use_outlives_the_messages_that_tell_of_it(database: Database) -> None:
    founder, _ = fill(database)
    spoken = _used_at(database) + 400 * DAY
    _write(database, founder, spoken)
    _run(database, spoken + DAY)
    execute(database, "DELETE FROM messages")
    (one,) = _plan(database, spoken + 2 * DAY)
    assert one.used_at == spoken


def test_without_a_period_nothing_is_ever_deleted_by_rule(database: Database) -> None:
    fill(database)
    settings = replace(SETTINGS, process_months=0)
    far = _used_at(database) + 9000 * DAY
    assert _run(database, far, settings) == Done((), 0)
    assert [one.due_at for one in _plan(database, far, settings)] == [None]


def test_a_longer_period_set_after_the_notice_counts_at_once(database: Database) -> None:
    fill(database)
    due = months_later(_used_at(database), 36)
    _run(database, due - 30 * DAY)
    longer = replace(SETTINGS, process_months=48)
    assert _run(database, due, longer).deleted == 0
    assert _run(database, months_later(_used_at(database), 48), longer).deleted == 1


def test_another_process_is_not_touched(database: Database) -> None:
    fill(database)
    due = months_later(_used_at(database), 36)
    with database.transaction() as connection:
        other = register(connection, Registration("Bützow", "municipality", "Uta Rau"), 90).member
    _write(database, other, due - 40 * DAY)
    _run(database, due - 30 * DAY)
    _run(database, due)
    with database.reading() as connection:
        assert [one.name for one in members_of(connection, other.process)] == ["Uta Rau"]
    assert _notices(database, other) == []


def test_the_log_of_deletions_says_how_many_and_never_what(database: Database) -> None:
    fill(database)
    due = months_later(_used_at(database), 36)
    _run(database, due - 30 * DAY)
    _run(database, due)
    with database.reading() as connection:
        noted = all_deletions(connection)
    assert [(one.count, one.by, one.actor) for one in noted if one.kind == "process"] == [
        (1, "rule", None)
    ]
    assert {one.by for one in noted} == {"rule"}
    text = str(rows(database)["deletions"])
    assert "Mühl Rosin" not in text and "Helga" not in text


def test_a_month_that_is_shorter_ends_on_its_last_day() -> None:
    day = datetime.datetime(2027, 1, 31, 12, tzinfo=datetime.timezone.utc)
    assert months_later(day, 1).day == 28
    assert months_later(day, 36) == day.replace(year=2030)
