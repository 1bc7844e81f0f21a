"""Earlier rounds and the figures then and now, in the Zwischenbilanz and in the strategy."""

from __future__ import annotations

import datetime
from dataclasses import replace

from assistant.documents.book import Book
from assistant.documents.chapters.review import review
from assistant.documents.chapters.strategy import strategy
from assistant.documents.content import Document, Heading, Table
from assistant.documents.source import Source
from assistant.process.figures.then_and_now import FigureChange
from assistant.process.rounds.keeping import kept_round
from assistant.process.rounds.model import Round
from tests.documents.builder import GUIDE, Builder
from tests.documents.flat import flat
from tests.documents.test_plan_documents import planned
from tests.documents.test_review_document import balanced

AT = datetime.datetime(2026, 5, 3, 9, 0, tzinfo=datetime.timezone.utc)
CHANGES = (
    FigureChange("population", "Einwohnerzahl", "612", "605", "2025", "2027"),
    FigureChange("births", "Geburten", "4", "6", "2025", "2027", ("Melderegister", "Kreis")),
)


def past(made: Builder, number: int = 1) -> Round:
    one = kept_round(GUIDE, made.state, {}, f"r{number}", number, AT)
    return replace(one, removed=(("plan.measures", "m2"),))


def composed(made: Builder, **more: object) -> Document:
    source: Source = made.source(**more)
    return review(Book(GUIDE, made.state), source)


def tables(document: Document, caption: str) -> list[Table]:
    return [b for b in document.blocks if isinstance(b, Table) and b.caption == caption]


def test_a_round_is_a_table_of_measures_with_their_decision() -> None:
    document = composed(balanced(), rounds=(past(balanced()),))
    (table,) = tables(document, "Maßnahmen in Runde 1")
    assert table.columns == ("Maßnahme", "Stand", "Entscheidung", "Begründung")
    assert table.rows[0] == ("Bürgerbus", "Läuft", "Ausweiten", "Der Bus ist voll.")
    assert "Runde 1 endete am 3. Mai 2026. 1 Maßnahme davon steht nicht mehr im Plan." in flat(
        document
    )


def test_a_new_review_that_has_not_begun_still_tells_the_rounds_before() -> None:
    document = composed(planned(), rounds=(past(balanced()),))
    assert "Frühere Runden" in flat(document) and "Der Bus ist voll." in flat(document)
    made = planned()
    text = flat(strategy(Book(GUIDE, made.state), made.source(rounds=(past(balanced()),))))
    assert text.count("Der Bus ist voll.") == 1


def test_several_rounds_have_a_heading_each_and_a_long_reason_is_quoted() -> None:
    made = balanced()
    made.answer("review.measures.m1.reason", "Weil es so ist. " * 60)
    document = composed(balanced(), rounds=(past(balanced()), past(made, 2)))
    titles = [b.text for b in document.blocks if isinstance(b, Heading)]
    assert titles[titles.index("Frühere Runden") :] == [
        "Frühere Runden", "Runde 1", "Runde 2", "Bürgerbus", "Mitfahrbank",
    ]  # fmt: skip
    assert flat(document).count("Weil es so ist.") == 60


def test_figures_then_and_now_are_a_table_and_none_is_told_twice() -> None:
    document = composed(balanced(), changes=CHANGES)
    (table,) = tables(document, "Kennzahlen damals und heute")
    assert table.rows == (("Geburten", "4", "2025", "6", "2027"),)
    assert "Heute leben hier 598 Menschen." in flat(document)
    assert "verschiedenen Quellen" in flat(document)


def test_before_the_review_no_figures_are_told() -> None:
    assert not tables(composed(planned(), changes=CHANGES), "Kennzahlen damals und heute")
