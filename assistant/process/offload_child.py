"""What runs in a child process: reads calls from its input, writes results to its output.

Started as a script of its own (`offload.py`), so that nothing of the server is loaded here, Rasa
and TensorFlow least of all. It imports only what the calls need. Of the standard library alone,
since it begins without a path to anything else.
"""

from __future__ import annotations

import ctypes
import os
import pickle
import resource
import signal
import struct
import sys
from typing import Any, BinaryIO

LENGTH = struct.Struct("!Q")
OUT_OF_MEMORY = 77
"""How the child ends when its memory did not suffice."""
PR_SET_PDEATHSIG = 1
"""From <linux/prctl.h>: the signal that the kernel sends when the parent has died."""


def main() -> None:
    """Answers calls until the input ends or the server does."""
    source, results = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # What a library prints must not get between the results.
    os.dup2(2, 1)
    path, memory, parent = _read(source)
    _end_with(parent)
    sys.path[:] = path
    os.nice(5)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    while True:
        try:
            header = source.read(LENGTH.size)
            if not header:
                return
            content = source.read(LENGTH.unpack(header)[0])
            answer = _answer(content)
        except MemoryError:
            # Nothing is certain any more; the next call gets a fresh child.
            os._exit(OUT_OF_MEMORY)
        results.write(LENGTH.pack(len(answer)) + answer)
        results.flush()


def _end_with(parent: int) -> None:
    """Ends this process with the server: what is done here is of no use to anybody then."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        # It died before we asked to be told.
        os._exit(0)


def _answer(content: bytes) -> bytes:
    """A call's result or error, ready to be sent."""
    try:
        function, arguments, seconds = pickle.loads(content)
        # Should the parent be gone when the time is over, nobody else would end this.
        signal.alarm(seconds)
        result = function(*arguments)
        return pickle.dumps((True, result), pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        raise
    except Exception as error:
        return _packed(error)
    finally:
        signal.alarm(0)


def _packed(error: Exception) -> bytes:
    """The error, or one that can be sent in its place."""
    try:
        packed = pickle.dumps((False, error), pickle.HIGHEST_PROTOCOL)
        pickle.loads(packed)
    except Exception:
        return pickle.dumps((False, RuntimeError(type(error).__name__)))
    return packed


def _read(source: BinaryIO) -> Any:
    return pickle.loads(source.read(LENGTH.unpack(source.read(LENGTH.size))[0]))


if __name__ == "__main__":
    main()
