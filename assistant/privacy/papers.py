"""The papers a town hall needs: templates filled with who is responsible and what is stored.

Plain data: a paper is a list of blocks, each a kind with its content. `documents/papers.py` makes
them documents. What is not known stays as a gap that anybody sees: "[bitte eintragen: …]".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import yaml

from assistant.privacy.filling import fill
from assistant.privacy.inventory import Inventory, Kind, load_inventory
from assistant.privacy.periods import Periods

CONTENT = Path(__file__).parent / "content" / "papers"
GAP = re.compile(r"\[bitte eintragen: ([^\]]+)\]")
# What the house has to say of itself: the word in the texts, and what is missing without it.
HOUSE = {
    "operator": "verantwortliche Stelle mit Anschrift",
    "privacy_contact": "Datenschutzstelle mit Telefon und E-Mail",
    "supervisory_authority": "Aufsichtsbehörde für den Datenschutz",
    "accessibility_contact": "Stelle für Meldungen von Barrieren, mit Telefon und E-Mail",
    "arbitration_body": "Schlichtungs- oder Durchsetzungsstelle des Landes, mit Anschrift",
}
FACTS = {
    "title": "Art",
    "what": "Was",
    "whose": "Von wem",
    "why": "Wozu",
    "basis": "Rechtsgrundlage",
    "kept": "Wie lange",
    "seen_by": "Wer es sieht",
    "deleted": "Wie es gelöscht wird",
}
TEXTS = ("lead", "heading", "subheading", "paragraph")
LISTS = ("items", "numbered", "signatures")

Audience = Literal["public", "house"]


class UnusablePaperError(ValueError):
    """An own paper that cannot be read; the text says which and why, in German."""


@dataclass(frozen=True)
class Block:
    """One part of a paper. `kind` is a key of TEXTS or LISTS, "facts" or "table".

    `text` for texts, `points` for lists, `pairs` for facts, `caption`, `columns` and `rows` for a
    table.
    """

    kind: str
    text: str = ""
    points: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    caption: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    def texts(self) -> Iterator[str]:
        """All that can be read in it."""
        yield self.text
        yield from self.points
        for pair in self.pairs:
            yield from pair
        yield self.caption
        for row in self.rows:
            yield from row


@dataclass(frozen=True)
class Paper:
    """One paper. "public" ones are for everybody, "house" ones for the house's own files."""

    id: str
    title: str
    about: str
    audience: Audience
    order: int
    blocks: tuple[Block, ...]

    def gaps(self) -> list[str]:
        """What somebody still has to fill in, each once."""
        found = (gap for block in self.blocks for text in block.texts() for gap in _gaps(text))
        return list(dict.fromkeys(found))


@dataclass(frozen=True)
class House:
    """What the house says of itself, by the words of HOUSE; what is empty becomes a gap."""

    said: Mapping[str, str] = field(default_factory=dict)
    reviewed: str = ""

    def words(self) -> Mapping[str, str]:
        """The words for the texts."""
        words = {
            name: self.said.get(name) or f"[bitte eintragen: {missing}]"
            for name, missing in HOUSE.items()
        }
        name = self.said.get("operator", "").partition(",")[0].strip()
        return {**words, "operator_name": name or "[bitte eintragen: Name der Kommune]"}

    def missing(self) -> list[str]:
        """The words of HOUSE that are not said."""
        return [name for name in HOUSE if not self.said.get(name)]


def load_papers(house: House, periods: Periods, own: Path | None = None) -> tuple[Paper, ...]:
    """All papers in their order; a file of the same name in the folder `own` replaces ours.

    Raises UnusablePaperError for an own one that cannot be read.
    """
    words = {**house.words(), **periods.words()}
    inventory = load_inventory(periods)
    found = []
    for path in sorted(CONTENT.glob("*.yml")):
        replaced = own / path.name if own is not None else path
        source = replaced if replaced.is_file() else path
        try:
            data = yaml.load(source.read_text("utf-8"), Loader=yaml.CSafeLoader)
            found.append(_paper(path.stem, data, words, inventory))
        except (yaml.YAMLError, UnicodeError, KeyError, TypeError, ValueError) as error:
            raise UnusablePaperError(f"{source}: {type(error).__name__}: {error}") from error
    return tuple(sorted(found, key=lambda paper: paper.order))


def _paper(
    name: str, data: Mapping[str, Any], words: Mapping[str, str], inventory: Inventory
) -> Paper:
    blocks = tuple(made for block in data["blocks"] for made in _blocks(block, words, inventory))
    return Paper(name, data["title"], data["about"], data["audience"], data["order"], blocks)


def _blocks(
    block: Mapping[str, Any], words: Mapping[str, str], inventory: Inventory
) -> Iterator[Block]:
    kind = next(iter(block))
    content = block[kind]
    if kind in TEXTS:
        yield Block(kind, text=_filled(content, words))
    elif kind in LISTS:
        yield Block(kind, points=tuple(_filled(point, words) for point in content))
    elif kind == "facts":
        pairs = tuple((name, _filled(value, words)) for name, value in content)
        yield Block(kind, pairs=pairs)
    elif kind == "table":
        rows = tuple(tuple(_filled(cell, words) for cell in row) for row in content["rows"])
        columns = tuple(content["columns"])
        if any(len(row) != len(columns) for row in rows):
            raise ValueError(f"Eine Zeile ist nicht so lang wie der Kopf: {content['caption']}")
        yield Block(kind, caption=content["caption"], columns=columns, rows=rows)
    elif kind == "personal_data" and block.get("as_facts"):
        yield from _as_facts(inventory, content)
    elif kind == "personal_data":
        columns = tuple(FACTS[name] for name in content)
        rows = tuple(tuple(getattr(one, name) for name in content) for one in inventory.kinds)
        yield Block("table", caption=block["caption"], columns=columns, rows=rows)
    else:
        raise ValueError(f"Diese Art von Baustein gibt es nicht: {kind}")


def _as_facts(inventory: Inventory, names: list[str]) -> Iterator[Block]:
    """Each kind under a heading of its own: a table with so many columns could not be read."""
    for kind in inventory.kinds:
        yield Block("subheading", text=kind.title)
        yield Block("facts", pairs=_facts(kind, names))


def _facts(kind: Kind, names: list[str]) -> tuple[tuple[str, str], ...]:
    return tuple((FACTS[name], getattr(kind, name)) for name in names if name != "title")


def _filled(text: object, words: Mapping[str, str]) -> str:
    if not isinstance(text, str):
        # A colon in a line without quotation marks makes it something else in YAML.
        raise ValueError(f"Das ist kein Text, bitte in Anführungszeichen setzen: {text}")
    return fill(" ".join(text.split()), words)


def _gaps(text: str) -> list[str]:
    return GAP.findall(text)
