"""Fixed texts that speak to whoever works on the profile, put for those who read it.

A council is not the one to look something up, and the figures are the place's, not the reader's.
"""

from __future__ import annotations

import re

CHANGES = (
    ("Prüfen Sie, ob", "Zu prüfen ist, ob"),
    (
        "Lesen Sie vor allem die Spanne, nicht die einzelne Zahl.",
        "Wichtig ist vor allem die Spanne.",
    ),
    ("aus Ihren Altersgruppen", "aus den Altersgruppen"),
    ("nicht Ihren eigenen.", "nicht eigenen Zahlen."),
    ("Geburten und Sterbefälle: Ihre Zahlen", "Geburten und Sterbefälle: die eigenen Zahlen"),
    ("Zu- und Fortzüge: Ihre gemeldeten Zahlen.", "Zu- und Fortzüge: die gemeldeten Zahlen."),
    ("Bitte prüfen Sie die Zahlen.", "Die Zahlen sind zu prüfen."),
)
ADDRESS = re.compile(r"(?<=[^.!?:] )(?:Sie|Ihr\w{0,2}|Ihnen)\b")
"""The polite address within a sentence; at its beginning "Sie" may be "they"."""


def impersonal(text: str) -> str:
    """The text without an address to the one who filled in the figures."""
    for spoken, written in CHANGES:
        text = text.replace(spoken, written)
    return text
