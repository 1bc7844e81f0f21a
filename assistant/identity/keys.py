"""The keys that tokens of the intranet are checked with, read from the content of a file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import jwt
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

SHARED = "HS256"
ALGORITHMS = (SHARED, "RS256", "ES256")
# RFC 7518, 3.2: a key at least as long as the hash; 3.3: RSA of 2048 bits or more.
SHORTEST_SHARED = 32
SHORTEST_RSA = 2048


class KeyFileError(ValueError):
    """A key file that cannot be used; the text is German and says what is expected."""


@dataclass(frozen=True)
class Key:
    """One key, the one algorithm it is for, and its name in a set of keys."""

    algorithm: str
    material: Any = field(repr=False)
    name: str | None = None


def read_keys(content: bytes, algorithms: Sequence[str]) -> tuple[Key, ...]:
    """The keys of a file: a shared secret, a public key or certificate (PEM), or a key set (JWKS).

    Every key serves one algorithm, by its kind: so no token can have one key taken for another.
    Raises KeyFileError.
    """
    keys = (
        (_shared(content),)
        if SHARED in algorithms
        else tuple(key for key in _public(content) if key.algorithm in algorithms)
    )
    if not keys:
        raise KeyFileError(f"enthält keinen Schlüssel für {' oder '.join(algorithms)}.")
    return keys


def _shared(content: bytes) -> Key:
    secret = content.rstrip(b"\r\n")
    if b"-----BEGIN" in secret or secret.lstrip().startswith(b"{"):
        raise KeyFileError(
            "enthält keinen gemeinsamen Schlüssel, sondern eine Schlüsseldatei. Für öffentliche "
            "Schlüssel bitte RS256 oder ES256 erlauben."
        )
    if len(secret) < SHORTEST_SHARED:
        raise KeyFileError(
            f"ist zu kurz: {len(secret)} Zeichen. Nötig sind mindestens {SHORTEST_SHARED}, zum "
            "Beispiel aus „openssl rand -base64 48“."
        )
    return Key(SHARED, secret)


def _public(content: bytes) -> Iterator[Key]:
    if b"PRIVATE KEY-----" in content:
        raise KeyFileError(
            "enthält einen privaten Schlüssel. Der bleibt bei der ausstellenden Stelle; hier "
            "gehört nur der öffentliche hin."
        )
    if content.lstrip().startswith(b"{"):
        yield from _of_set(content)
    elif b"-----BEGIN CERTIFICATE-----" in content:
        yield _key(_loaded(lambda: x509.load_pem_x509_certificate(content).public_key()))
    else:
        yield _key(_loaded(lambda: load_pem_public_key(content)))


def _of_set(content: bytes) -> Iterator[Key]:
    try:
        entries = json.loads(content)["keys"]
        entries = [entry for entry in entries if entry.get("use", "sig") == "sig"]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise KeyFileError("ist kein lesbarer Schlüsselsatz (JWKS).") from None
    for entry in entries:
        if entry.get("kty") not in ("RSA", "EC"):
            continue
        if "d" in entry:
            raise KeyFileError("enthält einen privaten Schlüssel. Hier gehört nur der öffentliche.")
        name = entry.get("kid")
        material = _loaded(lambda entry=entry: jwt.PyJWK(entry).key)
        yield _key(material, name if isinstance(name, str) else None)


def _loaded(load: Any) -> Any:
    try:
        return load()
    except (ValueError, TypeError, KeyError, UnsupportedAlgorithm, jwt.PyJWTError):
        raise KeyFileError(
            "enthält keinen lesbaren Schlüssel. Erwartet wird ein öffentlicher Schlüssel oder ein "
            "Zertifikat (PEM) oder ein Schlüsselsatz (JWKS)."
        ) from None


def _key(material: Any, name: str | None = None) -> Key:
    if isinstance(material, RSAPublicKey):
        if material.key_size < SHORTEST_RSA:
            raise KeyFileError(f"enthält einen RSA-Schlüssel unter {SHORTEST_RSA} Bit.")
        return Key("RS256", material, name)
    if isinstance(material, EllipticCurvePublicKey) and isinstance(material.curve, SECP256R1):
        return Key("ES256", material, name)
    raise KeyFileError("enthält einen Schlüssel, der weder RSA noch P-256 ist.")
