"""Signs in a text that speak for a command, a question or a correction, from written lists."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import yaml

from assistant.language.spelling import fold

CONTENT = Path(__file__).parent / "content" / "set_phrases.yml"

POLITE = re.compile(r"\b(bitte|mal|doch|jetzt|nun|ok|okay|gerne?|einfach|erst ?mal)\b")
ASKING = re.compile(
    r"^(und |aber |also |sag mal |koennen sie mir sagen |wissen sie |"
    r"mich wuerde interessieren )?,? ?"
    r"(was|wer|wie|wo|wann|warum|wieso|weshalb|wozu|welche[rsnm]?|wofuer|woher|wohin|womit|woran"
    r"|kann|koennen|darf|duerfen|muss|muessen|soll|sollen|ist|sind|gibt|hat|haben|werden|wird"
    r"|bleiben|speichern|sieht|sehen)\b"
)
ORDERING = re.compile(
    r"^(bitte |jetzt |nun |ich (moechte|will|wuerde gern\w*|muss) |koennen (sie|wir) |kannst du "
    r"|lass(en)? (uns|sie) |wir (wollen|moechten) )"
    r"|\b(aendern|loeschen|korrigieren|entfernen|hinzufuegen|ueberspringen|zurueckgehen"
    r"|rueckgaengig|abschliessen|bearbeiten|anpassen|verschieben)\b[.!]?$"
)
CORRECTING = re.compile(
    r"^(nein|nee|noe|halt|moment|korrektur|sorry|entschuldigung|quatsch|falsch|stimmt nicht|ups)\b"
    r"|\b(statt|anstatt|ich meinte|gemeint|vertippt|verschrieben|korrigier\w*"
    r"|richtig (ist|waere))\b"
)


@lru_cache(maxsize=1)
def _set_phrases() -> dict[str, str]:
    data = yaml.load(CONTENT.read_text("utf-8"), Loader=yaml.CSafeLoader)
    return {_bare(phrase): intent for intent, phrases in data.items() for phrase in phrases}


def set_phrase(text: str) -> str | None:
    """The intent of a set phrase, polite words and signs left aside; None for anything else."""
    return _set_phrases().get(_bare(text))


def _bare(text: str) -> str:
    words = re.sub(r"[^\w\s]", " ", fold(text))
    return " ".join(POLITE.sub(" ", words).split()) or " ".join(words.split())


def asks(text: str) -> bool:
    """A question mark at the end of the text or of its first sentence."""
    return ("?" in text and begins_like_question(text)) or text.rstrip().endswith("?")


def begins_like_question(text: str) -> bool:
    """A question word or a verb at the beginning."""
    return ASKING.search(fold(text)) is not None


def orders(text: str) -> bool:
    """A polite order: "bitte …", "ich möchte …", "… ändern"."""
    return ORDERING.search(fold(text)) is not None


def corrects(text: str) -> bool:
    """Words that take something back: "nein, … statt …", "ich meinte …"."""
    return CORRECTING.search(fold(text)) is not None
