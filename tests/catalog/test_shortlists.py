"""Shortlists: shared inside a company, changed by who may buy."""

import csv
import io
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from catalog import shortlists
from catalog.models import PriceTier, Product, Shortlist, ShortlistItem
from companies.models import Company
from portal.core.events import Event
from portal.core.permissions import Refused
from tests.cast import Person, make_person, make_product
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
SAVING = "/my/shortlists/saving/"


@pytest.fixture
def buying_colleague(buying_company: Company) -> Person:
    return make_person("colleague@nordwerk.example", buying_company, "buyer")


@pytest.fixture
def looker(buying_company: Company) -> Person:
    return make_person("looker@nordwerk.example", buying_company, "viewer")


@pytest.fixture
def motors(buyer: Person) -> Shortlist:
    return Shortlist.begin(buyer.actor, "Motors", "For plant 2")


def test_one_click_saves_and_a_colleague_sees_it(buyer: Person, buying_colleague: Person, product: Product) -> None:
    answer = buyer.client.post(SAVING, {"p": product.ref, "next": product.get_absolute_url()})
    assert answer["Location"] == product.get_absolute_url()
    item = ShortlistItem.objects.get()
    assert (item.shortlist.name, item.added_by, item.price_amount) == ("Shortlist", buyer.user, Decimal("4.2"))
    page = buying_colleague.client.get(item.shortlist.get_absolute_url()).content.decode()
    assert product.title in page and str(buyer.user) in page
    buying_colleague.client.post(SAVING, {"p": product.ref, "next": "/"})
    assert ShortlistItem.objects.count() == 1, "what is on the list already stays once"


def test_htmx_gets_the_buttons_new_face(buyer: Person, product: Product) -> None:
    answer = buyer.client.post(SAVING, {"p": product.ref}, headers={"HX-Request": "true"}).content.decode()
    assert "Saved to" in answer and Shortlist.objects.get().get_absolute_url() in answer


def test_a_visitor_signs_in_and_comes_back_with_it_saved(visitor: Client, buyer: Person, product: Product) -> None:
    buyer.user.set_password("demo-portal-2026")
    buyer.user.save()
    here = product.get_absolute_url()
    answer = visitor.post(SAVING, {"p": product.ref, "next": here})
    assert answer["Location"].startswith("/accounts/login/?next=/my/shortlists/saving/")
    assert not ShortlistItem.objects.exists()
    from allauth.account.models import EmailAddress

    EmailAddress.objects.create(user=buyer.user, email=buyer.user.email, verified=True, primary=True)
    data = {"login": buyer.user.email, "password": "demo-portal-2026"}
    answer = visitor.post(answer["Location"], data, follow=True)
    assert answer.redirect_chain[-1][0] == here
    assert ShortlistItem.objects.get().product == product
    assert "Saved to" in answer.content.decode()


def test_htmx_sends_a_visitor_to_sign_in(visitor: Client, product: Product) -> None:
    answer = visitor.post(SAVING, {"p": product.ref}, headers={"HX-Request": "true"})
    assert answer["HX-Redirect"].startswith("/accounts/login/")


def test_a_newcomer_founds_a_company_first(newcomer: Person, product: Product) -> None:
    answer = newcomer.client.post(SAVING, {"p": product.ref}, follow=True)
    assert answer.redirect_chain[-1][0] == "/my/company/new/?next=/my/shortlists/saving/"
    assert not ShortlistItem.objects.exists()


def urls_of(item: ShortlistItem) -> dict[str, Any]:
    base = item.shortlist.get_absolute_url()
    return {
        f"{base}edit/": {"name": "Mine now"},
        f"{base}deletion/": {},
        f"{base}items/{item.ref}/": {"note": "x"},
        f"{base}items/{item.ref}/place/": {"where": "top"},
        f"{base}items/{item.ref}/removal/": {},
        f"{base}items/{item.ref}/return/": {},
    }


def test_strangers_find_nothing(
    stranger: Person, visitor: Client, buyer: Person, motors: Shortlist, product: Product
) -> None:
    item = motors.add(buyer.actor, product)
    for url, data in urls_of(item).items():
        assert stranger.client.post(url, data).status_code == 404, url
        assert visitor.post(url, data)["Location"].startswith("/accounts/login/")
    assert stranger.client.get(motors.get_absolute_url()).status_code == 404
    assert stranger.client.get(f"{motors.get_absolute_url()}items.csv").status_code == 404
    assert "Motors" not in stranger.client.get("/my/shortlists/").content.decode()
    motors.refresh_from_db()
    assert motors.name == "Motors" and motors.present.count() == 1


def test_staff_of_the_programme_see_no_companys_lists(moderator: Person, motors: Shortlist) -> None:
    assert not Shortlist.objects.visible_to(moderator.actor).exists()


