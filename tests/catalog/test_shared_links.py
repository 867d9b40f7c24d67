"""Links that show a selection to somebody outside, for some days."""

import hashlib
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from catalog.models import Product, SharedCatalogue
from catalog.printed import models
from catalog.printed.selection import Selection
from companies.models import Company
from portal.core.events import Event
from portal.core.permissions import Refused, WrongState
from tests.cast import Person, make_product
from tests.processes import at_once
from tests.queries import queries_of

LIST = "/my/products/shared/"
WISH = {"days": "30", "language": "en", "shows_prices": "on", "label": "Müller GmbH"}


@pytest.fixture(autouse=True)
def files_apart(settings: Any, tmp_path: Path) -> Any:
    settings.MEDIA_ROOT, settings.PRIVATE_ROOT = tmp_path / "media", tmp_path / "private"
    with override("en"):
        yield


def issued(person: Person, chosen: Selection | None = None, **wish: Any) -> tuple[SharedCatalogue, str]:
    link, secret = SharedCatalogue.issue(person.actor, chosen or Selection(), **{"days": 7, **wish})
    return link, f"/catalogues/shared/{secret}/"


@pytest.mark.django_db
def test_a_link_is_shown_once_and_opens_for_anybody(seller: Person, product: Product, visitor: Client) -> None:
    page = seller.client.post(LIST, WISH, follow=True).content.decode()
    address = page.partition("<code>")[2].partition("</code>")[0]
    secret = address.rstrip("/").rpartition("/")[2]
    assert secret and secret not in seller.client.get(LIST).content.decode()
    link = SharedCatalogue.objects.get()
    assert link.digest == hashlib.sha256(secret.encode()).hexdigest() and link.label == "Müller GmbH"
    answer = visitor.get(f"/catalogues/shared/{secret}/")
    shown = answer.content.decode()
    assert product.title in shown and "USD" in shown and "Send inquiry" in shown and "As PDF" in shown
    assert (answer["X-Robots-Tag"], answer["Referrer-Policy"]) == ("noindex, nofollow", "no-referrer")
    assert answer["Cache-Control"] == "private, no-store"
    visitor.head(f"/catalogues/shared/{secret}/")
    seller.client.get(f"/catalogues/shared/{secret}/")
    link.refresh_from_db()
    assert link.openings == 1 and link.opened_at is not None, "own people and robots that only ask do not count"


@pytest.mark.django_db
def test_prices_and_drafts_are_shown_only_when_the_company_says_so(
    seller: Person, product: Product, visitor: Client
) -> None:
    draft = make_product(product.company, "B-1", "Secret bushing", state="draft", price="77.77")
    _link, plain = issued(seller, Selection(refs=(product.ref, draft.ref)), shows_prices=False)
    page = visitor.get(plain).content.decode()
    assert product.title in page and "Secret bushing" not in page and "4.20" not in page
    _link, full = issued(seller, Selection(refs=(product.ref, draft.ref), unpublished=True))
    page = visitor.get(full).content.decode()
    assert "Secret bushing" in page and "77.77" in page and "not on the market yet" in page
    assert draft.get_absolute_url() not in page
    with pytest.raises(Refused):
        issued(seller, Selection(refs=(draft.ref,)))
    product.pause(seller.actor)
    assert "Nothing to show just now" in visitor.get(plain).content.decode()


@pytest.mark.django_db
def test_the_link_gives_a_pdf_of_just_that(seller: Person, product: Product, visitor: Client) -> None:
    _link, address = issued(seller)
    answer = visitor.get(f"{address}catalogue.pdf")
    assert answer.status_code == 200 and answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "private, no-store"
    assert b"".join(answer.streaming_content).startswith(b"%PDF-")


