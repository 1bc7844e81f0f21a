"""What the child process runs when documents are measured: it loads no more than the server's."""

from __future__ import annotations

import resource
import time

from assistant.documents.making import make
from assistant.documents.source import Source
from assistant.process.document_kinds import Format


def made(kind: str, form: Format, source: Source) -> tuple[float, int]:
    """Makes a document; seconds of CPU, and the most memory in MB."""
    make("invitation", "docx", source)
    begun = time.process_time()
    make(kind, form, source)
    used = time.process_time() - begun
    return used, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
