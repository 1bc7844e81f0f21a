"""Who has contributed, where the municipality wants its documents to say so."""

from __future__ import annotations

from assistant.documents.content import Block, Heading, Items
from assistant.documents.source import Source

# What is sent to guests names who invites, not who filled in the form.
LETTERS = ("invitation", "agenda", "workshop-schedule")


def contributors(kind: str, stage: str | None, source: Source) -> tuple[Block, ...]:
    """The people whose answers stand in a document of a stage; all of them in the strategy."""
    stages = [stage] if stage else list(source.contributors)
    names = dict.fromkeys(name for one in stages for name in source.contributors.get(one, ()))
    if not names or kind in LETTERS:
        return ()
    return Heading(1, "Mitgewirkt haben"), Items(tuple(names))
