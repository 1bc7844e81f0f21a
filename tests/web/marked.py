"""A process with a marked word in every place that takes one, and the search for what is left."""

from __future__ import annotations

import datetime
from typing import Any

from assistant.process import idle
from assistant.store import tables
from tests.conftest import Api
from tests.helpers import new_id, rows, services_of
from tests.web.sending import TABLE, png, take

MARKS = [
    "Zwirbelshausen",
    "Quendoline Marksucher",
    "Amt Xylofurt",
    "Oberquatzheim",
    "Ybbsiteam",
    "Wunschdenkerei",
    "Frodelgruppe",
    "Altwortlaut",
    "Neuwortlaut",
    "Geloeschtverein",
    "Umlaut-Möhrchenstraße",
    "Dateinamenwort",
    "Spaltenwort",
    "Bildwort",
    "Delegatina Zettelbach",
    "Zuständigkeitswort",
    "Anmerkungswort",
    "Vorschlagswort",
    "Rundenwort",
]


async def fill(api: Api) -> dict[str, Any]:
    """A process with a marked word in every place that takes one."""
    session = await api.register(
        "Zwirbelshausen",
        name="Quendoline Marksucher",
        department="Amt Xylofurt",
        type="quarter",
        parent="Oberquatzheim",
    )
    invitation = {"role": "editor", "name": "Ybbsiteam"}
    invited = await (await api.call("POST", "/api/invitations", invitation)).json()
    taken = await (await api.call("POST", "/api/invitations", invitation)).json()
    body = {"code": taken["code"]}
    joined = await (await Api(api.client).call("POST", "/api/sessions", body)).json()
    colleague = api.signed_in(joined["token"])
    await api.chat(text="Neuausrichtung")
    await api.chat(text="Wunschdenkerei und Umlaut-Möhrchenstraße")
    for value in ("Altwortlaut", "Neuwortlaut"):
        response = await colleague.call("PUT", "/api/answers/kickoff.identity", {"value": value})
        assert response.status == 200
    for word in ("Frodelgruppe", "Geloeschtverein"):
        item = (await (await api.call("POST", "/api/collections/kickoff.guests")).json())["id"]
        path = f"/api/answers/kickoff.guests.{item}.group"
        assert (await api.call("PUT", path, {"value": word})).status == 200
    assert (await api.call("DELETE", f"/api/collections/kickoff.guests/{item}")).status == 204
    await colleague.chat(text="Wunschdenkerei")
    table = TABLE.replace("Weiblich\n", "Weiblich;Spaltenwort\n")
    await take(api, "population", table, name="Dateinamenwort.csv")
    await take(api, "coat-of-arms", png((40, 40), text="Bildwort"), name="wappen.png")
    await _work_together(api)
    await _past_the_product(api)
    return {
        "tokens": [session["token"], joined["token"]],
        "codes": [session["access_code"], invited["code"], taken["code"]],
    }


async def _work_together(api: Api) -> None:
    """Something handed over, a note, a proposal, and a card that others can see."""
    handed = {
        "question": "kickoff.networks",
        "to": {"name": "Delegatina Zettelbach", "department": "Amt Xylofurt"},
        "note": "Zuständigkeitswort",
    }
    assert (await api.call("POST", "/api/delegations", handed)).status == 201
    for body in (
        {"question": "kickoff.identity", "text": "Anmerkungswort"},
        {"question": "kickoff.identity", "value": "Vorschlagswort"},
    ):
        assert (await api.call("POST", "/api/notes", body)).status == 201
    sharing = {"items": {"basics": True}}
    assert (await api.call("PUT", "/api/sharing", sharing)).status == 200


async def _past_the_product(api: Api) -> None:
    """What takes months to come about: a round that is over, a noted use."""
    services = services_of(api)
    process = (await (await api.call("GET", "/api/process")).json())["process"]["id"]
    left = {"collection": "plan.measures", "id": "m1", "title": "Rundenwort"}
    content = {"answers": [], "items": [left], "figures": {}, "made": [], "removed": []}
    with services.database.transaction() as connection:
        now = datetime.datetime.now(datetime.timezone.utc)
        connection.execute(
            tables.rounds.insert().values(
                id=new_id(), process=process, number=1, at=now, content=content
            )
        )
        idle.apply(connection, services.settings, now)


def stored(api: Api) -> str:
    """Everything the tables hold."""
    return str(rows(services_of(api).database))


def files(api: Api) -> bytes:
    """Every byte of the data directory."""
    folder = services_of(api).settings.data_dir
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def is_sqlite(api: Api) -> bool:
    return services_of(api).database.engine.dialect.name == "sqlite"


def found(api: Api) -> set[str]:
    """The marked words that can still be found."""
    text = stored(api)
    in_tables = {mark for mark in MARKS if mark in text or ascii(mark)[1:-1] in text}
    return in_tables | marks_in(files(api))


def marks_in(content: bytes) -> set[str]:
    """The marked words in bytes, however they are written."""
    return {
        mark
        for mark in MARKS
        if any(
            form in content
            for form in (mark.encode(), mark.encode("utf-16-le"), ascii(mark)[1:-1].encode())
        )
    }
