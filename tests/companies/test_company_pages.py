"""The directory, the booth, and the profile form, through the front door."""

import pytest
from django.test import Client

from companies.models import Company, Membership
from portal.core.events import Event
from tests.cast import Person, make_company, make_person

pytestmark = pytest.mark.django_db

FORM = {"name": "Haneul Valves", "country": "KR", "kind": "supplier", "timezone": "Asia/Seoul"}


@pytest.mark.parametrize(
    ("path", "kind", "words"),
    [
        ("/my/rfqs/new/", "buyer", "Brass Works is on the market."),
        ("/my/communities/new/", "intermediary", "Brass Works is on the market."),
        ("/my/products/new/", "supplier", "Next: add your products."),
    ],
)
def test_who_is_sent_to_found_a_company_comes_back(newcomer: Person, path: str, kind: str, words: str) -> None:
    founding = newcomer.client.get(path)["Location"]
    assert newcomer.client.get(founding).context["form"].initial["kind"] == kind
    answer = newcomer.client.post(founding, {**FORM, "name": "Brass Works", "kind": kind}, follow=True)
    assert answer.redirect_chain[0] == (path, 302)
    assert words in answer.content.decode()


def test_a_newcomer_founds_a_company_and_becomes_its_owner(newcomer: Person) -> None:
    answer = newcomer.client.post("/my/company/new/", {**FORM, "tagline": "Ball valves in brass, DN 15 to 50"})
    assert answer.status_code == 302
    company = Company.objects.get(name="Haneul Valves")
    assert company.memberships.get().role == Membership.Role.OWNER
    assert company.text.tagline == "Ball valves in brass, DN 15 to 50"
    assert Event.objects.filter(kind="company.created", subject_id=company.pk).count() == 1


def test_the_texts_go_into_the_language_the_form_is_read_in(newcomer: Person) -> None:
    newcomer.client.post("/ko/my/company/new/", {**FORM, "tagline": "황동 볼밸브"})
    assert Company.objects.get(name="Haneul Valves").texts.get().language == "ko"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "\u200b"),
        ("name", "x" * 121),
        ("country", "XX"),
        ("kind", "programme"),
        ("timezone", "Mars/Olympus"),
        ("opens_at", "25:00"),
        ("founded_year", "-3"),
        ("website", "javascript:alert(1)"),
        ("languages", "tlh"),
    ],
)
def test_wrong_input_is_said_and_what_was_typed_stays(newcomer: Person, field: str, value: str) -> None:
    answer = newcomer.client.post("/my/company/new/", {**FORM, "tagline": "Kept sentence", field: value})
    assert answer.status_code == 200
    assert answer.context["form"].errors[field]
    assert "Kept sentence" in answer.content.decode()
    assert not Company.objects.filter(name="Haneul Valves").exists()


def test_closing_must_come_after_opening(newcomer: Person) -> None:
    answer = newcomer.client.post("/my/company/new/", {**FORM, "opens_at": "18:00", "closes_at": "09:00"})
    assert "closes_at" in answer.context["form"].errors
    assert '<details class="form-later" open>' in answer.content.decode()


def test_what_can_wait_is_folded_away(newcomer: Person) -> None:
    assert '<details class="form-later">' in newcomer.client.get("/my/company/new/").content.decode()


@pytest.mark.parametrize("role", ["sales", "buyer", "viewer"])
def test_a_lesser_role_cannot_change_the_company(supplier: Company, role: str) -> None:
    person = make_person(f"{role}@hanbit.example", supplier, role)
    answer = person.client.post("/my/company/basics/", {**FORM, "name": "Taken over"})
    assert answer.status_code == 403
    supplier.refresh_from_db()
    assert supplier.name == "Hanbit Bearings"
    assert not Event.objects.filter(kind="company.changed").exists()


def test_an_owner_changes_the_profile_and_the_other_language_stays(seller: Person, supplier: Company) -> None:
    supplier.texts.create(language="ko", tagline="볼 베어링")
    seller.client.post("/my/company/making/", {"markets": ["DE", "JP"]})
    seller.client.post("/my/company/texts/en/", {"tagline": "Ball bearings"})
    supplier.refresh_from_db()
    assert supplier.markets == ["DE", "JP"]
    assert dict(supplier.texts.values_list("language", "tagline")) == {"ko": "볼 베어링", "en": "Ball bearings"}


def test_a_visitor_is_led_to_sign_in(visitor: Client) -> None:
    assert "/accounts/login/" in visitor.get("/my/company/").headers["Location"]


def test_the_booth_shows_name_proof_and_people(visitor: Client, seller: Person, supplier: Company) -> None:
    supplier.texts.create(language="en", tagline="Deep groove ball bearings <b>6000</b>")
    page = visitor.get(f"/companies/{supplier.slug}/").content.decode()
    assert "Hanbit Bearings" in page
    assert "Deep groove ball bearings &lt;b&gt;6000&lt;/b&gt;" in page
    assert seller.user.name in page
    assert seller.user.email not in page


def test_a_suspended_company_is_gone_for_strangers_and_there_for_its_own(
    visitor: Client, stranger: Person, seller: Person, supplier: Company
) -> None:
    Company.objects.filter(pk=supplier.pk).update(is_active=False)
    address = f"/companies/{supplier.slug}/"
    assert visitor.get(address).status_code == 404
    assert stranger.client.get(address).status_code == 404
    assert seller.client.get(address).status_code == 200


def test_the_directory_filters_and_ignores_nonsense(visitor: Client, supplier: Company) -> None:
    make_company("Aurora Looms", "supplier", "IN", sector="textiles-leather")
    assert "Aurora Looms" not in visitor.get("/companies/?country=KR").content.decode()
    assert "Aurora Looms" in visitor.get("/companies/?sector=textiles-leather").content.decode()
    nonsense = visitor.get("/companies/", {"country": "XX", "tier": "many", "page": "-1", "q": "\x00" * 3})
    assert nonsense.status_code == 200
    assert "Aurora Looms" in nonsense.content.decode()


def test_the_directory_finds_by_name_in_the_own_script_and_by_product(visitor: Client) -> None:
    company = make_company("Daesan", local_name="대산정밀")
    company.texts.create(language="en", tagline="Turned brass parts")
    for words in ("daesan", "대산", "brass"):
        assert "Daesan" in visitor.get("/companies/", {"q": words}).content.decode()


def test_an_empty_directory_says_what_to_do(visitor: Client, supplier: Company) -> None:
    assert "No company matches" in visitor.get("/companies/?q=nothing-like-it").content.decode()


def test_the_directory_asks_as_much_for_30_companies_as_for_3(
    visitor: Client, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    for number in range(3):
        make_company(f"Firm {number}")
    with django_assert_max_num_queries(20) as few:
        visitor.get("/companies/")
    for number in range(3, 30):
        make_company(f"Firm {number}")
    with django_assert_max_num_queries(len(few)):
        visitor.get("/companies/")


def test_one_person_switches_between_companies_and_only_to_their_own(seller: Person, stranger: Person) -> None:
    second = make_company("Second Firm")
    Membership.objects.create(user=seller.user, company=second, role="viewer")
    seller.client.post("/my/acting-company/", {"company": second.slug})
    assert seller.client.get("/my/company/").status_code == 403
    assert stranger.company is not None
    seller.client.post("/my/acting-company/", {"company": stranger.company.slug})
    assert seller.client.session["acting_company"] == second.slug
