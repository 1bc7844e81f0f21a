"""The assistant's own sentences: written content, filled and taken in turn."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import yaml

BRACES = re.compile(r"\{(\w+)\}")
CONTENT = Path(__file__).parent / "content" / "phrases.yml"


@lru_cache(maxsize=1)
def load_phrases() -> dict[str, tuple[str, ...]]:
    """All phrases by name, each with one or more variants."""
    data = yaml.load(CONTENT.read_text("utf-8"), Loader=yaml.CSafeLoader)
    return {name: (p,) if isinstance(p, str) else tuple(p) for name, p in data.items()}


def say(name: str, turn: int = 0, **words: object) -> str:
    """A phrase with its words filled. `turn` picks the variant, one after the other."""
    variants = load_phrases()[name]
    text = variants[turn % len(variants)]
    # One pass: a person's own words may hold braces and are not filled again.
    return BRACES.sub(lambda match: str(words[match.group(1)]), text).strip()
