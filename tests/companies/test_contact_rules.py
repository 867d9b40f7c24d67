"""Who may see a company's e-mail and phone: every rule against every reader, on the page and in the API."""

import pytest
from django.test import Client

from companies.models import ApiToken, Company
from offers.models import Inquiry
from portal.core.actor import VISITOR
from tests.cast import Person, make_company, make_person
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
EMAIL = "sales@hanbit-contact.example"
RULES = ["everybody", "companies", "verified", "inquiry", "nobody"]
# reader: the rules that let them see
SEES = {
    "visitor": {"everybody"},
    "newcomer": {"everybody"},
    "stranger": {"everybody", "companies"},
    "suspended": {"everybody"},
    "verified": {"everybody", "companies", "verified"},
    "asker": {"everybody", "companies", "inquiry"},
    "viewer": set(RULES),
    "moderator": set(RULES),
}


@pytest.fixture
def readers(
    visitor: Client,
    newcomer: Person,
    stranger: Person,
    viewer: Person,
    moderator: Person,
    supplier: Company,
    buyer: Person,
) -> dict[str, Client]:
    verified = make_person("v@verified.example", make_company("Verified Ltd", "buyer", "GB", tier=1))
    suspended = make_person("s@suspended.example", make_company("Gone Ltd", "buyer", "GB", tier=1, is_active=False))
    ask(buyer, supplier)
    return {
        "visitor": visitor,
        "newcomer": newcomer.client,
        "stranger": stranger.client,
        "suspended": suspended.client,
        "verified": verified.client,
        "asker": buyer.client,
        "viewer": viewer.client,
        "moderator": moderator.client,
    }


def ask(buyer: Person, supplier: Company) -> None:
    fields = {"title": "Bearings", "question": "Price for 500?"}
    Inquiry.objects.create(
        ref="I-TEST",
        buyer=buyer.company,
        supplier=supplier,
        form_token="00000000-0000-0000-0000-000000000001",
        **fields,
    )


@pytest.mark.parametrize("rule", RULES)
def test_every_reader_meets_the_rule(readers: dict[str, Client], supplier: Company, rule: str) -> None:
    Company.objects.filter(pk=supplier.pk).update(
        email=EMAIL, phone="+82552781234", email_rule=rule, phone_rule="nobody"
    )
    for name, client in readers.items():
        page = client.get(f"/companies/{supplier.slug}/").content.decode()
        row = client.get(f"/api/v1/companies/{supplier.slug}/").json()
        may = rule in SEES[name]
        assert (EMAIL in page) == may, (name, rule)
        assert row["email"] == (EMAIL if may else ""), (name, rule)
        inside = name in {"viewer", "moderator"}
        assert ("+82 55-278-1234" in page) == inside, (name, "phone")
        assert row["phone"] == ("+82552781234" if inside else ""), (name, "phone")


def test_a_token_meets_the_same_rules(visitor: Client, supplier: Company, buying_company: Company) -> None:
    Company.objects.filter(pk=supplier.pk).update(email=EMAIL, email_rule="verified")
    _token, secret = ApiToken.issue(buying_company, ["read"])
    header = {"Authorization": f"Bearer {secret}"}
    address = f"/api/v1/companies/{supplier.slug}/"
    assert visitor.get(address, headers=header).json()["email"] == ""
    Company.objects.filter(pk=buying_company.pk).update(tier=1)
    assert visitor.get(address, headers=header).json()["email"] == EMAIL


def test_an_unnamed_supplier_is_no_acquaintance_until_it_answers(buyer: Person, supplier: Company) -> None:
    ask(buyer, supplier)
    Inquiry.objects.update(supplier_is_hidden=True)
    Company.objects.filter(pk=supplier.pk).update(email=EMAIL, email_rule="inquiry")
    supplier.refresh_from_db()
    assert supplier.contact_for(buyer.actor).email == ""
    Inquiry.objects.update(supplier_is_hidden=False)
    assert supplier.contact_for(buyer.actor).email == EMAIL


def test_what_is_hidden_says_who_gets_to_see_it(visitor: Client, supplier: Company) -> None:
    Company.objects.filter(pk=supplier.pk).update(email=EMAIL, email_rule="inquiry")
    page = visitor.get(f"/companies/{supplier.slug}/").content.decode()
    assert "The e-mail is shown to: Companies that have sent or received an inquiry." in page


def test_search_engines_read_what_a_visitor_may(seller: Person, supplier: Company) -> None:
    Company.objects.filter(pk=supplier.pk).update(email=EMAIL, email_rule="companies")
    page = seller.client.get(f"/companies/{supplier.slug}/").content.decode()
    data = page.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    assert '"Organization"' in data
    assert EMAIL not in data
    assert EMAIL not in seller.client.get(f"/companies/{supplier.slug}/?as=visitor").content.decode()
    assert supplier.contact_for(VISITOR).email == ""


def test_the_list_asks_once_whom_one_knows(buyer: Person, supplier: Company) -> None:
    ask(buyer, supplier)
    Company.objects.update(email=EMAIL, email_rule="inquiry")
    few = queries_of(buyer.client, "/api/v1/companies/")
    for number in range(12):
        make_company(f"Firm {number}", email=EMAIL, email_rule="inquiry")
    assert queries_of(buyer.client, "/api/v1/companies/") == few
