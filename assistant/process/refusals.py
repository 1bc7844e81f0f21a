"""Why a change of a process is refused, and who may change it."""

from __future__ import annotations

from assistant.store.answers import AnswerRow


class StaleRevisionError(Exception):
    """Somebody else has changed the answer meanwhile; `current` is what stands there now."""

    def __init__(self, current: AnswerRow) -> None:
        super().__init__(current.question)
        self.current = current


class UnknownQuestionError(LookupError):
    """The guide has no such question, or the process no such item."""


class ProcessGoneError(LookupError):
    """The process was deleted meanwhile."""


class ReadOnlyError(PermissionError):
    """A viewer or an adviser tried to change something."""


WRITING_ROLES = ("founder", "editor")
