"""The agent: a trained model, loaded once, that answers one message at a time."""

from __future__ import annotations

import gc
import logging
import sys
import warnings
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, TypeVar

from assistant.process.turn import Turn, Utterance, current_turn
from assistant.settings import set_for_libraries

T = TypeVar("T")

NO_TELEMETRY = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3"}


class ModelMissingError(FileNotFoundError):
    """There is no trained model in the directory."""


class SuspendedError(RuntimeError):
    """A message waited for something between its first read and its commit; it must never."""


class Assistant:
    """Rasa's agent behind one method; not to be shared between threads."""

    def __init__(self, model_dir: Path) -> None:
        """Loads the newest model. Raises ModelMissingError when there is none."""
        model = latest_model(model_dir)
        quiet_logs()
        set_for_libraries(NO_TELEMETRY)
        warnings.filterwarnings("ignore")
        _leave_out_jax()
        from rasa.core.agent import Agent
        from rasa.core.channels.channel import OutputChannel, UserMessage

        from assistant.engine.action_runner import LocalActions
        from assistant.engine.patches import apply_patches
        from assistant.engine.tracker_store import BoundedTrackerStore

        apply_patches()

        class Collecting(OutputChannel):  # type: ignore[misc]
            """Collects what is said, with its kind and data."""

            def __init__(self) -> None:
                self.said: list[Utterance] = []

            async def send_response(self, _: str, message: dict[str, Any]) -> None:
                kind = message.get("kind", "text")
                self.said.append(Utterance(message["text"], kind, message.get("data")))

        self._channel = Collecting
        self._message = UserMessage
        store = BoundedTrackerStore()
        agent = Agent.load(model, tracker_store=store, action_endpoint=LocalActions())
        assert agent.processor is not None, "Agent.load makes a processor"
        # Rasa wraps the store so that a failed save goes to memory; ours must be heard.
        agent.tracker_store = store
        agent.processor.tracker_store = store
        self._processor = agent.processor
        # What is loaded now stays: without this the collector walks all of TensorFlow's objects
        # again and again, a tenth of a message's time.
        gc.collect()
        gc.freeze()

    def respond(self, sender: str, turn: Turn, context: dict[str, Any]) -> list[Utterance]:
        """What the assistant says to one message; `turn` learns what was understood.

        `context` is the open question for the judgement of a typed text. Raises the first error
        that happened on the way, those that Rasa swallows included.
        """
        channel = self._channel()
        message = self._message(
            text=as_plain_text(turn.text),
            output_channel=channel,
            sender_id=sender,
            input_channel="daks",
            metadata=context,
            parse_data=_controlled(turn),
        )
        token = current_turn.set(turn)
        try:
            drive(self._processor.handle_message(message))
        finally:
            current_turn.reset(token)
        if turn.error is not None:
            raise turn.error
        return list(channel.said)

    def understand(self, text: str, context: dict[str, Any]) -> str:
        """The intent a typed text is taken for, without acting on it."""
        return str(self._parsed(text, context)["intent"]["name"])

    def ranking(self, text: str) -> list[tuple[str, float]]:
        """The classifier's ranking of intents, before the judgement."""
        ranking = self._parsed(text, {})["intent_ranking"]
        return [(entry["name"], entry["confidence"]) for entry in ranking]

    def _parsed(self, text: str, context: dict[str, Any]) -> dict[str, Any]:
        message = self._message(text=as_plain_text(text), metadata=context)
        parsed: dict[str, Any] = drive(self._processor.parse_message(message))
        return parsed


def _leave_out_jax() -> None:
    """Lets TensorFlow's converter for telephones go without jax, which it asks for if there is one.

    Nothing here converts a model; jax takes 68 MB and a fifth of the time to load.
    """
    sys.modules.setdefault("jax", None)  # type: ignore[arg-type]


def as_plain_text(text: str) -> str:
    """A text that Rasa reads as words: with a leading slash it would be taken for an intent."""
    return text.lstrip("/ \t\r\n") or "…"


def _controlled(turn: Turn) -> dict[str, Any] | None:
    """A control's message needs no understanding: it says itself what it is."""
    if turn.answer is None and turn.command is None:
        return None
    intent = "answer" if turn.answer else f"command_{turn.command.name if turn.command else ''}"
    return {
        "text": turn.text,
        "intent": {"name": intent, "confidence": 1.0},
        "entities": [],
        "intent_ranking": [{"name": intent, "confidence": 1.0}],
    }


def drive(coroutine: Coroutine[Any, Any, T]) -> T:
    """Runs a coroutine that never waits. Raises SuspendedError when it does.

    A message holds the database from its first read to its commit: nothing on its way may hand
    control to anything else, and without an event loop nothing can.
    """
    try:
        coroutine.send(None)
    except StopIteration as finished:
        return finished.value  # type: ignore[no-any-return]
    coroutine.close()
    raise SuspendedError("a message waited for something on its way")


def latest_model(model_dir: Path) -> Path:
    """The newest model file. Raises ModelMissingError when there is none."""
    models = sorted(model_dir.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
    if not models:
        raise ModelMissingError(f"In {model_dir} liegt kein Modell. Bitte `daks train` aufrufen.")
    return models[-1]


def quiet_logs() -> None:
    """Sets levels before Rasa loads: at debug its structured logs turn a message into seconds."""
    import structlog

    # Errors of actions reach us through the turn; Rasa would log them with a stack trace.
    logging.getLogger("rasa").setLevel(logging.CRITICAL)
    for name in ("tensorflow", "apscheduler", "sanic", "matplotlib", "rasa_sdk"):
        logging.getLogger(name).setLevel(logging.ERROR)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
