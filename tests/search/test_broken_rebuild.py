"""A rebuild that is killed: the index before goes on serving, and the next run goes on where it stood."""

from typing import Any

import pytest

from catalog.models import Product
from companies.models import Company
from search.engines import elastic, engine
from search.engines.elastic import Elastic
from search.query import Query
from search.sources import Source
from search.sync import rebuild
from tests.cast import Person, make_product
from tests.search.conftest import settle

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.needs("elasticsearch"),
    pytest.mark.parametrize("both", ["elasticsearch"], indirect=True),  # the embedded engine begins anew
]


class Killed(BaseException):
    """As SIGKILL: nothing of ours gets to run after it."""


@pytest.fixture
def server(both: Any) -> Elastic:
    assert isinstance(both, Elastic)
    return both


def found(text: str) -> set[int]:
    return {hit.pk for hit in engine().search(Query.parse(text, size=50)).hits}


def kill_after(monkeypatch: pytest.MonkeyPatch, rounds: int) -> None:
    """Rounds of two products, and an end behind so many of them."""
    noted = Elastic.note

    def note(self: Elastic, index: str, kind: str, pk: int, since: int) -> None:
        noted(self, index, kind, pk, since)
        nonlocal rounds
        rounds -= 1
        if rounds < 1:
            raise Killed

    monkeypatch.setattr(elastic, "ROUND", 2)
    monkeypatch.setattr(Source.batches, "__defaults__", (0, 2))
    monkeypatch.setattr(Elastic, "note", note)


def indexes(server: Elastic) -> set[str]:
    return set(server.writer.indices.get(index=f"{server.alias}-*").body)


def test_a_killed_rebuild_leaves_the_old_index_serving_and_is_gone_on_with(
    server: Elastic, supplier: Company, seller: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    products = [make_product(supplier, f"Z-{n}", f"Zirconium part {n}") for n in range(6)]
    rebuild()
    assert found("zirconium") == {product.pk for product in products}
    with monkeypatch.context() as killing:
        kill_after(killing, 2)
        with pytest.raises(Killed):
            rebuild()
    begun = server.unfinished()
    assert begun is not None and (begun.kind, begun.pk) == ("product", products[3].pk)
    assert found("zirconium") == {product.pk for product in products}, "the old index serves"
    # what was filled in already may change before somebody goes on
    products[0].pause(seller.actor)
    later = make_product(supplier, "Z-9", "Zirconium part 9", state=Product.State.DRAFT)
    later.publish(seller.actor)
    settle()
    whole = {*(product.pk for product in products[1:]), later.pk}
    assert found("zirconium") == whole
    read: list[int] = []
    made = Source.documents

    def reading(self: Source, ids: Any) -> Any:
        read.extend(ids if self.kind == "product" else ())
        return made(self, ids)

    monkeypatch.setattr(Source, "documents", reading)
    rebuild()
    server.refresh()
    assert found("zirconium") == whole
    assert products[1].pk not in read, "what had been filled in and did not change was not read again"
    assert {products[4].pk, products[5].pk, later.pk} <= set(read)
    assert begun.index in indexes(server)
    assert server.unfinished() is None


def test_a_rebuild_killed_before_the_swap_is_gone_on_with(
    server: Elastic, supplier: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    product = make_product(supplier, title="Zirconium bearing")
    rebuild()

    def killed(*more: Any) -> None:
        raise Killed

    with monkeypatch.context() as killing:
        killing.setattr(Elastic, "put_in_place", killed)
        with pytest.raises(Killed):
            rebuild()
    assert found("zirconium") == {product.pk}
    rebuild()
    server.refresh()
    assert found("zirconium") == {product.pk}


def test_two_nodes_of_which_one_refuses_fail_no_search(server: Elastic, supplier: Company, settings: Any) -> None:
    product = make_product(supplier, title="Zirconium bearing")
    rebuild()
    settings.ELASTICSEARCH_URL = f"http://127.0.0.1:9, {settings.ELASTICSEARCH_URL}"
    for _turn in range(6):  # both are asked in turn
        assert found("zirconium") == {product.pk}


def test_copies_are_as_the_settings_say(server: Elastic, settings: Any) -> None:
    from search.engines.elastic_index import replicas

    assert replicas() == {"auto_expand_replicas": "0-1"}
    settings.SEARCH_REPLICAS = "2"
    assert replicas() == {"auto_expand_replicas": False, "number_of_replicas": 2}
    settings.SEARCH_REPLICAS = "0"
    server.rebuild([])
    held = server.writer.indices.get_settings(index=server.alias, flat_settings=True).body
    assert all(one["settings"]["index.number_of_replicas"] == "0" for one in held.values())
