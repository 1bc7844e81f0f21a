"""The command line as an operator uses it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import PROJECT


def run(data: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Runs `daks` with a data directory of its own."""
    environment = {**os.environ, "DAKS_DATA_DIR": str(data), "PYTHONWARNINGS": "ignore", **more}
    return subprocess.run(
        [sys.executable, "-m", "assistant", *arguments],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def talk(data: Path, *lines: str, arguments: tuple[str, ...] = ()) -> str:
    """A conversation in the terminal; everything that was printed."""
    environment = {**os.environ, "DAKS_DATA_DIR": str(data), "PYTHONWARNINGS": "ignore"}
    done = subprocess.run(
        [sys.executable, "-m", "assistant", "chat", *arguments],
        cwd=PROJECT,
        env=environment,
        input="\n".join(lines) + "\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_help_is_german_and_wrong_use_ends_with_2(tmp_path: Path) -> None:
    assert "Aufruf:" in run(tmp_path, "--help").stdout
    wrong = run(tmp_path, "tanzen")
    assert wrong.returncode == 2
    assert "Hilfe" in wrong.stderr


def test_a_bad_setting_is_named_in_german(tmp_path: Path) -> None:
    done = run(tmp_path, "serve", DAKS_IDENTITY="ldap")
    assert done.returncode == 2
    assert "DAKS_IDENTITY=ldap" in done.stderr
    several = run(tmp_path, "serve", DAKS_WORKERS="4")
    assert several.returncode == 2
    assert "SQLite" in several.stderr


def test_doctor_finds_a_good_installation_good_and_says_what_is_missing(tmp_path: Path) -> None:
    good = run(tmp_path, "doctor", "--json")
    assert good.returncode == 0, good.stdout
    assert all(finding["ok"] for finding in json.loads(good.stdout)["findings"])
    missing = run(tmp_path, "doctor", DAKS_MODEL_DIR=str(tmp_path))
    assert missing.returncode == 1
    assert "daks train" in missing.stdout


def test_doctor_does_not_show_the_password_of_the_database(tmp_path: Path) -> None:
    done = run(tmp_path, "doctor", DAKS_DATABASE_URL="postgresql://daks:geheim@127.0.0.1:1/daks")
    assert "geheim" not in done.stdout + done.stderr


def test_one_talks_in_the_terminal_leaves_and_comes_back(tmp_path: Path) -> None:
    arguments = ("--municipality", "Grabow", "--name", "Helga Brandt")
    first = talk(tmp_path, "Neustart", "Familien sollen bleiben.", "ende", arguments=arguments)
    assert "Guten Tag, Helga Brandt" in first
    code = first.split("Ihr Zugangscode: ")[1].split()[0]
    again = talk(tmp_path, "ende", arguments=("--code", code))
    assert "Willkommen zurück, Helga Brandt" in again
    listed = json.loads(run(tmp_path, "members", "list", "--json").stdout)["members"]
    assert [(m["name"], m["municipality"]) for m in listed] == [("Helga Brandt", "Grabow")]
    reissued = json.loads(run(tmp_path, "members", "reissue", listed[0]["id"], "--json").stdout)
    assert run(tmp_path, "chat", "--code", code).returncode == 1
    assert "Willkommen zurück" in talk(
        tmp_path, "ende", arguments=("--code", reissued["access_code"])
    )


def test_what_was_not_understood_is_listed_unless_switched_off(tmp_path: Path) -> None:
    arguments = ("--municipality", "Grabow", "--name", "Helga Brandt")
    talk(tmp_path, "Schnürsenkel im Quadrat", "ende", arguments=arguments)
    rows = json.loads(run(tmp_path, "unclear", "--json").stdout)["unclear"]
    assert [row["text"] for row in rows] == ["Schnürsenkel im Quadrat"]
    assert rows[0]["question"] == "kickoff.occasion"
    off = run(tmp_path, "unclear", "--json", DAKS_UNCLEAR_DAYS="0")
    assert json.loads(off.stdout)["unclear"] == []
