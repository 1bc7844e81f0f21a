"""Settings, read from the environment in this module only. Each has the prefix DAKS_."""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


class SettingsError(ValueError):
    """A setting that cannot be used; the text says which, why and what to write instead."""


@dataclass(frozen=True)
class Setting:
    """One setting: its name without the prefix, its default as written, and what it does."""

    name: str
    default: str
    meaning: str


SETTINGS: tuple[Setting, ...] = (
    Setting("DATABASE_URL", "", "Datenbank; leer heißt SQLite im Datenverzeichnis"),
    Setting("DATABASE_URL_FILE", "", "Datei mit der Datenbank-Adresse, statt DATABASE_URL"),
    Setting("DATA_DIR", ".daks", "Verzeichnis für Datenbank und Dateien"),
    Setting("MODEL_DIR", "models", "Verzeichnis des trainierten Modells"),
    Setting("HOST", "127.0.0.1", "Adresse, auf der die Assistenz antwortet"),
    Setting("PORT", "8080", "Port, auf dem die Assistenz antwortet"),
    Setting("INTERNAL_PORT", "", "Port für /metrics; leer heißt keine Messwerte"),
    Setting("BASE_PATH", "/", "Pfad, unter dem alles liegt, zum Beispiel /demografie/"),
    Setting("IDENTITY", "code", "Anmeldung: code, proxy oder jwt"),
    Setting("IDENTITY_HEADER", "X-Remote-User", "Kopfzeile, die bei proxy die Person nennt"),
    Setting("IDENTITY_NAME_HEADER", "", "Kopfzeile mit dem Namen der Person; leer heißt keine"),
    Setting("IDENTITY_DEPARTMENT_HEADER", "", "Kopfzeile mit dem Amt; leer heißt keine"),
    Setting("JWT_KEY_FILE", "", "Datei mit dem Schlüssel für jwt"),
    Setting("JWT_ISSUER", "", "wer die Token für jwt ausstellt (iss)"),
    Setting("JWT_AUDIENCE", "", "für wen die Token ausgestellt sind (aud)"),
    Setting("JWT_ALGORITHMS", "RS256,ES256", "erlaubte Verfahren: HS256 oder RS256 und ES256"),
    Setting("JWT_MINUTES", "10", "Minuten, die ein Token des Intranets höchstens gilt"),
    Setting("JWT_SESSION_MINUTES", "60", "Minuten, die eine Sitzung mit jwt gilt"),
    Setting("JOIN_DOMAINS", "", "wer mitlesen darf, etwa grabow.de=13076050, durch Komma getrennt"),
    Setting("ALLOWED_ORIGINS", "", "erlaubte fremde Ursprünge, durch Komma getrennt"),
    Setting("FRAME_ANCESTORS", "", "Ursprünge, die einrahmen dürfen, durch Komma getrennt"),
    Setting("TRUSTED_PROXIES", "", "Adressen oder Netze eigener Proxys, durch Komma getrennt"),
    Setting("WORKERS", "1", "Anzahl der Prozesse; mehr als einer braucht PostgreSQL"),
    Setting(
        "DRAIN_SECONDS", "3", "Sekunden, die nach SIGTERM noch neue Anfragen angenommen werden"
    ),
    Setting("SESSION_DAYS", "90", "Tage, die eine Sitzung ohne neue Anmeldung gilt"),
    Setting("INVITATION_DAYS", "14", "Tage, die ein Einladungscode gilt"),
    Setting("AUDIT_DAYS", "180", "Tage, die das Protokoll der Anmeldungen und Rechte bleibt"),
    Setting("QUEUE_LENGTH", "64", "Nachrichten, die höchstens warten, bevor 503 antwortet"),
    Setting("RATE_TOKEN", "100", "Anfragen je Sekunde und Anmeldung, dann 429; 0: ohne Grenze"),
    Setting("RATE_ADDRESS", "300", "dasselbe je Adresse für alle ohne Anmeldung; 0: ohne Grenze"),
    Setting("RATE_REGISTRATIONS", "0", "neue Vorhaben je Stunde und Adresse; 0: ohne Grenze"),
    Setting("CONNECTIONS", "1000", "offene Verbindungen je Prozess, bevor 503 antwortet"),
    Setting("RECEIVE_SECONDS", "20", "Sekunden, die der Kopf einer Anfrage höchstens braucht"),
    Setting("UNCLEAR_DAYS", "90", "Tage, die Unverstandenes aufbewahrt wird; 0 schaltet es ab"),
    Setting(
        "TRANSCRIPT_DAYS", "90", "Tage, die Gespräche nach dem Ende einer Stufe bleiben; 0: immer"
    ),
    Setting("PROCESS_MONTHS", "36", "Monate ohne Nutzung, bis ein Vorhaben gelöscht wird; 0: nie"),
    Setting("NOTICE_DAYS", "30", "Tage, die ein Vorhaben vor dem Löschen angekündigt wird"),
    Setting("DELETION_LOG_DAYS", "1095", "Tage, die das Protokoll der Löschungen bleibt"),
    Setting("OPERATOR", "", "verantwortliche Stelle mit Anschrift, für die Papiere"),
    Setting("PRIVACY_CONTACT", "", "Datenschutzstelle mit Telefon und E-Mail, für die Papiere"),
    Setting("SUPERVISORY_AUTHORITY", "", "Aufsichtsbehörde für den Datenschutz, für die Papiere"),
    Setting("ACCESSIBILITY_CONTACT", "", "Stelle für Meldungen von Barrieren, für die Papiere"),
    Setting("ARBITRATION_BODY", "", "Schlichtungs- oder Durchsetzungsstelle für Barrierefreiheit"),
    Setting("PAPERS_REVIEWED", "", "Vermerk der Prüfung der Papiere; leer heißt Entwurf"),
    Setting("ADVICE_CONTACT", "", "Ansprechstelle für Beratung von außen, so wie genannt"),
    Setting(
        "COLOUR",
        "#1d4f6e",
        "Farbe der Unterlagen; eigene einzelner Kommunen dahinter: #1d4f6e, 13076050=#a3262a",
    ),
    Setting("TEMPLATES", "", "Verzeichnis mit eigenen Vorlagen für Dokumente; leer heißt unsere"),
    Setting("LOG_LEVEL", "WARNING", "Stufe des Protokolls: ERROR, WARNING oder INFO"),
)

