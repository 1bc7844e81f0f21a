"""A municipality's colour, made dark enough to be read on white."""

from __future__ import annotations

import re

from assistant.documents.content import COLOUR

INK, MUTED, LINE, TINT = "#17231f", "#3c4843", "#d9d5cc", "#f3f1ec"
"""The design's text, secondary text, lines and grounds."""
OPEN_TEXT, OPEN_LINE, OPEN_GROUND = "#664100", "#c08a2b", "#f9eed6"
"""What is still open: the design's brass."""

WRITTEN = re.compile(r"#[0-9a-fA-F]{6}")
CONTRAST_OF_TEXT = 7.0


def readable(colour: str) -> str:
    """The colour as "#rrggbb", darkened until text in it has a contrast of 7:1 on white."""
    written = colour if WRITTEN.fullmatch(colour) else COLOUR
    red, green, blue = (int(written[at : at + 2], 16) for at in (1, 3, 5))
    for step in range(100, -1, -4):
        shade = [part * step // 100 for part in (red, green, blue)]
        if 1.05 / (_luminance(shade) + 0.05) >= CONTRAST_OF_TEXT:
            break
    return "#" + "".join(f"{part:02x}" for part in shade)


def _luminance(colour: list[int]) -> float:
    """Relative luminance after WCAG 2."""
    parts = [part / 255 for part in colour]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
