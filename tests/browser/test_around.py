"""The element and the iframe in a page of another origin, with a strict policy of that page."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Frame, Page, expect

from tests.browser.around import Intranet
from tests.browser.conftest import Watch
from tests.browser.own_data import knowing
from tests.browser.server import Person, Server
from tests.browser.steps import button, give, go, is_at, question, transcript

NewPage = Callable[..., Page]
HEARD = """() => {
  globalThis.heard = [];
  addEventListener("message", (event) => {
    if (event.data?.source === "demografie-assistent") heard.push([event.origin, event.data]);
  });
}"""


def enter(page: Page | Frame, clerk: Person) -> None:
    """Comes back with the code, in whatever form."""
    form = page.get_by_role("form", name="Weitermachen")
    form.get_by_label("Zugangscode").fill(clerk.code)
    form.get_by_role("button", name="Weitermachen").click()
    expect(page.locator("#frage")).to_be_visible()


def test_the_element_works_in_a_page_of_an_allowed_origin(
    page: Page, server_for: Server, intranet: Intranet
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.method} {request.url}"))
    clerk = knowing(server_for)
    page.goto(
        intranet.page("/seite", "<demografie-assistent></demografie-assistent>", server_for.url)
    )
    enter(page, clerk)
    clerk = Person.returned(server_for, clerk.code)
    page.reload()
    expect(question(page)).to_be_visible()
    give(page, "single", "new_start")
    go(page)
    is_at(page, clerk, "goals")
    # Pictures need the token, are fetched below the base path and shown as blobs.
    clerk.send(text="Zeig mir die Bevölkerungspyramide")
    page.reload()
    image = transcript(page).get_by_role("img").last
    expect(image).to_have_attribute("src", re.compile("^blob:"))
    assert image.evaluate("image => image.decode().then(() => image.naturalWidth)") > 400
    # The second script too comes from the assistant's own address.
    button(page, "Antworten als Formular").click()
    expect(page.get_by_role("button", name="Änderungen speichern")).to_be_visible()
    elsewhere = [url for url in asked if "/demografie/" not in url and "/seite" not in url]
    assert [url for url in elsewhere if not re.search("blob:|data:", url)] == []


def test_a_page_that_is_not_allowed_gets_nothing(
    page: Page, server_below: Server, intranet: Intranet, watch: Watch
) -> None:
    watch.expect("CORS policy")
    watch.expect("Failed to load resource|ERR_FAILED|403")
    page.goto(
        intranet.page("/fremd", "<demografie-assistent></demografie-assistent>", server_below.url)
    )
    page.get_by_label("Zugangscode").fill("AAAA-BBBB-CCCC-DDDD")
    button(page, "Weitermachen").click()
    expect(page.get_by_text("Bitte prüfen Sie die Verbindung.")).to_be_visible()


def framed(page: Page, server: Server, intranet: Intranet) -> tuple[Any, Frame]:
    """The iframe in a page of the intranet, and what is in it."""
    body = (
        f'<iframe src="{server.url}embed/" data-demografie-assistent width="900" height="500" '
        'title="Demografie-Assistenz"></iframe>'
    )
    url = intranet.page("/rahmen", body, server.url, script="frame")
    page.add_init_script(f"({HEARD})()")
    page.goto(url)
    iframe = page.locator("iframe")
    frame = iframe.element_handle().content_frame()
    assert frame is not None
    expect(frame.get_by_label("Zugangscode")).to_be_visible()
    return iframe, frame


def test_an_iframe_of_another_origin_tells_its_height_and_what_happens(
    page: Page, server_for: Server, intranet: Intranet
) -> None:
    clerk = Person.registered(server_for)
    iframe, frame = framed(page, server_for, intranet)
    expect(iframe).not_to_have_attribute("height", "500")
    enter(frame, clerk)
    frame.locator('#frage input[value="new_start"]').check()
    frame.get_by_role("button", name="Weiter", exact=True).click()
    expect(frame.locator(".mine .a")).to_have_text("Neustart")
    fits = "frame => frame.clientHeight >= frame.ownerDocument.defaultView.lastHeight"
    page.evaluate("lastHeight = heard.filter(([, d]) => d.event === 'height').at(-1)[1].height")
    assert iframe.evaluate(fits)
    heard = page.evaluate("heard")
    own = "/".join(server_for.url.split("/")[:3])
    assert {origin for origin, _ in heard} == {own}
    events = [data["event"] for _, data in heard if data["event"] != "height"]
    assert events == ["ready", "signed-in", "message"]
    message = next(data for _, data in heard if data["event"] == "message")
    assert message == {
        "source": "demografie-assistent",
        "event": "message",
        "understood": "answer",
        "question": "kickoff.occasion",
    }


def test_nobody_else_frames_it(
    page: Page, server_below: Server, intranet: Intranet, watch: Watch
) -> None:
    watch.expect("frame-ancestors|Refused to frame")
    body = f'<iframe src="{server_below.url}embed/" title="x"></iframe>'
    page.goto(intranet.page("/dieb", body, server_below.url, script="frame"))
    frame = page.locator("iframe").element_handle().content_frame()
    assert frame is not None
    expect(frame.locator("demografie-assistent")).to_have_count(0)
