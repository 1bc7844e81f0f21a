"""`daks doctor`: checks settings, versions, model and database, and says what to mend."""

from __future__ import annotations

import argparse
import datetime
import importlib.metadata
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from assistant.cli.weaknesses import weaknesses
from assistant.settings import (
    PREFIX,
    SETTINGS,
    Settings,
    SettingsError,
    read_settings,
    setting_texts,
)

SECRETS = ("DATABASE_URL",)


@dataclass(frozen=True)
class Finding:
    """One check: what, whether it is well, and what was found or what to do.

    A `warning` runs, and is weaker than it could be.
    """

    check: str
    ok: bool
    text: str
    warning: bool = False


def add_to(subparsers: Any) -> None:
    """Adds the command."""
    parser = subparsers.add_parser("doctor", help="prüft die Einrichtung und sagt, was fehlt")
    parser.add_argument("--json", action="store_true", help="als JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints settings and findings; 1 when something is to be mended."""
    settings_shown = {
        PREFIX + name: "(gesetzt, wird nicht gezeigt)" if name in SECRETS and value else value
        for name, value in setting_texts().items()
    }
    found = list(findings())
    if arguments.json:
        rows = [finding.__dict__ for finding in found]
        print(
            json.dumps({"settings": settings_shown, "findings": rows}, ensure_ascii=False, indent=2)
        )
    else:
        for setting in SETTINGS:
            value = settings_shown[PREFIX + setting.name] or "(leer)"
            print(f"{PREFIX + setting.name:24} {value:32} {setting.meaning}")
        print()
        for finding in found:
            print(f"{_mark(finding)} {finding.check}: {finding.text}")
    return 0 if all(finding.ok for finding in found) else 1


def findings() -> Iterator[Finding]:
    """All checks; those that need settings only when the settings can be read."""
    try:
        settings = read_settings()
    except SettingsError as error:
        yield Finding("Einstellungen", False, str(error))
        return
    yield Finding("Einstellungen", True, "lesbar")
    checks: tuple[Callable[[Settings], Finding], ...] = (_python, _rasa, _german, _model, _database)
    for check in checks:
        yield check(settings)
    for weakness in weaknesses(settings):
        yield Finding(weakness.check, not weakness.broken, weakness.text, warning=True)
    yield _packages(settings)
    yield _papers(settings)


def _mark(finding: Finding) -> str:
    if not finding.ok:
        return "FEHLT  "
    return "SCHWACH" if finding.warning else "gut    "


def _packages(_: Settings) -> Finding:
    from assistant.cli.advisories import FRESH_DAYS, installed_versions, load_advisories

    try:
        advisories = load_advisories()
    except FileNotFoundError:
        return Finding("Pakete", True, "Liste der bekannten Lücken liegt nicht dabei", True)
    found = advisories.unexplained(installed_versions())
    if found:
        return Finding("Pakete", False, " ".join(found))
    days = advisories.days_old(datetime.date.today())
    text = f"keine bekannte Lücke ohne Grund, zuletzt geprüft vor {days} Tagen"
    return Finding("Pakete", True, text, warning=days > FRESH_DAYS)


def _papers(settings: Settings) -> Finding:
    from assistant.documents.papers import missing_settings, papers_of
    from assistant.privacy.papers import UnusablePaperError

    try:
        papers_of(settings)
    except UnusablePaperError as error:
        return Finding("Papiere", False, str(error))
    missing = missing_settings(settings)
    if missing:
        text = f"in den Papieren zum Datenschutz fehlen noch {', '.join(missing)}"
        return Finding("Papiere", True, text, warning=True)
    reviewed = settings.papers_reviewed
    text = reviewed or "Entwurf; nach der Prüfung DAKS_PAPERS_REVIEWED setzen"
    return Finding("Papiere", True, text, warning=not reviewed)


def _python(_: Settings) -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    ok = sys.version_info[:2] == (3, 10)
    return Finding("Python", ok, version if ok else f"{version}; gebraucht wird 3.10: `make setup`")


def _rasa(_: Settings) -> Finding:
    version = importlib.metadata.version("rasa")
    ok = version == "3.6.21"
    return Finding("Rasa", ok, version if ok else f"{version}; gebraucht wird 3.6.21: `make setup`")


def _german(_: Settings) -> Finding:
    from assistant.language.lemmas import build_pipeline, pipeline_name

    return Finding("Deutsche Sprachverarbeitung", True, pipeline_name(build_pipeline()))


def _model(settings: Settings) -> Finding:
    from assistant.engine.agent import ModelMissingError, latest_model

    try:
        return Finding("Modell", True, str(latest_model(settings.model_dir)))
    except ModelMissingError as error:
        return Finding("Modell", False, str(error))


def _database(settings: Settings) -> Finding:
    import sqlalchemy as sa

    from assistant.store.database import Database
    from assistant.store.schema import is_current

    try:
        database = Database(settings.database_url)
        current = is_current(database)
    except (sa.exc.SQLAlchemyError, OSError, ImportError) as error:
        return Finding("Datenbank", False, f"nicht erreichbar ({type(error).__name__})")
    dialect = database.engine.dialect.name
    text = "aktuell" if current else "wird beim nächsten Start auf den neuen Stand gebracht"
    return Finding("Datenbank", True, f"{dialect}, {text}")
