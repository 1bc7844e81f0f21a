"""What the handlers work with, made once by the application and found in it by key."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from aiohttp import web
from sqlalchemy.engine import Connection

from assistant.chat.conversation import Conversations
from assistant.chat.engine_thread import BusyError, EngineThread
from assistant.guide.model import Guide
from assistant.process.record import ReadOnlyError, UnknownQuestionError
from assistant.settings import Settings
from assistant.store.database import Database
from assistant.web.problems import Problem

T = TypeVar("T")


@dataclass(frozen=True)
class Services:
    """Settings, database, guide, and the engine behind its thread."""

    settings: Settings
    database: Database
    guide: Guide
    engine: EngineThread
    conversations: Conversations

    async def write(self, call: Callable[[Connection], T]) -> T:
        """Runs a change in one transaction, in line with the messages."""
        return await self.queued(lambda: self._in_transaction(call))

    async def queued(self, call: Callable[[], T]) -> T:
        """Runs a call on the engine thread. Ends with 503 when too many wait."""
        try:
            return await asyncio.wrap_future(self.engine.submit(call))
        except BusyError:
            raise Problem(
                503,
                "Gerade ist sehr viel los. Bitte versuchen Sie es in ein paar Sekunden wieder.",
                headers={"Retry-After": "2"},
            ) from None
        except ReadOnlyError:
            raise Problem(
                403, "Sie lesen hier mit. Antworten und ändern können nur die Mitwirkenden."
            ) from None
        except UnknownQuestionError as error:
            raise Problem(
                422,
                "Diese Frage gibt es nicht.",
                [{"pointer": "/question", "detail": f"„{error}“ ist unbekannt."}],
            ) from None

    def _in_transaction(self, call: Callable[[Connection], T]) -> T:
        with self.database.transaction() as connection:
            return call(connection)

    async def read(self, call: Callable[[Connection], T]) -> T:
        """Runs a query beside the messages."""
        return await asyncio.to_thread(self._in_reading, call)

    def _in_reading(self, call: Callable[[Connection], T]) -> T:
        with self.database.reading() as connection:
            return call(connection)


SERVICES: web.AppKey[Services] = web.AppKey("services", Services)
