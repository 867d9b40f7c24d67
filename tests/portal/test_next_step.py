"""“My portal” names one next thing, by role and company."""

import pytest
from django.utils.timezone import localdate

from companies.models import Certificate, Company, CompanyText, Suspension
from consultations.models import Room
from offers.models import Inquiry
from tests.cast import Person, make_person, make_product

pytestmark = pytest.mark.django_db


def step(person: Person, language: str = "") -> str:
    found = person.client.get(f"{language}/my/").context["next"]
    return str(found.title) if found else ""


def test_who_waits_comes_first_and_only_for_who_may_answer(
    seller: Person, colleague: Person, viewer: Person, buyer: Person, supplier: Company
) -> None:
    Inquiry.send(buyer.actor, supplier, title="6204 bearings", question="How soon?")
    for person in (seller, colleague):
        assert step(person) == "Nordwerk Handel asks about “6204 bearings”"
    assert step(viewer) == "Read what your company is asked"


def test_a_buyer_reads_the_answer(seller: Person, buyer: Person, supplier: Company) -> None:
    inquiry = Inquiry.send(buyer.actor, supplier, title="6204 bearings", question="How soon?")
    inquiry.reply("Tomorrow.", by=seller.actor)
    assert step(buyer) == "Hanbit Bearings answered about “6204 bearings”"


def test_unread_words_come_before_the_own_house(seller: Person, buyer: Person, supplier: Company) -> None:
    Room.open_about("company", supplier, by=buyer.actor).post("Hello", by=buyer.actor)
    assert step(seller) == "Nordwerk Handel wrote about “Hanbit Bearings”"


def test_the_house_sentence_products_drafts_then_nothing(seller: Person, colleague: Person, supplier: Company) -> None:
    assert step(seller) == "Say what you do in one sentence"
    assert step(colleague) == "Bring your products"
    CompanyText.objects.create(company=supplier, language="en", tagline="Bearings")
    make_product(supplier, state="draft")
    assert step(colleague) == "1 product is a draft" == step(seller)
    supplier.products.update(state="published")
    assert step(colleague) == "" and "All done" in colleague.client.get("/my/").content.decode()


def test_a_certificate_that_runs_out_is_the_managers_matter(
    seller: Person, colleague: Person, supplier: Company
) -> None:
    make_product(supplier)
    Certificate.objects.create(company=supplier, name="ISO 9001", valid_until=localdate())
    assert step(seller).startswith("“ISO 9001” is valid until")
    assert "ISO" not in step(colleague)


def test_a_suspended_company_is_led_to_the_reason(
    seller: Person, viewer: Person, moderator: Person, supplier: Company
) -> None:
    Suspension.start(supplier, moderator.actor, "other", "Please call us")
    assert step(seller) == step(viewer) == "Your company is out of the market"
    assert "Read why and appeal" in seller.client.get("/my/").content.decode()


def test_every_role_gets_a_page_in_both_languages(supplier: Company) -> None:
    for role in ("owner", "manager", "sales", "buyer", "viewer"):
        person = make_person(f"{role}2@hanbit.example", supplier, role)
        for language in ("", "/ko"):
            assert person.client.get(f"{language}/my/").status_code == 200
