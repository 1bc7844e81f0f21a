"""The short token that the intranet issues: checked as RFC 8725 advises, or refused.

PyJWT does the cryptography: Rasa brings it, it is well kept, and it never takes a PEM file for a
shared secret. What it leaves to its user stands here: one algorithm per key, all claims required,
a longest life, nothing critical unknown.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import jwt

from assistant.identity.keys import Key
from assistant.identity.model import LONGEST_NAME, LONGEST_SUBJECT, Identity, UntrustedError

LONGEST_TOKEN = 8192
# Two clocks of one house differ by seconds.
LEEWAY_SECONDS = 30
REQUIRED = ("iss", "aud", "sub", "exp", "iat", "jti")

TEXTS = {
    "expired": "Ihre Anmeldung aus dem Intranet ist abgelaufen. Bitte laden Sie die Seite neu.",
    "used": "Diese Anmeldung wurde schon benutzt. Bitte laden Sie die Seite neu.",
    "long": (
        "Die Anmeldung aus dem Intranet gilt länger als erlaubt. Bitte sagen Sie der Stelle "
        "Bescheid, die die Anmeldung betreut."
    ),
}
REFUSED = (
    "Die Anmeldung aus dem Intranet ist nicht gültig. Bitte laden Sie die Seite neu. Hilft das "
    "nicht, sagen Sie bitte der Stelle Bescheid, die die Anmeldung betreut."
)


@dataclass(frozen=True)
class TokenRules:
    """Whose tokens are believed: issuer, audience, keys, and the longest life in minutes."""

    issuer: str
    audience: str
    keys: tuple[Key, ...]
    minutes: int


@dataclass(frozen=True)
class Claimed:
    """A token that is believed: who, the hash by which its use is noted, and until when."""

    identity: Identity
    token_hash: str
    expires_at: datetime.datetime


def read_token(rules: TokenRules, token: str) -> Claimed:
    """What a token says. Raises UntrustedError. Whether it was used before is not known here."""
    if len(token) > LONGEST_TOKEN:
        raise refused("oversized")
    claims = _verified(rules, token)
    subject, jti = claims["sub"], claims["jti"]
    if not _is_name(subject, LONGEST_SUBJECT) or not _is_name(jti, LONGEST_SUBJECT):
        raise refused("claims")
    if not all(type(claims[name]) in (int, float) for name in ("exp", "iat")):
        raise refused("claims")
    if not 0 < claims["exp"] - claims["iat"] <= rules.minutes * 60:
        raise refused("long")
    identity = Identity(
        issuer=f"jwt\0{rules.issuer}",
        subject=subject,
        name=_optional(claims, "name"),
        department=_optional(claims, "department"),
        municipality=_optional(claims, "municipality"),
        mail=_mail(claims),
    )
    # Kept until nobody would take the token any more, the leeway included.
    end = datetime.datetime.fromtimestamp(claims["exp"], datetime.timezone.utc)
    return Claimed(
        identity=identity,
        token_hash=hashlib.sha256(f"{rules.issuer}\0{jti}".encode()).hexdigest(),
        expires_at=end + datetime.timedelta(seconds=LEEWAY_SECONDS),
    )


def refused(reason: str) -> UntrustedError:
    """The error for a reason, in the words for it."""
    return UntrustedError(reason, TEXTS.get(reason, REFUSED))


def _verified(rules: TokenRules, token: str) -> dict[str, Any]:
    """The claims, once signature, issuer, audience and times are right."""
    try:
        header = jwt.get_unverified_header(token)
    except (jwt.PyJWTError, ValueError):
        raise refused("form") from None
    # What is critical and unknown must not be passed over (RFC 7515, 4.1.11); `b64` is such.
    if "crit" in header or "b64" in header:
        raise refused("critical")
    error: jwt.PyJWTError | None = None
    for key in _candidates(rules.keys, header):
        try:
            return _decoded(rules, token, key)
        except jwt.InvalidSignatureError as wrong_key:
            error = wrong_key
        except jwt.ExpiredSignatureError:
            raise refused("expired") from None
        except (jwt.PyJWTError, ValueError, TypeError, OverflowError) as wrong:
            raise refused(type(wrong).__name__) from None
    raise refused(type(error).__name__ if error else "algorithm")


def _candidates(keys: tuple[Key, ...], header: Mapping[str, Any]) -> list[Key]:
    """The keys for the algorithm that the token names; by their name where both have one."""
    fitting = [key for key in keys if key.algorithm == header.get("alg")]
    named = header.get("kid")
    return [key for key in fitting if key.name is None or named is None or key.name == named]


def _decoded(rules: TokenRules, token: str, key: Key) -> dict[str, Any]:
    return jwt.decode(
        token,
        key.material,
        algorithms=[key.algorithm],
        audience=rules.audience,
        issuer=rules.issuer,
        leeway=LEEWAY_SECONDS,
        options={"require": list(REQUIRED), "enforce_minimum_key_length": True},
    )


def _is_name(value: object, longest: int) -> bool:
    return (
        isinstance(value, str)
        and 0 < len(value) <= longest
        and value.isprintable()
        and value == value.strip()
    )


def _optional(claims: Mapping[str, Any], name: str) -> str | None:
    """A claim that may be missing: where it is odd, it counts as missing."""
    value = claims.get(name)
    return value if isinstance(value, str) and _is_name(value, LONGEST_NAME) else None


def _mail(claims: Mapping[str, Any]) -> str | None:
    """The mail address, unless the issuer says that nobody has checked it."""
    return _optional(claims, "email") if claims.get("email_verified", True) is True else None
