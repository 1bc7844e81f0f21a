"""Reads the cells of an Excel workbook (.xlsx) row by row, in bounded memory.

openpyxl builds a tree of each row before it looks at it: a file of 20 kB can cost it gigabytes.
Here nothing is kept but the row at hand and the workbook's list of shared texts.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO, Union
from xml.parsers import expat

LARGEST_FILE = 32 * 2**20
LARGEST_UNPACKED = 96 * 2**20
LARGEST_TEXT = 32_767
MOST_PARTS = 1_000
MOST_TEXTS = 500_000
MOST_COLUMNS = 256
MOST_ROWS = 1_048_576
CHUNK = 64 * 1024

_COLUMN = re.compile(r"([A-Z]{1,3})[1-9]\d{0,6}")
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


class WorkbookError(ValueError):
    """The file is no workbook that can be read; the message says so in a German sentence."""


@dataclass(frozen=True)
class Formula:
    """A cell that holds a formula instead of a value."""

    text: str


Cell = Union[str, float, int, bool, Formula, None]
Attributes = Mapping[str, str]


class Workbook:
    """An open workbook. Raises WorkbookError when the file is none, is broken or is too large."""

    def __init__(self, file: BinaryIO) -> None:
        self._archive = _open(file)
        targets = self._relations()
        self._sheets = self._sheet_parts(targets)
        self._texts: list[str] = []
        shared = next((p for p in targets.values() if p.endswith("/sharedStrings.xml")), None)
        if shared and shared in self._archive.namelist():
            texts = _Texts()
            for _ in self._parse(shared, texts):
                pass
            self._texts = texts.texts

    @property
    def sheets(self) -> tuple[str, ...]:
        """The names of the sheets in their order."""
        return tuple(self._sheets)

    def rows(self, sheet: str) -> Iterator[tuple[int, list[Cell]]]:
        """Number (from 1) and cells (from column A) of each row that has any.

        Cells are text, numbers, truth values or formulas; dates are Excel's day numbers. Columns
        past the 256th are left out. Raises WorkbookError when the sheet is broken.
        """
        reader = _Rows(self._texts)
        for _ in self._parse(self._sheets[sheet], reader):
            yield from reader.take()

    def _relations(self) -> dict[str, str]:
        found: dict[str, str] = {}

        def start(name: str, attributes: Attributes) -> None:
            if name == "Relationship":
                target = attributes.get("Target", "")
                part = target[1:] if target.startswith("/") else f"xl/{target}"
                found[attributes.get("Id", "")] = part

        for _ in self._parse("xl/_rels/workbook.xml.rels", _Starts(start)):
            pass
        return found

    def _sheet_parts(self, targets: Mapping[str, str]) -> dict[str, str]:
        found: dict[str, str] = {}

        def start(name: str, attributes: Attributes) -> None:
            if name == "sheet":
                relation = next((v for k, v in attributes.items() if k.endswith(" id")), "")
                if targets.get(relation) in parts:
                    found[attributes.get("name", "")] = targets[relation]

        parts = set(self._archive.namelist())
        for _ in self._parse("xl/workbook.xml", _Starts(start)):
            pass
        return found

    def _parse(self, part: str, reader: _Reader) -> Iterator[None]:
        """Feeds a part of the archive to a reader, piece by piece."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse_doctype
        parser.StartElementHandler = lambda name, attributes: reader.start(
            name.rpartition(" ")[2], attributes
        )
        parser.EndElementHandler = lambda name: reader.end(name.rpartition(" ")[2])
        parser.CharacterDataHandler = reader.data
        try:
            with self._archive.open(part) as stream:
                while chunk := stream.read(CHUNK):
                    parser.Parse(chunk, False)
                    yield
                parser.Parse(b"", True)
                yield
        except (expat.ExpatError, zipfile.BadZipFile, zlib.error, EOFError, KeyError) as error:
            raise WorkbookError(
                "Die Excel-Datei ist beschädigt. Bitte öffnen Sie sie in Excel oder LibreOffice "
                "und speichern Sie sie neu."
            ) from error


