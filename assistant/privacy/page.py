"""Writes `docs/privacy.md`: which personal data are stored, made from the content.

`python -m assistant.privacy.page FILE` writes it; `--check FILE` ends with 1 when it is outdated.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from assistant.privacy.inventory import Inventory, Kind, load_inventory

INTRODUCTION = Path(__file__).parent / "content" / "page.md"
COLUMNS = (
    ("Was", "what"),
    ("Von wem", "whose"),
    ("Wozu", "why"),
    ("Wie lange", "kept"),
    ("Wer es sieht", "seen_by"),
    ("Wie es gelöscht wird", "deleted"),
)


def page(inventory: Inventory) -> str:
    """The page as Markdown."""
    return INTRODUCTION.read_text("utf-8") + "\n" + "\n".join(_table(inventory)) + "\n"


def _table(inventory: Inventory) -> Iterator[str]:
    yield "## Welche personenbezogenen Daten gespeichert werden"
    yield ""
    yield (
        "Diese Tabelle entsteht aus `assistant/privacy/content/personal_data.yml` "
        "(`python -m assistant.privacy.page`). Die Papiere und die Auskunft an eine Person "
        "benutzen dieselbe. Die Fristen sind die der Vorgabe; Rechtsgrundlagen nennt das "
        "Verarbeitungsverzeichnis."
    )
    yield ""
    yield f"| Art | {' | '.join(title for title, _ in COLUMNS)} |"
    yield f"|---|{'---|' * len(COLUMNS)}"
    for kind in inventory.kinds:
        yield f"| **{kind.title}** | {' | '.join(_cells(kind))} |"
    yield ""
    yield "### Spalten der Datenbank"
    yield ""
    for kind in inventory.kinds:
        yield f"- {kind.title}: {', '.join(f'`{column}`' for column in kind.columns)}"
    yield ""
    yield "Ohne Bezug zu Personen:"
    yield ""
    for reason in dict.fromkeys(inventory.without.values()):
        columns = [column for column, why in inventory.without.items() if why == reason]
        yield f"- {', '.join(f'`{column}`' for column in columns)}: {reason}"


def _cells(kind: Kind) -> Iterator[str]:
    for _, name in COLUMNS:
        yield getattr(kind, name).replace("|", "\\|")


def main(arguments: list[str]) -> int:
    """Writes or checks the page."""
    path = Path(arguments[-1])
    text = page(load_inventory())
    if "--check" in arguments:
        if path.exists() and path.read_text("utf-8") == text:
            return 0
        print(f"{path} ist nicht aktuell: `python -m assistant.privacy.page {path}`")
        return 1
    path.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
