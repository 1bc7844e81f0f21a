"""`daks doctor` names settings that work and are weaker than they need be."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
import yaml

from assistant.cli import advisories
from assistant.cli.advisories import LIST, load_advisories, locked_versions
from assistant.cli.weaknesses import weaknesses
from assistant.settings import read_settings
from tests.conftest import PROJECT
from tests.identity import issuer


def _found(folder: Path, **settings: str) -> dict[str, str]:
    folder.chmod(0o700)
    environment = {f"DAKS_{name}": value for name, value in settings.items()}
    found = weaknesses(read_settings({"DAKS_DATA_DIR": str(folder), **environment}))
    return {weakness.check: weakness.text for weakness in found}


def test_the_defaults_are_not_weak(tmp_path: Path) -> None:
    assert _found(tmp_path) == {}


@pytest.mark.parametrize(
    ("settings", "check", "word"),
    [
        ({"HOST": "0.0.0.0"}, "Erreichbarkeit", "TLS"),
        ({"HOST": "::"}, "Erreichbarkeit", "TLS"),
        ({"HOST": "10.1.2.3"}, "Erreichbarkeit", "DAKS_TRUSTED_PROXIES"),
        ({"ALLOWED_ORIGINS": "http://intranet.grabow.de"}, "Ursprünge", "https"),
        ({"FRAME_ANCESTORS": "http://intranet.grabow.de"}, "Ursprünge", "https"),
        ({"TRUSTED_PROXIES": "10.0.0.0/8"}, "Proxys", "10.0.0.0/8"),
        ({"TRUSTED_PROXIES": "fd00::/64"}, "Proxys", "fd00::/64"),
        ({"LOG_LEVEL": "INFO"}, "Protokoll", "WARNING"),
        ({"SESSION_DAYS": "365"}, "Sitzungen", "180"),
        ({"DATABASE_URL": "postgresql://daks@db.grabow.de/daks"}, "Datenbank", "sslmode"),
        ({"DATABASE_URL": "postgresql://daks:geheim@127.0.0.1/daks"}, "Datenbank", "_FILE"),
    ],
)
def test_a_weak_setting_is_named_with_what_to_do(
    tmp_path: Path, settings: dict[str, str], check: str, word: str
) -> None:
    found = _found(tmp_path, **settings)
    assert set(found) == {check}
    assert word in found[check] and "geheim" not in found[check]


@pytest.mark.parametrize(
    "settings",
    [
        {"HOST": "0.0.0.0", "TRUSTED_PROXIES": "10.0.0.5"},
        {"ALLOWED_ORIGINS": "https://intranet.grabow.de, http://localhost:5173"},
        {"DATABASE_URL": "postgresql://daks@db.grabow.de/daks?sslmode=verify-full"},
        {"DATABASE_URL": "postgresql:///daks"},
    ],
)
def test_a_strong_setting_is_not_named(tmp_path: Path, settings: dict[str, str]) -> None:
    assert _found(tmp_path, **settings) == {}


def test_files_that_others_may_read_are_named(tmp_path: Path) -> None:
    (tmp_path / "data.db").write_bytes(b"")
    (tmp_path / "data.db").chmod(0o644)
    assert "data.db" in _found(tmp_path)["Dateirechte"]
    (tmp_path / "data.db").chmod(0o640)
    assert _found(tmp_path) == {}
    tmp_path.chmod(0o755)
    environment = {"DAKS_DATA_DIR": str(tmp_path)}
    (found,) = weaknesses(read_settings(environment))
    assert "chmod 700" in found.text


def _with_key(folder: Path, content: bytes, mode: int, kind: str) -> dict[str, str]:
    key = folder / "key"
    key.write_bytes(content)
    key.chmod(mode)
    return _found(
        folder,
        IDENTITY="jwt",
        JWT_KEY_FILE=str(key),
        JWT_ISSUER=issuer.ISSUER,
        JWT_AUDIENCE=issuer.AUDIENCE,
        JWT_ALGORITHMS=kind,
    )


@pytest.mark.parametrize(
    ("content", "mode", "kind", "check", "word"),
    [
        (issuer.SECRET, 0o644, "HS256", "Dateirechte", "600"),
        (issuer.public_pem("RS256"), 0o666, "RS256", "Dateirechte", "600"),
        (b"a" * 40, 0o600, "HS256", "Anmeldung", "zufällig"),
        (b"kurz", 0o600, "HS256", "Anmeldung", "zu kurz"),
    ],
)
def test_a_weak_key_is_named(
    tmp_path: Path, content: bytes, mode: int, kind: str, check: str, word: str
) -> None:
    found = _with_key(tmp_path, content, mode, kind)
    assert set(found) == {check} and word in found[check]


def test_a_good_key_is_not_named(tmp_path: Path) -> None:
    assert _with_key(tmp_path, issuer.SECRET, 0o600, "HS256") == {}
    assert _with_key(tmp_path, issuer.public_pem("ES256"), 0o644, "ES256") == {}


def test_no_locked_package_has_a_known_hole_without_a_reason() -> None:
    locks = [str(PROJECT / name) for name in ("requirements.lock", "requirements-dev.lock")]
    assert advisories.main(locks) == 0


def test_a_version_with_a_hole_and_no_reason_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lock = tmp_path / "x.lock"
    lock.write_text("rasa==3.6.20 \\\n    --hash=sha256:00\nKeras[x]==2.12.0\n")
    assert locked_versions(lock.read_text()) == {"rasa": "3.6.20", "keras": "2.12.0"}
    assert advisories.main([str(lock)]) == 1
    out = capsys.readouterr().out
    assert "CVE-2024-49375" in out and "CVE-2024-3660" not in out, "one has a reason"
    lock.write_text("rasa==3.6.21\n")
    assert advisories.main([str(lock)]) == 0


def test_every_reason_concerns_a_package_that_is_locked() -> None:
    """An accepted hole of a package that is gone, or was mended, is accepted no longer."""
    versions = locked_versions((PROJECT / "requirements.lock").read_text("utf-8"))
    for entry in load_advisories().entries:
        assert entry.what.endswith((".", "!"))
        if entry.reason is not None:
            assert entry.affected.contains(versions[entry.package]), (entry.package, entry.id)
            assert entry.reason.endswith(".")


def test_the_list_is_dated() -> None:
    found = load_advisories()
    assert found.days_old(found.checked + datetime.timedelta(days=200)) == 200
    assert isinstance(yaml.safe_load(LIST.read_text("utf-8"))["checked"], datetime.date)
