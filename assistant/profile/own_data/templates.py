"""The layout that is read, to download and fill in, with two rows as an example."""

from __future__ import annotations

import csv
import io
from typing import Literal

from assistant.profile.own_data.result import Purpose

Format = Literal["csv", "xlsx"]
Line = tuple["str | int", ...]

COLUMNS: dict[Purpose, tuple[str, ...]] = {
    "population": ("Jahr", "Alter", "Männlich", "Weiblich", "Insgesamt"),
    "movements": ("Jahr", "Alter", "Geburten", "Sterbefälle", "Zuzüge", "Fortzüge"),
}
EXAMPLES: dict[Purpose, tuple[Line, ...]] = {
    "population": (
        (2023, "0 bis 17", 410, 395, 805),
        (2023, "18 und älter", 2084, 2133, 4217),
    ),
    "movements": (
        (2022, "insgesamt", 43, 61, 305, 290),
        (2023, "insgesamt", 41, 66, 312, 287),
    ),
}
NOTES: dict[Purpose, str] = {
    "population": "Bitte ersetzen Sie die beiden Beispielzeilen. Am besten schreiben Sie für jedes "
    "Altersjahr eine Zeile, zuletzt eine offene Gruppe. Mehrere Jahre stehen untereinander.",
    "movements": "Bitte ersetzen Sie die beiden Beispielzeilen. Wenn Sie das Alter kennen, "
    "schreiben Sie je Jahr und Altersgruppe eine Zeile. Unbekanntes bleibt leer.",
}


def template(purpose: Purpose, form: Format) -> bytes:
    """The template as a file: CSV for German spreadsheets (UTF-8 with mark, semicolons) or XLSX."""
    lines = [COLUMNS[purpose], *EXAMPLES[purpose]]
    if form == "csv":
        text = io.StringIO(newline="")
        writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
        writer.writerows([*lines, (), (NOTES[purpose],)])
        return text.getvalue().encode("utf-8-sig")
    # Loading openpyxl takes longer than all the rest; only this needs it.
    from assistant.profile.own_data.template_workbook import workbook

    return workbook(lines, NOTES[purpose])
