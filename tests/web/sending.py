"""Files sent to the running application as a browser sends them, and what becomes of them."""

from __future__ import annotations

import io
from typing import Any

from aiohttp import ClientResponse, FormData
from PIL import Image, PngImagePlugin

from assistant.process import uploads
from assistant.profile.population import PopulationTable
from assistant.profile.rates import Movements
from assistant.store.processes import find_process
from tests.conftest import Api
from tests.helpers import Description, services_of

TABLE = "Jahr;Alter;Männlich;Weiblich\n2023;0 bis 17;400;390\n2023;18 und älter;2000;2100\n"


async def send(
    api: Api, purpose: str, content: bytes | str, name: str = "datei.csv", **fields: str
) -> ClientResponse:
    """Sends a file as a browser does."""
    form = FormData()
    for field, value in fields.items():
        form.add_field(field, value)
    data = content.encode() if isinstance(content, str) else content
    form.add_field("file", data, filename=name, content_type="application/octet-stream")
    headers = {"Authorization": f"Bearer {api.token}"}
    return await api.client.post(f"/api/uploads/{purpose}", data=form, headers=headers)


async def read(api: Api, purpose: str, content: bytes | str, **more: str) -> dict[str, Any]:
    """What is answered to a file, after holding it against the description."""
    response = await send(api, purpose, content, **more)
    assert response.status == 201, await response.text()
    await described(api, response)
    found: dict[str, Any] = await response.json()
    return found


async def described(api: Api, response: ClientResponse) -> None:
    data = await (await api.call("GET", "/api/openapi.json")).json()
    await Description(data).check(response)


async def confirm(api: Api, upload: str) -> dict[str, Any]:
    """Takes an upload over."""
    response = await api.call("POST", f"/api/uploads/{upload}/confirm")
    assert response.status == 200, await response.text()
    await described(api, response)
    done: dict[str, Any] = await response.json()
    return done


async def take(api: Api, purpose: str, content: bytes | str, **more: str) -> dict[str, Any]:
    """Sends a file and takes it over."""
    return await confirm(api, (await read(api, purpose, content, **more))["id"])


async def listed(api: Api) -> list[dict[str, Any]]:
    response = await api.call("GET", "/api/uploads")
    await described(api, response)
    found: list[dict[str, Any]] = (await response.json())["uploads"]
    return found


async def known(api: Api) -> tuple[list[PopulationTable], list[Movements], bytes | None]:
    """What the rest of the product gets of the uploads."""
    process = (await (await api.call("GET", "/api/process")).json())["process"]["id"]
    with services_of(api).database.reading() as connection:
        return (
            uploads.population_tables(connection, process),
            uploads.movements_of(connection, process),
            uploads.coat_of_arms(connection, process),
        )


async def version(api: Api) -> int:
    process = (await (await api.call("GET", "/api/process")).json())["process"]["id"]
    with services_of(api).database.reading() as connection:
        found = find_process(connection, process)
        assert found is not None
        return found.version


async def colleague(api: Api, role: str) -> Api:
    """Somebody else in the same process."""
    invited = await (await api.call("POST", "/api/invitations", {"role": role})).json()
    response = await Api(api.client).call("POST", "/api/sessions", {"code": invited["code"]})
    return api.signed_in((await response.json())["token"])


def errors_of(received: dict[str, Any]) -> list[str]:
    return [p["text"] for p in received["problems"] if p["severity"] == "error"]


def png(size: tuple[int, int] = (600, 700), text: str = "") -> bytes:
    """A picture with a remark inside."""
    file = io.BytesIO()
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", text)
    Image.new("RGB", size, (200, 0, 0)).save(file, "PNG", pnginfo=info)
    return file.getvalue()


async def arms(api: Api) -> Image.Image:
    content = (await known(api))[2]
    assert content is not None
    return Image.open(io.BytesIO(content))
