"""Guessing of codes is slowed down: a few slips cost nothing, then each costs more."""

from __future__ import annotations

import datetime
import ipaddress

from sqlalchemy.engine import Connection

from assistant.process.auditing import note_event
from assistant.store import access

FREE_TRIES = 5
LONGEST_WAIT = 900


class TooManyTriesError(Exception):
    """Too many wrong codes from one guesser; `seconds` until the next try."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def network_of(address: str) -> str:
    """Whose guesses are counted: an IPv6 line is given a whole network, and counts as one."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((found, 64), strict=False)) if found.version == 6 else address


def check_tries(connection: Connection, guesser: str, now: datetime.datetime) -> None:
    """Raises TooManyTriesError while somebody has to wait after wrong codes."""
    found = access.failures(connection, guesser)
    if found is None or found[0] < FREE_TRIES:
        return
    wait = min(LONGEST_WAIT, 2 ** (found[0] - FREE_TRIES + 1))
    left = wait - (now - found[1]).total_seconds()
    if left > 0:
        raise TooManyTriesError(int(left) + 1)


def note_wrong_code(connection: Connection, guesser: str, now: datetime.datetime) -> None:
    """One more wrong code."""
    count, _ = access.failures(connection, guesser) or (0, now)
    access.note_failure(connection, guesser, count + 1, now)
    note_event(connection, "signed_in", outcome="refused")
