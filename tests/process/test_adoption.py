"""Chosen items of one list become items of another, once for each origin."""

from __future__ import annotations

from assistant.guide.load import load_guide
from assistant.guide.model import Adoption, Option
from assistant.process.adoption import adopted_items

GUIDE = load_guide()
FIELDS = Adoption("workshop.fields", "origin")
OPTIONS = (Option("s1", "Viele Vereine"), Option("s2", "Leere Häuser"), Option("s3", "Kein Bus"))


def test_each_chosen_item_is_made_once_with_title_and_origin() -> None:
    made = list(adopted_items(GUIDE, FIELDS, ["s3", "s1"], OPTIONS, {}))
    assert made == [
        ("s3", {"title": "Kein Bus", "origin": "s3"}),
        ("s1", {"title": "Viele Vereine", "origin": "s1"}),
    ]


def test_what_was_adopted_before_is_not_made_again() -> None:
    made = list(adopted_items(GUIDE, FIELDS, ["s1", "s2"], OPTIONS, {"s1": "f1"}))
    assert [origin for origin, _ in made] == ["s2"]


def test_what_is_no_option_any_more_is_not_adopted() -> None:
    assert list(adopted_items(GUIDE, FIELDS, ["gone"], OPTIONS, {})) == []
    assert list(adopted_items(GUIDE, FIELDS, [], OPTIONS, {})) == []
