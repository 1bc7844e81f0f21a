"""A small table typed or pasted into the chat as a grid."""

from __future__ import annotations

import re

from assistant.language.spelling import fold
from assistant.profile.own_data.age_labels import find_ages
from assistant.profile.own_data.cells import is_number
from assistant.profile.own_data.delimited import find_separator, read_delimited
from assistant.profile.own_data.grid import Budget, Grid, Row
from assistant.profile.own_data.words import read_title
from assistant.profile.own_data.years import years_in
from assistant.profile.workbook import Cell

LONGEST_TEXT = 100_000

# A comma parts figures only where it is none of a number: "0-5: 240, 6-17: 480".
_PARTS = re.compile(
    r";|,(?=\s)|,(?![0-9])|,(?=[0-9]{1,3}\s?(?:-|–|bis|\+|plus|und))|\bund\b(?=\s[0-9])"
)
_PAIR = re.compile(r"(?P<label>[^:=→]*[^:=→\s-])\s*(?::|=|→|->)\s*(?P<number>[^:=→]+)")
_NUMBER_FIRST = re.compile(r"(?P<number>[0-9][0-9.]*)\s+(?P<label>[^0-9]+(?:\s(?:19|20)[0-9]{2})?)")
_YEAR_FIRST = re.compile(r"(?P<title>[^:]{4,40}):(?P<rest>.*)")
_NUMBER = re.compile(r"-?[0-9][0-9.,']*|-|–|x|\*|\.")
_BEFORE_AN_AGE = ("bis", "-", "unter", "ab", "ueber", "zu", "von", "zwischen")


def read_pasted(text: str) -> Grid:
    """The text as a grid: figures with their labels, separated fields, or columns of spaces."""
    found = _pairs(text)
    if found:
        return found
    lines = text.splitlines()
    separator = find_separator(text)
    commas = sum(bool(re.search(r",\S", line)) for line in lines)
    if separator and (separator != "," or commas > len(lines) / 2):
        return read_delimited(text, separator)
    rows: list[Row] = [
        (number, list(_spaced(line.strip()))) for number, line in enumerate(lines, start=1)
    ]
    return Budget().grid("", rows)


def _spaced(line: str) -> list[str]:
    """The fields of a line parted by wide spaces, else its label and the numbers behind it."""
    if "  " in line:
        return re.split(r"\s{2,}", line)
    words = line.split(" ")
    numbers: list[str] = []
    while len(words) > 1 and _NUMBER.fullmatch(words[-1]) and not _in_label(words):
        numbers.insert(0, words.pop())
    if numbers:
        return [" ".join(words), *numbers]
    # A head: "Alter männlich weiblich".
    return words if all(read_title(word).known for word in words) else [line]


def _in_label(words: list[str]) -> bool:
    """Whether the last word belongs to the label: the 5 of "0 bis 5", the dash of "0 - 5"."""
    return fold(words[-2]).strip(".") in _BEFORE_AN_AGE


def _pairs(text: str) -> Grid | None:
    """Figures with their labels in running text; None where the text is no such list."""
    rows: list[Row] = []
    titles: list[Row] = []
    year: int | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        named, line = _without_year(line)
        year = named or year
        for part in filter(str.strip, _PARTS.split(line)):
            pair = _pair(part.strip())
            if pair:
                rows.append((number, [read_title(pair[0]).facts.year or year, *pair]))
            elif _has_figures(part):
                return None
            else:
                titles.append((number, [part.strip()]))
    if not rows:
        return None
    events = any(read_title(str(cells[1])).facts.event for _, cells in rows)
    head: list[Cell] = ["Jahr", "Art" if events else "Alter", "Anzahl"]
    return Budget().grid("", [*titles, (rows[0][0], head), *rows])


def _without_year(line: str) -> tuple[int | None, str]:
    """The year before a list, and the list: "2023: 0-5: 240", "Am 31.12.2023: unter 6: 40"."""
    found = _YEAR_FIRST.fullmatch(line.strip())
    years = years_in(fold(found["title"])) if found else []
    if not found or not years or read_title(found["title"]).facts.event:
        return None, line
    # "2023: 240" is a figure with its label.
    listed = not found["rest"].strip() or re.search("[A-Za-zÄÖÜäöü:=]", found["rest"])
    return (years[0].year, found["rest"]) if listed else (None, line)


def _pair(part: str) -> list[str] | None:
    """Label and number of "0-5: 240" or "40 Geburten"."""
    found = _PAIR.fullmatch(part)
    if found:
        title = read_title(found["label"])
        ages = find_ages(fold(found["label"])) is not None
        known = ages or title.facts.event or title.facts.sex == "all"
        number = found["number"].strip()
        return [found["label"].strip(), number] if known and is_number(number) else None
    found = _NUMBER_FIRST.fullmatch(part)
    if found and read_title(found["label"]).facts.event:
        return [found["label"].strip(), found["number"]]
    return None


def _has_figures(part: str) -> bool:
    """Whether a text that is no figure with its label holds numbers all the same."""
    folded = fold(part)
    for one in reversed(years_in(folded)):
        folded = folded[: one.start] + folded[one.end :]
    return re.search("[0-9]", folded) is not None
