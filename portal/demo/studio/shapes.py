"""The register of shapes: each a function that builds a model, with the materials it is made of by default."""

from collections.abc import Callable
from dataclasses import dataclass

from portal.demo.studio.mesh import Material, Model

STEEL = Material("#C9CCD0", 0.28, 1.0)
DARK_STEEL = Material("#9AA0A6", 0.36, 1.0)
BRASS = Material("#D9B36A", 0.3, 1.0)
COPPER = Material("#D08A5E", 0.32, 1.0)
RUBBER = Material("#2B2D30", 0.75)
WHITE = Material("#EDEBE6", 0.4)
BLACK = Material("#26292E", 0.4)
WOOD = Material("#C08A55", 0.6, grain="wood")
BOARD = Material("#C49B6B", 0.85)
GLASS = Material("#DDEBE8", 0.05, alpha=0.35)


@dataclass(frozen=True)
class Shape:
    name: str
    build: Callable[[], Model]
    materials: dict[str, Material]


SHAPES: dict[str, Shape] = {}


def shape(**materials: Material) -> Callable[[Callable[[], Model]], Callable[[], Model]]:
    """Register a builder under its name; a product may choose the colours of `main` and `trim`."""

    def register(build: Callable[[], Model]) -> Callable[[], Model]:
        name = build.__name__
        SHAPES[name] = Shape(name, build, materials)
        return build

    return register


def load() -> dict[str, Shape]:
    """All shapes."""
    from portal.demo.studio import electronics, household, machines, materials_trade, packaging  # noqa: F401  (they add their shapes)

    return SHAPES
