"""Files of one's own: sent, looked at, taken over, listed, deleted; and templates to fill in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from aiohttp import web
from sqlalchemy.engine import Connection

from assistant.chat.speaking import speak
from assistant.guide.model import Guide
from assistant.process.dialogue.own_tables import take_over
from assistant.process.upload_reading import COAT_OF_ARMS, CSV, XLSX, read_upload
from assistant.process.uploads import (
    Confirmation,
    UnknownUploadError,
    UnusableUploadError,
    confirm_upload,
    delete_upload,
    is_confirmed,
    keep_upload,
)
from assistant.profile.own_data.grid import LARGEST_FILE
from assistant.profile.own_data.templates import template
from assistant.store.processes import Member
from assistant.store.uploads import Upload, uploads_of
from assistant.web.identity import MEMBER
from assistant.web.multipart import read_form
from assistant.web.problems import Problem
from assistant.web.services import SERVICES, busy

T = TypeVar("T")

YEARS = range(1900, 2101)
# The largest workbook that is read takes ten on a slow machine.
SECONDS = 30.0
MEDIA_TYPES = {"csv": CSV, "xlsx": XLSX}
FILE_NAMES = {"population": "Vorlage-Bevoelkerung", "movements": "Vorlage-Bewegungen"}
TOO_HARD = (
    "Diese Datei ließ sich nicht in vertretbarer Zeit lesen. Bitte speichern Sie sie neu, bei "
    "einer Tabelle nur das Blatt mit den Zahlen, bei einem Wappen als PNG-Bild."
)


async def add_upload(request: web.Request, _: Any) -> web.Response:
    """Reads a file in a child process and keeps what was read until it is confirmed."""
    services = request.app[SERVICES]
    member = request[MEMBER]
    if services.receiving.locked():
        raise busy()
    purpose = request.match_info["upload"]
    async with services.receiving:
        form = await read_form(request, LARGEST_FILE, ("year",))
        year = _year(form.fields.get("year", ""))
        read = await services.offloaded(
            read_upload,
            *(purpose, form.file, form.name, year),
            timeout=SECONDS,
            failed=Problem(422, TOO_HARD),
        )
        upload = await services.write(
            _explained(lambda c: keep_upload(c, member, purpose, form.name, form.file, read), 409)
        )
    return web.json_response({"id": upload.id, **upload.reading}, status=201)


def _year(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) == 4 and int(text) in YEARS):
        detail = f"Das Jahr muss zwischen {YEARS[0]} und {YEARS[-1]} liegen, zum Beispiel 2023."
        raise Problem(422, detail, [{"pointer": "/year", "detail": detail}])
    return int(text)


async def confirm(request: web.Request, _: Any) -> web.Response:
    """Takes an upload over; its numbers count from now on."""
    services = request.app[SERVICES]
    member = request[MEMBER]
    upload = request.match_info["upload"]
    done = await services.write(
        _explained(lambda c: _taken_over(c, services.guide, member, upload), 422)
    )
    return web.json_response(
        {
            "id": done.upload.id,
            "purpose": done.upload.purpose,
            "years": list(done.years),
            "text": done.text,
        }
    )


def _taken_over(connection: Connection, guide: Guide, member: Member, upload: str) -> Confirmation:
    """Takes an upload over and lets the assistant say what follows from it; once more, nothing."""
    if is_confirmed(connection, member, upload):
        return confirm_upload(connection, member, upload)
    return speak(connection, guide, member, lambda dialogue: take_over(dialogue, upload))


async def get_uploads(request: web.Request, _: Any) -> web.Response:
    """The uploads of the process, the newest first."""
    process = request[MEMBER].process
    found = await request.app[SERVICES].read(lambda connection: uploads_of(connection, process))
    return web.json_response({"uploads": [_data(upload) for upload in found]})


def _data(upload: Upload) -> dict[str, Any]:
    preview = upload.reading["preview"]
    errors = sum(problem["severity"] == "error" for problem in upload.reading["problems"])
    return {
        "id": upload.id,
        "purpose": upload.purpose,
        "name": upload.name,
        "size": upload.size,
        "member": upload.member,
        "at": upload.at.isoformat(),
        "confirmed": upload.confirmed_at is not None,
        "years": preview["years"] if preview else [],
        "errors": errors,
    }


async def remove_upload(request: web.Request, _: Any) -> web.Response:
    """Removes an upload; what it had replaced counts again."""
    services = request.app[SERVICES]
    member = request[MEMBER]
    upload = request.match_info["upload"]
    await services.write(_explained(lambda c: delete_upload(c, member, upload), 422))
    return web.Response(status=204)


async def get_template(request: web.Request, _: Any) -> web.Response:
    """The layout that is read, as a file to fill in."""
    purpose, form = request.match_info["upload"], request.match_info["format"]
    if purpose == COAT_OF_ARMS:
        raise Problem(404, "Für das Wappen gibt es keine Vorlage.")
    content = await request.app[SERVICES].offloaded(template, purpose, form)
    name = f"{FILE_NAMES[purpose]}.{form}"
    return web.Response(
        body=content,
        content_type=MEDIA_TYPES[form],
        charset="utf-8" if form == "csv" else None,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _explained(call: Callable[[Connection], T], unusable: int) -> Callable[[Connection], T]:
    """The call with its own errors as problems, so that the transaction is undone with them."""

    def explained(connection: Connection) -> T:
        try:
            return call(connection)
        except UnknownUploadError:
            raise Problem(404, "Diese Datei gibt es in Ihrem Vorhaben nicht.") from None
        except UnusableUploadError as error:
            raise Problem(unusable, str(error)) from None

    return explained
