"""The coat of arms: beside the documents, chosen, looked at, taken over, taken away."""

from __future__ import annotations

from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.browser.server import Person, Server
from tests.browser.steps import sign_in, transcript
from tests.browser.test_accessibility import objections

SHIELD = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 480" width="400" height="480">'
    '<path fill="#123c36" d="M0 0h400v260c0 120-90 190-200 220C90 450 0 380 0 260Z"/></svg>'
)
GOOD: FilePayload = {"name": "wappen.svg", "mimeType": "image/svg+xml", "buffer": SHIELD.encode()}
WRONG: FilePayload = {
    "name": "wappen.jpg",
    "mimeType": "image/jpeg",
    "buffer": b"\xff\xd8\xff" + bytes(200),
}


def with_documents(page: Page, server: Server) -> Person:
    """A page whose assistant has shown the documents, with the coat of arms opened."""
    # Asked for only when a button is pressed, the chooser may come before the asking.
    page.on("filechooser", lambda _: None)
    clerk = Person.registered(server)
    clerk.send(command={"name": "documents"})
    sign_in(page, server, clerk.code)
    page.get_by_text("Ihr Wappen auf den Unterlagen").click()
    return clerk


def box(page: Page) -> Locator:
    """Where it is chosen."""
    return transcript(page).locator(".coat")


def choose(page: Page, file: FilePayload, name: str = "Wappen auswählen") -> None:
    """Chooses a file in the browser's own dialog."""
    with page.expect_file_chooser() as chooser:
        box(page).get_by_role("button", name=name).click()
    chooser.value.set_files(file)


def kept(clerk: Person) -> list[str]:
    """The pictures taken over."""
    return [upload["name"] for upload in clerk.get("api/uploads")["uploads"] if upload["confirmed"]]


def test_it_is_looked_at_before_it_counts_and_can_be_taken_away(page: Page, server: Server) -> None:
    clerk = with_documents(page, server)
    choose(page, GOOD)
    image = box(page).get_by_role("img", name="Wappen: Grabow")
    expect(image).to_be_visible()
    assert image.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    expect(page.locator("#wappen-e")).to_be_focused()
    expect(page.locator("[aria-live=polite]")).to_contain_text("Gelesen: wappen.svg, 1 kB")
    assert kept(clerk) == []
    assert objections(page) == []

    box(page).get_by_role("button", name="Wappen übernehmen").click()
    expect(box(page).locator(".ok")).to_contain_text("Das Wappen ist übernommen.")
    assert kept(clerk) == ["wappen.svg"]
    page.reload()
    page.get_by_text("Ihr Wappen auf den Unterlagen").click()
    expect(box(page)).to_contain_text("Auf den Unterlagen steht: wappen.svg")
    box(page).get_by_role("button", name="Wappen entfernen").click()
    expect(box(page).locator(".ok")).to_contain_text("Das Wappen ist entfernt.")
    assert kept(clerk) == []


def test_what_is_wrong_with_it_is_said_in_words(page: Page, server: Server) -> None:
    clerk = with_documents(page, server)
    choose(page, WRONG)
    expect(box(page)).to_contain_text("Das ist ein JPEG-Bild.")
    expect(page.locator("[aria-live=polite]")).to_contain_text("Das ist ein JPEG-Bild.")
    expect(box(page).get_by_role("button", name="Wappen übernehmen")).to_have_count(0)
    assert objections(page) == []
    choose(page, GOOD, "Anderes Wappen auswählen")
    box(page).get_by_role("button", name="Wappen übernehmen").click()
    expect(box(page).locator(".ok")).to_be_visible()
    assert kept(clerk) == ["wappen.svg"]


def test_who_only_reads_does_not_change_it(page: Page, server: Server) -> None:
    clerk = Person.registered(server)
    sign_in(page, server, clerk.invite("viewer", "Rita Kern"))
    page.get_by_text("Alle Unterlagen").click()
    expect(page.locator(".docs li").first).to_be_visible()
    expect(page.get_by_text("Ihr Wappen auf den Unterlagen")).to_have_count(0)
