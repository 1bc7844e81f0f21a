"""The pipeline: which one is chosen, its lemmas and its names."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from assistant.language.lemmas import build_pipeline, lemmatise, pipeline_name

PACKAGE = "de_core_news_sm"
INIT = """
from pathlib import Path
from spacy.util import load_model_from_path

def load(**overrides):
    return load_model_from_path(Path(__file__).parent / "model", **overrides)
"""

try:
    importlib.import_module(PACKAGE)
    INSTALLED = True
except ImportError:
    INSTALLED = False

without_model = pytest.mark.skipif(INSTALLED, reason="the real model is installed")


@pytest.fixture(scope="module")
def blank() -> Language:
    return build_pipeline({"ORT": ["Bad Muster"], "AMT": ["Amt für Jugend", "Bauamt"]})


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A package that stands in for the German model: blank, told apart by its description."""
    nlp = spacy.blank("de")
    nlp.meta["name"], nlp.meta["description"] = "core_news_sm", "stand-in"
    (tmp_path / PACKAGE).mkdir()
    nlp.to_disk(tmp_path / PACKAGE / "model")
    (tmp_path / PACKAGE / "__init__.py").write_text(INIT)
    hidden = {name: sys.modules.pop(name) for name in list(sys.modules) if name == PACKAGE}
    monkeypatch.syspath_prepend(tmp_path)
    importlib.invalidate_caches()
    yield
    sys.modules.pop(PACKAGE, None)
    sys.modules.update(hidden)


@without_model
def test_without_the_model_simplemma_gives_the_lemmas(blank: Language) -> None:
    assert pipeline_name(blank) == "blank de + simplemma"
    assert lemmatise(blank, "Die Maßnahmen wurden begonnen, die Häuser gebaut.") == [
        *("der", "maßnahme", "werden", "beginnen"),
        *("der", "haus", "bauen"),
    ]


def test_an_installed_model_is_taken(package: None) -> None:
    nlp = build_pipeline({"ORT": ["Bad Muster"]})
    assert nlp.meta["description"] == "stand-in"
    assert pipeline_name(nlp) == PACKAGE
    # The stand-in has no lemmas: the words themselves are given.
    assert lemmatise(nlp, "Die Häuser!") == ["die", "häuser"]
    assert [entity.label_ for entity in nlp("in bad muster").ents] == ["ORT"]


@without_model
def test_the_stand_in_leaves_nothing_behind() -> None:
    assert importlib.util.find_spec(PACKAGE) is None
    assert pipeline_name(build_pipeline()) == "blank de + simplemma"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("wir in bad muster", [("bad muster", "ORT")]),
        ("Das AMT FÜR JUGEND und das Bauamt", [("AMT FÜR JUGEND", "AMT"), ("Bauamt", "AMT")]),
        ("Bauamtsleiter", []),
        ("", []),
    ],
)
def test_names(blank: Language, text: str, names: list[tuple[str, str]]) -> None:
    assert [(entity.text, entity.label_) for entity in blank(text).ents] == names


def test_without_gazetteer_there_are_no_names() -> None:
    assert not build_pipeline().has_pipe("entity_ruler")


@pytest.mark.parametrize(
    ("text", "lemmas"), [("", []), (" \n ", []), ("?!", []), ("2027", ["2027"])]
)
def test_lemmas_of_little(blank: Language, text: str, lemmas: list[str]) -> None:
    assert lemmatise(blank, text) == lemmas
