"""The toolkit over the web: suggestions, one method, and the pages to read."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import Api

FIELDS = {
    "id", "name", "summary", "themes", "stages", "score", "because", "caution", "audiences",
    "ages", "participants", "days", "preparation", "cost", "online", "level", "conflict",
    "municipality_sizes",
}  # fmt: skip


async def methods(api: Api, query: str = "") -> list[dict[str, Any]]:
    response = await api.call("GET", f"/api/methods?{query}")
    assert response.status == 200, await response.text()
    found: list[dict[str, Any]] = (await response.json())["methods"]
    return found


async def test_methods_come_with_all_fields_and_reasons_best_first(api: Api) -> None:
    await api.register()
    found = await methods(api, "theme=mobilitaet&theme=wohnen&age=80%2B&participants=30&limit=500")
    assert len(found) > 50
    assert all(set(method) == FIELDS for method in found)
    assert all(method["because"] for method in found)
    scores = [method["score"] for method in found]
    assert scores == sorted(scores, reverse=True)
    assert {"mobilitaet", "wohnen"} & set(found[0]["themes"])


async def test_the_query_overrides_what_the_process_has_answered(api: Api) -> None:
    await api.register()
    await api.call("PUT", "/api/answers/workshop.form", {"value": "online"})
    assert all(method["online"] != "no" for method in await methods(api, "limit=500"))
    assert any(method["online"] == "no" for method in await methods(api, "limit=500&online=no"))


async def test_the_process_answers_are_the_default(api: Api) -> None:
    await api.register()
    await api.call("PUT", "/api/answers/kickoff.themes", {"value": ["mobilitaet"]})
    assert "mobilitaet" in (await methods(api, "limit=1"))[0]["themes"]


async def test_words_are_searched_and_read_as_wishes(api: Api) -> None:
    await api.register()
    assert (await methods(api, "q=Rufbus"))[0]["id"] == "rufbus"
    found = await methods(api, "q=Jugendliche, wenig Geld, online")
    assert all("jugend" in m["audiences"] or "alle" in m["audiences"] for m in found[:3])


@pytest.mark.parametrize(
    "query",
    [
        "theme=gibtsnicht", "age=7", "participants=0", "participants=viele", "days=nan",
        "days=inf", "days=-1", "cost=egal", "limit=501", "limit=0", "online=ja", "conflict=mittel",
    ],
)  # fmt: skip
async def test_what_does_not_fit_is_refused_by_name(api: Api, query: str) -> None:
    await api.register()
    response = await api.call("GET", f"/api/methods?{query}")
    assert response.status == 422
    (error,) = (await response.json())["errors"]
    assert error["pointer"] == f"/{query.partition('=')[0]}"


async def test_even_contradicting_wishes_get_an_answer(api: Api) -> None:
    await api.register()
    assert await methods(api, "online=yes&conflict=high&participants=100000&days=0.1&cost=low")


async def test_one_method_is_given_whole_with_its_sources(api: Api) -> None:
    await api.register()
    method = await (await api.call("GET", "/api/methods/world_cafe")).json()
    assert method["steps"] and method["strengths"] and method["limits"] and method["material"]
    assert all(source["url"].startswith("http") for source in method["sources"])
    assert set(method["documented"]) <= set(method) | {"group"}
    assert (await api.call("GET", "/api/methods/gibt_es_nicht")).status == 404


async def test_without_a_token_there_are_no_suggestions(api: Api) -> None:
    assert (await api.call("GET", "/api/methods")).status == 401


async def test_the_catalogue_is_a_page_for_everybody(api: Api) -> None:
    page = await (await api.call("GET", "/methoden/")).text()
    assert page.count("<h3>") >= 120
    one = await (await api.call("GET", "/methoden/world_cafe")).text()
    assert "Schritte" in one and "Woher die Angaben kommen" in one
    assert (await api.call("GET", "/methoden/gibt_es_nicht")).status == 404


@pytest.mark.parametrize(
    "query",
    [
        "q=Jugendliche&cost=low&online=yes",
        "theme=foerdermittel&stage=workshop&age=0-5&online=yes&participants=3",
        "theme=unsinn&participants=viele&cost=",
        "q=%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    ],
)
async def test_filters_never_end_in_an_empty_list_and_never_run_what_is_typed(
    api: Api, query: str
) -> None:
    response = await api.call("GET", f"/methoden/?{query}")
    page = await response.text()
    assert response.status == 200
    assert "<h3>" in page
    assert "<script>alert" not in page
