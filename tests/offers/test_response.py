"""Response rate and time: what counts, what does not, and where it is shown."""

from datetime import timedelta

import pytest
from django.utils import timezone

from companies.models import Company
from offers.models import CompanyResponse, Inquiry, Offer
from offers.response import count_all, count_anew
from portal.core.relay import deliver_all
from tests.cast import Person, make_company, make_product
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


def ask(buyer: Person, supplier: Company, days: float, hours: float | None = None, **fields: object) -> Inquiry:
    """An inquiry sent so many days ago, and answered so many hours after."""
    inquiry = Inquiry.send(buyer.actor, supplier, title="Bearings", question="How soon?")
    sent = timezone.now() - timedelta(days=days)
    answered = None if hours is None else sent + timedelta(hours=hours)
    state = "sent" if answered is None else "answered"
    Inquiry.objects.filter(pk=inquiry.pk).update(
        **{"created_at": sent, "answered_at": answered, "state": state, **fields}
    )
    inquiry.refresh_from_db()
    return inquiry


def figures(company: Company) -> tuple[int, int, float | None]:
    count_anew(company.pk)
    row = CompanyResponse.objects.get(company=company)
    return row.received, row.in_time, None if row.median_hours is None else float(row.median_hours)


def test_answered_in_seven_days_over_received_and_the_median(buyer: Person, supplier: Company) -> None:
    for hours in (1, 3, 10, 24 * 8):
        ask(buyer, supplier, 30, hours)
    ask(buyer, supplier, 20)
    assert figures(supplier) == (5, 3, 6.5)


def test_what_is_left_out(buyer: Person, seller: Person, supplier: Company) -> None:
    ask(buyer, supplier, 91, 2)
    ask(buyer, supplier, 6)
    ask(buyer, supplier, 30).close(buyer.actor)
    product = make_product(supplier)
    secret = Offer.objects.create(
        ref="O-ANON", company=supplier, title="Unnamed", category=product.category, quantity=1, is_anonymous=True,
        valid_until="2199-01-01", state="open",
    )  # fmt: skip
    ask(buyer, supplier, 30, 2, offer=secret)
    ask(buyer, supplier, 30, supplier_is_hidden=True)
    assert figures(supplier) == (0, 0, None)
    ask(buyer, supplier, 30).close(seller.actor)
    assert figures(supplier) == (1, 0, None), "closed by who was asked, without an answer: not answered"


def test_too_few_to_say_then_shown_in_words(buyer: Person, supplier: Company) -> None:
    product = make_product(supplier)
    for _number in range(4):
        ask(buyer, supplier, 10, 5)
    count_all()
    booth = supplier.get_absolute_url()
    assert "too few inquiries to say" in buyer.client.get(booth).content.decode()
    ask(buyer, supplier, 10)
    count_all()
    for page in (booth, product.get_absolute_url()):
        seen = buyer.client.get(page).content.decode()
        assert "80% of 5 inquiries within 7 days, usually in 5 hours" in seen, page
        assert "divided by those received" in seen, "the formula stands beside it"
    assert "answers 80%, usually in 5 hours" in buyer.client.get("/companies/").content.decode()


def test_nothing_is_said_of_who_was_not_asked_lately(buyer: Person, supplier: Company) -> None:
    assert "Answers" not in buyer.client.get(supplier.get_absolute_url()).content.decode()
    ask(buyer, supplier, 10, 5)
    count_all()
    Inquiry.objects.update(created_at=timezone.now() - timedelta(days=100))
    count_all()
    assert not CompanyResponse.objects.exists()


def test_an_answer_counts_at_once(buyer: Person, seller: Person, supplier: Company) -> None:
    inquiry = Inquiry.send(buyer.actor, supplier, title="Bearings", question="How soon?")
    inquiry.reply("Tomorrow.", by=seller.actor)
    deliver_all()
    row = CompanyResponse.objects.get()
    assert (row.company, row.received, row.in_time) == (supplier, 1, 1)


def test_the_directory_asks_no_more_for_more_companies(buyer: Person, supplier: Company) -> None:
    few = queries_of(buyer.client, "/companies/")
    for number in range(10):
        company = make_company(f"Firm {number}")
        ask(buyer, company, 10, 5)
    count_all()
    assert queries_of(buyer.client, "/companies/") == few
