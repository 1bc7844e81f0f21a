"""The systemd units: well formed, closed as far as it goes, and with commands that exist."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from assistant.cli import make_parser
from assistant.settings import PREFIX, SETTINGS, read_settings
from tests.conftest import PROJECT
from tests.deploy.conftest import DEPLOY, program

UNITS = DEPLOY / "systemd"
SERVICES = sorted(file.name for file in UNITS.glob("*.service"))
TIMERS = sorted(file.name for file in UNITS.glob("*.timer"))
MOST_EXPOSED = "20"
"""Tenths of what systemd calls the exposure of a service: up to 20 it says "OK"."""


@pytest.fixture
def units(tmp_path: Path) -> Path:
    """The units with the place of this project in them, since their programs must exist."""
    for file in UNITS.iterdir():
        text = file.read_text("utf-8").replace("/opt/daks", str(PROJECT))
        (tmp_path / file.name).write_text(text, "utf-8")
    return tmp_path


@pytest.mark.parametrize("name", [*SERVICES, *TIMERS])
def test_systemd_finds_nothing_to_say(name: str, units: Path) -> None:
    command = [program("systemd-analyze"), "verify", "--man=no", "--recursive-errors=no"]
    done = subprocess.run([*command, str(units / name)], capture_output=True, text=True)
    own = [line for line in done.stderr.splitlines() if "daks" in line]
    assert done.returncode == 0 and not own, done.stderr


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_may_little(name: str, units: Path) -> None:
    command = [program("systemd-analyze"), "security", "--offline=true", "--no-pager"]
    command += [f"--threshold={MOST_EXPOSED}", str(units / name)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_runs_a_command_that_exists(name: str) -> None:
    command = values(name, "ExecStart")[0].rpartition("/daks ")[2]
    given = command.replace("$$(date +%%u)", "1").replace("'", "").replace('"', "").split()
    assert make_parser().parse_args(given)
    assert values(name, "WorkingDirectory") == ["/opt/daks"]


def test_every_timer_has_its_service() -> None:
    assert {name.replace(".timer", ".service") for name in TIMERS} == set(SERVICES) - {
        "daks.service"
    }
    assert values("daks-retention.service", "ExecStart")[0].endswith(" retention --apply")


def test_the_environment_names_settings_that_exist() -> None:
    known = {PREFIX + setting.name for setting in SETTINGS}
    lines = (UNITS / "daks.env").read_text("utf-8").splitlines()
    named = {line.lstrip("# ").split("=")[0] for line in lines if "DAKS_" in line and "=" in line}
    assert named <= known
    given = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    settings = read_settings(given)
    assert f"location {settings.base_path} {{" in (DEPLOY / "nginx" / "daks.conf").read_text(
        "utf-8"
    )


def test_the_database_may_be_written_and_only_that() -> None:
    for name in SERVICES:
        assert values(name, "ProtectSystem") == ["strict"]
        assert values(name, "StateDirectory") == ["daks"]
        environment = " ".join(values(name, "Environment"))
        assert "DAKS_DATA_DIR=/var/lib/daks" in environment


def values(unit: str, key: str) -> list[str]:
    """The values of a key of a unit."""
    lines = (UNITS / unit).read_text("utf-8").splitlines()
    return [line.split("=", 1)[1] for line in lines if line.startswith(f"{key}=")]
