"""Whom the installation believes: its settings as rules, with the key read once at start."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from assistant.identity.header import HeaderRules
from assistant.identity.joining import House
from assistant.identity.keys import KeyFileError, read_keys
from assistant.identity.tokens import TokenRules
from assistant.settings import Settings, SettingsError


@dataclass(frozen=True)
class Trust:
    """How people sign in. In mode `code` there are no rules: the code alone counts."""

    mode: str
    session_time: datetime.timedelta
    headers: HeaderRules | None = None
    tokens: TokenRules | None = None
    houses: tuple[House, ...] = ()


def trust_of(settings: Settings) -> Trust:
    """The rules of the settings. Raises SettingsError for a key file that cannot be used."""
    houses = tuple(House(domain, place) for domain, place in settings.join_domains)
    days = datetime.timedelta(days=settings.session_days)
    if settings.identity == "proxy":
        headers = HeaderRules(
            subject=settings.identity_header,
            name=settings.identity_name_header or None,
            department=settings.identity_department_header or None,
        )
        return Trust("proxy", days, headers=headers, houses=houses)
    if settings.identity == "jwt":
        minutes = datetime.timedelta(minutes=settings.jwt_session_minutes)
        return Trust("jwt", minutes, tokens=_token_rules(settings), houses=houses)
    return Trust("code", days)


def _token_rules(settings: Settings) -> TokenRules:
    assert settings.jwt_key_file is not None
    try:
        keys = read_keys(settings.jwt_key_file.read_bytes(), settings.jwt_algorithms)
    except KeyFileError as error:
        raise SettingsError(f"DAKS_JWT_KEY_FILE: {settings.jwt_key_file} {error}") from None
    except OSError:
        raise SettingsError(
            f"DAKS_JWT_KEY_FILE: {settings.jwt_key_file} ist nicht lesbar."
        ) from None
    return TokenRules(
        issuer=settings.jwt_issuer,
        audience=settings.jwt_audience,
        keys=keys,
        minutes=settings.jwt_minutes,
    )
