"""A gap: what is missing or contradicts itself, in words, and the question that mends it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

CONTENT = Path(__file__).parent / "content"


@dataclass(frozen=True)
class Gap:
    """One gap. `question` may be the place of a new item ("plan.goals.new.title").

    `button` is what stands on the button that leads there; `weight` is 100 for the most
    important; `places` are the items it is about, such as "plan.measures.m1".
    """

    kind: str
    text: str
    question: str
    button: str
    weight: int
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class Kind:
    """One kind of gap as the content has it; `number` is its place in the file."""

    name: str
    number: int
    weight: int
    text: str
    button: str


def gap(kind: str, question: str, *places: str, **words: str) -> Gap:
    """A gap of a kind, its sentence filled with words.

    Raises KeyError for an unknown kind and for a word that the sentence needs and does not get.
    """
    known = kinds()[kind]
    return Gap(kind, known.text.format(**words), question, known.button, known.weight, places)


@lru_cache(maxsize=1)
def kinds() -> Mapping[str, Kind]:
    """All kinds of gaps by their name, from `content/gaps.yml`."""
    return {
        name: Kind(name, number, entry["weight"], entry["text"], entry["button"])
        for number, (name, entry) in enumerate(_read("gaps.yml").items())
    }


@lru_cache(maxsize=1)
def words() -> Mapping[str, Any]:
    """The words that the sentences share, from `content/words.yml`."""
    return dict(_read("words.yml"))


def _read(name: str) -> Any:
    return yaml.load((CONTENT / name).read_text("utf-8"), Loader=yaml.CSafeLoader)
