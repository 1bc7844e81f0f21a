"""The coat of arms: a picture or a drawing, made safe; what acts or fetches is refused."""

from __future__ import annotations

import base64

import pytest

from tests.conftest import Api
from tests.helpers import problem_of
from tests.web.sending import TABLE, arms, confirm, errors_of, known, png, read, send, take

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
DRAWING = SVG + 'viewBox="0 0 100 120"><path d="M0 0h100v80l-50 40-50-40z" fill="#c00"/></svg>'


async def test_a_picture_is_taken_over_without_what_else_is_in_the_file(api: Api) -> None:
    await api.register()
    content = png((1600, 2000), text="Geheimnotiz")
    received = await read(api, "coat-of-arms", content, name="wappen.png")
    assert received["preview"]["rows"] == [["PNG", "1600", "2000"]]
    done = await confirm(api, received["id"])
    assert done["text"] == "Übernommen ist das Wappen aus „wappen.png“."
    picture = await arms(api)
    assert (picture.format, picture.size, picture.info) == ("PNG", (640, 800), {})


async def test_a_drawing_becomes_a_picture_and_the_newest_counts(api: Api) -> None:
    await api.register()
    await take(api, "coat-of-arms", png())
    await take(api, "coat-of-arms", DRAWING, name="wappen.svg")
    picture = await arms(api)
    assert picture.size == (667, 800)
    assert picture.getpixel((300, 300)) == (204, 0, 0, 255)
    assert picture.getpixel((0, 799)) == (0, 0, 0, 0), "nothing behind it"


async def test_a_small_picture_is_taken_with_a_hint(api: Api) -> None:
    await api.register()
    received = await read(api, "coat-of-arms", png((60, 80)))
    assert errors_of(received) == [] and "unscharf" in received["problems"][0]["text"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "kein Bild"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"GIF89a", "GIF"),
        (TABLE.encode(), "kein Bild"),
        (b"<html/>", "keine SVG-Zeichnung"),
        (b"<svg", "keine lesbare SVG-Zeichnung"),
        (png()[:400], "beschädigt"),
        (png((6000, 6000)), "zu groß"),
        (png((900, 100)), "viel zu schmal"),
        (SVG.encode() + b'viewBox="0 0 9 9"/>', "durchsichtig"),
    ],
    ids=["empty", "jpeg", "gif", "table", "html", "cut", "broken", "huge", "narrow", "blank"],
)
async def test_what_is_no_picture(api: Api, content: bytes, says: str) -> None:
    await api.register()
    received = await read(api, "coat-of-arms", content)
    assert received["preview"] is None
    assert says in errors_of(received)[0]
    await problem_of(await api.call("POST", f"/api/uploads/{received['id']}/confirm"), 422)
    assert (await known(api))[2] is None


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<path d="M0 0" onload="alert(1)"/>',
        "<foreignObject><div/></foreignObject>",
        '<image href="https://example.org/a.png"/>',
        '<image xlink:href="/etc/passwd"/>',
        '<image href="data:image/svg+xml;base64,PHN2Zy8+"/>',
        '<image href="data:text/html,x"/>',
        '<use xlink:href="other.svg#a"/>',
        '<use href="data:image/png;base64,AA=="/>',
        '<style>@import "https://example.org/a.css";</style>',
        "<style>path { fill: url(https://example.org/a.svg#b) }</style>",
        '<path d="M0 0" style="fill: url( //example.org/a)"/>',
        '<path d="M0 0" fill="url(\'https://example.org/a\')"/>',
        '<path d="M0 0" style="fill: u\\72l(x)"/>',
        '<a href="javascript:alert(1)"><path d="M0 0"/></a>',
        '<g xml:base="https://example.org/"/>',
    ],
)
async def test_a_drawing_that_acts_or_fetches_is_refused(api: Api, inside: str) -> None:
    await api.register()
    received = await read(api, "coat-of-arms", f'{SVG} viewBox="0 0 9 9">{inside}</svg>')
    (text,) = errors_of(received)
    assert "wird deshalb nicht angenommen" in text


async def test_entities_in_a_drawing_are_refused_and_not_expanded(api: Api) -> None:
    await api.register()
    entities = '<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {new} "{f"&{old};" * 10}">'
        for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    for inside in ("<text>&i;</text>", '<path d="&i;"/>', "<path/>"):
        received = await read(
            api, "coat-of-arms", f"<!DOCTYPE svg [{entities}]>{SVG}>{inside}</svg>"
        )
        assert errors_of(received)
    file = f'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>{SVG}><text>&a;</text></svg>'
    assert errors_of(await read(api, "coat-of-arms", file))


async def test_notes_of_drawing_programs_and_embedded_pictures_do_no_harm(api: Api) -> None:
    await api.register()
    picture = base64.b64encode(png((20, 20))).decode()
    drawing = (
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?><!-- Inkscape -->'
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
        '"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
        f'{SVG} xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" width="100mm" '
        'height="120mm"><metadata><x href="http://example.org"/></metadata>'
        '<inkscape:view inkscape:path="C:\\Bilder"/>'
        '<defs><linearGradient id="a"><stop stop-color="#00f"/></linearGradient></defs>'
        f'<image width="50" height="50" xlink:href="data:image/png;base64,{picture}"/>'
        '<rect x="60" width="200" height="400" style="fill:url(#a)"/></svg>'
    ).replace("<x href", "<x data-href")
    await take(api, "coat-of-arms", drawing, name="inkscape.svg")
    assert (await arms(api)).size == (667, 800)


async def test_a_drawing_that_never_ends_is_given_up(api: Api) -> None:
    await api.register()
    doubled = "".join(
        f'<g id="g{n}">' + f'<use href="#g{n - 1}"/>' * 8 + "</g>" for n in range(1, 12)
    )
    bomb = f'{SVG} viewBox="0 0 9 9"><g id="g0"><path d="M0 0h9v9z"/></g>{doubled}</svg>'
    response = await send(api, "coat-of-arms", bomb)
    if response.status == 201:
        assert errors_of(await response.json())
    else:
        await problem_of(response, 422)
    assert (await read(api, "population", TABLE))["preview"], "the next call gets its answer"
