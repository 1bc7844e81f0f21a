"""Known holes in the packages we use, held against a dated list; nothing is fetched.

`python -m assistant.cli.advisories LOCK…` ends with 1 when a locked version has a known hole for
which the list gives no reason why it does not matter here.
"""

from __future__ import annotations

import datetime
import importlib.metadata
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml
from packaging.specifiers import SpecifierSet

LIST = Path(__file__).parents[2] / "requirements" / "advisories.yml"
LOCKED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]]*\])?==(\S+)", re.MULTILINE)
# After that long somebody should look again.
FRESH_DAYS = 180


@dataclass(frozen=True)
class Advisory:
    """One known hole: the versions that have it, what it is, and why it does not matter here."""

    package: str
    affected: SpecifierSet
    id: str
    what: str
    reason: str | None


@dataclass(frozen=True)
class Advisories:
    """The list, and the day on which somebody looked last."""

    checked: datetime.date
    entries: tuple[Advisory, ...]

    def unexplained(self, versions: Mapping[str, str]) -> list[str]:
        """Versions with a hole that nobody has given a reason for, each as a German line."""
        return [
            f"{entry.package} {version}: {entry.id}. {entry.what} Betroffen: {entry.affected}."
            for entry in self.entries
            if entry.reason is None
            and (version := versions.get(entry.package)) is not None
            and entry.affected.contains(version, prereleases=True)
        ]

    def days_old(self, today: datetime.date) -> int:
        """Days since somebody looked."""
        return (today - self.checked).days


def load_advisories(file: Path = LIST) -> Advisories:
    """The list. Raises FileNotFoundError where it was not delivered along."""
    data = yaml.safe_load(file.read_text("utf-8"))
    entries = tuple(
        Advisory(
            package=_name(entry["package"]),
            affected=SpecifierSet(entry["affected"]),
            id=entry["id"],
            what=entry["what"],
            reason=entry.get("reason"),
        )
        for entry in data["advisories"]
    )
    return Advisories(data["checked"], entries)


def installed_versions() -> dict[str, str]:
    """Every installed package with its version."""
    found = importlib.metadata.distributions()
    return {_name(one.metadata["Name"]): one.version for one in found if one.metadata["Name"]}


def locked_versions(lock: str) -> dict[str, str]:
    """Every package of a lock file with its version."""
    return {_name(name): version for name, version in LOCKED.findall(lock)}


def _name(text: str) -> str:
    return re.sub(r"[-_.]+", "-", text).lower()


def main(arguments: list[str]) -> int:
    """Holds lock files against the list."""
    advisories = load_advisories()
    found = [
        f"{file}: {line}"
        for file in arguments
        for line in advisories.unexplained(locked_versions(Path(file).read_text("utf-8")))
    ]
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
