"""The container file and the compose file: sound, without shell tricks, and true."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from assistant.cli import make_parser
from assistant.settings import PREFIX, SETTINGS, read_settings
from tests.conftest import PROJECT
from tests.crash.server import QUIET, Server, Starter, free_port
from tests.deploy.conftest import DEPLOY, program
from tests.deploy.manifests import check_compose, read

TEXT = (DEPLOY / "Containerfile").read_text("utf-8")
KNOWN = {PREFIX + setting.name for setting in SETTINGS}


def instructions(name: str) -> list[str]:
    """What stands behind each instruction of that name, continued lines joined."""
    joined = re.sub(r"\\\n\s*", " ", TEXT)
    return [line.split(" ", 1)[1] for line in joined.splitlines() if line.startswith(f"{name} ")]


def environment() -> dict[str, str]:
    """The environment of the finished image."""
    return dict(part.split("=", 1) for part in shlex.split(instructions("ENV")[-1]))


def service(name: str) -> dict[str, Any]:
    """A service of the compose file."""
    return dict(read("compose/compose.yml")["services"][name])


def test_the_checker_of_container_files_finds_nothing() -> None:
    command = [program("hadolint"), "--no-color", str(DEPLOY / "Containerfile")]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0 and not done.stdout, done.stdout


def test_no_step_needs_a_shell() -> None:
    for step in [*instructions("RUN"), *instructions("ENTRYPOINT"), *instructions("CMD")]:
        assert all(isinstance(part, str) for part in json.loads(step)), step
    check = instructions("HEALTHCHECK")[0].partition(" CMD ")[2]
    assert json.loads(check) == ["python", "deploy/ready.py"]


def test_everything_that_is_copied_exists_and_is_not_ignored() -> None:
    ignored = (DEPLOY / "Containerfile.dockerignore").read_text("utf-8").splitlines()
    for step in instructions("COPY"):
        if "--from" in step:
            continue
        for source in [part for part in step.split() if not part.startswith("--")][:-1]:
            assert (PROJECT / source).exists(), source
            assert f"!{source.removeprefix('./')}" in ignored, source
    assert ignored[1] == "*"


def test_the_finished_image_runs_without_root_and_with_settings_that_exist() -> None:
    assert instructions("USER") == ["10001:10001"]
    assert len(instructions("FROM")) == 2
    settings = {name: text for name, text in environment().items() if name.startswith(PREFIX)}
    assert set(settings) <= KNOWN
    assert str(read_settings(settings).port) == instructions("EXPOSE")[0]
    assert json.loads(instructions("VOLUME")[0]) == [settings["DAKS_DATA_DIR"]]
    assert make_parser().parse_args(json.loads(instructions("CMD")[0]))


def test_the_container_file_holds_no_secret_and_no_package_registry() -> None:
    assert "http" not in TEXT
    assert not re.search(r"(?i)password|kennwort|token", TEXT)


@pytest.fixture
def server(starter: Starter, tmp_path: Path) -> Server:
    """A server that is not started yet."""
    return Server(starter, tmp_path, BASE_PATH="/demografie/")


def test_the_health_check_tells_a_ready_server_from_one_that_is_gone(server: Server) -> None:
    asked = {"DAKS_PORT": str(server.port), "DAKS_HOST": "0.0.0.0", "DAKS_BASE_PATH": "demografie"}
    assert _health(asked) == 1
    server.start()
    assert _health(asked) == 0
    assert _health(asked | {"DAKS_PORT": str(free_port())}) == 1
    server.stop()
    assert _health(asked) == 1


def _health(settings: dict[str, str]) -> int:
    command = [sys.executable, "deploy/ready.py"]
    return subprocess.run(command, cwd=PROJECT, env=os.environ | QUIET | settings).returncode


def test_the_compose_file_is_right_by_the_specification() -> None:
    data = read("compose/compose.yml")
    assert check_compose(data) == []
    assert check_compose({**data, "services": {"x": {"unknown": 1}}})


def test_the_compose_file_names_settings_and_files_that_exist() -> None:
    given = service("assistant")["environment"]
    assert set(given) <= KNOWN
    settings = read_settings(
        {k: v for k, v in given.items() if k not in ("DAKS_DATABASE_URL_FILE", "DAKS_WORKERS")}
    )
    nginx = (DEPLOY / "compose" / "nginx.conf").read_text("utf-8")
    assert f"location {settings.base_path} {{" in nginx
    assert f"http://assistant:{environment()['DAKS_PORT']};" in nginx
    assert (DEPLOY / "compose" / service("assistant")["build"]["context"]).resolve() == PROJECT
    assert (PROJECT / service("assistant")["build"]["dockerfile"]).is_file()
    assert service("assistant")["user"] == instructions("USER")[0]
    (subnet,) = read("compose/compose.yml")["networks"]["inside"]["ipam"]["config"]
    assert subnet["subnet"] == given["DAKS_TRUSTED_PROXIES"]


def test_only_the_proxy_can_be_reached_and_nothing_gets_out() -> None:
    data = read("compose/compose.yml")
    assert [name for name, one in data["services"].items() if "ports" in one] == ["proxy"]
    assert data["networks"]["inside"]["internal"] is True
    assert [name for name, one in data["services"].items() if "outside" in one["networks"]] == [
        "proxy"
    ]
    for one in data["services"].values():
        assert one["read_only"] is True and one["cap_drop"] == ["ALL"]
        assert one["security_opt"] == ["no-new-privileges:true"]


def test_the_secrets_are_named_in_the_example_and_nowhere_filled_in() -> None:
    asked = {s["environment"] for s in read("compose/compose.yml")["secrets"].values()}
    lines = (DEPLOY / "compose" / ".env.example").read_text("utf-8").splitlines()
    given = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    assert asked == set(given)
    assert given["DATABASE_PASSWORD"] == "" and ":KENNWORT@" in given["DATABASE_URL"]
    url = read_settings({"DAKS_DATABASE_URL": given["DATABASE_URL"]}).database_url
    assert "@database:5432/" in url
