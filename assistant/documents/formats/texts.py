"""Texts as the formats can carry them: what no file may hold is taken out, nothing else."""

from __future__ import annotations

import re

UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
"""Control characters and non-characters: XML 1.0 forbids them or they show nothing."""

LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
BLANK_LINES = re.compile(r"[ \t]*\n(?:[ \t]*\n)+")


def clean(text: str) -> str:
    """The text with "\\n" for a line's end and "\\n\\n" between paragraphs, surrogates mended."""
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    lines = LINE_ENDS.sub("\n", whole).replace("\t", " ")
    return BLANK_LINES.sub("\n\n", UNWRITABLE.sub("", lines)).strip()


def one_line(text: str) -> str:
    """The text for places that hold one line: headings, captions, names."""
    return " ".join(clean(text).split("\n")).replace("  ", " ").strip()


def paragraphs(text: str) -> list[list[str]]:
    """The paragraphs of a clean text, each as its lines."""
    return [part.split("\n") for part in text.split("\n\n")]
