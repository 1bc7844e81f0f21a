"""Files of one's own over the web: sent, looked at, taken over, replaced, deleted; and refused."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator
from pathlib import Path

import openpyxl
import pytest
from aiohttp import FormData

from assistant.engine.agent import Assistant
from assistant.process import uploads
from assistant.process.offload import ChildDiedError, TookTooLongError
from assistant.profile.own_data.grid import LARGEST_FILE
from assistant.profile.population import PopulationTable
from assistant.profile.rates import AgeCount, Movements
from assistant.web import multipart
from assistant.web.services import MOST_RECEIVING
from tests.conftest import Api
from tests.helpers import (
    execute,
    new_id,
    pointers,
    problem_of,
    rows,
    running,
    services_of,
)
from tests.profile.test_own_data_broken import archive, bomb_of_rows, bomb_of_zeros
from tests.web.sending import (
    TABLE,
    arms,
    colleague,
    confirm,
    described,
    errors_of,
    known,
    listed,
    png,
    read,
    send,
    take,
    version,
)

MOVED = "Jahr;Geburten;Sterbefälle;Zuzüge;Fortzüge\n2022;40;60;300;280\n2023;41;0;310;290\n"


# Tables


async def test_a_table_is_read_shown_and_only_then_taken_over(api: Api) -> None:
    await api.register()
    received = await read(api, "population", TABLE, name="C:\\Daten\\einwohner.csv")
    preview = received["preview"]
    assert preview["columns"] == ["Jahr", "Alter", "Männlich", "Weiblich"]
    assert preview["rows"][0] == ["2023", "0 bis 17", "400", "390"]
    assert preview["years"] == [2023]
    assert {"year": 2023, "name": "Frauen", "value": 2490} in preview["totals"]
    assert errors_of(received) == []
    assert (await known(api))[0] == []
    before = await version(api)
    done = await confirm(api, received["id"])
    assert done == {
        "id": received["id"],
        "purpose": "population",
        "years": [2023],
        "text": "Übernommen: die Bevölkerung nach Alter für 2023 aus „einwohner.csv“.",
    }
    table = PopulationTable(2023, (0, 18), (790, 4100), (390, 2100), (400, 2000))
    assert (await known(api))[0] == [table]
    after = await version(api)
    assert after > before
    assert (await confirm(api, received["id"]))["years"] == [2023]
    assert await version(api) == after, "once more changes nothing"


async def test_the_encoding_of_older_programs_and_a_year_said_beside_the_file(api: Api) -> None:
    await api.register()
    text = "Alter;Männlich;Weiblich\r\n0 bis 17;400;390\r\n18 und älter;2000;2100\r\n"
    received = await read(api, "population", text.encode("cp1252"), year="2019")
    assert received["preview"]["columns"][1] == "Männlich"
    assert (await confirm(api, received["id"]))["years"] == [2019]


async def test_a_workbook_is_read(api: Api) -> None:
    await api.register()
    book = openpyxl.Workbook()
    for line in TABLE.splitlines():
        cells = [int(c) if c.isdigit() else c for c in line.split(";")]
        book.worksheets[0].append(cells)
    file = io.BytesIO()
    book.save(file)
    await take(api, "population", file.getvalue(), name="einwohner.xlsx")
    assert (await known(api))[0][0].totals == (790, 4100)


async def test_movements_come_back_as_they_were_read(api: Api) -> None:
    await api.register()
    done = await take(api, "movements", MOVED, name="bewegungen.csv")
    assert done["text"] == (
        "Übernommen: Geburten, Sterbefälle, Zuzüge und Fortzüge für 2022 und 2023 aus "
        "„bewegungen.csv“."
    )
    assert (await known(api))[1] == [
        Movements(2022, 40, 60, 300, 280),
        Movements(2023, 41, 0, 310, 290),
    ]


async def test_movements_by_age_come_back_as_they_were_read(api: Api) -> None:
    await api.register()
    text = "Jahr;Alter;Zuzüge\n2022;0-17;100\n2022;18-64;150\n2022;65+;50\n"
    await take(api, "movements", text)
    (found,) = (await known(api))[1]
    groups = (AgeCount(0, 17, 100), AgeCount(18, 64, 150), AgeCount(65, None, 50))
    assert (found.arrivals, found.arrivals_by_age) == (300, groups)


async def test_years_stand_side_by_side_and_the_later_file_replaces_its_own(api: Api) -> None:
    await api.register()
    first = await take(api, "population", TABLE, name="alt.csv")
    await take(api, "population", TABLE.replace("2023;", "2021;"), name="2021.csv")
    done = await take(api, "population", TABLE.replace("400", "500"), name="neu.csv")
    assert done["text"].endswith("Diese Zahlen gelten für 2023 jetzt anstelle der früheren.")
    assert [(t.year, t.totals[0]) for t in (await known(api))[0]] == [(2021, 790), (2023, 890)]
    await confirm(api, first["id"])
    assert (await known(api))[0][1].totals[0] == 890, "an old one does not come back by itself"
    assert (await api.call("DELETE", f"/api/uploads/{done['id']}")).status == 204
    assert (await known(api))[0][1].totals[0] == 790


async def test_a_later_file_of_movements_replaces_only_what_it_knows(api: Api) -> None:
    await api.register()
    await take(api, "movements", MOVED, name="alles.csv")
    await take(api, "movements", "Jahr;Zuzüge\n2023;999\n", name="zuzug.csv")
    assert (await known(api))[1][1] == Movements(2023, 41, 0, 999, 290)
    process = (await (await api.call("GET", "/api/process")).json())["process"]["id"]
    with services_of(api).database.reading() as connection:
        old, new = uploads.confirmed_movements(connection, process)
    assert "alles.csv" in old.source and "zuzug.csv" not in old.source
    assert "alles.csv" in new.source and "zuzug.csv" in new.source


async def test_a_table_with_errors_is_shown_and_not_taken_over(api: Api) -> None:
    await api.register()
    received = await read(api, "population", TABLE.replace("390", "viele"))
    assert received["preview"] is not None
    (problem,) = [p for p in received["problems"] if p["severity"] == "error"]
    assert (problem["row"], problem["column"]) == (2, "Weiblich")
    response = await api.call("POST", f"/api/uploads/{received['id']}/confirm")
    refused = await problem_of(response, 422)
    assert problem["text"] in refused["detail"]
    assert (await known(api))[0] == []
    stored = rows(services_of(api).database)["uploads"]
    assert "None" in stored[0] and "viele" in stored[0], "the preview stays, the file does not"


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("purpose", ["population", "movements"])
async def test_the_template_is_refused_as_it_is_and_taken_when_filled_in(
    api: Api, purpose: str, form: str
) -> None:
    await api.register()
    response = await api.call("GET", f"/api/uploads/{purpose}/template.{form}")
    assert response.status == 200
    await described(api, response)
    assert response.headers["Content-Disposition"].endswith(f'.{form}"')
    content = await response.read()
    unchanged = await read(api, purpose, content, name=f"vorlage.{form}")
    assert "Beispielzahlen" in errors_of(unchanged)[0]
    response = await api.call("POST", f"/api/uploads/{unchanged['id']}/confirm")
    assert "Beispielzahlen" in (await problem_of(response, 422))["detail"]
    filled = await read(api, purpose, _filled(content, form), name=f"grabow.{form}")
    assert errors_of(filled) == []
    assert (await confirm(api, filled["id"]))["years"]


def _filled(content: bytes, form: str) -> bytes:
    """The template with 4 more in every number of the examples."""
    if form == "csv":
        lines = content.decode("utf-8-sig").splitlines()
        done = [lines[0]]
        for line in lines[1:3]:
            cells = line.split(";")
            done.append(";".join([*cells[:2], *(str(int(c) + 4) for c in cells[2:-1])]))
        head = ";".join(lines[0].split(";")[:-1])
        return "\r\n".join([head, *done[1:]]).encode("utf-8-sig")
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    for row in (2, 3):
        for column in range(3, sheet.max_column + 1):
            sheet.cell(row, column).value += 4
    if sheet.cell(1, 5).value == "Insgesamt":
        sheet.delete_cols(5)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


async def test_one_example_line_left_is_found(api: Api) -> None:
    await api.register()
    text = "Jahr;Alter;Geburten;Sterbefälle;Zuzüge;Fortzüge\n2022;insgesamt;43;61;305;290\n"
    received = await read(api, "movements", text + "2024;insgesamt;12;13;14;15\n")
    assert "2022, insgesamt: 43, 61, 305, 290" in errors_of(received)[0]


# What is no table


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "leer"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04 and nothing more", "beschädigt"),
        (archive(("word/document.xml", b"<w/>")), "Arbeitsmappe"),
        (bomb_of_rows().getvalue(), "ungewöhnlich groß"),
        (bomb_of_zeros().getvalue(), "ungewöhnlich groß"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), ".xlsx"),
    ],
    ids=["empty", "pdf", "broken", "word", "rows", "zeros", "xls"],
)
async def test_what_cannot_be_read_is_said_in_a_sentence(
    api: Api, content: bytes, says: str
) -> None:
    await api.register()
    received = await read(api, "population", content, name="datei.xlsx")
    assert received["preview"] is None
    assert says in errors_of(received)[0]
    await problem_of(await api.call("POST", f"/api/uploads/{received['id']}/confirm"), 422)
    assert (await listed(api))[0]["errors"] == 1


async def test_a_file_that_is_too_large_is_refused(api: Api) -> None:
    await api.register()
    response = await send(api, "population", bytes(LARGEST_FILE + 1))
    assert "5 MB" in (await problem_of(response, 413))["detail"]
    assert await listed(api) == []


async def test_a_file_without_an_end_is_refused_at_the_limit(api: Api) -> None:
    await api.register()
    given = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal given
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
        while given < 64 * 2**20:
            given += 2**16
            yield b"1;2\n" * 2**14

    headers = {
        "Authorization": f"Bearer {api.token}",
        "Content-Type": "multipart/form-data; boundary=x",
    }
    try:
        response = await api.client.post("/api/uploads/population", data=endless(), headers=headers)
        await problem_of(response, 413)
    except ConnectionError:
        pass
    assert await listed(api) == []


async def test_who_sends_too_slowly_is_let_go(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    await api.register()
    monkeypatch.setattr(multipart, "SECONDS", 0.2)

    async def slow() -> AsyncIterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
        await asyncio.sleep(2)
        yield b"1;2\n\r\n--x--"

    headers = {
        "Authorization": f"Bearer {api.token}",
        "Content-Type": "multipart/form-data; boundary=x",
    }
    response = await api.client.post("/api/uploads/population", data=slow(), headers=headers)
    await problem_of(response, 408)


async def test_what_is_no_form_with_a_file_is_refused(api: Api) -> None:
    await api.register()
    path = "/api/uploads/population"
    await problem_of(await api.call("POST", path, {"file": "x"}), 415)
    await problem_of(await api.call("POST", path), 415)
    headers = {"Authorization": f"Bearer {api.token}"}
    form = FormData({"other": "x"}, default_to_multipart=True)
    response = await api.client.post(path, data=form, headers=headers)
    assert pointers(await problem_of(response, 422)) == {"/file"}
    headers["Content-Type"] = "multipart/form-data; boundary=x"
    for body in (b"", b"--x", b"nonsense", b"--x\r\nContent-Disposition: form-data\r\n\r\na"):
        await problem_of(await api.client.post(path, data=body, headers=headers), 422)
    for year in ("23", "1789", "zweitausend", "٢٠٢٣", "2023.5"):
        response = await send(api, "population", TABLE, year=year)
        assert pointers(await problem_of(response, 422)) == {"/year"}
    assert await listed(api) == []


async def test_names_of_files_are_cleaned(api: Api) -> None:
    await api.register()
    for name, kept in (
        ("../../etc/passwd", "passwd"),
        ("Bevo\u0308lkerung.csv", "Bevölkerung.csv"),
        ("x" * 300 + ".csv", "x" * 116 + ".csv"),
        ("/", "Datei"),
    ):
        await read(api, "population", TABLE, name=name)
        assert (await listed(api))[0]["name"] == kept
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a%00%0Ab\xff.csv"'
    body = head + b"\r\n\r\n" + TABLE.encode() + b"\r\n--x--"
    headers = {
        "Authorization": f"Bearer {api.token}",
        "Content-Type": "multipart/form-data; boundary=x",
    }
    response = await api.client.post("/api/uploads/population", data=body, headers=headers)
    assert response.status == 201
    assert (await listed(api))[0]["name"] == "ab.csv"


# Who may, and what is left


async def test_who_only_reads_may_look_and_not_change(api: Api) -> None:
    await api.register()
    received = await read(api, "population", TABLE)
    for role in ("viewer", "adviser"):
        other = await colleague(api, role)
        await problem_of(await send(other, "population", TABLE), 403)
        path = f"/api/uploads/{received['id']}"
        await problem_of(await other.call("POST", f"{path}/confirm"), 403)
        await problem_of(await other.call("DELETE", path), 403)
        assert [one["id"] for one in await listed(other)] == [received["id"]]
    editor = await colleague(api, "editor")
    await confirm(editor, received["id"])
    assert (await listed(api))[0]["confirmed"]


async def test_the_files_of_others_do_not_exist(api: Api) -> None:
    await api.register()
    upload = (await read(api, "population", TABLE))["id"]
    other = Api(api.client)
    await other.register("Bützow")
    for method, path in (("POST", f"{upload}/confirm"), ("DELETE", upload)):
        await problem_of(await other.call(method, f"/api/uploads/{path}"), 404)
        await problem_of(await other.call(method, f"/api/uploads/{path}".upper()), 404)
    assert await listed(other) == []
    assert len(await listed(api)) == 1


async def test_addresses_that_are_none(api: Api) -> None:
    await api.register()
    for method, path in (
        ("POST", "budget"),
        ("POST", new_id()),
        ("DELETE", "population"),
        ("DELETE", new_id()),
        ("POST", f"{new_id()}/confirm"),
        ("POST", "population/confirm"),
        ("GET", "coat-of-arms/template.csv"),
        ("GET", "population/template.pdf"),
        ("GET", "budget/template.csv"),
    ):
        await problem_of(await api.call(method, f"/api/uploads/{path}"), 404)
    for path in ("uploads", "uploads/population/template.csv"):
        await problem_of(await Api(api.client).call("GET", f"/api/{path}"), 401)


async def test_files_are_listed_and_deleted(api: Api) -> None:
    session = await api.register()
    first = await take(api, "population", TABLE, name="einwohner.csv")
    second = await read(api, "coat-of-arms", png(), name="wappen.png")
    newest, oldest = await listed(api)
    assert (newest["id"], newest["confirmed"], newest["years"]) == (second["id"], False, [])
    assert oldest["years"] == [2023] and oldest["confirmed"] and oldest["errors"] == 0
    assert oldest["name"] == "einwohner.csv" and oldest["size"] == len(TABLE.encode())
    assert oldest["member"] == session["member"]["id"]
    before = await version(api)
    assert (await api.call("DELETE", f"/api/uploads/{second['id']}")).status == 204
    assert await version(api) == before, "it had changed nothing"
    assert (await api.call("DELETE", f"/api/uploads/{first['id']}")).status == 204
    assert await version(api) == before + 1
    assert await listed(api) == []
    await problem_of(await api.call("DELETE", f"/api/uploads/{first['id']}"), 404)


async def test_what_was_only_looked_at_does_not_pile_up(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    await api.register()
    monkeypatch.setattr(uploads, "MOST_UNCONFIRMED", 2)
    kept = await take(api, "population", TABLE)
    received = [(await read(api, "population", TABLE))["id"] for _ in range(4)]
    assert [one["id"] for one in await listed(api)] == [*received[:1:-1], kept["id"]]
    monkeypatch.setattr(uploads, "MOST_BYTES", 2 * len(TABLE.encode()))
    await take(api, "population", TABLE)
    await problem_of(await send(api, "population", TABLE), 409)


@pytest.mark.parametrize("error", [ChildDiedError, TookTooLongError])
async def test_a_child_that_ends_is_an_answer_and_no_hang(
    api: Api, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    await api.register()

    async def end(*_: object, **__: object) -> None:
        raise error

    with monkeypatch.context() as patched:
        patched.setattr(services_of(api).offload, "run", end)
        await problem_of(await send(api, "population", TABLE), 422)
        await problem_of(await api.call("GET", "/api/uploads/population/template.csv"), 503)
    assert (await read(api, "population", TABLE))["preview"]


async def test_while_too_many_files_arrive_no_more_are_taken_in(api: Api) -> None:
    await api.register()
    receiving = services_of(api).receiving
    for _ in range(MOST_RECEIVING):
        await receiving.acquire()
    problem = await send(api, "population", TABLE)
    await problem_of(problem, 503)
    assert problem.headers["Retry-After"]
    receiving.release()
    await read(api, "population", TABLE)


async def test_uploads_work_on_each_database(
    database_url: str, assistant: Assistant, tmp_path: Path
) -> None:
    async with running(assistant, tmp_path, DATABASE_URL=database_url) as api:
        await api.register()
        await take(api, "population", TABLE)
        await take(api, "movements", MOVED)
        await take(api, "coat-of-arms", png())
        people, movements, picture = await known(api)
        assert people[0].totals == (790, 4100) and len(movements) == 2
        assert (await arms(api)).size == (600, 700) and isinstance(picture, bytes)
        await read(api, "population", "\ud800;\x00".encode("utf-8", "surrogatepass"))
        assert len(await listed(api)) == 4
        editor = await colleague(api, "editor")
        await read(editor, "population", TABLE)
        # Who leaves the process leaves what she has brought.
        execute(services_of(api).database, "DELETE FROM members WHERE role = 'editor'")
        assert (await listed(api))[0]["member"] is None
