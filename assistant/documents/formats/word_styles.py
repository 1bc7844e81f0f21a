"""The styles of a Word document: what text looks like, by the names people see in Word.

Word's own styles keep their inner names ("heading 1" is shown as "Überschrift 1"), so that
headings, lists and the table of contents work as clerks know them; ours have German names.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml

from assistant.documents.formats.colours import (
    INK,
    LINE,
    MUTED,
    OPEN_GROUND,
    OPEN_LINE,
    OPEN_TEXT,
    TINT,
)

FONT = "Calibri"
NAMES_WIDTH = 2550
"""Room for the names of facts, in twentieths of a point."""


@dataclass(frozen=True)
class Style:
    """A paragraph style: `name` as in the file, `id` in ours, paragraph and run properties."""

    name: str
    id: str
    paragraph: str = ""
    run: str = ""
    based_on: str = "Normal"
    following: str = "Normal"


HEADING = (
    '<w:keepNext/><w:keepLines/><w:suppressAutoHyphens/><w:spacing w:before="{0}" w:after="{1}"/>'
)
BAR = '<w:pBdr><w:left w:val="single" w:sz="{0}" w:space="10" w:color="{1}"/></w:pBdr>'
EDGE = '<w:{0} w:val="single" w:sz="4" w:space="5" w:color="OPEN_GROUND"/>'
OPEN = (
    f"<w:pBdr>{EDGE.format('top')}"
    '<w:left w:val="single" w:sz="24" w:space="10" w:color="OPEN_LINE"/>'
    f'{EDGE.format("bottom")}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="OPEN_GROUND"/>'
)
"""The frame of a notice; edges in the ground's colour give it room inside."""
MUTED_RUN = '<w:color w:val="MUTED"/>'
BOLD_ACCENT = '<w:b/><w:color w:val="ACCENT"/>'

STYLES = (
    Style("Normal", "Normal", '<w:spacing w:after="140" w:line="278" w:lineRule="auto"/>'),
    Style(
        "Title",
        "Title",
        "<w:keepNext/><w:keepLines/><w:pBdr>"
        '<w:bottom w:val="single" w:sz="12" w:space="6" w:color="ACCENT"/></w:pBdr>'
        '<w:suppressAutoHyphens/><w:spacing w:after="160" w:line="240" w:lineRule="auto"/>',
        BOLD_ACCENT + '<w:sz w:val="44"/>',
    ),
    Style("Subtitle", "Subtitle", '<w:spacing w:after="80"/>', '<w:sz w:val="25"/>'),
    Style("heading 1", "Heading1", HEADING.format(480, 160), BOLD_ACCENT + '<w:sz w:val="32"/>'),
    Style("heading 2", "Heading2", HEADING.format(400, 120), BOLD_ACCENT + '<w:sz w:val="27"/>'),
    Style("heading 3", "Heading3", HEADING.format(320, 100), '<w:b/><w:sz w:val="24"/>'),
    Style("heading 4", "Heading4", HEADING.format(280, 80), "<w:b/>"),
    Style("TOC Heading", "TOCHeading", HEADING.format(0, 160), BOLD_ACCENT + '<w:sz w:val="32"/>'),
    Style(
        "toc 1",
        "TOC1",
        '<w:tabs><w:tab w:val="right" w:pos="9355"/></w:tabs>'
        '<w:spacing w:before="140" w:after="50"/><w:ind w:right="567"/>',
        "<w:b/>",
    ),
    Style(
        "toc 2",
        "TOC2",
        '<w:tabs><w:tab w:val="right" w:pos="9355"/></w:tabs>'
        '<w:spacing w:after="50"/><w:ind w:left="284" w:right="567"/>',
    ),
    Style(
        "Quote", "Quote", BAR.format(16, "LINE") + '<w:spacing w:after="100"/><w:ind w:left="340"/>'
    ),
    Style(
        "Zitatquelle",
        "Zitatquelle",
        BAR.format(16, "LINE") + '<w:spacing w:after="220"/><w:ind w:left="340"/>',
        MUTED_RUN + '<w:sz w:val="19"/>',
        following="Normal",
    ),
    Style("List Bullet", "ListBullet", '<w:spacing w:after="70"/>', following="ListBullet"),
    Style("List Number", "ListNumber", '<w:spacing w:after="70"/>', following="ListNumber"),
    Style("List Continue", "ListContinue", '<w:spacing w:after="70"/><w:ind w:left="397"/>'),
    Style(
        "caption",
        "Caption",
        '<w:keepLines/><w:suppressAutoHyphens/><w:spacing w:before="200" w:after="100"/>',
        "<w:b/>" + MUTED_RUN + '<w:sz w:val="19"/>',
    ),
    Style("header", "Header", '<w:spacing w:after="0"/>', BOLD_ACCENT + '<w:sz w:val="24"/>'),
    Style(
        "footer",
        "Footer",
        '<w:pBdr><w:top w:val="single" w:sz="4" w:space="6" w:color="LINE"/></w:pBdr>'
        '<w:tabs><w:tab w:val="right" w:pos="9355"/></w:tabs><w:spacing w:after="0"/>',
        MUTED_RUN + '<w:sz w:val="17"/>',
    ),
    Style(
        "Signature",
        "Signature",
        "<w:keepLines/>"
        '<w:tabs><w:tab w:val="left" w:leader="underscore" w:pos="4820"/></w:tabs>'
        '<w:spacing w:before="760" w:after="0"/>',
        MUTED_RUN + '<w:sz w:val="19"/>',
    ),
    Style("Dokumentart", "Dokumentart", '<w:spacing w:before="240" w:after="40"/>', MUTED_RUN),
    Style("Stand", "Stand", '<w:spacing w:after="320"/>', MUTED_RUN + '<w:sz w:val="19"/>'),
    Style("Vermerk", "Vermerk", '<w:spacing w:before="480"/>', MUTED_RUN + '<w:sz w:val="18"/>'),
    Style("Vorspann", "Vorspann", '<w:spacing w:after="200"/>', MUTED_RUN + '<w:sz w:val="24"/>'),
    Style(
        "Fakten",
        "Fakten",
        f'<w:tabs><w:tab w:val="left" w:pos="{NAMES_WIDTH}"/></w:tabs>'
        f'<w:spacing w:after="60"/><w:ind w:left="{NAMES_WIDTH}" w:hanging="{NAMES_WIDTH}"/>',
        following="Fakten",
    ),
    Style("Tabellentext", "Tabellentext", '<w:spacing w:after="0"/>', '<w:sz w:val="19"/>'),
    Style(
        "Tabellenkopf",
        "Tabellenkopf",
        "<w:keepNext/>",
        BOLD_ACCENT,
        based_on="Tabellentext",
        following="Tabellentext",
    ),
    Style("Abbildung", "Abbildung", '<w:spacing w:before="60" w:after="200"/>'),
    # All parts of a notice have the same indents: only then Word draws one frame around them.
    Style(
        "Hinweis Titel",
        "HinweisTitel",
        f'<w:keepNext/><w:keepLines/>{OPEN}<w:spacing w:before="240" w:after="60"/>'
        '<w:ind w:left="567" w:hanging="284"/>',
        '<w:b/><w:color w:val="OPEN_TEXT"/>',
        following="HinweisPunkt",
    ),
    Style(
        "Hinweis Punkt",
        "HinweisPunkt",
        f'{OPEN}<w:spacing w:after="60"/><w:ind w:left="567" w:hanging="284"/>',
        following="HinweisPunkt",
    ),
)

