"""An anonymous offer's company is named nowhere until it answers."""

import pytest
from django.core import mail
from django.test import Client

from catalog.models import Product
from consultations.models import Room
from notifications.models import Notification
from offers.models import Inquiry, Offer
from portal.core.permissions import Refused
from portal.core.relay import deliver_all
from portal.core.subjects import KINDS
from tests.cast import Person
from tests.offers.conftest import inquiry_data, make_inquiry, make_offer, offer_data

SECRETS = ("Hanbit", "hanbit", "Seller", "A-1", "6204")


def tells(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret in text]


@pytest.fixture
def hidden(seller: Person, product: Product) -> Offer:
    """Made from a product, which would give its company away."""
    return make_offer(seller, is_anonymous=True, title="Round parts from stock", product=product)


@pytest.mark.parametrize(
    "path",
    [
        "{url}",
        "/ko{url}",
        "/offers/",
        "/offers/?side=sell&sort=ending",
        "/offers/feed.atom",
        "/api/v1/offers/",
        "/api/v1{url}",
        "/inquiries/new/offer/{ref}/",
    ],
)
def test_no_public_surface_tells_whose_it_is(visitor: Client, stranger: Person, hidden: Offer, path: str) -> None:
    address = path.format(url=hidden.get_absolute_url(), ref=hidden.ref)
    for client in (visitor, stranger.client):
        response = client.get(address)
        assert response.status_code == 200 and hidden.title in response.content.decode()
        assert tells(response.content.decode()) == []
        assert tells(str(response.headers)) == []


def test_country_kind_and_size_are_shown_instead(visitor: Client, hidden: Offer) -> None:
    page = visitor.get(hidden.get_absolute_url()).content.decode()
    assert "South Korea" in page and "Supplier" in page
    company = visitor.get(f"/api/v1{hidden.get_absolute_url()}").json()["company"]
    assert company == {"slug": None, "name": None, "country": "KR", "kind": "supplier", "size": ""}


def test_its_own_people_see_that_it_is_theirs(seller: Person, hidden: Offer) -> None:
    page = seller.client.get(hidden.get_absolute_url()).content.decode()
    assert "Hanbit Bearings" in page and "Without your name" in page


@pytest.mark.parametrize("query", ["?q=hanbit", "?company=hanbit-bearings", "?q=round+hanbit"])
def test_no_filter_answers_whose_it_is(visitor: Client, seller: Person, hidden: Offer, query: str) -> None:
    assert seller.company
    query = query.replace("hanbit-bearings", seller.company.slug)
    assert visitor.get(f"/offers/{query}").context["page"].paginator.count == 0
    assert visitor.get(f"/api/v1/offers/{query}").json()["count"] == 0
    assert hidden.title not in visitor.get(f"/offers/feed.atom{query}").content.decode()


def test_the_form_refuses_words_that_give_the_name_away(seller: Person) -> None:
    data = offer_data(then="publish", is_anonymous="on", text="Best regards, HANBIT Bearings")
    answer = seller.client.post("/my/offers/new/", data)
    assert "is in here, but the offer is to be without it" in answer.content.decode().replace("&#x27;", "'")
    assert not Offer.objects.exists()


def test_it_cannot_be_chatted_about(stranger: Person, seller: Person, hidden: Offer) -> None:
    assert "Chat now" not in stranger.client.get(hidden.get_absolute_url()).content.decode()
    for kind, subject in (("offer", hidden), ("inquiry", make_inquiry(stranger, seller, offer=hidden))):
        with pytest.raises(Refused):
            KINDS[kind].parties(subject)
        with pytest.raises(Refused):
            Room.open_about(kind, subject, stranger.actor)
    assert not Room.objects.exists()


def ask(buyer: Person, hidden: Offer) -> Inquiry:
    buyer.client.post(f"/inquiries/new/offer/{hidden.ref}/", inquiry_data())
    return Inquiry.objects.get()


