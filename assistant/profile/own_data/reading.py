"""A municipality's file or pasted text read into tables, with a preview and problems."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import BinaryIO

from assistant.profile.own_data.assembly import EXPECTED, read_grids
from assistant.profile.own_data.decoding import decode
from assistant.profile.own_data.delimited import read_delimited
from assistant.profile.own_data.grid import LARGEST_FILE, Grid
from assistant.profile.own_data.pasted import LONGEST_TEXT, read_pasted
from assistant.profile.own_data.result import OwnDataError, Problem, Purpose, Reading
from assistant.profile.own_data.sheets import BEGINNINGS, read_sheets


def read_file(purpose: Purpose, file: BinaryIO, name: str = "", year: int | None = None) -> Reading:
    """Reads an upload (CSV or XLSX, known by its content).

    `name` is the file's name and `year` a year known from elsewhere, used where the file has none.
    Never raises for what the file holds: a file that cannot be read gives one problem and no
    preview.
    """
    return _reading(purpose, lambda: _grids(file), name, year)


def read_text(purpose: Purpose, text: str, year: int | None = None) -> Reading:
    """Reads a small table pasted or typed into the chat; otherwise like `read_file`."""

    def grids() -> list[Grid]:
        if len(text) > LONGEST_TEXT:
            raise OwnDataError("Der Text ist zu lang. Bitte laden Sie die Tabelle als Datei hoch.")
        return [read_pasted(text.replace("\x00", ""))]

    return _reading(purpose, grids, "", year)


def _grids(file: BinaryIO) -> list[Grid]:
    data = file.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise OwnDataError(
            f"Die Datei ist zu groß; gelesen werden höchstens {LARGEST_FILE // 2**20} MB. Bitte "
            "laden Sie nur die Tabelle hoch, ohne Bilder und andere Blätter."
        )
    if data.startswith(BEGINNINGS):
        return read_sheets(io.BytesIO(data))
    return [read_delimited(decode(data))]


def _reading(
    purpose: Purpose, grids: Callable[[], list[Grid]], name: str, year: int | None
) -> Reading:
    try:
        found = [grid for grid in grids() if grid.rows]
        if not found:
            raise OwnDataError(f"Die Tabelle ist leer. {EXPECTED[purpose]}")
        return read_grids(purpose, found, name, year)
    except OwnDataError as error:
        return Reading(None, (Problem(None, None, str(error), "error"),))
