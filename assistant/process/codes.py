"""Codes that people type and tokens that programs carry; only their hashes are stored."""

from __future__ import annotations

import hashlib
import secrets

# Without 0, O, 1, I, L and U: a code is read out on the telephone and typed from paper.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS, GROUP_LENGTH = 4, 4
TOKEN_BYTES = 32


def new_code() -> str:
    """A new access or invitation code, 78 bits, such as K7QM-3XPA-9TDW-HC4R."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))
    return "-".join(groups)


def new_token() -> str:
    """A new token of a session, 256 bits."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def hash_code(code: str) -> str:
    """The hash under which a code is stored; spaces, dashes and case do not matter."""
    return hash_token("".join(c for c in code.upper() if c.isalnum()))


def hash_token(token: str) -> str:
    """SHA-256 in hex. Enough without salt: codes and tokens are random, not chosen by people.

    They are looked up by this hash, never compared letter by letter: how long that takes tells
    nothing about a code, since nobody can choose the hash of a guess.
    """
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).hexdigest()
