"""Handing over by words: whole messages with a person or a department in them, and nothing else."""

from __future__ import annotations

import datetime
import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from assistant.understanding.handing import Handing, command_of, note_in, read_handing
from assistant.understanding.judge import judge
from assistant.understanding.open_question import OpenQuestion
from tests.conftest import PROJECT
from tests.understanding.test_judge import OPEN, UNSURE, WORDS

TODAY = datetime.date(2026, 11, 23)
SAMPLE = OpenQuestion("text")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Das weiß Frau Öztürk vom Jugendamt", Handing("Frau Öztürk", "Jugendamt")),
        ("das weiss frau öztürk", Handing("Frau Öztürk", None)),
        ("gib das an Herrn Meyer weiter", Handing("Herr Meyer", None)),
        ("Das soll das Jugendamt beantworten", Handing(None, "Jugendamt")),
        ("Das weiß Herr Dr. Meyer bis Freitag", Handing("Herr Dr. Meyer", None, due="2026-11-27")),
        (
            "Geben Sie die Frage bitte bis zum 3. Mai 2027 an Frau Meyer-Lüdke weiter",
            Handing("Frau Meyer-Lüdke", None, due="2027-05-03"),
        ),
        (
            "Das soll das Jugendamt bis Ende März beantworten",
            Handing(None, "Jugendamt", due="2027-03-31"),
        ),
        ("den Abschnitt soll das Bauamt ausfüllen", Handing(None, "Bauamt", section=True)),
        (
            "den Abschnitt Gästeliste an Frau Kern weitergeben",
            Handing("Frau Kern", None, section=True, title="Gästeliste"),
        ),
        ("Das weiß nur der Kämmerer", Handing("Kämmerer", None)),
        ("Aylin Öztürk weiß das besser", Handing("Aylin Öztürk", None)),
        ("Das kann Jörg Meyer vom Bauamt beantworten", Handing("Jörg Meyer", "Bauamt")),
        ("fragen Sie bitte Frau Öztürk", Handing("Frau Öztürk", None)),
        ("Das weiß der Fachbereich Jugend", Handing(None, "Fachbereich Jugend")),
    ],
)  # fmt: skip
def test_what_is_handed_to_whom_until_when(text: str, expected: Handing) -> None:
    assert read_handing(text, TODAY) == expected
    for question in OPEN:
        assert judge(text, UNSURE, question, WORDS).intent == "command_delegate"


@pytest.mark.parametrize(
    "text",
    [
        "Frau Öztürk",
        "Frau Öztürk vom Jugendamt",
        "Das macht Frau Öztürk",
        "Das soll das Jugendamt machen",
        "Dafür ist das Bauamt zuständig",
        "Das muss das Bauamt klären",
        "Herr Meyer übernimmt das",
        "Ergebnisse an den Rat weiterleiten",
        "An den Landkreis weiterleiten",
        "Das wissen die Bürger",
        "Das können die Vereine beantworten",
        "das weiß hier jedes Kind: unser Schützenfest!",
        "Das weiß nur der Kämmerer und der ist krank",
        "Frag Oma",
        "Das Jugendamt soll die Jugendlichen fragen",
    ],
)
def test_an_answer_that_names_somebody_hands_nothing_over(text: str) -> None:
    assert command_of(text) is None


@pytest.mark.parametrize(
    "text", ["Das weiß ich nicht", "das weiß hier keiner", "das weiß bei uns niemand", "weiß nicht"]
)
def test_who_does_not_know_hands_nothing_over(text: str) -> None:
    assert command_of(text) is None
    for question in OPEN:
        assert judge(text, UNSURE, question, WORDS).intent != "command_delegate"


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("was ist für mich offen?", "mine"),
        ("Was muss ich noch beantworten?", "mine"),
        ("wer hat noch was offen?", "waiting"),
        ("Worauf warten wir noch?", "waiting"),
        ("Hat Frau Öztürk schon geantwortet?", "waiting"),
        ("was ist neu?", "news"),
        ("Was haben die anderen gemacht?", "news"),
        ("wer ist gerade da?", "present"),
        ("nimm das von Frau Öztürk zurück", "withdraw"),
        ("Weitergabe zurücknehmen", "withdraw"),
        ("Vorschlag annehmen", "accept"),
        ("den Vorschlag ablehnen", "decline"),
        ("zeig mir die Anmerkungen", "notes"),
        ("Anmerkung: Bitte die Zahl prüfen.", "note"),
    ],
)
def test_what_is_asked_about_each_other(text: str, command: str) -> None:
    assert command_of(text) == command
    assert judge(text, UNSURE, SAMPLE, WORDS).intent == f"command_{command}"


def test_no_labelled_answer_is_taken_for_one_of_them() -> None:
    """All answers there are, those that were written to be traps among them."""
    answers = [
        entry["text"]
        for folder in ("tests/nlu", "scripts/judgement")
        for path in sorted((PROJECT / folder).glob("*.yml"))
        for entry in yaml.safe_load(path.read_text("utf-8"))
        if isinstance(entry, dict) and entry.get("expect") == "answer"
    ]
    for path in sorted((PROJECT / "data/nlu").glob("answers*.yml")):
        for block in yaml.safe_load(path.read_text("utf-8"))["nlu"]:
            answers += re.findall(r"^- (.+)$", block.get("examples", ""), re.MULTILINE)
    assert len(answers) > 5_000
    assert [text for text in answers if command_of(text)] == []


def test_a_note_keeps_its_words() -> None:
    assert note_in("Anmerkung: Bitte\nzwei Zeilen.") == "Bitte\nzwei Zeilen."
    assert note_in("Notiz zu dieser Frage – stimmt nicht ganz") == "stimmt nicht ganz"
    assert note_in("Die Anmerkung des Rates: keine") is None


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    command_of(text)
    read_handing(text, TODAY)
