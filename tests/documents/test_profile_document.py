"""The Kommunalprofil: figures with meaning, SWOT with evidence, workbook; from figures or none."""

from __future__ import annotations

import io

import numpy as np
import openpyxl

from assistant.documents.book import Book
from assistant.documents.chapters.key_figures import MOST_WITH_REASON, not_yet
from assistant.documents.chapters.profile import profile
from assistant.documents.chapters.profile_sheets import profile_sheets
from assistant.documents.content import (
    Document,
    Heading,
    Items,
    Notice,
    Paragraph,
    Picture,
    Quotation,
    Table,
)
from assistant.documents.formats.xlsx import write_xlsx
from assistant.documents.source import Source
from assistant.process.figures.facts import facts_of
from assistant.process.figures.material import Material
from assistant.profile.comparison import Benchmark
from assistant.profile.population import PopulationTable
from assistant.profile.rates import Movements
from assistant.profile.schedules import stationary_population
from assistant.profile.splitting import from_single_years
from tests.documents.builder import GUIDE, Builder
from tests.documents.flat import flat


def known() -> Builder:
    made = Builder("Grabow")
    made.stage(
        "profile",
        {
            "reference_date": "2026-12-31",
            "source": "register",
            "population": 9700,
            "population_10y": 10500,
            "area": 48.4,
            "under_20": 1700,
            "age_20_64": 5400,
            "over_65": 2600,
            "movement_year": "2026",
            "births": 70,
            "deaths": 110,
            "arrivals": 500,
            "departures": 480,
            "main_message": "Wir werden älter.\n\nDer Zusammenhalt ist groß.",
            "local_supply": "Ein Dorfladen, der nächste Supermarkt ist 8 km entfernt",
        },
    )
    made.item("profile.projects", "j1", title="Mittagstisch", carrier="Landfrauen", state="running",
              works_well="Jeden Mittwoch kommen 20 Leute.")  # fmt: skip
    made.item("profile.interviews", "t1", partner="Jugendwart", held=True,
              message="Abends fährt kein Bus.")  # fmt: skip
    made.item("profile.interviews", "t2", partner="Kita-Leitung", date="2027-06", held=False)
    made.item("profile.swot", "s1", title="Viele helfen mit", quadrant="strength",
              evidence_kind="project", evidence_project="j1", theme="engagement")  # fmt: skip
    made.item("profile.swot", "s2", title="Abends kein Bus", quadrant="weakness",
              evidence_kind="interview", evidence_interview="t1")  # fmt: skip
    made.item("profile.swot", "s3", title="Ein Drittel der Ärzte ist 60+", quadrant="threat",
              evidence_kind="figure", evidence="3 von 9, Stand 2026")  # fmt: skip
    return made


def town(year: int, births: int) -> PopulationTable:
    return from_single_years(year, np.round(stationary_population() * births))


def with_figures(made: Builder) -> Source:
    material = Material(
        tables=(town(2016, 130), town(2026, 120)),
        movements=tuple(
            Movements(year, births=75, deaths=105, arrivals=520, departures=500)
            for year in range(2022, 2027)
        ),
        benchmarks=(Benchmark("old_age_ratio", "district", "Landkreis X", 38.1, "2022", "INKAR"),),
    )
    return made.source(profile=facts_of(GUIDE, made.state, material))


def composed(made: Builder, source: Source | None = None) -> Document:
    return profile(Book(GUIDE, made.state), source or made.source())


def test_key_figures_have_reading_year_source_and_comparison() -> None:
    text = flat(composed(known(), with_figures(known())))
    assert "Altenquotient" in text and "Menschen ab 65 Jahren ÷ Menschen von 20 bis 64" in text
    assert "dem Wert von 38,1 je 100 (Landkreis X, 2022)" in text
    assert "liegen Sie" not in text
    assert "2026, Melderegister" in text


def test_the_three_sentences_come_first_as_given() -> None:
    blocks = composed(known()).blocks
    quotation = next(block for block in blocks if isinstance(block, Quotation))
    assert quotation.text == "Wir werden älter.\n\nDer Zusammenhalt ist groß."
    titles = [block.text for block in blocks if isinstance(block, Heading) and block.level == 1]
    assert titles[0] == "Das Wichtigste"


def test_charts_stand_with_words_and_their_figures_as_tables() -> None:
    blocks = composed(known(), with_figures(known())).blocks
    names = [block.name for block in blocks if isinstance(block, Picture)]
    assert set(names) == {"course", "pyramid", "age-groups", "components", "projection"}
    assert all(block.alt and block.svg for block in blocks if isinstance(block, Picture))
    text = flat(composed(known(), with_figures(known())))
    assert "Mittlere Variante, angenommen ist:" in text and "keine Vorhersage" in text
    captions = [block.caption for block in blocks if isinstance(block, Table)]
    assert any(caption.startswith("Vorausberechnung") for caption in captions)


