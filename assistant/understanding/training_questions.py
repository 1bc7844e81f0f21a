"""The questions of the knowledge as training examples: who asks like this asks a question.

`python -m assistant.understanding.training_questions` writes data/nlu/questions_known.yml; a test
keeps the file and the entries the same.
"""

from __future__ import annotations

from pathlib import Path

from assistant.understanding.knowledge import load_knowledge

TARGET = Path("data/nlu/questions_known.yml")
HEAD = """\
# Made from the questions of the written entries by
# python -m assistant.understanding.training_questions
version: "3.1"

nlu:
  - intent: question
    examples: |
"""


def page() -> str:
    """The file as it should be; each question once."""
    questions = dict.fromkeys(q for entry in load_knowledge().entries for q in entry.questions)
    return HEAD + "".join(f"      - {question}\n" for question in questions)


if __name__ == "__main__":
    TARGET.write_text(page(), "utf-8")
