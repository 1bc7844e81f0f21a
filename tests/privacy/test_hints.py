"""The gentle hint: what a person would call private is noticed, what an office has is not."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from assistant.guide.load import load_guide
from assistant.privacy.hints import contact_questions, hint_of
from tests.conftest import PROJECT

MOST_FALSE = 0.005
PRIVATE = [
    ("Bitte an helga.brandt@grabow.de schreiben", "email"),
    ("quendi@gmx.de", "email"),
    ("Herr Kunz, kunz-peter@t-online.de", "email"),
    ("h_brandt@posteo.de", "email"),
    ("Frau Kern, 0171 1234567", "phone"),
    ("mobil: 0176/12345678", "phone"),
    ("+49 151 23456789", "phone"),
    ("0049 160-1234567 abends", "phone"),
    ("Anruf bei Frau Kern unter 03841 123456", "phone"),
    ("privat 038756-22233", "phone"),
    ("Spenden auf DE89 3704 0044 0532 0130 00", "iban"),
    ("DE89370400440532013000", "iban"),
    ("de89 3704 0044 0532 0130 00 bei der Sparkasse", "iban"),
    ("AT61 1904 3002 3457 3201", "iban"),
    ("Herr Meier ist schwer krank", "health"),
    ("Frau Schulz hat seit zwei Jahren Demenz, deshalb fällt das aus", "health"),
    ("weil Frau Lorenz schwanger ist", "health"),
    ("Die Erkrankung von Herrn Kunz hat alles verzögert", "health"),
    ("Herr Vogel leidet an Depressionen", "health"),
    ("die demente Frau Schulz kommt nicht mehr", "health"),
    ("Frau Yıldız fiel wegen Krankheit aus", "health"),
    ("Dr. Özil hatte einen Schlaganfall", "health"),
    ("Frau Kern wurde plötzlich pflegebedürftig", "health"),
]
FINE = [
    "info@grabow.de",
    "buergermeister@grabow.de",
    "Poststelle: post@amt-grabow.de",
    "hauptamt@stadt-grabow.de oder bauamt@stadt-grabow.de",
    "sv-grabow@web.de",
    "zukunftswerkstatt.grabow@gmx.de",
    "jugend.beirat@grabow.de",
    "demografie@grabow.de",
    "Rathaus, Telefon 038756 503-0",
    "Telefon 038756 503-0",
    "Diensthandy 0171 1234567",
    "Hotline 0800 1234567",
    "Bürgertelefon: 0171 1234567",
    "Schlüssel 01060063, Kreis 03241",
    "01.05.2027 bis 15.06.2027",
    "Am 01.05.2027 um 18 Uhr, Raum 0151",
    "von 2019 bis 2027, 12.480 Menschen",
    "DE89 3704 0044 0532 0130 01",
    "Aktenzeichen DE12 2027 0001 0002 0003 00",
    "Viele Ältere sind pflegebedürftig",
    "dann war die Leitung krank",
    "Frau Meier hat die Demenzgruppe gegründet",
    "Herr Kunz vom Pflegestützpunkt",
    "Frau Yılmaz, Demenzberatung",
    "Frau Kern leitet das Krebs-Frühstück",
    "Hilfe bei Krankheit vom Bauamt",
    "Herr Vogel und der Behindertenbeirat",
    "Frau Lorenz, Leitung des Sozialamts",
    "Gesundheit, Pflege und Behinderung sind Themen von Frau Kern",
    "Zahl der Menschen mit Demenz steigt",
    "Frau Kern ist Beauftragte für Menschen mit Behinderung",
    "@grabow",
    "",
]


@pytest.mark.parametrize(("text", "expected"), PRIVATE, ids=[t[:30] for t, _ in PRIVATE])
def test_what_is_private_is_noticed(text: str, expected: str) -> None:
    assert hint_of(text) == expected


@pytest.mark.parametrize("text", FINE, ids=[t[:30] or "empty" for t in FINE])
def test_what_an_office_has_or_says_of_groups_is_fine(text: str) -> None:
    assert hint_of(text) is None


def test_where_a_contact_is_asked_for_it_is_welcome_but_nothing_graver() -> None:
    question = "kickoff.coordinator"
    assert hint_of("Frau Sommer, 0171 1234567, helga.sommer@grabow.de", question) is None
    assert hint_of("Frau Sommer ist schwanger", question) == "health"
    assert hint_of("DE89370400440532013000", question) == "iban"


def test_the_contact_questions_are_questions_of_the_guide() -> None:
    guide = load_guide()
    known = {
        f"{stage.id}.{question.name}"
        for stage in guide.stages
        for section in stage.sections
        for question in section.questions
    }
    assert contact_questions() <= known


def _answers() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((PROJECT / "tests/nlu/answers.yml").read_text())
    return found


def test_answers_as_people_write_them_hardly_ever_get_a_hint() -> None:
    answers = _answers()
    assert len(answers) > 1000
    hinted = [one["text"] for one in answers if hint_of(one["text"], one["question"])]
    assert len(hinted) <= MOST_FALSE * len(answers), hinted


def test_the_guides_own_examples_get_no_hint() -> None:
    examples = [
        (f"{stage.id}.{question.name}", example)
        for stage in load_guide().stages
        for section in stage.sections
        for question in section.questions
        for example in (question.example.small, question.example.large)
    ]
    assert [text for name, text in examples if hint_of(text, name)] == []
