"""The safe part of SVG: shapes, colours, text and embedded pictures, nothing that acts or fetches.

What is dangerous is refused and named; what only other programs understand (notes of a drawing
program) is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree  # type: ignore[import-untyped]

SVG = "http://www.w3.org/2000/svg"
XML = "http://www.w3.org/XML/1998/namespace"
MOST_ELEMENTS = 50_000

DRAWN = """
svg g defs symbol use switch title desc style path rect circle ellipse line polyline polygon
text tspan textPath image linearGradient radialGradient stop pattern clipPath mask marker
filter feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight
feSpecularLighting feSpotLight feTile feTurbulence
"""
DRAWN_NAMES = frozenset(DRAWN.split())
REFUSED = {
    "script": "ein Programm (script)",
    "handler": "ein Programm (handler)",
    "foreignObject": "fremde Inhalte (foreignObject)",
    "iframe": "fremde Inhalte (iframe)",
    "object": "fremde Inhalte (object)",
    "embed": "fremde Inhalte (embed)",
}
LINKS = ("href", "src")
EMBEDDED = re.compile(r"\s*data:image/(png|jpeg|jpg|gif|webp)\s*;\s*base64\s*,", re.IGNORECASE)
# A reference in a style that does not stay within the drawing, or that hides what it is.
FETCHES = re.compile(
    r"@import|url\(\s*(?!['\"]?\s*#)|(?:java|vb)script\s*:|expression\s*\(|\\", re.IGNORECASE
)


class PictureError(ValueError):
    """The picture cannot be used; the message says why in German."""


def safe_svg(content: bytes) -> str:
    """The drawing with nothing but its drawn parts. Raises PictureError for what is no such."""
    root = _parsed(content)
    for number, element in enumerate(list(root.iter()), 1):
        if number > MOST_ELEMENTS:
            raise PictureError(
                f"Die Zeichnung hat mehr als {MOST_ELEMENTS} Teile. Bitte speichern Sie das Wappen "
                "als PNG-Bild."
            )
        _check(element)
        if not _is_drawn(element):
            element.getparent().remove(element)
    text: str = etree.tostring(root, encoding="unicode")
    return text


def _parsed(content: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise PictureError(
            "Die Datei ist keine lesbare SVG-Zeichnung. Bitte öffnen Sie sie in einem "
            "Zeichenprogramm und speichern Sie sie neu als „reines SVG“ oder als PNG-Bild."
        ) from error
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and next(dtd.iterentities(), None) is not None:
        raise _refused("eigene Abkürzungen (ENTITY)")
    if root.tag not in ("svg", f"{{{SVG}}}svg"):
        raise PictureError(
            "Die Datei ist keine SVG-Zeichnung. Für das Wappen wird ein PNG-Bild oder eine "
            "SVG-Zeichnung gebraucht, zum Beispiel wappen.svg."
        )
    return root


def _check(element: etree._Element) -> None:
    if not isinstance(element.tag, str):
        raise _refused("eigene Abkürzungen (ENTITY)")
    name = etree.QName(element).localname
    if name in REFUSED:
        raise _refused(REFUSED[name])
    if name == "style" and FETCHES.search("".join(element.itertext())):
        raise _refused("einen Verweis in den Formatangaben (style)")
    for attribute, value in _attributes(element):
        if attribute.lower().startswith("on"):
            raise _refused(f"ein Programm ({attribute})")
        if attribute in LINKS and not _stays_inside(name, value):
            raise _refused(f"einen Verweis auf eine andere Adresse ({attribute})")
        if attribute not in LINKS and FETCHES.search(value):
            raise _refused(f"einen Verweis auf eine andere Adresse ({attribute})")


def _attributes(element: etree._Element) -> Iterator[tuple[str, str]]:
    """The attributes that mean something in SVG: its own, links of any kind, `xml:base`."""
    for key, value in element.attrib.items():
        name = etree.QName(key)
        if name.namespace == XML and name.localname == "base":
            raise _refused("eine fremde Grundadresse (xml:base)")
        if name.namespace is None or name.localname in LINKS:
            yield name.localname, value


def _stays_inside(element: str, value: str) -> bool:
    if value.strip().startswith("#") or not value.strip():
        return True
    return element in ("image", "feImage") and EMBEDDED.match(value) is not None


def _is_drawn(element: etree._Element) -> bool:
    name = etree.QName(element)
    if element.getparent() is None:
        return True
    return name.namespace in (SVG, None) and name.localname in DRAWN_NAMES


def _refused(what: str) -> PictureError:
    return PictureError(
        f"Die Zeichnung enthält {what} und wird deshalb nicht angenommen. Bitte speichern Sie das "
        "Wappen als „reines SVG“ ohne Verknüpfungen oder als PNG-Bild."
    )
