"""Work in two legs, each in a child process of its own, so that their memory never adds up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Relay:
    """What a call returns when a fresh child is to do the rest: the function that gives the
    result, with its arguments. The child that returned it is ended first (`offload.py`).
    """

    function: Callable[..., Any]
    arguments: tuple[Any, ...]

    def finish(self) -> Any:
        """The rest in this process, for whoever has no children."""
        return self.function(*self.arguments)
