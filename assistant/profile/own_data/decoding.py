"""Bytes of a text file as text, whatever program has written them."""

from __future__ import annotations

import codecs
import re

from assistant.profile.own_data.result import OwnDataError

_KINDS = (
    (b"%PDF", "Die Datei ist ein PDF."),
    (b"\x89PNG", "Die Datei ist ein Bild."),
    (b"\xff\xd8\xff", "Die Datei ist ein Bild."),
    (b"GIF8", "Die Datei ist ein Bild."),
    (b"{\\rtf", "Die Datei ist ein Textdokument (RTF)."),
)
_ADVICE = "Bitte speichern Sie die Tabelle als CSV oder als Excel-Datei (.xlsx)."
# In the old code page of DOS, letters of a word are what cp1252 uses as quotes and the like.
_DOS = re.compile(rb"[A-Za-z][\x81\x84\x94\xe1][a-z]|\x9a\w")
_UMLAUTS = re.compile(rb"[\xe4\xf6\xfc\xc4\xd6\xdc\xdf]")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1b\x7f\x80\x81\x8d\x8f\x90\x9d]")
_TWICE = re.compile("Ã[¤¶¼Ÿ„–œ]")


def decode(data: bytes) -> str:
    """The text. Raises OwnDataError when the bytes are no text."""
    for kind, what in _KINDS:
        if data.startswith(kind):
            raise OwnDataError(f"{what} {_ADVICE}")
    text = _decoded(data)
    beginning = text[:2000].lstrip().lower()
    if beginning.startswith(("<!doctype", "<html", "<?xml", "<table")):
        raise OwnDataError(f"Die Datei ist eine Webseite und keine Tabelle. {_ADVICE}")
    if _CONTROLS.search(text):
        raise OwnDataError(
            "Die Datei ist keine Tabelle, oder ihre Zeichenkodierung ist unbekannt. Bitte "
            "speichern Sie sie als „CSV UTF-8“ oder als Excel-Datei (.xlsx)."
        )
    return text


def _decoded(data: bytes) -> str:
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise OwnDataError(
                    "Die Zeichenkodierung der Datei ist beschädigt. Bitte speichern Sie sie neu "
                    "als „CSV UTF-8“."
                ) from error
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        dos = _DOS.search(data) and not _UMLAUTS.search(data.replace(b"\xe1", b""))
        # Bytes that cp1252 leaves undefined stay control characters, and are refused as such.
        return data.decode("cp850") if dos else _windows(data)
    return _once(text) if _TWICE.search(text) else text


def _windows(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _once(text: str) -> str:
    """Text that was taken for cp1252 once too often: "MÃ¤nner"."""
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text
