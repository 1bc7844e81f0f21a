"""Splits what was typed as a list; the wording of each entry stays as it is."""

from __future__ import annotations

import re

from assistant.language.spelling import fold

_BULLET = re.compile(r"^\s*(?:[-–—*•·▪◦‣+►→]\s+|•|·|▪|\(?\d{1,2}[.)]\s+|[a-z]\)\s+)")
_NUMBERED = re.compile(r"(?:(?<=^)|(?<=\s))\(?(\d{1,2})[.)]\s+")
_AND = re.compile(r"\s+(?:und|sowie|&)\s+")
_LEADING_AND = re.compile(r"^(?:und|sowie|oder)\s+")
# A name such as "Amt für Jugend und Soziales" has its "und" behind one of these.
_NAMING = re.compile(r"\b(?:fuer|von|zur|zum|zwischen)\b")
_PRONOUNS = frozenset({"wir", "ich", "sie", "er", "es", "man", "du", "ihr", "das", "dann"})
_SHORT = 3
_PAIRS = {"(": ")", "[": "]", "„": "“", "»": "«", "“": "”"}


def split_list(text: str) -> list[str]:
    """The entries of a typed list: split at lines, bullets, commas, semicolons and a last "und".

    Parentheses and quotes stay whole, so do names such as "Amt für Jugend und Soziales".
    """
    entries: list[str] = []
    for line in text.splitlines():
        for part in _unnumbered(line):
            entries.extend(_line_entries(_BULLET.sub("", part)))
    return [entry for entry in (_clean(entry) for entry in entries) if entry]


def _clean(entry: str) -> str:
    return _LEADING_AND.sub("", _BULLET.sub("", entry).strip()).strip()


def _unnumbered(line: str) -> list[str]:
    """A line "1. Feuerwehr 2. Chor" as its parts; any other line as it is."""
    if "•" in line:
        return line.split("•")
    marks = list(_NUMBERED.finditer(line))
    counted = [int(mark[1]) for mark in marks]
    if len(marks) < 2 or counted != list(range(1, len(marks) + 1)):
        return [line]
    starts = [mark.end() for mark in marks]
    ends = [mark.start() for mark in marks[1:]] + [len(line)]
    # What stands before the first number is an entry too, unless it only introduces the list.
    return [line[: marks[0].start()].rstrip(": ")] + [
        line[start:end] for start, end in zip(starts, ends, strict=True)
    ]


def _line_entries(line: str) -> list[str]:
    pieces = _split_outside(line)
    last = pieces.pop()
    if not pieces:
        return _split_pair(last)
    return pieces + _split_last(last)


def _split_outside(line: str) -> list[str]:
    """Split at commas and semicolons that stand outside parentheses, quotes and numbers."""
    pieces, start, closing = [], 0, [""]
    for at, letter in enumerate(line):
        if letter == closing[-1]:
            closing.pop()
        elif letter in _PAIRS and _PAIRS[letter] in line[at:]:
            closing.append(_PAIRS[letter])
        elif letter in ",;" and len(closing) == 1 and not _is_decimal(line, at):
            pieces.append(line[start:at])
            start = at + 1
    pieces.append(line[start:])
    return [piece for piece in pieces if piece.strip()] or [""]


def _is_decimal(line: str, at: int) -> bool:
    return line[at] == "," and line[at - 1 : at].isdigit() and line[at + 1 : at + 2].isdigit()


def _split_last(piece: str) -> list[str]:
    """The last piece after a comma, cut at its "und" unless that belongs to a name."""
    cuts = _cuts(piece)
    if not cuts:
        return [piece]
    cut = cuts[-1]
    return (
        [*_split_last(piece[: cut.start()]), piece[cut.end() :]]
        if "sowie" in cut[0]
        else [
            piece[: cut.start()],
            piece[cut.end() :],
        ]
    )


def _split_pair(piece: str) -> list[str]:
    """A line without commas: cut at every "und" when all parts are short, else left whole."""
    cuts = _cuts(piece)
    parts, start = [], 0
    for cut in cuts:
        parts.append(piece[start : cut.start()])
        start = cut.end()
    parts.append(piece[start:])
    short = all(len(part.split()) <= _SHORT for part in parts)
    speaks = fold(parts[0]).split(" ")[0] in _PRONOUNS
    return parts if short and not speaks else [piece]


def _cuts(piece: str) -> list[re.Match[str]]:
    """The places where an "und" joins two entries."""
    found = []
    for cut in _AND.finditer(piece):
        before, after = piece[: cut.start()], piece[cut.end() :]
        inside = any(before.count(mark) > before.count(_PAIRS[mark]) for mark in _PAIRS)
        halved = before.rstrip().endswith(("-", "–")) or after.startswith("-")
        named = "sowie" not in cut[0] and _NAMING.search(fold(before)) is not None
        if not (inside or halved or named):
            found.append(cut)
    return found
