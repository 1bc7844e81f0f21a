"""A table of Word: fixed widths, a marked and repeated row of headers, figures set right."""

from __future__ import annotations

from typing import Any

from assistant.documents.content import Table
from assistant.documents.formats.columns import column_shares
from assistant.documents.formats.texts import paragraphs
from assistant.documents.formats.word_styles import TABLE_NAME
from assistant.documents.formats.word_xml import add, element, paragraph, write

WIDTH = 9354
"""Between the margins, in twentieths of a point."""
LONG_CELL = 600
"""Characters from which on a row may go over two pages."""
FEW_ROWS = 6
"""Up to so many rows stay on one page."""


def table(content: Table, ids: dict[str, str]) -> Any:
    """The `w:tbl` of a table; its caption is a paragraph above and its title for listeners."""
    made = element("tbl")
    _properties(made, content, ids[TABLE_NAME])
    widths = [round(share * WIDTH) for share in column_shares(content)]
    grid = add(made, "tblGrid")
    for width in widths:
        add(grid, "gridCol", w=width)
    head = add(made, "tr")
    properties = add(head, "trPr")
    add(properties, "cantSplit")
    add(properties, "tblHeader")
    right = [column in content.numeric for column in range(len(widths))]
    for cell in zip(content.columns, widths, right, strict=True):
        _cell(head, ids["Tabellenkopf"], *cell)
    text = ids["Tabellentext"]
    last = len(content.rows) - 1
    short = [sum(map(len, row)) < LONG_CELL for row in content.rows]
    whole = last < FEW_ROWS and all(short)
    for number, row in enumerate(content.rows):
        line = add(made, "tr")
        if short[number]:
            add(add(line, "trPr"), "cantSplit")
        kept = whole and number < last
        total = content.total and number == last
        for column, cell in enumerate(zip(row, widths, right, strict=True)):
            bold = total or (content.row_headers and column == 0)
            _cell(line, text, *cell, bold=bold, kept=kept)
    return made


def _properties(made: Any, content: Table, style: str) -> None:
    held = add(made, "tblPr")
    add(held, "tblStyle", val=style)
    add(held, "tblW", w=WIDTH, type="dxa")
    add(held, "tblLayout", type="fixed")
    add(
        held,
        "tblLook",
        val="04A0" if content.row_headers else "0420",
        firstRow=1,
        lastRow=0,
        firstColumn=int(content.row_headers),
        lastColumn=0,
        noHBand=1,
        noVBand=1,
    )
    add(held, "tblCaption", val=content.caption)


def _cell(
    row: Any,
    style: str,
    words: str,
    width: int,
    right: bool,
    *,
    bold: bool = False,
    kept: bool = False,
) -> None:
    """A cell of a row; `kept` keeps its row on the page of the next one."""
    cell = add(row, "tc")
    add(add(cell, "tcPr"), "tcW", w=width, type="dxa")
    for lines in paragraphs(words):
        looks = [element("keepNext")] if kept else []
        looks += [element("jc", val="right")] if right else []
        made = paragraph(style, *looks)
        if lines != [""]:
            write(made, "\n".join(lines), bold=bold)
        cell.append(made)
