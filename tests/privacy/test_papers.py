"""The papers: filled from the settings, honest about what is missing, promising little."""

from __future__ import annotations

import datetime
import io
import re
from pathlib import Path

import docx
import pytest

from assistant.documents.formats.docx import write_docx
from assistant.documents.formats.html import write_html
from assistant.documents.papers import document_of, missing_settings, papers_of
from assistant.privacy.papers import HOUSE, Paper, UnusablePaperError
from assistant.settings import PREFIX, read_settings

IDS = [
    "datenschutz",
    "ki-hinweis",
    "barrierefreiheit",
    "verarbeitungsverzeichnis",
    "datenschutzstelle",
    "massnahmen",
    "personalrat",
]
SAID = {
    "DAKS_OPERATOR": "Stadt Grabow, Am Markt 1, 19300 Grabow",
    "DAKS_PRIVACY_CONTACT": "Datenschutz, Telefon 038756 503-0",
    "DAKS_SUPERVISORY_AUTHORITY": "Landesbeauftragter für Datenschutz, Schwerin",
    "DAKS_ACCESSIBILITY_CONTACT": "Hauptamt, barriere@grabow.example",
    "DAKS_ARBITRATION_BODY": "Durchsetzungsstelle des Landes, Schwerin",
}
TODAY = datetime.date(2027, 5, 3)
PROMISES = re.compile(
    r"\b(garantier\w+|rechtssicher\w*|datenschutzkonform\w*|DSGVO-konform\w*|100 ?%|absolut)\b"
)


def _texts(paper: Paper) -> str:
    return "\n".join(text for block in paper.blocks for text in block.texts())


def test_the_papers_the_issue_names_are_there_in_their_order() -> None:
    assert [paper.id for paper in papers_of(read_settings({}))] == IDS


@pytest.mark.parametrize("name", IDS)
def test_without_settings_every_gap_is_named(name: str) -> None:
    settings = read_settings({})
    paper = next(one for one in papers_of(settings) if one.id == name)
    text = _texts(paper)
    assert "{" not in text and "None" not in text
    assert paper.gaps() == list(dict.fromkeys(re.findall(r"\[bitte eintragen: ([^\]]+)\]", text)))
    assert all(len(gap.split()) >= 2 or gap[0].isupper() for gap in paper.gaps())
    assert not PROMISES.search(text)
    assert missing_settings(settings) == [PREFIX + word.upper() for word in HOUSE]


def test_what_the_settings_say_stands_in_the_papers() -> None:
    settings = read_settings(SAID)
    papers = {paper.id: paper for paper in papers_of(settings)}
    assert missing_settings(settings) == []
    for name in ("datenschutz", "verarbeitungsverzeichnis", "ki-hinweis"):
        assert SAID["DAKS_OPERATOR"] in _texts(papers[name])
        assert SAID["DAKS_PRIVACY_CONTACT"] in _texts(papers[name])
    assert "Stadt Grabow ist bemüht" in _texts(papers["barrierefreiheit"])
    assert SAID["DAKS_ARBITRATION_BODY"] in _texts(papers["barrierefreiheit"])
    left = {gap for paper in papers.values() for gap in paper.gaps()}
    assert left.isdisjoint(HOUSE.values())


def test_periods_in_the_papers_are_those_that_are_set() -> None:
    set_to = {"DAKS_TRANSCRIPT_DAYS": "17", "DAKS_PROCESS_MONTHS": "23", "DAKS_NOTICE_DAYS": "41"}
    papers = {paper.id: _texts(paper) for paper in papers_of(read_settings(set_to))}
    assert "17 Tage nach dem Ende der Stufe" in papers["datenschutz"]
    assert "23 Monate" in papers["personalrat"] and "41 Tage" in papers["datenschutzstelle"]
    assert "36 Monate" not in "".join(papers.values())


def test_the_staff_councils_paper_excludes_the_control_of_people() -> None:
    text = _texts(papers_of(read_settings({}))[-1])
    assert "Leistung oder Verhalten" in text
    assert "keine Auswertungen nach Personen" in text


def test_a_paper_is_a_draft_until_the_house_says_otherwise() -> None:
    for said, expected in (
        ({}, "Entwurf"),
        ({"DAKS_PAPERS_REVIEWED": "Geprüft im Mai"}, "Geprüft"),
    ):
        settings = read_settings(said)
        for paper in papers_of(settings):
            assert document_of(paper, settings, TODAY).state.startswith(expected)


@pytest.mark.parametrize("name", IDS)
def test_every_paper_can_be_written_for_word_and_as_a_page(name: str) -> None:
    settings = read_settings(SAID)
    paper = next(one for one in papers_of(settings) if one.id == name)
    document = document_of(paper, settings, TODAY)
    read = docx.Document(io.BytesIO(write_docx(document)))
    headings = [p.text for p in read.paragraphs if p.style.name.startswith("Heading")]
    assert headings == [b.text for b in paper.blocks if b.kind in ("heading", "subheading")]
    page = write_html(document).decode()
    assert paper.title in page and "Entwurf" in page


def test_an_own_paper_takes_the_place_of_ours(tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    own = tmp_path / "papers" / "ki-hinweis.yml"
    own.write_text(
        "title: Eigenes\nabout: Unser Text\naudience: public\norder: 2\n"
        "blocks: [{paragraph: 'Von {operator} geschrieben.'}]\n"
    )
    settings = read_settings({**SAID, "DAKS_TEMPLATES": str(tmp_path)})
    papers = {paper.id: paper for paper in papers_of(settings)}
    assert list(papers) == IDS
    assert _texts(papers["ki-hinweis"]).startswith("Von Stadt Grabow, Am Markt 1")
    own.write_text("title: Eigenes\nblocks: [{absatz: x}]\n")
    with pytest.raises(UnusablePaperError, match=r"ki-hinweis\.yml"):
        papers_of(settings)
