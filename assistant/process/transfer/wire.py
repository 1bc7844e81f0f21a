"""Rows of a process as the file writes them, and back: moments as text, bytes as Base64."""

from __future__ import annotations

import base64
import datetime
from collections.abc import Mapping
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from assistant.store.tables import UtcDateTime, metadata
from assistant.store.whole import Row, Rows

FORMAT = "daks-export"
VERSION = 1
# What follows from other parts of the file: the question, the collection.
_OF_ANSWER = ("value", "status", "revision", "member", "at")


def to_wire(rows: Rows) -> dict[str, Any]:
    """The parts of the file from the rows of one process."""
    found = {table: [_data(row) for row in listed] for table, listed in rows.items()}
    revisions: dict[str, list[dict[str, Any]]] = {}
    for revision in sorted(found["answer_revisions"], key=lambda row: int(row["revision"])):
        revisions.setdefault(revision.pop("question"), []).append(revision)
    data: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "process": found["processes"][0],
        "members": found["members"],
        "answers": [
            {**answer, "revisions": revisions[answer["question"]]} for answer in found["answers"]
        ],
        "collections": [
            {"collection": name, "items": [_without(item, "collection") for item in listed]}
            for name, listed in groupby(found["items"], key=lambda item: item["collection"])
        ],
        "positions": found["positions"],
        "uploads": found["uploads"],
        "rounds": found["rounds"],
        "delegations": found["delegations"],
        "notes": found["notes"],
    }
    if "messages" in found:
        data["transcript"] = {
            "messages": found["messages"],
            "unclear": found["unclear"],
            "replies": found["requests"],
        }
    return data


def from_wire(data: Mapping[str, Any]) -> Rows:
    """The rows of the process in a checked file."""
    transcript = data.get("transcript", {})
    wired: dict[str, list[dict[str, Any]]] = {
        "processes": [data["process"]],
        "members": data["members"],
        "answers": [_without(answer, "revisions") for answer in data["answers"]],
        "answer_revisions": [
            {"question": answer["question"], **revision}
            for answer in data["answers"]
            for revision in answer["revisions"]
        ],
        "items": [
            {"collection": listed["collection"], **item}
            for listed in data["collections"]
            for item in listed["items"]
        ],
        "positions": data["positions"],
        "uploads": data["uploads"],
        # Files from before there were rounds, delegations and notes have none.
        "rounds": data.get("rounds", []),
        "delegations": data.get("delegations", []),
        "notes": data.get("notes", []),
        "messages": transcript.get("messages", []),
        "unclear": transcript.get("unclear", []),
        "requests": transcript.get("replies", []),
    }
    return {table: [_row(table, entry) for entry in listed] for table, listed in wired.items()}


def is_current(answer: Mapping[str, Any]) -> bool:
    """Whether an answer says the same as its last revision."""
    last = answer["revisions"][-1]
    return all(answer[name] == last[name] for name in _OF_ANSWER)


def moment(text: str) -> datetime.datetime:
    """A moment of the file. Raises ValueError for one that is none or has no zone."""
    at = datetime.datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(text)
    try:
        return at.astimezone(datetime.timezone.utc)
    except OverflowError as error:
        raise ValueError(text) from error


def unpacked(text: str) -> bytes:
    """The bytes of the file's Base64. Raises ValueError for what is none."""
    return base64.b64decode(text, validate=True)


def _data(row: Row) -> dict[str, Any]:
    return {name: _value(value) for name, value in row.items()}


def _value(value: Any) -> Any:
    if isinstance(value, datetime.datetime):
        # PostgreSQL gives the zone of its session.
        return value.astimezone(datetime.timezone.utc).isoformat()
    if isinstance(value, (bytes, memoryview)):
        return base64.b64encode(value).decode("ascii")
    return value


def _row(table: str, data: Mapping[str, Any]) -> Row:
    columns = metadata.tables[table].c
    return {
        name: _stored(columns[name].type, value) if name in columns else value
        for name, value in data.items()
    }


def _stored(kind: sa.types.TypeEngine[Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(kind, UtcDateTime):
        return moment(value)
    return unpacked(value) if isinstance(kind, sa.LargeBinary) else value


def _without(entry: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if key != name}
