"""Settings, read from the environment in this module only. Each has the prefix DAKS_."""

from __future__ import annotations

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
    Setting("DATA_DIR", ".daks", "Verzeichnis für Datenbank und Dateien"),
    Setting("MODEL_DIR", "models", "Verzeichnis des trainierten Modells"),
    Setting("HOST", "127.0.0.1", "Adresse, auf der die Assistenz antwortet"),
    Setting("PORT", "8080", "Port, auf dem die Assistenz antwortet"),
    Setting("INTERNAL_PORT", "", "Port für /metrics; leer heißt keine Messwerte"),
    Setting("BASE_PATH", "/", "Pfad, unter dem alles liegt, zum Beispiel /demografie/"),
    Setting("IDENTITY", "code", "Anmeldung; gebaut ist code"),
    Setting("ALLOWED_ORIGINS", "", "erlaubte fremde Ursprünge, durch Komma getrennt"),
    Setting("FRAME_ANCESTORS", "", "Ursprünge, die einrahmen dürfen, durch Komma getrennt"),
    Setting("WORKERS", "1", "Anzahl der Prozesse; gebaut ist 1"),
    Setting("SESSION_DAYS", "90", "Tage, die eine Sitzung ohne neue Anmeldung gilt"),
    Setting("INVITATION_DAYS", "14", "Tage, die ein Einladungscode gilt"),
    Setting("QUEUE_LENGTH", "64", "Nachrichten, die höchstens warten, bevor 503 antwortet"),
    Setting("UNCLEAR_DAYS", "90", "Tage, die Unverstandenes aufbewahrt wird; 0 schaltet es ab"),
    Setting("ADVICE_CONTACT", "", "Ansprechstelle für Beratung von außen, so wie genannt"),
    Setting("TEMPLATES", "", "Verzeichnis mit eigenen Vorlagen für Dokumente; leer heißt unsere"),
    Setting("LOG_LEVEL", "WARNING", "Stufe des Protokolls: ERROR, WARNING oder INFO"),
)

PREFIX = "DAKS_"
DATABASES = ("sqlite:///", "postgresql://", "postgresql+psycopg://", "postgres://")
ORIGIN = re.compile(r"https?://[A-Za-z0-9.\-\[\]:]+")


@dataclass(frozen=True)
class Settings:
    """All settings, checked."""

    database_url: str
    data_dir: Path
    model_dir: Path
    host: str
    port: int
    internal_port: int | None
    base_path: str
    identity: str
    allowed_origins: tuple[str, ...]
    frame_ancestors: tuple[str, ...]
    workers: int
    session_days: int
    invitation_days: int
    queue_length: int
    unclear_days: int
    advice_contact: str
    templates: Path | None
    log_level: str


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings of an environment (default: this process's).

    Raises SettingsError for a value that cannot be used.
    """
    text = setting_texts(environment)
    data_dir = Path(text["DATA_DIR"]).expanduser().resolve()
    settings = Settings(
        database_url=text["DATABASE_URL"] or f"sqlite:///{data_dir / 'data.db'}",
        data_dir=data_dir,
        model_dir=Path(text["MODEL_DIR"]).expanduser().resolve(),
        host=text["HOST"],
        port=_number("PORT", text["PORT"], 0, 65_535),
        internal_port=_number("INTERNAL_PORT", text["INTERNAL_PORT"], 1, 65_535)
        if text["INTERNAL_PORT"]
        else None,
        base_path=_base_path(text["BASE_PATH"]),
        identity=text["IDENTITY"],
        allowed_origins=_origins("ALLOWED_ORIGINS", text["ALLOWED_ORIGINS"]),
        frame_ancestors=_origins("FRAME_ANCESTORS", text["FRAME_ANCESTORS"]),
        workers=_number("WORKERS", text["WORKERS"], 1, 64),
        session_days=_number("SESSION_DAYS", text["SESSION_DAYS"], 1, 3_650),
        invitation_days=_number("INVITATION_DAYS", text["INVITATION_DAYS"], 1, 365),
        queue_length=_number("QUEUE_LENGTH", text["QUEUE_LENGTH"], 1, 10_000),
        unclear_days=_number("UNCLEAR_DAYS", text["UNCLEAR_DAYS"], 0, 3_650),
        advice_contact=text["ADVICE_CONTACT"],
        templates=_directory("TEMPLATES", text["TEMPLATES"]),
        log_level=text["LOG_LEVEL"].upper(),
    )
    _check(settings)
    return settings


def set_for_libraries(values: Mapping[str, str]) -> None:
    """Tells libraries, before they load, what they read from the environment only."""
    os.environ.update(values)


def setting_texts(environment: Mapping[str, str] | None = None) -> dict[str, str]:
    """Every setting as written, by its name without the prefix."""
    source = os.environ if environment is None else environment
    return {s.name: source.get(PREFIX + s.name, s.default).strip() for s in SETTINGS}


def _check(settings: Settings) -> None:
    if settings.identity != "code":
        raise SettingsError(
            f"DAKS_IDENTITY={settings.identity} gibt es noch nicht. Bitte „code“ setzen oder die "
            "Einstellung weglassen."
        )
    if settings.workers > 1:
        reason = (
            "SQLite verträgt nur einen Prozess."
            if settings.database_url.startswith("sqlite")
            else "Mehrere Prozesse sind noch nicht gebaut."
        )
        raise SettingsError(f"DAKS_WORKERS={settings.workers} geht nicht: {reason} Bitte 1 setzen.")
    if not settings.database_url.startswith(
        ("sqlite:///", "postgresql://", "postgresql+psycopg://", "postgres://")
    ):
        raise SettingsError(
            "DAKS_DATABASE_URL muss mit sqlite:/// oder postgresql:// beginnen, zum Beispiel "
            "postgresql://daks:…@localhost/daks."
        )
    if settings.log_level not in ("ERROR", "WARNING", "INFO"):
        raise SettingsError("DAKS_LOG_LEVEL muss ERROR, WARNING oder INFO sein.")


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


def _base_path(text: str) -> str:
    path = "/" + text.strip("/")
    return path if path == "/" else path + "/"


def _origins(name: str, text: str) -> tuple[str, ...]:
    origins = tuple(origin.strip().rstrip("/") for origin in text.split(",") if origin.strip())
    for origin in origins:
        if not ORIGIN.fullmatch(origin):
            raise SettingsError(
                f"{PREFIX}{name}: „{origin}“ ist kein genauer Ursprung. Erwartet wird zum Beispiel "
                "https://intranet.grabow.de, ohne Pfad und ohne Stern."
            )
    return origins
