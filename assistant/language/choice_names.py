"""The names under which options can be found: titles, synonyms, parts, each with small typos."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from assistant.language.spelling import fold

# Similarity 0–100 from which a name counts as mistyped, and the lead it needs over the next one.
SIMILAR = 84.0
LEAD = 5.0
# Within a sentence a longer name is looked for at every place, which asks for more.
_SIMILAR_NAME = 88.0
# Shorter names are too easily turned into each other by one wrong letter.
_SHORTEST = 5
_SLIPPED = 6
_ENDINGS = ("ern", "em", "en", "er", "es", "e", "n", "s")
_WORD = re.compile(r"[^\W_]+|&")


@dataclass(frozen=True)
class Word:
    """One word of a text: folded, its stem, and its place in the text as typed."""

    text: str
    stem: str
    start: int
    end: int


@dataclass(frozen=True)
class Name:
    """A name of one or more options (their positions): its words folded, as stems, joined."""

    words: tuple[str, ...]
    stems: tuple[str, ...]
    options: frozenset[int]
    text: str


def words_of(text: str) -> list[Word]:
    """The words of a text in NFC; "&" counts as "und"."""
    found = []
    for match in _WORD.finditer(text):
        folded = "und" if match[0] == "&" else fold(match[0])
        found.append(Word(folded, stem(folded), *match.span()))
    return found


def stem(word: str) -> str:
    """A folded word without its inflection, crudely: "kindern" and "kinder" are "kind"."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            # Once more, so that "ältere" meets "älter" and "Vereine" meets "Verein".
            return stem(word.removesuffix(ending))
    return word


def names_of(titles: Sequence[str], synonyms: Sequence[Sequence[str]]) -> list[Name]:
    """All full names, the longest first. A name that is a title of some belongs to those only."""
    by_title = _collected((title, at) for at, title in enumerate(titles) for title in _forms(title))
    by_synonym = _collected(
        (name, at) for at, names in enumerate(synonyms) for name in names for name in _forms(name)
    )
    return _sorted(by_synonym | by_title)


def parts_of(titles: Sequence[str]) -> list[Name]:
    """The members of titles such as "Gesundheit und Pflege"; halves ("Orts-") are none."""
    members = []
    for at, title in enumerate(titles):
        parts = re.split(r",|/|;|&|\bund\b|\bsowie\b", re.sub(r"\(.*?\)", " ", title))
        if len(parts) > 1:
            members += [(part, at) for part in parts if not part.strip().endswith("-")]
    return _sorted(_collected(members))


def _forms(name: str) -> list[str]:
    short = re.sub(r"\(.*?\)", " ", name)
    return [name, short] if short.strip() and short != name else [name]


def _collected(named: Iterable[tuple[str, int]]) -> dict[tuple[str, ...], set[int]]:
    found: dict[tuple[str, ...], set[int]] = {}
    for name, at in named:
        words = tuple(word.text for word in words_of(unicodedata.normalize("NFC", name)))
        # Bare numbers are positions, whatever a name like "80+" says.
        if words and not all(word.isdigit() for word in words):
            found.setdefault(words, set()).add(at)
    return found


def _sorted(found: dict[tuple[str, ...], set[int]]) -> list[Name]:
    names = [
        Name(words, tuple(stem(word) for word in words), frozenset(options), " ".join(words))
        for words, options in found.items()
    ]
    return sorted(names, key=lambda name: (-len(name.words), -len(name.text), name.words))


@dataclass(frozen=True)
class NamesOfSize:
    """The names of so many words, to look up as written and by stems."""

    size: int
    by_words: Mapping[tuple[str, ...], frozenset[int]]
    by_stems: Mapping[tuple[str, ...], frozenset[int]]
    texts: Mapping[str, frozenset[int]]


def grouped(names: Sequence[Name]) -> list[NamesOfSize]:
    """The names by their number of words, the most words first."""
    groups = []
    for size in sorted({len(name.words) for name in names}, reverse=True):
        by_words: dict[tuple[str, ...], frozenset[int]] = {}
        by_stems: dict[tuple[str, ...], frozenset[int]] = {}
        for name in names:
            if len(name.words) == size:
                by_words[name.words] = name.options
                by_stems[name.stems] = by_stems.get(name.stems, frozenset()) | name.options
        texts = {" ".join(words): options for words, options in by_words.items()}
        groups.append(NamesOfSize(size, by_words, by_stems, texts))
    return groups


def exact_places(
    names: NamesOfSize, words: Sequence[Word], free: Sequence[bool]
) -> list[tuple[range, frozenset[int]]]:
    """Where names stand in free words: as written first, then inflected. Places may overlap."""
    places = [
        range(at, at + names.size)
        for at in range(len(words) - names.size + 1)
        if all(free[at : at + names.size])
    ]
    written = [(p, names.by_words.get(tuple(words[n].text for n in p))) for p in places]
    inflected = [(p, names.by_stems.get(tuple(words[n].stem for n in p))) for p in places]
    return [(place, options) for place, options in written + inflected if options]


