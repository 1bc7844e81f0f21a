"""One way to write a value as JSON, so that a signature fits on every machine.

As RFC 8785 (JSON Canonicalization Scheme): keys sorted by their UTF-16 code units, no spaces,
UTF-8, only the escapes that JSON needs. Narrower than it: numbers are whole, since fractions are
what programs write differently.
"""

from __future__ import annotations

import json
from typing import Any

LARGEST = 2**53 - 1


class NotCanonicalError(ValueError):
    """A value that has no canonical form here: a fraction, or a number too large."""


def canonical(value: Any) -> bytes:
    """The canonical bytes of a value. Raises NotCanonicalError."""
    return _written(value).encode("utf-8", "surrogatepass")


def _written(value: Any) -> str:
    if value is None or isinstance(value, (bool, str)):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, int):
        if abs(value) > LARGEST:
            raise NotCanonicalError(str(value))
        return str(value)
    if isinstance(value, list):
        return f"[{','.join(map(_written, value))}]"
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be", "surrogatepass"))
        return "{" + ",".join(f"{_written(key)}:{_written(value[key])}" for key in keys) + "}"
    raise NotCanonicalError(type(value).__name__)
