"""The content fits the guide: every question named exists, every option has its word."""

from __future__ import annotations

import re
import string
from typing import Any

import pytest
import yaml

from assistant.guide.load import load_guide
from assistant.guide.places import find_place
from assistant.plan.backward import OCCASIONS
from assistant.plan.gap import CONTENT, gap, kinds, words
from assistant.plan.matrix import LEVELS
from assistant.plan.wording import counted, euros, listed, named, on, quoted, until
from assistant.process.strategy import APPOINTMENTS
from tests.plan.test_checks import CASES

GUIDE = load_guide()


def options(question: str) -> list[str]:
    place = find_place(GUIDE, question)
    assert place
    return [option.value for option in place.question.options]


def texts(content: Any) -> list[str]:
    if isinstance(content, dict):
        return [text for value in content.values() for text in texts(value)]
    if isinstance(content, list):
        return [text for value in content for text in texts(value)]
    return [content] if isinstance(content, str) else []


@pytest.mark.parametrize("kind", CASES)
def test_what_mends_a_gap_is_a_question_of_the_guide(kind: str) -> None:
    assert find_place(GUIDE, CASES[kind][1]), CASES[kind][1]


def test_every_age_group_and_quadrant_has_its_words() -> None:
    assert list(words()["ages"]) == [option.value for option in GUIDE.shared_options["ages"]]
    assert set(words()["pressing"]) < set(options("profile.swot.x.quadrant"))
    for name in ("effort", "effect"):
        assert tuple(options(f"plan.measures.x.{name}")) == LEVELS


def test_every_appointment_is_a_date_of_the_guide_and_has_a_name() -> None:
    for question in (*APPOINTMENTS, *OCCASIONS, *words()["appointments"]):
        place = find_place(GUIDE, question)
        assert place and place.question.kind == "date", question
    assert set(words()["appointments"]) == set(APPOINTMENTS)


def test_buttons_are_short_and_sentences_end() -> None:
    for kind in kinds().values():
        assert len(kind.button) <= 30, kind.name
        assert "{" not in kind.button
        last = re.sub(r"\{(points|open)\}$", "", kind.text)
        assert last.endswith((".", "?")), kind.name
        assert 0 < kind.weight <= 100


@pytest.mark.parametrize("path", sorted(CONTENT.glob("*.yml")), ids=lambda path: path.name)
def test_texts_are_plain_german(path: Any) -> None:
    content = yaml.safe_load(path.read_text("utf-8"))
    for text in texts(content):
        assert not re.search(r"Indikator|Meilenstein|evaluier|\bToDo|[*:_]innen", text), text
        assert '"' not in text and "  " not in text
        assert text.count("„") == text.count("“")
        assert all(name is None or name for _, name, *_ in string.Formatter().parse(text))


def test_steps_of_an_occasion_have_ids_of_their_own() -> None:
    content = yaml.safe_load((CONTENT / "backward.yml").read_text("utf-8"))
    for occasion in content.values():
        ids = [step["id"] for step in occasion["steps"]]
        assert len(set(ids)) == len(ids)
        for step in occasion["steps"]:
            assert ("weeks" in step) != ("working_days" in step)
            assert set(step.get("form", ())) <= set(options("workshop.form"))


def test_a_sentence_without_its_words_is_refused() -> None:
    with pytest.raises(KeyError):
        gap("goal_without_deadline", "plan.goals.g1.until")
    with pytest.raises(KeyError):
        gap("unknown", "plan.goals.g1.until")


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("Bürgerbus", "„Bürgerbus“"),
        ("Es fehlt ein Bus.", "„Es fehlt ein Bus“"),
        ("und so weiter ...", "„und so weiter ...“"),
        ("„Unser Haus“ am Markt", "„‚Unser Haus‘ am Markt“"),
        ("zwei\n\nZeilen", "„zwei Zeilen“"),
    ],
)
def test_names_are_quoted(given: str, shown: str) -> None:
    assert quoted(given) == shown


def test_long_names_are_cut_at_a_word() -> None:
    shown = quoted("Ein sehr langer Name, " * 20)
    assert len(shown) <= 84 and shown.endswith("Ein sehr …“")
    assert len(quoted("x" * 500)) <= 84


def test_lists_counts_and_amounts() -> None:
    assert [listed(list("abc"[:n])) for n in range(4)] == ["", "a", "a und b", "a, b und c"]
    assert named(list("abcde")).endswith("„d“ und „e“")
    assert named(list("abcdef")) == "„a“, „b“, „c“, „d“ und zwei weitere"
    assert [counted(n) for n in (2, 12, 13, 1200)] == ["zwei", "zwölf", "13", "1.200"]
    assert [euros(n) for n in (0, 1200, 1234.5, 0.25)] == [
        "0 Euro",
        "1.200 Euro",
        "1.234,50 Euro",
        "0,25 Euro",
    ]


@pytest.mark.parametrize(
    ("date", "when", "end"),
    [
        ("2027", "im Jahr 2027", "bis 2027"),
        ("2027-03", "im März 2027", "bis März 2027"),
        ("2027-Q3", "im 3. Quartal 2027", "bis zum 3. Quartal 2027"),
        ("2027-W12", "in der Kalenderwoche 12, 2027", "bis zur Kalenderwoche 12, 2027"),
        ("2027-03-14", "am 14. März 2027", "bis zum 14. März 2027"),
        ("2027/2031", "im Zeitraum 2027 bis 2031", "bis 2031"),
    ],
)
def test_dates_have_their_words(date: str, when: str, end: str) -> None:
    assert (on(date), until(date)) == (when, end)
