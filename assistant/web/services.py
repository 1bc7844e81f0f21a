"""What the handlers work with, made once by the application and found in it by key."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, TypeVar

from aiohttp import web
from sqlalchemy.engine import Connection

from assistant.chat.conversation import Conversations, IdReusedError
from assistant.chat.engine_thread import BusyError, EngineThread
from assistant.chat.fair_threads import FairThreads
from assistant.guide.model import Guide
from assistant.process.municipalities import Municipalities
from assistant.process.offload import SECONDS, Offload, OffloadError, OverloadedError
from assistant.process.person.deleting import FounderStaysError
from assistant.process.refusals import (
    ProcessGoneError,
    ReadOnlyError,
    StaleRevisionError,
    UnknownQuestionError,
)
from assistant.process.relay import Relay
from assistant.settings import Settings
from assistant.store.database import Database, LockedError, TracesRemainError
from assistant.store.engines import Limits
from assistant.web.problems import Problem, log_error

T = TypeVar("T")

# Files on their way to us are held in memory: so many at once.
MOST_RECEIVING = 16

READERS = 4
"""Threads for queries beside the engine's. Python computes on one at a time; they wait together."""
MOST_READING = 256
"""Queries that wait; each takes a few milliseconds."""
SERVING = Limits(connections=READERS + 2, lock=250, statement=15_000, idle=30_000)
"""What a worker takes of PostgreSQL: a connection for each reader, the engine, and one to spare.

A lock is waited for in short spells only, since the engine has others to serve meanwhile.
"""

asking: ContextVar[str] = ContextVar("asking", default="")
"""Who the current request comes from: a member, or an address. Queues take turns by it."""

# Errors that the handlers turn into answers of their own.
ANSWERED_ELSEWHERE = (StaleRevisionError, IdReusedError, TracesRemainError, FounderStaysError)


@dataclass(frozen=True)
class Services:
    """Settings, database, guide, and the engine behind its thread."""

    settings: Settings
    database: Database
    guide: Guide
    engine: EngineThread
    conversations: Conversations
    readers: FairThreads = field(
        default_factory=lambda: FairThreads("reader", READERS, MOST_READING)
    )
    municipalities: Municipalities = field(default_factory=Municipalities)
    offload: Offload = field(default_factory=Offload)
    receiving: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(MOST_RECEIVING))

    async def write(self, call: Callable[[Connection], T]) -> T:
        """Runs a change in one transaction, in line with the messages."""
        return await self.queued(lambda: self._in_transaction(call))

    async def queued(self, call: Callable[[], T]) -> T:
        """Runs a call on the engine thread. Ends with 503 when too many wait."""
        try:
            return await asyncio.wrap_future(self.engine.submit(call, asking.get()))
        except BusyError:
            raise busy() from None
        except LockedError:
            raise _in_use() from None
        except ReadOnlyError:
            raise Problem(
                403, "Sie lesen hier mit. Antworten und ändern können nur die Mitwirkenden."
            ) from None
        except ProcessGoneError:
            raise gone() from None
        except UnknownQuestionError as error:
            raise Problem(
                422,
                "Diese Frage gibt es nicht.",
                [{"pointer": "/question", "detail": f"„{error}“ ist unbekannt."}],
            ) from None
        except (Problem, *ANSWERED_ELSEWHERE):
            raise
        except Exception as error:
            log_error(error, "on the engine thread")
            raise Problem(
                503,
                "Das hat gerade nicht geklappt, gespeichert wurde nichts. Bitte versuchen Sie es "
                "gleich noch einmal.",
                headers={"Retry-After": "2"},
            ) from None

    def _in_transaction(self, call: Callable[[Connection], T]) -> T:
        with self.database.transaction() as connection:
            return call(connection)

    async def read(self, call: Callable[[Connection], T]) -> T:
        """Runs a query beside the messages."""
        reading = self.readers.submit
        try:
            return await asyncio.wrap_future(reading(lambda: self._in_reading(call), asking.get()))
        except BusyError:
            raise busy() from None
        except ProcessGoneError:
            raise gone() from None

    async def offloaded(
        self,
        function: Callable[..., T | Relay],
        *arguments: Any,
        timeout: float = SECONDS,
        failed: Problem | None = None,
    ) -> T:
        """Runs a pure function of a module in a child process; what it raises is raised.

        Ends with 503 when too many wait, and with `failed` (default: 503) when the call takes
        too long or its child dies.
        """
        try:
            return await self.offload.run(function, *arguments, timeout=timeout, whose=asking.get())
        except OverloadedError:
            raise busy() from None
        except OffloadError as error:
            log_error(error, f"in a child process at {function.__qualname__}")
            raise (failed or _gave_up()) from None

    def _in_reading(self, call: Callable[[Connection], T]) -> T:
        with self.database.reading() as connection:
            return call(connection)


def busy() -> Problem:
    """Too much is going on; nothing was begun."""
    return Problem(
        503,
        "Gerade ist sehr viel los. Bitte versuchen Sie es in ein paar Sekunden wieder.",
        headers={"Retry-After": "2"},
    )


def _in_use() -> Problem:
    return Problem(
        503,
        "An diesem Vorhaben wird gerade noch gearbeitet, gespeichert wurde nichts. Bitte versuchen "
        "Sie es in ein paar Sekunden wieder.",
        headers={"Retry-After": "2"},
    )


def _gave_up() -> Problem:
    return Problem(
        503,
        "Das hat zu lange gedauert und wurde abgebrochen. Ihre Angaben sind gespeichert. Bitte "
        "versuchen Sie es gleich noch einmal.",
        headers={"Retry-After": "5"},
    )


def gone() -> Problem:
    """The process was deleted while the request waited."""
    return Problem(401, "Dieses Vorhaben wurde gelöscht.", headers={"WWW-Authenticate": "Bearer"})


SERVICES: web.AppKey[Services] = web.AppKey("services", Services)
