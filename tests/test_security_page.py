"""The threat model: every threat has a measure, and every test it names exists."""

from __future__ import annotations

import ast
import re
from functools import lru_cache
from pathlib import Path

import pytest

from tests.conftest import PROJECT

PAGE = (PROJECT / "docs/security.md").read_text("utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.splitlines()
    if re.match(r"\| [STRIDE] \|", line)
]
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


@lru_cache(maxsize=64)
def _tests_in(file: Path) -> frozenset[str]:
    tree = ast.parse(file.read_text("utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, kinds))


@pytest.mark.parametrize("row", ROWS, ids=[f"{row[0]}: {row[1][:50]}" for row in ROWS])
def test_every_threat_has_a_measure_and_tests_that_exist(row: list[str]) -> None:
    assert len(row) == 4
    assert row[1].endswith(".") and row[2].endswith((".", ")"))
    named = NAMED.findall(row[3])
    assert named and len(named) == row[3].count("::")
    for file, test in named:
        assert (PROJECT / file).is_file(), file
        assert test in _tests_in(PROJECT / file), f"{file}::{test}"


def test_every_station_asks_for_every_kind_of_threat_that_it_can_have() -> None:
    assert {row[0] for row in ROWS} == set("STRIDE")
    stations = re.split(r"^## \d\. ", PAGE, flags=re.MULTILINE)[1:]
    assert len(stations) == 5
    for station in stations:
        kinds = set(re.findall(r"^\| ([STRIDE]) \|", station, re.MULTILINE))
        assert {"S", "T", "I", "E"} <= kinds or {"S", "R", "I", "D", "E"} <= kinds


def test_what_remains_open_is_said() -> None:
    assert "## Was offen bleibt" in PAGE
