"""What is kept for how long, and the deletion of what has had its time. Answers stay.

They go with their process alone, once nobody has used it for long (`process/idle.py`).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from assistant.guide.model import REVIEW, STAGE_IDS
from assistant.privacy.inventory import Inventory, load_inventory
from assistant.privacy.periods import Periods
from assistant.settings import Settings
from assistant.store.deletions import note_deletion
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
    """Deletes what has had its time, and notes that; how many rows of each kind."""
    found = expiring(_moments(settings, now or _now()))
    deleted = {kind: forget(connection, rows) for kind, rows in found.items()}
    for kind, number in deleted.items():
        # That old notes on deletions went is not noted, or the notes would never end.
        if kind != "deletions":
            note_deletion(connection, kind, "rule", number, at=now)
    return deleted


def periods_of(settings: Settings) -> Periods:
    """The periods that are set, for the table of personal data and the papers."""
    return Periods(
        transcript_days=settings.transcript_days,
        process_months=settings.process_months,
        notice_days=settings.notice_days,
        deletion_log_days=settings.deletion_log_days,
        unclear_days=settings.unclear_days,
        session_days=settings.session_days,
        invitation_days=settings.invitation_days,
        audit_days=settings.audit_days,
        failed_sign_in_days=FAILED_SIGN_IN_DAYS,
        upload_days=UNCONFIRMED_UPLOAD_DAYS,
    )


def inventory_of(settings: Settings) -> Inventory:
    """The table of personal data with the periods that are set."""
    return load_inventory(periods_of(settings))


def _rules(settings: Settings) -> Iterator[tuple[str, str, str, int | None, str | None]]:
    yield _transcript(settings.transcript_days)
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
        "used_tokens",
        "Benutzte Token des Intranets",
        "bis das Token abgelaufen ist",
        None,
        None,
    )
    yield (
        "audit",
        "Protokoll der Anmeldungen und Rechte",
        f"{settings.audit_days} Tage; mit dem Vorhaben gelöscht",
        settings.audit_days,
        "DAKS_AUDIT_DAYS",
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
    yield (
        "deletions",
        "Protokoll der Löschungen",
        f"{settings.deletion_log_days} Tage",
        settings.deletion_log_days,
        "DAKS_DELETION_LOG_DAYS",
    )


def _transcript(days: int) -> tuple[str, str, str, int | None, str | None]:
    rule = f"{days} Tage nach dem Ende einer Stufe" if days else "bis das Vorhaben gelöscht wird"
    return "messages", "Gespräche", rule, days, "DAKS_TRANSCRIPT_DAYS"


def _moments(settings: Settings, now: datetime.datetime) -> Moments:
    def ago(days: int) -> datetime.datetime:
        return now - datetime.timedelta(days=days)

    return Moments(
        now=now,
        unclear=ago(settings.unclear_days),
        failed_sign_ins=ago(FAILED_SIGN_IN_DAYS),
        uploads=ago(UNCONFIRMED_UPLOAD_DAYS),
        audit=ago(settings.audit_days),
        deletions=ago(settings.deletion_log_days),
        transcript=ago(settings.transcript_days) if settings.transcript_days else None,
        ends=tuple(f"{stage}.{REVIEW}" for stage in STAGE_IDS),
    )


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.timezone.utc)
