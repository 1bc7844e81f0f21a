"""The only place that writes with openpyxl, which has no types."""

from __future__ import annotations

import io
from collections.abc import Sequence

import openpyxl  # type: ignore[import-untyped]
from openpyxl.styles import Font  # type: ignore[import-untyped]

_ROWS_TO_FILL = 500


def workbook(lines: Sequence[Sequence[str | int]], note: str) -> bytes:
    """A workbook of one table with its head in bold, and the note on a sheet of its own.

    Ages are text, so that Excel makes no date of "6-9".
    """
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Tabelle"
    for line in lines:
        sheet.append(list(line))
    for row in range(1, _ROWS_TO_FILL):
        sheet.cell(row=row, column=2).number_format = "@"
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = 16
    sheet.freeze_panes = "A2"
    book.create_sheet("Hinweise").append([note])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
