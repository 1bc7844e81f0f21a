"""Tokens of the intranet: a good one names a person, and every known attack is refused."""

from __future__ import annotations

import time
from typing import Any

import jwt
import pytest

from assistant.identity.model import UntrustedError
from assistant.identity.tokens import LEEWAY_SECONDS, LONGEST_TOKEN, REQUIRED, read_token
from tests.identity import issuer
from tests.identity.issuer import KINDS, claims, forged, private_key, public_pem, rules, token


def _refused(reason: str, given: str, **how: Any) -> None:
    with pytest.raises(UntrustedError) as raised:
        read_token(rules(**how), given)
    assert raised.value.reason == reason
    assert str(raised.value).endswith(".") and "Anmeldung" in str(raised.value)


@pytest.mark.parametrize("kind", KINDS)
def test_a_good_token_names_the_person(kind: str) -> None:
    given = token(
        kind,
        name="Helga Brandt",
        department="Hauptamt",
        municipality="13076050",
        email="h.brandt@grabow.de",
    )
    claimed = read_token(rules(kind), given)
    identity = claimed.identity
    assert identity.subject == "hbrandt@grabow.de"
    assert (identity.name, identity.department) == ("Helga Brandt", "Hauptamt")
    assert (identity.municipality, identity.mail) == ("13076050", "h.brandt@grabow.de")
    assert len(claimed.token_hash) == 64


def test_the_same_person_keeps_her_key_and_another_has_another() -> None:
    first, again = (read_token(rules(), token()).identity for _ in range(2))
    other = read_token(rules(), token(sub="ukern@grabow.de")).identity
    assert first.key == again.key != other.key


def test_each_token_is_noted_under_its_own_hash() -> None:
    one, other = (read_token(rules(), token()).token_hash for _ in range(2))
    assert one != other
    same = [read_token(rules(), token(jti="x")).token_hash for _ in range(2)]
    assert same[0] == same[1]


@pytest.mark.parametrize("kind", KINDS)
def test_alg_none_is_refused(kind: str) -> None:
    for name in ("none", "None", "NONE", "nOnE"):
        _refused("algorithm", forged({"alg": name, "typ": "JWT"}, claims(), None), kind=kind)


def test_a_public_key_is_never_taken_for_a_shared_secret() -> None:
    """Key confusion: what is public signs an HS256 token."""
    for kind in ("RS256", "ES256"):
        for secret in (public_pem(kind), public_pem(kind).strip()):
            given = forged({"alg": "HS256", "typ": "JWT"}, claims(), secret)
            _refused("algorithm", given, kind=kind)


def test_an_algorithm_that_is_not_allowed_is_refused() -> None:
    _refused("algorithm", token("ES256"), kind="RS256")
    _refused("algorithm", jwt.encode(claims(), private_key("RS256"), "RS512"), kind="RS256")
    _refused("algorithm", jwt.encode(claims(), private_key("RS256"), "PS256"), kind="RS256")
    _refused("algorithm", jwt.encode(claims(), issuer.SECRET * 2, "HS512"), kind="HS256")


def test_a_key_that_the_token_brings_along_counts_for_nothing() -> None:
    stranger = jwt.algorithms.RSAAlgorithm.to_jwk(private_key("RS256", 2).public_key(), True)
    for header in (
        {"jwk": stranger},
        {"jku": "https://boese.example/jwks.json"},
        {"x5u": "https://boese.example/cert.pem"},
        {"kid": "../../../dev/null"},
        {"kid": "' OR 1=1 --"},
    ):
        _refused("InvalidSignatureError", token(number=2, headers=header))


def test_an_expired_token_is_refused() -> None:
    now = int(time.time())
    _refused("expired", token(iat=now - 900, exp=now - 600))
    just_over = token(iat=now - 300, exp=now - LEEWAY_SECONDS - 2)
    _refused("expired", just_over)


def test_clocks_may_differ_by_seconds() -> None:
    now = int(time.time())
    read_token(rules(), token(iat=now - 300, exp=now - 5))
    read_token(rules(), token(iat=now + 5, exp=now + 200))


def test_a_token_from_the_future_is_refused() -> None:
    now = int(time.time())
    _refused("ImmatureSignatureError", token(iat=now + 600, exp=now + 900))
    _refused("ImmatureSignatureError", token(nbf=now + 600))


def test_a_token_for_somebody_else_is_refused() -> None:
    _refused("InvalidAudienceError", token(aud="urlaubsantrag"))
    _refused("InvalidAudienceError", token(aud=["urlaubsantrag", "zeiterfassung"]))
    _refused("InvalidAudienceError", token(aud=5))
    _refused("InvalidIssuerError", token(iss="https://intranet.grabow.de.boese.example"))
    _refused("InvalidIssuerError", token(iss="https://intranet.grabow.de/"))


