"""The header of a trusted proxy names a person; anything else names nobody."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.identity.header import HeaderRules, read_headers
from assistant.identity.joining import House, means, municipalities_of
from assistant.identity.model import Identity, UntrustedError

RULES = HeaderRules("X-Remote-User", "X-Remote-Name", "X-Remote-Department")
Headers = dict[str, Sequence[str]]


def _read(headers: Headers, trusted: bool = True) -> Identity:
    return read_headers(RULES, lambda name: headers.get(name, ()), trusted=trusted)


def test_the_header_names_the_person() -> None:
    identity = _read(
        {
            "X-Remote-User": [" hbrandt@grabow.de "],
            "X-Remote-Name": ["Brandt, Helga"],
            "X-Remote-Department": ["Hauptamt"],
        }
    )
    assert identity == Identity(
        "proxy", "hbrandt@grabow.de", name="Brandt, Helga", department="Hauptamt"
    )


def test_umlauts_are_read_however_the_proxy_writes_them() -> None:
    latin = "Jörg Öztürk".encode("latin-1").decode("utf-8", "surrogateescape")
    for written in ("Jörg Öztürk", latin):
        assert _read({"X-Remote-User": ["jo"], "X-Remote-Name": [written]}).name == "Jörg Öztürk"


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ((), "nobody"),
        ([""], "nobody"),
        (["  "], "nobody"),
        (["a", "b"], "unclear"),
        (["a", "a"], "unclear"),
        (["a, b"], "unclear"),
        (["x" * 201], "unclear"),
        (["a\tb"], "unclear"),
        (["a\u202eb"], "unclear"),
        (["a\udce4b"], "unclear"),
    ],
)
def test_what_is_not_one_plain_name_is_refused(values: Sequence[str], reason: str) -> None:
    with pytest.raises(UntrustedError) as raised:
        _read({"X-Remote-User": values})
    assert raised.value.reason == reason
    assert str(raised.value).endswith(".")


def test_a_header_from_elsewhere_is_refused() -> None:
    with pytest.raises(UntrustedError) as raised:
        _read({"X-Remote-User": ["hbrandt"]}, trusted=False)
    assert raised.value.reason == "foreign"


def test_an_odd_name_is_left_out_and_the_person_is_still_known() -> None:
    for odd in (["a", "b"], ["x" * 121], ["a\0b"], [""]):
        assert _read({"X-Remote-User": ["jo"], "X-Remote-Name": odd}).name is None


def test_nobody_can_be_somebody_of_another_issuer() -> None:
    keys = {
        Identity("proxy", "hbrandt").key,
        Identity("jwt\0https://a", "hbrandt").key,
        Identity("jwt\0https://b", "hbrandt").key,
        Identity("proxy", "HBrandt").key,
    }
    assert len(keys) == 4


HOUSES = (House("grabow.de", "13076050"), House("Grabow.de", "Eldena"), House("amt.de", "Amt"))


@pytest.mark.parametrize(
    ("identity", "expected"),
    [
        (Identity("proxy", "h@grabow.de"), ("13076050", "Eldena")),
        (Identity("proxy", "h@GRABOW.DE"), ("13076050", "Eldena")),
        (Identity("proxy", "h"), ()),
        (Identity("proxy", "grabow.de"), ()),
        (Identity("proxy", "h@"), ()),
        (Identity("proxy", "h@alt-grabow.de"), ()),
        (Identity("proxy", "h@mail.grabow.de"), ()),
        (Identity("proxy", "h@grabow.de@boese.example"), ()),
        (Identity("proxy", "h@boese.example", mail="h@amt.de"), ("Amt",)),
        (Identity("proxy", "h@amt.de", mail="h@boese.example"), ()),
    ],
)
def test_a_house_is_its_domain_exactly(identity: Identity, expected: tuple[str, ...]) -> None:
    assert municipalities_of(identity, HOUSES) == expected


def test_a_municipality_is_meant_by_its_key_or_its_name() -> None:
    assert means("13076050", "Grabow", "13076050")
    assert means(" grabow ", "Grabow", None)
    assert not means("", "Grabow", None)
    assert not means("1307605", "Grabow", "13076050")
    assert not means("Grab", "Grabow", None)
