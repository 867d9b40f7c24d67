"""Keys to the API, on their pages and at the API."""

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils.timezone import now

from catalog.models import Product
from companies.models import ApiToken, Company
from offers.models import Offer
from portal.core.events import Event
from tests.cast import Person, make_person

pytestmark = pytest.mark.django_db

FORM = {"name": "Stock sync", "scopes": ["read"], "days": "90"}
PRODUCT = {"sku": "API-1", "title": "Deep groove bearing", "category": "others"}
OFFER = {"side": "sell", "title": "Surplus bearings", "category": "others"}


def make(person: Person, **changes: object) -> str:
    """The secret of a new key, as the page shows it."""
    answer = person.client.post("/my/tokens/new/", {**FORM, **changes})
    assert answer.status_code == 201, answer.context["form"].errors
    found = re.search(r'id="secret">(jt_[\w-]+)<', answer.content.decode())
    assert found
    return found[1]


def bearer(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


def test_a_key_is_made_shown_once_and_works(seller: Person, visitor: Client) -> None:
    assert "No keys yet" in seller.client.get("/my/tokens/").content.decode()
    answer = seller.client.post("/my/tokens/new/", FORM)
    page = answer.content.decode()
    secret = re.search(r'id="secret">(jt_[\w-]+)<', page)[1]
    assert "no-store" in answer.headers["Cache-Control"] and f'data-copy="{secret}"' in page
    line = re.search(
        r"curl -H &quot;(Authorization): (Bearer [\w-]+)&quot; &quot;http://testserver(/[^&]+)&quot;", page
    )
    line = re.search(r'curl -H "(Authorization): (Bearer [\w-]+)" "http://testserver(/[^"]+)"', page)
    assert line, "the example is a whole line"
    assert visitor.get(line[3], headers={line[1]: line[2]}).status_code == 200
    listed = seller.client.get("/my/tokens/").content.decode()
    assert "Stock sync" in listed and secret not in listed and "127.0.0.1" in listed
    token = ApiToken.objects.get()
    assert token.issued_by == seller.user and timedelta(days=89) < token.expires_at - now() < timedelta(days=91)
    assert Event.objects.filter(kind="api_token.issued").count() == 1


def test_a_revoked_key_is_refused_at_once_and_asked_about_before(seller: Person, visitor: Client) -> None:
    secret = make(seller)
    url = f"/my/tokens/{ApiToken.objects.get().ref}/revocation/"
    assert "Revoke the key" in seller.client.get(url).content.decode()
    assert visitor.get("/api/v1/products/", headers=bearer(secret)).status_code == 200
    assert seller.client.post(url).status_code == 302
    refused = visitor.get("/api/v1/products/", headers=bearer(secret))
    assert refused.status_code == 401 and "revoked" in refused.json()["detail"]
    assert seller.client.post(url).status_code == 409
    assert "Stock sync" in seller.client.get("/my/tokens/?ended=1").content.decode()
    assert "Stock sync" not in seller.client.get("/my/tokens/").content.decode()


def test_an_expired_key_is_refused(seller: Person, visitor: Client) -> None:
    secret = make(seller, days="30")
    ApiToken.objects.update(expires_at=now())
    assert visitor.get("/api/v1/products/", headers=bearer(secret)).status_code == 401


@pytest.mark.parametrize(
    ("scopes", "products", "offers"),
    [
        (["read"], 403, 403),
        (["write"], 201, 201),
        (["write:products"], 201, 403),
        (["write:offers"], 403, 201),
        (["write:offers", "write:products"], 201, 201),
    ],
)
def test_each_scope_opens_what_it_names_and_a_refusal_says_what_is_missing(
    seller: Person, visitor: Client, scopes: list[str], products: int, offers: int
) -> None:
    secret = make(seller, scopes=scopes)
    for path, body, status in (("products", PRODUCT, products), ("offers", OFFER, offers)):
        answer = visitor.post(f"/api/v1/{path}/", body, content_type="application/json", headers=bearer(secret))
        assert answer.status_code == status, answer.json()
        if status == 403:
            detail = answer.json()["detail"]
            assert f"write:{path}" in detail and all(scope in detail for scope in scopes)
    assert Product.objects.exists() is (products == 201)
    assert Offer.objects.exists() is (offers == 201)


def test_the_powers_of_a_narrow_key_are_narrow_in_the_models_too(supplier: Company) -> None:
    token, _secret = ApiToken.issue(supplier, ["write:products"])
    assert token.actor.powers == {"view", "edit_catalogue"}
    token, _secret = ApiToken.issue(supplier, ["read", "write"])
    assert not token.actor.powers & {"manage_people", "manage_tokens", "transfer_ownership", "view_documents"}
    assert {"sell", "buy", "edit_catalogue"} <= token.actor.powers


def test_the_command_still_makes_keys_that_nobody_answers_for(supplier: Company, visitor: Client) -> None:
    import io

    out = io.StringIO()
    call_command("api_token", company=supplier.slug, scopes="read,write", stdout=out)
    secret = out.getvalue().strip()
    answer = visitor.post("/api/v1/products/", PRODUCT, content_type="application/json", headers=bearer(secret))
    assert answer.status_code == 201
    assert ApiToken.objects.get().issued_by is None


def test_a_company_has_up_to_twenty_keys(seller: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ApiToken, "MOST", 2)
    make(seller), make(seller)
    answer = seller.client.post("/my/tokens/new/", FORM)
    assert "up to 2 keys" in answer.content.decode() and "Stock sync" in answer.content.decode()
    assert ApiToken.objects.count() == 2


@pytest.mark.parametrize(
    ("field", "value"), [("name", ""), ("name", "\u200b"), ("scopes", []), ("scopes", ["all"]), ("days", "9999")]
)
def test_wrong_input_is_said_and_kept(seller: Person, field: str, value: object) -> None:
    answer = seller.client.post("/my/tokens/new/", {**FORM, field: value})
    assert answer.status_code == 200 and answer.context["form"].errors[field]
    assert field == "name" or "Stock sync" in answer.content.decode()
    assert not ApiToken.objects.exists()


@pytest.mark.parametrize("role", ["sales", "buyer", "viewer"])
def test_other_roles_see_make_and_revoke_nothing(supplier: Company, seller: Person, role: str) -> None:
    make(seller)
    person = make_person(f"{role}@hanbit.example", supplier, role)
    assert person.client.get("/my/tokens/").status_code == 403
    assert person.client.post("/my/tokens/new/", FORM).status_code == 403
    assert person.client.post(f"/my/tokens/{ApiToken.objects.get().ref}/revocation/").status_code == 404
    assert ApiToken.objects.live().count() == 1


def test_another_companys_key_is_a_404(seller: Person, stranger: Person) -> None:
    make(seller)
    assert stranger.client.post(f"/my/tokens/{ApiToken.objects.get().ref}/revocation/").status_code == 404
    assert "Stock sync" not in stranger.client.get("/my/tokens/").content.decode()
    assert ApiToken.objects.live().count() == 1
