"""Twelve municipalities of different kinds on one installation, with answers of their own.

Whatever a town answers in words holds its mark ("zqxgrabow"), so that a test sees at once whose
words have come through.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from assistant.language.spelling import fold
from assistant.store.database import Database
from assistant.store.municipalities import replace_municipalities
from tests.conftest import Api

MOBILITY, HOUSING, CARE, SHOPS, YOUTH = (
    "mobilitaet", "wohnen", "gesundheit_pflege", "nahversorgung", "jugend_familie_bildung",
)  # fmt: skip
PLACE, INTEGRATION, DIGITAL, MEETING = (
    "ortsentwicklung", "integration", "digitalisierung", "begegnung_beratung_selbsthilfe",
)  # fmt: skip


@dataclass(frozen=True)
class Town:
    """One municipality; `population` is now and ten years ago, `at` longitude and latitude."""

    name: str
    type: str = "municipality"
    ags: str | None = None
    population: tuple[int, int] | None = None
    at: tuple[float, float] | None = None
    themes: tuple[str, ...] = ()
    measure: str | None = None
    theme: str | None = None
    state: str | None = None
    decision: str | None = None
    methods: tuple[str, ...] = ()

    @property
    def mark(self) -> str:
        """A word that stands in all of its own texts and nowhere else."""
        return "zqx" + re.sub(r"\W", "", fold(self.name))


TOWNS = (
    Town("Grabow", ags="13076050", population=(5700, 5950), at=(11.56, 53.28),
         themes=(MOBILITY, HOUSING), methods=("world_cafe",)),
    Town("Neustadt-Glewe", ags="13076104", population=(6300, 6500), at=(11.59, 53.38),
         themes=(MOBILITY, HOUSING), measure="Rufbus am Abend", theme=MOBILITY, state="done",
         decision="extend", methods=("world_cafe",)),
    Town("Dömitz", ags="13076034", population=(3000, 3200), at=(11.25, 53.14),
         themes=(SHOPS,), measure="Dorfladen in der alten Schule", theme=SHOPS, state="stopped",
         decision="end"),
    Town("Bützow", ags="13072020", population=(7700, 7900), at=(11.98, 53.85),
         themes=(MOBILITY, YOUTH), measure="Anruf-Sammel-Taxi", theme=MOBILITY, state="stopped",
         decision="end", methods=("world_cafe",)),
    Town("Perleberg", ags="12070296", population=(12100, 12500), at=(11.86, 53.07),
         themes=(MOBILITY, CARE), measure="Gemeindeschwester", theme=CARE, state="running",
         decision="continue", methods=("world_cafe",)),
    Town("Kornwestheim", ags="08118046", population=(34000, 31000), at=(9.19, 48.86),
         themes=(INTEGRATION, DIGITAL), measure="Digitallotsen", theme=DIGITAL, state="running",
         decision="continue"),
    Town("Riesa", ags="14627230", population=(29000, 32000), at=(13.29, 51.31),
         themes=(PLACE, HOUSING), measure="Leerstandskataster", theme=PLACE, state="done",
         decision="continue"),
    Town("Adendorf", ags="03355001", population=(10600, 10200), at=(10.44, 53.29),
         themes=(YOUTH, HOUSING), measure="Jugendtreff im Bahnhof", theme=YOUTH, state="planned",
         methods=("world_cafe",)),
    Town("Ludwigslust-Parchim", "district", "13076", (211000, 214000), None,
         (MOBILITY, CARE), "Kreisweiter Rufbus", MOBILITY, "running", "extend"),
    Town("Prignitz", "district", "12070", (76000, 80000), None,
         (MOBILITY, CARE), "Ärztehaus", CARE, "planned"),
    Town("Vauban", "quarter", None, (5500, 5300), None,
         (HOUSING, MEETING), "Quartierstreff", MEETING, "done", "continue"),
    Town("Verbandsgemeinde Daun", "association", None, (23000, 24000), None,
         (SHOPS, MOBILITY), "Mitfahrbänke", MOBILITY, "done", "end"),
)  # fmt: skip
BY_NAME = {town.name: town for town in TOWNS}
DISTRICTS = {"13076": "Ludwigslust-Parchim", "13072": "Rostock", "12070": "Prignitz",
             "08118": "Ludwigsburg", "14627": "Meißen", "03355": "Lüneburg"}  # fmt: skip


@dataclass
class Settled:
    """A registered town: its session's client and the ids of its items."""

    town: Town
    api: Api
    process: str
    items: dict[str, str] = field(default_factory=dict)

    async def sharing(self) -> dict[str, Any]:
        """The own card with its switches."""
        response = await self.api.call("GET", "/api/sharing")
        assert response.status == 200, await response.text()
        body: dict[str, Any] = await response.json()
        return body

    async def share(self, *items: str, on: bool = True, **more: Any) -> dict[str, Any]:
        """Switches items; all there are where none is named."""
        named = items or [item["id"] for item in (await self.sharing())["items"]]
        body = {"items": dict.fromkeys(named, on), **more}
        response = await self.api.call("PUT", "/api/sharing", body)
        assert response.status == 200, await response.text()
        answer: dict[str, Any] = await response.json()
        return answer

    async def get(self, path: str) -> dict[str, Any]:
        """A reading request."""
        response = await self.api.call("GET", path)
        assert response.status == 200, f"{path}: {await response.text()}"
        body: dict[str, Any] = await response.json()
        return body

    async def put(self, question: str, value: Any) -> None:
        """Sets an answer."""
        response = await self.api.call("PUT", f"/api/answers/{question}", {"value": value})
        assert response.status == 200, f"{question}: {await response.text()}"

    async def add(self, collection: str, **answers: Any) -> str:
        """Adds an item with answers."""
        response = await self.api.call("POST", f"/api/collections/{collection}")
        assert response.status == 201, await response.text()
        item: str = (await response.json())["id"]
        for name, value in answers.items():
            await self.put(f"{collection}.{item}.{name}", value)
        return item


