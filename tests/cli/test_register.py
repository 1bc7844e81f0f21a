"""`daks register` as an operator uses it."""

from __future__ import annotations

import json
import time
from pathlib import Path

from tests.cli.test_commands import run
from tests.profile.test_register import GRABOW, HEAD, shared
from tests.profile.workbooks import workbook


def small_register(folder: Path) -> Path:
    path = folder / "AuszugGV.xlsx"
    path.write_bytes(workbook().getvalue())
    return path


def test_help_is_german(tmp_path: Path) -> None:
    assert "importiert Gemeindeverzeichnis" in run(tmp_path, "--help").stdout
    done = run(tmp_path, "register", "import", "--help")
    assert "GV-ISys" in done.stdout and "Angaben:" in done.stdout
    wrong = run(tmp_path, "register", "import")
    assert wrong.returncode == 2 and "Hilfe" in wrong.stderr


def test_without_an_import_it_says_what_one_would_add(tmp_path: Path) -> None:
    done = run(tmp_path, "register")
    assert done.returncode == 0
    assert "noch nichts importiert" in done.stdout and "daks register import" in done.stdout
    assert json.loads(run(tmp_path, "register", "--json").stdout) == {"imports": [], "entries": {}}


def test_an_import_says_what_was_imported_and_is_listed(tmp_path: Path) -> None:
    done = run(tmp_path, "register", "import", str(small_register(tmp_path)))
    assert done.returncode == 0, done.stderr
    assert "4 Gemeinden, 2 Kreise" in done.stdout
    assert "Gebietsstand 31.12.2024" in done.stdout
    listed = run(tmp_path, "register", "list")
    assert "Gemeindeverzeichnis, Stand 31.12.2024: 4 Gemeinden" in listed.stdout
    assert "Quelle: Statistische Ämter" in listed.stdout
    for arguments in (("--json",), ("list", "--json"), ("--json", "list")):
        data = json.loads(run(tmp_path, "register", *arguments).stdout)
        assert data["entries"]["municipality"] == 4
        assert [one["state"] for one in data["imports"]] == ["2024-12-31"]


def test_what_cannot_be_read_ends_with_1_and_a_sentence(tmp_path: Path) -> None:
    files = {
        "fehlt.xlsx": None,
        "kaputt.xlsx": workbook().getvalue()[:900],
        "text.txt": b"Guten Tag",
        "leer.csv": b"",
        "codebook.csv": b"variable,label\n",
        "ages.json": b"[{}]",
        "inkar.csv": b"county_code,year\n",
        "halb.csv": (HEAD + GRABOW[:40]).encode(),
    }
    for name, content in files.items():
        if content is not None:
            (tmp_path / name).write_bytes(content)
        done = run(tmp_path, "register", "import", str(tmp_path / name))
        assert done.returncode == 1, name
        assert done.stderr.strip().endswith(".") and name in done.stderr
        assert "Traceback" not in done.stderr and done.stdout == ""
    assert json.loads(run(tmp_path, "register", "--json").stdout)["imports"] == []


def test_all_published_files_are_imported_in_time(tmp_path: Path) -> None:
    said = {
        "AuszugGV4QAktuell_2024.xlsx": "10.752 Gemeinden, 400 Kreise",
        "31122013_Auszug_GV.xlsx": "In Gebrauch bleibt das Verzeichnis vom 31.12.2024",
        "gemeinden_2024q4.csv": "84.666.498 Menschen",
        "kreise/county_current_population.json": "401 Kreise mit Altersgruppen (Stand 31.12.2019)",
        "kreise/inkar_kreise_1995_2022.csv": "400 Kreise mit 30 Indikatoren (bis 2022)",
    }
    for name, sentence in said.items():
        started = time.monotonic()
        done = run(tmp_path, "register", "import", str(shared(name)))
        assert done.returncode == 0, done.stderr
        assert sentence in done.stdout
        assert time.monotonic() - started < 20
    data = json.loads(run(tmp_path, "register", "list", "--json").stdout)
    assert data["entries"] == {
        "municipality": 10_752,
        "district": 400,
        "association": 1203,
        "state": 16,
    }
    kinds = [(one["kind"], one["state"]) for one in data["imports"]]
    assert kinds == [
        ("district_ages", "2019-12-31"),
        ("district_indicators", "2022-12-31"),
        ("register", "2013-12-31"),
        ("register", "2024-12-31"),
    ]
    counted = run(
        tmp_path, "register", "import", str(shared("AuszugGV4QAktuell_2024.xlsx")), "--json"
    )
    result = json.loads(counted.stdout)
    assert (result["rows"], result["rows_population"]) == (10_959, 84_669_326)
    assert (result["municipalities"], result["population"]) == (10_752, 84_666_498)
    assert (result["unincorporated"], result["ambiguous_names"]) == (207, 294)