def test_who_asks_learns_the_name_only_by_the_answer(buyer: Person, seller: Person, hidden: Offer) -> None:
    inquiry = ask(buyer, hidden)
    for path in (inquiry.get_absolute_url(), "/my/inquiries/", "/my/inquiries/?box=sent", "/my/"):
        response = buyer.client.get(path)
        assert response.status_code == 200 and inquiry.title in response.content.decode()
        assert tells(response.content.decode()) == []
    assert buyer.client.get("/my/inquiries/?box=sent&q=hanbit").context["page"].paginator.count == 0
    page = seller.client.get(inquiry.get_absolute_url()).content.decode()
    assert "Your name is not known yet" in page and "Nordwerk Handel" in page
    seller.client.post(inquiry.get_absolute_url(), {"answer": "We have 500 in stock."})
    assert "Hanbit Bearings" in buyer.client.get(inquiry.get_absolute_url()).content.decode()
    assert buyer.client.get("/my/inquiries/?box=sent&q=hanbit").context["page"].paginator.count == 1
    assert tells(Client().get(hidden.get_absolute_url()).content.decode()) == [], "the offer itself stays unnamed"


def test_closing_without_an_answer_keeps_the_name(buyer: Person, seller: Person, hidden: Offer) -> None:
    inquiry = ask(buyer, hidden)
    seller.client.post(f"{inquiry.get_absolute_url()}closure/")
    deliver_all()
    for path in (inquiry.get_absolute_url(), "/my/inquiries/?box=sent", "/my/notifications/"):
        page = buyer.client.get(path).content.decode()
        assert inquiry.title in page and tells(page) == []


def test_the_name_stays_unknown_when_the_offer_drops_its_cloak_for_nobody(buyer: Person, hidden: Offer) -> None:
    """Deleting the offer must not turn its inquiries into named ones."""
    inquiry = ask(buyer, hidden)
    hidden.delete()
    page = buyer.client.get(inquiry.get_absolute_url()).content.decode()
    assert inquiry.title in page and tells(page) == []


def test_no_notification_or_mail_to_who_asks_tells_the_name(buyer: Person, seller: Person, hidden: Offer) -> None:
    ask(buyer, hidden)
    deliver_all()
    assert [message.to for message in mail.outbox] == [[seller.user.email]]
    assert not Notification.objects.filter(user=buyer.user).exists()


def test_the_booth_never_shows_it(visitor: Client, seller: Person, hidden: Offer) -> None:
    assert seller.company
    for client in (visitor, seller.client):
        assert hidden.title not in client.get(seller.company.get_absolute_url()).content.decode()


def test_the_companys_token_sees_its_own_and_another_companys_does_not(
    seller: Person, stranger: Person, hidden: Offer
) -> None:
    from companies.models import ApiToken

    for person, name in ((seller, "Hanbit Bearings"), (stranger, None)):
        assert person.company
        _token, secret = ApiToken.issue(person.company, ["read"])
        headers = {"Authorization": f"Bearer {secret}"}
        answer = Client().get(f"/api/v1{hidden.get_absolute_url()}", headers=headers)
        assert answer.json()["company"]["name"] == name


def test_a_token_sent_again_elsewhere_does_not_lead_back_to_the_unnamed(
    buyer: Person, seller: Person, hidden: Offer, product: Product
) -> None:
    """Were it one inquiry, the answer to “is it Hanbit?” would be where the second form leads."""
    assert seller.company
    data = inquiry_data()
    buyer.client.post(f"/inquiries/new/offer/{hidden.ref}/", data)
    asked = Inquiry.objects.get()
    for address in (f"company/{seller.company.slug}", f"product/{product.ref}"):
        answer = buyer.client.post(f"/inquiries/new/{address}/", data)
        assert answer.status_code == 302 and asked.ref not in answer["Location"]
    assert Inquiry.objects.count() == 3
    buyer.client.post(f"/inquiries/new/offer/{hidden.ref}/", data)
    assert Inquiry.objects.count() == 3, "a double click is still one inquiry"
