"""The one spaCy pipeline: the German model when installed, else simplemma on a blank pipeline."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Mapping, Sequence
from typing import cast

import simplemma
import spacy
from spacy.language import Language
from spacy.tokens import Doc

_MODEL = "de_core_news_sm"
_COMPONENT = "simplemma_lemmas"
_BLANK = "blank de + simplemma"


def simplemma_lemmas(doc: Doc) -> Doc:
    """Sets the lemma of every token from simplemma's German word list."""
    for token in doc:
        token.lemma_ = simplemma.lemmatize(token.text, lang="de")
    return doc


def build_pipeline(gazetteer: Mapping[str, Sequence[str]] | None = None) -> Language:
    """A new pipeline with lemmas and, from `gazetteer` (label to phrases), named entities.

    Build it once and keep it; simplemma reads its word list (a second, 100 MB) with the first
    lemma. Raises what the model raises when it is installed but cannot be loaded.
    """
    if importlib.util.find_spec(_MODEL) is not None:
        # Through the package itself: spacy.load only finds models installed by pip.
        nlp = cast(Language, importlib.import_module(_MODEL).load())
    else:
        nlp = spacy.blank("de")
        Language.component(_COMPONENT, func=simplemma_lemmas)
        nlp.add_pipe(_COMPONENT)
    if gazetteer:
        _add_names(nlp, gazetteer)
    return nlp


def pipeline_name(nlp: Language) -> str:
    """The name for logs: "de_core_news_sm" or "blank de + simplemma"."""
    if nlp.has_pipe(_COMPONENT):
        return _BLANK
    return f"{nlp.meta['lang']}_{nlp.meta['name']}"


def lemmatise(nlp: Language, text: str) -> list[str]:
    """The lemmas of the text in lower case, without punctuation and spaces."""
    return [
        (token.lemma_ or token.text).lower()
        for token in nlp(text)
        if not token.is_punct and not token.is_space
    ]


def _add_names(nlp: Language, gazetteer: Mapping[str, Sequence[str]]) -> None:
    config = {"phrase_matcher_attr": "LOWER", "overwrite_ents": True}
    ruler = nlp.add_pipe("entity_ruler", config=config)
    patterns = [
        {"label": label, "pattern": phrase}
        for label, phrases in gazetteer.items()
        for phrase in phrases
        if phrase.strip()
    ]
    ruler.add_patterns(patterns)
