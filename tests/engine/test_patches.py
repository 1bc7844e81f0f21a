"""What the patches of Rasa promise: the same results as before, and none for another Rasa."""

from __future__ import annotations

import pytest
from jsonschema import ValidationError

from assistant.engine import patches
from assistant.engine.agent import Assistant


def test_another_rasa_is_refused_loudly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patches.rasa, "__version__", "3.6.22")
    with pytest.raises(patches.UnknownRasaError, match=r"3\.6\.22"):
        patches.apply_patches()


def test_every_event_type_is_found_as_rasa_finds_it(assistant: Assistant) -> None:
    from rasa.shared.core import events
    from rasa.shared.utils.common import all_subclasses

    named = [c for c in all_subclasses(events.Event) if getattr(c, "type_name", None)]
    assert len(named) > 20
    for event_class in named:
        assert (
            events.Event.resolve_by_type(event_class.type_name).type_name == event_class.type_name
        )
    with pytest.raises(ValueError, match="Unknown event"):
        events.Event.resolve_by_type("no such event")


def test_replies_of_actions_are_still_checked(assistant: Assistant) -> None:
    from rasa.core.actions.action import RemoteAction

    action = RemoteAction("action_answer", None)
    assert action._validate_action_result({"events": [], "responses": [{"text": "ja"}]})
    with pytest.raises(ValidationError):
        action._validate_action_result({"events": [], "responses": "kein Feld"})


def test_the_graph_gives_what_dask_gives(assistant: Assistant) -> None:
    import dask
    from rasa.core.channels.channel import UserMessage

    processor = assistant._processor
    runner = processor.graph_runner
    inputs = {"__message__": [UserMessage("die Einwohnerzahl ändern")], "__tracker__": None}
    target = processor.model_metadata.nlu_target
    ours = runner.run(inputs=inputs, targets=[target])[target][0].as_dict()
    graph = runner._build_dask_graph(runner._graph_schema.minimal_graph_schema([target]))
    fresh = {"__message__": [UserMessage("die Einwohnerzahl ändern")], "__tracker__": None}
    runner._add_inputs_to_graph(fresh, graph)
    theirs = dict(dask.get(graph, [target]))[target][0].as_dict()
    assert ours["intent"] == theirs["intent"]
    assert ours["intent_ranking"] == theirs["intent_ranking"]
