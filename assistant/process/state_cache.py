"""The states of the processes last worked on: a long process costs as little as a short one.

A state is true for one version of its process; whoever changes the process raises the version in
the same transaction, so a state of another version is never used.
"""

from __future__ import annotations

from collections import OrderedDict

from assistant.guide.state import State
from assistant.process.figures.material import Materials


class StateCache:
    """The latest states, the longest unused given up first. For one thread."""

    def __init__(self, size: int = 256) -> None:
        self._size = size
        self.materials = Materials(size)
        self._states: OrderedDict[str, tuple[int, State]] = OrderedDict()

    def find(self, process: str, version: int) -> State | None:
        """The state of a process at that version."""
        known = self._states.get(process)
        if known is None or known[0] != version:
            return None
        self._states.move_to_end(process)
        return known[1]

    def keep(self, process: str, version: int, state: State) -> None:
        """Keeps a state; only after its transaction has committed."""
        self._states[process] = (version, state)
        self._states.move_to_end(process)
        if len(self._states) > self._size:
            self._states.popitem(last=False)
