"""A calendar as plain data: what is when, as precisely as it was said, without any format."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

Role = Literal["meeting", "start", "deadline"]


class NoDate(ValueError):
    """There is no date to put into a calendar; the message is a German sentence that says which
    one is missing."""


@dataclass(frozen=True)
class Appointment:
    """Something with a date. `key` is the question or place it comes from and never changes.

    `date` is a stored form ("2027-03-14", "2027-Q3", "2027-03/2027-06"). A meeting takes place
    then, a start and a deadline happen within it. `time` is free text ("18 bis 20.30 Uhr").
    `reminders` are days before.
    """

    key: str
    title: str
    date: str
    role: Role = "deadline"
    note: str | None = None
    place: str | None = None
    time: str | None = None
    reminders: tuple[int, ...] = ()


@dataclass(frozen=True)
class Appointments:
    """A calendar of one process. `process` is what no other process has; `day` is that of the
    answers in it; `why_none` is the reason why there is no calendar when `entries` are empty.
    """

    title: str
    process: str
    day: datetime.date
    entries: tuple[Appointment, ...]
    why_none: str
