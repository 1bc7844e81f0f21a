"""A form with one file, read part by part and counted, so that no request fills the memory."""

from __future__ import annotations

import asyncio
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from aiohttp import BodyPartReader, web
from aiohttp.http_exceptions import HttpProcessingError

from assistant.web.problems import Problem

CHUNK = 64 * 1024
# What is around the file: boundaries, the heads of the parts, small fields.
MOST_AROUND = 16 * 1024
MOST_FIELD = 200
MOST_PARTS = 8
SECONDS = 60.0
LONGEST_NAME = 120
PLAIN = ("binary", "8bit", "7bit")

# What aiohttp raises from its depths for a body that is no form: it asserts as well.
_BROKEN = (
    ValueError,
    LookupError,
    RuntimeError,
    AssertionError,
    EOFError,
    HttpProcessingError,
    web.RequestPayloadError,
)


@dataclass(frozen=True)
class Form:
    """The file of a form, the name it had, and the small fields beside it."""

    file: bytes
    name: str
    fields: Mapping[str, str]


async def read_form(request: web.Request, most: int, fields: Collection[str] = ()) -> Form:
    """The field `file` of a multipart form, up to `most` bytes, and the named small fields.

    Ends with 408 when it does not arrive in time, 413 when it is too large, 415 when it is
    something else, and 422 when it is malformed or has no file.
    """
    if request.content_type != "multipart/form-data":
        raise Problem(
            415, "Erwartet wird ein Formular mit einer Datei im Feld „file“ (multipart/form-data)."
        )
    if (request.content_length or 0) > most + MOST_AROUND:
        raise _too_large(most)
    try:
        form = await asyncio.wait_for(_read(request, most, fields), SECONDS)
    except asyncio.TimeoutError:
        raise Problem(
            408, "Die Datei kam nicht in einer Minute an. Bitte versuchen Sie es noch einmal."
        ) from None
    except _BROKEN:
        raise _unreadable("Das Formular ist nicht vollständig oder nicht lesbar.") from None
    return form


async def _read(request: web.Request, most: int, wanted: Collection[str]) -> Form:
    file: bytes | None = None
    name = ""
    fields: dict[str, str] = {}
    parts = 0
    reader = await request.multipart()
    while (part := await reader.next()) is not None:
        parts += 1
        if parts > MOST_PARTS or not isinstance(part, BodyPartReader):
            raise _unreadable("Das Formular hat zu viele oder verschachtelte Teile.")
        if part.headers.get("Content-Transfer-Encoding", "binary").lower() not in PLAIN:
            raise _unreadable("Die Datei muss unverändert gesendet werden.")
        if part.name == "file" and file is None:
            file = await _content(part, most, _too_large(most))
            name = _cleaned(part.filename or "")
        else:
            around = _unreadable("Ein Feld neben der Datei ist zu lang.")
            content = await _content(part, MOST_FIELD, around)
            field = part.name or ""
            if field in wanted:
                fields[field] = content.decode("utf-8", "replace").strip()
    if file is None:
        raise _unreadable("Es fehlt die Datei.")
    return Form(file, name, fields)


async def _content(part: BodyPartReader, most: int, beyond: Problem) -> bytes:
    content = bytearray()
    while chunk := await part.read_chunk(CHUNK):
        content += chunk
        if len(content) > most:
            raise beyond
    return bytes(content)


def _cleaned(name: str) -> str:
    """The file's name alone, as it can be shown and stored.

    RFC 7578 lets a sender write it with percent signs; macOS sends an "ä" as "a" and its dots.
    """
    name = unicodedata.normalize("NFC", unquote(name))
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(c for c in last if c.isprintable()).strip()
    return kept[-LONGEST_NAME:] or "Datei"


def _too_large(most: int) -> Problem:
    return Problem(
        413,
        f"Die Datei ist zu groß; angenommen werden höchstens {most // 2**20} MB. Bitte verkleinern "
        "Sie sie, zum Beispiel auf das eine Tabellenblatt mit den Zahlen oder auf ein kleineres "
        "Bild.",
    )


def _unreadable(detail: str) -> Problem:
    return Problem(
        422,
        f"{detail} Erwartet wird eine Datei im Feld „file“, zum Beispiel einwohner.csv.",
        [{"pointer": "/file", "detail": detail}],
    )
