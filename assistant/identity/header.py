"""The identity in the headers that a trusted reverse proxy sets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.identity.model import LONGEST_NAME, LONGEST_SUBJECT, Identity, UntrustedError

ISSUER = "proxy"
GetAll = Callable[[str], Sequence[str]]

FOREIGN = (
    "Angemeldet wird hier nur über die Anmeldung Ihres Hauses. Bitte öffnen Sie die Seite über "
    "Ihr Intranet."
)
NOBODY = (
    "Ihr Haus hat uns nicht gesagt, wer Sie sind. Bitte melden Sie sich im Intranet an und öffnen "
    "Sie die Seite dort."
)
UNCLEAR = (
    "Die Anmeldung Ihres Hauses ist nicht eindeutig. Bitte sagen Sie der Stelle Bescheid, die die "
    "Anmeldung betreut."
)


@dataclass(frozen=True)
class HeaderRules:
    """Which header names the person, and which, if any, her name and department."""

    subject: str
    name: str | None = None
    department: str | None = None


def read_headers(rules: HeaderRules, get_all: GetAll, *, trusted: bool) -> Identity:
    """The person whom the proxy names. `trusted` is whether the proxy itself asks.

    Raises UntrustedError: from elsewhere, without a name, and when the header comes twice or
    holds more than one value, since somebody in between may have added one.
    """
    if not trusted:
        raise UntrustedError("foreign", FOREIGN)
    values = get_all(rules.subject)
    if not values or not values[0].strip():
        raise UntrustedError("nobody", NOBODY)
    subject = values[0].strip()
    if len(values) > 1 or "," in subject or len(subject) > LONGEST_SUBJECT or not _plain(subject):
        raise UntrustedError("unclear", UNCLEAR)
    return Identity(
        issuer=ISSUER,
        subject=subject,
        name=_optional(rules.name, get_all),
        department=_optional(rules.department, get_all),
    )


def _optional(header: str | None, get_all: GetAll) -> str | None:
    """A name that is only shown: where it is odd, it is left out."""
    values = get_all(header) if header else ()
    if len(values) != 1:
        return None
    text = _decoded(values[0]).strip()
    return text if text and len(text) <= LONGEST_NAME and _plain(text) else None


def _decoded(text: str) -> str:
    """Bytes that are no UTF-8 are Latin-1: some proxies write umlauts so."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogateescape").decode("latin-1")
    return text


def _plain(text: str) -> bool:
    return text.isprintable()
