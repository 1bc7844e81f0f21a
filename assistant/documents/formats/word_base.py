"""An empty Word document to begin with: the least a package needs, made by code alone."""

from __future__ import annotations

import io
import zipfile

from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml

from assistant.documents.formats.word_styles import add_styles, defaults

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PARTS = {
    "/word/document.xml": f"{WORD_TYPE}.document.main+xml",
    "/word/styles.xml": f"{WORD_TYPE}.styles+xml",
    "/word/settings.xml": f"{WORD_TYPE}.settings+xml",
    "/word/numbering.xml": f"{WORD_TYPE}.numbering+xml",
    "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "/docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
}
COMPATIBILITY = "http://schemas.microsoft.com/office/word"
EPOCH = (1980, 1, 1, 0, 0, 0)


def base_document(accent: str, language: str) -> bytes:
    """An empty A4 document with our styles: what stands in for an operator's template."""
    styles = parse_xml(f"<w:styles {nsdecls('w')}>{defaults(language)}</w:styles>")
    add_styles(styles, accent, language)
    files = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            ("rId1", f"{OFFICE}/relationships/officeDocument", "word/document.xml"),
            ("rId2", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            ("rId3", f"{OFFICE}/relationships/extended-properties", "docProps/app.xml"),
        ),
        "word/_rels/document.xml.rels": _relations(
            *(
                (f"rId{number}", f"{OFFICE}/relationships/{name}", f"{name}.xml")
                for number, name in enumerate(("styles", "settings", "numbering"), 1)
            )
        ),
        "word/document.xml": _document(),
        "word/styles.xml": styles.xml,
        "word/settings.xml": _settings(language),
        "word/numbering.xml": f"<w:numbering {nsdecls('w')}/>",
        "docProps/core.xml": (
            f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"'
            ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
            ' xmlns:dcterms="http://purl.org/dc/terms/"'
            ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
        ),
        "docProps/app.xml": f'<Properties xmlns="{OFFICE}/extended-properties"/>',
    }
    return packed({name: (HEAD + text).encode() for name, text in files.items()})


def packed(files: dict[str, bytes]) -> bytes:
    """A ZIP archive that says nothing of when it was made."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return made.getvalue()


def repacked(archive: bytes) -> bytes:
    """The same archive without its times."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return packed({name: opened.read(name) for name in opened.namelist()})


def _content_types() -> str:
    parts = "".join(
        f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in PARTS.items()
    )
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels"'
        f' ContentType="{relations}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{parts}</Types>'
    )


def _relations(*relations: tuple[str, str, str]) -> str:
    inside = "".join(
        f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>'
        for name, kind, target in relations
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'


def _document() -> str:
    return (
        f"<w:document {nsdecls('w', 'r')}><w:body><w:sectPr>"
        '<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1418" w:right="1134" w:bottom="1418" w:left="1418"'
        ' w:header="680" w:footer="567" w:gutter="0"/>'
        "</w:sectPr></w:body></w:document>"
    )


def _settings(language: str) -> str:
    return (
        f"<w:settings {nsdecls('w')}>"
        '<w:defaultTabStop w:val="709"/><w:autoHyphenation/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode"'
        f' w:uri="{COMPATIBILITY}" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{language}"/><w:decimalSymbol w:val=","/>'
        '<w:listSeparator w:val=";"/></w:settings>'
    )
