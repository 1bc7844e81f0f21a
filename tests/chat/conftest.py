"""The application on each database, for everything about one message."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from assistant.engine.agent import Assistant
from tests.conftest import Api
from tests.helpers import running


@pytest.fixture
async def api(database_url: str, assistant: Assistant, tmp_path: Path) -> AsyncIterator[Api]:
    """The running application on each database."""
    async with running(assistant, tmp_path, DATABASE_URL=database_url) as started:
        yield started