PREFIX = "DAKS_"
DATABASES = ("sqlite:///", "postgresql://", "postgresql+psycopg://", "postgres://")
COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
OFFICIAL_KEY = re.compile(r"[0-9]{5}|[0-9]{8}")
ORIGIN = re.compile(r"https?://[A-Za-z0-9.\-\[\]:]+")
HEADER = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,79}")
DOMAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True)
class Settings:
    """All settings, checked."""

    database_url: str
    database_url_file: Path | None
    data_dir: Path
    model_dir: Path
    host: str
    port: int
    internal_port: int | None
    base_path: str
    identity: str
    identity_header: str
    identity_name_header: str
    identity_department_header: str
    jwt_key_file: Path | None
    jwt_issuer: str
    jwt_audience: str
    jwt_algorithms: tuple[str, ...]
    jwt_minutes: int
    jwt_session_minutes: int
    join_domains: tuple[tuple[str, str], ...]
    allowed_origins: tuple[str, ...]
    frame_ancestors: tuple[str, ...]
    trusted_proxies: tuple[Network, ...]
    workers: int
    drain_seconds: int
    session_days: int
    invitation_days: int
    audit_days: int
    queue_length: int
    rate_token: int
    rate_address: int
    rate_registrations: int
    connections: int
    receive_seconds: int
    unclear_days: int
    transcript_days: int
    process_months: int
    notice_days: int
    deletion_log_days: int
    operator: str
    privacy_contact: str
    supervisory_authority: str
    accessibility_contact: str
    arbitration_body: str
    papers_reviewed: str
    advice_contact: str
    colour: str
    colours: tuple[tuple[str, str], ...]
    templates: Path | None
    log_level: str

    def colour_of(self, ags: str | None) -> str:
        """The colour of a municipality's documents, by its official key."""
        return dict(self.colours).get(ags or "", self.colour)


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings of an environment (default: this process's).

    Raises SettingsError for a value that cannot be used.
    """
    text = setting_texts(environment)
    data_dir = Path(text["DATA_DIR"]).expanduser().resolve()
    colour, colours = _colours("COLOUR", text["COLOUR"])
    settings = Settings(
        database_url=_database_url(text) or f"sqlite:///{data_dir / 'data.db'}",
        database_url_file=_file("DATABASE_URL_FILE", text["DATABASE_URL_FILE"]),
        data_dir=data_dir,
        model_dir=Path(text["MODEL_DIR"]).expanduser().resolve(),
        host=text["HOST"],
        port=_number("PORT", text["PORT"], 0, 65_535),
        internal_port=_number("INTERNAL_PORT", text["INTERNAL_PORT"], 1, 65_535)
        if text["INTERNAL_PORT"]
        else None,
        base_path=_base_path(text["BASE_PATH"]),
        identity=text["IDENTITY"],
        identity_header=_header("IDENTITY_HEADER", text["IDENTITY_HEADER"]),
        identity_name_header=_header("IDENTITY_NAME_HEADER", text["IDENTITY_NAME_HEADER"]),
        identity_department_header=_header(
            "IDENTITY_DEPARTMENT_HEADER", text["IDENTITY_DEPARTMENT_HEADER"]
        ),
        jwt_key_file=_file("JWT_KEY_FILE", text["JWT_KEY_FILE"]),
        jwt_issuer=text["JWT_ISSUER"],
        jwt_audience=text["JWT_AUDIENCE"],
        jwt_algorithms=_algorithms(text["JWT_ALGORITHMS"]),
        jwt_minutes=_number("JWT_MINUTES", text["JWT_MINUTES"], 1, 60),
        jwt_session_minutes=_number("JWT_SESSION_MINUTES", text["JWT_SESSION_MINUTES"], 5, 1_440),
        join_domains=_domains(text["JOIN_DOMAINS"]),
        allowed_origins=_origins("ALLOWED_ORIGINS", text["ALLOWED_ORIGINS"]),
        frame_ancestors=_origins("FRAME_ANCESTORS", text["FRAME_ANCESTORS"]),
        trusted_proxies=_networks("TRUSTED_PROXIES", text["TRUSTED_PROXIES"]),
        workers=_number("WORKERS", text["WORKERS"], 1, 64),
        drain_seconds=_number("DRAIN_SECONDS", text["DRAIN_SECONDS"], 0, 300),
        session_days=_number("SESSION_DAYS", text["SESSION_DAYS"], 1, 3_650),
        invitation_days=_number("INVITATION_DAYS", text["INVITATION_DAYS"], 1, 365),
        audit_days=_number("AUDIT_DAYS", text["AUDIT_DAYS"], 1, 3_650),
        queue_length=_number("QUEUE_LENGTH", text["QUEUE_LENGTH"], 1, 10_000),
        rate_token=_number("RATE_TOKEN", text["RATE_TOKEN"], 0, 100_000),
        rate_address=_number("RATE_ADDRESS", text["RATE_ADDRESS"], 0, 100_000),
        rate_registrations=_number("RATE_REGISTRATIONS", text["RATE_REGISTRATIONS"], 0, 100_000),
        connections=_number("CONNECTIONS", text["CONNECTIONS"], 1, 100_000),
        receive_seconds=_number("RECEIVE_SECONDS", text["RECEIVE_SECONDS"], 1, 3_600),
        unclear_days=_number("UNCLEAR_DAYS", text["UNCLEAR_DAYS"], 0, 3_650),
        transcript_days=_number("TRANSCRIPT_DAYS", text["TRANSCRIPT_DAYS"], 0, 3_650),
        process_months=_number("PROCESS_MONTHS", text["PROCESS_MONTHS"], 0, 240),
        # Less than a month would be no notice to who is on holiday.
        notice_days=_number("NOTICE_DAYS", text["NOTICE_DAYS"], 30, 365),
        deletion_log_days=_number("DELETION_LOG_DAYS", text["DELETION_LOG_DAYS"], 1, 3_650),
        operator=text["OPERATOR"],
        privacy_contact=text["PRIVACY_CONTACT"],
        supervisory_authority=text["SUPERVISORY_AUTHORITY"],
        accessibility_contact=text["ACCESSIBILITY_CONTACT"],
        arbitration_body=text["ARBITRATION_BODY"],
        papers_reviewed=text["PAPERS_REVIEWED"],
        advice_contact=text["ADVICE_CONTACT"],
        colour=colour,
        colours=colours,
        templates=_directory("TEMPLATES", text["TEMPLATES"]),
        log_level=text["LOG_LEVEL"].upper(),
    )
    _check(settings)
    return settings


def set_for_libraries(values: Mapping[str, str]) -> None:
    """Tells libraries, before they load, what they read from the environment only."""
    os.environ.update(values)


def environment_with(values: Mapping[str, str]) -> dict[str, str]:
    """This process's environment with some values more, for a child process."""
    return {**os.environ, **values}


def setting_texts(environment: Mapping[str, str] | None = None) -> dict[str, str]:
    """Every setting as written, by its name without the prefix."""
    source = os.environ if environment is None else environment
    return {s.name: source.get(PREFIX + s.name, s.default).strip() for s in SETTINGS}


def _check(settings: Settings) -> None:
    _check_identity(settings)
    if settings.workers > 1 and settings.database_url.startswith("sqlite"):
        raise SettingsError(
            f"DAKS_WORKERS={settings.workers} geht nicht: SQLite verträgt nur einen Prozess. Bitte "
            "1 setzen oder in DAKS_DATABASE_URL eine PostgreSQL-Datenbank nennen."
        )
    if not settings.database_url.startswith(
        ("sqlite:///", "postgresql://", "postgresql+psycopg://", "postgres://")
    ):
        raise SettingsError(
            "DAKS_DATABASE_URL muss mit sqlite:/// oder postgresql:// beginnen, zum Beispiel "
            "postgresql://daks:…@localhost/daks."
        )
    if settings.log_level not in ("ERROR", "WARNING", "INFO"):
        raise SettingsError("DAKS_LOG_LEVEL muss ERROR, WARNING oder INFO sein.")


def _check_identity(settings: Settings) -> None:
    """A way to sign in that lacks a part is refused at once, rather than open to anybody."""
    mode = settings.identity
    if mode not in ("code", "proxy", "jwt"):
        raise SettingsError(
            f"DAKS_IDENTITY={mode} gibt es nicht. Bitte „code“, „proxy“ oder „jwt“ setzen."
        )
    if mode == "proxy" and not settings.trusted_proxies:
        raise SettingsError(
            "DAKS_IDENTITY=proxy braucht DAKS_TRUSTED_PROXIES: nur von dort wird geglaubt, wer "
            "jemand ist. Bitte die Adresse des Proxys nennen, zum Beispiel 127.0.0.1."
        )
    if mode == "proxy" and not settings.identity_header:
        raise SettingsError("DAKS_IDENTITY_HEADER ist leer. Erwartet wird etwa X-Remote-User.")
    missing = [
        PREFIX + name
        for name, value in (
            ("JWT_KEY_FILE", settings.jwt_key_file),
            ("JWT_ISSUER", settings.jwt_issuer),
            ("JWT_AUDIENCE", settings.jwt_audience),
        )
        if not value
    ]
    if mode == "jwt" and missing:
        raise SettingsError(f"DAKS_IDENTITY=jwt braucht noch {', '.join(missing)}. Bitte setzen.")
    if mode == "code" and settings.join_domains:
        raise SettingsError(
            "DAKS_JOIN_DOMAINS gilt nur mit DAKS_IDENTITY=proxy oder jwt. Mit Codes weiß niemand, "
            "aus welchem Haus eine Person kommt. Bitte leer lassen."
        )


def _number(name: str, text: str, low: int, high: int) -> int:
    if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
        raise SettingsError(f"{PREFIX}{name}={text} ist keine ganze Zahl von {low} bis {high}.")
    return int(text)


def _directory(name: str, text: str) -> Path | None:
    if not text:
        return None
    path = Path(text).expanduser().resolve()
    if not path.is_dir():
        raise SettingsError(f"{PREFIX}{name}: Das Verzeichnis {path} gibt es nicht.")
    return path


def _colours(name: str, text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The colour for all, and those of single municipalities by key."""
    default = next(setting.default for setting in SETTINGS if setting.name == name)
    own: list[tuple[str, str]] = []
    for entry in filter(None, map(str.strip, text.split(","))):
        key, _, colour = (part.strip() for part in entry.rpartition("="))
        if not COLOUR.fullmatch(colour) or not (OFFICIAL_KEY.fullmatch(key) or not key):
            raise SettingsError(
                f"{PREFIX}{name}: „{entry}“ ist keine Farbe. Erwartet wird zum Beispiel #1d4f6e "
                "oder für eine einzelne Kommune, mit ihrem amtlichen Schlüssel, 13076050=#a3262a."
            )
        if key:
            own.append((key, colour.lower()))
        else:
            default = colour.lower()
    return default, tuple(own)


def _database_url(text: Mapping[str, str]) -> str:
    """The address of the database, from a file where one is named: it may hold a password."""
    file = _file("DATABASE_URL_FILE", text["DATABASE_URL_FILE"])
    if file is None:
        return text["DATABASE_URL"]
    if text["DATABASE_URL"]:
        raise SettingsError(
            "DAKS_DATABASE_URL und DAKS_DATABASE_URL_FILE sind beide gesetzt. Bitte nur eine."
        )
    try:
        return file.read_text("utf-8").strip()
    except (OSError, UnicodeError):
        raise SettingsError(f"DAKS_DATABASE_URL_FILE: {file} ist nicht lesbar.") from None


def _file(name: str, text: str) -> Path | None:
    if not text:
        return None
    path = Path(text).expanduser().resolve()
    if not path.is_file():
        raise SettingsError(f"{PREFIX}{name}: Die Datei {path} gibt es nicht.")
    return path


def _header(name: str, text: str) -> str:
    if text and not HEADER.fullmatch(text):
        raise SettingsError(
            f"{PREFIX}{name}={text} ist kein Name einer Kopfzeile. Erwartet wird zum Beispiel "
            "X-Remote-User."
        )
    return text


def _algorithms(text: str) -> tuple[str, ...]:
    chosen = tuple(part.strip() for part in text.split(",") if part.strip())
    # A shared secret beside public keys would let a public key pass for the secret.
    if (
        not chosen
        or set(chosen) - {"HS256", "RS256", "ES256"}
        or (chosen[1:] and "HS256" in chosen)
    ):
        raise SettingsError(
            f"DAKS_JWT_ALGORITHMS={text} geht nicht. Bitte „HS256“ allein oder „RS256“ und „ES256“."
        )
    return chosen


def _domains(text: str) -> tuple[tuple[str, str], ...]:
    pairs = []
    for entry in text.split(","):
        if not entry.strip():
            continue
        domain, _, municipality = (part.strip() for part in entry.partition("="))
        if not DOMAIN.fullmatch(domain) or not municipality or municipality == "*":
            raise SettingsError(
                f"DAKS_JOIN_DOMAINS: „{entry.strip()}“ ist nicht lesbar. Erwartet wird eine Domäne "
                "mit Schlüssel oder Namen der Kommune, zum Beispiel grabow.de=13076050."
            )
        pairs.append((domain, municipality))
    return tuple(pairs)


def _base_path(text: str) -> str:
    path = "/" + text.strip("/")
    return path if path == "/" else path + "/"


def _networks(name: str, text: str) -> tuple[Network, ...]:
    networks = []
    for entry in text.split(","):
        if not entry.strip():
            continue
        try:
            network = ipaddress.ip_network(entry.strip())
        except ValueError:
            raise SettingsError(
                f"{PREFIX}{name}: „{entry.strip()}“ ist keine Adresse und kein Netz. Erwartet wird "
                "zum Beispiel 10.0.0.5 oder 10.0.0.0/24."
            ) from None
        if network.prefixlen == 0:
            raise SettingsError(
                f"{PREFIX}{name}: „{entry.strip()}“ meint alle Adressen. Dann könnte sich jede "
                "Person eine fremde Adresse geben. Bitte nur die eigenen Proxys nennen."
            )
        networks.append(network)
    return tuple(networks)


def _origins(name: str, text: str) -> tuple[str, ...]:
    origins = tuple(origin.strip().rstrip("/") for origin in text.split(",") if origin.strip())
    for origin in origins:
        if not ORIGIN.fullmatch(origin):
            raise SettingsError(
                f"{PREFIX}{name}: „{origin}“ ist kein genauer Ursprung. Erwartet wird zum Beispiel "
                "https://intranet.grabow.de, ohne Pfad und ohne Stern."
            )
    return origins
