"""Large categories are kept by the index: their pages ask it what they list and count (catalog/shelf.py)."""

import logging

from catalog.shelf import KEEPERS, Answer, Asked
from search.engines import EngineDown, engine

logger = logging.getLogger("portal.search")


def held(asked: Asked) -> Answer | None:
    try:
        return engine().shelf(asked)
    except EngineDown as problem:
        logger.warning("a category without the engine: %s", problem)
        return None


KEEPERS.append(held)
