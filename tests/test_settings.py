"""The settings: the same everywhere, clear when they are wrong, read in one place."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest

from assistant.cli import main
from assistant.settings import PREFIX, SETTINGS, SettingsError, read_settings, setting_texts
from tests.conftest import PROJECT

NAMES = {PREFIX + setting.name for setting in SETTINGS}
# What tests and scripts read is no setting of the product.
NOT_SETTINGS = {"DAKS_TEST_POSTGRES"}
BAD = [
    ("PORT", "abc"),
    ("PORT", "-1"),
    ("PORT", "65536"),
    ("PORT", "80.5"),
    ("PORT", "٨٠"),
    ("INTERNAL_PORT", "0"),
    ("INTERNAL_PORT", "http"),
    ("SESSION_DAYS", "0"),
    ("SESSION_DAYS", "ewig"),
    ("INVITATION_DAYS", "0"),
    ("QUEUE_LENGTH", "0"),
    ("WORKERS", "0"),
    ("WORKERS", "2"),
    ("DRAIN_SECONDS", "-1"),
    ("RATE_TOKEN", "viele"),
    ("RATE_ADDRESS", "1.5"),
    ("RATE_REGISTRATIONS", ""),
    ("CONNECTIONS", "0"),
    ("RECEIVE_SECONDS", "0"),
    ("IDENTITY", "oidc"),
    ("IDENTITY", ""),
    ("IDENTITY", "Code"),
    ("IDENTITY", "proxy"),
    ("IDENTITY", "jwt"),
    ("IDENTITY_HEADER", "X Remote User"),
    ("IDENTITY_HEADER", "X_Remote_User"),
    ("IDENTITY_NAME_HEADER", "Name:"),
    ("IDENTITY_DEPARTMENT_HEADER", "Ämter"),
    ("JWT_KEY_FILE", "/gibt/es/nicht.pem"),
    ("JWT_ALGORITHMS", "none"),
    ("JWT_ALGORITHMS", ""),
    ("JWT_ALGORITHMS", "HS256,RS256"),
    ("JWT_ALGORITHMS", "HS512"),
    ("JWT_MINUTES", "0"),
    ("JWT_MINUTES", "61"),
    ("JWT_SESSION_MINUTES", "4"),
    ("JOIN_DOMAINS", "grabow.de"),
    ("JOIN_DOMAINS", "*=Grabow"),
    ("JOIN_DOMAINS", "grabow.de=*"),
    ("JOIN_DOMAINS", "grabow.de=Grabow"),
    ("AUDIT_DAYS", "0"),
    ("DATABASE_URL_FILE", "/gibt/es/nicht"),
    ("DATABASE_URL", "mysql://localhost/daks"),
    ("DATABASE_URL", "daks.db"),
    ("DATABASE_URL", "postgresql"),
    ("DATABASE_URL", "sqlite://"),
    ("LOG_LEVEL", "DEBUG"),
    ("LOG_LEVEL", "laut"),
    ("ALLOWED_ORIGINS", "*"),
    ("ALLOWED_ORIGINS", "https://*.grabow.de"),
    ("ALLOWED_ORIGINS", "intranet.grabow.de"),
    ("ALLOWED_ORIGINS", "https://intranet.grabow.de/pfad"),
    ("ALLOWED_ORIGINS", "https://"),
    ("ALLOWED_ORIGINS", "https://a.example, ftp://b.example"),
    ("COLOUR", "blau"),
    ("COLOUR", "#1d4f6"),
    ("COLOUR", "1d4f6e"),
    ("COLOUR", "#1d4f6e;"),
    ("COLOUR", "Grabow=#1d4f6e"),
    ("COLOUR", "13076050="),
    ("FRAME_ANCESTORS", "*"),
    ("FRAME_ANCESTORS", "https://a.example https://b.example"),
    ("FRAME_ANCESTORS", "https://a.example;sandbox"),
    ("TRUSTED_PROXIES", "proxy.grabow.de"),
    ("TRUSTED_PROXIES", "10.0.0.0/33"),
    ("TRUSTED_PROXIES", "10.0.0.1/24"),
    ("TRUSTED_PROXIES", "0.0.0.0/0"),
    ("TRUSTED_PROXIES", "10.0.0.1 10.0.0.2"),
]


def test_without_an_environment_everything_has_its_default(tmp_path: Path) -> None:
    settings = read_settings({})
    assert settings.host == "127.0.0.1"
    assert settings.port == 8080
    assert settings.internal_port is None
    assert settings.base_path == "/"
    assert settings.identity == "code"
    assert settings.workers == 1
    assert settings.allowed_origins == () and settings.frame_ancestors == ()
    assert settings.database_url == f"sqlite:///{settings.data_dir / 'data.db'}"
    inside = read_settings({"DAKS_DATA_DIR": str(tmp_path)})
    assert inside.database_url == f"sqlite:///{tmp_path / 'data.db'}"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("", "/"),
        ("/", "/"),
        ("demografie", "/demografie/"),
        ("/demografie", "/demografie/"),
        ("/a/b/", "/a/b/"),
        (" /demografie/ ", "/demografie/"),
    ],
)
def test_a_base_path_may_be_written_with_or_without_slashes(written: str, read: str) -> None:
    assert read_settings({"DAKS_BASE_PATH": written}).base_path == read


def test_origins_are_read_one_by_one() -> None:
    environment = {"DAKS_ALLOWED_ORIGINS": "https://a.example/, http://b.example:8080 ,"}
    expected = ("https://a.example", "http://b.example:8080")
    assert read_settings(environment).allowed_origins == expected


def test_a_municipality_may_have_a_colour_of_its_own() -> None:
    settings = read_settings({"DAKS_COLOUR": "#A0B0C0, 13076050 = #a3262A ,13076=#112233"})
    assert settings.colour_of("13076050") == "#a3262a"
    assert settings.colour_of("13076") == "#112233"
    assert settings.colour_of("13076001") == settings.colour_of(None) == "#a0b0c0"
    only = read_settings({"DAKS_COLOUR": "13076050=#a3262a"})
    assert only.colour_of(None) == read_settings({}).colour == "#1d4f6e"


@pytest.mark.parametrize(("name", "value"), BAD, ids=[f"{n}={v[:24]}" for n, v in BAD])
def test_a_bad_value_is_explained_in_german(name: str, value: str) -> None:
    with pytest.raises(SettingsError) as raised:
        read_settings({PREFIX + name: value})
    text = str(raised.value)
    assert PREFIX + name in text
    assert text.endswith(".")
    german = {"ist", "nicht", "muss", "keine", "kein", "Bitte", "geht", "mit", "oder"}
    assert german & set(re.findall(r"\w+", text)), text


def test_each_way_of_signing_in_needs_its_settings(tmp_path: Path) -> None:
    key = tmp_path / "key"
    key.write_text("x" * 32)
    proxy = {"DAKS_IDENTITY": "proxy", "DAKS_TRUSTED_PROXIES": "127.0.0.1"}
    token = {
        "DAKS_IDENTITY": "jwt",
        "DAKS_JWT_KEY_FILE": str(key),
        "DAKS_JWT_ISSUER": "https://intranet.grabow.de",
        "DAKS_JWT_AUDIENCE": "demografie",
    }
    assert read_settings(proxy).identity_header == "X-Remote-User"
    assert read_settings(token).jwt_algorithms == ("RS256", "ES256")
    for complete, needed in ((proxy, list(proxy)[1:]), (token, list(token)[1:])):
        for name in needed:
            with pytest.raises(SettingsError, match=name):
                read_settings({**complete, name: ""})
    with pytest.raises(SettingsError, match="DAKS_IDENTITY_HEADER"):
        read_settings({**proxy, "DAKS_IDENTITY_HEADER": " "})
    houses = read_settings({**proxy, "DAKS_JOIN_DOMAINS": "grabow.de=13076050, Amt.de = Amt Nord,"})
    assert houses.join_domains == (("grabow.de", "13076050"), ("Amt.de", "Amt Nord"))


def test_the_address_of_the_database_may_stand_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "url"
    file.write_text("postgresql://daks:geheim@localhost/daks\n")
    environment = {"DAKS_DATABASE_URL_FILE": str(file)}
    assert read_settings(environment).database_url == "postgresql://daks:geheim@localhost/daks"
    with pytest.raises(SettingsError, match="beide gesetzt"):
        read_settings({**environment, "DAKS_DATABASE_URL": "sqlite:///x.db"})


@pytest.mark.parametrize("command", [["serve"], ["members", "list"]])
def test_a_bad_value_ends_a_command_as_wrong_use_without_a_stack_trace(
    command: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from assistant.store.database import default_database

    default_database.cache_clear()
    monkeypatch.setenv("DAKS_PORT", "abc")
    assert main(command) == 2
    captured = capsys.readouterr()
    assert "DAKS_PORT=abc" in captured.err
    assert "Traceback" not in captured.err + captured.out


def test_the_doctor_lists_every_setting_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DAKS_DATA_DIR", str(tmp_path))
    main(["doctor", "--json"])
    assert set(json.loads(capsys.readouterr().out)["settings"]) == NAMES
    main(["doctor"])
    out = capsys.readouterr().out
    assert set(re.findall(rf"^({PREFIX}[A-Z_]+)", out, re.MULTILINE)) == NAMES
    for setting in SETTINGS:
        assert setting.meaning in out


def test_the_doctor_says_what_is_wrong_and_shows_no_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DAKS_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("DAKS_DATABASE_URL", "postgresql://daks:geheim@127.0.0.1:1/daks")
    for arguments in (["doctor"], ["doctor", "--json"]):
        assert main(arguments) == 1
        captured = capsys.readouterr()
        assert "geheim" not in captured.out + captured.err
    monkeypatch.setenv("DAKS_PORT", "abc")
    assert main(["doctor"]) == 1
    assert "DAKS_PORT=abc" in capsys.readouterr().out


def test_the_readme_lists_every_setting_and_no_other() -> None:
    named = set(re.findall(rf"{PREFIX}[A-Z_]*[A-Z]", (PROJECT / "README.md").read_text("utf-8")))
    assert named - NOT_SETTINGS == NAMES


def test_every_setting_is_read_from_its_variable() -> None:
    environment = {PREFIX + setting.name: f"x {setting.name}" for setting in SETTINGS}
    assert setting_texts(environment) == {s.name: f"x {s.name}" for s in SETTINGS}


class Reads(ast.NodeVisitor):
    """Where the environment is read: `os.environ` but for setting it, `getenv`, `environb`."""

    def __init__(self) -> None:
        self.found: list[int] = []
        self._written: set[int] = set()

    def visit_Call(self, node: ast.Call) -> None:
        function = node.func
        if isinstance(function, ast.Attribute) and function.attr in ("update", "setdefault"):
            self._written.add(id(function.value))
        self.generic_visit(node)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        if isinstance(node.ctx, (ast.Store, ast.Del)):
            self._written.add(id(node.value))
        self.generic_visit(node)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        reads = node.attr in ("environ", "environb", "getenv", "getenvb")
        if reads and id(node) not in self._written:
            self.found.append(node.lineno)
        self.generic_visit(node)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        if node.module == "os" and {n.name for n in node.names} & {"environ", "getenv"}:
            self.found.append(node.lineno)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import os\nos.environ.get('X')", [2]),
        ("import os\nos.environ['X']", [2]),
        ("import os\nos.getenv('X')", [2]),
        ("import os\ndict(os.environ)", [2]),
        ("from os import environ", [1]),
        ("import os\nos.environ['X'] = '1'\nos.environ.update(a='b')", []),
    ],
)
def test_the_search_for_readers_finds_them(source: str, expected: list[int]) -> None:
    reads = Reads()
    reads.visit(ast.parse(source))
    assert reads.found == expected


def test_only_one_module_reads_the_environment() -> None:
    found = []
    for folder in ("assistant", "actions"):
        for path in (PROJECT / folder).rglob("*.py"):
            reads = Reads()
            reads.visit(ast.parse(path.read_text("utf-8")))
            found += [path.relative_to(PROJECT).as_posix()] if reads.found else []
    assert found == ["assistant/settings.py"]
