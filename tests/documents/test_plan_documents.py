"""Plan, sheets per measure, paper for the council; the workbooks and calendars of the plan."""

from __future__ import annotations

import datetime
import io

import icalendar
import openpyxl
import pytest

from assistant.documents.appointments import NoDate
from assistant.documents.book import Book
from assistant.documents.chapters.calendars import agenda_dates, plan_dates, review_dates
from assistant.documents.chapters.council_paper import council_paper
from assistant.documents.chapters.measures import measures
from assistant.documents.chapters.plan import plan
from assistant.documents.chapters.plan_sheets import costs_by_year, measures_sheets, plan_sheets
from assistant.documents.content import Document, Heading, Notice, PageBreak, Picture, Table
from assistant.documents.formats.ics import write_ics
from assistant.documents.formats.xlsx import write_xlsx
from tests.documents.builder import GUIDE, Builder
from tests.documents.flat import flat
from tests.documents.processes import village
from tests.documents.strategies import strategy


def planned() -> Builder:
    """A village with two goals and two measures, in words that read."""
    made = village()
    made.answer("profile.population", 612)
    made.answer("profile.population_10y", 655)
    made.answer("profile.reference_date", "2026-12-31")
    made.stage(
        "plan",
        {
            "vision": "Wer alt wird, soll hierbleiben können.",
            "period": "2027/2031",
            "budget_frame": 40000,
            "steering": "Bürgermeisterin und Dorfverein",
            "decision_body": "Gemeinderat",
            "council_date": "2027-06-17",
            "decision_proposal": "Der Plan gilt bis 2031.",
            "review_date": "2029-05",
        },
    )
    made.item(
        "plan.goals", "g1", title="Ohne Auto zum Arzt", field="f2", indicator="Fahrgäste im Monat",
        baseline="0 (2026)", target="150", until="2029-12",
    )  # fmt: skip
    made.item(
        "plan.measures", "m1", title="Bürgerbus", goal="g1", target_group="Menschen ohne Auto",
        ages=["6-17", "80+"], responsible="Frau Sommer", start="2027-10-01", end="2028-Q2",
        milestones=["Fahrzeug bestellt (November 2027)", "erste Fahrt"], budget=12500.5,
        funding="Haushalt und Spenden", needs_decision=True,
    )  # fmt: skip
    made.item("plan.measures", "m2", title="Mitfahrbank", goal="g1", responsible="Heimatverein")
    return made


def book_of(made: Builder) -> Book:
    return Book(GUIDE, made.state)


def composed(made: Builder, composer: object = plan) -> Document:
    return composer(book_of(made), made.source())  # type: ignore[operator,no-any-return]


def test_the_plan_reads_well() -> None:
    document = composed(planned())
    text = flat(document)
    assert "Der Werkstattplan umfasst 1 Ziel und 2 Maßnahmen." in text
    assert "Für 1 von 2 Maßnahmen stehen die Kosten fest, zusammen 12.500,50 €." in text
    assert "Damit sind 27.499,50 € noch nicht verplant." in text
    assert "Wer alt wird, soll hierbleiben können." in text
    assert document.subtitle == "Zeitraum 2027 bis 2031"
    names = [block.name for block in document.blocks if isinstance(block, Picture)]
    assert names == ["zeitplan", "roter-faden"]
    ages = next(
        block for block in document.blocks
        if isinstance(block, Table) and block.caption == "Maßnahmen nach Altersgruppen"
    )  # fmt: skip
    assert ages.rows[1] == ("6 bis 17 Jahre", "1", "Bürgerbus") and ages.rows[0][2] == "keine"


def test_gaps_of_the_plan_are_named_in_sentences() -> None:
    notices = [block for block in composed(planned()).blocks if isinstance(block, Notice)]
    points = notices[0].points
    assert "Was die Maßnahme „Mitfahrbank“ kostet, steht noch nicht fest." in points
    assert not any("Mitfahrbank: " in point for point in points)


def test_many_gaps_stand_at_the_end() -> None:
    made = planned()
    for number in range(10):
        made.item("plan.measures", f"x{number}", title=f"Idee {number}")
    document = composed(made)
    first = next(block for block in document.blocks if isinstance(block, Notice))
    assert len(first.points) == 13 and "am Ende dieses Dokuments" in first.points[-1]
    assert any(
        isinstance(b, Heading) and b.text == "Weitere offene Punkte" for b in document.blocks
    )


def test_each_measure_has_a_sheet_of_its_own() -> None:
    document = composed(planned(), measures)
    assert sum(isinstance(block, PageBreak) for block in document.blocks) == 1
    titles = [b.text for b in document.blocks if isinstance(b, Heading) and b.level == 1]
    assert titles == ["Maßnahme 1: Bürgerbus", "Maßnahme 2: Mitfahrbank"]
    assert "Handlungsfeld: Unterwegs ohne Auto" in flat(document)


