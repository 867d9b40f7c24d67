"""Spam, strikes, limits and blocks."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from catalog.models import Product
from companies.models import Company, CompanyBlock
from notifications.models import Notification
from offers.inquiry_limits import allowance_of
from offers.models import Inquiry, InquiryReport, Offer
from offers.response import counted
from portal.core.permissions import Refused
from portal.core.relay import deliver_all
from tests.cast import Person, make_company
from tests.offers.conftest import inquiry_data, make_inquiry

pytestmark = pytest.mark.django_db


def report(who: Person, inquiry: Inquiry, **more: str) -> int:
    return int(who.client.post(f"{inquiry.get_absolute_url()}report/", {"reason": "mass", **more}).status_code)


def test_reported_it_leaves_the_boxes_and_the_figures(buyer: Person, seller: Person, inquiry: Inquiry) -> None:
    Inquiry.objects.update(created_at=timezone.now() - timedelta(days=20))
    assert counted([seller.company.pk])
    assert report(seller, inquiry, words="All our friends got it") == 302
    assert not counted([seller.company.pk])
    assert list(seller.client.get("/my/inquiries/").context["page"]) == []
    assert list(seller.client.get("/my/inquiries/?tab=spam").context["page"]) == [inquiry]
    assert list(buyer.client.get("/my/inquiries/").context["page"]) == [inquiry], "the sender notices nothing"
    assert "spam" not in buyer.client.get(inquiry.get_absolute_url()).content.decode().lower()
    assert report(seller, inquiry) == 409, "once"


def test_who_may_report(buyer: Person, viewer: Person, stranger: Person, inquiry: Inquiry) -> None:
    assert [report(who, inquiry) for who in (buyer, viewer, stranger)] == [403, 403, 404]
    assert not InquiryReport.objects.exists()


def test_staff_dismiss_and_it_comes_back(seller: Person, buyer: Person, moderator: Person, inquiry: Inquiry) -> None:
    report(seller, inquiry)
    found = InquiryReport.objects.get()
    assert inquiry.title in moderator.client.get("/desk/inquiries/").content.decode()
    page = moderator.client.get(f"/desk/inquiries/{found.ref}/").content.decode()
    assert inquiry.question in page and "Confirm: it is spam" in page
    moderator.client.post(f"/desk/inquiries/{found.ref}/decision/", {"verdict": "none"})
    inquiry.refresh_from_db()
    assert (inquiry.spam, inquiry.state) == ("", "sent")
    assert allowance_of(buyer.company).strikes == 0
    assert report(seller, inquiry) == 409, "what staff found no spam is not reported again"
    deliver_all()
    assert Notification.objects.filter(kind="inquiry.spam_dismissed", user=seller.user).exists()


def test_staff_confirm_and_the_sender_may_ask_fewer(
    seller: Person, buyer: Person, moderator: Person, inquiry: Inquiry
) -> None:
    limit = allowance_of(buyer.company).limit
    report(seller, inquiry)
    ref = InquiryReport.objects.get().ref
    url = f"/desk/inquiries/{ref}/decision/"
    assert moderator.client.post(url, {"verdict": "spam"}).status_code == 302
    assert moderator.client.post(url, {"verdict": "spam"}).status_code == 409
    inquiry.refresh_from_db()
    assert (inquiry.spam, inquiry.state, inquiry.closed_side) == ("confirmed", "closed", "staff")
    assert (allowance_of(buyer.company).limit, allowance_of(buyer.company).strikes) == (limit // 2, 1)
    deliver_all()
    assert Notification.objects.filter(kind="inquiry.spam_confirmed", user=buyer.user).exists()
    assert buyer.client.post(f"{inquiry.get_absolute_url()}reopening/").status_code == 409


def test_moderators_see_reported_ones_only(
    seller: Person, clerk: Person, moderator: Person, inquiry: Inquiry, buyer: Person
) -> None:
    other = make_inquiry(buyer, seller, title="Private matter")
    assert moderator.client.get(inquiry.get_absolute_url()).status_code in {302, 404}
    report(seller, inquiry)
    page = moderator.client.get("/desk/inquiries/").content.decode()
    assert inquiry.title in page and other.title not in page
    ref = InquiryReport.objects.get().ref
    assert clerk.client.post(f"/desk/inquiries/{ref}/decision/", {"verdict": "spam"}).status_code == 403
    for person in (seller, buyer):
        assert person.client.get(f"/desk/inquiries/{ref}/").status_code == 404
    assert InquiryReport.objects.get().state == "open"


def test_nobody_judges_a_company_of_their_own(seller: Person, moderator: Person, inquiry: Inquiry) -> None:
    seller.company.memberships.create(user=moderator.user, role="viewer")
    report(seller, inquiry)
    ref = InquiryReport.objects.get().ref
    assert moderator.client.post(f"/desk/inquiries/{ref}/decision/", {"verdict": "spam"}).status_code == 404


def test_three_strikes_and_nothing_is_sent(buyer: Person, seller: Person, supplier: Company) -> None:
    for number in range(3):
        one = make_inquiry(buyer, seller, title=f"Spam {number}")
        InquiryReport.objects.create(
            ref=f"X-{number}", inquiry=one, reason="mass", state="confirmed", decided_at=timezone.now()
        )
    answer = buyer.client.post(f"/inquiries/new/company/{supplier.slug}/", inquiry_data(question="Kept"))
    assert answer.status_code == 409 and "reported as spam" in answer.content.decode()
    InquiryReport.objects.update(decided_at=timezone.now() - timedelta(days=200))
    assert buyer.client.post(f"/inquiries/new/company/{supplier.slug}/", inquiry_data()).status_code == 302


def test_the_days_limit_is_said_in_plain_words_and_the_form_kept(
    buyer: Person, supplier: Company, settings: Any
) -> None:
    settings.INQUIRIES_A_DAY = [2, 5]
    for number in range(2):
        Inquiry.send(buyer.actor, make_company(f"Firm {number}"), title="A", question="B?")
    answer = buyer.client.post(f"/inquiries/new/company/{supplier.slug}/", inquiry_data(question="Kept words"))
    page = answer.content.decode()
    assert answer.status_code == 409 and "Kept words" in page
    assert "may ask 2 companies in 24 hours" in page and "The next one is free at" in page
    Company.objects.filter(pk=buyer.company.pk).update(tier=1)
    assert buyer.client.post(f"/inquiries/new/company/{supplier.slug}/", inquiry_data()).status_code == 302


def test_a_blocked_company_is_told_politely_and_nothing_else(
    buyer: Person, seller: Person, supplier: Company, product: Product, inquiry: Inquiry
) -> None:
    seller.client.post(f"{inquiry.get_absolute_url()}block/")
    assert CompanyBlock.objects.get().blocked == buyer.company
    answer = buyer.client.post(f"/inquiries/new/product/{product.ref}/", inquiry_data(question="Kept words"))
    page = answer.content.decode()
    assert answer.status_code == 409 and "Kept words" in page
    assert "Hanbit Bearings does not take inquiries from your company now." in page and "block" not in page.lower()
    listed = seller.client.get("/my/company/blocked/").content.decode()
    assert "Nordwerk Handel" in listed
    assert "Nordwerk Handel" not in buyer.client.get("/my/company/blocked/").content.decode().split("<main")[1]
    seller.client.post("/my/company/blocked/", {"company": buyer.company.slug})
    assert buyer.client.post(f"/inquiries/new/product/{product.ref}/", inquiry_data()).status_code == 302


def test_a_block_does_not_tell_whose_an_unnamed_offer_is(buyer: Person, seller: Person, anonymous_offer: Offer) -> None:
    CompanyBlock.put_up(seller.actor, buyer.company)
    assert buyer.client.post(f"/inquiries/new/offer/{anonymous_offer.ref}/", inquiry_data()).status_code == 302
    inquiry = Inquiry.objects.get()
    assert inquiry.spam == "blocked" and "Hanbit" not in buyer.client.get(inquiry.get_absolute_url()).content.decode()
    assert list(seller.client.get("/my/inquiries/").context["page"]) == []
    deliver_all()
    assert not Notification.objects.filter(user=seller.user).exists()


def test_who_may_block(viewer: Person, buyer: Person, stranger: Person, inquiry: Inquiry, seller: Person) -> None:
    url = f"{inquiry.get_absolute_url()}block/"
    assert [one.client.post(url).status_code for one in (viewer, buyer, stranger)] == [403, 403, 404]
    assert not CompanyBlock.objects.exists()
    CompanyBlock.put_up(seller.actor, buyer.company)
    for person, status in ((viewer, 403), (stranger, 404)):
        data = {"company": buyer.company.slug}
        assert person.client.post("/my/company/blocked/", data).status_code == status
    assert CompanyBlock.objects.count() == 1
    with pytest.raises(Refused):
        CompanyBlock.put_up(seller.actor, seller.company)


def test_reporting_and_blocking_at_once(seller: Person, buyer: Person, inquiry: Inquiry) -> None:
    assert report(seller, inquiry, block="on") == 302
    assert CompanyBlock.objects.filter(company=seller.company, blocked=buyer.company).exists()


def test_the_formula_has_a_page_for_everybody(visitor: Any) -> None:
    page = visitor.get("/inquiries/response-figures/").content.decode()
    assert "median" in page and "90 days" in page and "spam" in page
