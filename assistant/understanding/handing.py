"""Reads "Das weiß Frau Öztürk vom Jugendamt bis Freitag": what is handed to whom, until when.

Only a whole message in one of the written frames counts, and only when a person or a department
stands in it (`content/together.yml`): an answer that names somebody is still an answer.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from assistant.language.date_forms import days
from assistant.language.dates import parse_date

CONTENT = Path(__file__).parent / "content" / "together.yml"
LONGEST = 160
MOST_WORDS = 20
LONGEST_NOTE = 4_000
PIECE = re.compile(r"(?<!P)<([a-z]+)>")
OPENING = re.compile(
    r"(?:(?:hallo|ok|okay|also|gut|hm+|ach|oh|so|nein|na|und|danke|moment)\b[\s,:.!-]+)+", re.I
)
ENDING = re.compile(r"[\s.!?]+$")
UNTIL = re.compile(
    r"[\s,;(]+(?:bitte\s+)?(?:spätestens\s+)?bis\s+(?:spätestens\s+)?(?:zum\s+|zur\s+|zu\s+)?", re.I
)
# What ends a date in the middle of an order: "bis Freitag an Herrn Meyer", "bis Mai beantworten".
AFTER_DATE = re.compile(
    r"\s(?:an|von|bitte|weiter\w*|beantwort\w*|ausfüllen|eintragen|ergänzen|beisteuern|angeben"
    r"|sagen|wissen|nachtragen|delegieren|abgeben|übergeben|machen|fragen)\b.*|[),;].*",
    re.I,
)
TITLED = re.compile(
    r"(?:(?:meine?n?|unsere?n?|der|die|den|dem)\s+)?"
    r"(?P<title>frau|herrn?|hr\.?|fr\.?|kolleg(?:en|in|e))\s+(?P<rest>.+)",
    re.I,
)
WITHIN = re.compile(
    r"\s*(?:,\s*|\()?(?:\bvom|\bvon der|\bvon dem|\bvon|\baus dem|\baus der|\bbeim|\bbei der"
    r"|\bim|\bin der|\()\s+(?P<department>[^()]{2,60})\)?$|\s*\((?P<bracketed>[^()]{2,60})\)$",
    re.I,
)
ARTICLE = re.compile(r"(?:das|die|der|den|dem|unsere?n?|unserem|unser)\s+", re.I)
NAME = re.compile(r"(?:(?:dr|prof)\.?\s+)*[^\W\d_][\w'’-]*(?:\s+[^\W\d_][\w'’-]*){0,3}", re.I)
SECTION = re.compile(r"\babschnitt|\bliste\b|\bseite\b", re.I)
TITLES = {"herrn": "Herr", "herr": "Herr", "frau": "Frau", "hr": "Herr", "fr": "Frau"}
SMALL = frozenset(["von", "van", "de", "zu", "und", "dr", "prof"])


@dataclass(frozen=True)
class Handing:
    """What somebody hands over: to a person or department, the whole section or a question.

    `title` names a section other than the open one; `due` is a day in ISO 8601.
    """

    name: str | None
    department: str | None
    section: bool = False
    title: str | None = None
    due: str | None = None


@dataclass(frozen=True)
class _Content:
    hands: tuple[tuple[re.Pattern[str], bool], ...]
    commands: Mapping[str, tuple[re.Pattern[str], ...]]
    note: re.Pattern[str]
    proposal: re.Pattern[str]
    offices: re.Pattern[str]
    roles: re.Pattern[str]
    nobody: frozenset[str]
    signs: re.Pattern[str]


def read_handing(text: str, today: datetime.date) -> Handing | None:
    """What a text hands over to whom, or None when it hands nothing over."""
    if len(text) > LONGEST or len(text.split()) > MOST_WORDS or "\n" in text.strip():
        return None
    body, due = _without_due(_bare(text), today)
    for pattern, names_section in _content().hands:
        found = pattern.fullmatch(body)
        if found is None:
            continue
        who = read_person(found["who"])
        if who is None:
            continue
        groups = found.groupdict()
        title = next((v for k, v in groups.items() if k.startswith("title") and v), None)
        section = names_section and SECTION.search(body) is not None
        return Handing(*who, section=section, title=title, due=due)
    return None


def read_person(text: str) -> tuple[str | None, str | None] | None:
    """Name and department in "Frau Öztürk vom Jugendamt"; None for nobody in particular."""
    text = " ".join(text.strip(" ,„“\"'").split())
    titled = TITLED.fullmatch(text)
    rest = titled["rest"] if titled else text
    within = WITHIN.search(rest)
    department = None
    if within:
        department = _department(within["department"] or within["bracketed"])
        rest = rest[: within.start()].strip(" ,")
    if titled:
        return _titled(titled["title"], rest, department)
    bare = ARTICLE.sub("", rest, count=1) if ARTICLE.match(rest) else rest
    content = _content()
    if content.offices.fullmatch(bare) and bare.casefold() not in content.nobody:
        return None, _capital(bare)
    if content.roles.fullmatch(bare):
        return _capital(bare), department
    return _bare_name(rest, department)


def is_role(name: str) -> bool:
    """Whether a name is what somebody does in the house: "Kämmerer"."""
    return _content().roles.fullmatch(name) is not None


def command_of(text: str) -> str | None:
    """The command about working together that a text gives in plain words: "mine", "news" …"""
    if note_in(text) is not None:
        return "note"
    if len(text) > LONGEST or len(text.split()) > MOST_WORDS:
        return None
    if not _content().signs.search(text):
        return None
    body = _bare(text)
    for name, patterns in _content().commands.items():
        for pattern in patterns:
            found = pattern.fullmatch(body)
            if found and _names_somebody(found):
                return name
    # Any day will do here: only whether there is one counts.
    return "delegate" if read_handing(text, datetime.date(2026, 1, 1)) else None


def note_in(text: str) -> str | None:
    """The words of "Anmerkung: …", or None."""
    found = _content().note.fullmatch(text.strip()) if len(text) <= LONGEST_NOTE else None
    return found["text"].strip() if found else None


def proposal_in(text: str) -> str:
    """The words of "Vorschlag: …", or the text as it is."""
    found = _content().proposal.fullmatch(text.strip()) if len(text) <= LONGEST_NOTE else None
    return found["text"].strip() if found else text


def whom(text: str) -> tuple[str | None, str | None] | None:
    """Whom an order to take something back names."""
    for pattern in _content().commands["withdraw"]:
        found = pattern.fullmatch(_bare(text))
        if found and found.groupdict().get("who"):
            return read_person(found["who"])
    return None


def _names_somebody(found: re.Match[str]) -> bool:
    who = found.groupdict().get("who")
    return who is None or read_person(who) is not None


def _bare(text: str) -> str:
    flat = ENDING.sub("", " ".join(text.split()))
    opening = OPENING.match(flat)
    return flat[opening.end() :] if opening else flat


def _without_due(body: str, today: datetime.date) -> tuple[str, str | None]:
    """The text without "bis Freitag", and its last day."""
    until = UNTIL.search(body)
    if until is None:
        return body, None
    behind = body[until.end() :]
    after = AFTER_DATE.search(behind)
    said = behind[: after.start()] if after else behind
    date = parse_date(said, today)
    span = days(date.rpartition("/")[2]) if date else None
    if span is None:
        return body, None
    rest = body[: until.start()] + behind[len(said) :].rstrip(" )")
    return " ".join(rest.split()), span[1].isoformat()


def _titled(title: str, name: str, department: str | None) -> tuple[str | None, str | None] | None:
    if not NAME.fullmatch(name) or name.split()[0].casefold() in _content().nobody:
        return None
    if len(name.split()) > 3:
        return None
    spoken = TITLES.get(title.casefold().rstrip("."), "")
    named = " ".join(_capital(word) if word not in SMALL else word for word in name.split())
    return f"{spoken} {named}".strip(), department


def _bare_name(name: str, department: str | None) -> tuple[str | None, str | None] | None:
    """A name without "Frau" or "Herr": every word with a capital letter, and no office's work."""
    words = name.split()
    if not 1 <= len(words) <= 3 or not NAME.fullmatch(name):
        return None
    if any(word.casefold() in _content().nobody for word in words):
        return None
    if not all(word[:1].isupper() or word in SMALL for word in words):
        return None
    return name, department


