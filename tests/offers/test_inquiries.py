"""Asking and answering."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.utils import timezone
from moneyed import Money

from catalog.models import Product
from offers.models import Inquiry, Offer
from portal.core.events import Event
from portal.core.permissions import Refused, WrongState
from tests.cast import Person, make_person
from tests.offers.conftest import inquiry_data, make_inquiry, make_offer
from tests.offers.test_board import hostile
from tests.queries import queries_of


def ask_url(kind: str, key: str) -> str:
    return f"/inquiries/new/{kind}/{key}/"


def test_a_buyer_asks_about_a_product_and_gets_an_answer(buyer: Person, seller: Person, product: Product) -> None:
    url = ask_url("product", product.ref)
    page = buyer.client.get(url).content.decode()
    assert product.title in page and "Hanbit Bearings" in page
    data = inquiry_data(quantity="500", unit="C62", target_amount="3.90", currency="USD")
    answer = buyer.client.post(url, data)
    inquiry = Inquiry.objects.get()
    assert answer.headers["Location"] == f"/inquiries/{inquiry.ref}/"
    assert (inquiry.buyer, inquiry.supplier, inquiry.product) == (buyer.company, seller.company, product)
    assert inquiry.target_price == Money("3.90", "USD") and inquiry.quantity == 500
    assert "Their turn" in buyer.client.get(inquiry.get_absolute_url()).content.decode()
    assert "Your turn" in seller.client.get(inquiry.get_absolute_url()).content.decode()
    seller.client.post(inquiry.get_absolute_url(), {"answer": "Three weeks, CIF Hamburg."})
    page = buyer.client.get(inquiry.get_absolute_url()).content.decode()
    assert page.index("Can you deliver to Hamburg?") < page.index("Three weeks, CIF Hamburg.")
    assert "Answered" in page
    assert list(Event.objects.about(inquiry).order_by("pk").values_list("kind", flat=True)) == [
        "inquiry.sent",
        "inquiry.answered",
    ]


def test_one_asks_about_offers_and_companies_too(buyer: Person, seller: Person, offer: Offer) -> None:
    assert seller.company
    buyer.client.post(ask_url("offer", offer.ref), inquiry_data())
    buyer.client.post(ask_url("company", seller.company.slug), inquiry_data())
    assert list(Inquiry.objects.order_by("pk").values_list("title", "offer")) == [
        (offer.title, offer.pk),
        ("General question", None),
    ]


def test_ticked_questions_are_asked_in_the_language_of_who_ticks_them(buyer: Person, product: Product) -> None:
    page = buyer.client.get(f"/ko{ask_url('product', product.ref)}").content.decode()
    assert "What is your lead time" not in page
    data = {"starters": ["lead_time", "samples"], "question": "", "form_token": str(uuid.uuid4())}
    buyer.client.post(ask_url("product", product.ref), data)
    question = Inquiry.objects.get().question
    assert question.splitlines() == [
        "What is your lead time for this quantity?",
        "Can you send samples, and what do they cost?",
    ]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"question": " "}, "Ask something, or tick one of the questions offered."),
        ({"question": "\u200b"}, "Please write something that can be seen."),
        ({"question": "x" * 6001}, "6000"),
        ({"quantity": "0"}, "Enter a quantity above 0."),
        ({"quantity": "many"}, "Enter a number, such as 500 or 12.5."),
        ({"target_amount": "5", "currency": ""}, "Choose the currency of the price."),
        ({"starters": ["forged"]}, "valid choice"),
    ],
)
def test_a_wrong_inquiry_is_explained_and_kept(
    buyer: Person, product: Product, wrong: dict[str, Any], words: str
) -> None:
    answer = buyer.client.post(ask_url("product", product.ref), inquiry_data(target_amount="7.77") | wrong)
    assert answer.status_code == 200 and words in answer.content.decode()
    assert not Inquiry.objects.exists()


def test_a_double_click_sends_one_inquiry_and_the_back_button_tells(buyer: Person, product: Product) -> None:
    data = inquiry_data()
    first = buyer.client.post(ask_url("product", product.ref), data)
    second = buyer.client.post(ask_url("product", product.ref), data)
    assert first.headers["Location"] == second.headers["Location"]
    changed = buyer.client.post(ask_url("product", product.ref), {**data, "question": "Other words"}, follow=True)
    assert "This form was sent before" in changed.content.decode()
    assert Inquiry.objects.count() == 1 and Event.objects.filter(kind="inquiry.sent").count() == 1


def test_a_visitor_writes_first_signs_in_and_finds_the_words_again(buyer: Person, product: Product) -> None:
    client, url = Client(), ask_url("product", product.ref)
    token = str(uuid.uuid4())
    answer = client.post(url, inquiry_data(quantity="750", starters=["samples"], form_token=token))
    assert answer.headers["Location"] == f"/accounts/login/?next={url}"
    assert not Inquiry.objects.exists()
    buyer.user.set_password("a long pass phrase")
    buyer.user.save()
    buyer.user.emailaddress_set.create(email=buyer.user.email, verified=True, primary=True)
    login = {"login": buyer.user.email, "password": "a long pass phrase"}
    assert client.post(f"/accounts/login/?next={url}", login).headers["Location"] == url
    form = client.get(url).context["form"]
    assert form["question"].value() == "Can you deliver to Hamburg?"
    assert (form["quantity"].value(), form["starters"].value()) == ("750", ["samples"])
    assert str(form["form_token"].value()) == token
    client.post(url, {"question": form["question"].value(), "form_token": token})
    assert Inquiry.objects.get().buyer == buyer.company
    assert client.get(url).context["form"]["question"].value() is None, "what was sent is not offered again"


def test_a_person_without_a_company_founds_one_and_comes_back(newcomer: Person, product: Product) -> None:
    url = ask_url("product", product.ref)
    answer = newcomer.client.post(url, inquiry_data(question="Kept for me?"))
    target = answer.headers["Location"]
    assert target.startswith("/my/company/new/?next=")
    assert newcomer.client.get(url).headers["Location"] == target, "who has joined meanwhile goes on there"
    assert newcomer.client.get(target).context["form"].initial["kind"] == "buyer"
    company = {"name": "Fresh Start", "kind": "buyer", "country": "VN", "timezone": "Asia/Ho_Chi_Minh"}
    assert newcomer.client.post(target, company).headers["Location"] == url
    assert newcomer.client.get(url).context["form"]["question"].value() == "Kept for me?"
    assert not Inquiry.objects.exists()


def test_the_way_back_leads_to_our_own_pages_only(newcomer: Person) -> None:
    company = {"name": "Fresh Start", "kind": "buyer", "country": "VN", "timezone": "UTC"}
    answer = newcomer.client.post("/my/company/new/?next=https://evil.example/", company)
    assert answer.headers["Location"] == "/my/company/"


def test_nobody_asks_their_own_company(seller: Person, product: Product) -> None:
    url = ask_url("product", product.ref)
    assert "This is your own company" in seller.client.get(url).content.decode()
    answer = seller.client.post(url, inquiry_data())
    assert answer.status_code == 409 and "nobody to ask" in answer.content.decode()
    assert not Inquiry.objects.exists()


def test_an_offer_that_has_ended_is_not_asked_about(buyer: Person, offer: Offer) -> None:
    Offer.objects.filter(pk=offer.pk).update(valid_until=timezone.localdate() - timedelta(days=1))
    assert "This offer has ended" in buyer.client.get(ask_url("offer", offer.ref)).content.decode()
    assert buyer.client.post(ask_url("offer", offer.ref), inquiry_data()).status_code == 409
    assert not Inquiry.objects.exists()


@pytest.mark.parametrize("kind", ["product", "offer", "company", "user"])
def test_what_does_not_exist_cannot_be_asked_about(buyer: Person, kind: str) -> None:
    assert buyer.client.get(ask_url(kind, "X-0")).status_code == 404
    assert buyer.client.post(ask_url(kind, "X-0"), inquiry_data()).status_code == 404


def test_drafts_of_others_cannot_be_asked_about(buyer: Person, seller: Person) -> None:
    draft = make_offer(seller, publish=False)
    assert buyer.client.post(ask_url("offer", draft.ref), inquiry_data()).status_code == 404


def test_a_stranger_sees_no_inquiry_and_changes_none(stranger: Person, inquiry: Inquiry) -> None:
    url = inquiry.get_absolute_url()
    assert stranger.client.get(url).status_code == 404
    assert stranger.client.post(url, {"answer": "Mine"}).status_code == 404
    assert stranger.client.post(f"{url}closure/").status_code == 404
    assert inquiry.title not in stranger.client.get("/my/inquiries/").content.decode()
    inquiry.refresh_from_db()
    assert (inquiry.state, inquiry.answer) == ("sent", "")


def test_a_viewer_reads_and_may_not_answer_close_or_ask(
    viewer: Person, buyer: Person, inquiry: Inquiry, stranger: Person
) -> None:
    url = inquiry.get_absolute_url()
    page = viewer.client.get(url)
    assert page.status_code == 200 and "Send answer" not in page.content.decode()
    assert viewer.client.post(url, {"answer": "Yes"}).status_code == 403
    assert viewer.client.post(f"{url}closure/").status_code == 403
    assert stranger.company
    assert viewer.client.post(ask_url("company", stranger.company.slug), inquiry_data()).status_code == 403
    inquiry.refresh_from_db()
    assert inquiry.state == "sent" and Inquiry.objects.count() == 1


def test_who_asked_cannot_answer_for_the_other_side(buyer: Person, inquiry: Inquiry) -> None:
    assert buyer.client.post(inquiry.get_absolute_url(), {"answer": "Yes, free"}).status_code == 403
    inquiry.refresh_from_db()
    assert inquiry.answer == ""


def test_an_answer_to_a_buy_offer_goes_from_who_sells_to_who_buys(buyer: Person, seller: Person) -> None:
    wanted = make_offer(buyer, side="buy", title="Bearings wanted")
    clerk = make_person("clerk@nordwerk.example", buyer.company, "buyer")
    salesman = make_person("sales2@hanbit.example", seller.company, "sales")
    salesman.client.post(ask_url("offer", wanted.ref), inquiry_data(question="We have 500."))
    inquiry = Inquiry.objects.get()
    clerk.client.post(inquiry.get_absolute_url(), {"answer": "Send a sample."})
    inquiry.refresh_from_db()
    assert inquiry.state == "answered"


def test_an_empty_answer_is_not_sent(seller: Person, inquiry: Inquiry) -> None:
    for nothing in ("", "  ", "\u200b"):
        answer = seller.client.post(inquiry.get_absolute_url(), {"answer": nothing})
        assert answer.status_code == 200
    with pytest.raises(Refused):
        inquiry.reply("  ", seller.actor)
    inquiry.refresh_from_db()
    assert inquiry.state == "sent"


def test_closing_ends_it_for_both_sides(buyer: Person, seller: Person, inquiry: Inquiry) -> None:
    url = inquiry.get_absolute_url()
    assert buyer.client.get(f"{url}closure/").status_code == 405
    assert buyer.client.post(f"{url}closure/").status_code == 302
    late = seller.client.post(url, {"answer": "Too late"})
    assert late.status_code == 409 and "Closed" in late.content.decode()
    assert seller.client.post(f"{url}closure/").status_code == 409
    inquiry.refresh_from_db()
    assert (inquiry.state, inquiry.answer) == ("closed", "")


def test_the_second_of_two_colleagues_is_told(seller: Person, colleague: Person, inquiry: Inquiry) -> None:
    same = Inquiry.objects.get(pk=inquiry.pk)
    inquiry.reply("First", seller.actor)
    with pytest.raises(WrongState, match="changed meanwhile"):
        same.reply("Second", colleague.actor)
    assert Inquiry.objects.get().answer == "First"
    assert Event.objects.filter(kind="inquiry.answered").count() == 1


@pytest.mark.needs("postgresql")
@pytest.mark.django_db(transaction=True)
def test_of_twelve_answers_at_once_one_wins(seller: Person, colleague: Person, inquiry: Inquiry) -> None:
    actors = [seller.actor, colleague.actor] * 6

    def answer(number: int) -> str:
        try:
            Inquiry.objects.get(pk=inquiry.pk).reply(f"Answer {number}", actors[number])
            return "won"
        except WrongState:
            return "told"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(12) as pool:
        results = sorted(pool.map(answer, range(12)))
    assert results == ["told"] * 11 + ["won"]
    assert Event.objects.filter(kind="inquiry.answered").count() == 1


@pytest.mark.needs("postgresql")
@pytest.mark.django_db(transaction=True)
def test_of_twelve_clicks_at_once_one_inquiry_goes_out(buyer: Person, seller: Person) -> None:
    token, actor = uuid.uuid4(), buyer.actor

    def click(_number: int) -> str:
        try:
            return Inquiry.send(actor, seller.company, title="A", question="B?", form_token=token).ref
        finally:
            connections.close_all()

    with ThreadPoolExecutor(12) as pool:
        refs = set(pool.map(click, range(12)))
    assert len(refs) == 1
    assert Inquiry.objects.count() == Event.objects.filter(kind="inquiry.sent").count() == 1


def test_received_and_sent_are_apart_and_searchable(buyer: Person, seller: Person, stranger: Person) -> None:
    make_inquiry(buyer, seller, title="Bearings for pumps")
    make_inquiry(stranger, seller, title="Bearings for cars").reply("Yes", seller.actor)
    page = seller.client.get("/my/inquiries/")
    assert {row.title for row in page.context["page"]} == {"Bearings for pumps", "Bearings for cars"}
    assert [row.title for row in seller.client.get("/my/inquiries/?q=nordwerk").context["page"]] == [
        "Bearings for pumps"
    ]
    assert [row.title for row in seller.client.get("/my/inquiries/?state=answered").context["page"]] == [
        "Bearings for cars"
    ]
    assert list(seller.client.get("/my/inquiries/?box=sent").context["page"]) == []
    assert [row.title for row in buyer.client.get("/my/inquiries/").context["page"]] == ["Bearings for pumps"]
    assert "No inquiry here" in seller.client.get("/my/inquiries/?q=nothing").content.decode()


def test_the_list_takes_the_same_queries_for_any_number(buyer: Person, seller: Person, product: Product) -> None:
    for number in range(3):
        make_inquiry(buyer, seller, title=f"Lot {number}", product=product)
    few = queries_of(seller.client, "/my/inquiries/")
    for number in range(15):
        make_inquiry(buyer, seller, title=f"More {number}", product=product)
    assert queries_of(seller.client, "/my/inquiries/") == few


def test_hostile_texts_pass_through_an_inquiry_without_harm(buyer: Person, seller: Person, product: Product) -> None:
    for text in [text for text in hostile() if text.strip()][::20]:
        answer = buyer.client.post(ask_url("product", product.ref), inquiry_data(question=text))
        assert answer.status_code in {200, 302}
    for inquiry in Inquiry.objects.all():
        page = seller.client.get(inquiry.get_absolute_url())
        assert page.status_code == 200 and "<script>alert" not in page.content.decode()
    assert seller.client.get("/my/inquiries/").status_code == 200


def test_asking_needs_a_token_against_forgery(buyer: Person, product: Product, inquiry: Inquiry) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(buyer.user)
    assert strict.post(ask_url("product", product.ref), inquiry_data()).status_code == 403
    assert strict.post(f"{inquiry.get_absolute_url()}closure/").status_code == 403
    inquiry.refresh_from_db()
    assert Inquiry.objects.count() == 1 and inquiry.state == "sent"
