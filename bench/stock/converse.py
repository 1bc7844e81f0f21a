"""One long conversation with a stock Rasa model, in this process and without HTTP.

Runs in the stock environment. The agent is loaded as `rasa run` loads it, from the model and from
endpoints.yml; each message goes through `Agent.handle_message`. Prints one line of JSON at the end.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import resource
import sys
import time
import warnings
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ASK = "utter_ask_"
SENDER = "bench"
TRIES = 3


@dataclass
class Walk:
    """What was measured: seconds of CPU and of the wall clock for each message."""

    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    not_understood: int = 0
    rounds: int = 1


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", required=True)
    parser.add_argument("--endpoints", required=True)
    parser.add_argument("--typed", type=Path, required=True)
    parser.add_argument("--messages", type=int, required=True)
    parser.add_argument("--seconds", type=float, required=True)
    arguments = parser.parse_args()
    warnings.filterwarnings("ignore")
    walk = asyncio.run(_converse(arguments))
    json.dump(
        {
            "cpu_seconds": [round(used, 6) for used in walk.cpu],
            "wall_seconds": [round(used, 6) for used in walk.wall],
            "resident_mb": round(_resident_mb()),
            "not_understood": walk.not_understood,
            "rounds": walk.rounds,
        },
        sys.stdout,
    )


async def _converse(arguments: argparse.Namespace) -> Walk:
    agent = await _load(arguments.model, arguments.endpoints)
    typed = json.loads(arguments.typed.read_text("utf-8"))
    walk = Walk()
    until = time.monotonic() + arguments.seconds
    said = await _send(agent, typed["start"])
    open_question, tries = _asked_in(said), 0
    while len(walk.cpu) < arguments.messages and time.monotonic() < until:
        text = typed["answers"][open_question]
        before = time.process_time(), time.monotonic()
        said = await _send(agent, typed["affirm"] if tries == TRIES else text)
        walk.cpu.append(time.process_time() - before[0])
        walk.wall.append(time.monotonic() - before[1])
        if typed["done"] in said:
            walk.rounds += 1
            await _forget_answers(agent)
            said = await _send(agent, typed["start"])
        asked = _asked_in(said)
        tries = tries + 1 if asked in (None, open_question) else 0
        walk.not_understood += tries > 0
        open_question = asked or open_question
        if tries > TRIES:
            raise SystemExit(f"Rasa asks {open_question} for ever; said last: {said}")
    return walk


async def _load(model: str, endpoints: str) -> Any:
    """The agent as `rasa run` has it; logs at error level, which costs less than its default."""
    from rasa.core.agent import load_agent
    from rasa.core.utils import AvailableEndpoints
    from rasa.utils.common import configure_logging_and_warnings
    from rasa.utils.log_utils import configure_structlog

    configure_logging_and_warnings(logging.ERROR, None)
    configure_structlog(logging.ERROR)
    return await load_agent(model, endpoints=AvailableEndpoints.read_endpoints(endpoints))


async def _send(agent: Any, text: str) -> list[str]:
    """The names of the responses to one message."""
    from rasa.core.channels.channel import OutputChannel, UserMessage

    said: list[str] = []

    class Collecting(OutputChannel):
        """Collects what is said."""

        async def send_response(self, _: str, message: dict[str, Any]) -> None:
            said.append(message["utter_action"])

    await agent.handle_message(UserMessage(text, Collecting(), SENDER))
    return said


def _asked_in(said: list[str]) -> str | None:
    asked = [name.removeprefix(ASK) for name in said if name.startswith(ASK)]
    return asked[-1] if asked else None


async def _forget_answers(agent: Any) -> None:
    """Empties the slots for another walk through the forms, as Rasa's HTTP API would add an event.

    One event and one command in some 240 messages; neither is measured.
    """
    from rasa.shared.core.events import AllSlotsReset

    tracker = await agent.tracker_store.retrieve(SENDER)
    tracker.update(AllSlotsReset(), agent.domain)
    await agent.tracker_store.save(tracker)


def _resident_mb() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    main()