def test_without_figures_there_are_no_charts_and_no_empty_headings() -> None:
    made = Builder("Leerort")
    made.answer("profile.main_message", "Wir fangen an.")
    blocks = composed(made).blocks
    assert not any(isinstance(block, (Picture, Table)) for block in blocks)
    titles = [block.text for block in blocks if isinstance(block, Heading)]
    assert titles == ["Das Wichtigste"]


def test_each_swot_point_stands_in_its_list_with_its_evidence() -> None:
    blocks = composed(known()).blocks
    tables = {block.caption: block for block in blocks if isinstance(block, Table)}
    assert tables["Stärken mit Beleg"].rows == (
        ("Viele helfen mit", "Ein Projekt: Mittagstisch", "Bürgerschaftliches Engagement"),
    )
    assert tables["Schwächen mit Beleg"].rows == (("Abends kein Bus", "Ein Interview: Jugendwart"),)
    assert tables["Risiken mit Beleg"].rows[0][1] == "Eine Zahl: 3 von 9, Stand 2026"
    assert "Chancen mit Beleg" not in tables
    assert "3 Punkte sind festgehalten, jeder mit einem Beleg." in flat(composed(known()))


def test_interviews_are_quoted_and_those_to_come_listed() -> None:
    blocks = composed(known()).blocks
    assert Quotation("Abends fährt kein Bus.") in blocks
    table = next(b for b in blocks if isinstance(b, Table) and "Kernaussage" in b.caption)
    assert table.rows == (("Kita-Leitung", "Juni 2027", "Nein"),)


def test_figures_that_do_not_agree_are_named() -> None:
    made = known()
    made.answer("profile.over_65", 5000)
    notices = [block for block in composed(made).blocks if isinstance(block, Notice)]
    assert any("Erwartet wird die Einwohnerzahl" in p for n in notices for p in n.points)


def test_what_cannot_be_calculated_is_named_and_the_workbook_says_what_is_missing() -> None:
    made = known()
    texts = [block.text for block in composed(made).blocks if isinstance(block, Paragraph)]
    (named,) = [text for text in texts if text.startswith("Noch ohne Wert sind: ")]
    assert any("in der Excel-Datei zum Kommunalprofil" in text for text in texts)
    data = write_xlsx(profile_sheets(Book(GUIDE, made.state), made.source()))
    rows = list(openpyxl.load_workbook(io.BytesIO(data))["Kennzahlen"].iter_rows(values_only=True))
    for name in named.removeprefix("Noch ohne Wert sind: ").rstrip(".").split("; "):
        (row,) = [row for row in rows if row[1] == name]
        assert any(str(cell).strip() for cell in row[2:] if cell is not None), name


def test_a_few_that_cannot_be_calculated_are_told_with_what_they_lack() -> None:
    results = facts_of(GUIDE, known().state, Material()).results
    few = [result for result in results if not result.known][:MOST_WITH_REASON]
    (points,) = [block for block in not_yet(few) if isinstance(block, Items)]
    assert len(points.points) == MOST_WITH_REASON
    assert any("(es fehlt: " in point for point in points.points)


def test_the_workbook_holds_values_as_numbers() -> None:
    made = known()
    data = write_xlsx(profile_sheets(Book(GUIDE, made.state), with_figures(made)))
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert {"Kennzahlen", "Angaben", "Altersgruppen", "Bewegungen", "Vorausberechnung"} <= set(
        book.sheetnames
    )
    rows = list(book["Kennzahlen"].iter_rows(values_only=True))
    ratio = next(dict(zip(rows[0], row, strict=True)) for row in rows if row[1] == "Altenquotient")
    assert ratio["Wert"] == 48.1 and "÷" in ratio["Formel"] and "38,1" in ratio["Vergleich"]
    given = {row[1]: row[2] for row in book["Angaben"].iter_rows(values_only=True)}
    assert given["Einwohnerzahl"] == 9700 and given["Stichtag"] == "31. Dezember 2026"
    assert book["Bewegungen"]["B2"].value == 75


def test_an_empty_profile_has_a_workbook_too() -> None:
    made = Builder("Leerort")
    data = write_xlsx(profile_sheets(Book(GUIDE, made.state), made.source()))
    assert "Kennzahlen" in openpyxl.load_workbook(io.BytesIO(data)).sheetnames
