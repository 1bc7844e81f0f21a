"""A municipality registers, and the assistant's first words to whoever comes in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy.engine import Connection

from assistant.chat.speaking import speak
from assistant.identity.model import Identity
from assistant.process import house_sign_in, sign_in
from assistant.process.dialogue.dialogue import Dialogue
from assistant.process.dialogue.greeting import (
    already_welcomed,
    greet_again,
    greet_briefly,
    greet_founder,
    greet_joined,
)
from assistant.process.sign_in import Registration, Session
from assistant.process.trust import Trust
from assistant.store.municipalities import Municipality
from assistant.web.services import Services


def register(
    services: Services,
    trust: Trust,
    connection: Connection,
    given: dict[str, Any],
    identity: Identity | None,
) -> Session:
    """A new process and the greeting of its founder, whom her house may vouch for."""
    name = given["municipality"].strip()
    type = given.get("type") or _type_of(given.get("ags"))
    places = _places(services, connection, given, name, type)
    registration = Registration(
        municipality=name,
        type=type,
        name=given["name"].strip(),
        ags=given.get("ags") or (places[0].ags if len(places) == 1 else None),
        parent=(given.get("parent") or "").strip() or None,
        department=(given.get("department") or "").strip() or None,
    )
    session = (
        house_sign_in.register(connection, identity, registration, trust.session_time)
        if identity
        else sign_in.register(connection, registration, services.settings.session_days)
    )
    greet(services, connection, session, "founder", places)
    return session


def _places(
    services: Services, connection: Connection, given: dict[str, Any], name: str, type: str
) -> list[Municipality]:
    """The places of the register that a name without a key may mean; a quarter is none of them."""
    if given.get("ags") or type == "quarter":
        return []
    return services.municipalities.named(connection, name, type)


def _type_of(ags: str | None) -> str:
    return "district" if ags and len(ags) == 5 else "municipality"


def greet(
    services: Services,
    connection: Connection,
    session: Session,
    how: str,
    places: Sequence[Municipality] = (),
) -> None:
    """Says hello: to the "founder", to who "joined", or to who is here "again"."""
    if how == "again" and already_welcomed(connection, session.member.id):
        how = "briefly"
    greetings: dict[str, Callable[[Dialogue], None]] = {
        "founder": lambda dialogue: greet_founder(dialogue, places),
        "joined": greet_joined,
        "again": greet_again,
        "briefly": greet_briefly,
    }
    speak(connection, services.guide, session.member, greetings[how])
