"""Calendars: events that any program reads, stable, and a reason where there is none."""

from __future__ import annotations

import datetime

import pytest
from icalendar import Calendar, Event

from assistant.documents.appointments import Appointment, Appointments, NoDate
from assistant.documents.formats.ics import write_ics

DAY = datetime.date(2027, 5, 3)


def calendar(*entries: Appointment, process: str = "p") -> Appointments:
    return Appointments("Plan; A, B", process, DAY, entries, "Noch kein Datum.")


def events(*entries: Appointment, process: str = "p") -> list[Event]:
    read = Calendar.from_ical(write_ics(calendar(*entries, process=process)))
    return list(read.walk("VEVENT"))


def test_without_a_date_there_is_a_reason() -> None:
    with pytest.raises(NoDate, match=r"Noch kein Datum\."):
        write_ics(calendar())


@pytest.mark.parametrize(
    ("date", "role", "first", "last"),
    [
        ("2027-03-18", "meeting", (2027, 3, 18), (2027, 3, 19)),
        ("2027-03-18/2027-03-19", "meeting", (2027, 3, 18), (2027, 3, 20)),
        ("2027-03", "meeting", (2027, 3, 1), (2027, 3, 2)),
        ("2027-Q3", "start", (2027, 7, 1), (2027, 7, 2)),
        ("2027-Q3", "deadline", (2027, 9, 30), (2027, 10, 1)),
        ("2027-03/2027-06", "deadline", (2027, 6, 30), (2027, 7, 1)),
        ("2027-W12", "start", (2027, 3, 22), (2027, 3, 23)),
        ("2028", "deadline", (2028, 12, 31), (2029, 1, 1)),
    ],
)
def test_a_date_becomes_whole_days(date: str, role: str, first: object, last: object) -> None:
    entry = Appointment("k", "Titel", date, role)  # type: ignore[arg-type]
    (event,) = events(entry)
    assert event.start == datetime.date(*first)  # type: ignore[misc]
    assert event.end == datetime.date(*last)  # type: ignore[misc]


def test_an_open_day_is_said_and_keeps_nobody_busy() -> None:
    (event,) = events(Appointment("k", "Beschluss", "2027-03", "meeting"))
    assert event["SUMMARY"] == "Tag noch festlegen: Beschluss"
    assert event["TRANSP"] == "TRANSPARENT" and "März 2027" in event["DESCRIPTION"]
    (known,) = events(Appointment("k", "Beschluss", "2027-03-18", "meeting"))
    assert known["TRANSP"] == "OPAQUE"


def test_times_reminders_and_texts() -> None:
    entry = Appointment(
        "k", "Kick-Off, Teil 1; \\ x\nBEGIN:VEVENT", "2027-04-22", "meeting",
        note="Zeile 1\nZeile 2", place="Saal, EG", time="18 bis 20.30 Uhr", reminders=(14, 1),
    )  # fmt: skip
    (event,) = events(entry)
    assert event.start == datetime.datetime(2027, 4, 22, 18) and event.end.hour == 20
    assert event["SUMMARY"] == "Kick-Off, Teil 1; \\ x BEGIN:VEVENT"
    assert event["DESCRIPTION"] == "Zeile 1\nZeile 2" and event["LOCATION"] == "Saal, EG"
    alarms = [alarm.TRIGGER for alarm in event.walk("VALARM")]
    assert alarms == [datetime.timedelta(days=-14), datetime.timedelta(days=-1)]
    (vague,) = events(Appointment("k", "x", "2027-04-22", "meeting", time="abends"))
    assert vague.start == datetime.date(2027, 4, 22) and "Uhrzeit: abends" in vague["DESCRIPTION"]


@pytest.mark.parametrize(
    ("time", "start"),
    [
        ("18 Uhr", (18, 0)),
        ("um 18.30 Uhr", (18, 30)),
        ("Beginn: 9 Uhr", (9, 0)),
        ("19:15", (19, 15)),
        ("ab 17 uhr.", (17, 0)),
        ("23 Uhr", (23, 0)),
    ],
)
def test_of_a_beginning_alone_the_length_is_assumed_and_said(
    time: str, start: tuple[int, int]
) -> None:
    (event,) = events(Appointment("k", "x", "2027-04-22", "meeting", time=time))
    assert event.start == datetime.datetime(2027, 4, 22, *start)
    assert event.end - event.start == datetime.timedelta(hours=2)
    assert "nur der Beginn" in event["DESCRIPTION"] and "2 Stunden" in event["DESCRIPTION"]


@pytest.mark.parametrize("time", ["18", "24 Uhr", "18 Uhr oder 19 Uhr", "18 Uhr, danach Imbiss"])
def test_a_doubtful_time_stays_a_whole_day(time: str) -> None:
    (event,) = events(Appointment("k", "x", "2027-04-22", "meeting", time=time))
    assert event.start == datetime.date(2027, 4, 22)
    assert f"Uhrzeit: {time}" in event["DESCRIPTION"].replace("\\,", ",")


def test_the_same_item_keeps_its_uid_and_the_bytes_do_not_change() -> None:
    entry = Appointment("plan.council_date", "Beschluss", "2027-03-18", "meeting")
    later = Appointment("plan.council_date", "Anders", "2027-04-18", "meeting")
    assert write_ics(calendar(entry)) == write_ics(calendar(entry))
    assert events(entry)[0]["UID"] == events(later)[0]["UID"]
    assert events(entry)[0]["UID"] != events(entry, process="q")[0]["UID"]
    assert events(entry)[0]["DTSTAMP"].dt.date() == DAY
    data = write_ics(calendar(entry))
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
