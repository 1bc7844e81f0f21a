"""Whether a text is a table pasted from elsewhere: several lines with figures in columns."""

from __future__ import annotations

import re

FEWEST_ROWS = 4
FEWEST_COLUMNS = 3
_ROW = re.compile(r"\d.*[\t;|:]|[\t;|:].*\d|\d\s+\d")
_SEPARATORS = "\t;|"


def looks_like_table(text: str) -> bool:
    """Lines with equally many columns set apart by tabs or semicolons, or many with figures."""
    lines = [line for line in text.splitlines() if line.strip()]
    rows = [line for line in lines if _ROW.search(line)]
    if len(rows) >= FEWEST_ROWS and len(rows) >= len(lines) / 2:
        return True
    widths = [_columns(line) for line in lines]
    return bool(rows) and any(
        width >= FEWEST_COLUMNS and widths.count(width) >= 2 for width in widths
    )


def _columns(line: str) -> int:
    return 1 + max(line.strip().count(separator) for separator in _SEPARATORS)
