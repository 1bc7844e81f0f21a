"""Which options an answer names: by title, part, synonym, number or age, with typos; or none.

What fits two options equally well is handed back as ambiguous, never decided here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache

from assistant.language.ages import AgeRange, age_ranges, covered
from assistant.language.choice_names import (
    AllNames,
    NamesOfSize,
    Word,
    all_of,
    best_options,
    exact_places,
    grouped,
    names_of,
    parts_of,
    similar_places,
    words_of,
)
from assistant.language.choice_positions import positions, whole_position
from assistant.language.choice_verbs import torn_apart
from assistant.language.choice_words import (
    FUNCTION_WORDS,
    GENERIC_WORDS,
    is_none,
    is_reason,
    is_refused,
    means_all,
    segments,
    split_exception,
)
from assistant.language.frequencies import alike, per_year
from assistant.language.spelling import fold

# More words than this are a sentence, in which only exact names count.
_SENTENCE = 4
# Typing errors are looked for in so many words; a longer text is prose.
_LONGEST_SEARCHED = 60
_LONGEST_READ = 5_000
_LONGEST_REWORDED = 300


@dataclass(frozen=True)
class Choice:
    """One option: its stored value, the title shown, and other words for it."""

    value: str
    title: str
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chosen:
    """What an answer names.

    `values` stand in the order of the options, each once. `unmatched` are parts of the text, as
    typed, that name no option. Each of `ambiguous` holds the values that one part could mean.
    """

    values: tuple[str, ...]
    unmatched: tuple[str, ...]
    ambiguous: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class _Index:
    names: tuple[NamesOfSize, ...]
    parts: tuple[NamesOfSize, ...]
    all_names: AllNames
    ages: tuple[tuple[int, AgeRange], ...]


@dataclass
class _Reading:
    """The work on one text: its words, which are still free, and what was found so far."""

    text: str
    words: list[Word]
    free: list[bool]
    named: set[int] = field(default_factory=set)
    refused: set[int] = field(default_factory=set)
    unclear: list[frozenset[int]] = field(default_factory=list)
    unmatched: list[str] = field(default_factory=list)

    def note(self, options: Iterable[int], start: int) -> None:
        """One option is named (or refused, after "nicht"), several are unclear."""
        found = frozenset(options)
        if len(found) > 1:
            self.unclear.append(found)
        elif is_refused(self.text[:start]):
            self.refused |= found
        else:
            self.named |= found

    def take(self, place: range) -> int:
        """Uses up words; returns where they start in the text."""
        for at in place:
            self.free[at] = False
        return self.words[place.start].start


def parse_choices(text: str, choices: Sequence[Choice]) -> Chosen:
    """The options that a German answer names; see `Chosen`. "keine" leaves all three empty."""
    text = unicodedata.normalize("NFC", text).strip()
    options = tuple(choices)
    if not options or len(text) > _LONGEST_READ:
        return Chosen((), (text,) if text else (), ())
    folded = fold(text).strip(" .!")
    titled = [at for at, c in enumerate(options) if folded == fold(c.title) or text == c.value]
    # "keine" is none of them, unless an option goes by that very name.
    titled = titled or [at for at, c in enumerate(options) if folded in map(fold, c.synonyms)]
    if len(titled) == 1 and not folded.isdigit():
        return Chosen((options[titled[0]].value,), (), ())
    if is_none(folded):
        return Chosen((), (), ())
    if (place := whole_position(folded, len(options))) is not None:
        return Chosen((options[place].value,), (), ())
    if (often := _as_often(text, options)) is not None:
        return Chosen(often, () if often else (text,), ())
    exception = split_exception(text)
    if exception is not None:
        return _all_but(exception, options)
    reading = _read(text, _index(options), len(options))
    if not reading.named and not reading.unclear and means_all(folded, len(options)):
        return Chosen(tuple(option.value for option in options), (), ())
    if not reading.named and not reading.refused:
        torn = torn_apart(text[:_LONGEST_REWORDED], _named(options))
        if len(torn) == 1:
            return Chosen(tuple(options[at].value for at in torn), (), ())
    return _chosen(reading, options)


def _as_often(text: str, options: tuple[Choice, ...]) -> tuple[str, ...] | None:
    """The options that mean as often as the text, such as "2x im Jahr"; None when none is asked.

    Letters would only mislead here: "dreimal im Jahr" looks like "zweimal im Jahr".
    """
    rates = _rates(options)
    if len({at for at, _ in rates}) < 2 or is_refused(text):
        return None
    wanted = per_year(text[:_LONGEST_REWORDED])
    if wanted is None:
        return None
    found = {at for at, rate in rates if alike(rate, wanted)}
    return tuple(options[at].value for at in sorted(found))


@lru_cache(maxsize=128)
def _rates(options: tuple[Choice, ...]) -> tuple[tuple[int, Fraction], ...]:
    rated = ((at, per_year(name)) for name, at in _named(options))
    return tuple((at, rate) for at, rate in rated if rate is not None)


@lru_cache(maxsize=128)
def _named(options: tuple[Choice, ...]) -> tuple[tuple[str, int], ...]:
    return tuple((n, at) for at, o in enumerate(options) for n in (o.title, *o.synonyms))


def _all_but(exception: str, options: tuple[Choice, ...]) -> Chosen:
    left_out = parse_choices(exception, options)
    if left_out.unmatched or left_out.ambiguous or not left_out.values:
        # All but something unknown: to take all would include what was not wanted.
        unmatched = left_out.unmatched or (() if left_out.ambiguous else (exception,))
        return Chosen((), unmatched, left_out.ambiguous)
    kept = tuple(option.value for option in options if option.value not in left_out.values)
    return Chosen(kept, (), ())


def _chosen(reading: _Reading, options: tuple[Choice, ...]) -> Chosen:
    named = reading.named - reading.refused
    unclear = dict.fromkeys(tuple(sorted(group)) for group in reading.unclear)
    unmatched = reading.unmatched
    if reading.refused and not named and not unclear and not unmatched:
        # Only "nicht Wohnen": what is wanted instead was not said.
        unmatched = [reading.text]
    return Chosen(
        tuple(options[at].value for at in sorted(named)),
        tuple(dict.fromkeys(unmatched)),
        tuple(tuple(options[at].value for at in group) for group in unclear),
    )


@lru_cache(maxsize=128)
def _index(options: tuple[Choice, ...]) -> _Index:
    titles = [option.title for option in options]
    ages = []
    for at, option in enumerate(options):
        ranges = age_ranges(option.title) or age_ranges(option.value)
        if len(ranges) == 1:
            ages.append((at, ranges[0]))
    synonyms = [option.synonyms for option in options]
    # "80 Jahre und älter" is one thing, of which "älter" is no member.
    aged = {at for at, _ in ages}
    members = ["" if at in aged else title for at, title in enumerate(titles)]
    names, parts = names_of(titles, synonyms), parts_of(members)
    return _Index(tuple(grouped(names)), tuple(grouped(parts)), all_of(names + parts), tuple(ages))


def _read(text: str, index: _Index, count: int) -> _Reading:
    words = words_of(text)
    reading = _Reading(text, words, [True] * len(words))
    # The longest names first: a mistyped "Gesundheit und Plege" comes before "Gesundheit".
    for names in index.names:
        _note_free(reading, exact_places(names, words, reading.free))
        if len(words) <= _LONGEST_SEARCHED:
            _note_free(reading, similar_places(names, words, reading.free))
    if index.ages:
        _find_ages(reading, index.ages, count)
    for names in index.parts:
        _note_free(reading, exact_places(names, words, reading.free))
    for start, end in segments(text):
        _read_segment(reading, start, end, index, count)
    return reading


def _note_free(reading: _Reading, places: Sequence[tuple[range, frozenset[int]]]) -> None:
    for place, options in places:
        if all(reading.free[at] for at in place):
            reading.note(options, reading.take(place))


def _find_ages(reading: _Reading, ages: Sequence[tuple[int, AgeRange]], count: int) -> None:
    for wanted in age_ranges(reading.text):
        place = [at for at, w in enumerate(reading.words) if wanted.start <= w.start < wanted.end]
        if not place or not all(reading.free[at] for at in place):
            continue
        found, sure = covered(wanted, [one for _, one in ages])
        if not found:
            continue
        options = {ages[at][0] for at in found}
        typed = fold(reading.text[wanted.start : wanted.end])
        numbered = (
            positions(typed, count) if re.fullmatch(r"\d+\s?(?:-|bis)\s?\d+", typed) else None
        )
        same = any(wanted.same(one) for _, one in ages)
        reading.take(range(place[0], place[-1] + 1))
        if numbered and not same and set(numbered) != options:
            # "1-3" may be three numbers of the list or an age.
            reading.unclear.append(frozenset(options | set(numbered)))
        elif sure:
            for option in options:
                reading.note({option}, wanted.start)
        elif len(options) > 1:
            reading.unclear.append(frozenset(options))
        else:
            # "3 bis 10" is only partly within the one option it touches.
            reading.unmatched.append(reading.text[wanted.start : wanted.end].strip())


def _read_segment(reading: _Reading, start: int, end: int, index: _Index, count: int) -> None:
    """One part of the answer in which no name was found yet: a number, a typo, or unknown."""
    inside = [at for at, word in enumerate(reading.words) if start <= word.start < end]
    if not inside or not all(reading.free[at] for at in inside):
        return
    typed = reading.text[start:end].strip(" \t.!?:•*·-–")
    numbered = positions(fold(typed), count)
    if numbered == []:
        numbered = _of_age(reading.words[inside[-1]].text, index)
    if numbered is not None:
        if not numbered:
            reading.unmatched.append(typed)
        for option in numbered:
            reading.note({option}, start)
        return
    content = [reading.words[at] for at in inside if reading.words[at].text not in FUNCTION_WORDS]
    if not content:
        return
    core = [word for word in content if word.text not in GENERIC_WORDS] or content
    found = best_options(index.all_names, core) if len(core) <= _SENTENCE else frozenset()
    if found:
        reading.note(found, core[0].start)
    elif not (is_reason(fold(typed)) and (reading.named or reading.unclear)):
        reading.unmatched.append(typed)


def _of_age(typed: str, index: _Index) -> list[int]:
    """The option that holds an age which is no number of the list, such as "80"."""
    if not typed.isdigit() or len(typed) > 3:
        return []
    return [at for at, one in index.ages if one.low <= int(typed) <= one.high]
