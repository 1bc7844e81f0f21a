"""Charts in the conversation, and tables of one's own that are sent as a file.

FULFILLED BY ROUTE: `Said` puts messages with figures, documents and uploads into what the server
answers, and answers for their files, until the endpoints are there. Then it goes, and the tests
bring the messages about by what a person does. Nothing else of the network is touched.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import FileChooser, FilePayload, Locator, Page, Route, expect

from tests.browser.conftest import Watch
from tests.browser.server import Server
from tests.browser.steps import button, come_to_front, opened, question, sign_in, transcript
from tests.browser.test_accessibility import objections
from tests.profile.test_charts import CHARTS

NewPage = Callable[..., Page]
OVERFLOW = "document.documentElement.scrollWidth - innerWidth"
FIRST_ID = "00000000-0000-4000-8000-"

CHART = CHARTS["pyramid"]()
FIGURE = {
    "href": "api/figures/pyramid.svg",
    "alt": CHART.alt,
    "title": CHART.title,
    "table": {"caption": CHART.title, "columns": CHART.columns, "rows": CHART.rows},
}
UPLOAD = {"purpose": "population", "template": "api/uploads/population/template.xlsx"}
TOTALS = [
    {"year": year, "name": name, "value": value}
    for year, all_, women in [(2022, 5712, 2890), (2023, 5688, 2874), (2024, 5650, 2851)]
    for name, value in [("Einwohner", all_), ("Frauen", women)]
]
READ = {
    "id": "u-1",
    "preview": {
        "columns": ["Jahr", "Alter", "Männlich", "Weiblich", "Insgesamt"],
        "rows": [["2024", str(age), "21", "19", "40"] for age in range(20)],
        "years": [2022, 2023, 2024],
        "totals": TOTALS,
    },
    "problems": [
        {"row": 7, "column": "Alter", "text": "Gelesen als „6 Jahre“.", "severity": "hint"}
    ],
}
BROKEN = {
    "id": "u-0",
    "preview": {**READ["preview"], "totals": [], "years": []},  # type: ignore[dict-item]
    "problems": [
        {"row": row, "column": "Frauen", "text": "Hier steht keine Zahl.", "severity": "error"}
        for row in range(12, 23)
    ]
    + [{"row": None, "column": None, "text": "Das Jahr fehlt.", "severity": "hint"}],
}
FILE: FilePayload = {
    "name": "bestand.csv",
    "mimeType": "text/csv",
    "buffer": b"Jahr;Alter\n2024;0\n",
}


class Said:
    """Adds messages to the transcript of a page, and answers for files."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._messages: list[dict[str, Any]] = []
        self.bodies: list[str] = []
        # Asked for only when a button is pressed, the chooser may come before the asking.
        page.on("filechooser", self._choose)
        page.route(lambda url: urlsplit(url).path.endswith("/api/chat"), self._chat)

    def add(self, text: str, kind: str = "text", **data: Any) -> None:
        """One more message of the assistant, at the end."""
        number = len(self._messages)
        self._messages.append(
            {
                "id": f"{FIRST_ID}{number:012}",
                "from": "assistant",
                "text": text,
                "at": f"2026-11-23T09:{number:02}:00Z",
                "kind": kind,
                "data": data,
            }
        )

    def answer(self, method: str, path: str, **fulfilled: Any) -> None:
        """What a path below the base path answers from now on: status=, body=, json=, headers=."""

        def handle(route: Route) -> None:
            if route.request.method != method:
                route.fallback()
                return
            assert route.request.headers["authorization"].startswith("Bearer ")
            self.bodies.append((route.request.post_data_buffer or b"").decode())
            route.fulfill(**fulfilled)

        self._page.route(lambda url: urlsplit(url).path.endswith(f"/{path}"), handle)

    def _choose(self, chooser: FileChooser) -> None:
        chooser.set_files(FILE)

    def _chat(self, route: Route) -> None:
        request = route.request
        # Asked for the rest after a message that it does not know, the server is asked for all.
        unknown = FIRST_ID in request.url
        response = route.fetch(url=request.url.partition("?")[0] if unknown else request.url)
        if request.method == "POST" or not response.ok:
            route.fulfill(response=response)
            return
        body = json.loads(response.text())
        body["messages"] += self._messages
        route.fulfill(response=response, json=body)


