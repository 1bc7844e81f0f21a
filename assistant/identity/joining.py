"""Which municipality's process all people of one house may look into."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.identity.model import Identity


@dataclass(frozen=True)
class House:
    """A domain, and the municipality (its key or its name) whose process its people may see."""

    domain: str
    municipality: str


def municipalities_of(identity: Identity, houses: Sequence[House]) -> tuple[str, ...]:
    """The municipalities that the person's house belongs to. The domain must be exactly the same:
    `grabow.de` is neither `mail.grabow.de` nor `alt-grabow.de`."""
    domain = identity.domain
    return tuple(h.municipality for h in houses if h.domain.casefold() == domain)


def means(municipality: str, name: str, ags: str | None) -> bool:
    """Whether a claim or rule means this municipality: by its key, or by its name."""
    wanted = municipality.strip().casefold()
    return bool(wanted) and wanted in ((ags or "").casefold(), name.strip().casefold())
