"""Saved searches: each new match is told of once, in the reader's rhythm."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.http import QueryDict
from django.test import Client
from django.utils import timezone

from catalog.models import Product
from companies.models import Company
from notifications.models import Notification
from search.engines import EngineDown
from search.engines.base import Engine
from search.engines.embedded import Embedded
from search.saved import AT_ONCE, MOST, SavedMatch, SavedSearch, canonical, look_for_all
from tests.cast import Person, make_company, make_product
from tests.processes import at_once
from tests.search.conftest import settle

pytestmark = pytest.mark.django_db

LIST = "/my/saved-searches/"


def keep(person: Person, query: str = "q=zirconium", rhythm: str = "instant", name: str = "Zirconium") -> SavedSearch:
    saved = SavedSearch.keep(person.actor, QueryDict(query), name, rhythm, "USD")
    SavedSearch.objects.filter(pk=saved.pk).update(created_at=timezone.now() - timedelta(hours=1))
    saved.refresh_from_db()
    return saved


def look(minutes: int = 2) -> None:
    """Let the relay's clock come to the searches."""
    SavedSearch.objects.filter(due_at__isnull=False).update(due_at=timezone.now() - timedelta(seconds=1))
    look_for_all()
    settle()


def published(company: Company, sku: str, title: str, **fields: Any) -> Product:
    return make_product(company, sku, title, published_at=timezone.now(), **fields)


def indexed(engine: Engine) -> None:
    from search.sync import rebuild

    rebuild()


def test_a_new_match_is_told_once_and_an_old_one_never(both: Engine, buyer: Person, supplier: Company) -> None:
    make_product(supplier, "OLD", "Zirconium ring", published_at=timezone.now() - timedelta(days=3))
    saved = keep(buyer)
    published(supplier, "NEW", "Zirconium bearing")
    published(supplier, "OTHER", "Steel rope")
    indexed(both)
    look()
    assert [note.kind for note in Notification.objects.filter(user=buyer.user)] == ["saved_search.matched"]
    note = Notification.objects.get(user=buyer.user)
    assert note.title == "1 new for “Zirconium”: Zirconium bearing"
    assert note.path == f"{LIST}{saved.ref}/"
    assert [message.subject for message in mail.outbox] == [note.title]
    look()
    look()
    assert Notification.objects.filter(user=buyer.user).count() == 1
    published(supplier, "NEXT", "Zirconium cage")
    indexed(both)
    look()
    assert Notification.objects.filter(user=buyer.user).count() == 2
    assert SavedMatch.objects.count() == 2


def test_filters_count_and_what_the_reader_may_not_see_is_not_told(
    embedded: Engine, buyer: Person, supplier: Company, seller: Person
) -> None:
    elsewhere = make_company("Elsewhere", country="DE")
    keep(buyer, "q=zirconium&country=DE")
    published(supplier, "KR", "Zirconium bearing")
    hidden = published(elsewhere, "DE-1", "Zirconium ring")
    published(elsewhere, "DE-2", "Zirconium cage")
    indexed(embedded)
    Product.objects.filter(pk=hidden.pk).update(state="paused")  # after it was indexed
    look()
    assert Notification.objects.get(user=buyer.user).data["first"] == "Zirconium cage"


def test_the_digest_waits_for_the_morning_and_monday(buyer: Person) -> None:
    daily, weekly = keep(buyer, rhythm="daily"), keep(buyer, "q=ring", "weekly")
    off = keep(buyer, "q=cage", "off")
    zone = buyer.actor.company.timezone if buyer.actor.company else "UTC"
    assert zone and daily.due_at and weekly.due_at and off.due_at is None
    assert timezone.now() < daily.due_at <= timezone.now() + timedelta(hours=25)
    assert weekly.due_at > timezone.now() and weekly.due_at.astimezone().weekday() in {6, 0}


