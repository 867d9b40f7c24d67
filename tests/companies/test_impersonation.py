"""Looking as somebody else: only with a reason, only reading, never in secret."""

from datetime import timedelta
from unittest import mock

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from companies.impersonation import end_overdue
from companies.models import Company, Impersonation
from companies.sockets import session_actor
from notifications.models import Notification
from offers.models import Inquiry
from portal.core.events import Event
from portal.core.permissions import Refused
from portal.core.relay import deliver_all
from tests.cast import Person, make_company, make_product

pytestmark = pytest.mark.django_db

REASON = "Cannot find the import she asked us about"


def look(staff: Person, whom: Person, category: str = "support", **changes: str) -> int:
    assert whom.company is not None
    data = {"person": str(whom.user.pk), "category": category, "reason": REASON, "ticket": "T-12", **changes}
    return staff.client.post(f"/desk/companies/{whom.company.slug}/looking/", data).status_code


def test_staff_see_what_the_person_sees_with_a_banner_on_every_page(
    moderator: Person, seller: Person, buyer: Person
) -> None:
    assert seller.company is not None
    inquiry = Inquiry.send(buyer.actor, seller.company, title="Bearings", question="How soon?")
    assert moderator.client.get(f"/inquiries/{inquiry.ref}/").status_code in {302, 404}
    assert look(moderator, seller) == 302
    for page in ("/my/", f"/inquiries/{inquiry.ref}/", "/companies/", "/ko/my/"):
        seen = moderator.client.get(page)
        assert seen.status_code == 200 and 'class="looking"' in seen.content.decode(), page
    assert str(seller.user) in moderator.client.get("/my/").content.decode()
    assert moderator.client.post("/desk/looking/").status_code == 302
    assert 'class="looking"' not in moderator.client.get("/companies/").content.decode()
    assert moderator.client.get("/desk/").status_code == 200
    assert 'class="looking"' not in seller.client.get("/my/").content.decode()


@pytest.mark.parametrize("page", ["/my/no-such-page/", "/my/company/", "/ko/products/no-such-thing/"])
def test_a_page_that_is_not_there_or_not_open_shows_the_banner_too(
    moderator: Person, colleague: Person, page: str
) -> None:
    assert look(moderator, colleague) == 302
    answer = moderator.client.get(page)
    assert answer.status_code in {403, 404}
    words = answer.content.decode()
    assert 'class="looking"' in words and 'name="csrfmiddlewaretoken" value="' in words
    assert moderator.client.post("/desk/looking/").status_code == 302
    assert 'class="looking"' not in moderator.client.get(page).content.decode()


def test_nothing_can_be_changed(moderator: Person, seller: Person, supplier: Company, buyer: Person) -> None:
    product = make_product(supplier, state="draft")
    inquiry = Inquiry.send(buyer.actor, supplier, title="Bearings", question="How soon?")
    deliver_all()
    unread = Notification.objects.unread().filter(user=seller.user)
    assert unread.count() == 1
    look(moderator, seller)
    for method in ("post", "put", "patch", "delete"):
        answer = getattr(moderator.client, method)(f"/my/products/{product.ref}/publication/")
        assert answer.status_code == 403 and "you can read, not act" in answer.content.decode().lower()
    assert moderator.client.post("/my/company/", {"name": "Mine now"}).status_code == 403
    assert moderator.client.post("/preferences/", {"currency": "EUR"}).status_code == 403
    assert moderator.client.post("/api/v1/products/", {}).status_code == 403
    assert moderator.client.post("/accounts/logout/").status_code == 403
    assert moderator.client.get(f"/inquiries/{inquiry.ref}/").status_code == 200
    assert unread.count() == 1, "a page that marks something as read marks nothing"
    product.refresh_from_db(), supplier.refresh_from_db()
    assert (product.state, supplier.name) == ("draft", "Hanbit Bearings")


