"""Signs in a text that speak for a command, a question or a correction, from written lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from assistant.language.spelling import fold

PHRASES = Path(__file__).parent / "content" / "set_phrases.yml"
SIGNS = Path(__file__).parent / "content" / "signs.yml"

POLITE = re.compile(r"\b(bitte|mal|doch|jetzt|nun|ok|okay|gerne?|einfach|erst ?mal)\b")
# A second sentence, a clause after a comma, a colon or a dash: signs of telling.
TELLING = re.compile(r"[,:;–]|\s-\s|[.!?]\s+\S")
TAKING_BACK = re.compile(
    r"\s*(?:nein|nee|nö|halt|moment|quatsch|korrektur|sorry|entschuldigung|falsch|ups)\b"
    r"[\s,:;.–-]*(.+)",
    re.IGNORECASE | re.DOTALL,
)
CONSONANTS = re.compile(r"[bcdfghjklmnpqrstvwxz]{6,}|(.)\1{3,}|asdf|qwer|jkl|yxcv")


@lru_cache(maxsize=1)
def _set_phrases() -> dict[str, str]:
    data = yaml.load(PHRASES.read_text("utf-8"), Loader=yaml.CSafeLoader)
    return {_bare(phrase): intent for intent, phrases in data.items() for phrase in phrases}


def set_phrase(text: str) -> str | None:
    """The intent of a set phrase, polite words and signs left aside; None for anything else."""
    return _set_phrases().get(_bare(text))


def _bare(text: str) -> str:
    words = re.sub(r"[^\w\s]", " ", fold(text))
    return " ".join(POLITE.sub(" ", words).split()) or " ".join(words.split())


def ends_asking(text: str) -> bool:
    """A question mark at the very end: "Was fehlt? Ein Treffpunkt." tells, it does not ask."""
    return text.rstrip(" \t\n\"'“)").endswith("?")


def tells(text: str) -> bool:
    """Whether the text holds more than one plain sentence."""
    return TELLING.search(text.strip()) is not None


def begins_like_question(text: str) -> bool:
    """A question word or a verb at the beginning."""
    return _fits(text, _signs()["questions"])


def orders(text: str) -> bool:
    """A polite order: "bitte …", "ich möchte …", "… ändern"."""
    return _fits(text, _signs()["orders"])


def corrects(text: str, how: str) -> bool:
    """Words that take something back; `how` plain they are: certain, strong or weak."""
    return _fits(text, _signs()["corrections"][how])


def taken_back(text: str) -> str | None:
    """What stands behind "nein, …" or "halt, …", or None for a text that begins otherwise."""
    found = TAKING_BACK.match(text)
    return found.group(1) if found else None


def keyword(text: str) -> str | None:
    """The command whose key words stand in a text that is no answer anyway."""
    keywords = _signs()["keywords"]
    return next((intent for intent, signs in keywords.items() if _fits(text, signs)), None)


def asks_for_methods(text: str) -> bool:
    """Whether the text asks which methods there are or fit."""
    return _fits(text, _signs()["toolkit"]["asks"])


def asks_briefly(text: str) -> bool:
    """Whether the text asks for methods where methods are meant anyway: "was mit Gärten"."""
    return _fits(text, _signs()["toolkit"]["briefly"])


def is_about_named(text: str) -> bool:
    """Whether the text wants to read, compare or choose a method that it names."""
    return _fits(text, _signs()["toolkit"]["about"])


def asks_for_figures(text: str) -> bool:
    """Whether the text wants a chart, the indicators or the projection to be shown."""
    return _fits(text, _signs()["figures"]["asks"])


def asks_for_documents(text: str) -> bool:
    """Whether the text wants a document to be handed out: "schick mir die Einladung"."""
    return _fits(text, _signs()["documents"]["asks"])


def asks_for_thread(text: str) -> bool:
    """Whether the text wants to see how the points hang together, what is due, who does what."""
    return _fits(text, _signs()["thread"]["asks"])


def names_figures(text: str) -> bool:
    """Whether the text is no more than the name of a chart or of the indicators."""
    return _fits(text, _signs()["figures"]["names"])


def is_mash(text: str) -> bool:
    """Keys struck at random: runs of consonants, one letter again and again, rows of keys."""
    return CONSONANTS.search(fold(text)) is not None


def _fits(text: str, signs: Sequence[str]) -> bool:
    folded = fold(text)
    return any(re.search(sign, folded) for sign in signs)


@lru_cache(maxsize=1)
def _signs() -> dict[str, Any]:
    data: dict[str, Any] = yaml.load(SIGNS.read_text("utf-8"), Loader=yaml.CSafeLoader)
    return data
