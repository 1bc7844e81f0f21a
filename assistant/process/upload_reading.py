"""Reads an upload, whatever its purpose. Runs in a child process (`offload.py`), so it is pure."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from assistant.profile.own_data.examples import without_examples
from assistant.profile.own_data.reading import read_file
from assistant.profile.own_data.result import Purpose
from assistant.profile.own_data.sheets import BEGINNINGS
from assistant.profile.table_data import reading_data, tables_data

POPULATION = "population"
MOVEMENTS = "movements"
COAT_OF_ARMS = "coat-of-arms"

CSV = "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
UNKNOWN = "application/octet-stream"


@dataclass(frozen=True)
class UploadRead:
    """What was read: what the person is shown, and what can be taken over, if anything."""

    media_type: str
    reading: Mapping[str, Any]
    tables: Mapping[str, Any] = field(default_factory=dict)
    picture: bytes | None = None

    @property
    def usable(self) -> bool:
        """Whether there is something to take over."""
        return bool(self.tables) or self.picture is not None


def read_upload(purpose: str, content: bytes, name: str, year: int | None = None) -> UploadRead:
    """Reads a table or a coat of arms. What cannot be read gives a problem in German."""
    if purpose == COAT_OF_ARMS:
        return _read_picture(content)
    kind = cast(Purpose, purpose)
    reading = without_examples(kind, read_file(kind, io.BytesIO(content), name, year))
    media_type = UNKNOWN
    if reading.preview is not None:
        media_type = XLSX if content.startswith(BEGINNINGS) else CSV
    return UploadRead(media_type, reading_data(reading), tables_data(reading))


def _read_picture(content: bytes) -> UploadRead:
    # Pillow, lxml and typst are loaded in the child alone.
    from assistant.process.coat_of_arms import read_coat_of_arms
    from assistant.process.safe_svg import PictureError

    try:
        found = read_coat_of_arms(content)
    except PictureError as error:
        return UploadRead(UNKNOWN, {"preview": None, "problems": [_problem(str(error), "error")]})
    width, height = found.size
    preview = {
        "columns": ["Format", "Breite in Pixeln", "Höhe in Pixeln"],
        "rows": [[found.form, str(width), str(height)]],
        "years": [],
        "totals": [],
    }
    problems = [_problem(hint, "hint") for hint in found.hints]
    reading = {"preview": preview, "problems": problems}
    return UploadRead(found.media_type, reading, picture=found.png)


def _problem(text: str, severity: str) -> dict[str, Any]:
    return {"row": None, "column": None, "text": text, "severity": severity}
