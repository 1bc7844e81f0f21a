"""The table of personal data names every column there is, and everything that names a person."""

from __future__ import annotations

from collections import Counter

from assistant.privacy.inventory import load_inventory
from assistant.privacy.page import page
from assistant.privacy.periods import Periods
from assistant.process.retention import FAILED_SIGN_IN_DAYS, UNCONFIRMED_UPLOAD_DAYS
from assistant.settings import read_settings
from assistant.store.tables import members, metadata
from tests.conftest import PROJECT


def _all_columns() -> set[str]:
    return {f"{t.name}.{c.name}" for t in metadata.sorted_tables for c in t.columns}


def _named() -> Counter[str]:
    inventory = load_inventory()
    found = Counter(column for kind in inventory.kinds for column in kind.columns)
    for column in inventory.without:
        table, _, name = column.partition(".")
        if name == "*":
            found.update(f"{table}.{c.name}" for c in metadata.tables[table].columns)
        else:
            found[column] += 1
    return found


def test_every_column_stands_in_the_table_or_has_a_reason_not_to() -> None:
    unclassified = _all_columns() - set(_named())
    assert not unclassified, (
        "Neue Spalten: in assistant/privacy/content/personal_data.yml unter `kinds` eintragen, "
        f"oder unter `without` mit Grund: {sorted(unclassified)}"
    )


def test_no_column_is_named_twice_and_none_that_is_gone() -> None:
    named = _named()
    assert set(named) - _all_columns() == set()
    assert [column for column, times in named.items() if times > 1] == []


def test_every_column_that_names_a_member_is_known_as_such() -> None:
    pointing = {
        (table.name, column.name)
        for table in metadata.sorted_tables
        for column in table.columns
        for key in column.foreign_keys
        if key.column is members.c.id
    }
    person = {(t, c) for t, columns in load_inventory().person.items() for c in columns}
    assert pointing - person == set()
    assert {f"{t}.{c}" for t, c in person} <= _all_columns()


def test_what_an_export_withholds_is_of_a_table_it_reads() -> None:
    inventory = load_inventory()
    assert set(inventory.withheld) <= _all_columns()
    assert {column.partition(".")[0] for column in inventory.withheld} <= set(inventory.person)


def test_secrets_are_never_handed_out() -> None:
    inventory = load_inventory()
    hashes = {c for c in _all_columns() if c.endswith("_hash")}
    read = {c for c in hashes if c.partition(".")[0] in inventory.person}
    assert read <= set(inventory.withheld)


def test_every_table_that_is_read_for_a_person_is_of_a_kind() -> None:
    inventory = load_inventory()
    assert [table for table in inventory.person if inventory.kind_of(table) is None] == []


def test_the_periods_of_the_documentation_are_the_defaults_of_the_settings() -> None:
    settings, periods = read_settings({}), Periods()
    for name in (
        "transcript_days",
        "process_months",
        "notice_days",
        "deletion_log_days",
        "unclear_days",
        "session_days",
        "invitation_days",
        "audit_days",
    ):
        assert getattr(periods, name) == getattr(settings, name), name
    assert periods.failed_sign_in_days == FAILED_SIGN_IN_DAYS
    assert periods.upload_days == UNCONFIRMED_UPLOAD_DAYS


def test_periods_that_are_switched_off_read_so() -> None:
    off = Periods(transcript_days=0, process_months=0, unclear_days=0)
    kept = {kind.id: kind.kept for kind in load_inventory(off).kinds}
    assert kept["answer"] == kept["message"] == "so lange wie das Vorhaben"
    assert kept["unclear"] == "gar nicht"
    assert "36 Monate" in {k.id: k.kept for k in load_inventory().kinds}["answer"]


def test_the_documentation_is_current() -> None:
    assert (PROJECT / "docs" / "privacy.md").read_text("utf-8") == page(load_inventory())
