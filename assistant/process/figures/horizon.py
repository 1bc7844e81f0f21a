"""How far a projection is asked to go: "für 10 Jahre", "bis 2040"."""

from __future__ import annotations

import re

from assistant.language.numbers import parse_number

SHORTEST, LONGEST = 5, 30
"""Years that a projection may take: below, nothing shows; above, nothing is sure."""
USUAL = 20
_SPAN = re.compile(r"([\w.,]+)\s+jahr(?:e|en)?\b", re.IGNORECASE)
_UNTIL = re.compile(
    r"\bbis\s+(?:zum\s+|zu\s+|ins\s+|in\s+das\s+)?(?:jahr\s+)?((?:19|2\d)\d\d)\b", re.I
)


def asked_years(text: str, base: int) -> int | None:
    """How many years after `base` a text asks for, None where it names none.

    May lie outside of what can be reckoned, and before the base.
    """
    until = _UNTIL.search(text)
    if until:
        return int(until[1]) - base
    for found in _SPAN.finditer(text):
        number = parse_number(found[1])
        if number is not None and number.value == int(number.value):
            return int(number.value)
    return None


def can_reach(years: int) -> bool:
    """Whether a projection may go so far."""
    return SHORTEST <= years <= LONGEST
