"""Which documents there are, when each is complete, what its file is called; the book of all."""

from __future__ import annotations

import pytest

from assistant.documents.catalogue import COMPOSERS, compose, file_name
from assistant.documents.content import Heading, Table
from assistant.process.document_kinds import KINDS, complete
from tests.documents.builder import GUIDE, STAGES, Builder
from tests.documents.flat import flat
from tests.documents.processes import village


def test_the_kinds_are_those_of_the_contract() -> None:
    assert list(KINDS) == list(COMPOSERS) == [
        "invitation", "agenda", "minutes", "profile", "workshop-schedule", "workshop-record",
        "plan", "measures", "council-paper", "review", "strategy",
    ]  # fmt: skip
    assert {kind.name for kind in KINDS.values() if "xlsx" in kind.formats} == {
        "plan", "measures", "profile",
    }  # fmt: skip
    assert {kind.name for kind in KINDS.values() if "ics" in kind.formats} == {
        "agenda", "plan", "review",
    }  # fmt: skip
    assert all({"docx", "pdf", "html"} <= set(kind.formats) for kind in KINDS.values())
    assert {kind.stage for kind in KINDS.values()} == {*STAGES, None}


@pytest.mark.parametrize("kind", KINDS)
def test_a_document_says_what_it_is_and_whose(kind: str) -> None:
    document = compose(kind, Builder("Nordstadt", "quarter", "Dortmund").source())
    assert document.title == KINDS[kind].title
    assert document.letterhead.municipality == "Nordstadt (Dortmund)"
    assert ("Nordstadt" in document.kind) is (kind != "strategy")


def test_a_document_is_complete_when_its_stage_has_nothing_required_open() -> None:
    builder = village()
    assert not complete("minutes", Builder("Leerort").state, GUIDE)
    assert complete("minutes", builder.state, GUIDE)
    assert complete("workshop-record", builder.state, GUIDE)
    assert not complete("strategy", builder.state, GUIDE)
    builder.complete()
    assert complete("strategy", builder.state, GUIDE)


@pytest.mark.parametrize(
    ("municipality", "name"),
    [
        ("Grabow", "Einladung-Kick-Off-Grabow.docx"),
        ("Bad Söllingen", "Einladung-Kick-Off-Bad-Soellingen.docx"),
        ("Preußisch Ströhen (Rahden)", "Einladung-Kick-Off-Preussisch-Stroehen-Rahden.docx"),
        ("../../etc/passwd\n", "Einladung-Kick-Off-etc-passwd.docx"),
        ("Łódź", "Einladung-Kick-Off-odz.docx"),
        ("北京", "Einladung-Kick-Off.docx"),
        ("x" * 300, f"Einladung-Kick-Off-{'x' * 60}.docx"),
    ],
)
def test_file_names_are_safe(municipality: str, name: str) -> None:
    assert file_name("invitation", municipality, "docx") == name


def test_the_strategy_has_a_chapter_for_each_stage_and_says_what_is_open() -> None:
    builder = village()
    document = compose("strategy", builder.source())
    chapters = [b.text for b in document.blocks if isinstance(b, Heading) and b.level == 1]
    assert chapters == [
        "Das Wichtigste in Kürze",
        "Wie diese Strategie entsteht",
        "1 Kick-Off",
        "2 Kommunalprofil",
        "3 Zukunftswerkstatt",
        "4 Werkstattplan",
        "5 Zwischenbilanz",
        "Was noch offen ist",
        "Anhang: Die Methoden der Zukunftswerkstatt",
    ]
    stages = next(b for b in document.blocks if isinstance(b, Table))
    assert stages.rows[0] == ("Kick-Off", "in Arbeit", "22. April 2027")
    assert stages.rows[1] == ("Kommunalprofil", "noch nicht begonnen", "–")
    assert document.long and document.subtitle is None
    assert "entsteht in fünf Stufen" in flat(document)


def test_a_whole_strategy_has_nothing_open() -> None:
    builder = village().complete()
    for stage in STAGES:
        builder.answer(f"{stage}.review", "confirm")
    document = compose("strategy", builder.source())
    text = flat(document)
    assert document.state == "Stand 3. Mai 2027"
    assert "abgeschlossen" in text and "in Arbeit" not in text
    assert "Alle nötigen Angaben liegen vor." in text
    assert "ist in fünf Stufen entstanden" in text