def _open(file: BinaryIO) -> zipfile.ZipFile:
    file.seek(0, 2)
    size = file.tell()
    file.seek(0)
    beginning = file.read(4)
    file.seek(0)
    if size > LARGEST_FILE:
        raise WorkbookError(
            f"Die Datei ist mit {size // 2**20} MB zu groß; gelesen werden höchstens "
            f"{LARGEST_FILE // 2**20} MB."
        )
    if beginning == _OLD_EXCEL:
        raise WorkbookError(
            "Die Datei ist mit einem Kennwort geschützt oder hat das alte Excel-Format (.xls). "
            "Bitte speichern Sie sie ohne Kennwort als .xlsx."
        )
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise WorkbookError("Die Datei ist keine lesbare Excel-Datei (.xlsx).") from error
    parts = archive.infolist()
    # The sizes of the directory bind: zipfile reads no byte more of a part than stands there.
    unpacked = sum(part.file_size for part in parts)
    if unpacked > LARGEST_UNPACKED or len(parts) > MOST_PARTS:
        raise WorkbookError(
            "Die Datei wäre entpackt ungewöhnlich groß und wird deshalb nicht gelesen "
            f"(höchstens {LARGEST_UNPACKED // 2**20} MB)."
        )
    if any(part.flag_bits & 1 for part in parts):
        raise WorkbookError("Die Datei ist verschlüsselt. Bitte speichern Sie sie ohne Kennwort.")
    if "xl/workbook.xml" not in archive.namelist():
        raise WorkbookError(
            "Die Datei ist keine Excel-Arbeitsmappe. Bitte speichern Sie sie als .xlsx."
        )
    return archive


def _refuse_doctype(*_: object) -> None:
    raise WorkbookError("Die Excel-Datei enthält Anweisungen, die nicht gelesen werden (DOCTYPE).")


class _Reader:
    """What a part of the archive is fed to."""

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def data(self, text: str) -> None:
        """Text inside an element."""


class _Starts(_Reader):
    """Looks at the beginnings of elements alone."""

    def __init__(self, start: Callable[[str, Attributes], None]) -> None:
        self._start = start

    def start(self, name: str, attributes: Attributes) -> None:
        self._start(name, attributes)


class _Text(_Reader):
    """Collects text while it is `reading`, without the pronunciation beside it."""

    def __init__(self) -> None:
        self.reading = False
        self._pieces: list[str] = []
        self._length = 0

    def data(self, text: str) -> None:
        if not self.reading:
            return
        self._length += len(text)
        if self._length > LARGEST_TEXT:
            raise WorkbookError("Ein Feld der Excel-Datei enthält mehr Text, als Excel erlaubt.")
        self._pieces.append(text)

    def take_text(self) -> str:
        """The text since the last time."""
        text = "".join(self._pieces)
        self._pieces.clear()
        self._length = 0
        return text


class _Texts(_Text):
    """The list of shared texts: the cells only name a place in it."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._aside = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "rPh":
            self._aside = True
        self.reading = name == "t" and not self._aside

    def end(self, name: str) -> None:
        self.reading = False
        if name == "rPh":
            self._aside = False
        elif name == "si":
            if len(self.texts) >= MOST_TEXTS:
                raise WorkbookError("Die Excel-Datei enthält mehr Texte, als gelesen werden.")
            self.texts.append(self.take_text())


class _Rows(_Text):
    """The rows of a sheet as they are completed."""

    def __init__(self, texts: list[str]) -> None:
        super().__init__()
        self._texts = texts
        self._done: list[tuple[int, list[Cell]]] = []
        self._number = 0
        self._cells: list[Cell] = []
        self._column = 0
        self._type = "n"
        self._formula: str | None = None

    def take(self) -> list[tuple[int, list[Cell]]]:
        """The rows completed since the last time."""
        done, self._done = self._done, []
        return done

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "c":
            place = _COLUMN.fullmatch(attributes.get("r", ""))
            self._column = _column_number(place.group(1)) if place else self._column + 1
            self._type = attributes.get("t", "n")
            self._formula = None
            self.take_text()
        elif name == "row":
            given = attributes.get("r", "")
            known = given.isascii() and given.isdigit() and len(given) <= 7
            self._number = int(given) if known else self._number + 1
            if self._number > MOST_ROWS:
                raise WorkbookError("Das Tabellenblatt hat mehr Zeilen, als Excel erlaubt.")
            self._cells = []
            self._column = 0
        self.reading = name in ("v", "t", "f")

    def end(self, name: str) -> None:
        self.reading = False
        if name == "f":
            self._formula = self.take_text()
        elif name == "c" and self._column <= MOST_COLUMNS:
            missing = self._column - len(self._cells) - 1
            if missing >= 0:
                self._cells.extend([None] * missing)
                self._cells.append(self._value())
        elif name == "row" and any(cell is not None for cell in self._cells):
            self._done.append((self._number, self._cells))

    def _value(self) -> Cell:
        text = self.take_text()
        if self._formula is not None:
            return Formula(self._formula)
        if self._type in ("inlineStr", "str", "e"):
            return text or None
        if not text:
            return None
        try:
            if self._type == "s":
                return self._texts[int(text)] or None
            if self._type == "b":
                return text == "1"
            number = float(text)
            return int(number) if number.is_integer() else number
        except (ValueError, IndexError, OverflowError):
            return text


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
