"""Whose answers a process holds now, for the documents of a municipality that wants them named."""

from __future__ import annotations

from sqlalchemy.engine import Connection

from assistant.store.together import answerers


def contributors_of(connection: Connection, process: str) -> dict[str, tuple[str, ...]]:
    """Names by stage, in the order in which people came: "Helga Brandt (Hauptamt)"."""
    found: dict[str, dict[str, None]] = {}
    for name, department, question in answerers(connection, process):
        said = f"{name} ({department})" if department else name
        found.setdefault(question.partition(".")[0], {})[said] = None
    return {stage: tuple(names) for stage, names in found.items()}
