"""What the others have done, in calm sentences: by person, kind and stage."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from assistant.guide.model import Guide
from assistant.guide.places import find_place
from assistant.process.phrases import load_phrases, say
from assistant.process.together.matters import FORMER, find_section
from assistant.store.activity import Doing, doings_since

MOST_QUESTIONS = 5
PURPOSES = {
    "population": "die Bevölkerungstabelle",
    "movements": "die Tabelle zu Geburten, Sterbefällen und Umzügen",
    "coat-of-arms": "das Wappen",
}


@dataclass(frozen=True)
class Entry:
    """What one person did of one kind in one stage; `at` is the last time."""

    kind: str
    member: str | None
    name: str | None
    stage: str | None
    count: int
    questions: tuple[str, ...]
    at: datetime.datetime
    text: str


def activity_since(
    connection: Connection,
    guide: Guide,
    process: str,
    after: datetime.datetime | None,
    but: str | None,
) -> list[Entry]:
    """What happened after a moment, the latest first; `but` is a member who is left out."""
    groups: dict[tuple[object, ...], list[Doing]] = {}
    doings = doings_since(connection, process, after, but)
    asked = {(one.member, one.about) for one in doings if one.kind == "delegation_answered"}
    for doing in doings:
        # An answer somebody was asked for is told as that, and not a second time.
        if doing.kind != "answers" or (doing.member, doing.about) not in asked:
            groups.setdefault(_group(doing), []).append(doing)
    entries = [_entry(guide, doings) for doings in groups.values()]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


def _group(doing: Doing) -> tuple[object, ...]:
    # Who came and which round began are told one by one.
    alone = doing.at if doing.kind in ("joined", "round") else None
    return doing.kind, doing.member, _stage(doing), alone


def _stage(doing: Doing) -> str | None:
    if doing.kind in ("joined", "round", "upload") or not doing.about:
        return None
    return doing.about.partition(".")[0]


def _entry(guide: Guide, doings: list[Doing]) -> Entry:
    first = doings[0]
    about = list(dict.fromkeys(doing.about for doing in doings if doing.about))
    stage = _stage(first)
    asked = tuple(name for name in about if stage is not None)
    return Entry(
        kind=first.kind,
        member=first.member,
        name=first.name,
        stage=stage,
        count=max(1, len(about)),
        questions=asked[:MOST_QUESTIONS],
        at=first.at,
        text=_sentence(guide, first, stage, about),
    )


def _sentence(guide: Guide, doing: Doing, stage: str | None, about: list[str]) -> str:
    person = doing.name or FORMER
    words: dict[str, object] = {"person": person[:1].upper() + person[1:], "count": len(about)}
    if stage is not None:
        words["stage"] = next((s.title for s in guide.stages if s.id == stage), stage)
        words["label"] = _label(guide, about[0])
    if doing.kind == "upload":
        words["what"] = " und ".join(PURPOSES.get(name, "eine Datei") for name in about)
    phrase = f"activity_{doing.kind}"
    if len(about) == 1 and f"{phrase}_one" in load_phrases():
        phrase = f"{phrase}_one"
    if doing.kind == "joined":
        phrase = f"activity_joined_{doing.about}"
    return say(phrase, 0, **words)


def _label(guide: Guide, about: str) -> str:
    place = find_place(guide, about)
    if place is not None:
        return place.question.label or place.section.title
    found = find_section(guide, about)
    return found[1].title if found else about