def fill_register(database: Database) -> None:
    """The towns as entries of the register, as far as they have a key."""
    with database.transaction() as connection:
        replace_municipalities(connection, (_entry(town) for town in TOWNS if town.ags))


def _entry(town: Town) -> dict[str, Any]:
    assert town.ags and town.population
    district = None if town.type == "district" else town.ags[:5]
    return {
        "ags": town.ags, "ars": town.ags.ljust(12, "0"), "type": town.type, "kind": "Stadt",
        "name": town.name, "official_name": town.name, "district": district,
        "district_name": DISTRICTS[district] if district else None, "association": None,
        "association_name": None, "state": town.ags[:2], "state_name": "Land", "area": 50.0,
        "population": town.population[0], "men": None, "women": None, "postcode": None,
        "longitude": town.at[0] if town.at else None, "latitude": town.at[1] if town.at else None,
    }  # fmt: skip


async def settle(api: Api, town: Town) -> Settled:
    """Registers a town and answers what it has to tell."""
    own = Api(api.client)
    more = {"ags": town.ags} if town.ags else {}
    session = await own.register(town.name, type=town.type, **more)
    one = Settled(town, own, session["process"]["id"])
    if town.population:
        await one.put("profile.population", town.population[0])
        await one.put("profile.population_10y", town.population[1])
    if town.themes:
        await one.put("kickoff.themes", list(town.themes))
    await one.put("kickoff.identity", f"{town.mark} ist unser Ort am Wasser")
    await one.put("kickoff.coordinator", f"Frau {town.mark.title()}")
    if town.methods:
        await one.put("workshop.methods", list(town.methods))
    if town.measure:
        await _plan(one)
    return one


async def _plan(one: Settled) -> None:
    town, mark = one.town, one.town.mark
    at = one.items["field"] = await one.add(
        "workshop.fields", title=f"Unterwegs {mark}", theme=town.theme, reason=f"Weil {mark}"
    )
    goal = one.items["goal"] = await one.add("plan.goals", title=f"Ziel {mark}", field=at)
    item = one.items["measure"] = await one.add(
        "plan.measures", title=town.measure, goal=goal, description=f"So geht es: {mark}.",
        target_group=f"Alle {mark}", responsible=f"Herr {mark.title()}", budget=12000,
        partners=[f"Verein {mark}"],
    )  # fmt: skip
    if town.state:
        review = f"review.measures.{item}"
        await one.put(f"{review}.state", town.state)
        await one.put(f"{review}.hurdles", f"Es fehlte an {mark}")
        if town.decision:
            await one.put(f"{review}.decision", town.decision)
            await one.put(f"{review}.reason", f"Denn {mark}")


async def settle_all(api: Api, *names: str) -> dict[str, Settled]:
    """The named towns, or all twelve, by name."""
    return {town.name: await settle(api, town) for town in TOWNS if not names or town.name in names}
