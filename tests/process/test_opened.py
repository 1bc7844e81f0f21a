"""Where one is when nothing is open: at the end, not back at the beginning."""

from __future__ import annotations

from tests.conftest import Api


async def test_when_all_is_done_the_progress_is_that_of_the_last_stage(api: Api) -> None:
    await api.register()
    for stage in ("kickoff", "profile", "workshop", "plan", "review"):
        await api.chat(answer={"question": f"{stage}.review", "value": "confirm"})
    state = await (await api.call("GET", "/api/chat")).json()
    assert state["prompt"] is None
    assert state["progress"]["stage"] == "review"
    assert state["progress"]["overall"] == 1
