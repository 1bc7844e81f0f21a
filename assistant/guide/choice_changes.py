"""A choice of several that is changed in words: "auch noch Fishbowl", "ohne das World Café"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.guide.answers import Parsed, Problem
from assistant.guide.model import Option, Question
from assistant.language.choices import Choice, parse_choices
from assistant.language.spelling import fold

_ADDS = re.compile(r"\b(auch|noch|dazu|zusaetzlich|ausserdem|ergaenz\w*|hinzu\w*|dazunehmen)\b")
_DROPS = re.compile(
    r"\b(ohne|raus|weg|streich\w*|abwaehl\w*|entfern\w*|doch nicht|nicht mehr|loesch\w*|nicht)\b"
)


def changed_choice(
    question: Question,
    options: Sequence[Option],
    text: str,
    current: Sequence[str],
    parsed: Parsed | Problem,
) -> Parsed | Problem:
    """The choice after the text: added to, taken from, or as the text alone was read."""
    folded = fold(text)
    if _DROPS.search(folded):
        rest = _DROPS.sub(" ", folded)
        named = parse_choices(rest, [Choice(o.value, o.title, o.synonyms) for o in options]).values
        if named and set(named) <= set(current):
            return Parsed([value for value in current if value not in named])
    if _ADDS.search(folded) and isinstance(parsed, Parsed) and isinstance(parsed.value, list):
        return Parsed(list(dict.fromkeys([*current, *parsed.value])), parsed.left_over)
    return parsed
