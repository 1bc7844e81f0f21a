"""A real server and a real browser, started once, and a page that tolerates nothing unexpected."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from tests.browser.around import Intranet
from tests.browser.server import Server
from tests.conftest import missing

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

# Playwright's loop runs in the main thread until it is stopped, and no other may start there:
# so browser and server live for this folder only (scope "package"), not for the whole session.


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Debian's chromium."""
    if not CHROMIUM.exists():
        missing(f"no browser: {CHROMIUM} is not there")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def server(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server that most tests share; each registers a process of its own."""
    server = Server(tmp_path_factory.mktemp("server"))
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="package")
def server_below(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose page lies below a base path."""
    server = Server(tmp_path_factory.mktemp("below"), BASE_PATH="/demografie/")
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="package")
def intranet(browser: Browser) -> Iterator[Intranet]:
    """A site of another origin."""
    intranet = Intranet()
    yield intranet
    intranet.stop()


@pytest.fixture(scope="package")
def server_for(intranet: Intranet, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server below a base path that the intranet may use and frame, and no other site."""
    server = Server(
        tmp_path_factory.mktemp("for"),
        BASE_PATH="/demografie/",
        ALLOWED_ORIGINS=intranet.url,
        FRAME_ANCESTORS=intranet.url,
    )
    server.start()
    yield server
    server.stop()


class Watch:
    """What goes wrong on the pages of a test, apart from what the test expects."""

    def __init__(self) -> None:
        self.problems: list[str] = []
        self._expected: list[str] = []

    def expect(self, pattern: str) -> None:
        """An error of the console that belongs to the test, and has to come."""
        self._expected.append(pattern)

    def attach(self, page: Page) -> None:
        """Watches a page: console, uncaught errors, requests to anywhere else."""
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.problems.append(f"uncaught: {error}"))
        page.on("request", self._request)

    def judge(self) -> None:
        """Fails when anything unexpected came, or anything expected did not."""
        left = list(self.problems)
        for pattern in self._expected:
            assert any(re.search(pattern, problem) for problem in left), f"never came: {pattern}"
            left = [problem for problem in left if not re.search(pattern, problem)]
        assert not left, "\n".join(left)

    def _console(self, message: ConsoleMessage) -> None:
        # Chromium reports violations of the content security policy here too.
        if message.type in ("error", "warning"):
            self.problems.append(f"console: {message.text}")

    def _request(self, request: Request) -> None:
        if not re.match(r"(http://127\.0\.0\.1:\d+/|data:|blob:)", request.url):
            self.problems.append(f"foreign request: {request.url}")


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Fails the test when one of its pages reports anything that it does not expect."""
    watch = Watch()
    yield watch
    watch.judge()


@pytest.fixture
def new_page(browser: Browser, watch: Watch) -> Iterator[Callable[..., Page]]:
    """Makes watched pages, each in a browser profile of its own: new_page(width=375, …)."""
    contexts = []

    def make(width: int = 1280, height: int = 900, **more: Any) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            locale="de-DE",
            timezone_id="Europe/Berlin",
            **more,
        )
        contexts.append(context)
        context.set_default_timeout(15_000)
        context.on("page", watch.attach)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A watched page of a desktop's size."""
    return new_page()
