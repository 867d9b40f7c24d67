"""The index follows the database: events, outages, checks and repairs."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from catalog.models import Product
from companies.models import Company
from portal.core.events import Event, record, record_many
from search.engines import EngineDown, engine
from search.engines.base import Engine
from search.query import Query
from search.sync import rebuild
from tests.cast import Person, make_product
from tests.search.conftest import settle

pytestmark = pytest.mark.django_db


def found(text: str) -> list[tuple[str, int]]:
    return [(hit.kind, hit.pk) for hit in engine().search(Query.parse(text)).hits]


def check(*options: str) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("search_check", *options, stdout=out)
    except SystemExit as stop:
        return int(stop.code or 0), out.getvalue()
    return 0, out.getvalue()


def test_a_product_is_found_when_published_and_not_when_paused(both: Engine, seller: Person, supplier: Company) -> None:
    product = make_product(supplier, title="Zirconium bearing", state=Product.State.DRAFT)
    product.publish(seller.actor)
    settle()
    assert found("zirconium") == [("product", product.pk)]
    product.pause(seller.actor)
    settle()
    assert found("zirconium") == []


def test_events_out_of_order_and_twice_do_no_harm(both: Engine, seller: Person, supplier: Company) -> None:
    product = make_product(supplier, title="Zirconium bearing", state=Product.State.DRAFT)
    product.publish(seller.actor)
    product.pause(seller.actor)
    settle()
    record("product.published", product)
    record("product.published", product)
    settle()
    assert found("zirconium") == []
    product.publish(seller.actor)
    record("product.paused", product)
    settle()
    assert found("zirconium") == [("product", product.pk)]


def test_a_bulk_event_brings_all_of_its_products(both: Engine, supplier: Company) -> None:
    products = [make_product(supplier, f"S-{n}", f"Zirconium part {n}") for n in range(7)]
    record_many("product.imported", Product, [product.pk for product in products])
    settle()
    assert len(found("zirconium")) == 7


def test_a_deleted_row_leaves_the_index(both: Engine, supplier: Company) -> None:
    product = make_product(supplier, title="Zirconium bearing")
    record("product.changed", product)
    settle()
    record("product.deleted", product)
    product.delete()
    settle()
    assert found("zirconium") == []


def test_a_suspended_company_takes_its_products_and_offers_along(both: Engine, supplier: Company) -> None:
    product = make_product(supplier, title="Zirconium bearing")
    record("product.changed", product)
    settle()
    Company.objects.filter(pk=supplier.pk).update(is_active=False, updated_at=timezone.now())
    record("company.suspended", supplier)
    settle()
    assert found("zirconium") == found("hanbit") == []


def test_a_company_renamed_is_found_with_its_products_by_the_new_name(
    both: Engine, seller: Person, supplier: Company
) -> None:
    product = make_product(supplier, title="Zirconium part")
    settle()
    supplier.describe(seller.actor, {"name": "Kumgang Precision"})
    settle()
    assert set(found("kumgang")) == {("company", supplier.pk), ("product", product.pk)}
    assert found("hanbit") == []


def test_an_outage_delays_and_loses_nothing(
    embedded: Engine, seller: Person, supplier: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    product = make_product(supplier, title="Zirconium bearing", state=Product.State.DRAFT)
    product.publish(seller.actor)

    def refuse(*args: Any) -> None:
        raise EngineDown("no answer")

    with monkeypatch.context() as outage:
        outage.setattr(type(embedded), "write", refuse)
        settle()
        waiting = Event.objects.get(kind="product.published")
        assert (waiting.state, waiting.attempts) == (Event.State.PENDING, 0)
        assert found("zirconium") == []
    Event.objects.update(due_at=timezone.now())
    settle()
    assert found("zirconium") == [("product", product.pk)]


def test_a_wiped_index_comes_back_by_itself(both: Engine, supplier: Company) -> None:
    from search.handlers import build_missing_index

    product = make_product(supplier, title="Zirconium bearing")
    both.drop()
    build_missing_index()
    assert found("zirconium") == [("product", product.pk)]
    both.drop()
    record("company.changed", supplier)
    settle()
    assert found("zirconium") == [("product", product.pk)]


def test_what_changes_during_a_rebuild_is_caught_up(
    both: Engine, seller: Person, supplier: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    product = make_product(supplier, title="Zirconium bearing")
    rebuilt = type(both).rebuild

    def slow(self: Engine, batches: Any, *more: Any) -> int:
        total = rebuilt(self, batches, *more)
        product.pause(seller.actor)
        return total

    monkeypatch.setattr(type(both), "rebuild", slow)
    rebuild()
    settle_only = getattr(both, "refresh", None)
    if settle_only:
        settle_only()
    assert found("zirconium") == []


def test_the_check_names_every_difference_and_repairs_it(both: Engine, supplier: Company) -> None:
    kept = make_product(supplier, "A-1", "Zirconium bearing")
    rebuild()
    assert check() == (0, f"index and database agree ({both.name})\n")
    Product.objects.filter(pk=kept.pk).update(brand="Changed", updated_at=timezone.now())
    missing = make_product(supplier, "A-2", "Zirconium ring")
    gone = make_product(supplier, "A-3", "Zirconium rod")
    record("product.changed", gone)
    both.write(*__import__("search.sources", fromlist=["SOURCES"]).SOURCES["product"].documents([gone.pk]))
    Product.objects.filter(pk=gone.pk).update(state=Product.State.PAUSED, updated_at=timezone.now())
    code, said = check()
    assert code == 1
    assert f"product:{kept.pk} is out of date" in said
    assert f"product:{missing.pk} is missing" in said
    assert f"product:{gone.pk} is in the index but should not be" in said
    assert len(said.splitlines()) == 3
    assert check("--repair")[0] == 0
    assert check()[0] == 0


def test_readyz_names_the_engine(both: Engine, client: Any) -> None:
    assert client.get("/readyz").json()["search"] == {"engine": both.name, "status": "ok"}
    both.drop()
    assert client.get("/readyz").json()["search"]["status"] == "no index yet"


def test_building_documents_takes_the_same_queries_for_3_and_30(
    embedded: Engine, supplier: Company, django_assert_max_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from search.sources import SOURCES

    counts = []
    for many in (3, 30):
        ids = [make_product(supplier, f"{many}-{n}", "Part").pk for n in range(many)]
        SOURCES["product"].documents(ids[:1])
        with CaptureQueriesContext(
            connection,
        ) as queries:
            SOURCES["product"].documents(ids)
        counts.append(len(queries))
    assert counts[0] == counts[1]
