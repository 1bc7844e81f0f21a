"""Sets a prepared PDF with typst: the second leg of its making, in a child of its own.

A book of 130 pages takes typst 240 MB. Beside the drawing libraries, which composing needs, that
would be more than a document may take; so this module loads typst and nothing else.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

LONGEST_ERROR = 2000


class CannotSetError(RuntimeError):
    """The template or a text could not be set; the message is typst's."""


@dataclass(frozen=True)
class Setting:
    """What typst is given: a template, folders of fonts, the document as JSON.

    `boxes` is a font for signs that no other has, `plainer` the document without those signs:
    both only where there are such signs.
    """

    template: Path
    fonts: tuple[Path, ...]
    document: str
    boxes: bytes | None = None
    plainer: str | None = None


def set_pdf(setting: Setting) -> bytes:
    """The PDF. Raises CannotSetError."""
    if setting.boxes is None or setting.plainer is None:
        return _compiled(setting, setting.document, setting.fonts)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "box.ttf").write_bytes(setting.boxes)
        try:
            return _compiled(setting, setting.document, (*setting.fonts, Path(folder)))
        except CannotSetError:
            # Scripts that join letters in ways we do not know: rather a sign less than no document.
            return _compiled(setting, setting.plainer, setting.fonts)


def _compiled(setting: Setting, document: str, fonts: tuple[Path, ...]) -> bytes:
    # Whoever only composes has no need of it.
    import typst

    try:
        made: bytes = typst.compile(
            str(setting.template),
            root=str(setting.template.parent),
            font_paths=[str(folder) for folder in fonts],
            ignore_system_fonts=True,
            sys_inputs={"document": document},
            pdf_standards="ua-1",
            # A fixed time: the same document gives the same bytes.
            timestamp=0,
        )
    except typst.TypstError as error:
        raise CannotSetError(str(error)[-LONGEST_ERROR:]) from None
    return made
