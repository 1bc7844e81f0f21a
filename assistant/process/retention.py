"""What is kept for how long, and the deletion of what has had its time. Answers always stay."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from assistant.settings import Settings
from assistant.store.expired import Moments, count, expiring, forget

# An address that failed is slowed down for a quarter of an hour; after a day it may be forgotten.
FAILED_SIGN_IN_DAYS = 1
# Long enough to come back to a table that was looked at and not taken over.
UNCONFIRMED_UPLOAD_DAYS = 30


@dataclass(frozen=True)
class Kept:
    """Rows of one kind: until when they are kept (`rule`, German), how many there are, and how
    many of them are over; `days` and the `setting` that changes them, where there is one."""

    kind: str
    title: str
    rule: str
    days: int | None
    setting: str | None
    total: int
    over: int


def kept(
    connection: Connection, settings: Settings, now: datetime.datetime | None = None
) -> list[Kept]:
    """What is kept, and what of it could be deleted now."""
    found = expiring(_moments(settings, now or _now()))
    return [
        Kept(kind, title, rule, days, setting, *count(connection, found[kind]))
        for kind, title, rule, days, setting in _rules(settings)
    ]


def forget_expired(
    connection: Connection, settings: Settings, now: datetime.datetime | None = None
) -> dict[str, int]:
    """Deletes what has had its time; how many rows of each kind."""
    found = expiring(_moments(settings, now or _now()))
    return {kind: forget(connection, rows) for kind, rows in found.items()}


def _rules(settings: Settings) -> Iterator[tuple[str, str, str, int | None, str | None]]:
    unclear = settings.unclear_days
    yield (
        "unclear",
        "Unverstandene Nachrichten",
        f"{unclear} Tage" if unclear else "gar nicht",
        unclear,
        "DAKS_UNCLEAR_DAYS",
    )
    yield (
        "sessions",
        "Sitzungen",
        f"{settings.session_days} Tage ab der Anmeldung",
        settings.session_days,
        "DAKS_SESSION_DAYS",
    )
    yield (
        "invitations",
        "Einladungen",
        f"{settings.invitation_days} Tage; eine angenommene, solange die Person dabei ist",
        settings.invitation_days,
        "DAKS_INVITATION_DAYS",
    )
    yield (
        "failed_sign_ins",
        "Fehlgeschlagene Anmeldungen",
        f"{FAILED_SIGN_IN_DAYS} Tag nach dem letzten Versuch",
        FAILED_SIGN_IN_DAYS,
        None,
    )
    yield (
        "uploads",
        "Hochgeladene Dateien",
        f"{UNCONFIRMED_UPLOAD_DAYS} Tage ohne Übernahme; übernommene, bis das Vorhaben "
        "gelöscht wird",
        UNCONFIRMED_UPLOAD_DAYS,
        None,
    )
    yield (
        "requests",
        "Gespeicherte Erwiderungen",
        "so lange wie die Nachricht, zu der sie gehören",
        None,
        None,
    )
    yield (
        "trackers",
        "Kurzzeitgedächtnis von Rasa",
        "der letzte Schritt, solange die Person dabei ist",
        None,
        None,
    )


def _moments(settings: Settings, now: datetime.datetime) -> Moments:
    def ago(days: int) -> datetime.datetime:
        return now - datetime.timedelta(days=days)

    return Moments(
        now=now,
        unclear=ago(settings.unclear_days),
        failed_sign_ins=ago(FAILED_SIGN_IN_DAYS),
        uploads=ago(UNCONFIRMED_UPLOAD_DAYS),
    )


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.timezone.utc)
