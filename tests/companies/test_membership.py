"""Leaving and removing people, and the last owner."""

from unittest import mock

import pytest
from django.core.exceptions import PermissionDenied

from companies.models import Company, Membership
from companies.models.company import CompanyQuerySet
from portal.core.permissions import Refused
from tests.cast import Person, make_person, make_product

pytestmark = pytest.mark.django_db


def test_the_last_owner_cannot_leave(seller: Person, supplier: Company) -> None:
    with pytest.raises(Refused):
        supplier.memberships.get().end(seller.actor)
    assert supplier.memberships.count() == 1


def test_with_a_second_owner_the_first_may_leave_and_loses_access_at_once(seller: Person, supplier: Company) -> None:
    make_person("second@hanbit.example", supplier, "owner")
    supplier.memberships.get(user=seller.user).end(seller.actor)
    assert seller.user.actor_for(supplier.slug).company is None
    assert seller.client.get("/my/company/").status_code == 302


def test_a_colleague_cannot_remove_others_but_may_leave(seller: Person, colleague: Person, supplier: Company) -> None:
    with pytest.raises(PermissionDenied):
        supplier.memberships.get(user=seller.user).end(colleague.actor)
    supplier.memberships.get(user=colleague.user).end(colleague.actor)
    assert list(Membership.objects.values_list("user", flat=True)) == [seller.user.pk]


def test_an_owner_of_another_company_removes_nobody(stranger: Person, seller: Person, supplier: Company) -> None:
    with pytest.raises(PermissionDenied):
        supplier.memberships.get().end(stranger.actor)
    assert supplier.memberships.exists()


def test_people_of_a_suspended_company_look_and_do_nothing(seller: Person, supplier: Company) -> None:
    product = make_product(supplier, state="draft")
    supplier.is_active = False
    supplier.save(update_fields=["is_active"])
    assert seller.client.get("/my/").status_code == 200
    assert seller.client.post(f"/my/products/{product.ref}/publication/").status_code == 403
    assert seller.client.post("/my/company/", {"name": "New name"}).status_code == 403
    product.refresh_from_db()
    assert product.state == "draft"


def test_a_company_founded_twice_by_one_click_too_many_is_one(newcomer: Person) -> None:
    data = {"name": "Double Click Ltd", "kind": "supplier", "country": "KR", "timezone": "Asia/Seoul"}
    answers = [newcomer.client.post("/my/company/new/", data).status_code for _click in range(2)]
    assert answers == [302, 302]
    assert newcomer.user.memberships.count() == 1 == Company.objects.filter(name="Double Click Ltd").count()


def test_two_who_take_one_address_at_the_same_moment_both_get_a_company(newcomer: Person, supplier: Company) -> None:
    with mock.patch.object(CompanyQuerySet, "exists", return_value=False):  # each looked before the other saved
        company = Company.found(newcomer.user, name=supplier.name, country="KR")
    assert company.slug != supplier.slug and company.slug.startswith(supplier.slug)