@pytest.mark.parametrize(
    "page",
    [
        "/my/payments/",
        "/my/plan/",
        *("/accounts/email/", "/ko/accounts/email/", "/accounts/password/change/", "/accounts/logout/", "/my/tokens/"),
        *("/my/account/", "/my/account/data/", "/my/account/sessions/", "/ko/my/account/", "/my/tokens/new/"),
        *("/my/verification/", "/my/verification/registration/", "/my/verification/files/D-1/"),
        *("/my/company/certificates/", "/companies/hanbit-bearings/certificates/Z-1/"),
        *("/my/people/invitations/", "/my/people/handovers/X-1/", "/my/invitations/", "/invitations/abc/"),
        *("/my/notifications/", "/my/notifications/settings/", "/my/notifications/N-1/", "/ko/my/notifications/"),
        *("/my/recent/", "/my/products/shared/", "/catalogues/shared/abc/", "/catalogues/shared/abc/catalogue.pdf"),
        *("/staff/", "/editors/", "/desk/", "/desk/companies/"),
    ],
)
def test_what_is_the_persons_alone_stays_closed(page: str, moderator: Person, seller: Person) -> None:
    look(moderator, seller)
    answer = moderator.client.get(page)
    assert answer.status_code == 403 and 'class="looking"' in answer.content.decode()


def test_conversations_are_open_only_in_a_dispute(moderator: Person, seller: Person) -> None:
    look(moderator, seller)
    assert moderator.client.get("/consultations/").status_code == 403
    moderator.client.post("/desk/looking/")
    look(moderator, seller, "dispute")
    assert moderator.client.get("/consultations/").status_code == 200


@pytest.mark.parametrize(
    "wrong", [{"reason": "too short"}, {"reason": " " * 20}, {"ticket": ""}, {"category": ""}, {"person": "0"}]
)
def test_without_a_reason_nothing_begins_and_the_input_stays(
    wrong: dict[str, str], moderator: Person, seller: Person
) -> None:
    assert look(moderator, seller, **wrong) == 200
    assert not Impersonation.objects.exists()
    assert moderator.client.get("/desk/").status_code == 200


def test_never_as_staff_nor_as_a_stranger_to_the_company(
    moderator: Person, clerk: Person, seller: Person, stranger: Person
) -> None:
    assert seller.company is not None
    seller.company.memberships.create(user=clerk.user, role="sales")
    for person in (clerk, stranger):
        other = Person(person.user, seller.company, person.client)
        assert look(moderator, other) == 200, "not among the choices"
        with pytest.raises(Refused):
            Impersonation.start(moderator.actor, person.user, seller.company, "support", REASON, "T-1")
    assert not Impersonation.objects.exists()


def test_who_has_not_the_permission_cannot_begin(clerk: Person, seller: Person, colleague: Person) -> None:
    assert look(clerk, seller) == 403
    assert look(colleague, seller) == 404
    assert seller.company is not None
    with pytest.raises(PermissionDenied):
        Impersonation.start(clerk.actor, seller.user, seller.company, "support", REASON, "T-1")


def test_it_ends_after_half_an_hour_and_with_the_permission(moderator: Person, seller: Person) -> None:
    look(moderator, seller)
    moderator.user.groups.clear()
    assert 'class="looking"' not in moderator.client.get("/companies/").content.decode()
    assert Impersonation.objects.get().ended_at is not None


def test_half_an_hour_later_staff_are_themselves_again(moderator: Person, seller: Person) -> None:
    look(moderator, seller)
    with mock.patch("companies.models.impersonation.now", return_value=timezone.now() + timedelta(minutes=31)):
        answer = moderator.client.get("/companies/")
    assert 'class="looking"' not in answer.content.decode()
    assert Impersonation.objects.get().minutes == 30


def test_a_form_sent_after_the_time_is_not_taken_for_one_of_staff(moderator: Person, seller: Person) -> None:
    look(moderator, seller)
    Impersonation.objects.update(ended_at=timezone.now())
    assert moderator.client.post("/preferences/", {"currency": "EUR"}).status_code == 409
    moderator.user.refresh_from_db()
    assert moderator.user.currency == ""
    assert moderator.client.post("/preferences/", {"currency": "EUR"}).status_code == 302, "and from then on it is"
    look(moderator, seller)
    Impersonation.objects.update(ended_at=timezone.now())
    assert moderator.client.post("/desk/looking/").status_code == 302