def with_figure(page: Page, server: Server, **figure: Any) -> Said:
    """A page whose assistant has just shown a chart."""
    said = Said(page)
    said.answer("GET", "api/figures/pyramid.svg", body=CHART.svg, content_type="image/svg+xml")
    said.answer(
        "GET",
        "api/figures/pyramid.png",
        body=CHART.png,
        content_type="image/png",
        headers={"Content-Disposition": 'attachment; filename="Altersaufbau-Grabow.png"'},
    )
    text = "Bei Ihnen ist **jede fünfte Person** 65 oder älter."
    said.add(text, "figure", figure={**FIGURE, **figure})
    opened(page, server)
    return said


def with_upload(page: Page, server: Server) -> Said:
    """A page whose assistant takes a table."""
    said = Said(page)
    text = "Sie können die Einwohner nach Alter auch **als Datei** schicken."
    said.add(text, "hint", upload=UPLOAD)
    opened(page, server)
    return said


def picture(page: Page) -> Locator:
    """The chart's picture."""
    return transcript(page).get_by_role("img", name=CHART.alt, exact=True)


def box(page: Page) -> Locator:
    """Where a file is chosen and looked at."""
    return page.get_by_role("region", name="Einwohner nach Alter als Datei")


def choose(page: Page, name: str = "Datei auswählen") -> None:
    """Chooses the file; the browser's own dialog is answered by `Said`."""
    box(page).get_by_role("button", name=name).click()


NATURAL_WIDTH = "image => image.naturalWidth"


def test_a_chart_is_a_picture_with_its_words_and_a_table(page: Page, server: Server) -> None:
    with_figure(page, server)
    expect(picture(page)).to_have_attribute("src", re.compile("^blob:"))
    assert picture(page).evaluate(NATURAL_WIDTH) > 400
    expect(transcript(page).get_by_role("figure", name=CHART.title)).to_be_visible()

    page.get_by_text("Zahlen als Tabelle").click()
    region = page.get_by_role("region", name=CHART.title)
    expect(region).to_have_attribute("tabindex", "0")
    table = region.get_by_role("table", name=CHART.title)
    expect(table.get_by_role("columnheader")).to_have_text(list(CHART.columns))
    expect(table.get_by_role("rowheader")).to_have_text([row[0] for row in CHART.rows])
    assert table.get_by_role("cell").count() == len(CHART.rows) * (len(CHART.columns) - 1)


def test_a_chart_has_its_place_before_it_is_there(page: Page, server: Server) -> None:
    held: list[Route] = []
    said = Said(page)
    said.add("Hier ist das Bild.", "figure", figure=FIGURE)
    page.route("**/api/figures/pyramid.svg", lambda route: held.append(route))
    opened(page, server)
    place = transcript(page).locator(".fig__in")
    expect(place).to_contain_text("Das Bild wird geladen.")
    before = place.bounding_box()
    held[0].fulfill(body=CHART.svg, content_type="image/svg+xml")
    expect(picture(page)).to_be_visible()
    assert place.bounding_box() == before


def test_a_chart_is_saved_as_a_picture(page: Page, server: Server) -> None:
    with_figure(page, server)
    with page.expect_download() as download:
        button(page, f"Bild speichern: {CHART.title}").click()
    assert download.value.suggested_filename == "Altersaufbau-Grabow.png"
    assert Path(download.value.path()).read_bytes() == CHART.png
    live = page.locator("[aria-live=polite]")
    expect(live).to_contain_text("Altersaufbau-Grabow.png ist gespeichert.")
    expect(button(page, f"Bild speichern: {CHART.title}")).to_be_focused()


def test_without_its_picture_a_chart_is_its_table(page: Page, server: Server, watch: Watch) -> None:
    watch.expect("503")
    said = Said(page)
    said.answer("GET", "api/figures/pyramid.svg", status=503, body="")
    said.add("Bei Ihnen ist das so.", "figure", figure=FIGURE)
    opened(page, server)
    figure = transcript(page).get_by_role("figure", name=CHART.title)
    expect(figure).to_contain_text("Das Bild lässt sich gerade nicht zeigen.")
    expect(figure.get_by_role("table")).to_be_visible()
    expect(picture(page)).to_have_count(0)
    assert objections(page) == []
    said.answer("GET", "api/figures/pyramid.svg", body=CHART.svg, content_type="image/svg+xml")
    figure.get_by_role("button", name="Erneut versuchen").click()
    expect(picture(page)).to_be_visible()


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
    with_figure(page, server)
    expect(picture(page)).to_be_visible()
    assert page.evaluate("kept.size") == 1
    page.evaluate("document.querySelector('demografie-assistent').remove()")
    assert page.evaluate("kept.size") == 0


