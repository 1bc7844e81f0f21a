"""An intranet that issues tokens, with keys of each kind, and what an attacker makes of them."""

from __future__ import annotations

import base64
import datetime
import hashlib
import hmac
import json
import time
import uuid
from functools import lru_cache
from typing import Any

import jwt
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from cryptography.x509.oid import NameOID

from assistant.identity.keys import read_keys
from assistant.identity.tokens import TokenRules

ISSUER = "https://intranet.grabow.de"
AUDIENCE = "demografie"
SECRET = b"ein-gemeinsamer-Schluessel-von-genug-Zeichen"
KINDS = ("HS256", "RS256", "ES256")


@lru_cache(maxsize=8)
def private_key(kind: str, number: int = 1) -> Any:
    """A key of a kind; another number, another key."""
    if kind == "HS256":
        return SECRET if number == 1 else SECRET[::-1]
    if kind == "RS256":
        return rsa.generate_private_key(65537, 2048)
    return ec.generate_private_key(ec.SECP256R1())


def public_pem(kind: str, number: int = 1) -> bytes:
    """What the installation is given: the shared secret, or the public key."""
    if kind == "HS256":
        return bytes(private_key(kind, number))
    public = private_key(kind, number).public_key()
    return bytes(public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))


def private_pem(kind: str) -> bytes:
    """What must never be given to the installation."""
    key = private_key(kind)
    return bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))


def certificate_pem(kind: str) -> bytes:
    """The public key in a certificate that the intranet has signed itself."""
    key = private_key(kind)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "intranet.grabow.de")])
    now = datetime.datetime.now(datetime.timezone.utc)
    builder = x509.CertificateBuilder(name, name, key.public_key(), 1, now, now.replace(year=2040))
    return bytes(builder.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM))


def key_set(*named: tuple[str, str, int]) -> bytes:
    """A JWKS of keys: (name, kind, number)."""
    algorithms = {"RS256": jwt.algorithms.RSAAlgorithm, "ES256": jwt.algorithms.ECAlgorithm}
    entries = []
    for name, kind, number in named:
        public = private_key(kind, number).public_key()
        entry = json.loads(algorithms[kind].to_jwk(public))
        entries.append({**entry, "kid": name, "use": "sig"})
    return json.dumps({"keys": entries}).encode()


def rules(kind: str = "RS256", minutes: int = 10, content: bytes | None = None) -> TokenRules:
    """Rules that believe this intranet."""
    keys = read_keys(content if content is not None else public_pem(kind), (kind,))
    return TokenRules(ISSUER, AUDIENCE, keys, minutes)


def claims(**changed: Any) -> dict[str, Any]:
    """The claims of a good token; None takes one out."""
    now = int(time.time())
    good = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": "hbrandt@grabow.de",
        "iat": now,
        "exp": now + 300,
        "jti": uuid.uuid4().hex,
    }
    return {key: value for key, value in {**good, **changed}.items() if value is not None}


def token(
    kind: str = "RS256", number: int = 1, headers: dict[str, Any] | None = None, **changed: Any
) -> str:
    """A token as the intranet issues it."""
    return jwt.encode(claims(**changed), private_key(kind, number), kind, headers=headers)


def forged(header: dict[str, Any], body: dict[str, Any], secret: bytes | None) -> str:
    """A token put together by hand, as no library would: signed with a secret, or not at all."""
    parts = [_encoded(json.dumps(part).encode()) for part in (header, body)]
    signed = ".".join(parts)
    signature = (
        hmac.new(secret, signed.encode(), hashlib.sha256).digest() if secret is not None else b""
    )
    return f"{signed}.{_encoded(signature)}"


def _encoded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()
