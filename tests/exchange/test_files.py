"""Between installations: a signed file comes in as it went out, and nothing else comes in."""

from __future__ import annotations

import base64
import copy
import datetime
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.exchange import keys
from assistant.exchange.canonical import NotCanonicalError, canonical
from assistant.exchange.files import (
    LARGEST_FILE,
    UnusableCardError,
    read_card,
    visible_only,
    write_card,
)
from assistant.exchange.model import Card, Item, Shared

NOW = datetime.datetime(2026, 11, 23, 10, 0, tzinfo=datetime.timezone.utc)
DAY = datetime.datetime(2026, 11, 20, tzinfo=datetime.timezone.utc)
KEY = keys.new_key()
BASICS = Item("basics", "basics", "Wer wir sind", "Grabow\nGemeinde", {
    "name": "Grabow", "type": "municipality", "size": 2, "longitude": 11560, "latitude": 53280,
})  # fmt: skip
MEASURE = Item("measure.ab12", "measure", "Bürgerbus „Eule“ & <b>", "Fährt 2×\nund hält 😀",
               {"theme": "mobilitaet", "state_of": "done"})  # fmt: skip
CARD = Card("c0ffee00", (Shared(BASICS, DAY), Shared(MEASURE, DAY)))


def written(card: Card = CARD, key: bytes = KEY, at: datetime.datetime = NOW) -> bytes:
    return write_card(card, "c0ffee00", at, key)


def signed_anew(data: dict[str, Any], key: bytes = KEY) -> bytes:
    """What somebody with a key of her own can make of anything."""
    data = copy.deepcopy(data)
    content = canonical({name: data[name] for name in ("format", "version", "card")})
    data["key"] = base64.b64encode(keys.public_key(key)).decode()
    data["signature"] = base64.b64encode(keys.sign(key, content)).decode()
    return json.dumps(data, ensure_ascii=False).encode()


def test_a_file_comes_in_as_it_went_out() -> None:
    found = read_card(written(), NOW)
    assert found.card.items == CARD.items
    assert found.foreign_id == "c0ffee00" and found.issued_at == NOW
    assert found.fingerprint == keys.fingerprint(keys.public_key(KEY))
    assert not found.withdraws


def test_people_can_read_it() -> None:
    text = written().decode()
    assert "Fährt 2×\\nund hält 😀" in text and text.count("\n") > 20


def test_an_empty_card_withdraws() -> None:
    assert read_card(written(Card("c0ffee00", ())), NOW).withdraws


@pytest.mark.parametrize("layout", [{"indent": None}, {"sort_keys": True}, {"ensure_ascii": True}])
def test_another_layout_of_the_same_words_is_still_signed(layout: dict[str, Any]) -> None:
    again = json.dumps(json.loads(written()), **layout).encode()
    assert read_card(again, NOW).card.items == CARD.items


def test_whatever_is_changed_is_noticed() -> None:
    """Every single text, number and key of the card, changed one at a time."""
    whole = json.loads(written())
    changed = list(_changes(whole["card"]))
    assert len(changed) > 15
    for card in changed:
        with pytest.raises(UnusableCardError):
            read_card(json.dumps({**whole, "card": card}).encode(), NOW)


def _changes(value: Any) -> Any:
    """All copies of a value with one leaf other than it was."""
    if isinstance(value, (dict, list)):
        keys_ = value.keys() if isinstance(value, dict) else range(len(value))
        for key in list(keys_):
            for other in _changes(value[key]):
                copied = copy.copy(value)
                copied[key] = other
                yield copied
    elif isinstance(value, str):
        yield value[:-1] + ("b" if value[-1:] != "b" else "c")
    else:
        yield value + 1


def test_another_key_cannot_sign_for_this_one() -> None:
    whole = json.loads(written())
    whole["key"] = base64.b64encode(keys.public_key(keys.new_key())).decode()
    with pytest.raises(UnusableCardError, match="verändert"):
        read_card(json.dumps(whole).encode(), NOW)


