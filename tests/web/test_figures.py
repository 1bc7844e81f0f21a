"""Charts as pictures: drawn from the figures as they stand, named where they cannot be."""

from __future__ import annotations

import io
from xml.etree import ElementTree

import pytest
from PIL import Image

from tests.conftest import Api
from tests.helpers import problem_of
from tests.web.sending import take

BY_AGE = """Jahr;Alter;Männlich;Weiblich
{rows}"""
BOUNDS = ("0-4", "5-9", "10-14", "15-19", "20-24", "25-29", "30-34", "35-39", "40-44", "45-49")
OLDER = ("50-54", "55-59", "60-64", "65-69", "70-74", "75-79", "80-84", "85+")
MOVEMENTS = """Jahr;Geburten;Sterbefälle;Zuzüge;Fortzüge
2022;30;60;150;140
2023;28;66;160;145
2024;25;64;170;150
"""


def table(*years: int) -> str:
    """Five-year groups by sex."""
    rows = [
        f"{year};{group};{100 + 3 * n + year % 7};{98 + 3 * n}"
        for year in years
        for n, group in enumerate((*BOUNDS, *OLDER))
    ]
    return BY_AGE.format(rows="\n".join(rows))


@pytest.mark.parametrize("figure", ["pyramid", "age-groups", "course", "components", "projection"])
async def test_every_chart_is_drawn_from_own_tables(api: Api, figure: str) -> None:
    await api.register()
    await take(api, "population", table(2014, 2024))
    await take(api, "movements", MOVEMENTS)
    response = await api.call("GET", f"/api/figures/{figure}.svg")
    assert response.status == 200, await response.text()
    assert response.content_type == "image/svg+xml"
    root = ElementTree.fromstring(await response.text())
    title = root.find("{http://www.w3.org/2000/svg}title")
    assert title is not None and "Grabow" in (title.text or "")
    response = await api.call("GET", f"/api/figures/{figure}.png")
    with Image.open(io.BytesIO(await response.read())) as picture:
        assert picture.format == "PNG" and picture.width > 600


async def test_the_same_figures_are_not_sent_twice(api: Api) -> None:
    await api.register()
    await take(api, "population", table(2024))
    response = await api.call("GET", "/api/figures/pyramid.svg")
    tag = response.headers["ETag"]
    headers = {"Authorization": f"Bearer {api.token}", "If-None-Match": tag}
    again = await api.client.get("/api/figures/pyramid.svg", headers=headers)
    assert again.status == 304
    await take(api, "population", table(2025))
    changed = await api.client.get("/api/figures/pyramid.svg", headers=headers)
    assert changed.status == 200


async def test_without_figures_there_is_no_chart(api: Api) -> None:
    await api.register()
    for figure in ("pyramid.svg", "projection.png"):
        response = await api.call("GET", f"/api/figures/{figure}")
        assert (await problem_of(response, 404))["detail"]
    assert (await api.call("GET", "/api/figures/map.svg")).status == 404
    assert (await api.call("GET", "/api/figures/pyramid.gif")).status == 404


async def test_figures_of_others_are_not_seen(api: Api) -> None:
    await api.register()
    await take(api, "population", table(2024))
    stranger = api.signed_in("")
    await stranger.register("Weida")
    assert (await stranger.call("GET", "/api/figures/pyramid.svg")).status == 404
    assert (await api.signed_in("x").call("GET", "/api/figures/pyramid.svg")).status == 401


async def test_taking_a_table_over_answers_questions_and_speaks_in_the_chat(api: Api) -> None:
    await api.register()
    await take(api, "population", table(2014, 2024))
    answers = await (await api.call("GET", "/api/answers?stage=profile")).json()
    known = {answer["question"]: answer["value"] for answer in answers["answers"]}
    assert known["profile.reference_date"] == "2024-12-31"
    assert (
        known["profile.population"]
        == known["profile.under_20"] + known["profile.age_20_64"] + known["profile.over_65"]
    )
    assert known["profile.population_10y"] > 0
    chat = await (await api.call("GET", "/api/chat")).json()
    kinds = [message["kind"] for message in chat["messages"]]
    assert "figure" in kinds and "acknowledgement" in kinds
    assert chat["prompt"]["question"] == "kickoff.occasion"


async def test_a_newer_answer_in_groups_leaves_the_projection_to_the_table(api: Api) -> None:
    await api.register()
    await take(api, "population", table(2014, 2024))
    await take(api, "movements", MOVEMENTS)
    groups = {"age_0_5": 90, "age_6_17": 200, "age_18_29": 300, "age_30_64": 1300}
    groups |= {"age_65_79": 500, "age_80": 200}
    answers = {"reference_date": "2025-12-31", "age_basis": "counts", **groups}
    for name, value in answers.items():
        response = await api.call("PUT", f"/api/answers/profile.{name}", {"value": value})
        assert response.status == 200, await response.text()
    assert (await api.call("GET", "/api/figures/projection.svg")).status == 200
