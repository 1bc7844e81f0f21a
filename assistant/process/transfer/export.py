"""Writes one process as a file: the same process always gives the same bytes."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.engine import Connection

from assistant.guide.choices import options_of
from assistant.guide.model import Guide
from assistant.guide.places import find_place
from assistant.guide.state import Answer, State
from assistant.process.refusals import ProcessGoneError
from assistant.process.transfer.wire import to_wire
from assistant.store.whole import read_process

UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
LONGEST_NAME = 60


@dataclass(frozen=True)
class Export:
    """A process as a file, and what the file may be called."""

    name: str
    content: bytes


def export_process(
    connection: Connection, guide: Guide, process: str, transcript: bool = False
) -> Export:
    """The process as a file; with the transcript, what everybody wrote and was told, too.

    Raises ProcessGoneError when there is no such process.
    """
    rows = read_process(connection, process, transcript)
    if rows is None:
        raise ProcessGoneError(process)
    data = to_wire(rows)
    data["choices"] = list(_choices(guide, data))
    text = json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True)
    return Export(file_name(data["process"]["municipality"]), f"{text}\n".encode())


def file_name(municipality: str) -> str:
    """A name that every system takes: "demografie-muehl-rosin.json"."""
    plain = unicodedata.normalize("NFKD", municipality.casefold().translate(UMLAUTS))
    words = re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode())
    return f"demografie-{words[:LONGEST_NAME].strip('-') or 'vorhaben'}.json"


def _choices(guide: Guide, data: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """What was chosen, with the titles people know; without one where it is gone."""
    state = _state(data)
    for answer in data["answers"]:
        place = find_place(guide, answer["question"])
        if place is None or place.question.kind not in ("single", "multiple"):
            continue
        value = state.value(answer["question"])
        if value is None:
            continue
        titles = {o.value: o.title for o in options_of(place.question, guide, state)}
        chosen = value if isinstance(value, list) else [str(value)]
        yield {
            "question": answer["question"],
            "chosen": [{"value": one, "title": titles.get(one)} for one in chosen],
        }


def _state(data: Mapping[str, Any]) -> State:
    """The process as the guide sees it, without what is proposed to it from public data: the file
    must not change with them.
    """
    return State(
        name=data["process"]["municipality"],
        type=data["process"]["type"],
        answers={
            answer["question"]: Answer(answer["value"], answer["status"], answer["revision"])
            for answer in data["answers"]
        },
        items={
            listed["collection"]: [
                item["id"] for item in listed["items"] if item["deleted_at"] is None
            ]
            for listed in data["collections"]
        },
    )
