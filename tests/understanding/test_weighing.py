"""The weights fit the features, and the questions of the knowledge are trained as they stand."""

from __future__ import annotations

from assistant.understanding.case import Case
from assistant.understanding.open_question import OpenQuestion
from assistant.understanding.training_questions import TARGET, page
from assistant.understanding.vocabulary import Vocabulary
from assistant.understanding.weighing import features_of, load_weights
from tests.conftest import PROJECT


def test_weights_are_there_for_every_situation_and_every_feature() -> None:
    case = Case("Hallo", (("answer", 0.5),), OpenQuestion("text"), Vocabulary({}))
    features = features_of(case)
    assert set(load_weights()) == {"free", "readable", "unreadable"}
    for weights in load_weights().values():
        assert set(weights.features) == set(features)
        shares = weights.shares(features)
        assert "answer" in shares
        assert abs(sum(shares.values()) - 1) < 1e-9


def test_the_questions_of_the_knowledge_are_training_data() -> None:
    text = (PROJECT / TARGET).read_text("utf-8")
    assert text == page(), "run python -m assistant.understanding.training_questions"
