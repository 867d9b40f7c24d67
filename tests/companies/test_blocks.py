"""Companies that a company hears nothing from: on its page, in its list, and back."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from companies.models import CompanyBlock
from notifications.models import Notification
from portal.core.events import Event
from portal.core.relay import deliver_all
from tests.cast import Person, make_person
from tests.processes import at_once

pytestmark = pytest.mark.django_db


def block(person: Person, other: Person, **data: Any) -> Any:
    return person.client.post(f"/companies/{other.company.slug}/block/", data)


def test_blocked_on_its_page_listed_and_taken_off_again(seller: Person, buyer: Person) -> None:
    page = buyer.company.get_absolute_url()
    assert "Block Nordwerk Handel" in seller.client.get(page).content.decode()
    assert block(seller, buyer, next=page).url == page
    assert "Your company has blocked Nordwerk Handel" in seller.client.get(page).content.decode()
    listed = seller.client.get("/my/company/blocked/").content.decode()
    assert "Nordwerk Handel" in listed and "blocked by Seller" in listed
    assert "Nordwerk Handel" not in seller.client.get("/my/company/blocked/?q=elsewhere").content.decode()
    seller.client.post("/my/company/blocked/", {"company": buyer.company.slug})
    assert not CompanyBlock.objects.exists()
    kinds = Event.objects.filter(kind__startswith="company_block.").order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["company_block.put_up", "company_block.lifted"]


def test_who_is_blocked_is_not_told_and_sees_nothing_of_it(seller: Person, buyer: Person) -> None:
    block(seller, buyer)
    deliver_all()
    assert not Notification.objects.filter(user=buyer.user).exists()
    page = buyer.client.get(seller.company.get_absolute_url()).content.decode()
    assert "has blocked" not in page
    assert "Hanbit" not in buyer.client.get("/my/company/blocked/").content.decode().split("<main")[1]


def test_who_may_block_and_unblock(seller: Person, viewer: Person, buyer: Person, stranger: Person) -> None:
    assert block(viewer, buyer).status_code == 403
    assert "Block Nordwerk" not in viewer.client.get(buyer.company.get_absolute_url()).content.decode()
    assert block(seller, seller).status_code == 409
    assert seller.client.post("/companies/nobody-here/block/").status_code == 404
    assert not CompanyBlock.objects.exists()
    standing = CompanyBlock.put_up(seller.actor, buyer.company)
    for person, status in ((viewer, 403), (stranger, 404), (buyer, 404)):
        answer = person.client.post("/my/company/blocked/", {"company": buyer.company.slug})
        assert answer.status_code == status
    with pytest.raises(PermissionDenied):
        standing.lift(stranger.actor)
    assert CompanyBlock.objects.count() == 1


def test_a_purchaser_may_block_too_and_the_old_address_leads_on(seller: Person, buyer: Person) -> None:
    purchaser = make_person("p@nordwerk.example", buyer.company, "buyer")
    assert block(purchaser, seller).status_code == 302
    assert CompanyBlock.objects.stands_between(buyer.company, seller.company)
    assert purchaser.client.get("/my/inquiries/settings/blocked/").url == "/my/company/blocked/"
    assert block(purchaser, seller, next="https://evil.example/").url == "/"


@pytest.mark.django_db(transaction=True)
def test_lifted_at_once_it_is_told_once(seller: Person, buyer: Person) -> None:
    standing = CompanyBlock.put_up(seller.actor, buyer.company)
    at_once(4, lambda _n: CompanyBlock.objects.get(pk=standing.pk).lift(seller.actor))
    assert Event.objects.filter(kind="company_block.lifted").count() == 1
