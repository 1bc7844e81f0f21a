"""Figures in a text that only say what the answer is about: "vor zehn Jahren", "unter 20 sind"."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.language.number_words import cardinal


def without_bounds(prepared: str) -> str:
    """A prepared text of the same length in which such time spans and age bounds are blanked."""
    for pattern in _patterns():
        prepared = pattern.sub(_blanked, prepared)
    return prepared


def _blanked(found: re.Match[str]) -> str:
    figures = [figure for figure in found.groups() if figure is not None]
    named = all(figure[0].isdigit() or cardinal(figure) is not None for figure in figures)
    return "|" * len(found[0]) if named else found[0]


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    figure = r"(\d{1,3}(?![\d%€]|[.,]\d)|[a-z]{3,40})"
    about = r"(?:(?:rund|etwa|ca\.?|circa|gut|knapp|ueber|ungefaehr|den letzten|den naechsten)\s)?"
    verbs = (
        "sind|waren|haben|hatten|hat|leben|lebten|wohnen|wohnten|gibt|gab|kommen|kamen|zaehlen"
        "|zaehlten|macht|machen|liegen|bleiben"
    )
    # Ranges first: "drei bis fünf sind es" must not become three.
    bounds = (
        rf"(?<![\d.,]){figure}\s?(?:-|bis)\s?{figure}",
        rf"(?:unter|ueber|ab|juenger als|aelter als|bis(?: zu)?)\s{figure}",
        rf"(?<![\d.,]){figure}\s?(?:plus\b|\+)",
    )
    open_ended = r"(?:\sjahren?)?\s(?:und|oder)\s(?:aelter|juenger)\b"
    about_ages = r"(?:\sjahren?(?:\salt)?\b|(?=\s(?:" + verbs + r")\b)|(?=:\s))"
    sources = (
        rf"\b(?:vor|seit|in)\s{about}{figure}\sjahren\b",
        rf"(?<![\d.,])\b{figure}\sjahren?\s(?:zurueck|davor|vorher|zuvor|frueher|her|spaeter)\b",
        rf"(?<![\w.,-]){figure}{open_ended}",
        rf"(?<![\w.,-]){figure}\s?(?:plus|\+)(?=\s?(?:$|[,;]))",
        *(rf"(?<![\w-]){bound}{about_ages}" for bound in bounds),
    )
    return tuple(re.compile(source) for source in sources)