def _department(text: str) -> str:
    return _capital(ARTICLE.sub("", text.strip(" ,)"), count=1))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


@lru_cache(maxsize=1)
def _content() -> _Content:
    data: dict[str, Any] = yaml.load(CONTENT.read_text("utf-8"), Loader=yaml.CSafeLoader)
    pieces = data["pieces"]

    def spelled_out(shape: str) -> str:
        def piece(name: re.Match[str]) -> str:
            if name.group(1) == "who":
                return r"(?P<who>\S.{1,70}?)"
            inner = spelled_out(pieces[name.group(1)])
            return inner if name.group(1) == "softly" else f"(?:{inner})"

        return PIECE.sub(piece, shape)

    def compiled(shape: str) -> re.Pattern[str]:
        whole = spelled_out(shape)
        # A piece may stand twice in a shape: only its first place may have the name.
        head, name, tail = whole.partition("(?P<title>")
        return re.compile(head + name + tail.replace("(?P<title>", "(?:"), re.I)

    return _Content(
        hands=tuple((compiled(s), "<what>" in s or "<section>" in s) for s in data["hands"]),
        commands={
            name: tuple(compiled(shape) for shape in shapes)
            for name, shapes in data["commands"].items()
        },
        note=re.compile(data["note"], re.I | re.S),
        proposal=re.compile(data["proposal"], re.I | re.S),
        offices=re.compile(rf"{data['offices']}(?:\s+\S+){{0,4}}", re.I),
        roles=re.compile(data["roles"], re.I),
        nobody=frozenset(data["nobody"]),
        signs=re.compile(data["signs"], re.I),
    )
