"""Figures of one's own, sent as a person's browser would send them."""

from __future__ import annotations

import json
import urllib.request
import uuid

from playwright.sync_api import FilePayload

from tests.browser.server import Person, Server

GROUPS = ("0-4", "5-9", "10-14", "15-19", "20-24", "25-29", "30-34", "35-39", "40-44", "45-49")
OLDER = ("50-54", "55-59", "60-64", "65-69", "70-74", "75-79", "80-84", "85+")
SHOW_PYRAMID = "Zeig mir die Bevölkerungspyramide"


def population(*years: int) -> str:
    """A table of inhabitants by age and sex."""
    rows = [
        f"{year};{group};{100 + 3 * n + year % 7};{98 + 3 * n}"
        for year in years
        for n, group in enumerate((*GROUPS, *OLDER))
    ]
    return "Jahr;Alter;Männlich;Weiblich\n" + "\n".join(rows) + "\n"


def csv(text: str, name: str = "bestand.csv") -> FilePayload:
    """A file for a browser's own dialog."""
    return {"name": name, "mimeType": "text/csv", "buffer": text.encode()}


GOOD = csv(population(2023, 2024))
WRONG = csv(population(2024).replace("2024;5-9;", "2024;5-9;viele"), "falsch.csv")


def knowing(server: Server) -> Person:
    """Someone whose process has figures already."""
    clerk = Person.registered(server)
    clerk.call("POST", f"api/uploads/{_sent(clerk, population(2014, 2024))}/confirm")
    return clerk


def _sent(clerk: Person, table: str) -> str:
    boundary = uuid.uuid4().hex
    body = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n'
        f"Content-Type: text/csv\r\n\r\n{table}\r\n--{boundary}--\r\n"
    )
    request = urllib.request.Request(
        f"{clerk.server.url}api/uploads/population",
        body.encode(),
        {
            "Content-Type": f"multipart/form-data; boundary={boundary}",
            "Authorization": f"Bearer {clerk.session['token']}",
        },
        method="POST",
    )
    with urllib.request.urlopen(request, timeout=60) as response:
        return str(json.loads(response.read())["id"])
