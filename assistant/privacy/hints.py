"""What in an answer looks like private data of a person: address, number, account, health.

Precise rather than complete: a false hint costs trust, and a missed one only a reminder. The
address of an office is none, and an illness counts only of somebody who is named.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import yaml

CONTENT = Path(__file__).parent / "content" / "hints.yml"
Hint = Literal["iban", "health", "email", "phone"]

ADDRESS = re.compile(r"([\w.+-]{1,64})@((?:[\w-]{1,63}\.){1,4}[a-zA-Z]{2,24})\b")
ACCOUNT = re.compile(r"\b[A-Za-z]{2}\d{2}(?: ?[A-Za-z0-9]){11,30}")
# Between the digits of a number stand blanks, a slash or a hyphen; a full stop would be a date's.
NUMBER = re.compile(
    r"(?<![\w.,/-])(?:\+49|0049|0)[ /()-]{0,2}\d(?:[ /()-]{0,3}\d){5,12}(?![\d.,]\d)"
)
MOBILE = re.compile(r"(?:49|0049|0)?0?1[567]\d{7,10}")
FEWEST_DIGITS, MOST_DIGITS = 8, 15
PERSON = (
    r"(?:Frau|Herrn?|Familie|Kolleg(?:e|en|in)|Opa|Oma|Pfarrer(?:in)?|Bürgermeister(?:in)?|Dr\.)"
    r" (?:(?:Dr\.|Prof\.|von|van|zu) )*[A-ZÄÖÜ][\wäöüß-]+(?: [A-ZÄÖÜ][\wäöüß-]+)?"
)
NAMED = re.compile(rf"\b{PERSON}")
BETWEEN = (
    r"(?:\s+(?:seit|leider|schwer|sehr|länger\w*|langem|langer|lange|eine[nr]?|ein|an|unter|wieder"
    r"|dauerhaft|chronisch|noch|auch|gerade|derzeit|zurzeit|momentan|aktuell|plötzlich|jetzt|zeit"
    r"|tagen|wochen|monaten|jahren|jahr|\d{1,4}|zwei|drei|vier|ja|wohl|ziemlich|dieser|voll)){0,5}"
)


@dataclass(frozen=True)
class _Signs:
    words: Mapping[str, frozenset[str]]
    endings: tuple[str, ...]
    health: tuple[re.Pattern[str], ...]


def hint_of(text: str, question: str = "") -> Hint | None:
    """The gravest thing in an answer that looks private; `question` is the answered one's id."""
    signs = _signs()
    if any(_is_account(found.group()) for found in ACCOUNT.finditer(text)):
        return "iban"
    if any(pattern.search(text) for pattern in signs.health):
        return "health"
    if question in signs.words["contact_questions"]:
        return None
    if any(_is_private(found, signs) for found in ADDRESS.finditer(text)):
        return "email"
    if _has_private_number(text, signs):
        return "phone"
    return None


def contact_questions() -> frozenset[str]:
    """The questions at which addresses and numbers are welcome."""
    return _signs().words["contact_questions"]


def _is_account(text: str) -> bool:
    """Whether an IBAN begins the text: 15 to 34 characters with the right check digits (ISO 13616).

    More may follow it without a gap that tells, so every length is tried.
    """
    packed = text.replace(" ", "").upper()
    return any(_has_check_digits(packed[:length]) for length in _lengths(packed))


def _lengths(packed: str) -> range | tuple[int, ...]:
    # German ones have 22; of others the length is not known here, and chance is one in 97.
    return (22,) if packed.startswith("DE") else (len(packed),)


def _has_check_digits(packed: str) -> bool:
    if not 15 <= len(packed) <= 34 or sum(c.isdigit() for c in packed) < 10:
        return False
    turned = packed[4:] + packed[:4]
    return int("".join(str(int(c, 36)) for c in turned)) % 97 == 1


def _is_private(found: re.Match[str], signs: _Signs) -> bool:
    """Whether an address is a person's: of two names, or at a provider that people use."""
    parts = [part for part in re.split(r"[._+-]", found.group(1).casefold()) if part]
    office = signs.words["office_words"]
    if any(part in office or part.endswith(signs.endings) for part in parts):
        return False
    names = [part for part in parts if part.isalpha()]
    return found.group(2).casefold() in signs.words["private_domains"] or len(names) >= 2


def _has_private_number(text: str, signs: _Signs) -> bool:
    """Whether a telephone number is a person's: a mobile one, or one said to be hers."""
    numbers = [found.group() for found in NUMBER.finditer(text)]
    numbers = [n for n in numbers if FEWEST_DIGITS <= len(_digits(n)) <= MOST_DIGITS]
    words = re.findall(r"\w+", text.casefold()) if numbers else []
    if not numbers or not signs.words["office_numbers"].isdisjoint(words):
        return False
    if any(MOBILE.fullmatch(_digits(number)) for number in numbers):
        return True
    said = " ".join(words)
    is_hers = any(word in said for word in signs.words["private_numbers"]) or NAMED.search(text)
    return bool(is_hers) and any(re.search(r"\d[ /()-]+\d", number) for number in numbers)


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)


@lru_cache(maxsize=1)
def _signs() -> _Signs:
    data: dict[str, Any] = yaml.load(CONTENT.read_text("utf-8"), Loader=yaml.CSafeLoader)
    words = {name: frozenset(map(str, found)) for name, found in data.items()}
    return _Signs(words, tuple(data["office_endings"]), tuple(_health(data)))


def _health(data: Mapping[str, Any]) -> list[re.Pattern[str]]:
    states, nouns = _any_of(data["health_states"]), _any_of(data["health_nouns"])
    verb = r"(?i:\s+(?:ist|war|wird|wurde|sei|liegt|sitzt|gilt als))"
    has = r"(?i:\s+(?:hat|hatte|leidet|litt|bekam|bekommt|wegen|mit))"
    between = f"(?i:{BETWEEN})"
    return [
        re.compile(rf"\b{PERSON}(?:{verb})?{between}\s+{states}"),
        re.compile(rf"\b(?i:ist|war|wird|weil|da){between}\s+{PERSON}{between}\s+{states}"),
        re.compile(rf"\b{PERSON}{has}{between}\s+{nouns}(?!-)"),
        re.compile(rf"\b(?i:kranke|erkrankte|demente|schwangere|pflegebedürftige)n?\s+{PERSON}"),
        re.compile(rf"(?i:\b{nouns})\s+(?:von|bei)\s+{PERSON}"),
        re.compile(rf"\b{PERSON}(?i:(?:\s+\w+){{0,3}}\s+(?:krankheitsbedingt|wegen krankheit))\b"),
    ]


def _any_of(words: list[str]) -> str:
    return rf"(?i:{'|'.join(map(re.escape, words))})\b"
