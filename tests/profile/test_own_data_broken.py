"""Files that are no tables, broken, hostile or huge: a German sentence, in bounded memory."""

from __future__ import annotations

import io
import random
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from typing import get_args

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.profile.own_data.grid import LARGEST_FILE, MOST_CELLS, MOST_COLUMNS, MOST_ROWS
from assistant.profile.own_data.reading import read_file, read_text
from assistant.profile.own_data.result import MOST_PROBLEMS, Purpose, Reading
from assistant.profile.own_data.templates import template
from tests.profile.workbooks import with_part

SHEET = "xl/worksheets/sheet1.xml"
TEXTS = "xl/sharedStrings.xml"
NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
MOST_MEMORY = 120 * 2**20


def read(data: bytes, name: str = "datei", purpose: Purpose = "population") -> Reading:
    """Bytes read as an upload."""
    return read_file(purpose, io.BytesIO(data), name)


def sentence(reading: Reading) -> str:
    """The one error of a file that cannot be read at all."""
    (problem,) = reading.problems
    assert not reading.usable and reading.preview is None
    assert problem.severity == "error" and problem.text.endswith((".", ").")), problem
    return problem.text


def sheet(rows: str, dimension: str = "") -> io.BytesIO:
    """A workbook whose first sheet has these rows as XML."""
    content = f"<worksheet {NAMESPACE}>{dimension}<sheetData>{rows}</sheetData></worksheet>"
    return with_part(io.BytesIO(template("population", "xlsx")), SHEET, content.encode())


