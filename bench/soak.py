"""`make soak`: an hour of everything at once; memory, files, threads and connections stay flat.

Starts `daks serve` on a database of its own (or the one in DAKS_DATABASE_URL), lets several towns
work in it (bench/working.py), and looks at its processes every few seconds. Prints a table and ends
with 1 when something grew, a request failed, or something was left open at the end.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import threading
import time
import urllib.parse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.processes import ENVIRONMENT, say
from bench.servers import Running, children_of, ours, resident
from bench.working import Tally, Town

TOWNS = 8
WARM_UP = 0.25
"""So much of the time counts for nothing: caches fill, children start."""
TOLERANCE = 0.05
TOLERANCE_OF_CHILDREN = 0.25
FILES_OF_A_CHILD = 9
SPARE = 4
"""Files and threads that may be open by chance in one quarter and not in the other."""
SETTLING_SECONDS = 10.0


@dataclass(frozen=True)
class Sample:
    """What the server held at one moment; memory in MB."""

    seconds: float
    server: float
    children: float
    largest_child: float
    files: int
    connections: int
    threads: int
    processes: int


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="make soak", description="Dauerlauf mit allem zugleich.")
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--towns", type=int, default=TOWNS, help="so viele arbeiten zugleich")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    url = ENVIRONMENT.get("DAKS_DATABASE_URL", "")
    # All towns come from one address; what is tested here is lasting, not the limits.
    given = {"DATABASE_URL": url, "RATE_ADDRESS": "0"}
    with tempfile.TemporaryDirectory() as folder, ours(Path(folder), **given) as server:
        broken = soak(server, arguments.minutes * 60, arguments.towns, arguments.seed)
        if broken:
            print(f"\nWas der Server dazu sagt:\n{(Path(folder) / 'log').read_text()[-4000:]}")
        return broken


def soak(server: Running, seconds: float, towns: int, seed: int) -> int:
    """Works for so long; 0 when everything stayed flat."""
    say(f"{towns} Kommunen arbeiten {seconds / 60:.0f} Minuten lang (SEED={seed})")
    enough, tally = threading.Event(), Tally()
    workers = [Town(server.address, seed * 1000 + n, enough, tally) for n in range(towns)]
    for worker in workers:
        worker.start()
    print(
        "| Minute | Server MB | Kinder MB | Dateien | Verbindungen | Threads | Prozesse | "
        "Anfragen |"
    )
    print("|---:|---:|---:|---:|---:|---:|---:|---:|", flush=True)
    samples = _watch(server, seconds, tally)
    enough.set()
    for worker in workers:
        worker.join(120)
    time.sleep(SETTLING_SECONDS)
    after = look(server, seconds)
    print(_row(after, tally, "danach"))
    found = [*grown(samples), *tally.failures[:10]]
    if after.connections:
        found.append(f"{after.connections} Verbindungen sind offen, obwohl niemand mehr da ist")
    print()
    print(tally.as_table())
    for one in found:
        print(f"Gebrochen: {one}")
    if not found:
        print("Speicher, Dateien, Threads und Verbindungen sind gleich geblieben.")
    return 1 if found else 0


def _watch(server: Running, seconds: float, tally: Tally) -> list[Sample]:
    began = time.monotonic()
    samples: list[Sample] = []
    every = min(5.0, seconds / 60)
    shown = 0.0
    while (passed := time.monotonic() - began) < seconds:
        samples.append(look(server, passed))
        if passed >= shown:
            print(_row(samples[-1], tally, f"{passed / 60:.1f}"), flush=True)
            shown += max(60.0, seconds / 20)
        time.sleep(every)
    return samples


def look(server: Running, seconds: float) -> Sample:
    """What the server and its children hold now."""
    children = [child for pid in server.processes for child in children_of(pid)]
    both = [*server.processes, *children]
    return Sample(
        seconds=seconds,
        server=sum(resident(pid) for pid in server.processes) / 2**20,
        children=sum(resident(pid) for pid in children) / 2**20,
        largest_child=max((resident(pid) for pid in children), default=0) / 2**20,
        files=sum(_open_files(pid) for pid in both),
        connections=_connections(server.address),
        threads=sum(_threads(pid) for pid in both),
        processes=len(both),
    )


def grown(samples: Sequence[Sample]) -> list[str]:
    """What is more in the last quarter than in the one after the warm-up."""
    warm = samples[int(len(samples) * WARM_UP) :]
    part = max(1, len(warm) // 4)
    first, last = warm[:part], warm[-part:]
    found = []
    before, now = (statistics.median(s.server for s in part) for part in (first, last))
    if abs(now / before - 1) > TOLERANCE:
        found.append(f"Speicher des Servers von {before:.0f} auf {now:.0f} MB")
    # Children come and go with their work; a leak shows in the one that holds most.
    before, now = (max(s.largest_child for s in part) for part in (first, last))
    if now > before * (1 + TOLERANCE_OF_CHILDREN):
        found.append(f"Speicher des größten Kindes von {before:.0f} auf {now:.0f} MB")
    for label, count in (
        # A child that comes or goes brings so many files with it, on both sides.
        ("Offene Dateien", lambda s: s.files - FILES_OF_A_CHILD * (s.processes - 1)),
        ("Threads", lambda s: s.threads - s.processes),
        ("Prozesse", lambda s: s.processes),
    ):
        before, now = (max(map(count, part)) for part in (first, last))
        if now > before + SPARE:
            found.append(f"{label}: erst höchstens {before}, zuletzt {now}")
    return found


def _open_files(pid: int) -> int:
    try:
        return len(list(Path(f"/proc/{pid}/fd").iterdir()))
    except (FileNotFoundError, PermissionError):
        return 0


def _connections(address: str) -> int:
    """Connections to the server that are open on its side (state 1 of the kernel's table)."""
    port = f":{urllib.parse.urlsplit(address).port:04X}"
    lines = Path("/proc/net/tcp").read_text("ascii").splitlines()[1:]
    parts = [line.split() for line in lines]
    return sum(local.endswith(port) and state == "01" for _, local, _, state, *_ in parts)


def _threads(pid: int) -> int:
    try:
        return len(list(Path(f"/proc/{pid}/task").iterdir()))
    except FileNotFoundError:
        return 0


def _row(sample: Sample, tally: Tally, label: str) -> str:
    return (
        f"| {label} | {sample.server:.0f} | {sample.children:.0f} | {sample.files} | "
        f"{sample.connections} | {sample.threads} | {sample.processes} | {tally.total()} |"
    )


if __name__ == "__main__":
    sys.exit(main())
