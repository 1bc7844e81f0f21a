"""Which intent a text has by its words and pieces of words: counts and a logistic regression.

The same features as Rasa's two CountVectorsFeaturizers with its LogisticRegressionClassifier, in
one step: those spend three quarters of the training on fingerprints and copies of messages, and
load their model through seconds of type checks (docs/understanding.md has the figures).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

SEED = 42


@dataclass(frozen=True)
class Recipe:
    """How texts become numbers, and how freely weights may grow.

    `words` and `characters` are the longest runs counted (characters from 2 on); what occurs in
    fewer than `least` texts is left out.
    """

    words: int = 2
    characters: int = 4
    least: int = 3
    freedom: float = 1.0
    rounds: int = 45


class Classifier:
    """A trained classifier: two vocabularies and a weight for each of their entries and intents."""

    def __init__(
        self,
        recipe: Recipe,
        vocabularies: Sequence[Mapping[str, int]],
        intents: Sequence[str],
        weights: np.ndarray[Any, Any],
        constants: np.ndarray[Any, Any],
    ) -> None:
        self._recipe = recipe
        self._vectorizers = _vectorizers(recipe, vocabularies)
        self.vocabularies = [dict(vocabulary) for vocabulary in vocabularies]
        self.intents = list(intents)
        self.weights = weights
        self.constants = constants
        # A message has few of the features: rows of features are what is read.
        self._by_feature = np.ascontiguousarray(weights.T)

    @classmethod
    def learn(
        cls,
        texts: Sequence[str],
        lemmas: Sequence[str] | None,
        intents: Sequence[str],
        recipe: Recipe,
    ) -> Classifier:
        """From texts with their intents. `lemmas` are the same texts in lemmas, if wanted."""
        words, pieces = vectorizers = _vectorizers(recipe, (None, None))
        counted = [words.fit_transform(lemmas or texts), pieces.fit_transform(texts)]
        # Half the precision and one thread cost a third less of CPU, and change no ranking.
        features = hstack(counted).tocsr().astype(np.float32)
        model = LogisticRegression(C=recipe.freedom, max_iter=recipe.rounds, random_state=SEED)
        with threadpool_limits(limits=1):
            model.fit(features, list(intents))
        weights, constants = model.coef_, model.intercept_
        if len(model.classes_) == 2:
            weights = np.vstack([np.zeros_like(weights), weights])
            constants = np.concatenate([[0.0], constants])
        return cls(
            recipe,
            [{word: int(n) for word, n in v.vocabulary_.items()} for v in vectorizers],
            [str(intent) for intent in model.classes_],
            weights.astype(np.float32),
            constants.astype(np.float32),
        )

    def rank(self, text: str, lemmas: str | None = None) -> list[tuple[str, float]]:
        """All intents with their shares, 0 to 1, the likeliest first."""
        words, pieces = self._vectorizers
        counted = [words.transform([lemmas or text]), pieces.transform([text])]
        features: csr_matrix = hstack(counted).tocsr()
        sums = features.data @ self._by_feature[features.indices] + self.constants
        powers = np.exp(sums - sums.max())
        shares = powers / powers.sum()
        order = np.argsort(-shares, kind="stable")
        return [(self.intents[n], float(shares[n])) for n in order]


def _vectorizers(
    recipe: Recipe, vocabularies: Sequence[Mapping[str, int] | None]
) -> tuple[CountVectorizer, CountVectorizer]:
    words, pieces = vocabularies
    least = recipe.least
    return (
        CountVectorizer(
            ngram_range=(1, recipe.words),
            min_df=least,
            token_pattern=r"(?u)\b\w+\b",
            vocabulary=words,
        ),
        CountVectorizer(
            analyzer="char_wb",
            ngram_range=(2, recipe.characters),
            min_df=least,
            vocabulary=pieces,
        ),
    )
