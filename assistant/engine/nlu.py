"""NLU components that wrap `language/` and `understanding/` for Rasa's pipeline."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from functools import lru_cache
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from spacy.language import Language

from assistant.guide.load import load_guide
from assistant.guide.targets import all_names
from assistant.language.lemmas import build_pipeline
from assistant.toolkit.load import load_catalogue
from assistant.toolkit.naming import all_method_names
from assistant.understanding.classifier import Classifier, Recipe
from assistant.understanding.judge import judge
from assistant.understanding.open_question import open_question_from
from assistant.understanding.vocabulary import Vocabulary

RANKING = "intent_ranking"
WORDS_FILE = "words.json"
NAMES_FILE = "names.json"
WEIGHTS_FILE = "weights.npz"


@lru_cache(maxsize=1)
def _german() -> Language:
    return build_pipeline()


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class GermanTokenizer(Tokenizer):  # type: ignore[misc]
    """Words from the one German spaCy pipeline; with `lemmas: true` their lemmas as well.

    Measured (docs/understanding.md): lemmas gain nothing here over words and characters, and
    simplemma's word list costs 100 MB.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> GermanTokenizer:
        """Makes the component."""
        return cls(config)

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Rasa's tokenizer expects these; intents are not split."""
        return {
            "intent_tokenization_flag": False,
            "intent_split_symbol": "_",
            "token_pattern": None,
            "prefix_separator_symbol": None,
            "lemmas": False,
        }

    @staticmethod
    def required_packages() -> list[str]:
        """What must be installed."""
        return ["spacy", "simplemma"]

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """The words of a message."""
        german = _german()
        text = message.get(attribute)
        words = german(text) if self._config["lemmas"] else german.make_doc(text)
        tokens = [
            Token(word.text, word.idx, lemma=(word.lemma_ or word.text).lower())
            for word in words
            if not word.is_space
        ]
        return self._apply_token_pattern(tokens)  # type: ignore[no-any-return]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class WordsAndPieces(GraphComponent):  # type: ignore[misc]
    """Ranks the intents by words and pieces of words."""

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._recipe = Recipe(**{name: config[name] for name in asdict(Recipe())})
        self._lemmas = bool(config["lemmas"])
        self._storage = storage
        self._resource = resource
        self._classifier: Classifier | None = None

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The recipe; `lemmas` counts lemmas instead of words, if the tokenizer makes them."""
        return {**asdict(Recipe()), "lemmas": False}

    @classmethod
    def required_components(cls) -> list[type]:
        """A tokenizer comes before."""
        return [Tokenizer]

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> WordsAndPieces:
        """Makes the component before training."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> WordsAndPieces:
        """The component with its weights."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            names = json.loads((folder / NAMES_FILE).read_text("utf-8"))
            arrays = np.load(folder / WEIGHTS_FILE, allow_pickle=False)
            component._classifier = Classifier(
                component._recipe,
                names["vocabularies"],
                names["intents"],
                arrays["weights"],
                arrays["constants"],
            )
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Learns from the examples and stores names and weights as plain data."""
        examples = training_data.intent_examples
        classifier = Classifier.learn(
            [example.get(TEXT) for example in examples],
            [_lemmas(example) for example in examples] if self._lemmas else None,
            [example.get(INTENT) for example in examples],
            self._recipe,
        )
        names = {"vocabularies": classifier.vocabularies, "intents": classifier.intents}
        with self._storage.write_to(self._resource) as folder:
            (folder / NAMES_FILE).write_text(json.dumps(names), "utf-8")
            np.savez(
                folder / WEIGHTS_FILE,
                weights=classifier.weights,
                constants=classifier.constants,
            )
        self._classifier = classifier
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets the ranking and the likeliest intent of each message."""
        assert self._classifier is not None, "trained or loaded before"
        for message in messages:
            text = message.get(TEXT) or ""
            lemmas = _lemmas(message) if self._lemmas else None
            ranking = [
                {"name": intent, "confidence": share}
                for intent, share in self._classifier.rank(text, lemmas)
            ]
            message.set(RANKING, ranking, add_to_output=True)
            message.set(INTENT, ranking[0], add_to_output=True)
        return messages


def _lemmas(message: Message) -> str:
    tokens = message.get(TOKENS_NAMES[TEXT]) or []
    return " ".join(token.lemma for token in tokens)


def learn_vocabulary(examples: Iterable[tuple[str, str]]) -> Vocabulary:
    """The words of each class, from texts with their intents, and what guide and toolkit name."""
    methods = all_method_names(load_catalogue())
    return Vocabulary.learn(examples, all_names(load_guide()), methods)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class Judgement(GraphComponent):  # type: ignore[misc]
    """Decides what a message is, from the classifier's ranking and the open question.

    Learns nothing but which words commands, questions and small talk are made of.
    """

    def __init__(self, storage: ModelStorage, resource: Resource, vocabulary: Vocabulary) -> None:
        self._storage = storage
        self._resource = resource
        self._vocabulary = vocabulary

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Judgement:
        """Makes the component before training."""
        return cls(model_storage, resource, Vocabulary({}))

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> Judgement:
        """The component with the words it learned."""
        with model_storage.read_from(resource) as folder:
            words = json.loads((folder / WORDS_FILE).read_text("utf-8"))
        return cls(model_storage, resource, Vocabulary.from_data(words))

    def train(self, training_data: TrainingData) -> Resource:
        """Collects the words of each class from the training data."""
        examples = [(e.get(TEXT), e.get(INTENT)) for e in training_data.intent_examples]
        self._vocabulary = learn_vocabulary(examples)
        with self._storage.write_to(self._resource) as folder:
            (folder / WORDS_FILE).write_text(json.dumps(self._vocabulary.as_data()), "utf-8")
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets the intent of each message anew."""
        for message in messages:
            text = message.get(TEXT) or ""
            ranking = [(r["name"], r["confidence"]) for r in message.get(RANKING) or []]
            context = open_question_from(message.get("metadata"))
            verdict = judge(text, ranking, context, self._vocabulary)
            intent = {"name": verdict.intent, "confidence": verdict.confidence}
            if verdict.doubt:
                intent["doubt"] = verdict.doubt
            message.set(INTENT, intent, add_to_output=True)
        return messages
