"""Calls in two legs, in a module that loads nothing heavy."""

from __future__ import annotations

import os
import time
from pathlib import Path

from assistant.process.relay import Relay


def first_leg(seconds: float = 0) -> Relay:
    return Relay(second_leg, (os.getpid(), seconds))


def second_leg(first: int, seconds: float) -> tuple[int, int, bool]:
    """Both processes, and whether the first still lives."""
    time.sleep(seconds)
    return first, os.getpid(), Path(f"/proc/{first}").exists()


def number() -> int:
    return os.getpid()
