"""The hub and its short pages: saving, two people at once, texts, short addresses, and how complete it is."""

import re

import pytest
from django.test import Client

from companies.models import Company, ShortAddress
from companies.profile.beside import places_of
from companies.profile.score import score_of
from portal.core.events import Event
from tests.cast import Person, make_company, make_person

pytestmark = pytest.mark.django_db
BASICS = {"name": "Hanbit Bearings", "kind": "supplier", "country": "KR", "city": "", "sector": ""}
ROOMS = [
    "",
    "basics/",
    "registration/",
    "making/",
    "contact/",
    "pictures/",
    "certificates/",
    "texts/en/",
    "layout/",
    "address/",
]


def opened(person: Person, address: str) -> dict[str, str]:
    """What the form carries of the moment in which it was opened."""
    form = person.client.get(address).context["form"]
    return {"was": form["was"].value()}


@pytest.mark.parametrize("room", ROOMS)
def test_owners_come_in_and_lesser_roles_stay_out(
    seller: Person, colleague: Person, visitor: Client, room: str
) -> None:
    address = f"/my/company/{room}"
    assert seller.client.get(address).status_code == 200
    assert colleague.client.get(address).status_code == 403
    assert visitor.get(address).status_code == 302


def test_an_unknown_room_is_not_there(seller: Person) -> None:
    assert seller.client.get("/my/company/nothing/").status_code == 404
    assert seller.client.get("/my/company/texts/tlh/").status_code == 404


def test_two_people_at_different_fields_both_keep_theirs(seller: Person, supplier: Company) -> None:
    second = make_person("manager@hanbit.example", supplier, "manager")
    hers, his = opened(seller, "/my/company/basics/"), opened(second, "/my/company/basics/")
    seller.client.post("/my/company/basics/", {**BASICS, **hers, "city": "Changwon"})
    answer = second.client.post("/my/company/basics/", {**BASICS, **his, "founded_year": "1994"})
    assert answer.status_code == 302
    supplier.refresh_from_db()
    assert (supplier.city, supplier.founded_year) == ("Changwon", 1994)


