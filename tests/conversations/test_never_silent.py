"""No input whatever gets an empty reply or an error."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.engine.agent import Assistant
from assistant.settings import read_settings
from assistant.web.app import make_app
from tests.conftest import Api
from tests.conversations import Talk
from tests.conversations.places import PLACES

HOSTILE = (
    "/restart",
    "/command_delete",
    '/answer{"value": "x"}',
    "/session_start",
    "/back",
    '{"question": "kickoff.goals", "value": null}',
    "[]",
    "null",
    "<script>alert(1)</script>",
    "<b>fett</b>",
    "{name}",
    "{kommune_dat} {.title|x}",
    "{{7*7}} ${7*7} %s %d %n",
    "'; DROP TABLE answers; --",
    "..",
    "?",
    "!!!",
    "…",
    "/",
    "//////",
    "😀",
    "👨‍👩‍👧‍👦🏳️‍🌈",
    "\u202eegalrednu",
    "\ufeff",
    "\u200b",
    "\u0301",
    "ﷺ" * 50,
    "İ",
    "ß" * 300,
    "\x01\x1b[31m\x7f",
    "\ud7ff\ue000\uffff",
    "1e999",
    "-0",
    "NaN",
    "1" * 400,
    "9" * 40 + ",5",
    "31.2.2027",
    "0.0.0000",
    "KW 99",
    "99. Quartal 2027",
    "2027-02-30/2027-01-01",
    "99999-12-31",
    "die 99. Maßnahme löschen",
    "die nullte Maßnahme löschen",
    "Stufe 0",
    "Stufe 99999999999999999999",
    "die minus dritte Maßnahme nach oben",
    "ändern",
    "löschen",
    "verschieben",
    "hinzufügen",
    "nein, statt",
    "statt",
    "nein,",
    "die ersten 99999999999999999999",
    "alle außer",
    "alle außer nichts",
    "(" * 3000,
    "a " * 2000,
    "nein " * 800,
    ", " * 2000,
    "1. 2. 3. " * 400,
    "ja " * 1333,
    "zwölf" * 700,
    "12.345.678,90 " * 280,
)
# NUL is refused at the door, and no text of blanks alone reaches the assistant.
words = st.text(
    st.characters(min_codepoint=1, exclude_categories=("Cs",)), min_size=1, max_size=4000
).filter(lambda text: text.strip() != "")
pieces = st.sampled_from([*HOSTILE, "nein", "statt", "12", "löschen", "die zweite", "?", "März"])
texts = st.one_of(
    words,
    st.text("/{}[]\":,.;-?!\\<>&%$#*_`'|~^ \n\t0123456789abäß€😀", min_size=1, max_size=80).filter(
        lambda text: text.strip() != ""
    ),
    st.lists(pieces, min_size=1, max_size=6).map(" ".join).map(lambda text: text[:4000]),
)
slow = settings(
    max_examples=300,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


class Room:
    """A running application with one conversation at each place, renewed when it went on."""

    def __init__(self, assistant: Assistant, folder: Path) -> None:
        self.loop = asyncio.new_event_loop()
        self.talks: dict[str, tuple[Talk, str | None]] = {}
        app = make_app(read_settings({"DAKS_DATA_DIR": str(folder)}), assistant)
        self.client: TestClient = TestClient(TestServer(app, loop=self.loop), loop=self.loop)
        self.loop.run_until_complete(self.client.start_server())

    async def _at(self, place: str) -> Talk:
        talk, home = self.talks.get(place, (None, None))
        if talk is None or talk.question != home:
            talk = await Talk.begin(Api(self.client))
            await PLACES[place](talk)
            self.talks[place] = (talk, talk.question)
        return talk

    async def _listen(self, place: str, text: str) -> None:
        talk = await self._at(place)
        await talk.say(text)
        assert talk.understood["as"] in ("answer", "command", "question", "smalltalk", "unclear")
        assert talk.reply["messages"][0]["text"] == text

    def listen(self, place: str, text: str) -> None:
        """Says the text at that place."""
        self.loop.run_until_complete(self._listen(place, text))

    def close(self) -> None:
        self.loop.run_until_complete(self.client.close())
        self.loop.close()


@pytest.fixture(scope="module")
def room(assistant: Assistant, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    room = Room(assistant, tmp_path_factory.mktemp("room"))
    yield room
    room.close()


@pytest.mark.parametrize("place", PLACES)
def test_hostile_input_gets_a_reply(room: Room, place: str) -> None:
    failed = []
    for text in HOSTILE:
        try:
            room.listen(place, text)
        except AssertionError as error:
            failed.append((text[:60], str(error)[:200]))
    assert not failed, failed


@slow
@given(place=st.sampled_from(sorted(PLACES)), text=texts)
def test_no_input_whatever_leads_to_silence(room: Room, place: str, text: str) -> None:
    room.listen(place, text)