def similar_places(
    names: NamesOfSize, words: Sequence[Word], free: Sequence[bool]
) -> list[tuple[range, frozenset[int]]]:
    """Where names of several words stand mistyped, the most similar first. Places may overlap."""
    scored = []
    for at in range(len(words) - names.size + 1 if names.size > 1 else 0):
        if not all(free[at : at + names.size]):
            continue
        window = " ".join(word.text for word in words[at : at + names.size])
        alike = process.extract(
            window, list(names.texts), scorer=fuzz.ratio, score_cutoff=_SIMILAR_NAME, limit=None
        )
        scores = [
            (score, names.texts[text]) for text, score, _ in alike if _same_numbers(window, text)
        ]
        if scores:
            top = max(score for score, _ in scores)
            close = [options for score, options in scores if score > top - LEAD]
            scored.append((top, range(at, at + names.size), frozenset().union(*close)))
    return [(place, options) for _, place, options in sorted(scored, key=lambda item: -item[0])]


@dataclass(frozen=True)
class AllNames:
    """All names, and what tells quickly that a typed word is in none of them."""

    names: tuple[Name, ...]
    texts: tuple[str, ...]
    words: tuple[str, ...]
    known: frozenset[str]
    joined: str


def all_of(names: Sequence[Name]) -> AllNames:
    """The names with their words gathered, for `best_options`."""
    words = tuple(sorted({word for name in names for word in name.words}))
    known = frozenset(word for name in names for word in (*name.words, *name.stems))
    texts = tuple(name.text for name in names)
    return AllNames(tuple(names), texts, words, known, " ".join(words))


def best_options(among: AllNames, typed: Sequence[Word]) -> frozenset[int]:
    """The options that a short text of a few words names: one, several equally good, or none.

    Tried in turn: words of a name, a mistyped name, a part of a compound, a mistyped word.
    """
    text, names = " ".join(word.text for word in typed), among.names
    if all(word.text in among.known or word.stem in among.known for word in typed):
        whole = _union(n for n in names if all(_among(word, n) for word in typed))
        if whole:
            return whole
    if len(text) < _SHORTEST:
        return frozenset()
    alike = process.extract(text, among.texts, scorer=fuzz.ratio, score_cutoff=SIMILAR, limit=None)
    similar = _leading([(s, names[at]) for t, s, at in alike if _same_numbers(text, t)])
    if similar or any(len(word.text) < _SHORTEST for word in typed):
        return similar
    if len(typed) == 1 and (slipped := _one_slip(text, among)):
        return slipped
    if all(word.text in among.joined or word.stem in among.joined for word in typed):
        within = _union(n for n in names if all(_in_compound(word, n) for word in typed))
        if within:
            return within
    if all(_is_like_any(word.text, among.words) for word in typed):
        return _leading([(min(_likest(word, n) for word in typed), n) for n in names])
    return frozenset()


def _one_slip(word: str, among: AllNames) -> frozenset[int]:
    """The options whose name or word differs in one letter, or in two that changed places.

    In six letters one is too much for a similarity in per cent: "hybird", "hibrid".
    """
    near = {
        known
        for known in among.words
        if len(known) >= _SLIPPED
        and known[0] == word[0]
        and OSA.distance(word, known, score_cutoff=1) == 1
    }
    return _union(name for name in among.names if near.intersection(name.words))


def _is_like_any(word: str, known: Sequence[str]) -> bool:
    return process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=SIMILAR) is not None


def _same_numbers(left: str, right: str) -> bool:
    # "0 bis 5 Jahre" and "0 bis 6 Jahre" look alike but are never a typing error.
    return re.findall(r"\d+", left) == re.findall(r"\d+", right)


def _union(names: Iterable[Name]) -> frozenset[int]:
    return frozenset(at for name in names for at in name.options)


def _among(word: Word, name: Name) -> bool:
    return word.text in name.words or word.stem in name.stems


def _in_compound(word: Word, name: Name) -> bool:
    # A short stem begins too many words: "Bildes" is no part of "Bildung".
    starts = (word.text, word.stem) if len(word.stem) >= 6 else (word.text,)
    return any(part.startswith(starts) or part.endswith(word.text) for part in name.words)


def _likest(word: Word, name: Name) -> float:
    return max((fuzz.ratio(word.text, part) for part in name.words if len(part) > 3), default=0.0)


def _leading(scored: Sequence[tuple[float, Name]]) -> frozenset[int]:
    """The options of the best score and of all that come close to it."""
    top = max((score for score, _ in scored), default=0.0)
    if top < SIMILAR:
        return frozenset()
    return _union(name for score, name in scored if score > max(top - LEAD, SIMILAR - 0.1))
