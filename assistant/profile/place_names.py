"""What a place of the official register is called in running text, and what kind of place it is."""

from __future__ import annotations

import re

UNINCORPORATED = ("65", "66")
# The register's "Textkennzeichen".
MUNICIPALITY_KINDS = {
    "60": "Markt",
    "61": "Kreisfreie Stadt",
    "62": "Stadtkreis",
    "63": "Stadt",
    "64": "Gemeinde",
    "67": "Große Kreisstadt",
}
DISTRICT_KINDS = {
    "41": "Kreisfreie Stadt",
    "42": "Stadtkreis",
    "43": "Kreis",
    "44": "Landkreis",
    "45": "Regionalverband",
}
NO_ASSOCIATION = "50"
ASSOCIATION_KINDS = {
    "51": "Amt",
    "52": "Samtgemeinde",
    "53": "Verbandsgemeinde",
    "54": "Verwaltungsgemeinschaft",
    "55": "Amt Kirchspielslandgemeinden",
    "56": "Gemeindeverwaltungsverband",
    "58": "Verwaltungsgemeinschaft",
}
ANY_ASSOCIATION = "Gemeindeverband"
CITY_DISTRICTS = ("Kreisfreie Stadt", "Stadtkreis")

_SHORT_FORMS = (
    ("VVG ", "Vereinbarte Verwaltungsgemeinschaft "),
    ("GVV ", "Gemeindeverwaltungsverband "),
    ("EG ", "Erfüllende Gemeinde "),
)
_SAYS_ITSELF = re.compile(r"kreis|region|regionalverband", re.IGNORECASE)


def municipality_name(official: str) -> str:
    """ "Grabow, Stadt" → "Grabow"."""
    return official.partition(",")[0].strip()


def district_name(official: str, kind: str) -> str:
    """ "Emsland" → "Landkreis Emsland"; "Kiel, Landeshauptstadt" → "Kiel"."""
    name = official.partition(",")[0].strip()
    if kind in CITY_DISTRICTS or not kind or _SAYS_ITSELF.search(name):
        return name
    return f"{kind} {name}"


def association_name(official: str, kind: str) -> str:
    """ "Grabow" → "Amt Grabow"; "Saal a.d.Donau (VGem)" → "Verwaltungsgemeinschaft Saal …"."""
    name = official.removesuffix("(VGem)").removesuffix(", Stadt").strip()
    for short, long in _SHORT_FORMS:
        if name.startswith(short):
            return long + name.removeprefix(short)
    return f"{kind} {name}"
