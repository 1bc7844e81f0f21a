"""The action server of the stock project: one validation action per form, as Rasa describes them.

They take every value: what is compared is the way there and back, not what is checked.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from rasa_sdk import FormValidationAction

FORMS = yaml.safe_load((Path(__file__).parent / "domain.yml").read_text("utf-8"))["forms"]


def _taking(slot: str) -> Callable[..., dict[str, Any]]:
    def validate(_: Any, value: Any, *__: Any) -> dict[str, Any]:
        return {slot: value}

    return validate


def _action(form: str) -> type:
    methods = {f"validate_{slot}": _taking(slot) for slot in FORMS[form]["required_slots"]}
    own = {"name": lambda _: f"validate_{form}", **methods}
    return type(form, (FormValidationAction,), own)


# Rasa finds actions as subclasses; somebody must hold them.
ACTIONS = [_action(form) for form in FORMS]
