"""One question to several suppliers."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from catalog.models import Product, Shortlist
from companies.models import Company, CompanyBlock
from offers.models import Inquiry, InquiryBatch
from offers.models.inquiry_batch import Recipient
from portal.core.events import Event
from search.engines.base import Engine
from search.sync import rebuild
from tests.cast import Person, make_company, make_person, make_product
from tests.offers.test_inquiry_thread import pdf
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
URL = "/inquiries/many/"


@pytest.fixture
def second(db: None) -> Product:
    return make_product(make_company("Busan Rollers"), "B-1", "Roller bearing 6204")


@pytest.fixture
def third(db: None) -> Product:
    return make_product(make_company("Pune Rings", country="IN"), "P-1", "Ring 6204")


def form(*products: Product, **more: Any) -> dict[str, Any]:
    refs = [one.ref for one in products]
    return {
        "send": "1",
        "p": refs,
        "shown": refs,
        "question": "Your best price?",
        "form_token": str(uuid.uuid4()),
        "currency": "USD",
        **more,
    }


def test_three_products_of_two_suppliers_make_two_inquiries(
    buyer: Person, supplier: Company, product: Product, second: Product
) -> None:
    other = make_product(supplier, "A-2", "Bearing 6205")
    page = buyer.client.get(f"{URL}?p={product.ref}&p={second.ref}&p={other.ref}&q=500&q=20&q=30").content.decode()
    assert "2 suppliers" in page and 'value="500"' in page
    wished = {f"quantity-{product.ref}": "500", f"target-{product.ref}": "3.9", f"quantity-{second.ref}": "20"}
    data = form(product, second, other, **wished, delivery_country="DE", incoterm="CIF", papers=[pdf()])
    answer = buyer.client.post(URL, data)
    batch = InquiryBatch.objects.get()
    assert answer.headers["Location"] == batch.get_absolute_url()
    one, two = Inquiry.objects.order_by("pk")
    assert (one.supplier, two.supplier) == (supplier, second.company)
    assert [(line.title, line.quantity) for line in one.lines.all()] == [
        ("Steel ball bearing 6204", 500),
        ("Bearing 6205", None),
    ]
    assert (two.quantity, two.product, two.incoterm) == (20, second, "CIF")
    assert one.title == "Steel ball bearing 6204 and 1 more"
    assert [inquiry.files.count() for inquiry in (one, two)] == [1, 1]
    assert Event.objects.filter(kind="inquiry.sent").count() == 2


def test_each_supplier_sees_only_its_own(
    buyer: Person, seller: Person, stranger: Person, product: Product, second: Product
) -> None:
    rival = make_person("rival@busan.example", second.company)
    buyer.client.post(URL, form(product, second))
    batch = InquiryBatch.objects.get()
    mine, theirs = Inquiry.objects.order_by("pk")
    page = seller.client.get(mine.get_absolute_url()).content.decode()
    assert "Busan" not in page and batch.ref not in page and "side by side" not in page
    assert seller.client.get(theirs.get_absolute_url()).status_code == 404
    assert rival.client.get(mine.get_absolute_url()).status_code == 404
    for person in (seller, rival, stranger):
        assert person.client.get(batch.get_absolute_url()).status_code == 404
        assert person.client.post(f"{batch.get_absolute_url()}closure/").status_code == 404
        assert batch.title not in person.client.get("/my/inquiries/batches/").content.decode()
    assert seller.client.get("/my/inquiries/?q=Busan").content.decode().count("Roller bearing") == 0


def test_answers_stand_side_by_side(buyer: Person, seller: Person, product: Product, second: Product) -> None:
    buyer.client.post(URL, form(product, second))
    Inquiry.objects.get(supplier=seller.company).reply("USD 3.80", seller.actor)
    page = buyer.client.get(InquiryBatch.objects.get().get_absolute_url()).content.decode()
    assert "1 of 2 have answered, 1 still to come" in page
    assert page.index("USD 3.80") < page.index("No answer yet")


def test_who_cannot_be_asked_is_named_and_the_rest_goes(
    buyer: Person, product: Product, second: Product, third: Product
) -> None:
    own = make_product(buyer.company, "N-1", "Our own")
    CompanyBlock.objects.create(company=second.company, blocked=buyer.company)
    Company.objects.filter(pk=third.company_id).update(is_active=False)
    answer = buyer.client.post(URL, form(product, second, third, own), follow=True)
    page = answer.content.decode()
    assert Inquiry.objects.get().supplier == product.company
    for words in ("Busan Rollers does not take inquiries", "Pune Rings", "no longer on the market", "own company"):
        assert words in page, words


def test_nobody_left_sends_nothing_and_keeps_the_form(buyer: Person, second: Product) -> None:
    CompanyBlock.objects.create(company=second.company, blocked=buyer.company)
    answer = buyer.client.post(URL, form(second, question="Kept words"))
    assert answer.status_code == 409 and "Kept words" in answer.content.decode()
    assert not Inquiry.objects.exists() and not InquiryBatch.objects.exists()


def test_a_product_deleted_meanwhile_is_named(buyer: Person, product: Product, second: Product) -> None:
    Product.objects.filter(pk=second.pk).update(deleted_at=timezone.now(), published_at=timezone.now())
    page = buyer.client.post(URL, form(product, second), follow=True).content.decode()
    assert "the product is no longer on the market" in page and Inquiry.objects.count() == 1


def test_half_a_batch_is_none(buyer: Person, product: Product, second: Product, monkeypatch: Any) -> None:
    real, calls = Inquiry.put_in.__func__, []

    def failing(cls: Any, *args: Any, **kwargs: Any) -> Any:
        calls.append(1)
        if len(calls) == 2:
            raise RuntimeError
        return real(cls, *args, **kwargs)

    monkeypatch.setattr(Inquiry, "put_in", classmethod(failing))
    with pytest.raises(RuntimeError):
        InquiryBatch.send(
            buyer.actor,
            [Recipient(product.company, [product]), Recipient(second.company, [second])],
            "Price?",
            uuid.uuid4(),
        )
    assert not Inquiry.objects.exists() and not Event.objects.filter(kind="inquiry.sent").exists()


def test_a_double_click_sends_once(buyer: Person, product: Product, second: Product) -> None:
    data = form(product, second)
    first, again = (buyer.client.post(URL, data).headers["Location"] for _click in range(2))
    assert first == again and Inquiry.objects.count() == 2


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"question": " "}, "Ask something"),
        ({"p": []}, "Tick at least one supplier"),
        ({"delivery_on": "2020-01-01"}, "not past"),
        ({"phone": "none"}, "no telephone number"),
    ],
)
def test_what_is_wrong_is_said_and_kept(buyer: Person, product: Product, wrong: dict[str, Any], words: str) -> None:
    answer = buyer.client.post(URL, form(product, **wrong, **{f"quantity-{product.ref}": "77"}))
    page = answer.content.decode()
    assert answer.status_code == 422 and words in page and 'value="77"' in page
    assert not Inquiry.objects.exists()


def test_twenty_at_most(buyer: Person) -> None:
    firms = [make_company(f"Firm {number}") for number in range(22)]
    query = "&".join(f"c={firm.slug}" for firm in firms)
    assert "At most 20 are asked at once" in buyer.client.get(f"{URL}?{query}").content.decode()
    data = {"send": "1", "c": [firm.slug for firm in firms], "question": "Price?", "form_token": str(uuid.uuid4())}
    buyer.client.post(URL, data)
    batch = InquiryBatch.objects.get()
    assert batch.inquiries.count() == 20
    assert [one["name"] for one in batch.skipped] == ["Firm 20", "Firm 21"]


def test_from_a_shortlist_with_what_is_wanted(
    buyer: Person, stranger: Person, product: Product, second: Product
) -> None:
    motors = Shortlist.begin(buyer.actor, "Bearings")
    motors.add(buyer.actor, product, "", 750)
    motors.add(buyer.actor, second)
    assert f'formaction="{URL}"' in buyer.client.get(motors.get_absolute_url()).content.decode()
    page = buyer.client.get(f"{URL}?list={motors.ref}").content.decode()
    assert "2 suppliers" in page and 'value="750' in page
    assert "1 supplier" in buyer.client.get(f"{URL}?list={motors.ref}&p={product.ref}").content.decode()
    assert "Nobody is ticked yet" in stranger.client.get(f"{URL}?list={motors.ref}").content.decode()


def test_ticks_stand_where_suppliers_are_listed(buyer: Person, product: Product, second: Product) -> None:
    for path in ("/companies/", f"/compare/?p={product.ref}&p={second.ref}"):
        assert URL in buyer.client.get(path).content.decode(), path


def test_roles(seller: Person, viewer: Person, colleague: Person, product: Product, second: Product) -> None:
    for person in (viewer, colleague):
        assert person.client.get(f"{URL}?p={second.ref}").status_code == 403
        assert person.client.post(URL, form(second)).status_code == 403
    assert not Inquiry.objects.exists()


def test_remind_all_and_close_all(buyer: Person, seller: Person, product: Product, second: Product) -> None:
    buyer.client.post(URL, form(product, second))
    batch = InquiryBatch.objects.get()
    url = batch.get_absolute_url()
    Inquiry.objects.get(supplier=seller.company).reply("Yes", seller.actor)
    assert buyer.client.post(f"{url}reminder/").status_code == 409
    Inquiry.objects.update(last_at=timezone.now() - timedelta(days=3))
    assert buyer.client.post(f"{url}reminder/").status_code == 302
    assert list(Inquiry.objects.order_by("pk").values_list("reminders", flat=True)) == [0, 1]
    clerk = make_person("viewer@nordwerk.example", buyer.company, "viewer")
    assert clerk.client.get(url).status_code == 200
    assert clerk.client.post(f"{url}closure/").status_code == 403
    assert buyer.client.post(f"{url}closure/", {"reason": "elsewhere"}).status_code == 302
    assert set(Inquiry.objects.values_list("state", "closed_reason")) == {("closed", "elsewhere")}
    assert buyer.client.post(f"{url}closure/").status_code == 409


def test_pages_ask_no_more_for_more_suppliers(buyer: Person, product: Product, second: Product, third: Product) -> None:
    buyer.client.post(URL, form(product))
    one = InquiryBatch.objects.get()
    few = queries_of(buyer.client, one.get_absolute_url())
    buyer.client.post(URL, form(product, second, third))
    many = InquiryBatch.objects.exclude(pk=one.pk).get()
    assert queries_of(buyer.client, many.get_absolute_url()) <= few
    assert queries_of(buyer.client, "/my/inquiries/batches/") < 25


@pytest.mark.parametrize(("role", "asks"), [("buyer", True), ("sales", False), ("viewer", False)])
def test_ticks_stand_only_where_they_can_be_sent(
    second: Product, embedded: Engine, buyer: Person, role: str, asks: bool
) -> None:
    assert buyer.company
    rebuild()
    person = buyer if role == "buyer" else make_person(f"{role}@nordwerk.example", buyer.company, role)
    for path in ("/companies/", "/search/?q=bearing&view=cards", "/search/?q=bearing&view=cards"):
        page = person.client.get(path).content.decode()
        assert ('id="ask-several"' in page, 'form="ask-several"' in page) == (asks, asks), path
