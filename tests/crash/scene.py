"""A server, a municipality and the windows of its people: what a round breaks and then checks."""

from __future__ import annotations

import random
import threading
from dataclasses import dataclass
from typing import Any

from tests.crash.calling import Caller
from tests.crash.checking import check_agreement
from tests.crash.server import Server
from tests.crash.talking import Sent, Talker

IMPATIENT = 3.0
"""Seconds after which a client gives up waiting and sends its message again."""


@dataclass
class Scene:
    """Two people of one municipality, the first of them with two windows, and another town."""

    founders: list[Caller]
    talkers: list[Talker]

    @classmethod
    def on(
        cls, server: Server, name: str, chance: random.Random, patience: float = IMPATIENT
    ) -> Scene:
        """Registers both towns at a running server; the windows are open but silent."""
        founder, _ = server.caller().register(f"{name}-Stadt")
        neighbour, _ = server.caller().register(f"{name}-Land")
        colleague = founder.invited("Ole Jansen")
        questions = _free_questions(founder)
        windows = {
            f"{name} Fenster eins": founder,
            f"{name} Fenster zwei": founder,
            f"{name} Kollege": colleague,
            f"{name} Nachbarin": neighbour,
        }
        talkers = [
            Talker(
                Caller(caller.port, caller.base, caller.token, patience),
                window,
                random.Random(chance.getrandbits(64)),
                questions,
            )
            for window, caller in windows.items()
        ]
        return cls([founder, neighbour], talkers)

    def begin(self) -> None:
        """Everybody starts to talk."""
        for talker in self.talkers:
            talker.start()

    def wait_for(self, messages: int) -> None:
        """Until that many messages are answered."""
        while sum(talker.acknowledged() for talker in self.talkers) < messages:
            failures = [talker.failure for talker in self.talkers if talker.failure]
            assert not failures, failures
            pause()

    def finish(self) -> None:
        """Everybody gets the last message answered and falls silent."""
        for talker in self.talkers:
            talker.finish()

    def note(self, caller: Caller, body: dict[str, Any], reply: dict[str, Any]) -> None:
        """Notes a message that somebody sent beside the windows and that was answered."""
        talker = next(t for t in self.talkers if t.caller.token == caller.token)
        talker.beside.append(Sent(body["id"], body, 1, reply))

    def check(self) -> None:
        """Server and clients agree about both towns."""
        check_agreement(self.founders[0], self.talkers[:3])
        check_agreement(self.founders[1], self.talkers[3:])

    def repeated(self) -> int:
        """How many messages were answered from the stored reply: sent twice, acted on once."""
        return sum(sent.replayed for talker in self.talkers for sent in talker.sent)

    def messages(self) -> int:
        """How many messages were answered."""
        return sum(talker.acknowledged() for talker in self.talkers)


def pause(seconds: float = 0.002) -> None:
    """Lets some time go by, so that what is broken is broken at any moment of a message."""
    threading.Event().wait(seconds)


def _free_questions(caller: Caller) -> tuple[str, ...]:
    """Questions of the first stage that take any text."""
    stage = caller.call("GET", "/api/guide").body["stages"][0]
    return tuple(
        question["question"]
        for section in stage["sections"]
        if section["collection"] is None
        for question in section["questions"]
        if question["kind"] == "text"
    )
