"""The papers are open to everybody, need no script, and are filled from the settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.documents.papers import papers_of
from assistant.engine.agent import Assistant
from assistant.settings import read_settings
from tests.conftest import Api
from tests.helpers import problem_of, running

PAPERS = {paper.id: paper for paper in papers_of(read_settings({}))}


async def test_every_paper_is_listed_and_read_without_a_script_or_a_token(api: Api) -> None:
    response = await api.client.get("/papiere/")
    assert response.status == 200 and response.content_type == "text/html"
    listed = await response.text()
    for paper in PAPERS.values():
        assert f'href="/papiere/{paper.id}"' in listed
        page = await (await api.client.get(f"/papiere/{paper.id}")).text()
        assert f"<h1>{paper.title}</h1>" in page
        assert "<script" not in page and " style=" not in page and "<style" not in page
        for gap in paper.gaps():
            assert f"<mark>[bitte eintragen: {gap}]</mark>" in page
    assert "script-src 'self'" in response.headers["Content-Security-Policy"]


async def test_an_unknown_paper_is_a_problem(api: Api) -> None:
    await problem_of(await api.client.get("/papiere/gibt-es-nicht"), 404)
    await problem_of(await api.client.get("/papiere/../personal_data"), 404)


@pytest.mark.parametrize("operator", ["Stadt Grabow, Am Markt 1", "<b>Grabow</b> & Söhne"])
async def test_what_the_settings_say_is_shown_as_text(
    assistant: Assistant, tmp_path: Path, operator: str
) -> None:
    settings = {"BASE_PATH": "/demografie/", "OPERATOR": operator}
    async with running(assistant, tmp_path, **settings) as api:
        page = await (await api.client.get("/demografie/papiere/datenschutz")).text()
    assert 'href="/demografie/papiere/"' in page
    assert "<b>" not in page
    assert operator in page or "&lt;b&gt;Grabow&lt;/b&gt; &amp; Söhne" in page
