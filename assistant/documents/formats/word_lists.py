"""Real lists in Word: numbering definitions, and a number of its own for each numbered list."""

from __future__ import annotations

from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.parts.numbering import NumberingPart

from assistant.documents.formats.word_xml import add

BULLETS, NUMBERS, OPEN_POINTS = range(3)
"""Our definitions, by their order."""
LEVEL = """
<w:abstractNum {0} w:abstractNumId="{1}"><w:multiLevelType w:val="singleLevel"/>
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{2}"/><w:lvlText w:val="{3}"/>
  <w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{4}" w:hanging="284"/></w:pPr></w:lvl>
</w:abstractNum>"""
KINDS = (("bullet", "•", 397), ("decimal", "%1.", 397), ("bullet", "•", 567))


class Lists:
    """The numbering of one document; gives the number (`w:numId`) that a list's points carry."""

    def __init__(self, part: Any) -> None:
        """`part` is the document's part; a template's own lists stay."""
        self._numbering = _numbering_of(part)
        taken = self._numbering.findall(qn("w:abstractNum"))
        first = 1 + max((int(one.get(qn("w:abstractNumId"))) for one in taken), default=-1)
        for kind, (form, sign, left) in enumerate(KINDS):
            definition = LEVEL.format(nsdecls("w"), first + kind, form, sign, left)
            # All definitions stand before all numbers.
            self._numbering.insert(len(taken) + kind, parse_xml(definition))
        numbers = self._numbering.findall(qn("w:num"))
        self._last = max((int(one.get(qn("w:numId"))) for one in numbers), default=0)
        self._first = first
        self._shared = {kind: self._add(kind) for kind in (BULLETS, OPEN_POINTS)}

    def bullets(self) -> int:
        """For points without an order."""
        return self._shared[BULLETS]

    def open_points(self) -> int:
        """For the points of a notice."""
        return self._shared[OPEN_POINTS]

    def numbers(self) -> int:
        """For a new numbered list: it begins with 1."""
        return self._add(NUMBERS)

    def _add(self, kind: int) -> int:
        self._last += 1
        made = add(self._numbering, "num", numId=self._last)
        add(made, "abstractNumId", val=self._first + kind)
        add(add(made, "lvlOverride", ilvl=0), "startOverride", val=1)
        return self._last


def _numbering_of(part: Any) -> Any:
    try:
        return part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).element
    except KeyError:  # a template without any list
        made = NumberingPart(
            PackURI("/word/numbering.xml"),
            CONTENT_TYPE.WML_NUMBERING,
            parse_xml(f"<w:numbering {nsdecls('w')}/>"),
            part.package,
        )
        part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
        return made.element
