"""The rights of the person who asks: everything on her as a file, and her deletion."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from assistant.process.person.deleting import FounderStaysError, delete_person
from assistant.process.person.export import export_person
from assistant.process.retention import inventory_of
from assistant.store.database import TracesRemainError
from assistant.web.identity import MEMBER
from assistant.web.problems import Problem
from assistant.web.services import SERVICES


async def export_me(request: web.Request, _: Any) -> web.Response:
    """Everything that is stored on the person who asks."""
    services = request.app[SERVICES]
    member = request[MEMBER]
    inventory = inventory_of(services.settings)
    export = await services.read(
        lambda connection: export_person(connection, services.guide, member, inventory)
    )
    return web.Response(
        body=export.content,
        content_type="application/json",
        charset="utf-8",
        headers={"Content-Disposition": f'attachment; filename="{export.name}"'},
    )


async def delete_me(request: web.Request, body: Any) -> web.Response:
    """Deletes the person who asks, when given her name; her contributions stay without it."""
    services = request.app[SERVICES]
    member = request[MEMBER]
    if body["confirm"].strip() != member.name:
        raise Problem(
            422,
            "Zum Löschen brauchen wir Ihren Namen, genau wie er unter „Beteiligte“ steht.",
            [{"pointer": "/confirm", "detail": "Der Name stimmt nicht überein."}],
        )

    def delete() -> None:
        # Tried first: while somebody reads the old state, nothing is deleted rather than half.
        services.database.empty_log()
        with services.database.transaction() as connection:
            delete_person(connection, services.guide, member, "member")
        services.conversations.erase_traces()

    try:
        await services.queued(delete)
    except FounderStaysError:
        raise Problem(
            409,
            "Sie haben das Vorhaben angelegt. Übergeben Sie es zuerst an eine andere Person, oder "
            "löschen Sie das ganze Vorhaben.",
        ) from None
    except TracesRemainError:
        raise Problem(
            503,
            "Gerade liest noch jemand die Daten. Bitte versuchen Sie das Löschen gleich wieder.",
            headers={"Retry-After": "5"},
        ) from None
    return web.Response(status=204)