@pytest.mark.django_db
def test_an_expired_or_revoked_link_says_so_and_helps(seller: Person, product: Product, visitor: Client) -> None:
    link, address = issued(seller)
    other, revoked = issued(seller)
    SharedCatalogue.objects.filter(pk=link.pk).update(
        created_at=timezone.now() - timedelta(days=9), expires_at=timezone.now() - timedelta(days=2)
    )
    assert seller.client.post(f"{LIST}{other.ref}/revocation/").status_code == 302
    for url in (address, revoked, f"{address}catalogue.pdf"):
        answer = visitor.get(url)
        page = answer.content.decode()
        assert answer.status_code == 410 and product.title not in page
        assert product.company.get_absolute_url() in page and "Send inquiry" in page
    link.refresh_from_db()
    assert link.openings == 0
    assert seller.client.post(f"{LIST}{other.ref}/revocation/").status_code == 409
    page = seller.client.get(f"{LIST}?state=closed").content.decode()
    assert "Expired" in page and "Revoked" in page
    assert "None of your links fits" in seller.client.get(f"{LIST}?state=open").content.decode()
    Company.objects.filter(pk=product.company.pk).update(is_active=False)
    assert "no longer on the market" in visitor.get(revoked).content.decode()


@pytest.mark.django_db
def test_a_wrong_secret_is_404(visitor: Client) -> None:
    for secret in ("x", "A" * 500, "..", "0"):
        assert visitor.get(f"/catalogues/shared/{secret}/").status_code == 404


@pytest.mark.django_db
def test_strangers_and_viewers_make_and_close_none(
    seller: Person, viewer: Person, stranger: Person, product: Product
) -> None:
    link, _address = issued(seller)
    assert stranger.client.post(f"{LIST}{link.ref}/revocation/").status_code == 404
    assert viewer.client.post(f"{LIST}{link.ref}/revocation/").status_code == 403
    assert viewer.client.post(LIST, WISH).status_code == 403
    with pytest.raises(PermissionDenied):
        issued(viewer)
    assert Client().get(LIST).status_code == 302
    assert link.ref not in stranger.client.get(LIST).content.decode()
    link.refresh_from_db()
    assert link.is_open and SharedCatalogue.objects.count() == 1


@pytest.mark.django_db
def test_wrong_input_keeps_what_was_typed_and_there_is_a_limit(
    seller: Person, product: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = seller.client.post(LIST, {**WISH, "days": "365", "ref": product.ref})
    page = answer.content.decode()
    assert answer.status_code == 422 and "Müller GmbH" in page and product.ref in page
    with pytest.raises(Refused):
        issued(seller, days=2)
    monkeypatch.setattr(models, "MOST_LINKS", 1)
    issued(seller)
    page = seller.client.post(LIST, WISH, follow=True).content.decode()
    assert "revoke some first" in page and SharedCatalogue.objects.count() == 1


@pytest.mark.django_db
def test_queries_do_not_grow(seller: Person, product: Product, visitor: Client) -> None:
    _link, address = issued(seller)
    few, fewer = queries_of(visitor, address), queries_of(seller.client, LIST)
    for number in range(12):
        make_product(product.company, f"N-{number}", f"Bearing {number}")
        issued(seller)
    assert queries_of(visitor, address) == few
    assert queries_of(seller.client, LIST) == fewer


@pytest.mark.django_db(transaction=True)
def test_a_link_is_revoked_once_and_no_opening_is_lost(seller: Person, product: Product, visitor: Client) -> None:
    link, _address = issued(seller)

    def revoke(_number: int) -> None:
        SharedCatalogue.objects.get(pk=link.pk).revoke(seller.actor)

    results = at_once(6, revoke)
    assert sorted(type(one).__name__ for one in results) == ["NoneType"] + ["WrongState"] * 5
    assert Event.objects.filter(kind="catalogue.unshared").count() == 1
    at_once(6, lambda _number: link.count_opening(seller.actor.__class__()))
    link.refresh_from_db()
    assert link.openings == 6 and WrongState is not None
