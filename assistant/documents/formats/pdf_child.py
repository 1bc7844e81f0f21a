"""Sets one PDF and ends: run as a program, so that the memory of setting is given back.

A book of 140 pages takes typst 240 MB. Beside the drawing library in one process, which is kept
for the next document, that would be more than a document may take.
"""

from __future__ import annotations

import json
import sys


def main() -> int:
    """Reads the call as JSON, writes the PDF; what cannot be set is said on stderr, with 3."""
    call = json.load(sys.stdin.buffer)
    sys.path[:] = call["path"]
    import typst

    try:
        made = typst.compile(
            call["source"],
            root=call["root"],
            font_paths=call["fonts"],
            ignore_system_fonts=True,
            sys_inputs={"document": call["document"]},
            pdf_standards="ua-1",
            # A fixed time: the same document gives the same bytes.
            timestamp=0,
        )
    except typst.TypstError as error:
        print(error, file=sys.stderr)
        return CANNOT_SET
    sys.stdout.buffer.write(made)
    return 0


CANNOT_SET = 3

if __name__ == "__main__":
    sys.exit(main())
