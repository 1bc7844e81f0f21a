"""Which methods fit a wish best, why, and a mixed choice of three to five of them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.toolkit.model import Catalogue, Method
from assistant.toolkit.scoring import WEIGHTS, Match, contradictions, match, score
from assistant.toolkit.search import Search
from assistant.toolkit.wish import LOW_TO_HIGH, Wish

# A method of a format that already stands twice above loses this much, so that five workshops
# do not stand on top; less than the lightest wish brings (1 of 24.5), so that wishes decide.
VARIETY = 0.015
ALIKE_ABOVE = 2
# Words that no method is nearer to than this say nothing about methods.
FOUND_FROM = 0.4
VARIED = 10
PICKED = 5
REASONS = 3
CAUTIONS = 2


@dataclass(frozen=True)
class Suggestion:
    """A method with its score (0 to 1) and what speaks for and against it, as sentences."""

    method: Method
    score: float
    because: tuple[str, ...]
    caution: tuple[str, ...]


class Toolkit:
    """A catalogue that can be asked."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._search = Search(catalogue)

    def rank(self, wish: Wish) -> list[Suggestion]:
        """All methods that the wish does not rule out, best first.

        When everything is ruled out, all of them, with what contradicts as their caution.
        """
        near = self._near(wish)
        possible: list[Suggestion] = []
        impossible: list[Suggestion] = []
        for method in self.catalogue.methods:
            against = [found.caution for found in contradictions(method, wish)]
            scored = self._scored(method, wish, near, against)
            (impossible if against else possible).append(scored)
        if near:
            # Who searches for words wants what has to do with them and nothing else.
            possible = [s for s in possible if s.method.id in near] or possible
        return _varied(sorted(possible or impossible, key=_order(wish)))

    def pick(
        self, wish: Wish, count: int = PICKED, without: Collection[str] = ()
    ) -> list[Suggestion]:
        """The best few: at most two of one format, and one that is easy to do."""
        ranked = [s for s in self.rank(wish) if s.method.id not in without]
        chosen: list[Suggestion] = []
        for suggestion in ranked:
            alike = sum(s.method.format == suggestion.method.format for s in chosen)
            if alike < ALIKE_ABOVE:
                chosen.append(suggestion)
            if len(chosen) == count:
                break
        if not any(s.method.is_easy for s in chosen):
            easy = self._easy_one(wish, chosen, without)
            chosen = [*chosen[: count - 1], *easy]
        return chosen

    def _easy_one(
        self, wish: Wish, chosen: Sequence[Suggestion], without: Collection[str]
    ) -> list[Suggestion]:
        """The best easy method, one near to the themes of the best suggestion first."""
        about = set(chosen[0].method.themes) if chosen else set()
        easy = [
            s
            for s in self.rank(replace(wish, search=""))
            if s.method.is_easy and s.method.id not in without
        ]
        easy.sort(key=lambda s: (not about & set(s.method.themes), -s.score))
        return easy[:1]

    def finds(self, wish: Wish) -> bool:
        """Whether any method has to do with the words searched for."""
        return bool(self._near(wish))

    def explain(self, method: Method, wish: Wish) -> Suggestion:
        """One method with what speaks for and against it."""
        near = self._near(wish)
        return self._scored(method, wish, near, [c.caution for c in contradictions(method, wish)])

    def _near(self, wish: Wish) -> Mapping[str, float]:
        """How near the methods are to the words searched for; nothing when all are far away."""
        near = self._search.nearness(wish.search) if wish.search else {}
        return near if max(near.values(), default=0.0) >= FOUND_FROM else {}

    def _scored(
        self, method: Method, wish: Wish, near: Mapping[str, float], against: Sequence[str]
    ) -> Suggestion:
        matches = match(method, wish, self.catalogue)
        if near:
            because = "Sie passt zu dem, wonach Sie suchen." if method.id in near else None
            matches["search"] = Match(near.get(method.id, 0.0), because)
        weighty = sorted(matches.items(), key=lambda item: -WEIGHTS[item[0]])
        reasons = [m.because for _, m in weighty if m.because]
        cautions = [*against, *(m.caution for _, m in weighty if m.caution and not against)]
        return Suggestion(
            method=method,
            score=score(matches),
            because=tuple(reasons[:REASONS]) or (method.strengths[0],),
            caution=(*cautions[:CAUTIONS], method.limits[0]),
        )


def _order(wish: Wish) -> Callable[[Suggestion], tuple[float, float, int, int, str]]:
    """Best score first; then what is closer to the themes, easier, and the id."""

    def key(suggestion: Suggestion) -> tuple[float, float, int, int, str]:
        method = suggestion.method
        own = sum(theme in wish.themes for theme in method.themes) / len(method.themes)
        effort = LOW_TO_HIGH["preparation"].index(method.preparation)
        return -suggestion.score, -own, effort, LOW_TO_HIGH["cost"].index(method.cost), method.id

    return key


def _varied(ranked: list[Suggestion]) -> list[Suggestion]:
    """The same with the first places mixed: formats that stand above already lose a little."""
    waiting: dict[str, deque[Suggestion]] = {}
    for suggestion in ranked:
        waiting.setdefault(suggestion.method.format, deque()).append(suggestion)
    places = {suggestion.method.id: place for place, suggestion in enumerate(ranked)}
    above: dict[str, int] = {}
    first: list[Suggestion] = []

    def lowered(suggestion: Suggestion) -> float:
        alike = above.get(suggestion.method.format, 0) >= ALIKE_ABOVE
        return max(0.0, suggestion.score - (VARIETY if alike else 0.0))

    while len(first) < min(VARIED, len(ranked)):
        heads = [queue[0] for queue in waiting.values() if queue]
        best = max(heads, key=lambda s: (lowered(s), -places[s.method.id]))
        first.append(_with_score(best, lowered(best)))
        waiting[best.method.format].popleft()
        above[best.method.format] = above.get(best.method.format, 0) + 1
    taken = {suggestion.method.id for suggestion in first}
    last = first[-1].score if first else 0.0
    rest = [s for s in ranked if s.method.id not in taken]
    return [*first, *(_with_score(s, min(s.score, last)) for s in rest)]


def _with_score(suggestion: Suggestion, value: float) -> Suggestion:
    return Suggestion(suggestion.method, round(value, 4), suggestion.because, suggestion.caution)
