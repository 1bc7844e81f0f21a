"""Settings that work and are weaker than they need be, for `daks doctor`."""

from __future__ import annotations

import ipaddress
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from assistant.process.trust import trust_of
from assistant.settings import PREFIX, Settings, SettingsError

# Fewer different characters than this are no random secret of 32 or more.
FEWEST_LETTERS = 12
LARGEST_NETWORK = 256
LONGEST_SESSION = 180


@dataclass(frozen=True)
class Weakness:
    """One weak setting: what it is about, and what to do. `broken`: it keeps the start back."""

    check: str
    text: str
    broken: bool = False


def weaknesses(settings: Settings) -> Iterator[Weakness]:
    """All that could be stronger."""
    yield from _reach(settings)
    yield from _origins(settings)
    yield from _proxies(settings)
    yield from _files(settings)
    yield from _trust(settings)
    yield from _database(settings)
    if settings.log_level == "INFO":
        yield Weakness(
            "Protokoll",
            "Mit DAKS_LOG_LEVEL=INFO schreiben auch fremde Bibliotheken mit. Im Betrieb bitte "
            "WARNING.",
        )
    if settings.session_days > LONGEST_SESSION:
        yield Weakness(
            "Sitzungen",
            f"Eine Sitzung gilt {settings.session_days} Tage. Wer einen Rechner weitergibt, gibt "
            "sie mit. Bitte höchstens 180.",
        )


def _reach(settings: Settings) -> Iterator[Weakness]:
    if not _is_loopback(settings.host) and not settings.trusted_proxies:
        yield Weakness(
            "Erreichbarkeit",
            f"Mit DAKS_HOST={settings.host} ist die Assistenz von anderen Rechnern aus "
            "erreichbar, aber kein Proxy ist genannt: Antworten und Codes gehen dann "
            "unverschlüsselt durch das Netz. Bitte einen Proxy mit TLS davorsetzen und in "
            "DAKS_TRUSTED_PROXIES nennen.",
        )


def _origins(settings: Settings) -> Iterator[Weakness]:
    for name, origins in (
        ("ALLOWED_ORIGINS", settings.allowed_origins),
        ("FRAME_ANCESTORS", settings.frame_ancestors),
    ):
        for origin in origins:
            parts = urlsplit(origin)
            if parts.scheme == "http" and not _is_loopback(parts.hostname or ""):
                yield Weakness(
                    "Ursprünge",
                    f"{PREFIX}{name} erlaubt {origin} ohne TLS. Wer im Netz mitliest, kann sich "
                    "dafür ausgeben. Bitte https.",
                )


def _proxies(settings: Settings) -> Iterator[Weakness]:
    for network in settings.trusted_proxies:
        if network.num_addresses > LARGEST_NETWORK:
            yield Weakness(
                "Proxys",
                f"DAKS_TRUSTED_PROXIES vertraut mit {network} sehr vielen Adressen. Jede davon "
                "darf sagen, wer jemand ist. Bitte nur den Proxy selbst nennen.",
            )


def _files(settings: Settings) -> Iterator[Weakness]:
    for path, forbidden, what in (
        (settings.data_dir, stat.S_IRWXO | stat.S_IWGRP, "Das Datenverzeichnis"),
        (settings.data_dir / "data.db", stat.S_IRWXO | stat.S_IWGRP, "Die Datenbank"),
        (settings.jwt_key_file, _key_bits(settings), "Der Schlüssel"),
        (settings.database_url_file, stat.S_IRWXO | stat.S_IWGRP, "Die Datenbank-Adresse"),
    ):
        if path is not None and _has(path, forbidden):
            yield Weakness(
                "Dateirechte",
                f"{what} {path} ist für andere auf diesem Rechner offen. Bitte "
                f"chmod {'700' if path.is_dir() else '600'} {path}",
            )


def _key_bits(settings: Settings) -> int:
    """A public key may be read by all, but written by its owner only."""
    written = stat.S_IWGRP | stat.S_IWOTH
    return written if "HS256" not in settings.jwt_algorithms else written | stat.S_IROTH


def _has(path: Path, bits: int) -> bool:
    try:
        return bool(path.stat().st_mode & bits)
    except OSError:
        return False


def _trust(settings: Settings) -> Iterator[Weakness]:
    try:
        trust = trust_of(settings)
    except SettingsError as error:
        yield Weakness("Anmeldung", str(error), broken=True)
        return
    for key in trust.tokens.keys if trust.tokens else ():
        if isinstance(key.material, bytes) and len(set(key.material)) < FEWEST_LETTERS:
            yield Weakness(
                "Anmeldung",
                "Der gemeinsame Schlüssel in DAKS_JWT_KEY_FILE sieht nicht zufällig aus. Bitte "
                "einen neuen mit „openssl rand -base64 48“ erzeugen.",
            )


def _database(settings: Settings) -> Iterator[Weakness]:
    url = urlsplit(settings.database_url)
    if url.scheme.startswith("sqlite"):
        return
    mode = parse_qs(url.query).get("sslmode", [""])[0]
    encrypted = mode in ("require", "verify-ca", "verify-full")
    if url.hostname and not _is_loopback(url.hostname) and not encrypted:
        yield Weakness(
            "Datenbank",
            "Die Datenbank liegt auf einem anderen Rechner, die Verbindung ist nicht sicher "
            "verschlüsselt. Bitte ?sslmode=verify-full an die Adresse hängen.",
        )
    if url.password and settings.database_url_file is None:
        yield Weakness(
            "Datenbank",
            "Das Passwort der Datenbank steht in der Umgebung. Besser in einer Datei, die "
            "DAKS_DATABASE_URL_FILE nennt.",
        )


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
