"""What speaks for each class of message, as numbers, and their weighing.

The rules of `judge.py` decide what is plain. What they leave is weighed: a logistic regression
over a few readable features, with weights of its own for each situation (`content/weights.yml`,
fitted by `scripts/fit_judgement.py` on `scripts/judgement`, never on the tests).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from assistant.understanding import signals
from assistant.understanding.case import Case
from assistant.understanding.knowledge import load_knowledge

WEIGHTS = Path(__file__).parent / "content" / "weights.yml"
# Shares below this are noise of the classifier.
LEAST_SHARE = 0.002
LONG_WORDS = 12
# From this share of questions on, or when a text begins or ends like one, it is looked up whether
# the knowledge has something on it; else that costs more than it tells.
LOOKED_UP_FROM = 0.05
CLASSES = ("answer", "command", "question", "smalltalk", "correction", "nonsense")


@dataclass(frozen=True)
class Weights:
    """Weights of one situation: for each class the features' weights and a constant."""

    features: tuple[str, ...]
    constants: Mapping[str, float]
    weights: Mapping[str, Sequence[float]]

    def shares(self, features: Mapping[str, float]) -> dict[str, float]:
        """How likely each class is, 0 to 1, together 1."""
        values = [features[name] for name in self.features]
        sums = {
            kind: self.constants[kind]
            + sum(weight * value for weight, value in zip(self.weights[kind], values, strict=True))
            for kind in self.weights
        }
        most = max(sums.values())
        powers = {kind: math.exp(value - most) for kind, value in sums.items()}
        total = sum(powers.values())
        return {kind: power / total for kind, power in powers.items()}

    def telling(self, features: Mapping[str, float], kind: str, most: int = 3) -> list[str]:
        """The features that speak most for a class against an answer, the strongest first."""
        against = self.weights.get("answer", [0.0] * len(self.features))
        spoken = {
            name: (weight - other) * features[name]
            for name, weight, other in zip(self.features, self.weights[kind], against, strict=True)
        }
        return sorted((name for name in spoken if spoken[name] > 0), key=lambda n: -spoken[n])[
            :most
        ]


def features_of(case: Case) -> dict[str, float]:
    """Everything that is weighed, by name; shares as log odds, signs as 0 or 1."""
    text, words = case.text, max(case.words, 1)
    begins, ends = signals.begins_like_question(text), signals.ends_asking(text)
    shares = {name: case.share(name) for name in CLASSES}
    strange = {name: len(case.strange(name)) for name in ("command", "question", "smalltalk")}
    asks = begins or ends or shares["question"] >= LOOKED_UP_FROM
    known = load_knowledge().find(text).score if asks else 0.0
    kind = case.question.kind if case.question else ""
    return {
        **{f"share_{name}": logit(share) for name, share in shares.items()},
        "best_command": logit(case.best_command[1]),
        **{f"strange_{name}": min(count, 4) / 2 for name, count in strange.items()},
        **{f"strange_share_{name}": count / words for name, count in strange.items()},
        "begins_asking": float(begins),
        "ends_asking": float(ends),
        "begins_and_ends_asking": float(begins and ends),
        "known": known,
        "known_and_asking": known * (begins or ends),
        "tells": float(signals.tells(text)),
        "orders": float(signals.orders(text)),
        "names_thing": float(case.names_thing),
        "keyword": float(signals.keyword(text) is not None),
        "strong_correction": float(signals.corrects(text, "strong")),
        "weak_correction": float(signals.corrects(text, "weak")),
        "mash": float(signals.is_mash(text)),
        "length": math.log(words),
        "long": float(words > LONG_WORDS),
        "asks_yes_no": float(kind in ("yes_no", "review")),
        "asks_list": float(kind == "list"),
        "asks_choice": float(kind in ("single", "multiple")),
        "asks_date": float(kind == "date"),
    }


@lru_cache(maxsize=1)
def load_weights() -> Mapping[str, Weights]:
    """The weights by situation."""
    data = yaml.load(WEIGHTS.read_text("utf-8"), Loader=yaml.CSafeLoader)
    return {
        name: Weights(
            tuple(data["features"]),
            entry["constants"],
            {k: tuple(w) for k, w in entry["weights"].items()},
        )
        for name, entry in data["situations"].items()
    }


def logit(share: float) -> float:
    """A share as log odds, bounded so that one sure classifier does not outvote everything."""
    bounded = min(max(share, LEAST_SHARE), 1 - LEAST_SHARE)
    return math.log(bounded / (1 - bounded))
