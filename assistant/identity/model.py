"""A person as her house knows her, and why a claim to be somebody is refused."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

LONGEST_SUBJECT = 200
LONGEST_NAME = 120


class UntrustedError(ValueError):
    """A claim that is not believed. The text is German and for the person; `reason` for tests."""

    def __init__(self, reason: str, text: str) -> None:
        super().__init__(text)
        self.reason = reason


@dataclass(frozen=True)
class Identity:
    """Who somebody is, vouched for by `issuer`; all but the subject only where the house says it.

    `mail` serves to see which house she belongs to and is never stored.
    """

    issuer: str
    subject: str
    name: str | None = None
    department: str | None = None
    municipality: str | None = None
    mail: str | None = None

    @property
    def key(self) -> str:
        """What the person is found by: a hash, so that the house's own name for her is not kept."""
        text = f"{self.issuer}\0{self.subject}"
        return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()

    @property
    def domain(self) -> str | None:
        """The house: what follows the @ of her mail address, or of the subject."""
        _, at, domain = (self.mail or self.subject).rpartition("@")
        return domain.casefold() if at and domain else None

    @property
    def shown_name(self) -> str | None:
        """Her name, or the part of the subject that a person would recognise."""
        if self.name:
            return self.name
        local, at, _ = self.subject.rpartition("@")
        return local[:LONGEST_NAME] if at and local else None
