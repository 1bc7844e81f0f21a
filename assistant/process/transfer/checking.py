"""Whether a file of a process is sound in itself, and its values fit the questions of the guide."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from assistant.guide.answers import Problem, check_value
from assistant.guide.choices import options_of
from assistant.guide.model import Guide, Option, Question
from assistant.guide.places import find_place
from assistant.guide.state import State
from assistant.process.transfer.reading import UnusableFileError
from assistant.process.transfer.wire import is_current, unpacked
from assistant.profile.table_data import population_of

EMPTY = State(name="", type="municipality")
PNG = b"\x89PNG\r\n\x1a\n"
POINTS = ("question", "return_to")


def check_export(data: Mapping[str, Any], guide: Guide) -> list[str]:
    """What should be said of a file that can be imported: questions the guide does not know.

    Raises UnusableFileError, with the place, for a file that contradicts itself and for a value
    that does not fit its question.
    """
    _check_members(data)
    _check_distinct(data)
    _check_revisions(data["answers"])
    _check_uploads(data["uploads"])
    _check_rounds(data.get("rounds", []), data["answers"])
    _check_delegations(data.get("delegations", []))
    unknown = list(_check_values(data["answers"], guide))
    return [
        f"Die Frage {question} kennt der Leitfaden nicht mehr. Ihre Antworten sind übernommen."
        for question in unknown
    ]


def settle_positions(data: Mapping[str, Any], guide: Guide) -> None:
    """Takes members off questions that the guide does not know: nobody could ask them."""
    for position in data["positions"]:
        if not all(_is_known(guide, question) for question in _asked_about(position["pending"])):
            position["pending"] = None
        for name in POINTS:
            if position[name] is not None and not _is_known(guide, position[name]):
                position[name] = None


def _asked_about(pending: Mapping[str, Any] | None) -> list[object]:
    """The questions whose answers wait for a yes."""
    if pending is None:
        return []
    about = pending["about"]
    if pending["kind"] == "check":
        return [about]
    return list(about) if isinstance(about, dict) else []


def _is_known(guide: Guide, question: object) -> bool:
    return isinstance(question, str) and find_place(guide, question) is not None


def _check_members(data: Mapping[str, Any]) -> None:
    known = {member["id"] for member in data["members"]}
    if sum(member["role"] == "founder" for member in data["members"]) != 1:
        raise UnusableFileError(
            "/members: Genau eine Person muss das Vorhaben angelegt haben (role „founder“)."
        )
    for place, member in _named_members(data):
        if member is not None and member not in known:
            raise UnusableFileError(f"{place}: Diese Person steht nicht unter /members.")


def _named_members(data: Mapping[str, Any]) -> Iterator[tuple[str, str | None]]:
    for a, answer in enumerate(data["answers"]):
        for r, revision in enumerate(answer["revisions"]):
            yield f"/answers/{a}/revisions/{r}/member", revision["member"]
    for c, listed in enumerate(data["collections"]):
        for i, item in enumerate(listed["items"]):
            yield f"/collections/{c}/items/{i}/deleted_by", item["deleted_by"]
    for d, one in enumerate(data.get("delegations", [])):
        yield f"/delegations/{d}/recipient", one["recipient"]
    for name in ("delegations", "notes"):
        for n, one in enumerate(data.get(name, [])):
            yield f"/{name}/{n}/closed_by", one["closed_by"]
    lists = {"/positions": data["positions"], "/uploads": data["uploads"]}
    for name in ("rounds", "delegations", "notes"):
        lists[f"/{name}"] = data.get(name, [])
    for name, entries in data.get("transcript", {}).items():
        lists[f"/transcript/{name}"] = entries
    for name, entries in lists.items():
        for number, entry in enumerate(entries):
            yield f"{name}/{number}/member", entry["member"]


def _check_distinct(data: Mapping[str, Any]) -> None:
    """Raises UnusableFileError where two entries have the same name."""
    _distinct("/members", (m["id"] for m in data["members"]))
    _distinct("/answers", (a["question"] for a in data["answers"]))
    _distinct("/collections", (c["collection"] for c in data["collections"]))
    for number, listed in enumerate(data["collections"]):
        _distinct(f"/collections/{number}/items", (i["id"] for i in listed["items"]))
    _distinct("/uploads", (u["id"] for u in data["uploads"]))
    for name in ("rounds", "delegations", "notes"):
        _distinct(f"/{name}", (one["id"] for one in data.get(name, [])))
    _distinct("/positions", (p["member"] for p in data["positions"]))
    for name in ("messages", "replies"):
        entries = data.get("transcript", {}).get(name, ())
        _distinct(f"/transcript/{name}", ((e["member"], e["id"]) for e in entries))


def _distinct(place: str, names: Iterable[object]) -> None:
    seen: set[object] = set()
    for number, name in enumerate(names):
        if name in seen:
            raise UnusableFileError(f"{place}/{number}: Diesen Eintrag gibt es zweimal.")
        seen.add(name)


def _check_revisions(answers: list[dict[str, Any]]) -> None:
    """Raises UnusableFileError where revisions do not tell one history."""
    orders: dict[int, str] = {}
    for a, answer in enumerate(answers):
        last = 0
        for r, revision in enumerate(answer["revisions"]):
            place = f"/answers/{a}/revisions/{r}"
            if revision["revision"] != r + 1:
                raise UnusableFileError(f"{place}: Die Fassungen müssen von 1 an gezählt sein.")
            order, undoes = revision["order"], revision["undoes"]
            if order in orders or order <= last:
                raise UnusableFileError(f"{place}/order: Die Reihenfolge ist nicht eindeutig.")
            if (revision["status"] == "answered") != (revision["value"] is not None):
                raise UnusableFileError(
                    f"{place}/value: Einen Wert hat eine Fassung genau dann, wenn sie "
                    "beantwortet ist (status „answered“)."
                )
            if undoes is not None and orders.get(undoes) != answer["question"]:
                raise UnusableFileError(
                    f"{place}/undoes: Zurückgenommen werden kann nur eine frühere Fassung "
                    "derselben Frage."
                )
            orders[order] = answer["question"]
            last = order
        if not is_current(answer):
            raise UnusableFileError(f"/answers/{a}: Die Antwort ist nicht ihre letzte Fassung.")


def _check_tables(where: str, tables: dict[str, Any]) -> None:
    """Raises UnusableFileError for age groups that are none."""
    for table in tables.get("population", ()):
        try:
            population_of(table)
        except ValueError:
            raise UnusableFileError(f"{where}: Die Altersgruppen passen nicht zusammen.") from None


def _check_uploads(uploads: list[dict[str, Any]]) -> None:
    """Raises UnusableFileError for a file that is not the one that was uploaded, and for a picture
    that is none of ours: what is drawn into documents is always a PNG made here."""
    for u, upload in enumerate(uploads):
        if upload["content"] is not None:
            content = unpacked(upload["content"])
            stated = (upload["size"], upload["sha256"])
            if (len(content), hashlib.sha256(content).hexdigest()) != stated:
                raise UnusableFileError(
                    f"/uploads/{u}/content: Die Datei stimmt nicht mit ihrer Prüfsumme überein."
                )
        _check_tables(f"/uploads/{u}/tables", upload["tables"])
        if upload["picture"] is not None and not unpacked(upload["picture"]).startswith(PNG):
            raise UnusableFileError(f"/uploads/{u}/picture: Das Bild ist kein PNG.")


def _check_rounds(rounds: list[dict[str, Any]], answers: list[dict[str, Any]]) -> None:
    """Raises UnusableFileError where earlier rounds are not counted, or their end is unheard of."""
    known = {(a["question"], r["revision"]) for a in answers for r in a["revisions"]}
    for n, one in enumerate(rounds):
        if one["number"] != n + 1:
            raise UnusableFileError(f"/rounds/{n}: Die Runden müssen von 1 an gezählt sein.")
        for m, made in enumerate(one["content"]["made"]):
            if (made["question"], made["revision"]) not in known:
                raise UnusableFileError(
                    f"/rounds/{n}/content/made/{m}: Diese Fassung steht nicht unter /answers."
                )


def _check_delegations(delegations: list[dict[str, Any]]) -> None:
    """Raises UnusableFileError for one that hands over nothing, or two things at once."""
    for d, one in enumerate(delegations):
        if (one["question"] is None) == (one["section"] is None):
            raise UnusableFileError(
                f"/delegations/{d}: Weitergegeben ist entweder eine Frage oder ein Abschnitt."
            )


def _check_values(answers: list[dict[str, Any]], guide: Guide) -> Iterator[str]:
    """The questions that the guide does not know. Raises UnusableFileError for a misfit."""
    for a, answer in enumerate(answers):
        place = find_place(guide, answer["question"])
        if place is None:
            yield answer["question"]
            continue
        for r, revision in enumerate(answer["revisions"]):
            if revision["value"] is None:
                continue
            is_last = r == len(answer["revisions"]) - 1
            problem = _misfit(place.question, guide, revision["value"], is_last)
            if problem:
                raise UnusableFileError(f"/answers/{a}/revisions/{r}/value: {problem.text}")


def _misfit(question: Question, guide: Guide, value: Any, is_last: bool) -> Problem | None:
    """Why a value does not fit. An earlier one may be of an earlier guide: of it only the kind
    counts, so that an undoing brings nothing back that cannot be read."""
    source = question.options_from
    fixed = is_last and (source is None or source.startswith("options."))
    options = options_of(question, guide, EMPTY) if fixed else _as_options(value)
    checked = check_value(question, options, value)
    if not isinstance(checked, Problem):
        return None
    if not is_last and question.kind == "number" and isinstance(value, (int, float)):
        return None if not isinstance(value, bool) else checked
    return checked


def _as_options(value: Any) -> tuple[Option, ...]:
    """A reference stands for itself: what it names may have been deleted since."""
    given = value if isinstance(value, list) else [value]
    return tuple(Option(one, one) for one in given if isinstance(one, str))
