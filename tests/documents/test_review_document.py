"""The Zwischenbilanz: what was wanted beside what became of it, then and now."""

from __future__ import annotations

from assistant.documents.book import Book
from assistant.documents.chapters.review import review
from assistant.documents.chapters.strategy import strategy
from assistant.documents.content import Document, Paragraph, Picture, Table
from tests.documents.builder import GUIDE, Builder
from tests.documents.flat import flat
from tests.documents.test_plan_documents import planned


def balanced() -> Builder:
    made = planned()
    made.stage(
        "plan.measures.m1", {"indicator": "Fahrten je Woche", "target_value": "25 im Jahr 2029"}
    )
    made.stage(
        "review.measures.m1",
        {
            "state": "running",
            "actual": "31 Menschen fahren mit",
            "hurdles": "Drei Fahrer sind ausgeschieden.",
            "helped": "Die Praxis legt Termine passend",
            "decision": "extend",
            "reason": "Der Bus ist voll.",
            "next_step": "In beiden Nachbardörfern fragen",
            "next_until": "2029-07",
        },
    )
    made.stage("review.measures.m2", {"state": "stopped"})
    made.stage("review.goals.g1", {"value_now": "110 im Monat", "reached": "on_track"})
    made.stage(
        "review",
        {
            "date": "2027-05-02",
            "population_now": 598,
            "cooperation": "good",
            "strategy_changes": "Mehr für die Jungen",
            "attendance": 1,
            "ages": ["30-64", "65-79"],
            "ages_missing": "Die Jugend kam nicht.",
            "responsibility": "Das Hauptamt",
            "council_decision": True,
            "council_topic": "Der Bus wird dauerhaft bezuschusst.",
            "council_when": "2029-09",
            "next_review": "2031-03",
        },
    )
    made.item("review.next_steps", "n1", title="Bericht schreiben", responsible="Frau Sommer")
    return made


def composed(made: Builder) -> Document:
    return review(Book(GUIDE, made.state), made.source())


def test_the_balance_in_two_sentences() -> None:
    lead = next(b for b in composed(balanced()).blocks if isinstance(b, Paragraph) and b.lead)
    assert lead.text == (
        "1 Maßnahme läuft und 1 ist gestoppt. 1 Maßnahme wird ausgeweitet. Bei einer Maßnahme "
        "fehlt die Entscheidung noch."
    )


def test_target_and_actual_stand_side_by_side() -> None:
    document = composed(balanced())
    text = flat(document)
    assert "Zielwert: 25 im Jahr 2029" in text and "31 Menschen fahren mit" in text
    assert "Das hat gebremst: Drei Fahrer sind ausgeschieden." in text
    goals = next(b for b in document.blocks if isinstance(b, Table) and "Ziele damals" in b.caption)
    assert goals.rows == (
        ("Ohne Auto zum Arzt", "Fahrgäste im Monat", "0 (2026)", "150", "110 im Monat",
         "Auf gutem Weg"),
    )  # fmt: skip
    assert [b.name for b in document.blocks if isinstance(b, Picture)] == ["stand"]


def test_then_and_now() -> None:
    text = flat(composed(balanced()))
    assert (
        "Heute leben hier 598 Menschen. Im Kommunalprofil (31. Dezember 2026) waren es 612 "
        "Menschen. Das sind 14 Menschen weniger als damals (2,3 Prozent)." in text
    )


def test_who_was_not_reached_and_what_comes_next() -> None:
    text = flat(composed(balanced()))
    assert "An der Zwischenbilanz nahm 1 Person teil." in text
    assert "Nicht erreicht: 0 bis 5 Jahre; 6 bis 17 Jahre; 18 bis 29 Jahre; 80 Jahre" in text
    assert "Bericht schreiben\nFrau Sommer\nnoch offen" in text
    assert "In beiden Nachbardörfern fragen\nJuli 2029" in text


def test_a_review_to_come_says_so() -> None:
    made = balanced()
    made.answer("review.date", "2029-05-15")
    assert "Das Treffen steht noch bevor" in flat(composed(made))


def test_in_the_strategy_the_plan_is_told_once() -> None:
    made = balanced()
    text = flat(strategy(Book(GUIDE, made.state), made.source()))
    assert text.count("25 im Jahr 2029") == 1 and text.count("0 (2026)") == 1


def test_an_empty_review_says_so() -> None:
    document = composed(Builder("Leerort"))
    assert "noch keine Angaben" in flat(document) and document.state.startswith("Entwurf")
