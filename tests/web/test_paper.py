"""The questions on paper, worded for the municipality that the address names."""

from __future__ import annotations

import pytest

from tests.conftest import Api

FOR_ALL = "Was erwartet Ihre Kommune von der Demografiestrategie?"


async def paper(api: Api, query: str) -> str:
    response = await api.call("GET", f"/fragen/kickoff{query}")
    assert response.status == 200
    return await response.text()


async def test_it_names_the_municipality_and_uses_its_words(api: Api) -> None:
    page = await paper(api, "?name=Landkreis+Vorpommern-R%C3%BCgen&type=district")
    assert "<p>Landkreis Vorpommern-Rügen</p>" in page
    assert FOR_ALL not in page
    assert 'href="/fragen/plan?name=Landkreis+Vorpommern-R%C3%BCgen&amp;type=district"' in page


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?name=Grabow",
        "?name=Grabow&type=castle",
        "?name=%3Cscript%3E&type=municipality",
        "?name=https%3A%2F%2Fevil.example&type=municipality",
        f"?name={'x' * 81}&type=municipality",
    ],
)
async def test_without_a_fitting_name_and_type_it_is_worded_for_all(api: Api, query: str) -> None:
    page = await paper(api, query)
    assert FOR_ALL in page
    for strange in ("<script", "evil", "castle", "xxx"):
        assert strange not in page