def test_a_chart_shown_anew_is_drawn_anew(page: Page, server: Server) -> None:
    said = with_figure(page, server)
    expect(picture(page)).to_be_visible()
    drawn = len(said.bodies)
    said.add("Mit den neuen Zahlen:", "figure", figure=FIGURE)
    come_to_front(page)
    expect(picture(page)).to_have_count(2)
    # Both show the figures as they stand.
    first, second = (image.get_attribute("src") for image in picture(page).all())
    assert first == second
    assert len(said.bodies) == drawn + 1


def test_the_token_goes_to_no_other_address(page: Page, server: Server) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    with_figure(page, server, href="http://127.0.0.1:9/api/figures/pyramid.svg")
    expect(transcript(page)).to_contain_text("Das Bild lässt sich gerade nicht zeigen.")
    assert not [url for url in asked if ":9/" in url]


def test_figures_work_below_a_base_path(page: Page, server_below: Server) -> None:
    with_figure(page, server_below)
    expect(picture(page)).to_be_visible()


# A table of one's own


def test_a_file_is_read_looked_at_and_taken_over(page: Page, server: Server) -> None:
    said = with_upload(page, server)
    said.answer("POST", "api/uploads/population", status=201, json=READ)
    done = "Danke, die Zahlen von 2022 bis 2024 sind übernommen."
    said.answer("POST", "api/uploads/u-1/confirm", json={"text": done})
    choose(page)

    expect(box(page)).to_contain_text("Gelesen: bestand.csv, 2022 bis 2024")
    assert 'name="file"; filename="bestand.csv"' in said.bodies[0]
    expect(page.locator("[aria-live=polite]")).to_contain_text("1 Hinweis")
    expect(page.locator("#datei-population-e")).to_be_focused()
    expect(box(page)).to_contain_text("Hinweis: Zeile 7, Spalte „Alter“: Gelesen als „6 Jahre“.")
    sums = box(page).get_by_role("table", name="Summen der Jahre")
    expect(sums.get_by_role("row").last).to_have_text("20245.6502.851")
    rows = box(page).get_by_role("table", name="So haben wir die ersten Zeilen gelesen")
    expect(rows.get_by_role("row")).to_have_count(21)

    said.add("**Danke**, weiter geht es.", "acknowledgement")
    button(page, "Übernehmen").click()
    expect(box(page)).to_contain_text(done)
    expect(transcript(page)).to_contain_text("Danke, weiter geht es.")
    live = page.locator("[aria-live=polite]")
    expect(live).to_contain_text(f"{done} Danke, weiter geht es.")
    expect(button(page, "Übernehmen")).to_have_count(0)


def test_after_a_file_the_next_question_comes(page: Page, server: Server) -> None:
    said = Said(page)
    said.add("Als Datei geht es auch.", "hint", upload=UPLOAD)
    clerk = opened(page, server)
    said.answer("POST", "api/uploads/population", status=201, json=READ)
    said.answer("POST", "api/uploads/u-1/confirm", json={})
    choose(page)
    expect(button(page, "Übernehmen")).to_be_visible()
    before = question(page).inner_text()
    clerk.send(answer={"question": "kickoff.occasion", "value": "revive", "revision": 0})
    button(page, "Übernehmen").click()
    expect(question(page)).not_to_have_text(before)
    expect(question(page)).to_be_focused()


def test_what_is_wrong_with_a_file_is_said_by_row_and_column(page: Page, server: Server) -> None:
    said = with_upload(page, server)
    said.answer("POST", "api/uploads/population", status=201, json=BROKEN)
    choose(page)
    expect(page.locator("[aria-live=polite]")).to_contain_text("11 Fehler und 1 Hinweis")
    problems = box(page).locator(".problems").first.get_by_role("listitem")
    expect(problems).to_have_count(8)
    expect(problems.first).to_have_text("Fehler: Zeile 12, Spalte „Frauen“: Hier steht keine Zahl.")
    box(page).get_by_text("4 weitere").click()
    expect(box(page)).to_contain_text("Das Jahr fehlt.")
    expect(button(page, "Übernehmen")).to_have_count(0)
    expect(box(page)).to_contain_text("Bitte berichtigen Sie die Datei")
    # Mended, the same file is sent again.
    said.answer("POST", "api/uploads/population", status=201, json=READ)
    choose(page, "Andere Datei auswählen")
    expect(button(page, "Übernehmen")).to_be_visible()


