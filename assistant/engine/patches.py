"""Changes to Rasa 3.6.21 without which a message costs a multiple, in one place.

Measured on 3.6.21: resolving an event's type walks all subclasses for every event of every
message (85 % of the time to load a tracker); each custom action's reply compiles a JSON schema
anew (25 to 45 ms); dask plans the same three graphs anew for every message (a third of what is
left). All three are computed once here. Another version of Rasa is refused: what is
patched must be looked at again first.
"""

from __future__ import annotations

from functools import lru_cache
from graphlib import TopologicalSorter
from typing import Any

import jsonschema
import rasa
from rasa.core.actions.action import RemoteAction
from rasa.engine.runner.dask import DaskGraphRunner
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
    DaskGraphRunner.run = _run_in_order


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


def _run_in_order(
    self: DaskGraphRunner, inputs: dict[str, Any] | None = None, targets: list[str] | None = None
) -> dict[str, Any]:
    """Runs the graph's nodes one after the other in an order that is found once."""
    names = tuple(targets or self._graph_schema.target_names)
    plans = self.__dict__.setdefault("_plans", {})
    if names not in plans:
        plans[names] = _plan(self._graph_schema.minimal_graph_schema(list(names)))
    outputs: dict[str, Any] = {name: (name, value) for name, value in (inputs or {}).items()}
    for name, needs in plans[names]:
        outputs[name] = self._instantiated_nodes[name](*(outputs.get(need, need) for need in needs))
    return {name: outputs[name][1] for name in names}


def _plan(schema: Any) -> list[tuple[str, tuple[str, ...]]]:
    """The nodes in an order in which each comes behind those it needs."""
    needs = {name: tuple(node.needs.values()) for name, node in schema.nodes.items()}
    sorter = TopologicalSorter({name: [n for n in of if n in needs] for name, of in needs.items()})
    return [(name, needs[name]) for name in sorter.static_order()]