def test_more_than_a_page_of_matches_is_all_found(
    embedded: Engine, buyer: Person, supplier: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.saved.PAGE", 3)
    keep(buyer)
    for number in range(8):
        published(supplier, f"N-{number}", f"Zirconium ring {number}")
    indexed(embedded)
    look()
    assert SavedMatch.objects.count() == 8
    assert Notification.objects.get(user=buyer.user).data["count"] == 8


def test_what_is_indexed_late_is_found_late(
    embedded: Engine, buyer: Person, supplier: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An hour's backlog: the product was published long before it could be found."""
    keep(buyer)
    indexed(embedded)
    make_product(supplier, "LATE", "Zirconium ring", published_at=timezone.now() - timedelta(minutes=50))
    monkeypatch.setattr("search.saved.lag_seconds", lambda: 3600.0)
    look()
    assert not SavedMatch.objects.exists()
    monkeypatch.undo()
    indexed(embedded)
    look()
    assert SavedMatch.objects.count() == 1


def test_a_search_too_long_to_be_kept_says_so(buyer: Person) -> None:
    query = "&".join(f"brand={'x' * 90}{number}" for number in range(20))
    answer = buyer.client.post(f"{LIST}new/?{query}", {"name": "Long", "rhythm": "daily"})
    assert answer.status_code == 422 and "too many filters" in answer.content.decode()
    assert not SavedSearch.objects.exists()


def test_while_the_engine_is_down_searches_wait_and_nothing_is_lost(
    embedded: Engine, buyer: Person, supplier: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = keep(buyer)
    published(supplier, "NEW", "Zirconium bearing")
    indexed(embedded)
    with monkeypatch.context() as patch:

        def down(*args: Any) -> Any:
            raise EngineDown("away")

        patch.setattr(Embedded, "search", down)
        look()
    assert SavedSearch.objects.due(timezone.now()).filter(pk=saved.pk).exists()
    assert not Notification.objects.filter(user=buyer.user).exists()
    look()
    assert Notification.objects.filter(user=buyer.user).count() == 1


def test_the_same_search_is_kept_once_however_it_is_written(buyer: Person) -> None:
    keep(buyer, "q=zirconium&country=KR&country=DE&page=3&view=table")
    again = keep(buyer, "country=DE&q=zirconium+&country=KR&sort=newest", "off", "Renamed")
    assert SavedSearch.objects.filter(user=buyer.user).count() == 1
    assert (again.name, again.rhythm, again.query) == ("Renamed", "off", "country=DE&country=KR&q=zirconium")
    assert canonical(QueryDict("q=a&currency=USD")) == "q=a"
    assert canonical(QueryDict("q=a&currency=USD&price_to=5")) == "currency=USD&price_to=5&q=a"


def test_saving_by_the_page_keeps_the_filters_and_asks_for_a_name(buyer: Person, visitor: Client) -> None:
    address = f"{LIST}new/?q=bearing&country=KR&price_to=20&currency=USD"
    page = buyer.client.get(address).content.decode()
    assert "bearing · South Korea" in page and "≤ 20 USD" in page
    assert visitor.get(address).status_code == 302
    assert buyer.client.post(address, {"name": " ", "rhythm": "daily"}).status_code == 422
    assert buyer.client.post(address, {"name": "Mine", "rhythm": "hourly"}).status_code == 422
    answer = buyer.client.post(address, {"name": "Mine", "rhythm": "daily"})
    saved = SavedSearch.objects.get(user=buyer.user)
    assert answer["Location"] == saved.get_absolute_url()
    assert saved.query == "country=KR&currency=USD&price_to=20&q=bearing"


def test_a_stranger_finds_none_of_it(buyer: Person, stranger: Person) -> None:
    saved = keep(buyer)
    assert stranger.client.get(saved.get_absolute_url()).status_code == 404
    assert stranger.client.post(f"{saved.get_absolute_url()}deletion/").status_code == 404
    assert SavedSearch.objects.filter(pk=saved.pk).exists()
    assert "No saved search yet" in stranger.client.get(LIST).content.decode()


def test_the_page_shows_what_is_new_and_marks_it_seen(embedded: Engine, buyer: Person, supplier: Company) -> None:
    saved = keep(buyer)
    product = published(supplier, "NEW", "Zirconium bearing")
    indexed(embedded)
    look()
    assert "<strong>1</strong>" in buyer.client.get(LIST).content.decode()
    page = buyer.client.get(saved.get_absolute_url()).content.decode()
    assert product.get_absolute_url() in page and "pill" in page
    assert "<strong>1</strong>" not in buyer.client.get(LIST).content.decode()
    assert buyer.client.post(f"{saved.get_absolute_url()}deletion/").status_code == 302
    assert not SavedSearch.objects.exists() and not SavedMatch.objects.exists()


def test_a_hundred_are_the_most(buyer: Person) -> None:
    rows = [SavedSearch(user=buyer.user, name=f"S{n}", query=f"q={n}", rhythm="off", due_at=None) for n in range(MOST)]
    SavedSearch.objects.bulk_create(rows)
    answer = buyer.client.post(f"{LIST}new/?q=more", {"name": "More", "rhythm": "daily"})
    assert answer.status_code == 422 and "A hundred searches are the most" in answer.content.decode()
    assert AT_ONCE >= MOST


@pytest.mark.needs("postgresql")
@pytest.mark.django_db(transaction=True)
def test_of_many_relays_one_looks(embedded: Engine, buyer: Person, supplier: Company) -> None:
    keep(buyer)
    published(supplier, "NEW", "Zirconium bearing")
    indexed(embedded)
    SavedSearch.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    at_once(4, lambda _number: look_for_all())
    settle()
    assert SavedMatch.objects.count() == 1
    assert Notification.objects.filter(user=buyer.user).count() == 1