def test_a_file_that_is_refused_is_no_loss(page: Page, server: Server, watch: Watch) -> None:
    watch.expect("422")
    watch.expect("409")
    said = with_upload(page, server)
    detail = "Diese Datei ist keine Tabelle. Bitte schicken Sie CSV oder Excel."
    said.answer("POST", "api/uploads/population", status=422, json={"detail": detail})
    choose(page)
    expect(box(page)).to_contain_text(detail)
    expect(page.locator("[aria-live=polite]")).to_contain_text(detail)
    said.answer("POST", "api/uploads/population", status=201, json=READ)
    choose(page)
    gone = "Diese Datei ist nicht mehr da."
    said.answer("POST", "api/uploads/u-1/confirm", status=409, json={"detail": gone})
    button(page, "Übernehmen").click()
    expect(box(page)).to_contain_text(gone)
    expect(button(page, "Übernehmen")).to_be_visible()


def test_the_layout_is_downloaded(page: Page, server: Server) -> None:
    said = with_upload(page, server)
    said.answer("GET", "api/uploads/population/template.xlsx", body=b"PK")
    with page.expect_download() as download:
        button(page, "Vorlage als Excel herunterladen: Einwohner nach Alter").click()
    assert download.value.suggested_filename == "template.xlsx"


def test_a_file_is_dropped(page: Page, server: Server) -> None:
    said = with_upload(page, server)
    said.answer("POST", "api/uploads/population", status=201, json=READ)
    box(page).evaluate("""(section) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(["Jahr"], "gezogen.csv"));
      section.dispatchEvent(new DragEvent("drop", { dataTransfer, cancelable: true }));
    }""")
    expect(box(page)).to_contain_text("Gelesen: gezogen.csv")


def test_a_file_is_sent_with_the_keyboard_alone(page: Page, server: Server) -> None:
    said = with_upload(page, server)
    said.answer("POST", "api/uploads/population", status=201, json=READ)
    said.answer("POST", "api/uploads/u-1/confirm", json={"text": "Übernommen."})
    box(page).get_by_role("button", name="Datei auswählen").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#datei-population-e")).to_be_focused()
    take = button(page, "Übernehmen")
    for _ in range(6):
        page.keyboard.press("Tab")
        if take.evaluate("element => element.matches(':focus-visible')"):
            break
    page.keyboard.press("Enter")
    expect(box(page).locator(".ok")).to_have_text("Übernommen.")
    expect(page.locator("#datei-population-e")).to_be_focused()


def test_only_the_last_message_that_asks_for_a_file_takes_it(page: Page, server: Server) -> None:
    said = with_upload(page, server)
    said.add("Die Bewegungen auch.", upload={"purpose": "movements", "template": None})
    said.add("Noch einmal: die Einwohner.", "hint", upload=UPLOAD)
    page.reload()
    expect(page.get_by_role("button", name="Datei auswählen")).to_have_count(2)
    expect(transcript(page).locator("li").last.get_by_role("region")).to_have_count(1)


def test_who_only_reads_sends_no_file(page: Page, new_page: NewPage, server: Server) -> None:
    clerk = opened(page, server)
    other = new_page()
    said = Said(other)
    said.add("Als Datei geht es auch.", "hint", upload=UPLOAD)
    sign_in(other, server, clerk.invite("viewer", "Rita Kern"))
    expect(transcript(other)).to_contain_text("Als Datei geht es auch.")
    expect(other.get_by_role("button", name="Datei auswählen")).to_have_count(0)


@pytest.mark.parametrize(("width", "height"), [(1280, 900), (360, 740), (320, 640)])
def test_axe_objects_to_nothing_and_nothing_overflows(
    new_page: NewPage, server: Server, width: int, height: int
) -> None:
    page = new_page(width, height)
    said = with_figure(page, server)
    said.add("Als Datei geht es auch.", "hint", upload=UPLOAD)
    said.answer("POST", "api/uploads/population", status=201, json=BROKEN)
    page.reload()
    expect(picture(page)).to_be_visible()
    page.get_by_text("Zahlen als Tabelle").click()
    assert page.evaluate(OVERFLOW) <= 0
    assert objections(page) == []
    choose(page)
    box(page).get_by_text("4 weitere").click()
    assert page.evaluate(OVERFLOW) <= 0
    assert objections(page) == []
    said.answer("POST", "api/uploads/population", status=201, json=READ)
    choose(page, "Andere Datei auswählen")
    expect(button(page, "Übernehmen")).to_be_visible()
    assert page.evaluate(OVERFLOW) <= 0
    assert objections(page) == []