def test_the_council_paper_has_what_a_council_asks_for() -> None:
    text = flat(composed(planned(), council_paper))
    assert "Betreff: Gülzow: Werkstattplan zur Demografiestrategie 2027 bis 2031" in text
    assert "Beschlussvorschlag\nDer Plan gilt bis 2031." in text
    assert (
        "Am 31. Dezember 2026 lebten hier 612 Menschen, 6,6 Prozent weniger als zehn Jahre zuvor."
        in text
    )
    assert "begann am 22. April 2027" in text
    # The workshop is still to come on 3 May 2027.
    assert "fand die Zukunftswerkstatt" not in text and "An der Zukunftswerkstatt" not in text
    assert "Diese Maßnahme braucht später einen eigenen Beschluss:\nBürgerbus" in text
    assert "Kosten einer Maßnahme" in text and "Anlagen" in text


@pytest.mark.parametrize("composer", [plan, measures, council_paper])
def test_an_empty_plan_says_so(composer: object) -> None:
    document = composed(Builder("Leerort"), composer)
    assert "noch keine Angaben" in flat(document) and document.state.startswith("Entwurf")


def test_the_plans_workbook_has_numbers_and_days() -> None:
    made = planned()
    data = write_xlsx(plan_sheets(book_of(made), made.source()))
    book = openpyxl.load_workbook(io.BytesIO(data))
    names = ["Maßnahmen", "Kosten", "Roter Faden", "Ziele", "Zeitplan", "Zu dieser Datei"]
    assert book.sheetnames == names
    rows = list(book["Maßnahmen"].iter_rows(values_only=True))
    measure = dict(zip(rows[0], rows[1], strict=True))
    assert measure["Kosten der Maßnahme"] == 12500.5
    assert measure["Beginn der Maßnahme"] == datetime.datetime(2027, 10, 1)
    assert measure["Ende der Maßnahme"] == "2. Quartal 2028"
    assert measure["Zwischenschritte"] == "Fahrzeug bestellt (November 2027)\nerste Fahrt"
    total = list(book["Kosten"].iter_rows(values_only=True))[-1]
    assert total[0] == "Zusammen" and total[1] == 12500.5
    assert sum(total[2:4]) == pytest.approx(12500.5)
    assert all(c.data_type != "f" for sheet in book for row in sheet.iter_rows() for c in row)


def test_costs_by_year_add_up_to_the_cent() -> None:
    sheet = costs_by_year(strategy(30))
    for row in (*sheet.rows, sheet.total or ()):
        parts = [cell for cell in row[2:-1] if isinstance(cell, (int, float))]
        assert round(sum(parts), 2) == pytest.approx(row[1])


def test_the_measures_workbook_holds_every_answer() -> None:
    made = planned()
    data = write_xlsx(measures_sheets(book_of(made), made.source()))
    book = openpyxl.load_workbook(io.BytesIO(data))
    text = "\n".join(str(c.value) for row in book["Maßnahmen"].iter_rows() for c in row)
    for wanted in ("Bürgerbus", "Menschen ohne Auto", "Haushalt und Spenden", "Heimatverein"):
        assert wanted in text


def events(data: bytes) -> dict[str, icalendar.Event]:
    return {str(e["SUMMARY"]): e for e in icalendar.Calendar.from_ical(data).walk("VEVENT")}


def test_the_plans_calendar() -> None:
    made = planned()
    found = events(write_ics(plan_dates(book_of(made), made.source())))
    council = found["Beschluss zum Werkstattplan Gülzow"]
    assert council.start == datetime.date(2027, 6, 17) and council.walk("VALARM")
    assert "Tag noch festlegen: Zwischenbilanz zum Werkstattplan Gülzow" in found
    starts = [event.start for title, event in found.items() if "Bürgerbus" in title]
    assert datetime.date(2027, 10, 1) in starts and datetime.date(2028, 6, 30) in starts
    assert datetime.date(2027, 11, 30) in starts
    # Steps to the council that are still ahead on 3 May 2027, and none before.
    steps = [e for e in found.values() if "Für: Beschluss." in str(e.get("DESCRIPTION", ""))]
    assert steps and all(event.start >= datetime.date(2027, 5, 3) for event in steps)
    assert len({str(event["UID"]) for event in found.values()}) == len(found)


def test_agenda_and_review_have_their_calendars_or_a_reason() -> None:
    made = planned()
    (kickoff,) = events(write_ics(agenda_dates(book_of(made), made.source()))).values()
    assert kickoff.start == datetime.datetime(2027, 4, 22, 18)
    with pytest.raises(NoDate, match="Zwischenbilanz"):
        write_ics(review_dates(book_of(made), made.source()))
    made.answer("review.date", "2029-05-15")
    made.answer("review.next_review", "2031-03")
    made.item("review.next_steps", "s1", title="Bericht", responsible="Hauptamt", until="2029-06")
    found = events(write_ics(review_dates(book_of(made), made.source())))
    assert found["Zwischenbilanz Gülzow"].start == datetime.date(2029, 5, 15)
    assert any("Bericht" in title for title in found)
    empty = Builder("Leerort")
    for dates in (agenda_dates, plan_dates, review_dates):
        with pytest.raises(NoDate, match="noch"):
            write_ics(dates(book_of(empty), empty.source()))
