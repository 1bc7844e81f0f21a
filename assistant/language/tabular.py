"""Whether a text is a table pasted from elsewhere: several lines with figures in columns."""

from __future__ import annotations

import re

FEWEST_ROWS = 4
_ROW = re.compile(r"\d.*[\t;|:]|[\t;|:].*\d|\d\s+\d")


def looks_like_table(text: str) -> bool:
    """Several lines, at least half of them with figures in columns."""
    lines = [line for line in text.splitlines() if line.strip()]
    rows = [line for line in lines if _ROW.search(line)]
    return len(rows) >= FEWEST_ROWS and len(rows) >= len(lines) / 2
