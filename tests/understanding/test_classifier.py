"""The classifier: learns, ranks everything, and is the same after being stored as plain data."""

from __future__ import annotations

import json

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.understanding.classifier import Classifier, Recipe

EXAMPLES = [
    *((text, "command_back") for text in ("zurück bitte", "einen Schritt zurück", "bitte zurück")),
    *((text, "command_help") for text in ("Hilfe bitte", "ich brauche Hilfe", "bitte helfen Sie")),
    *((text, "answer") for text in ("Sportverein Grabow", "Feuerwehr Grabow", "Verein im Dorf")),
]
TEXTS = [text for text, _ in EXAMPLES]
INTENTS = [intent for _, intent in EXAMPLES]
RECIPE = Recipe(least=1)
LEARNED = Classifier.learn(TEXTS, None, INTENTS, RECIPE)


def test_what_was_learned_is_recognised() -> None:
    assert LEARNED.rank("zurück")[0][0] == "command_back"
    assert LEARNED.rank("Hilfe")[0][0] == "command_help"
    assert LEARNED.rank("Schützenverein Grabow")[0][0] == "answer"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_every_text_gets_all_intents_in_order_with_shares_of_one(text: str) -> None:
    ranking = LEARNED.rank(text)
    assert {intent for intent, _ in ranking} == set(INTENTS)
    shares = [share for _, share in ranking]
    assert shares == sorted(shares, reverse=True)
    assert abs(sum(shares) - 1) < 1e-4


def test_it_is_the_same_after_it_was_stored() -> None:
    vocabularies = json.loads(json.dumps(LEARNED.vocabularies))
    again = Classifier(RECIPE, vocabularies, LEARNED.intents, LEARNED.weights, LEARNED.constants)
    for text in (*TEXTS, "etwas ganz anderes", ""):
        assert again.rank(text) == LEARNED.rank(text)


def test_learning_twice_gives_the_same() -> None:
    again = Classifier.learn(TEXTS, None, INTENTS, RECIPE)
    assert np.array_equal(again.weights, LEARNED.weights)


def test_two_intents_are_enough() -> None:
    two = Classifier.learn(["ja", "nein", "jawohl", "nee"], None, ["a", "b", "a", "b"], RECIPE)
    assert two.rank("ja")[0][0] == "a"
    assert two.rank("nein")[0][0] == "b"


def test_lemmas_count_as_words_where_they_are_given() -> None:
    learned = Classifier.learn(["Dinge", "Dinge"], ["haus", "auto"], ["a", "b"], RECIPE)
    assert learned.rank("Dinge", "haus")[0][0] == "a"
    assert learned.rank("Dinge", "auto")[0][0] == "b"
