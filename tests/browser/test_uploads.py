"""A table of one's own as a file: chosen, read, looked at, taken over."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.browser.conftest import Watch
from tests.browser.own_data import GOOD, SHOW_PYRAMID, WRONG, csv, population
from tests.browser.server import Person, Server
from tests.browser.steps import button, sign_in, transcript
from tests.browser.test_accessibility import objections
from tests.browser.test_figures import OVERFLOW

NewPage = Callable[..., Page]


def with_upload(page: Page, server: Server) -> Person:
    """A page whose assistant takes a table, since it has no figures for a chart."""
    # Asked for only when a button is pressed, the chooser may come before the asking.
    page.on("filechooser", lambda _: None)
    clerk = Person.registered(server)
    clerk.send(text=SHOW_PYRAMID)
    sign_in(page, server, clerk.code)
    expect(box(page)).to_be_visible()
    return clerk


def box(page: Page) -> Locator:
    """Where a file is chosen and looked at."""
    return page.get_by_role("region", name="Einwohner nach Alter als Datei")


def choose(page: Page, file: FilePayload, name: str = "Datei auswählen") -> None:
    """Chooses a file in the browser's own dialog."""
    with page.expect_file_chooser() as chooser:
        box(page).get_by_role("button", name=name).click()
    chooser.value.set_files(file)


def test_a_file_is_read_looked_at_and_taken_over(page: Page, server: Server) -> None:
    clerk = with_upload(page, server)
    choose(page, GOOD)
    expect(box(page)).to_contain_text("Gelesen: bestand.csv")
    expect(page.locator("#datei-population-e")).to_be_focused()
    sums = box(page).get_by_role("table", name="Summen der Jahre")
    expect(sums.get_by_role("rowheader")).to_have_text(["2023", "2024"])
    rows = box(page).get_by_role("table", name="So haben wir die ersten Zeilen gelesen")
    expect(rows.get_by_role("row")).to_have_count(21)
    assert "profile.population" not in clerk.answers()

    button(page, "Übernehmen").click()
    expect(transcript(page)).to_contain_text("Übernommen: die Bevölkerung nach Alter")
    expect(button(page, "Übernehmen")).to_have_count(0)
    assert clerk.get("api/answers?stage=profile")["answers"]


def test_what_is_wrong_with_a_file_is_said_by_row_and_column(page: Page, server: Server) -> None:
    with_upload(page, server)
    choose(page, WRONG)
    problems = box(page).locator(".problems").first.get_by_role("listitem")
    expect(problems.first).to_contain_text("Fehler: Zeile 3, Spalte „Männlich“")
    expect(page.locator("[aria-live=polite]")).to_contain_text("1 Fehler")
    expect(button(page, "Übernehmen")).to_have_count(0)
    expect(box(page)).to_contain_text("Bitte berichtigen Sie die Datei")
    # Mended, it is sent again.
    choose(page, GOOD, "Andere Datei auswählen")
    expect(button(page, "Übernehmen")).to_be_visible()


def test_a_file_that_is_refused_is_no_loss(page: Page, server: Server, watch: Watch) -> None:
    watch.expect("413|422|415")
    with_upload(page, server)
    choose(page, {"name": "bild.exe", "mimeType": "x/y", "buffer": b"\0" * 12_000_000})
    expect(box(page).locator(".err")).to_be_visible()
    choose(page, GOOD)
    expect(button(page, "Übernehmen")).to_be_visible()


def test_what_is_no_table_is_said(page: Page, server: Server) -> None:
    with_upload(page, server)
    choose(page, csv("Guten Tag", "brief.csv"))
    expect(box(page).locator(".problems").first).to_contain_text("Fehler: Hier steht keine")
    expect(button(page, "Übernehmen")).to_have_count(0)


def test_the_layout_is_downloaded(page: Page, server: Server) -> None:
    with_upload(page, server)
    with page.expect_download() as download:
        button(page, "Vorlage als Excel herunterladen: Einwohner nach Alter").click()
    assert download.value.suggested_filename.endswith(".xlsx")


def test_a_file_is_dropped(page: Page, server: Server) -> None:
    with_upload(page, server)
    box(page).evaluate(
        """(section, text) => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([text], "gezogen.csv"));
          section.dispatchEvent(new DragEvent("drop", { dataTransfer, cancelable: true }));
        }""",
        population(2024),
    )
    expect(box(page)).to_contain_text("Gelesen: gezogen.csv")


def test_a_file_is_sent_with_the_keyboard_alone(page: Page, server: Server) -> None:
    with_upload(page, server)
    box(page).get_by_role("button", name="Datei auswählen").focus()
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files(GOOD)
    expect(page.locator("#datei-population-e")).to_be_focused()
    take = button(page, "Übernehmen")
    for _ in range(8):
        page.keyboard.press("Tab")
        if take.evaluate("element => element.matches(':focus-visible')"):
            break
    page.keyboard.press("Enter")
    expect(transcript(page)).to_contain_text("Übernommen: die Bevölkerung nach Alter")


def test_only_the_last_message_that_asks_for_a_file_takes_it(page: Page, server: Server) -> None:
    clerk = with_upload(page, server)
    clerk.send(text=SHOW_PYRAMID)
    page.reload()
    expect(box(page)).to_have_count(1)


@pytest.mark.parametrize(("width", "height"), [(1280, 900), (360, 740), (320, 640)])
def test_axe_objects_to_nothing_and_nothing_overflows(
    new_page: NewPage, server: Server, width: int, height: int
) -> None:
    page = new_page(width, height)
    with_upload(page, server)
    for file, name in ((WRONG, "Datei auswählen"), (GOOD, "Andere Datei auswählen")):
        choose(page, file, name)
        expect(box(page)).to_contain_text(f"Gelesen: {file['name']}")
        # Not below the way to the open question, which lies over what one scrolls past.
        page.locator(".upload .acts").last.evaluate("e => e.scrollIntoView({ block: 'center' })")
        assert page.evaluate(OVERFLOW) <= 0
        assert objections(page) == []
