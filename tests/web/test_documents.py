"""The documents over the API: listed, made in every format, honest about what is missing."""

from __future__ import annotations

import io

import docx
import icalendar
import openpyxl
import pypdf
import pytest

from assistant.process.document_kinds import KINDS, MEDIA_TYPES
from tests.conftest import Api
from tests.helpers import problem_of

ALL = [(kind.name, form) for kind in KINDS.values() for form in kind.formats]
GOAL = "Junge Familien sollen bleiben können. {{ 7*7 }} <b>=SUMME(A1)</b>"


async def begun(api: Api) -> None:
    """A process with a few answers."""
    await api.register()
    answers = {"kickoff.goals": GOAL, "kickoff.date": "2027-04-22", "kickoff.time": "18 bis 20 Uhr"}
    for question, value in answers.items():
        response = await api.call("PUT", f"/api/answers/{question}", {"value": value})
        assert response.status == 200


async def test_all_kinds_are_listed_in_the_formats_of_the_contract(api: Api) -> None:
    await api.register()
    response = await api.call("GET", "/api/documents")
    documents = {one["kind"]: one for one in (await response.json())["documents"]}
    assert len(documents) == 11
    extra = {"plan": {"xlsx", "ics"}, "measures": {"xlsx"}, "profile": {"xlsx"}}
    extra |= {"agenda": {"ics"}, "review": {"ics"}}
    for kind, document in documents.items():
        formats = {one["format"] for one in document["formats"]}
        assert formats == {"docx", "pdf", "html"} | extra.get(kind, set())
        assert document["complete"] is False
        for one in document["formats"]:
            assert one["href"] == f"/api/documents/{kind}.{one['format']}"


@pytest.mark.parametrize(("kind", "form"), ALL)
async def test_a_process_hardly_begun_has_every_document(api: Api, kind: str, form: str) -> None:
    await begun(api)
    response = await api.call("GET", f"/api/documents/{kind}.{form}")
    if form == "ics" and kind in ("plan", "review"):
        assert "Datum" in (await problem_of(response, 409))["detail"]
        return
    assert response.status == 200, await response.text()
    assert response.content_type == MEDIA_TYPES[form]
    disposition = response.headers["Content-Disposition"]
    assert disposition.startswith("attachment; filename=") and f"Grabow.{form}" in disposition
    content = await response.read()
    texts = {
        "docx": lambda: "\n".join(p.text for p in docx.Document(io.BytesIO(content)).paragraphs),
        "pdf": lambda: "".join(
            p.extract_text() for p in pypdf.PdfReader(io.BytesIO(content)).pages
        ),
        "html": lambda: content.decode(),
        "xlsx": lambda: " ".join(
            str(cell.value)
            for sheet in openpyxl.load_workbook(io.BytesIO(content))
            for row in sheet
            for cell in row
            if cell.value is not None
        ),
        "ics": lambda: icalendar.Calendar.from_ical(content).to_ical().decode(),
    }
    text = texts[form]()
    assert "None" not in text
    if form in ("docx", "pdf", "html"):
        assert "Entwurf" in text


async def test_free_text_stands_in_the_minutes_as_it_was_given(api: Api) -> None:
    await begun(api)
    content = await (await api.call("GET", "/api/documents/minutes.docx")).read()
    text = "\n".join(p.text for p in docx.Document(io.BytesIO(content)).paragraphs)
    assert text.count(GOAL) == 1


async def test_the_calendar_holds_the_kick_off(api: Api) -> None:
    await begun(api)
    content = await (await api.call("GET", "/api/documents/agenda.ics")).read()
    events = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert [event.start.strftime("%Y-%m-%d %H") for event in events] == ["2027-04-22 18"]


async def test_a_format_that_a_kind_does_not_have_is_not_found(api: Api) -> None:
    await api.register()
    for path in ("invitation.xlsx", "minutes.ics", "novel.pdf", "plan.exe"):
        assert (await api.call("GET", f"/api/documents/{path}")).status == 404


async def test_documents_need_a_token_and_are_read_by_viewers(api: Api) -> None:
    await begun(api)
    invitation = await (await api.call("POST", "/api/invitations", {"role": "viewer"})).json()
    viewer = api.signed_in("")
    session = await (
        await viewer.call("POST", "/api/sessions", {"code": invitation["code"]})
    ).json()
    viewer.token = session["token"]
    assert (await viewer.call("GET", "/api/documents/minutes.html")).status == 200
    assert (await api.signed_in("").call("GET", "/api/documents/minutes.html")).status == 401
