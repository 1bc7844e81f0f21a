"""Runs the custom actions in this process: no second server, no HTTP, the same transaction."""

from __future__ import annotations

from typing import Any

from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor

from assistant.process.turn import current_turn

ACTIONS_PACKAGE = "actions"


class LocalActions(EndpointConfig):  # type: ignore[misc]
    """What Rasa takes for the address of an action server; the actions run at once instead."""

    def __init__(self) -> None:
        # With the selective domain Rasa does not send its whole domain with every call.
        super().__init__(url="local", enable_selective_domain=True)
        self._executor = ActionExecutor()
        self._executor.register_package(ACTIONS_PACKAGE)

    async def request(self, *_: Any, json: dict[str, Any] | None = None, **__: Any) -> Any:
        """Runs the action that Rasa calls, and remembers an error, which Rasa would swallow."""
        assert json is not None
        try:
            return await self._executor.run(json)
        except Exception as error:
            turn = current_turn.get()
            if turn is not None and turn.error is None:
                turn.error = error
            raise