def archive(*parts: tuple[str, bytes]) -> bytes:
    """A zip archive of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts:
            made.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "ist leer"),
        (b"\n\n \n;;;\n", "ist leer"),
        (b"\xef\xbb\xbf", "ist leer"),
        (b"%PDF-1.7\n...", "PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "Bild"),
        (b"\xff\xd8\xff\xe0", "Bild"),
        (b"{\\rtf1 Hallo}", "Textdokument"),
        (b"<html><table><tr><td>Alter</td></tr></table></html>", "Webseite"),
        (b"\x00\x01\x02\x03" * 100, "keine Tabelle"),
        (b"\x7fELF\x02\x01\x01", "keine Tabelle"),
        (b"Jahr;Alter\n2023;\x81\x8d\x90\n", "Zeichenkodierung"),
        (b"\xff\xfeJ\x00a\x00h\xd8", "Zeichenkodierung"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".xlsx"),
        (b"PK\x03\x04 and nothing more", "beschädigt"),
        (b"PK\x05\x06" + bytes(18), "keine Excel-Arbeitsmappe"),
        (archive(("word/document.xml", b"<w/>")), "Arbeitsmappe"),
        (archive(("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")), "Arbeitsmappe"),
        (b'Jahr;Alter;Anzahl\n2023;"0-17;4\n2023;18+;5\n' + b"x" * 600, "Anführungszeichen"),
        (b"a" * 70_000, "keine Tabelle"),
        (b"Jahr;" + b"x" * 600 + b"\n", "mehr als 500 Zeichen"),
        (b"x;" * (MOST_COLUMNS + 1) + b"x\n", f"mehr als {MOST_COLUMNS} Spalten"),
        (b"2023;0;1\n" * (MOST_ROWS + 1), "zu groß"),
        (b"1;2;3;4;5;6;7;8;9;0\n" * (MOST_CELLS // 10 + 1), "zu groß"),
        (b"\n" * 300_000, "leere Zeilen"),
        (b"x" * (LARGEST_FILE + 1), "höchstens 5 MB"),
    ],
)
def test_what_cannot_be_read(data: bytes, says: str) -> None:
    for purpose in get_args(Purpose):
        text = sentence(read(data, purpose=purpose))
        assert says in text, text


class Claimed(io.BytesIO):
    """A file that never ends."""

    def __init__(self) -> None:
        super().__init__()
        self.given = 0

    def read(self, size: int | None = -1) -> bytes:
        assert size is not None and 0 < size <= LARGEST_FILE + 1
        self.given += size
        return b"1;2\n" * (size // 4 + 1)


def test_a_file_of_200_mb_is_not_taken_in() -> None:
    file = Claimed()
    assert "zu groß" in sentence(read_file("population", file, "riesig.csv"))
    assert file.given <= LARGEST_FILE + 1


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ("<row><c t='s'><v>99999</v></c><c><v>nan</v></c></row>", "Hier steht keine"),
        ("<row><c><v>1</v></c>", "beschädigt"),
        ("<row><c t='inlineStr'><is><t>" + "x" * 600 + "</t></is></c></row>", "500 Zeichen"),
        ("", "ist leer"),
    ],
)
def test_sheets_that_are_broken(rows: str, says: str) -> None:
    book = with_part(sheet(rows), "xl/worksheets/sheet2.xml", f"<worksheet {NAMESPACE}/>".encode())
    reading = read_file("population", book, "daten.xlsx")
    assert not reading.usable and says in reading.problems[0].text


def test_counts_that_are_no_numbers_in_a_workbook() -> None:
    def row(number: int, *cells: str) -> str:
        return f"<row r='{number}'>" + "".join(cells) + "</row>"

    def text(content: str) -> str:
        return f"<c t='inlineStr'><is><t>{content}</t></is></c>"

    for wrong in ("nan", "inf", "-inf", "1e300", "-3", "2.5"):
        book = sheet(
            row(1, text("Jahr"), text("Alter"), text("Anzahl"))
            + row(2, "<c><v>2023</v></c>", text("0-17"), f"<c><v>{wrong}</v></c>")
            + row(3, "<c><v>2023</v></c>", text("18+"), "<c><v>5</v></c>")
        )
        (problem,) = read_file("population", book, "daten.xlsx").problems
        assert (problem.row, problem.column, problem.severity) == (2, "Anzahl", "error")


def with_texts(texts: str) -> io.BytesIO:
    """A workbook as Excel writes it: its cells point into a list of shared texts."""
    file = io.BytesIO(template("population", "xlsx"))
    with zipfile.ZipFile(file) as made:
        relations = made.read("xl/_rels/workbook.xml.rels").decode()
    shared = '<Relationship Id="rId9" Target="sharedStrings.xml" Type="sharedStrings"/>'
    relations = relations.replace("</Relationships>", f"{shared}</Relationships>")
    book = with_part(file, "xl/_rels/workbook.xml.rels", relations.encode())
    with zipfile.ZipFile(book, "a", zipfile.ZIP_DEFLATED) as made:
        made.writestr(TEXTS, f"<sst {NAMESPACE}>{texts}</sst>")
    book.seek(0)
    return book


def test_shared_texts_are_read() -> None:
    book = with_texts("".join(f"<si><t>{one}</t></si>" for one in ("Alter", "2023", "0-17", "18+")))
    cells: tuple[str, ...] = ("<row><c t='s'><v>0</v></c><c t='s'><v>1</v></c></row>",)
    cells += tuple(f"<row><c t='s'><v>{n}</v></c><c><v>{n}</v></c></row>" for n in (2, 3))
    content = f"<worksheet {NAMESPACE}><sheetData>{''.join(cells)}</sheetData></worksheet>"
    reading = read_file("population", with_part(book, SHEET, content.encode()), "daten.xlsx")
    assert reading.population[0].totals == (2, 3)


def bomb_of_rows() -> io.BytesIO:
    return sheet("<row><c><v>1</v></c><c><v>2</v></c></row>" * 2_000_000)


def bomb_of_texts() -> io.BytesIO:
    return with_texts("<si><t>12345678</t></si>" * 1_200_000)


def bomb_of_entities() -> io.BytesIO:
    content = (
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        f"<worksheet {NAMESPACE}><sheetData><row><c><v>&b;</v></c></row></sheetData></worksheet>"
    )
    return with_part(io.BytesIO(template("population", "xlsx")), SHEET, content.encode())


def bomb_of_cells() -> io.BytesIO:
    return sheet("<row>" + "<c r='IV1'><v>1</v></c>" * 200_000 + "</row>")


def bomb_of_parts() -> io.BytesIO:
    parts = [(f"xl/worksheets/sheet{n}.xml", b"x") for n in range(20_000)]
    return io.BytesIO(archive(*parts))


def bomb_of_zeros() -> io.BytesIO:
    return io.BytesIO(archive(("xl/workbook.xml", bytes(200 * 2**20))))


def csv_of_years() -> io.BytesIO:
    lines = (f"{year};{age};{age % 50};{age % 40}\n" for year in range(1950, 2024) for age in AGES)
    return io.BytesIO(("Jahr;Alter;m;w\n" + "".join(lines)).encode())


AGES = range(101)


@pytest.mark.parametrize(
    "made",
    [
        bomb_of_rows,
        bomb_of_texts,
        bomb_of_entities,
        bomb_of_cells,
        bomb_of_parts,
        bomb_of_zeros,
        csv_of_years,
    ],
)
def test_memory_stays_bounded(made: Callable[[], io.BytesIO]) -> None:
    file = made()
    tracemalloc.start()
    try:
        reading = read_file("population", file, "bombe.xlsx")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert reading.usable == (made is csv_of_years)
    assert peak < MOST_MEMORY, f"{peak // 2**20} MB"


def test_a_large_table_is_read_in_a_few_seconds() -> None:
    file = csv_of_years()
    start = time.process_time()
    reading = read_file("population", file, "jahre.csv")
    assert len(reading.population) == 74
    assert time.process_time() - start < 5


def test_text_without_end_is_refused() -> None:
    assert "zu lang" in sentence(read_text("population", "0-17: 1, " * 100_000))


def assert_sane(reading: Reading) -> None:
    """What holds for whatever was read."""
    assert reading.preview is not None or reading.problems
    assert reading.usable or any(one.severity == "error" for one in reading.problems)
    assert len(reading.problems) <= MOST_PROBLEMS
    for problem in reading.problems:
        assert problem.text and (problem.row is None or problem.row > 0)
    if reading.preview is not None:
        assert len(reading.preview.rows) <= 20
        assert len({len(row) for row in reading.preview.rows}) <= 1


PURPOSES = st.sampled_from(get_args(Purpose))
WORDS = (
    "Jahr Alter Männlich Weiblich Insgesamt Geburten Zuzüge 2022 2023 0 1 7 0-17 18-64 65+ bis_18 "
    "unter_6 über_60 31.12.2022 1.234 12,5 – . * k.A. =A1 x -3 18% m w divers Summe Ortsteil "
    "Geburtsjahr 1990 Stichtag darunter Hauptwohnung deutsch 06.Sep 45291 Quelle:"
)
CELLS = st.sampled_from(WORDS.split()) | st.text(max_size=6)
FEW = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@FEW
@given(data=st.binary(max_size=400), purpose=PURPOSES)
def test_any_bytes(data: bytes, purpose: Purpose) -> None:
    assert_sane(read(data, purpose=purpose))


@FEW
@given(text=st.text(max_size=300), purpose=PURPOSES, year=st.none() | st.just(2023))
def test_any_text(text: str, purpose: Purpose, year: int | None) -> None:
    assert_sane(read_text(purpose, text, year))
    assert_sane(read(text.encode("utf-8", "surrogatepass"), purpose=purpose))


@FEW
@given(
    rows=st.lists(st.lists(CELLS, max_size=5), max_size=8),
    separator=st.sampled_from([";", ",", "\t", " ", ": "]),
    purpose=PURPOSES,
)
def test_any_table(rows: list[list[str]], separator: str, purpose: Purpose) -> None:
    text = "\n".join(separator.join(row) for row in rows)
    assert_sane(read(text.encode("utf-8", "surrogatepass"), "2023.csv", purpose))
    assert_sane(read_text(purpose, text, 2023))


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(st.lists(CELLS | st.integers() | st.floats(), max_size=5), max_size=6))
def test_any_workbook(rows: list[list[object]]) -> None:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    for row in rows:
        kept = [
            "".join(c for c in cell if c.isprintable()) if isinstance(cell, str) else cell
            for cell in row
        ]
        page.append(kept)
    file = io.BytesIO()
    book.save(file)
    assert_sane(read(file.getvalue()))


def test_workbooks_damaged_anywhere() -> None:
    whole = template("population", "xlsx")
    chance = random.Random(4)
    for _ in range(250):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            data[chance.randrange(4, len(data))] = chance.randrange(256)
        if chance.random() < 0.3:
            del data[chance.randrange(4, len(data)) :]
        assert_sane(read(bytes(data)))


@settings(max_examples=60, deadline=None)
@given(
    content=st.binary(max_size=200),
    part=st.sampled_from([SHEET, TEXTS, "xl/workbook.xml", "xl/_rels/workbook.xml.rels"]),
)
def test_workbooks_with_any_part(content: bytes, part: str) -> None:
    book = with_part(io.BytesIO(template("population", "xlsx")), part, content)
    assert_sane(read_file("movements", book, "x.xlsx"))
