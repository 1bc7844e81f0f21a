"""What was taken over, said in German."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from assistant.profile.table_data import QUANTITIES

WORDS = dict(zip(QUANTITIES, ("Geburten", "Sterbefälle", "Zuzüge", "Fortzüge"), strict=True))


def taken_over(name: str, tables: Mapping[str, Any], replaced: Sequence[int] = ()) -> str:
    """What, for which years, from which file; and for which years there were numbers before."""
    if tables.get("population"):
        what = "die Bevölkerung nach Alter " + _for_years(_years(tables["population"]))
    elif tables.get("movements"):
        what = f"{_quantities(tables['movements'])} {_for_years(_years(tables['movements']))}"
    else:
        return f"Übernommen ist das Wappen aus „{name}“."
    text = f"Übernommen: {what} aus „{name}“."
    if not replaced:
        return text
    return f"{text} Diese Zahlen gelten {_for_years(replaced)} jetzt anstelle der früheren."


def _years(tables: Iterable[Mapping[str, Any]]) -> list[int]:
    return sorted({table["year"] for table in tables})


def _for_years(years: Sequence[int]) -> str:
    return "für " + listed(spans(years))


def _quantities(tables: Sequence[Mapping[str, Any]]) -> str:
    known = [
        word
        for key, word in WORDS.items()
        if any(t[key] is not None or t[f"{key}_by_age"] for t in tables)
    ]
    return listed(known)


def spans(years: Sequence[int]) -> list[str]:
    """Ascending years, three or more in a row as "2021 bis 2023"."""
    found: list[list[int]] = []
    for year in years:
        if found and found[-1][-1] == year - 1:
            found[-1].append(year)
        else:
            found.append([year])
    words: list[str] = []
    for run in found:
        words += [f"{run[0]} bis {run[-1]}"] if len(run) > 2 else [str(year) for year in run]
    return words


def listed(words: Sequence[str]) -> str:
    """ "a, b und c"."""
    return " und ".join(filter(None, (", ".join(words[:-1]), words[-1] if words else "")))
