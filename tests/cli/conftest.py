"""A data directory that commands work on, with its database."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.store.database import Database, default_database
from assistant.store.schema import upgrade


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data directory that the commands work on."""
    monkeypatch.setenv("DAKS_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("DAKS_DATABASE_URL", raising=False)
    default_database.cache_clear()
    return tmp_path


@pytest.fixture
def database(data: Path) -> Database:
    """The database of the commands."""
    database = Database(f"sqlite:///{data / 'data.db'}")
    upgrade(database)
    return database
