"""The states of the processes last worked on: a long process costs as little as a short one.

A state is true for one version of its process; whoever changes the process raises the version in
the same transaction, so a state of another version is never used.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from assistant.guide.state import State
from assistant.process.exchange.others import Others
from assistant.process.figures.material import Materials

if TYPE_CHECKING:
    from assistant.process.together.matters import Matters


class StateCache:
    """The latest states, the longest unused given up first. For one thread."""

    def __init__(self, size: int = 256) -> None:
        self._size = size
        self.materials = Materials(size)
        self.others = Others()
        self._states: OrderedDict[str, tuple[int, State, Matters | None]] = OrderedDict()

    def find(self, process: str, version: int) -> State | None:
        """The state of a process at that version."""
        known = self._states.get(process)
        if known is None or known[0] != version:
            return None
        self._states.move_to_end(process)
        return known[1]

    def find_matters(self, process: str, version: int) -> Matters | None:
        """What is open between the members of a process at that version, if it was asked for."""
        known = self._states.get(process)
        return known[2] if known and known[0] == version else None

    def keep(
        self, process: str, version: int, state: State, matters: Matters | None = None
    ) -> None:
        """Keeps a state and what is open; only after their transaction has committed."""
        self._states[process] = (version, state, matters)
        self._states.move_to_end(process)
        if len(self._states) > self._size:
            self._states.popitem(last=False)
