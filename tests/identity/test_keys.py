"""Key files: what is usable is read, and everything else is refused with a reason."""

from __future__ import annotations

import json

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from assistant.identity.keys import KeyFileError, read_keys
from tests.identity import issuer

PUBLIC = ("RS256", "ES256")


@pytest.mark.parametrize("kind", PUBLIC)
def test_a_public_key_a_certificate_and_a_key_set_are_read(kind: str) -> None:
    for content in (
        issuer.public_pem(kind),
        issuer.certificate_pem(kind),
        issuer.key_set(("a", kind, 1)),
    ):
        (key,) = read_keys(content, PUBLIC)
        assert key.algorithm == kind


def test_every_key_of_a_set_serves_the_algorithm_of_its_kind() -> None:
    content = issuer.key_set(("a", "RS256", 1), ("b", "ES256", 1))
    assert {key.name: key.algorithm for key in read_keys(content, PUBLIC)} == {
        "a": "RS256",
        "b": "ES256",
    }
    assert [key.name for key in read_keys(content, ("ES256",))] == ["b"]


def test_keys_for_encryption_are_passed_over() -> None:
    data = json.loads(issuer.key_set(("a", "RS256", 1), ("b", "RS256", 2)))
    data["keys"][0]["use"] = "enc"
    assert [key.name for key in read_keys(json.dumps(data).encode(), PUBLIC)] == ["b"]


def test_a_shared_secret_is_taken_as_it_stands_but_for_the_last_line_break() -> None:
    (key,) = read_keys(issuer.SECRET + b"\r\n", ("HS256",))
    assert key.material == issuer.SECRET
    assert issuer.SECRET.decode() not in repr(key)


def _pem(public: object) -> bytes:
    return bytes(public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))  # type: ignore[attr-defined]


def _private_set() -> bytes:
    entry = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(issuer.private_key("RS256")))
    return json.dumps({"keys": [entry]}).encode()


@pytest.mark.parametrize(
    ("content", "algorithms", "word"),
    [
        (b"", ("HS256",), "zu kurz"),
        (b"x" * 31 + b"\n", ("HS256",), "zu kurz"),
        (issuer.public_pem("RS256"), ("HS256",), "gemeinsamen"),
        (issuer.key_set(("a", "RS256", 1)), ("HS256",), "gemeinsamen"),
        (issuer.private_pem("RS256"), PUBLIC, "privaten"),
        (issuer.private_pem("ES256"), PUBLIC, "privaten"),
        (_private_set(), PUBLIC, "privaten"),
        (issuer.SECRET, PUBLIC, "lesbaren"),
        (b"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n", PUBLIC, "lesbaren"),
        (b"{}", PUBLIC, "JWKS"),
        (b'{"keys": 5}', PUBLIC, "JWKS"),
        (b'{"keys": []}', PUBLIC, "keinen Schlüssel"),
        (b'{"keys": [{"kty": "oct", "k": "AAAA"}]}', PUBLIC, "keinen Schlüssel"),
        (b'{"keys": [{"kty": "RSA"}]}', PUBLIC, "lesbaren"),
        (issuer.public_pem("RS256"), ("ES256",), "ES256"),
        (_pem(rsa.generate_private_key(65537, 1024).public_key()), PUBLIC, "2048"),
        (_pem(ec.generate_private_key(ec.SECP384R1()).public_key()), PUBLIC, "P-256"),
        (_pem(ed25519.Ed25519PrivateKey.generate().public_key()), PUBLIC, "P-256"),
    ],
)
def test_a_file_that_is_not_usable_is_refused_with_the_reason(
    content: bytes, algorithms: tuple[str, ...], word: str
) -> None:
    with pytest.raises(KeyFileError) as raised:
        read_keys(content, algorithms)
    assert word in str(raised.value)
    assert str(raised.value).endswith(".")
