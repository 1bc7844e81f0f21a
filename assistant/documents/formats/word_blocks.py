"""The blocks of a document as paragraphs and tables of Word."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn

from assistant.documents.content import (
    Block,
    Facts,
    Heading,
    Items,
    Notice,
    PageBreak,
    Paragraph,
    Picture,
    Quotation,
    Signatures,
    Table,
)
from assistant.documents.formats.texts import paragraphs
from assistant.documents.formats.word_lists import Lists
from assistant.documents.formats.word_pictures import add_picture
from assistant.documents.formats.word_styles import NAMES_WIDTH
from assistant.documents.formats.word_tables import table
from assistant.documents.formats.word_xml import add, bookmark, element, numbered, paragraph, write

AFTER_TABLE, AFTER_GROUP = 240, 200
"""Room, in twentieths of a point."""
LETTER, MOST_FOR_NAMES = 118, 4000
"""The width of a bold letter and of the widest column of names, in twentieths of a point."""
FEW_FACTS, SHORT = 8, 800
"""So many facts, of so many characters, stay on one page."""
OWN_SPACE = ("heading", "caption", "Hinweis Titel", "Signature", "Vermerk", "Abbildung")
"""Styles that keep their distance to a table before them by themselves."""


class Blocks:
    """Writes blocks to the end of a document's body, before its section's properties."""

    def __init__(self, part: Any, body: Any, ids: dict[str, str]) -> None:
        """`ids` are the ids of the styles by name."""
        self._part, self._body, self._ids = part, body, ids
        self._lists = Lists(part)
        self._break = False
        self._after_table = False
        self._last: Any = None
        self.headings: list[tuple[str, Heading]] = []
        """The headings written, with their bookmarks."""

    def write(self, block: Block) -> None:
        """Adds one block."""
        if isinstance(block, PageBreak):
            self._break = True
        elif isinstance(block, Heading):
            self._heading(block)
        elif isinstance(block, Paragraph):
            # What announces a list or a quotation stays with it.
            kept = [element("keepNext")] if block.text.endswith(":") else []
            self._texts("Vorspann" if block.lead else "Normal", block.text, *kept)
        elif isinstance(block, Quotation):
            self._texts("Quote", block.text)
            if block.origin:
                self._texts("Zitatquelle", f"– {block.origin}")
            self._end_group()
        elif isinstance(block, Items):
            self._items(block)
            self._end_group()
        elif isinstance(block, Facts):
            self._facts(block)
            self._end_group()
        elif isinstance(block, Table):
            self._texts("caption", block.caption, element("keepNext"))
            self.append(table(block, self._ids))
            self._after_table = True
        elif isinstance(block, Picture):
            self._picture(block)
        elif isinstance(block, Notice):
            self._notice(block)
            self._end_group()
        elif isinstance(block, Signatures):
            for person in block.people:
                self._keep_last()
                write(self.paragraph("Signature"), f"\t\n{person}")

    def append(self, made: Any) -> None:
        """Adds an element to the end of the text."""
        last = self._body[-1] if len(self._body) else None
        if last is not None and last.tag.endswith("}sectPr"):
            last.addprevious(made)
        else:
            self._body.append(made)

    def break_page(self) -> None:
        """What comes next begins on a new page."""
        self._break = True

    def paragraph(self, style: str, *properties: Any, before: int | None = None) -> Any:
        """A new paragraph at the end; page breaks are its property, never a paragraph."""
        held = list(properties)
        if self._break:
            keeps = [it for it in held if it.tag.endswith("}keepNext")]
            held.insert(len(keeps), element("pageBreakBefore"))
        if self._after_table and not style.startswith(OWN_SPACE):
            before = before or AFTER_TABLE
        if before is not None:
            held.append(element("spacing", before=before))
        self._break = self._after_table = False
        self._last = paragraph(self._ids[style], *held)
        self.append(self._last)
        return self._last

    def _keep_last(self) -> None:
        """The last paragraph stays on the page of the next: nobody signs an empty one."""
        if self._last is None or self._after_table or self._break:
            return
        properties = self._last.pPr
        if properties.find(qn("w:keepNext")) is None:
            properties.find(qn("w:pStyle")).addnext(element("keepNext"))

    def _end_group(self) -> None:
        """More room below the last paragraph of a group than between its paragraphs."""
        properties = self._last.pPr
        spacing = properties.find(qn("w:spacing"))
        if spacing is None:
            spacing = element("spacing")
            indent = properties.find(qn("w:ind"))
            if indent is None:
                properties.append(spacing)
            else:
                indent.addprevious(spacing)
        spacing.set(qn("w:after"), str(AFTER_GROUP))

    def _texts(self, style: str, text: str, *properties: Any) -> None:
        for lines in paragraphs(text):
            write(self.paragraph(style, *properties), "\n".join(lines))

    def _heading(self, heading: Heading) -> None:
        made = self.paragraph(f"heading {heading.level}")
        name = f"_Toc{len(self.headings) + 1:08d}"
        bookmark(made, name, len(self.headings) + 1)
        write(made, heading.text)
        self.headings.append((name, heading))

    def _items(self, items: Items) -> None:
        style = "List Number" if items.numbered else "List Bullet"
        number = self._lists.numbers() if items.numbered else self._lists.bullets()
        for point in items.points:
            first, *more = paragraphs(point)
            write(self.paragraph(style, numbered(number)), "\n".join(first))
            for lines in more:
                write(self.paragraph("List Continue"), "\n".join(lines))

    def _facts(self, facts: Facts) -> None:
        column = _names_width([name for name, _ in facts.pairs])
        last = len(facts.pairs) - 1
        whole = last < FEW_FACTS and sum(len(value) for _, value in facts.pairs) < SHORT
        for at, (name, value) in enumerate(facts.pairs):
            kept = [element("keepNext")] if whole and at < last else []
            made = self.paragraph("Fakten", *kept)
            if column > NAMES_WIDTH:
                _set_column(made.pPr, column)
            if name:
                write(made, f"{name}:", bold=True)
            write(made, "\t" + "\n".join(line for part in paragraphs(value) for line in part))

    def _picture(self, picture: Picture) -> None:
        self._texts("caption", picture.caption, element("keepNext"))
        made = self.paragraph("Abbildung")
        add_picture(made, self._part, picture.png, picture.name, picture.alt, share=picture.share)

    def _notice(self, notice: Notice) -> None:
        self._texts("Hinweis Titel", notice.title)
        for point in notice.points:
            # One paragraph a point: more would fall out of the frame's indents.
            lines = [line for part in paragraphs(point) for line in part]
            made = self.paragraph("Hinweis Punkt", numbered(self._lists.open_points()))
            write(made, "\n".join(lines))


def _names_width(names: list[str]) -> int:
    """How wide the column of names has to be; a very long name pushes its value on alone."""
    widths = (LETTER * (len(name) + 1) + AFTER_GROUP for name in names)
    return max((width for width in widths if width <= MOST_FOR_NAMES), default=0)


def _set_column(properties: Any, width: int) -> None:
    """The values of facts begin further right than their style says."""
    tabs, indent = element("tabs"), element("ind", left=width, hanging=width)
    add(tabs, "tab", val="clear", pos=NAMES_WIDTH)
    add(tabs, "tab", val="left", pos=width)
    spacing = properties.find(qn("w:spacing"))
    if spacing is None:
        properties.append(tabs)
    else:
        spacing.addprevious(tabs)
    properties.append(indent)
