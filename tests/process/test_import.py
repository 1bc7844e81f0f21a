"""What a file of a process must hold to be imported, and what is refused, with its place."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from assistant.process.transfer import reading
from assistant.process.transfer.importing import read_incoming
from assistant.process.transfer.reading import UnusableFileError
from assistant.store.database import Database
from assistant.store.schema import upgrade
from tests.process.transfers import GUIDE, NOW, bring_in, changed, delete, export, fill

SPOILED: list[tuple[str, Any, str]] = [
    ("/format", "etwas", "keine Datei aus"),
    ("/version", 2, "Fassung"),
    ("/version", True, "Fassung"),
    ("/more", 1, "/: hier steht eine Angabe"),
    ("/process", ..., "fehlt „process“"),
    ("/process/id", "x" * 37, "/process/id: der Text ist zu lang"),
    ("/process/created_at", "gestern", "/process/created_at: der Text ist kein Zeitpunkt"),
    ("/process/created_at", "2027-03-14T09:30:00", "/process/created_at"),
    ("/process/created_at", "0001-01-01T00:00:00+14:00", "/process/created_at"),
    ("/process/type", "planet", "/process/type: der Wert gehört nicht"),
    ("/members", [], "/members: die Liste ist leer"),
    ("/members/0/role", "editor", "/members"),
    ("/members/1/role", "founder", "/members"),
    ("/members/0/code_hash", "a" * 64, "/members/0"),
    ("/members/0/name", "a\0b", "/members/0/name"),
    ("/members/0/name", "\ud800", "/members/0/name"),
    ("/members/1/id", "sonst", "Diese Person steht nicht"),
    ("/answers/0/question", "kick off", "/answers/0/question"),
    ("/answers/0/revision", 9, "nicht ihre letzte Fassung"),
    ("/answers/0/revision", 2**31, "/answers/0/revision: die Zahl ist zu groß"),
    ("/answers/0/revisions", [], "/answers/0/revisions: die Liste ist leer"),
    ("/answers/0/revisions/0/revision", 2, "/answers/0/revisions/0"),
    ("/answers/0/revisions/0/order", 2, "Reihenfolge"),
    ("/answers/0/revisions/0/undoes", 99, "/answers/0/revisions/0/undoes"),
    ("/answers/0/revisions/0/member", "niemand", "Diese Person steht nicht"),
    ("/answers/0/revisions/0/status", "unknown", "/answers/0/revisions/0/value"),
    ("/answers/0/revisions/0/value", {"a": 1}, "/answers/0/revisions/0/value"),
    ("/collections/0/items/0/id", "item1", "zweimal"),
    ("/collections/0/items/0/position", -1, "die Zahl ist zu klein"),
    ("/uploads/0/picture", "kein Base64!", "/uploads/0/picture"),
    ("/uploads/0/picture", "PHN2Zz48L3N2Zz4=", "kein PNG"),
    ("/uploads/1/content", "AAAA", "Prüfsumme"),
    ("/uploads/0/member", "niemand", "/uploads/0/member"),
    ("/rounds/0/number", 2, "von 1 an gezählt"),
    ("/rounds/0/member", "niemand", "Diese Person steht nicht"),
    ("/rounds/0/content", {}, "/rounds/0/content"),
    ("/rounds/0/content/more", 1, "/rounds/0/content: hier steht eine Angabe"),
    ("/rounds/0/content/figures/population/value", "viele", "/rounds/0/content/figures"),
    ("/rounds/0/content/made/0/revision", 99, "steht nicht unter /answers"),
    ("/positions/0/pending", {"kind": "explode"}, "/positions/0/pending"),
    ("/positions/0/turn", 10**400, "/positions/0/turn"),
    ("/transcript/messages/0/member", "niemand", "/transcript/messages/0/member"),
    ("/transcript/messages/0/data", [], "/transcript/messages/0/data"),
]


@pytest.fixture
def content(tmp_path: Path) -> bytes:
    """The file of a filled process."""
    database = Database(f"sqlite:///{tmp_path / 'data.db'}")
    upgrade(database)
    founder, _ = fill(database)
    written = export(database, founder.process)
    database.close()
    return written


@pytest.mark.parametrize(
    ("path", "value", "said"), SPOILED, ids=[f"{p} {str(v)[:12]!a}" for p, v, _ in SPOILED]
)
def test_what_does_not_fit_is_refused_with_its_place(
    content: bytes, path: str, value: Any, said: str
) -> None:
    with pytest.raises(UnusableFileError, match=re.escape(said)):
        read_incoming(changed(content, path, value), GUIDE)


@pytest.mark.parametrize(
    "spoiled",
    [
        b"",
        b"Guten Tag",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b"null",
        b"NaN",
        b'{"format": "daks-export", "version": 1',
        b"[" * 100_000,
        b'{"a":' * 500 + b"1" + b"}" * 500,
        b'{"format": "daks-export", "version": 1, "members": 1e999}',
        b'{"format": "daks-export", "version": 1, "members": NaN}',
    ],
    ids=range(12),
)
def test_what_is_no_file_of_ours_is_refused(spoiled: bytes) -> None:
    with pytest.raises(UnusableFileError, match=r"\.$|:|Format"):
        read_incoming(spoiled, GUIDE)


def test_a_huge_file_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST", 2**20)
    with pytest.raises(UnusableFileError, match="zu groß"):
        read_incoming(b" " * (2**20 + 1), GUIDE)


def with_answer(content: bytes, question: str, *values: Any) -> bytes:
    """The file with one more answer with these revisions."""
    data = json.loads(content)
    highest = max(r["order"] for a in data["answers"] for r in a["revisions"])
    common = {"status": "answered", "member": None, "at": NOW.isoformat()}
    revisions = [
        {**common, "revision": n, "value": value, "order": highest + n, "undoes": None}
        for n, value in enumerate(values, 1)
    ]
    last = {name: revisions[-1][name] for name in ("value", "revision", *common)}
    data["answers"] = [a for a in data["answers"] if a["question"] != question]
    data["answers"].append({"question": question, **last, "revisions": revisions})
    return json.dumps(data).encode()


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("kickoff.occasion", "quatsch"),
        ("kickoff.occasion", 17),
        ("kickoff.ages", ["6-17", "120+"]),
        ("kickoff.ages", "6-17"),
        ("kickoff.identity", "x" * 10_001),
        ("kickoff.identity", True),
        ("kickoff.date", "demnächst"),
        ("kickoff.guests.more", "ja"),
        ("kickoff.guests.item1.group", ["Chor"]),
        ("kickoff.review", "ok"),
    ],
)
def test_a_value_that_does_not_fit_its_question_is_refused(
    content: bytes, question: str, value: Any
) -> None:
    with pytest.raises(UnusableFileError, match=r"/answers/\d+/revisions/0/value: "):
        read_incoming(with_answer(content, question, value), GUIDE)


def test_a_chosen_item_or_method_that_is_gone_does_not_hold_up_the_import(content: bytes) -> None:
    for question in ("workshop.methods", "workshop.fields_from_swot"):
        incoming = read_incoming(with_answer(content, question, ["laengst-geloescht"]), GUIDE)
        assert question in {row["question"] for row in incoming.rows["answers"]}


def test_an_earlier_number_may_be_beyond_todays_bounds_but_must_be_a_number(content: bytes) -> None:
    question = "profile.population"
    assert read_incoming(with_answer(content, question, -5, 900), GUIDE)
    for values in ((900, -5), ("viele", 900)):
        with pytest.raises(UnusableFileError, match="/value: "):
            read_incoming(with_answer(content, question, *values), GUIDE)


def test_a_question_the_guide_does_not_know_is_kept_and_said(database: Database) -> None:
    founder, _ = fill(database)
    spoiled = with_answer(export(database, founder.process), "kickoff.frueher", "alt", "neu")
    data = json.loads(spoiled)
    data["positions"][0]["question"] = "kickoff.frueher"
    delete(database, founder.process)
    incoming = read_incoming(json.dumps(data).encode(), GUIDE)
    assert len(incoming.notices) == 1 and "kickoff.frueher" in incoming.notices[0]
    bring_in(database, json.dumps(data).encode())
    again = json.loads(export(database, founder.process))
    kept = next(a for a in again["answers"] if a["question"] == "kickoff.frueher")
    assert [r["value"] for r in kept["revisions"]] == ["alt", "neu"]
    assert again["positions"][0]["question"] is None, "nobody is left at it"
