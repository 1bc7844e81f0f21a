"""The assistant's own sentences."""

from __future__ import annotations

import re

import pytest

from assistant.language import readability
from assistant.process.phrases import load_phrases, say

PHRASES = load_phrases()


@pytest.mark.parametrize("name", PHRASES)
def test_every_phrase_is_fit_to_be_read(name: str) -> None:
    for variant in PHRASES[name]:
        assert variant.strip()
        assert not list(readability.faults(variant)), variant


@pytest.mark.parametrize("name", [name for name, variants in PHRASES.items() if len(variants) > 1])
def test_variants_take_turns_and_need_the_same_words(name: str) -> None:
    variants = PHRASES[name]
    words = [set(re.findall(r"\{(\w+)\}", variant)) for variant in variants]
    assert all(own == words[0] for own in words)
    filled = [say(name, turn, **dict.fromkeys(words[0], "x")) for turn in range(len(variants))]
    assert len(set(filled)) == len(variants)
    assert say(name, len(variants), **dict.fromkeys(words[0], "x")) == filled[0]


def test_braces_in_a_persons_words_are_kept() -> None:
    assert say("example", example="{help} und {example}") == "Zum Beispiel: {help} und {example}"
