"""The catalogue's content: complete, readable, in step with the guide; broken files are refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from assistant.guide.load import load_guide
from assistant.toolkit.lint import problems
from assistant.toolkit.load import CONTENT, ContentError, PlainLoader, load_catalogue
from assistant.web.description import load_description

CATALOGUE = load_catalogue()


def test_the_content_has_no_problem() -> None:
    assert list(problems(CATALOGUE)) == []
    assert len(CATALOGUE.methods) >= 120


def test_facets_are_those_of_the_guide_and_of_the_api() -> None:
    themes = {option.value: option.title for option in load_guide().shared_options["themes"]}
    assert CATALOGUE.titles["themes"] == themes
    ages = {option.value: option.title for option in load_guide().shared_options["ages"]}
    assert CATALOGUE.titles["ages"] == ages
    schemas = load_description()["components"]["schemas"]
    assert set(schemas["Theme"]["enum"]) == set(themes)
    assert set(schemas["Audience"]["enum"]) == set(CATALOGUE.titles["audiences"])


@pytest.mark.parametrize("theme", sorted(CATALOGUE.titles["themes"]))
def test_every_theme_has_methods(theme: str) -> None:
    assert sum(theme in method.themes for method in CATALOGUE.methods) >= 3


@pytest.mark.parametrize("age", sorted(CATALOGUE.titles["ages"]))
def test_every_generation_is_reached_by_something_easy(age: str) -> None:
    reaching = [m for m in CATALOGUE.methods if age in m.ages]
    assert any(m.cost == "low" for m in reaching)


def test_words_that_look_like_yes_and_no_stay_words() -> None:
    assert {method.online for method in CATALOGUE.methods} == {"yes", "no", "hybrid"}


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("online", "vielleicht", "online"),
        ("summary", "zu kurz", "summary"),
        ("themes", ["unbekannt"], "themes"),
        ("id", "anders", "id"),
        ("sources", ["gibt_es_nicht"], "gibt_es_nicht"),
    ],
)
def test_a_broken_method_is_refused_by_file_and_place(
    tmp_path: Path, field: str, value: object, said: str
) -> None:
    content = tmp_path / "content"
    shutil.copytree(CONTENT, content)
    path = content / "methods" / "fishbowl.yml"
    data = yaml.load(path.read_text("utf-8"), PlainLoader)
    path.write_text(yaml.safe_dump({**data, field: value}, allow_unicode=True), "utf-8")
    with pytest.raises(ContentError, match=said):
        load_catalogue(content)


def test_the_linter_names_what_is_wrong(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(CONTENT, content)
    path = content / "methods" / "fishbowl.yml"
    text = path.read_text("utf-8").replace("related: [", "related: [gibt_es_nicht, ")
    path.write_text(text.replace("follow_up: >-\n  ", "follow_up: >-\n  Du bist dran! "), "utf-8")
    found = list(problems(load_catalogue(content), ["fishbowl"]))
    assert any("gibt_es_nicht is no other method" in problem for problem in found)
    assert any("addresses with du" in problem for problem in found)
