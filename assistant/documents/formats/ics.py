"""iCalendar: dates as data, each an event that any calendar shows.

Events and no VTODO: Outlook and Google leave tasks out when they read a file, and a deadline that
is silently missing is worse than one in the wrong list. Times are those of the place, without a
time zone. How a date that names no day becomes one:

- a meeting: the first day of the period, named "Tag noch festlegen: …", not marked as busy;
- a start: the first day; a deadline: the last day.

What was said ("3. Quartal 2027") stands in the event's text, and what was assumed.
"""

from __future__ import annotations

import datetime
import re
import uuid

from icalendar import Alarm, Calendar, Event, vText
from icalendar.enums import TRANSP

from assistant.documents.appointments import Appointment, Appointments, NoDate
from assistant.documents.formats.texts import clean, one_line
from assistant.documents.times import Times, clock, duration, read_start, read_times
from assistant.language.date_forms import days, format_date

PRODUCT = "-//DAKS//Demografie-Assistenz//DE"
SPACE = uuid.UUID("6f1b0a52-3c0e-5d6b-9a54-7d1c5c8f4e21")
"""Any constant will do: with it the same process and item make the same UID."""
USUAL_LENGTH = 120
"""Minutes of a meeting of which only the beginning is known; its text says so."""
MORNING = 9
"""Of a whole day one is reminded at nine, not at midnight."""


def write_ics(calendar: Appointments) -> bytes:
    """The calendar as a file. Raises NoDate when there is nothing to put into it."""
    if not calendar.entries:
        raise NoDate(calendar.why_none)
    made = Calendar.new(
        prodid=PRODUCT,
        uid=_uid(calendar, "calendar"),
        language="de",
    )
    for name in ("NAME", "X-WR-CALNAME"):
        # As given text it is escaped; the library's own `name` leaves a comma bare.
        made.add(name, vText(one_line(calendar.title)))
    stamp = datetime.datetime.combine(calendar.day, datetime.time(), datetime.timezone.utc)
    for entry in calendar.entries:
        made.add_component(_event(calendar, entry, stamp))
    return bytes(made.to_ical())


def days_of(entry: Appointment) -> tuple[datetime.date, datetime.date]:
    """The first and last day on which the entry stands in the calendar."""
    first, last = _bounds(entry.date)
    if entry.role == "start":
        return first[0], first[0]
    if entry.role == "deadline":
        return last[1], last[1]
    exact = first[0] == first[1] and last[0] == last[1]
    return (first[0], last[1]) if exact else (first[0], first[0])


def _bounds(
    date: str,
) -> tuple[tuple[datetime.date, datetime.date], tuple[datetime.date, datetime.date]]:
    first, last = days(date.partition("/")[0]), days(date.rpartition("/")[2])
    if first is None or last is None:
        raise ValueError(f"{date!r} is no valid date.")
    return first, last


def _event(calendar: Appointments, entry: Appointment, stamp: datetime.datetime) -> Event:
    first, last = days_of(entry)
    vague = not re.fullmatch(r"\d{4}-\d\d-\d\d(/\d{4}-\d\d-\d\d)?", entry.date)
    open_day = vague and entry.role == "meeting"
    title = f"Tag noch festlegen: {entry.title}" if open_day else entry.title
    start: datetime.date = first
    # The end of an event of whole days is the day after it.
    end: datetime.date = last + datetime.timedelta(days=1)
    times = _times(entry) if first == last and not vague else None
    if times:
        midnight = datetime.datetime.combine(first, datetime.time())
        start = midnight + datetime.timedelta(minutes=times.start)
        end = midnight + datetime.timedelta(minutes=times.end)
    busy = entry.role == "meeting" and not open_day
    event: Event = Event.new(
        uid=_uid(calendar, entry.key),
        stamp=stamp,
        summary=one_line(title),
        start=start,
        end=end,
        description=_description(entry, vague, times) or None,
        location=one_line(entry.place) if entry.place else None,
        transparency=TRANSP.OPAQUE if busy else TRANSP.TRANSPARENT,
    )
    for before in entry.reminders:
        trigger = datetime.timedelta(days=-before, hours=0 if times else MORNING)
        event.add_component(Alarm.new_display(description=one_line(title), trigger=trigger))
    return event


def _times(entry: Appointment) -> Times | None:
    """As said; where only the beginning is known, with the usual length."""
    start = read_start(entry.time)
    return read_times(entry.time) if start is None else Times(start, start + USUAL_LENGTH)


def _description(entry: Appointment, vague: bool, times: Times | None) -> str:
    lines = [clean(entry.note or "")]
    if vague:
        lines.append(f"Angegeben ist: {format_date(entry.date)}.")
    if times and read_start(entry.time) is not None:
        lines.append(
            f"Angegeben ist nur der Beginn: {clock(times.start)}. Eingetragen sind "
            f"{duration(USUAL_LENGTH)}; bitte ändern Sie das Ende, wenn es anders geplant ist."
        )
    elif entry.time and not times:
        lines.append(f"Uhrzeit: {clean(entry.time)}")
    return "\n".join(line for line in lines if line)


def _uid(calendar: Appointments, key: str) -> str:
    return str(uuid.uuid5(SPACE, f"{calendar.process}\n{key}"))
