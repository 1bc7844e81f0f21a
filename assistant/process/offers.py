"""What the guide lets one choose from the other packages: the toolkit's methods as options."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.guide.load import load_guide
from assistant.guide.model import Guide, Option
from assistant.toolkit.load import load_catalogue

if TYPE_CHECKING:
    from assistant.toolkit.suggest import Toolkit

METHODS = "toolkit.methods"


@lru_cache(maxsize=1)
def load_toolkit() -> Toolkit:
    """The toolkit with its catalogue."""
    # Its search takes 60 MB, which who makes documents does not need.
    from assistant.toolkit.suggest import Toolkit

    return Toolkit(load_catalogue())


@lru_cache(maxsize=1)
def load_full_guide() -> Guide:
    """The guide with the options that other packages offer."""
    guide = load_guide()
    return replace(guide, shared_options={**guide.shared_options, METHODS: _methods()})


def _methods() -> tuple[Option, ...]:
    methods = sorted(load_catalogue().methods, key=lambda method: method.name.casefold())
    return tuple(Option(m.id, m.name, synonyms=m.synonyms) for m in methods)
