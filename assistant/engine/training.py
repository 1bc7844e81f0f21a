"""Trains the model from `config.yml`, `domain.yml` and `data/`, and knows whether it must."""

from __future__ import annotations

import contextlib
import hashlib
import io
import warnings
from pathlib import Path

from assistant.engine.agent import NO_TELEMETRY, quiet_logs
from assistant.settings import set_for_libraries

MODEL_NAME = "assistant"
# What the trained model depends on: a change in any of these asks for a new one.
SOURCES = (
    "config.yml",
    "domain.yml",
    "data",
    "assistant/language",
    "assistant/guide/content",
    "assistant/toolkit/content",
    "assistant/understanding/vocabulary.py",
    "assistant/engine/nlu.py",
)


def fingerprint(project: Path) -> str:
    """SHA-256 over everything the model is made from."""
    digest = hashlib.sha256()
    for source in SOURCES:
        path = project / source
        files = [path] if path.is_file() else sorted(path.rglob("*"))
        for file in files:
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(str(file.relative_to(project)).encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()


def is_trained(project: Path, model_dir: Path) -> bool:
    """Whether the model in `model_dir` was made from the project as it is."""
    mark = model_dir / f"{MODEL_NAME}.sha256"
    model = model_dir / f"{MODEL_NAME}.tar.gz"
    return model.exists() and mark.exists() and mark.read_text() == fingerprint(project)


def train(project: Path, model_dir: Path) -> Path:
    """Trains and returns the model's path. Raises RuntimeError when Rasa made none."""
    # Rasa's cache of trained components costs more to fill than it saves here.
    set_for_libraries({**NO_TELEMETRY, "RASA_MAX_CACHE_SIZE": "0"})
    warnings.filterwarnings("ignore")
    quiet_logs()
    from rasa.model_training import train as train_with_rasa

    model_dir.mkdir(parents=True, exist_ok=True)
    # Rasa prints its progress and advice for developers; what matters is said by the caller.
    with contextlib.redirect_stdout(io.StringIO()):
        result = train_with_rasa(
            domain=str(project / "domain.yml"),
            config=str(project / "config.yml"),
            training_files=[str(project / "data")],
            output=str(model_dir),
            fixed_model_name=MODEL_NAME,
            force_training=True,
        )
    if result.model is None:
        raise RuntimeError("Rasa hat kein Modell erzeugt.")
    (model_dir / f"{MODEL_NAME}.sha256").write_text(fingerprint(project))
    return Path(result.model)
