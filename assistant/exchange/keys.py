"""The key of an installation: signs its files; its fingerprint is compared by telephone."""

from __future__ import annotations

import hashlib
import re

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

FINGERPRINT = re.compile(r"[0-9a-f]{32}")


class UnusableKeyError(ValueError):
    """What should be the installation's key is none."""


def new_key() -> bytes:
    """A new private key as PEM."""
    return Ed25519PrivateKey.generate().private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )


def public_key(pem: bytes) -> bytes:
    """The 32 bytes of the public key. Raises UnusableKeyError."""
    return _private(pem).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def sign(pem: bytes, content: bytes) -> bytes:
    """The Ed25519 signature of some bytes. Raises UnusableKeyError."""
    return _private(pem).sign(content)


def has_signed(public: bytes, signature: bytes, content: bytes) -> bool:
    """Whether the signature of that key is under these bytes."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, content)
    except (InvalidSignature, ValueError):
        return False
    return True


def fingerprint(public: bytes) -> str:
    """The first half of the SHA-256 of a public key: 32 hexadecimal digits."""
    return hashlib.sha256(public).hexdigest()[:32]


def spaced(fingerprint: str) -> str:
    """A fingerprint in groups of four, to be read out: "3f2a 91bc …"."""
    return " ".join(fingerprint[start : start + 4] for start in range(0, len(fingerprint), 4))


def read_fingerprint(text: str) -> str | None:
    """A fingerprint as somebody typed it, with or without spaces; None where it is none."""
    plain = re.sub(r"[\s:.-]", "", text).lower()
    return plain if FINGERPRINT.fullmatch(plain) else None


def _private(pem: bytes) -> Ed25519PrivateKey:
    try:
        key = load_pem_private_key(pem, password=None)
    except (ValueError, TypeError) as error:
        raise UnusableKeyError(str(error)) from None
    if not isinstance(key, Ed25519PrivateKey):
        raise UnusableKeyError("not an Ed25519 key")
    return key
