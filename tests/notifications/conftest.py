"""An offer and an inquiry to be told of."""

from tests.offers.conftest import inquiry, offer

__all__ = ["inquiry", "offer"]
