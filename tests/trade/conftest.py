import pytest

from offers.models import RFQ
from tests.cast import Person, make_company, make_person
from tests.trade.deals import make_rfq


@pytest.fixture
def rfq(buyer: Person) -> RFQ:
    return make_rfq(buyer)


@pytest.fixture
def rival(db: None) -> Person:
    """Owner of another supplier that quotes on the same."""
    return make_person("rival@daehan.example", make_company("Daehan Roller", "supplier", "KR"))


@pytest.fixture
def purchaser(buyer: Person) -> Person:
    """A colleague of the buyer who buys."""
    return make_person("purchase@nordwerk.example", buyer.company, "buyer")


@pytest.fixture
def onlooker(buyer: Person) -> Person:
    """A colleague of the buyer who may only look."""
    return make_person("look@nordwerk.example", buyer.company, "viewer")
