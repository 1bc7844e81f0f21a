"""The table of personal data: what is stored, whose, why, how long, who sees it, how it goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from assistant.privacy.filling import fill
from assistant.privacy.periods import Periods

CONTENT = Path(__file__).parent / "content" / "personal_data.yml"


@dataclass(frozen=True)
class Kind:
    """One kind of personal data. `columns` are "table.column"; all texts are German."""

    id: str
    title: str
    what: str
    whose: str
    why: str
    basis: str
    kept: str
    seen_by: str
    deleted: str
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Inventory:
    """All kinds, and the columns that say nothing about a person.

    `without` is the reason by column ("table.*" for all of a table), `person` the columns that
    name a member by table, `withheld` the reason by column that her export leaves out.
    """

    kinds: tuple[Kind, ...]
    without: Mapping[str, str]
    person: Mapping[str, tuple[str, ...]]
    withheld: Mapping[str, str]

    def kind_of(self, table: str) -> Kind | None:
        """The kind that the rows of a table are; the one with most of its columns."""
        counted = [(sum(_is_of(column, table) for column in k.columns), k) for k in self.kinds]
        most, kind = max(counted, key=lambda pair: pair[0])
        return kind if most else None


def load_inventory(periods: Periods | None = None) -> Inventory:
    """The table with its periods filled; without any, with the defaults."""
    return _load(periods or Periods())


@lru_cache(maxsize=4)
def _load(periods: Periods) -> Inventory:
    data = yaml.load(CONTENT.read_text("utf-8"), Loader=yaml.CSafeLoader)
    words = periods.words()
    return Inventory(
        kinds=tuple(_kind(entry, data["bases"], words) for entry in data["kinds"]),
        without={c: entry["reason"] for entry in data["without"] for c in entry["columns"]},
        person={table: tuple(columns) for table, columns in data["person"].items()},
        withheld=data["withheld"],
    )


def _kind(entry: Mapping[str, Any], bases: Mapping[str, str], words: Mapping[str, str]) -> Kind:
    texts = {
        name: fill(" ".join(entry[name].split()), words)
        for name in ("title", "what", "whose", "why", "kept", "seen_by", "deleted")
    }
    basis = " ".join(bases[entry["basis"]].split())
    return Kind(id=entry["id"], basis=basis, columns=tuple(entry["columns"]), **texts)


def _is_of(column: str, table: str) -> bool:
    return column.partition(".")[0] == table
