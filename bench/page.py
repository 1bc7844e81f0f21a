"""Measures the page in a browser: first sight, requests, and typing in a long conversation.

`.venv/bin/python -m bench.page [--runs 9] [--messages 2000]`. Prints a Markdown table. Server and
chromium run on this machine, each run in a browser profile of its own, so nothing is cached but
where it says so. Times count from the navigation's start, on the browser's own clock, to the frame
after the view stands there: start view or open question. On a busy machine the best run says more
than the median.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.conftest import CHROMIUM, FLAGS
from tests.browser.server import Person, Server

BAR_LOAD = 200
BAR_REQUESTS = 5
BAR_KEY = 50
"""Milliseconds until a letter is drawn: from here on one feels it."""

# Looks at every frame whether the view stands; the frame after that it has been drawn.
WATCH = """() => {
  const look = () => {
    const root = document.querySelector("demografie-assistent")?.shadowRoot;
    if (!root?.querySelector("#code, #frage-t")) return requestAnimationFrame(look);
    globalThis.stood = performance.now();
    requestAnimationFrame(() => { globalThis.seen = performance.now(); });
  };
  requestAnimationFrame(look);
}"""
TYPE = """async () => {
  const field = document.querySelector("demografie-assistent").shadowRoot.querySelector("#frei");
  field.focus();
  const took = [];
  for (const letter of "Was heißt Wanderungssaldo, und wozu brauchen wir das?".repeat(2)) {
    const start = performance.now();
    field.setRangeText(letter, field.value.length, field.value.length, "end");
    field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
    await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
    took.push(performance.now() - start);
  }
  return took;
}"""
SESSION = "session => sessionStorage.setItem('demografie-assistent:session', session)"
Row = tuple[str, str, str]


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description="Misst die Seite im Browser.")
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--messages", type=int, default=2000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(Path(folder))
        server.start()
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            print("| Was | Median (bester Lauf) | Latte |\n|---|---:|---:|")
            for name, figure, bar in rows(browser, server, given.runs, given.messages):
                print(f"| {name} | {figure} | {bar} |", flush=True)
        finally:
            browser.close()
            server.stop()


def rows(browser: Browser, server: Server, runs: int, messages: int) -> Iterator[Row]:
    """Every row of the table."""
    load(browser, server, None)
    floor = [smallest(browser, server) for _ in range(runs)]
    words = f"{statistics.median(floor):.0f} ms ({min(floor):.0f} ms)"
    yield "Zum Vergleich: eine leere Seite desselben Servers", words, ""
    yield from seen("Erster Besuch, Anmeldung", [load(browser, server, None) for _ in range(runs)])
    clerk = Person.registered(server)
    clerk.send(command={"name": "unknown"})
    loads = [load(browser, server, clerk) for _ in range(runs)]
    yield from seen("Offene Frage, kurzes Gespräch", loads)
    loads = [load(browser, server, clerk, again=True) for _ in range(runs)]
    yield from seen("dasselbe, noch einmal geladen", loads)
    talk(clerk, messages)
    loads = [load(browser, server, clerk) for _ in range(runs)]
    yield from seen(f"Offene Frage, {messages} Nachrichten", loads)
    for name, clicks in (("", 0), (", 300 davon gezeigt", 2)):
        if clicks and messages < 300:
            break
        took = typing(browser, server, clerk, clicks)
        middle, slow = statistics.median(took), statistics.quantiles(took, n=20)[-1]
        words = f"Ein Buchstabe bei {messages} Nachrichten{name}"
        yield words, f"{middle:.0f} ms (95 %: {slow:.0f} ms)", f"{BAR_KEY} ms"


def talk(clerk: Person, messages: int) -> None:
    """Lets a conversation grow to so many messages."""
    count = len(clerk.get("api/chat")["messages"])
    while count < messages:
        count += len(clerk.send(text="Was heißt Wanderungssaldo?")["messages"])


def seen(name: str, loads: list[dict[str, float]]) -> Iterator[Row]:
    """The rows of several loads of the same view."""
    middle = {key: statistics.median(each[key] for each in loads) for key in loads[0]}
    best = min(each["seen"] for each in loads)
    yield f"{name}: zu sehen nach", f"{middle['seen']:.0f} ms ({best:.0f} ms)", f"{BAR_LOAD} ms"
    requests = f"{middle['requests']:.0f} (danach {middle['later']:.0f})"
    yield f"{name}: Anfragen bis dahin", requests, str(BAR_REQUESTS)
    yield f"{name}: Bytes bis dahin", f"{middle['bytes'] / 1000:.0f} kB", ""


def smallest(browser: Browser, server: Server) -> float:
    """Milliseconds until the smallest answer of the server is drawn, in a fresh profile."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{server.url}healthz")
    took = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
    context.close()
    return float(took)


def load(
    browser: Browser, server: Server, clerk: Person | None, *, again: bool = False
) -> dict[str, float]:
    """One load of the page."""
    context = entered(browser, server, clerk)
    page = context.new_page()
    if again:
        page.goto(server.url)
        page.wait_for_load_state("networkidle")
    page.add_init_script(f"({WATCH})()")
    found = watched(page, server)
    context.close()
    return found


def watched(page: Page, server: Server) -> dict[str, float]:
    """Goes to the page; when the view stood there, and what had been fetched by then."""
    page.goto(server.url)
    page.wait_for_load_state("networkidle")
    entries: list[dict[str, Any]] = page.evaluate(
        "[...performance.getEntriesByType('navigation'), "
        "...performance.getEntriesByType('resource')].map(e => e.toJSON())"
    )
    seen, stood = page.evaluate("[globalThis.seen, globalThis.stood]")
    # The sign of the browser's tab is no part of the page.
    entries = [e for e in entries if not e["name"].endswith("icon.svg")]
    before = [e for e in entries if e["startTime"] <= stood]
    return {
        "seen": seen,
        "requests": len(before),
        "later": len(entries) - len(before),
        "bytes": sum(e["transferSize"] for e in before),
    }


def typing(browser: Browser, server: Server, clerk: Person, clicks: int) -> list[float]:
    """Milliseconds from a keystroke to its drawing, with so many pages of earlier messages."""
    context = entered(browser, server, clerk)
    page = context.new_page()
    page.goto(server.url)
    page.wait_for_load_state("networkidle")
    for _ in range(clicks):
        page.get_by_role("button", name="Frühere Nachrichten zeigen").click()
    page.evaluate(TYPE)
    took: list[float] = page.evaluate(TYPE)
    context.close()
    return took


def entered(browser: Browser, server: Server, clerk: Person | None) -> BrowserContext:
    """A fresh profile, signed in where there is somebody."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="de-DE")
    if clerk is not None:
        kept = {name: clerk.session[name] for name in clerk.session if name != "access_code"}
        context.add_init_script(f"({SESSION})({json.dumps(json.dumps(kept))})")
    return context


if __name__ == "__main__":
    main()