def test_who_closes_the_browser_is_ended_by_the_clock_and_the_person_is_told(moderator: Person, seller: Person) -> None:
    look(moderator, seller)
    Impersonation.objects.update(
        ends_at=timezone.now() - timedelta(seconds=1), started_at=timezone.now() - timedelta(minutes=30)
    )
    end_overdue()
    end_overdue()
    deliver_all()
    told = Notification.objects.get(kind="impersonation.ended")
    assert told.user == seller.user and REASON in told.title and "T-12" in told.title


def test_every_page_is_recorded_and_the_company_reads_who_looked(moderator: Person, seller: Person) -> None:
    look(moderator, seller)
    moderator.client.get("/my/products/")
    moderator.client.get("/my/tokens/")
    moderator.client.post("/desk/looking/")
    pages = Event.objects.filter(kind="impersonation.page")
    assert [(one.payload["path"], one.payload["status"]) for one in pages.order_by("pk")] == [
        ("/my/products/", 200),
        ("/my/tokens/", 403),
    ]
    assert {(one.user, one.through) for one in pages} == {(seller.user, moderator.user)}
    log = seller.client.get("/my/activity/").content.decode()
    assert (
        f"{moderator.user} (programme staff)" in log and f"on behalf of {seller.user}" in log and "/my/products/" in log
    )


def test_sockets_refuse(moderator: Person, seller: Person) -> None:
    look(moderator, seller, "dispute")
    assert session_actor(moderator.client.session.session_key).user is None
    moderator.client.post("/desk/looking/")
    assert session_actor(moderator.client.session.session_key).user == moderator.user


def test_a_copied_mark_in_another_session_is_worth_nothing(moderator: Person, seller: Person, stranger: Person) -> None:
    look(moderator, seller)
    session = stranger.client.session
    session["looking_as"] = Impersonation.objects.get().pk
    session.save()
    assert 'class="looking"' not in stranger.client.get("/my/").content.decode()
    assert Impersonation.objects.running().exists(), "and the other's goes on"


def test_a_second_one_ends_the_first(moderator: Person, seller: Person, buyer: Person) -> None:
    look(moderator, seller)
    second = Client()
    second.force_login(moderator.user)
    assert look(Person(moderator.user, None, second), buyer) == 302
    assert Impersonation.objects.running().get().person == buyer.user
    assert 'class="looking"' not in moderator.client.get("/companies/").content.decode()


def test_the_database_holds_one_for_each_member_of_staff(moderator: Person, seller: Person) -> None:
    look(moderator, seller)
    first = Impersonation.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Impersonation.objects.create(
            ref="L-2", staff=moderator.user, person=seller.user, company=first.company,
            category="support", reason=REASON, ticket="1", ends_at=timezone.now(),
        )  # fmt: skip


def test_a_page_that_is_refused_reads_no_notification_either(
    moderator: Person, seller: Person, supplier: Company, buyer: Person
) -> None:
    inquiry = Inquiry.send(buyer.actor, supplier, title="Bearings", question="How soon?")
    deliver_all()
    unread = Notification.objects.unread().filter(user=seller.user)
    look(moderator, seller)
    assert moderator.client.post(f"/inquiries/{inquiry.ref}/").status_code == 403
    assert moderator.client.get(f"/my/notifications/{unread.get().ref}/").status_code == 403
    assert unread.count() == 1


def test_neither_the_session_of_staff_nor_the_persons_last_visit_is_changed(
    moderator: Person, seller: Person, supplier: Company
) -> None:
    second = make_company("Hanbit Trading")
    second.memberships.create(user=seller.user, role="sales")
    supplier.memberships.update(seen_at=None)
    look(moderator, seller)
    session = moderator.client.session
    session["shortlist_wish"] = {"p": [], "next": "/compare/"}
    session.save()
    before = dict(moderator.client.session.items())
    for page in ("/my/", "/my/products/", "/my/shortlists/saving/"):
        moderator.client.get(page)
    assert dict(moderator.client.session.items()) == before
    assert not supplier.memberships.exclude(seen_at=None).exists()
