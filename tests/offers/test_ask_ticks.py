"""The ticks by which several are asked at once: each names a form of its page, also where only looking is allowed."""

import re

import pytest

from catalog.models import Product
from companies.models import Company
from search.engines.base import Engine
from search.sync import rebuild
from tests.cast import Person, make_person, make_product

pytestmark = pytest.mark.django_db


@pytest.fixture
def product(supplier: Company) -> Product:
    return make_product(supplier)


@pytest.mark.parametrize("path", ["/search/?q=bearing", "/companies/"])
def test_each_tick_names_a_form_and_who_may_only_look_is_offered_none(
    path: str, product: Product, embedded: Engine, buyer: Person, buying_company: Company
) -> None:
    rebuild()
    looking = make_person("looks@nordwerk.example", buying_company, "viewer")
    for person, offered in ((buyer, True), (looking, False)):
        page = person.client.get(path).content.decode()
        assert 'form="ask-several"' in page
        assert len(re.findall(r'<form[^>]* id="ask-several"', page)) == 1
        assert ('class="ask-bar' in page) is offered
        assert ("data-reads-only" in page) is not offered
