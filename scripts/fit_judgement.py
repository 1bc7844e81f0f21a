"""Fits the weights of the judgement on `scripts/judgement` with the trained model.

`python scripts/fit_judgement.py` writes assistant/understanding/content/weights.yml. Run it after
the training data or the features have changed; the tests' messages are never read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from sklearn.linear_model import LogisticRegression

from assistant.cli.evaluate import labelled_rows, open_question_of
from assistant.engine.agent import Assistant
from assistant.engine.nlu import learn_vocabulary
from assistant.settings import read_settings
from assistant.understanding.case import Case
from assistant.understanding.judge import RULES
from assistant.understanding.weighing import WEIGHTS, features_of

DATA = Path("scripts/judgement")
LEAST_EXAMPLES = 3
# How freely weights may grow; found by comparing 0.05, 0.3, 1 and 3 on the development messages.
FREEDOM = 1.0
HEAD = """\
# What speaks for each class of message, by situation: fitted, not written by hand.
# `make fit` (scripts/fit_judgement.py) makes this file anew from scripts/judgement.
"""


def main() -> None:
    """Fits and writes the weights."""
    cases = list(_cases())
    features = list(features_of(cases[0][0]))
    situations = {
        name: _fit([c for c in cases if c[0].situation == name], features)
        for name in ("free", "readable", "unreadable")
    }
    data = {"features": features, "situations": situations}
    text = yaml.safe_dump(data, sort_keys=False, default_flow_style=None, width=110)
    WEIGHTS.write_text(HEAD + text, "utf-8")


def _cases() -> list[tuple[Case, str]]:
    """The messages that no plain rule decides, with their classes."""
    assistant = Assistant(read_settings().model_dir)
    vocabulary = learn_vocabulary(_examples())
    cases = []
    for row in labelled_rows(DATA):
        question = open_question_of(row)
        case = Case(row["text"], assistant.ranking(row["text"]), question, vocabulary)
        if not any(rule(case) for rule in RULES):
            cases.append((case, row["expect"]))
    return cases


def _examples() -> Iterator[tuple[str, str]]:
    """The training examples with their intents."""
    for path in sorted(Path("data/nlu").glob("*.yml")):
        for block in yaml.safe_load(path.read_text("utf-8"))["nlu"]:
            for line in block["examples"].splitlines():
                yield line.removeprefix("- "), block["intent"]


def _fit(cases: list[tuple[Case, str]], features: list[str]) -> dict[str, Any]:
    counts = Counter(kind for _, kind in cases)
    used = [(case, kind) for case, kind in cases if counts[kind] >= LEAST_EXAMPLES]
    values = np.array([[features_of(case)[name] for name in features] for case, _ in used])
    model = LogisticRegression(C=FREEDOM, max_iter=5000).fit(values, [kind for _, kind in used])
    weights, constants = model.coef_, model.intercept_
    if len(model.classes_) == 2:
        # Of two classes scikit-learn keeps one row; the other one's is nought.
        weights = np.vstack([np.zeros_like(weights), weights])
        constants = np.concatenate([[0.0], constants])
    kinds = [str(kind) for kind in model.classes_]
    return {
        "constants": {k: round(float(c), 3) for k, c in zip(kinds, constants, strict=True)},
        "weights": {
            k: [round(float(w), 3) for w in row] for k, row in zip(kinds, weights, strict=True)
        },
    }


if __name__ == "__main__":
    main()