def test_the_later_of_two_at_one_field_sees_the_other_value_and_decides(seller: Person, supplier: Company) -> None:
    second = make_person("manager@hanbit.example", supplier, "manager")
    hers, his = opened(seller, "/my/company/basics/"), opened(second, "/my/company/basics/")
    seller.client.post("/my/company/basics/", {**BASICS, **hers, "city": "Changwon", "founded_year": "1994"})
    answer = second.client.post("/my/company/basics/", {**BASICS, **his, "city": "Masan"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Somebody else changed this meanwhile to: “Changwon”" in page
    assert 'value="Masan"' in page
    supplier.refresh_from_db()
    assert supplier.city == "Changwon"
    again = {**BASICS, "was": answer.context["form"]["was"].value(), "city": "Masan"}
    assert second.client.post("/my/company/basics/", again).status_code == 302
    supplier.refresh_from_db()
    assert (supplier.city, supplier.founded_year) == ("Masan", 1994)


def test_texts_of_two_people_do_not_overwrite_each_other(seller: Person, supplier: Company) -> None:
    second = make_person("manager@hanbit.example", supplier, "manager")
    address = "/my/company/texts/ko/"
    hers, his = opened(seller, address), opened(second, address)
    seller.client.post(address, {**hers, "tagline": "볼 베어링", "about": ""})
    answer = second.client.post(address, {**his, "tagline": "롤러 베어링", "about": "창원 공장"})
    assert "볼 베어링" in answer.content.decode()
    assert supplier.texts.get().tagline == "볼 베어링"


@pytest.mark.parametrize("was", ["", "forged", "e30:1:x"])
def test_a_broken_moment_of_opening_is_no_error(seller: Person, supplier: Company, was: str) -> None:
    assert seller.client.post("/my/company/basics/", {**BASICS, "was": was, "city": "Ulsan"}).status_code == 302
    supplier.refresh_from_db()
    assert supplier.city == "Ulsan"


def test_nothing_changed_tells_nobody(seller: Person, supplier: Company) -> None:
    seller.client.post("/my/company/basics/", {**BASICS, **opened(seller, "/my/company/basics/")})
    assert not Event.objects.filter(kind="company.changed").exists()


def test_up_to_eight_main_products(seller: Person, supplier: Company) -> None:
    nine = "\n".join(f"Bearing {number}" for number in range(9))
    answer = seller.client.post("/my/company/making/", {"main_products": nine})
    assert answer.context["form"].errors["main_products"]
    assert "Bearing 8" in answer.content.decode()
    seller.client.post("/my/company/making/", {"main_products": " Rings \n\nRings\nCages  of brass"})
    supplier.refresh_from_db()
    assert supplier.product_phrases == ["Rings", "Cages of brass"]


def test_what_helps_most_stands_first_and_the_score_grows(seller: Person, supplier: Company) -> None:
    before = score_of(supplier)
    assert str(before.first[0].act) == "Say in one sentence what you make"
    seller.client.post("/my/company/texts/en/", {"tagline": "Bearings"})
    after = score_of(Company.objects.get(pk=supplier.pk))
    assert after.percent > before.percent
    assert "complete" in seller.client.get("/my/company/").content.decode()


def test_a_short_address_leads_to_the_page_and_former_ones_too(
    seller: Person, visitor: Client, supplier: Company
) -> None:
    seller.client.post("/my/company/address/", {"name": "Hanbit"})
    seller.client.post("/my/company/address/", {"name": "hanbit-bearings"})
    for name in ("hanbit", "HANBIT", "hanbit-bearings"):
        answer = visitor.get(f"/@{name}")
        assert answer.headers["Location"] == f"/companies/{supplier.slug}/"
    assert visitor.get("/ko/@hanbit/").headers["Location"] == f"/ko/companies/{supplier.slug}/"
    assert supplier.short_addresses.get(is_current=True).name == "hanbit-bearings"
    Company.objects.filter(pk=supplier.pk).update(is_active=False)
    assert visitor.get("/@hanbit").status_code == 404


@pytest.mark.parametrize("name", ["admin", "jangteo-support", "ab", "-ab", "a--b", "한빛", "a/b", "x" * 31, "", "../x"])
def test_names_that_cannot_be_had(seller: Person, name: str) -> None:
    answer = seller.client.post("/my/company/address/", {"name": name})
    assert answer.context["form"].errors["name"]
    assert not ShortAddress.objects.exists()


def test_a_former_name_of_others_stays_theirs(seller: Person, stranger: Person) -> None:
    stranger.client.post("/my/company/address/", {"name": "goodname"})
    stranger.client.post("/my/company/address/", {"name": "goodname2"})
    answer = seller.client.post("/my/company/address/", {"name": "goodname"})
    assert "Another company has this name already." in answer.content.decode()


def test_working_days_decide_when_it_is_open() -> None:
    company = make_company("Sunday Firm", working_days=[6])
    assert company.working_days_shown == "Sunday"
    assert make_company("Week Firm").working_days_shown == "Monday to Friday"


def test_the_card_is_a_jpeg_of_its_size_in_every_script(visitor: Client, supplier: Company) -> None:
    from io import BytesIO

    from PIL import Image

    hangul = make_company("한빛", local_name="한빛베어링")
    for company in (supplier, hangul):
        answer = visitor.get(f"/companies/{company.slug}/card.jpg?v=1")
        image = Image.open(BytesIO(answer.content))
        assert (image.format, image.size) == ("JPEG", (1200, 630))
        assert "public" in answer.headers["Cache-Control"]
    Company.objects.filter(pk=supplier.pk).update(is_active=False)
    assert visitor.get(f"/companies/{supplier.slug}/card.jpg").status_code == 404


def test_the_hub_leads_on_to_the_other_pages_of_the_company(seller: Person) -> None:
    page = seller.client.get("/my/company/").content.decode()
    foot = page[page.index("Also for your company") :]
    for address in ("/my/people/", "/my/verification/", "/my/tokens/", "/my/activity/"):
        assert f'href="{address}"' in foot
        assert seller.client.get(address).status_code == 200


def test_the_foot_of_the_hub_names_only_what_the_powers_open(seller: Person, colleague: Person) -> None:
    assert {place.url for place in places_of(seller.actor)} > {place.url for place in places_of(colleague.actor)}
    for place in places_of(colleague.actor):
        assert colleague.client.get(place.url).status_code == 200


def test_menu_and_portal_send_nobody_to_a_page_that_refuses_them(seller: Person, colleague: Person) -> None:
    assert 'href="/my/company/"' in seller.client.get("/my/").content.decode()
    page = colleague.client.get("/my/").content.decode()
    assert 'href="/my/company/"' not in page
    assert page.count(f'href="{seller.company.get_absolute_url()}"') >= 2
    for address in sorted(set(re.findall(r'href="(/my/[^"#]*)"', page))):
        assert colleague.client.get(address).status_code == 200, address


def test_the_layout_calls_the_people_by_what_the_booth_calls_them(seller: Person) -> None:
    assert "People to talk to" in seller.client.get("/my/company/layout/").content.decode()


def test_the_countries_sold_to_come_first_among_those_to_tick(seller: Person, supplier: Company) -> None:
    Company.objects.filter(pk=supplier.pk).update(markets=["VN", "DE"])
    form = seller.client.get("/my/company/making/").context["form"]
    choices = [code for code, _name in form.fields["markets"].choices]
    assert choices[:3] == ["VN", "DE", "US"]
    assert len(choices) == len(set(choices)) > 200