def _hostile() -> dict[str, bytes]:
    whole = json.loads(written())

    def with_item(**more: Any) -> bytes:
        data = copy.deepcopy(whole)
        data["card"]["items"][1].update(more)
        return signed_anew(data)

    twice = copy.deepcopy(whole)
    twice["card"]["items"].append(twice["card"]["items"][1])
    headless = copy.deepcopy(whole)
    headless["card"]["items"].pop(0)
    many = copy.deepcopy(whole)
    many["card"]["items"] = many["card"]["items"][:1] * 401
    ahead = copy.deepcopy(whole)
    ahead["card"]["issued_at"] = "2099-01-01T00:00:00Z"
    return {
        "nothing": b"",
        "no JSON": b"\x00\xff\xfe" * 20,
        "a list": b"[]",
        "huge": b" " * (LARGEST_FILE + 1),
        "deep": b"[" * 100_000,
        "deep objects": b'{"a":' * 50_000,
        "long number": b'{"version": ' + b"9" * 10_000 + b"}",
        "a fraction": json.dumps({**whole, "version": 1.5}).encode(),
        "infinite": b'{"version": Infinity}',
        "key twice": written().replace(b'"version": 1', b'"version": 1, "version": 1'),
        "more than foreseen": json.dumps({**whole, "run": "rm -rf /"}).encode(),
        "long text": with_item(text="x" * 12_001),
        "long title": with_item(title="x" * 1_001),
        "escape sequence": with_item(text="\x1b[2J\x1b[31mweg"),
        "turned writing": with_item(title="Bus\u202eexe.txt"),
        "hidden signs": with_item(title="Bus\u200b"),
        "NUL": with_item(text="a\u0000b"),
        "surrogate": written().replace("Fährt".encode(), b"\\ud800"),
        "other kind": with_item(kind="basics"),
        "odd id": with_item(id="measure.../../etc"),
        "no such day": with_item(at="2026-02-31"),
        "facts that are none": with_item(facts={"theme": {"a": 1}}),
        "item twice": signed_anew(twice),
        "nobody's": signed_anew(headless),
        "too many": signed_anew(many),
        "from the future": signed_anew(ahead),
    }


@pytest.mark.parametrize("name", list(_hostile()))
def test_hostile_files_are_refused_with_a_sentence(name: str) -> None:
    with pytest.raises(UnusableCardError) as refused:
        read_card(_hostile()[name], NOW)
    assert str(refused.value).endswith(".")
    assert str(refused.value).isprintable() and len(str(refused.value)) < 400


def test_markup_stays_text() -> None:
    odd = "<script>alert(1)</script> [x](javascript:alert(1)) =HYPERLINK('x') {{7*7}}"
    item = Item("measure.x", "measure", odd, odd, {"description": odd})
    found = read_card(written(Card("c0ffee00", (Shared(BASICS, DAY), Shared(item, DAY)))), NOW)
    assert found.card.items[1].item.text == odd


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner,
                                                                max_size=4),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(JSON)
def test_the_canonical_form_is_one_and_says_the_same(value: Any) -> None:
    first = canonical(value)
    assert json.loads(first.decode()) == value
    assert canonical(json.loads(first.decode())) == first


def test_the_canonical_form_is_that_of_rfc_8785() -> None:
    """The RFC's example of sorting (3.2.3), and its escapes."""
    example = {"\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew", "1": "One",
               "\U0001f600": "Emoji", "\u0080": "Control", "\u00f6": "O"}  # fmt: skip
    order = ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]
    assert list(json.loads(canonical(example))) == order
    assert canonical("\u20ac$\x0f\nA'B\"\\/") == '"€$\\u000f\\nA\'B\\"\\\\/"'.encode()
    for wrong in (1.5, 2**53, float("nan")):
        with pytest.raises(NotCanonicalError):
            canonical([wrong])


def test_fingerprints_are_read_as_they_are_told() -> None:
    shown = keys.spaced(keys.fingerprint(keys.public_key(KEY)))
    assert keys.read_fingerprint(shown.upper()) == shown.replace(" ", "")
    assert keys.read_fingerprint("3f2a") is None and keys.read_fingerprint("z" * 32) is None


def test_own_texts_lose_what_no_file_may_hold() -> None:
    assert visible_only("a\x1b[1mb\r\nc\u202ed\te\u200b") == "a[1mb\ncd e"
