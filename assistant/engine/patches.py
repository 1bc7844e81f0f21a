"""Changes to Rasa 3.6.21 without which a message costs a multiple, in one place.

Measured on 3.6.21: resolving an event's type walks all subclasses for every event of every
message (85 % of the time to load a tracker); each custom action's reply compiles a JSON schema
anew (25 to 45 ms). Both are computed once here. Another version of Rasa is refused: what is
patched must be looked at again first.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import jsonschema
import rasa
from rasa.core.actions.action import RemoteAction
from rasa.shared.core import events
from rasa.shared.utils.common import all_subclasses

RASA_VERSION = "3.6.21"


class UnknownRasaError(RuntimeError):
    """The installed Rasa is not the one these patches were written for."""


def apply_patches() -> None:
    """Applies all patches; a second time changes nothing.

    Raises UnknownRasaError for another version of Rasa.
    """
    if rasa.__version__ != RASA_VERSION:
        raise UnknownRasaError(
            f"Rasa {rasa.__version__} ist installiert, die Assistenz ist auf {RASA_VERSION} "
            "abgestimmt. Bitte mit `make setup` neu einrichten."
        )
    events.Event.resolve_by_type = staticmethod(_event_class)
    RemoteAction._validate_action_result = _validate_action_result


@lru_cache(maxsize=256)
def _event_class(type_name: str, default: Any = None) -> Any:
    for event_class in all_subclasses(events.Event):
        if event_class.type_name == type_name:
            return event_class
    if type_name == "topic" or default is not None:
        return default
    raise ValueError(f"Unknown event name '{type_name}'.")


@lru_cache(maxsize=1)
def _action_result_validator() -> Any:
    schema = RemoteAction.action_response_format_spec()
    return jsonschema.validators.validator_for(schema)(schema)


def _validate_action_result(_: RemoteAction, result: dict[str, Any]) -> bool:
    _action_result_validator().validate(result)
    return True
