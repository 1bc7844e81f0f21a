"""The exchange file: a card as signed JSON that people can read, and the checks of a foreign one.

Whatever a file holds, it is text: lengths are bounded, control characters and signs that turn the
direction of writing are refused, and nothing in it is ever run or followed.
"""

from __future__ import annotations

import base64
import binascii
import datetime
import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import jsonschema

from assistant.exchange import keys
from assistant.exchange.canonical import NotCanonicalError, canonical
from assistant.exchange.model import BASICS, Card, Item, Shared

SCHEMA = Path(__file__).parent / "content" / "card.schema.json"
FORMAT, VERSION = "daks-card", 1
LARGEST_FILE = 2 * 1024 * 1024
MOMENT = "%Y-%m-%dT%H:%M:%SZ"
SIGNED = ("format", "version", "card")
# So far ahead a clock may be.
AHEAD = datetime.timedelta(days=2)
# Letters that are written together need no joiner to be told from others; these hide or turn text.
HIDING = frozenset("\u200b\u200e\u200f\u2028\u2029\ufeff") | frozenset(
    chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
)


class UnusableCardError(ValueError):
    """A file that is not taken; the text says why, in German."""


@dataclass(frozen=True)
class SignedCard:
    """A card from a file whose signature fits: who signed it is another question."""

    card: Card
    foreign_id: str
    issued_at: datetime.datetime
    fingerprint: str

    @property
    def withdraws(self) -> bool:
        """Whether it takes back what an earlier file had shared."""
        return not self.card.items


def write_card(card: Card, card_id: str, issued_at: datetime.datetime, key: bytes) -> bytes:
    """The exchange file of a card. A card without items takes back what was exported before."""
    content: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "card": {
            "id": card_id,
            "issued_at": issued_at.astimezone(datetime.timezone.utc).strftime(MOMENT),
            "items": [_item_data(one) for one in card.items],
        },
    }
    signature = keys.sign(key, canonical(content))
    content["key"] = base64.b64encode(keys.public_key(key)).decode()
    content["signature"] = base64.b64encode(signature).decode()
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _item_data(shared: Shared) -> dict[str, Any]:
    item = shared.item
    return {
        "id": item.id,
        "kind": item.kind,
        "title": item.title,
        "text": item.text,
        "at": shared.at.date().isoformat(),
        "facts": dict(item.facts),
    }


def read_card(content: bytes, now: datetime.datetime) -> SignedCard:
    """The card of a file. Raises UnusableCardError for one that is broken, altered or hostile."""
    data = _parsed(content)
    for error in _validator().iter_errors(data):
        where = "/".join(str(part) for part in error.absolute_path) or "am Anfang"
        raise UnusableCardError(
            f"Das ist keine Austauschdatei, wie sie hier gelesen wird (Stelle: {where[:120]}). "
            "Erwartet wird eine Datei von `daks exchange export`."
        )
    public, signature = (_bytes(data[name]) for name in ("key", "signature"))
    signed = {name: data[name] for name in SIGNED}
    if not keys.has_signed(public, signature, canonical(signed)):
        raise UnusableCardError(
            "Die Unterschrift passt nicht zum Inhalt: Die Datei wurde verändert oder ist "
            "beschädigt. Bitte lassen Sie sie sich noch einmal schicken."
        )
    if any(_hides(text) for text in _texts(data["card"])):
        raise UnusableCardError(
            "Die Datei enthält Steuerzeichen oder unsichtbare Zeichen. Sie wird nicht gelesen."
        )
    card = data["card"]
    issued_at = datetime.datetime.strptime(card["issued_at"], MOMENT)
    issued_at = issued_at.replace(tzinfo=datetime.timezone.utc)
    if issued_at > now + AHEAD:
        raise UnusableCardError("Die Datei trägt ein Datum in der Zukunft. Sie wird nicht gelesen.")
    items = tuple(_shared(row) for row in card["items"])
    _check_items(items)
    return SignedCard(Card(None, items), card["id"], issued_at, keys.fingerprint(public))


def _parsed(content: bytes) -> Any:
    if len(content) > LARGEST_FILE:
        raise UnusableCardError("Die Datei ist zu groß. Gelesen werden höchstens 2 MB.")
    try:
        data = json.loads(content.decode("utf-8"), object_pairs_hook=_once, parse_constant=_refuse)
        # Past the schema only what can be signed; a lone surrogate cannot be stored either.
        json.dumps(data, ensure_ascii=False).encode()
        canonical(data)
    except UnusableCardError:
        raise
    except (ValueError, RecursionError, NotCanonicalError):
        raise UnusableCardError(
            "Das ist keine lesbare Austauschdatei. Erwartet wird eine Datei von "
            "`daks exchange export`."
        ) from None
    return data


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuses a key that stands twice: programs disagree on which of them counts."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise UnusableCardError("In der Datei steht eine Angabe doppelt. Sie wird nicht gelesen.")
    return found


def _refuse(name: str) -> None:
    raise ValueError(name)


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)


def _hides(text: str) -> bool:
    return any(
        sign in HIDING or (sign != "\n" and unicodedata.category(sign) in ("Cc", "Co", "Cs"))
        for sign in text
    )


def visible_only(text: str) -> str:
    """A text without the signs that no exchange file may hold; line breaks stay."""
    told = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(sign for sign in told if not _hides(sign))


def _shared(row: dict[str, Any]) -> Shared:
    item = Item(row["id"], row["kind"], row["title"], row["text"], row["facts"])
    try:
        day = datetime.date.fromisoformat(row["at"])
    except ValueError:
        raise UnusableCardError(
            f"„{row['at']}“ ist kein Datum. Die Datei wird nicht gelesen."
        ) from None
    return Shared(
        item, datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.timezone.utc)
    )


def _check_items(items: tuple[Shared, ...]) -> None:
    ids = [one.item.id for one in items]
    fitting = all(one.item.id.partition(".")[0] == one.item.kind for one in items)
    basics = next((one.item for one in items if one.item.id == BASICS), None)
    named = basics is not None and {"name", "type"} <= set(basics.facts)
    if len(set(ids)) != len(ids) or not fitting or (items and not named):
        raise UnusableCardError(
            "Die Angaben in der Datei passen nicht zusammen. Bitte lassen Sie sie neu erstellen."
        )


@lru_cache(maxsize=1)
def _validator() -> Any:
    return jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))
