"""What somebody wants to see or have: figures, the thread, documents.

A wish is a frame ("zeig mir …") with a thing ("die Pyramide"), or asks in words of its own ("wer
macht was"). Whatever else stands in the text speaks against it: "Diagramme zeigen, dann
diskutieren" is a point of a programme. `content/wishes.yml` holds the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from assistant.language.spelling import fold

CONTENT = Path(__file__).parent / "content" / "wishes.yml"
MOST_WORDS = 14
WORD = re.compile(r"[a-z]+")
OPENING = re.compile(
    r"(?:(?:und|bitte|danke|jetzt|nun|hallo|moin|servus|guten tag|ok|okay|also|so|gut|ach|dann|erst"
    r"|moment|halt|vorher|noch|schnell|kurz|mal|bevor wir weitermachen)\b[\s,:.!-]*)+"
)
BEGINS = re.compile(r"(?:was|wie|wann|warum|wieso|weshalb|wer|welche\w*)\b")
SAYS_YES_OR_NO = re.compile(r"(?:ja|jo|jawohl|nein|nee|noe|doch)\b")
# How many words beside the wish are borne with, by how plain it is and what is open: a list, any
# text would do, the closed question can read the text, it cannot. What is not named is no wish.
BORNE: Mapping[str, Mapping[str, int]] = {
    "list": {"clear": 1, "may": 0, "asks": 0, "polite": 0, "showing": 0},
    "free": {
        "clear": 1,
        "may": 0,
        "asks": 0,
        "polite": 0,
        "showing": 0,
        "shows": 0,
        "format": 0,
    },
    "readable": {"clear": 1, "may": 0, "asks": 1, "polite": 0},
    "unreadable": {
        "clear": 3,
        "may": 0,
        "asks": 1,
        "polite": 2,
        "showing": 1,
        "shows": 1,
        "format": 1,
        "end": 1,
        "name": 0,
    },
}


@dataclass(frozen=True)
class Wish:
    """The words of one command."""

    name: str
    things: re.Pattern[str]
    weak: re.Pattern[str]
    asks: re.Pattern[str]
    names: re.Pattern[str]
    beside: frozenset[str]


@dataclass(frozen=True)
class Frames:
    """The words around a thing: how it is asked for, and those that say nothing."""

    clear: re.Pattern[str]
    may: re.Pattern[str]
    polite: re.Pattern[str]
    showing: re.Pattern[str]
    shows: re.Pattern[str]
    end: re.Pattern[str]
    formats: re.Pattern[str]
    fillers: frozenset[str]
    against: re.Pattern[str]


def wish_of(text: str, situation: str) -> str | None:
    """The command that a text wishes for ("figures"), in a situation of `Case`; None for none."""
    if len(text) > 40 * MOST_WORDS or len(text.split()) > MOST_WORDS:
        return None
    folded = fold(text)
    if SAYS_YES_OR_NO.match(folded):
        return None
    opening = OPENING.match(folded)
    body = folded[opening.end() :] if opening else folded
    wishes, frames = _content()
    if frames.against.search(body):
        return None
    borne = BORNE[situation]
    if frames.formats.search(body):
        wishes = tuple(sorted(wishes, key=lambda wish: wish.name != "documents"))
    for wish in wishes:
        plain, beside = _plain(body, wish, frames)
        if plain in borne and beside <= borne[plain]:
            return wish.name
    return None


def _plain(body: str, wish: Wish, frames: Frames) -> tuple[str, int]:
    """How plainly a text wishes for something, and how many words have nothing to do with it."""
    asks = wish.asks.search(body)
    if asks is not None:
        return "asks", _strange(body, [asks], wish, frames)
    things = list(wish.things.finditer(body))
    formats = frames.formats.search(body) if wish.name == "documents" else None
    if wish.names.fullmatch(body.rstrip(" .!?")):
        return "polite" if frames.polite.search(body) else "name", 0
    if not things and formats is None:
        return "none", 0
    weak = sum(wish.weak.fullmatch(thing.group()) is not None for thing in things)
    only_weak = formats is None and len(things) == weak == 1
    if BEGINS.match(body):
        return "none", 0
    for name, found in (
        ("clear", frames.clear.match(body)),
        ("may", frames.may.match(body)),
        ("polite", frames.polite.search(body)),
        ("showing", frames.showing.search(body)),
        ("shows", frames.shows.search(body)),
        ("end", frames.end.search(body)),
    ):
        if found is None or (only_weak and name in ("may", "polite", "shows", "end")):
            continue
        spans = [found, *things, *([formats] if formats else [])]
        plain = "end" if only_weak and name == "showing" else name
        return plain, _strange(body, spans, wish, frames)
    if formats is None:
        return "none", 0
    return "format", _strange(body, [formats, *things], wish, frames)


def _strange(body: str, known: Iterable[re.Match[str]], wish: Wish, frames: Frames) -> int:
    """How many words of a text belong neither to the wish nor to what is said beside it."""
    spans = [match.span() for match in known]
    return sum(
        1
        for word in WORD.finditer(body)
        if word.group() not in frames.fillers
        and word.group() not in wish.beside
        and not any(start <= word.start() and word.end() <= end for start, end in spans)
    )


@lru_cache(maxsize=1)
def _content() -> tuple[tuple[Wish, ...], Frames]:
    data: dict[str, Any] = yaml.load(CONTENT.read_text("utf-8"), Loader=yaml.CSafeLoader)
    frames = data["frames"]
    wishes = tuple(
        Wish(
            name,
            re.compile(words["things"]),
            re.compile(words["weak"]),
            _any(words["asks"]),
            re.compile(rf"(?:die |das |den |der |unsere? |meine? )?{words['names']}(?: bitte)?"),
            frozenset(words["beside"]),
        )
        for name, words in data["wishes"].items()
    )
    return wishes, Frames(
        _any(frames["clear"]),
        _any(frames["may"]),
        _any(frames["polite_end"]),
        _any(frames["showing"]),
        _any(frames["shows"]),
        _any(frames["end"]),
        re.compile(data["formats"]),
        frozenset(data["fillers"]),
        _any(data["against"]),
    )


def _any(signs: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{sign})" for sign in signs))
