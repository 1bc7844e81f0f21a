"""HTML, read back: structure, words, and that nothing in it runs or fetches."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from assistant.documents.content import Document, Letterhead
from assistant.documents.formats.html import css_string, write_html
from tests.documents.formats.reading import squeezed, texts
from tests.documents.formats.samples import HOSTILE, NOTE, STATE, chart, sample


@pytest.fixture(scope="module", params=[False, True], ids=["short", "long"])
def document(request: pytest.FixtureRequest) -> Document:
    return sample(long=request.param)


@pytest.fixture(scope="module")
def source(document: Document) -> str:
    return write_html(document).decode()


@pytest.fixture(scope="module")
def page(source: str) -> Any:
    return lxml.html.document_fromstring(source)


def test_language_title_and_landmarks(page: Any, document: Document) -> None:
    assert page.get("lang") == "de"
    assert page.findtext(".//title") == "Kick-Off zur Demografiestrategie – Stadt Musterstadt"
    assert [len(page.findall(f".//body/{it}")) for it in ("header", "main", "footer")] == [1, 1, 1]
    assert len(page.findall(".//nav")) == document.long


def test_one_first_heading_and_no_gap(page: Any) -> None:
    levels = [int(it.tag[1]) for it in page.iter("h1", "h2", "h3", "h4", "h5")]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_text_is_found(page: Any, document: Document) -> None:
    read = squeezed(page.body.text_content())
    assert [text for text in texts(document) if squeezed(text) not in read] == []


def test_nothing_stands_twice(page: Any) -> None:
    read = squeezed(page.body.text_content())
    for once in ("Generationentreff im alten Bahnhof", "Protokoll binnen einer Woche", NOTE):
        assert read.count(squeezed(once)) == 1


def test_nothing_runs_and_nothing_is_fetched(page: Any, source: str) -> None:
    assert {it.tag for it in page.iter() if isinstance(it.tag, str)}.isdisjoint(
        ("script", "iframe", "object", "embed", "link", "form", "base", "svg")
    )
    assert not [name for it in page.iter() for name in it.attrib if name.startswith("on")]
    addresses = [
        value for it in page.iter() for name, value in it.items() if name in ("src", "href")
    ]
    assert addresses
    assert all(it.startswith(("data:image/", "#")) for it in addresses)
    assert "url(" not in source
    assert source.count("</style>") == 1


def test_links_lead_to_headings(page: Any) -> None:
    names = {it.get("id") for it in page.iter("h2", "h3")}
    assert {it.get("href")[1:] for it in page.iter("a")} <= names


def test_tables_say_what_their_cells_are(page: Any) -> None:
    tables = page.findall(".//table")
    assert len(tables) == 3
    for table in tables:
        assert table.findtext("caption")
        assert {it.get("scope") for it in table.find("thead").iter("th")} == {"col"}
        assert table.getparent().get("aria-labelledby") == table.find("caption").get("id")
    first = tables[0]
    assert [row[0].get("scope") for row in first.find("tbody")] == ["row"] * 4
    assert [row[3].get("class") for row in first.iter("tr")] == ["number"] * 5
    assert first.find("tbody")[0][0].get("class") is None


def test_pictures_are_said(page: Any) -> None:
    assert [it.get("alt") for it in page.iter("img")] == ["Wappen: Stadt Musterstadt", chart().alt]


def test_numbered_lists_are_lists(page: Any) -> None:
    assert [len(it) for it in page.find(".//main").iter("ol")] == [3, 2, 2]


def test_a_page_break_comes_before_the_next_block(page: Any) -> None:
    breaks = page.find_class("page-break")
    assert [it[0].tag for it in breaks] == ["h2", "ul"]


def test_hostile_names_stay_names() -> None:
    letterhead = Letterhead(HOSTILE, None, "red;} body { display: none")
    document = replace(
        sample(),
        letterhead=letterhead,
        title=HOSTILE,
        subtitle=HOSTILE,
        state=HOSTILE,
        note=HOSTILE,
    )
    source = write_html(document).decode()
    page = lxml.html.document_fromstring(source)
    assert page.findtext(".//h1") == HOSTILE
    assert "display: none" not in source
    assert not list(page.iter("script"))
    assert len(list(page.iter("style"))) == 1


def test_css_strings_hold_anything() -> None:
    assert css_string('a"</style>') == '"a\\000022\\00003c\\00002fstyle\\00003e"'
    assert re.fullmatch(r'"[^"<>]*"', css_string(HOSTILE))


def test_the_foot_of_printed_pages_says_the_state(source: str) -> None:
    assert css_string(f"Stadt Musterstadt · {STATE}") in source


def test_the_same_document_gives_the_same_bytes(source: str, document: Document) -> None:
    assert write_html(document).decode() == source


def test_an_operator_can_replace_the_template(tmp_path: Path) -> None:
    template = tmp_path / "own.html.j2"
    template.write_text("<p>{{ document.title }} | {{ document.note }}</p>", "utf-8")
    document = replace(sample(), note="<b>")
    assert write_html(document, template) == b"<p>Kick-Off zur Demografiestrategie | &lt;b&gt;</p>"