def test_a_viewer_reads_and_changes_nothing(looker: Person, buyer: Person, motors: Shortlist, product: Product) -> None:
    item = motors.add(buyer.actor, product)
    before = Event.objects.count()
    assert looker.client.get(motors.get_absolute_url()).status_code == 200
    for url, data in urls_of(item).items():
        assert looker.client.post(url, data).status_code == 403, url
    assert looker.client.post(SAVING, {"p": product.ref}).status_code == 403
    assert looker.client.post("/my/shortlists/", {"name": "New"}).status_code == 403
    answer = looker.client.post(SAVING, {"p": product.ref}, headers={"HX-Request": "true"})
    assert "may not change shortlists" in answer.content.decode()
    with pytest.raises(PermissionDenied):
        motors.restore(looker.actor)
    motors.refresh_from_db()
    assert (motors.name, motors.deleted_at, motors.present.count()) == ("Motors", None, 1)
    assert Event.objects.count() == before


def test_names_are_once_in_a_company_whatever_their_case(buyer: Person, stranger: Person, motors: Shortlist) -> None:
    answer = buyer.client.post("/my/shortlists/", {"name": " MOTORS ", "note": "kept"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "already have" in page or "already has a shortlist" in page
    assert 'value="kept"' in page, "what was typed stays"
    Shortlist.begin(stranger.actor, "Motors")
    other = Shortlist.begin(buyer.actor, "Pumps")
    answer = buyer.client.post(f"{other.get_absolute_url()}edit/", {"name": "motors"})
    assert answer.status_code == 422 and Shortlist.objects.get(pk=other.pk).name == "Pumps"
    assert buyer.client.post(f"{other.get_absolute_url()}edit/", {"name": "Pumps 2"}).status_code == 302


def test_deleting_can_be_undone(buyer: Person, motors: Shortlist) -> None:
    url = motors.get_absolute_url()
    answer = buyer.client.post(f"{url}deletion/", follow=True)
    assert "“Motors” is deleted" in answer.content.decode() and "Undo" in answer.content.decode()
    assert buyer.client.get(url).status_code == 404
    Shortlist.begin(buyer.actor, "Motors")
    assert buyer.client.post(f"{url}restoration/").status_code == 409
    Shortlist.objects.exclude(pk=motors.pk).update(name="Motors B")
    assert buyer.client.post(f"{url}restoration/", follow=True).status_code == 200
    assert buyer.client.get(url).status_code == 200


def test_taking_off_can_be_undone(buyer: Person, motors: Shortlist, product: Product) -> None:
    item = motors.add(buyer.actor, product, "The quiet one")
    base = f"{motors.get_absolute_url()}items/{item.ref}/"
    page = buyer.client.post(f"{base}removal/", follow=True).content.decode()
    assert "is off the list" in page and motors.present.count() == 0
    assert buyer.client.post(f"{base}removal/").status_code == 409, "twice is told"
    for _turn in range(2):
        assert "The quiet one" in buyer.client.post(f"{base}return/", follow=True).content.decode()
    assert motors.present.count() == 1


def test_a_month_later_it_is_gone(buyer: Person, motors: Shortlist) -> None:
    motors.delete_softly(buyer.actor)
    Shortlist.objects.update(deleted_at=timezone.now() - shortlists.KEPT * 1.1)
    shortlists.forget_deleted()
    assert not Shortlist.objects.exists()


def test_order_and_moving_to_another_list(buyer: Person, motors: Shortlist, supplier: Company) -> None:
    items = [motors.add(buyer.actor, make_product(supplier, sku)) for sku in "ABC"]
    base = f"{motors.get_absolute_url()}items"
    for where, order in {"up": "ACB", "top": "CAB", "bottom": "ABC", "down": "ABC"}.items():
        assert buyer.client.post(f"{base}/{items[2].ref}/place/", {"where": where}).status_code == 302
        assert "".join(motors.present.order_by("position").values_list("sku", flat=True)) == order, where
    pumps = Shortlist.begin(buyer.actor, "Pumps")
    buyer.client.post(f"{base}/{items[0].ref}/place/", {"list": pumps.ref})
    assert [one.sku for one in pumps.present] == ["A"] and motors.present.count() == 2
    again = motors.add(buyer.actor, items[0].product)
    assert buyer.client.post(f"{base}/{again.ref}/place/", {"list": pumps.ref}).status_code == 409
    for nothing in ("L-NONE", "L-\x00"):
        assert buyer.client.post(f"{base}/{again.ref}/place/", {"list": nothing}).status_code == 404


def test_the_price_then_and_now(buyer: Person, motors: Shortlist, product: Product) -> None:
    item = motors.add(buyer.actor, product, quantity=Decimal(100))
    assert item.price_change is None
    product.price_tiers.update(amount="4.62")
    page = buyer.client.get(motors.get_absolute_url()).content.decode()
    assert "price changed since" in page and "+10" in page
    item = ShortlistItem.objects.for_rows().get()
    assert item.price_change and item.price_change.is_rise and item.price_change.percent == Decimal("10.0")
    PriceTier.objects.all().delete()
    change = ShortlistItem.objects.for_rows().get().price_change
    assert change and change.now is None and change.percent is None


def test_what_was_withdrawn_or_deleted_stays_by_name(
    buyer: Person, seller: Person, motors: Shortlist, product: Product
) -> None:
    motors.add(buyer.actor, product)
    product.pause(seller.actor)
    page = buyer.client.get(motors.get_absolute_url()).content.decode()
    assert "No longer on the market" in page and f'value="{product.ref}"' not in page
    product.remove(seller.actor)
    page = buyer.client.get(motors.get_absolute_url()).content.decode()
    assert "Steel ball bearing 6204" in page and "No longer on the market" in page


def test_limits(buyer: Person, motors: Shortlist, supplier: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shortlists, "MOST_LISTS", 1)
    monkeypatch.setattr(shortlists, "MOST_ITEMS", 1)
    with pytest.raises(Refused):
        Shortlist.begin(buyer.actor, "One too many")
    motors.add(buyer.actor, make_product(supplier, "A"))
    answer = buyer.client.post(SAVING, {"p": make_product(supplier, "B").ref}, headers={"HX-Request": "true"})
    assert "is full" in answer.content.decode() and motors.present.count() == 1


def test_saving_as_chosen(buyer: Person, motors: Shortlist, product: Product) -> None:
    assert "Motors" in buyer.client.get(f"{SAVING}?p={product.ref}").content.decode()
    data = {"choose": "1", "p": product.ref, "list": "new", "name": "Bearings", "quantity": "500", "note": "quiet"}
    buyer.client.post(SAVING, data)
    item = ShortlistItem.objects.get()
    assert (item.shortlist.name, item.quantity, item.note) == ("Bearings", 500, "quiet")
    for bad in ({"list": "new", "name": ""}, {"list": "L-X"}, {"list": "new", "name": "motors"}, {"quantity": "-5"}):
        assert buyer.client.post(SAVING, {**data, **bad}).status_code == 422, bad
    assert ShortlistItem.objects.count() == 1


def test_hostile_words_are_text_on_the_page_and_in_the_spreadsheet(
    buyer: Person, motors: Shortlist, product: Product
) -> None:
    item = motors.add(buyer.actor, product)
    url = f"{motors.get_absolute_url()}items/{item.ref}/"
    note = '=HYPERLINK("http://evil.example")<script>alert(1)</script>\u202e\x00'
    buyer.client.post(url, {"note": note, "quantity": "10"})
    page = buyer.client.get(motors.get_absolute_url()).content.decode()
    assert "<script>alert" not in page and "\u202e" not in page
    answer = buyer.client.get(f"{motors.get_absolute_url()}items.csv")
    content = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content)))
    assert len(rows) == 2 and len(rows[0]) == len(rows[1])
    assert dict(zip(*rows, strict=True))["Note"].startswith("'=HYPERLINK")
    for bad in ({"quantity": "-1"}, {"quantity": "NaN"}, {"note": "x" * 501}):
        answer = buyer.client.post(url, bad)
        assert answer.status_code == 422, bad
    assert buyer.client.post("/my/shortlists/", {"name": "\u200b"}).status_code == 422


def test_lists_do_not_cost_more_queries_as_they_grow(buyer: Person, motors: Shortlist, supplier: Company) -> None:
    motors.add(buyer.actor, make_product(supplier, "A"))
    one, index = queries_of(buyer.client, motors.get_absolute_url()), queries_of(buyer.client, "/my/shortlists/")
    for number in range(12):
        Shortlist.begin(buyer.actor, f"L {number}")
        motors.add(buyer.actor, make_product(supplier, f"N{number}"))
    assert queries_of(buyer.client, motors.get_absolute_url()) <= one
    assert queries_of(buyer.client, "/my/shortlists/") == index


def test_filters_and_empty_states(buyer: Person, motors: Shortlist, product: Product) -> None:
    assert "This list is empty" in buyer.client.get(motors.get_absolute_url()).content.decode()
    motors.add(buyer.actor, product)
    url = motors.get_absolute_url()
    assert product.title in buyer.client.get(f"{url}?q=hanbit").content.decode()
    assert "Nothing on this list fits" in buyer.client.get(f"{url}?q=zzz&page=99").content.decode()
    assert "No list has this in its name" in buyer.client.get("/my/shortlists/?q=zzz").content.decode()
