"""A bounded queue that nobody can fill for the others: one line for each who waits, in turns."""

from __future__ import annotations

from collections import OrderedDict, deque
from typing import Generic, TypeVar

E = TypeVar("E")


class FairQueue(Generic[E]):
    """Entries in lines, at most `length` of them; for one thread or behind a lock.

    Each line keeps its order; lines take turns. Alone, one may use the whole queue; when it is
    full, the last of the longest line gives way to who has fewer waiting.
    """

    def __init__(self, length: int) -> None:
        self._length = length
        self._count = 0
        self._lines: OrderedDict[str, deque[E]] = OrderedDict()

    def __len__(self) -> int:
        return self._count

    def put(self, whose: str, entry: E) -> E | None:
        """Adds an entry to the line of `whose`; which one must go instead, if the queue is full.

        That may be the new entry itself.
        """
        gone = None
        if self._count >= self._length:
            longest = max(self._lines, key=lambda name: len(self._lines[name]))
            if len(self._lines[longest]) <= len(self._lines.get(whose, ())) + 1:
                return entry
            gone = self._lines[longest].pop()
            self._count -= 1
        self._lines.setdefault(whose, deque()).append(entry)
        self._count += 1
        return gone

    def put_back(self, whose: str, entry: E) -> None:
        """Puts an entry that was taken back to the head of its line, whose turn is the last."""
        self._lines.setdefault(whose, deque()).appendleft(entry)
        self._lines.move_to_end(whose)
        self._count += 1

    def take(self) -> tuple[str, E] | None:
        """The next entry with the name of its line; None when nothing waits."""
        if not self._lines:
            return None
        whose, line = next(iter(self._lines.items()))
        entry = line.popleft()
        self._count -= 1
        if line:
            self._lines.move_to_end(whose)
        else:
            del self._lines[whose]
        return whose, entry
