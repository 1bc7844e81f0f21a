"""Charts in the conversation: as pictures with words, a table, and a file to keep."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import Watch
from tests.browser.own_data import SHOW_PYRAMID, knowing
from tests.browser.server import Person, Server
from tests.browser.steps import button, come_to_front, say, sign_in, transcript
from tests.browser.test_accessibility import objections

NewPage = Callable[..., Page]
OVERFLOW = "document.documentElement.scrollWidth - innerWidth"
NATURAL_WIDTH = "image => image.naturalWidth"
PYRAMID = "**/api/figures/pyramid.svg"


def with_figure(page: Page, server: Server) -> tuple[Person, dict[str, Any]]:
    """A page whose assistant has just shown a chart, and what the message says of it."""
    clerk = knowing(server)
    # Figures that are taken over are shown as a chart.
    said = clerk.get("api/chat")["messages"]
    figure = next(m["data"]["figure"] for m in said if m["kind"] == "figure")
    sign_in(page, server, clerk.code)
    return clerk, figure


def picture(page: Page, figure: dict[str, Any]) -> Locator:
    """The chart's picture."""
    return transcript(page).get_by_role("img", name=figure["alt"], exact=True)


def test_a_chart_is_a_picture_with_its_words_and_a_table(page: Page, server: Server) -> None:
    _, figure = with_figure(page, server)
    expect(picture(page, figure)).to_have_attribute("src", re.compile("^blob:"))
    assert picture(page, figure).evaluate(NATURAL_WIDTH) > 400
    expect(transcript(page).get_by_role("figure", name=figure["title"])).to_be_visible()

    page.get_by_text("Zahlen als Tabelle").click()
    region = page.get_by_role("region", name=figure["title"])
    expect(region).to_have_attribute("tabindex", "0")
    table = region.get_by_role("table", name=figure["title"])
    expect(table.get_by_role("columnheader")).to_have_text(figure["table"]["columns"])
    rows = figure["table"]["rows"]
    expect(table.get_by_role("rowheader")).to_have_count(len(rows))
    assert table.get_by_role("cell").count() == len(rows) * (len(rows[0]) - 1)


def test_a_chart_has_its_place_before_it_is_there(page: Page, server: Server) -> None:
    held: list[Route] = []
    page.route(PYRAMID, lambda route: held.append(route))
    _, figure = with_figure(page, server)
    place = transcript(page).locator(".fig__in")
    expect(place).to_contain_text("Das Bild wird geladen.")
    before = place.bounding_box()
    held[0].continue_()
    expect(picture(page, figure)).to_be_visible()
    assert place.bounding_box() == before


def test_a_chart_is_saved_as_a_picture(page: Page, server: Server) -> None:
    _, figure = with_figure(page, server)
    save = button(page, f"Bild speichern: {figure['title']}")
    with page.expect_download() as download:
        save.click()
    assert download.value.suggested_filename.endswith(".png")
    assert Path(download.value.path()).read_bytes().startswith(b"\x89PNG")
    expect(page.locator("[aria-live=polite]")).to_contain_text("kB, ist gespeichert.")
    expect(save).to_be_focused()


def test_without_its_picture_a_chart_is_its_table(page: Page, server: Server, watch: Watch) -> None:
    watch.expect("ERR_FAILED")
    page.route(PYRAMID, lambda route: route.abort(), times=1)
    _, figure = with_figure(page, server)
    drawn = transcript(page).get_by_role("figure", name=figure["title"])
    expect(drawn).to_contain_text("Das Bild lässt sich gerade nicht zeigen.")
    expect(drawn.get_by_role("table")).to_be_visible()
    expect(picture(page, figure)).to_have_count(0)
    assert objections(page) == []
    drawn.get_by_role("button", name="Erneut versuchen").click()
    expect(picture(page, figure)).to_be_visible()


def test_pictures_are_let_go_of_with_the_element(page: Page, server: Server) -> None:
    page.add_init_script("""
      globalThis.kept = new Set();
      const { createObjectURL, revokeObjectURL } = URL;
      URL.createObjectURL = (blob) => {
        const url = createObjectURL.call(URL, blob);
        globalThis.kept.add(url);
        return url;
      };
      URL.revokeObjectURL = (url) => {
        globalThis.kept.delete(url);
        revokeObjectURL.call(URL, url);
      };
    """)
    _, figure = with_figure(page, server)
    expect(picture(page, figure)).to_be_visible()
    assert page.evaluate("kept.size") == 1
    page.evaluate("document.querySelector('demografie-assistent').remove()")
    assert page.evaluate("kept.size") == 0


def test_a_chart_shown_anew_is_drawn_anew(page: Page, server: Server) -> None:
    drawn: list[str] = []
    page.on("request", lambda r: drawn.append(r.url) if "/api/figures/" in r.url else None)
    clerk, figure = with_figure(page, server)
    expect(picture(page, figure)).to_be_visible()
    before = len(drawn)
    clerk.send(text=SHOW_PYRAMID)
    come_to_front(page)
    expect(picture(page, figure)).to_have_count(2)
    # Both show the figures as they stand.
    first, second = (image.get_attribute("src") for image in picture(page, figure).all())
    assert first == second
    assert len(drawn) == before + 1


def test_figures_work_below_a_base_path(page: Page, server_below: Server) -> None:
    _, figure = with_figure(page, server_below)
    expect(picture(page, figure)).to_be_visible()


def test_a_chart_that_is_asked_for_is_read_before_the_next_question(
    page: Page, server: Server
) -> None:
    _, figure = with_figure(page, server)
    say(page, SHOW_PYRAMID)
    expect(picture(page, figure)).to_have_count(2)
    shown = page.locator("[role=log] li", has=page.locator("figure")).last
    expect(shown).to_be_focused()
    expect(shown).to_be_in_viewport()


@pytest.mark.parametrize(("width", "height"), [(1280, 900), (360, 740), (320, 640)])
def test_axe_objects_to_nothing_and_nothing_overflows(
    new_page: NewPage, server: Server, width: int, height: int
) -> None:
    page = new_page(width, height)
    _, figure = with_figure(page, server)
    expect(picture(page, figure)).to_be_visible()
    page.get_by_text("Zahlen als Tabelle").click()
    assert page.evaluate(OVERFLOW) <= 0
    assert objections(page) == []
