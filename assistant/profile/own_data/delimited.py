"""Text with separated fields as a grid: semicolon, comma, tab or bar."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator

from assistant.profile.own_data.grid import Budget, Grid, Row
from assistant.profile.own_data.result import OwnDataError

SEPARATORS = (";", "\t", "|", ",")
LONGEST_LINE = 64 * 1024
_SAMPLE = 80


def read_delimited(text: str, separator: str | None = None) -> Grid:
    """The text as a grid, the separator found where it is not given. Raises OwnDataError."""
    if separator is None:
        separator = find_separator(text) or ";"
    try:
        return Budget().grid("", _rows(text, separator))
    except csv.Error as error:
        raise OwnDataError(
            "Die Tabelle ist nicht lesbar; vielleicht wird ein Anführungszeichen nicht geschlossen."
        ) from error


def find_separator(text: str) -> str | None:
    """The separator that splits most lines into the same number of fields; None without one."""
    lines = [line for _, line in zip(range(_SAMPLE), _lines(text), strict=False) if line.strip()]
    if not lines:
        return None
    named = lines[0].strip().strip('"').lower()
    if named.startswith("sep=") and len(named) == 5:
        return named[-1]
    best: tuple[float, str] | None = None
    for separator in SEPARATORS:
        share = _share(lines, separator)
        # A comma may be a decimal comma or part of a text, so anything else goes first.
        weight = share * (0.5 if separator == "," else 1.0)
        if share > 0 and (best is None or weight > best[0]):
            best = weight, separator
    return best[1] if best else None


def _share(lines: list[str], separator: str) -> float:
    """The share of lines with the most usual number of fields; 0 where nothing is split."""
    try:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=separator) if row)
    except csv.Error:
        return 0.0
    split = {width: count for width, count in widths.items() if width > 1}
    return max(split.values()) / len(lines) if split else 0.0


def _rows(text: str, separator: str) -> Iterator[Row]:
    for number, row in enumerate(csv.reader(_lines(text), delimiter=separator), start=1):
        if number == 1 and len(row) <= 2 and "".join(row).strip().lower().startswith("sep="):
            continue
        if separator == "|":
            row = _without_frame(row)
        yield number, list(row)


def _without_frame(row: list[str]) -> list[str]:
    """A row of a table drawn with bars, as in Markdown; its ruler is no row."""
    if len(row) > 2 and not row[0].strip() and not row[-1].strip():
        row = row[1:-1]
    ruler = all(set(field.strip()) <= set("-:= ") for field in row) and any("--" in f for f in row)
    return [] if ruler else row


def _lines(text: str) -> Iterator[str]:
    """The lines with their ends, one at a time."""
    start = 0
    text_end = len(text)
    mark = "\n" if "\n" in text else "\r"
    while start < text_end:
        end = text.find(mark, start)
        end = text_end if end < 0 else end + 1
        if end - start > LONGEST_LINE:
            raise OwnDataError("Die Datei ist keine Tabelle: Eine Zeile ist viel zu lang.")
        yield text[start:end]
        start = end