@pytest.mark.parametrize("name", REQUIRED)
def test_a_missing_claim_is_refused(name: str) -> None:
    _refused("MissingRequiredClaimError", token(**{name: None}))


@pytest.mark.parametrize(
    "changed",
    [
        {"sub": ""},
        {"sub": " hbrandt"},
        {"sub": "h\nbrandt"},
        {"sub": "x" * 201},
        {"jti": ""},
        {"jti": "x" * 201},
        {"jti": "a\0b"},
        {"exp": True},
    ],
)
def test_a_claim_of_an_odd_form_is_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(UntrustedError):
        read_token(rules(), token(**changed))


@pytest.mark.parametrize(
    "changed",
    [
        {"sub": 5},
        {"sub": ["hbrandt"]},
        {"sub": {"$ne": ""}},
        {"jti": 7},
        {"iat": "heute"},
        {"exp": "nie"},
        {"exp": 10**400},
        {"exp": [1]},
        {"iss": 5},
    ],
)
def test_a_claim_of_another_kind_is_refused(changed: dict[str, Any]) -> None:
    body = {**claims(), **changed}
    given = forged({"alg": "HS256", "typ": "JWT"}, body, issuer.SECRET)
    with pytest.raises(UntrustedError):
        read_token(rules("HS256"), given)


def test_a_token_that_lives_too_long_is_refused() -> None:
    now = int(time.time())
    read_token(rules(minutes=10), token(exp=now + 600, iat=now))
    _refused("long", token(exp=now + 601, iat=now), minutes=10)
    _refused("long", token(exp=now + 10, iat=now + 20), minutes=10)


@pytest.mark.parametrize("kind", KINDS)
def test_a_stripped_or_broken_signature_is_refused(kind: str) -> None:
    head, body, signature = token(kind).split(".")
    _refused("form", f"{head}.{body}", kind=kind)
    for broken in ("", signature[:-4], signature[::-1], "AAAA"):
        with pytest.raises(UntrustedError):
            read_token(rules(kind), f"{head}.{body}.{broken}")


@pytest.mark.parametrize("kind", KINDS)
def test_changed_claims_do_not_fit_the_signature(kind: str) -> None:
    head, _, signature = token(kind).split(".")
    other = token(kind, sub="buergermeisterin@grabow.de").split(".")[1]
    _refused("InvalidSignatureError", f"{head}.{other}.{signature}", kind=kind)


@pytest.mark.parametrize("kind", KINDS)
def test_a_token_signed_by_somebody_else_is_refused(kind: str) -> None:
    _refused("InvalidSignatureError", token(kind, number=2), kind=kind)


def test_an_oversized_token_is_refused_before_it_is_read() -> None:
    _refused("oversized", token(padding="x" * LONGEST_TOKEN))
    _refused("oversized", "x" * (LONGEST_TOKEN + 1))


def test_what_must_be_understood_and_is_not_is_refused() -> None:
    for header in ({"crit": ["exp"]}, {"crit": ["b64"], "b64": False}, {"b64": False}):
        given = forged({"alg": "HS256", "typ": "JWT", **header}, claims(), issuer.SECRET)
        with pytest.raises(UntrustedError):
            read_token(rules("HS256"), given)


@pytest.mark.parametrize(
    "given",
    [
        "",
        ".",
        "..",
        "a.b.c",
        "\0",
        "ä.ö.ü",
        "e30.e30.",
        "e30.e30.e30",
        "bnVsbA.bnVsbA.AA",
        "a" * 50,
    ],
)
def test_what_is_no_token_is_refused(given: str) -> None:
    with pytest.raises(UntrustedError):
        read_token(rules(), given)


def test_of_several_keys_the_named_one_counts() -> None:
    content = issuer.key_set(("alt", "RS256", 2), ("neu", "RS256", 1))
    for number, name in ((1, "neu"), (2, "alt"), (1, None), (2, None)):
        headers = {"kid": name} if name else None
        read_token(rules(content=content), token(number=number, headers=headers))
    wrong = token(number=1, headers={"kid": "alt"})
    with pytest.raises(UntrustedError):
        read_token(rules(content=content), wrong)
    with pytest.raises(UntrustedError):
        read_token(rules(content=content), token(number=3))


def test_an_unchecked_mail_address_proves_no_house() -> None:
    for said, domain in ((True, "grabow.de"), (None, "grabow.de"), (False, None), ("true", None)):
        given = token(sub="4711", email="h@grabow.de", email_verified=said)
        assert read_token(rules(), given).identity.domain == domain


def test_odd_names_are_left_out_and_the_person_is_still_known() -> None:
    for odd in (5, ["Helga"], "", " ", "x" * 121, "Helga\nBrandt"):
        assert read_token(rules(), token(name=odd, sub="4711")).identity.shown_name is None
