"""Fills words in braces: {process}. A word nobody knows is an error of the content."""

from __future__ import annotations

import re
from collections.abc import Mapping

BRACES = re.compile(r"\{(\w+)\}")


def fill(text: str, words: Mapping[str, str]) -> str:
    """The text with its words filled in one pass. Raises KeyError for an unknown one."""
    return BRACES.sub(lambda match: words[match.group(1)], text)
