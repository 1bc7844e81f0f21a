"""Invitation, schedule and minutes of the Kick-Off."""

from __future__ import annotations

import pytest

from assistant.documents.catalogue import compose
from assistant.documents.content import Notice, Quotation, Signatures, Table
from tests.documents.builder import Builder
from tests.documents.flat import flat
from tests.documents.processes import district, village


def tables(builder: Builder, kind: str) -> dict[str, Table]:
    document = compose(kind, builder.source())
    return {block.caption: block for block in document.blocks if isinstance(block, Table)}


def test_the_invitation_says_who_when_where_why_and_whom_to_ask() -> None:
    document = compose("invitation", village().source())
    text = flat(document)
    assert "Der Kick-Off ist am Donnerstag, 22. April 2027. Wir treffen uns vor Ort." in text
    assert "Deshalb fangen wir jetzt damit an." in text
    assert "Ort: Dorfgemeinschaftshaus, Lindenstraße 4" in text
    assert "Ihre Ansprechperson: Frau Sommer, Amtsverwaltung" in text
    assert "Diese Themen zeichnen sich schon ab: Wohnen; Mobilität" in text
    assert document.blocks[-1] == Signatures(("Bürgermeisterin Anna Winter",))
    assert any(
        block == Quotation("Junge Familien sollen bleiben können. Und wer alt wird, auch!")
        for block in document.blocks
    )
    assert not any(isinstance(block, Notice) for block in document.blocks)


def test_the_invitation_names_no_guests_by_name_and_nothing_internal() -> None:
    text = flat(compose("invitation", village().source()))
    assert "Frau Kern" not in text
    assert "600 €" not in text
    assert "Petra Sommer" not in text


def test_an_invitation_without_a_date_is_grammatical_and_names_the_gap() -> None:
    document = compose("invitation", Builder("Leerort").source())
    assert isinstance(document.blocks[0], Notice)
    assert "Termin" in document.blocks[0].points
    assert "Der Termin steht noch nicht fest." in flat(document)
    assert document.blocks[-1] == Signatures(("Leerort",))


@pytest.mark.parametrize(
    ("date", "sentence"),
    [
        ("2027-04", "Der Kick-Off findet im April 2027 statt. Den genauen Tag teilen wir"),
        ("2027-04-22/2027-04-23", "findet vom 22. April 2027 bis zum 23. April 2027 statt."),
        ("2027", "Der Kick-Off findet im Jahr 2027 statt."),
    ],
)
def test_a_vague_date_is_said_as_it_is(date: str, sentence: str) -> None:
    builder = village()
    builder.answer("kickoff.date", date)
    assert sentence in flat(compose("invitation", builder.source()))


@pytest.mark.parametrize(
    ("form", "sentence", "name"),
    [
        ("hybrid", "Wir treffen uns vor Ort. Wer möchte, kommt per Video dazu.", "Ort: "),
        ("online", "Wir treffen uns per Video.", "Zugang: "),
    ],
)
def test_each_form_has_its_words(form: str, sentence: str, name: str) -> None:
    builder = village()
    builder.answer("kickoff.form", form)
    builder.answer("kickoff.tech_help", "Herr Vogel hilft")
    text = flat(compose("invitation", builder.source()))
    assert sentence in text
    assert f"{name}Dorfgemeinschaftshaus" in text
    assert "Hilfe bei der Technik: Herr Vogel hilft" in text


def test_the_schedule_has_only_the_times_that_are_known() -> None:
    table = tables(village(), "agenda")["Programm des Kick-Offs"]
    assert [row[2] for row in table.rows] == ["18 Uhr", "", "", "", "20.30 Uhr"]
    text = flat(compose("agenda", village().source()))
    assert "Insgesamt sind 2 Stunden und 30 Minuten Zeit." in text
    assert "im Schnitt etwa 35 Minuten je Punkt" in text


def test_without_clear_times_the_schedule_is_an_order() -> None:
    builder = village()
    builder.answer("kickoff.time", "nach Feierabend")
    table = tables(builder, "agenda")["Programm des Kick-Offs"]
    assert table.columns == ("Nr.", "Punkt")


def test_the_minutes_have_guests_agreements_and_the_missing_generations() -> None:
    builder = village()
    made = tables(builder, "minutes")
    assert made["Vereinbarungen des Kick-Offs"].rows == (
        (
            "Zahlen aus dem Melderegister zusammenstellen",
            "Herr Nowak, Einwohnermeldeamt",
            "31. Mai 2027",
        ),
    )
    assert made["Gästegruppen des Kick-Offs"].rows[1] == (
        "Freiwillige Feuerwehr",
        "noch offen",
        "1 Person",
        "18 bis 29 Jahre",
    )
    text = flat(compose("minutes", builder.source()))
    assert "Gerechnet wird mit 5 Personen aus 2 Gruppen." in text
    assert "Nicht am Tisch: 0 bis 5 Jahre; 6 bis 17 Jahre; 80 Jahre und älter" in text
    assert "Eine Vereinbarung ist getroffen." in text


def test_guests_without_a_number_are_counted_as_such() -> None:
    builder = village()
    builder.open("kickoff.guests.g2.count", "unknown")
    text = flat(compose("minutes", builder.source()))
    assert "Gerechnet wird bisher mit 4 Personen. Von 2 Gästegruppen ist 1 Gruppe" in text
    builder.open("kickoff.guests.g1.count", "skipped")
    text = flat(compose("minutes", builder.source()))
    assert "Auf der Liste sind 2 Gästegruppen. Wie viele Personen kommen, ist noch offen." in text


def test_minutes_before_the_meeting_say_so() -> None:
    text = flat(compose("minutes", district().source()))
    assert "Der Kick-Off ist für den 20. Januar 2028 geplant." in text
    assert "Das Treffen steht noch bevor" not in flat(compose("minutes", village().source()))
