"""Schedule and record of the workshop."""

from __future__ import annotations

from assistant.documents.catalogue import compose
from assistant.documents.content import Heading, Quotation, Table
from assistant.guide.state import Value
from tests.documents.builder import Builder
from tests.documents.flat import flat
from tests.documents.processes import district, town, village


def timetable(**changes: Value) -> tuple[Table | None, str]:
    builder = village()
    builder.stage("workshop", changes)
    document = compose("workshop-schedule", builder.source())
    found = [b for b in document.blocks if isinstance(b, Table) and "Zeitplan" in b.caption]
    return (found[0] if found else None), flat(document)


def test_the_timetable_fills_the_time_without_gap_or_overlap() -> None:
    table, _ = timetable()
    assert table is not None
    assert [row[0] for row in table.rows] == [
        "Ankommen, Begrüßung, Ziel der Werkstatt",
        "World Café",
        "Pause",
        "Punktabfrage",
        "Zeit für Offenes",
        "Abschluss: Was mit den Ergebnissen geschieht",
    ]
    assert table.rows[0][1] == "14 Uhr"
    # 17.40 Uhr and 20 minutes: the workshop ends at 18 Uhr, as was said.
    assert table.rows[-1][1:] == ("17.40 Uhr", "20 Minuten")


def test_choosing_the_ideas_has_its_time_where_no_method_does_it() -> None:
    table, _ = timetable(methods=["world_cafe"])
    assert table is not None
    assert "Auswahl der Ideen" in [row[0] for row in table.rows]
    table, _ = timetable(methods=["world_cafe"], prioritising="steering_group")
    assert table is not None
    assert "Auswahl der Ideen" not in [row[0] for row in table.rows]


def test_too_little_time_is_said_and_not_hidden_in_a_timetable() -> None:
    table, text = timetable(time="17 bis 18.30 Uhr")
    assert table is None
    assert "Die Werkstatt dauert 1 Stunde und 30 Minuten." in text
    assert "Wählen Sie weniger Methoden, oder planen Sie mehr Zeit ein." in text


def test_several_days_or_unclear_times_give_no_timetable() -> None:
    assert timetable(days=2)[0] is None
    table, text = timetable(time="nachmittags")
    assert table is None
    assert "So lange dauern die Methoden üblicherweise:" in text


def test_methods_that_take_weeks_lie_beside_the_workshop() -> None:
    text = flat(compose("workshop-schedule", district().source()))
    assert "Nicht in die Zeit der Werkstatt passen: Bürgerrat" in text
    assert "und Aktivierende Befragung." in text


def test_the_schedule_tells_each_method_and_what_to_prepare() -> None:
    document = compose("workshop-schedule", village().source())
    headings = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert headings.index("World Café") < headings.index("Punktabfrage")
    text = flat(document)
    assert "Raum buchen (Frau Sommer)\n☐" in text
    assert "Den Ablauf erklären und die erste Runde beginnen." in text
    assert "Online:" not in text
    assert "Mitgestalten" in text and "Entschieden wird an anderer Stelle." in text


def test_fields_stand_by_rank_with_their_ideas_by_votes() -> None:
    document = compose("workshop-record", village().source())
    headings = [b.text for b in document.blocks if isinstance(b, Heading) and b.level == 2]
    assert headings == ["Unterwegs ohne Auto", "Leben im Ortskern", "Ideen ohne Handlungsfeld"]
    text = flat(document)
    assert "Teilgenommen haben 31 Personen. Gerechnet war mit 35 Personen." in text
    assert "Gewünscht, aber nicht dabei: 6 bis 17 Jahre; 80 Jahre und älter" in text
    assert "1 Punkt\n" in text


def test_ideas_with_long_descriptions_stand_one_by_one() -> None:
    builder = village()
    long = "Wir möchten ausprobieren, wie es geht. " * 30
    builder.answer("workshop.ideas.d2.description", long)
    blocks = compose("workshop-record", builder.source()).blocks
    assert Quotation(long.strip()) in blocks
    assert Heading(3, "Probewohnen") in blocks


def test_a_record_before_the_workshop_says_so() -> None:
    builder = Builder("Leerort")
    builder.stage("workshop", {"date": "2027-09-18", "goal": "Einander zuhören"})
    text = flat(compose("workshop-record", builder.source()))
    assert "Die Zukunftswerkstatt steht noch bevor" in text
    assert "Ideen aus der Werkstatt" in text
    assert "steht noch bevor" not in flat(compose("workshop-record", village().source()))


def test_fields_without_a_rank_come_last() -> None:
    builder = town()
    builder.open("workshop.fields.i1.rank", "skipped")
    document = compose("workshop-record", builder.source())
    names = [b.text for b in document.blocks if isinstance(b, Heading) and b.level == 2]
    assert names[-1] == builder.state.value("workshop.fields.i1.title")
    assert "4 Handlungsfelder sind benannt." in flat(document)
