"""The sheets of an Excel workbook as grids, in bounded memory."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from typing import BinaryIO

from assistant.profile.own_data.grid import Budget, Grid
from assistant.profile.own_data.result import OwnDataError
from assistant.profile.workbook import Workbook, WorkbookError

LARGEST_UNPACKED = 32 * 2**20
MOST_PARTS = 1_000
MOST_SHEETS = 60

BEGINNINGS = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")
"""How a workbook begins: as an archive, an empty one, or in the old format."""

_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    OSError,
    EOFError,
    RuntimeError,
    ValueError,
    LookupError,
    AttributeError,
    TypeError,
    OverflowError,
)
"""What a damaged archive can raise from the depths of zipfile and expat."""


def read_sheets(file: BinaryIO) -> list[Grid]:
    """All sheets that hold anything. Raises OwnDataError when the file is no workbook."""
    try:
        _check_size(file)
        book = Workbook(file)
        if len(book.sheets) > MOST_SHEETS:
            raise OwnDataError(f"Die Excel-Datei hat mehr als {MOST_SHEETS} Tabellenblätter.")
        budget = Budget()
        grids = [budget.grid(name, book.rows(name)) for name in book.sheets]
    except (OwnDataError, WorkbookError) as error:
        raise OwnDataError(str(error)) from error
    except _BROKEN as error:
        raise OwnDataError(
            "Die Excel-Datei ist beschädigt. Bitte öffnen Sie sie in Excel oder LibreOffice und "
            "speichern Sie sie neu."
        ) from error
    return [grid for grid in grids if grid.rows]


def _check_size(file: BinaryIO) -> None:
    """Refuses what would unpack to more than any table of this kind needs."""
    beginning = file.read(4)
    file.seek(0)
    if not beginning.startswith(b"PK"):
        return
    parts = zipfile.ZipFile(file).infolist()
    unpacked = sum(part.file_size for part in parts)
    file.seek(0)
    if unpacked > LARGEST_UNPACKED or len(parts) > MOST_PARTS:
        raise OwnDataError(
            "Die Excel-Datei wäre entpackt ungewöhnlich groß und wird deshalb nicht gelesen "
            f"(höchstens {LARGEST_UNPACKED // 2**20} MB). Bitte kopieren Sie nur die Tabelle in "
            "eine neue Datei."
        )
