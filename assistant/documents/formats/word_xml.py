"""The elements of WordprocessingML that the writer needs, made directly.

python-docx looks a style up and searches the table for every cell it adds; with thousands of rows
that takes minutes.
"""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

SPACE = qn("xml:space")


def element(tag: str, **attributes: str | int) -> Any:
    """`w:tag` with attributes of the same namespace."""
    return OxmlElement(f"w:{tag}", {qn(f"w:{name}"): str(v) for name, v in attributes.items()})


def add(parent: Any, tag: str, **attributes: str | int) -> Any:
    """A new `w:tag` at the end of its parent."""
    child = element(tag, **attributes)
    parent.append(child)
    return child


def paragraph(style: str, *properties: Any) -> Any:
    """An empty paragraph; the properties in the order of the schema."""
    made = element("p")
    held = add(made, "pPr")
    add(held, "pStyle", val=style)
    held.extend(properties)
    return made


def numbered(number: int) -> Any:
    """The property that makes a paragraph a point of a list."""
    held = element("numPr")
    add(held, "ilvl", val=0)
    add(held, "numId", val=number)
    return held


def write(parent: Any, words: str, bold: bool = False) -> None:
    """A run with the words; "\\n" becomes a line break, "\\t" a tab."""
    run = add(parent, "r")
    if bold:
        add(add(run, "rPr"), "b")
    for line_number, line in enumerate(words.split("\n")):
        if line_number:
            add(run, "br")
        for part_number, part in enumerate(line.split("\t")):
            if part_number:
                add(run, "tab")
            if part:
                text = add(run, "t")
                text.text = part
                text.set(SPACE, "preserve")


def field(parent: Any, instruction: str, shown: str) -> None:
    """A field that Word calculates, with what it shows until then."""
    open_field(parent, instruction)
    if shown:
        write(parent, shown)
    add(add(parent, "r"), "fldChar", fldCharType="end")


def open_field(parent: Any, instruction: str) -> None:
    """The beginning of a field; its result follows, then `fldChar` "end"."""
    add(add(parent, "r"), "fldChar", fldCharType="begin")
    words = add(add(parent, "r"), "instrText")
    words.text = f" {instruction} "
    words.set(SPACE, "preserve")
    add(add(parent, "r"), "fldChar", fldCharType="separate")


def bookmark(parent: Any, name: str, number: int) -> None:
    """A place in the text that links and fields can name."""
    add(parent, "bookmarkStart", id=number, name=name)
    add(parent, "bookmarkEnd", id=number)