BUILT_IN = ("Normal", "Title", "Subtitle", "TOC Heading", "Quote", "Signature") + tuple(
    f"List {kind}" for kind in ("Bullet", "Number", "Continue")
)
"""Names that Word knows, beside those it writes small."""

TABLE_NAME, TABLE_ID = "Tabelle Kommune", "TabelleKommune"
TABLE = f"""
<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{TABLE_ID}">
 <w:name w:val="{TABLE_NAME}"/><w:uiPriority w:val="59"/><w:qFormat/>
 <w:tblPr><w:tblBorders>
   <w:bottom w:val="single" w:sz="4" w:space="0" w:color="LINE"/>
   <w:insideH w:val="single" w:sz="4" w:space="0" w:color="LINE"/>
  </w:tblBorders>
  <w:tblCellMar><w:top w:w="70" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>
   <w:bottom w:w="70" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>
 <w:tblStylePr w:type="firstRow"><w:tcPr>
  <w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="ACCENT"/></w:tcBorders>
  <w:shd w:val="clear" w:color="auto" w:fill="TINT"/></w:tcPr></w:tblStylePr>
</w:style>"""


def defaults(language: str) -> str:
    """What holds where no style says otherwise: the font and the language."""
    return (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
        f'<w:color w:val="{INK[1:]}"/><w:sz w:val="22"/><w:szCs w:val="22"/>'
        f'<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )


def add_styles(styles: Any, accent: str, language: str) -> dict[str, str]:
    """Adds to a `w:styles` element what it lacks; gives the id of each style by its name."""
    present = {
        style.find(qn("w:name")).get(qn("w:val")).casefold(): style.get(qn("w:styleId"))
        for style in styles.findall(qn("w:style"))
        if style.find(qn("w:name")) is not None
    }
    ids = {style.name: present.get(style.name.casefold(), style.id) for style in STYLES}
    for style in STYLES:
        if style.name.casefold() not in present:
            styles.append(parse_xml(_coloured(_xml(style, ids, language), accent)))
    if TABLE_NAME.casefold() not in present:
        styles.append(parse_xml(_coloured(TABLE, accent)))
    return {**ids, TABLE_NAME: present.get(TABLE_NAME.casefold(), TABLE_ID)}


def _xml(style: Style, ids: dict[str, str], language: str) -> str:
    own_id = {known.id: ids[known.name] for known in STYLES}
    built_in = style.name[0].islower() or style.name in BUILT_IN
    custom = "" if built_in else ' w:customStyle="1"'
    default = ' w:default="1"' if style.name == "Normal" else ""
    parent = "" if default else f'<w:basedOn w:val="{own_id[style.based_on]}"/>'
    following = f'<w:next w:val="{own_id[style.following]}"/>'
    level = style.name[-1] if style.name.startswith("heading ") else ""
    outline = f'<w:outlineLvl w:val="{int(level) - 1}"/>' if level else ""
    return (
        f'<w:style {nsdecls("w")} w:type="paragraph"{default}{custom} w:styleId="{style.id}">'
        f'<w:name w:val="{style.name}"/>{parent}{following}<w:qFormat/>'
        f"<w:pPr>{style.paragraph}{outline}</w:pPr>"
        f'<w:rPr>{style.run}<w:lang w:val="{language}"/></w:rPr></w:style>'
    )


def _coloured(xml: str, accent: str) -> str:
    colours = {
        "ACCENT": accent,
        "OPEN_TEXT": OPEN_TEXT,
        "OPEN_LINE": OPEN_LINE,
        "OPEN_GROUND": OPEN_GROUND,
        "MUTED": MUTED,
        "LINE": LINE,
        "TINT": TINT,
    }
    for name, colour in colours.items():
        xml = xml.replace(f'"{name}"', f'"{colour[1:]}"')
    return xml
