"""Acting under a mandate: what may be done, that everything says so, and that its end stops it."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from catalog.models import Product
from companies.mandates.middleware import is_closed
from companies.models import ApiToken, Company, Mandate, Membership
from consultations.models import Room
from notifications.models import Notification
from offers.models import Inquiry
from portal.core.actor import Actor
from portal.core.events import Event
from portal.core.permissions import Refused
from portal.core.relay import deliver_all
from tests.cast import Person, make_company, make_person
from tests.companies.mandates import EVERYTHING, begin, give, under
from tests.trade.deals import make_rfq, quote
from trade.models import Quotation

pytestmark = pytest.mark.django_db


@pytest.fixture
def mandate(seller: Person, steward: Person) -> Mandate:
    return give(seller, steward)


# -- acting ----------------------------------------------------------------------------------------------------------


def test_powers_are_what_the_mandate_lends_and_the_own_role_allows(mandate: Mandate, steward: Person) -> None:
    assert under(mandate, steward).powers == {"view", "edit_catalogue", "sell", "buy", "talk", "join_communities"}
    clerk = make_person("sales@association.example", steward.company, "sales")
    assert under(mandate, clerk).powers == {"view", "edit_catalogue", "sell", "talk", "join_communities"}
    looker = make_person("viewer@association.example", steward.company, "viewer")
    assert looker.user.actor_for(mandate.acting_key).mandate is None
    assert looker.client.post(f"/my/mandates/{mandate.ref}/acting/").status_code == 404


def test_a_mandate_may_name_who_acts(seller: Person, steward: Person) -> None:
    other = make_person("manager@association.example", steward.company, "manager")
    mandate = give(seller, steward, people=[other.user])
    assert steward.client.post(f"/my/mandates/{mandate.ref}/acting/").status_code == 404
    begin(mandate, other)
    assert other.user.name in mandate.text
    Membership.objects.filter(user=other.user).delete()
    assert other.user.actor_for(mandate.acting_key).mandate is None


def test_a_suspended_side_acts_no_more(mandate: Mandate, seller: Person, steward: Person) -> None:
    for company in (seller.company, steward.company):
        Company.objects.filter(pk=company.pk).update(is_active=False)
        assert steward.user.actor_for(mandate.acting_key).mandate is None
        Company.objects.filter(pk=company.pk).update(is_active=True)


def test_the_banner_is_on_every_page_and_one_click_ends_it(mandate: Mandate, steward: Person, product: Product) -> None:
    begin(mandate, steward)
    for url in ("/", "/my/", product.get_absolute_url(), "/search/?q=bearing", "/nothing-here/", "/my/people/"):
        page = steward.client.get(url).content.decode()
        assert "Acting for" in page and "Hanbit Bearings" in page, url
    assert steward.client.post("/my/mandates/acting/end/").status_code == 302
    page = steward.client.get("/my/").content.decode()
    assert "looking--mandate" not in page and "Textile Association" in page


@pytest.mark.parametrize(
    "url",
    [
        *("/my/people/", "/my/tokens/", "/my/verification/", "/my/company/", "/my/activity/", "/my/mandates/"),
        *("/my/people/invitations/", "/my/company/suspension/", "/my/account/", "/my/saved-searches/", "/desk/"),
        *("/api/v1/quotations/", "/my/quotations/rules/", "/my/inquiries/settings/", "/consultations/settings/"),
    ],
)
def test_what_is_never_lent_stays_closed_in_words(mandate: Mandate, steward: Person, url: str) -> None:
    begin(mandate, steward)
    answer = steward.client.get(url)
    assert answer.status_code == 403 and "Not part of the mandate" in answer.content.decode()
    assert steward.client.post(url, {"name": "x"}).status_code == 403


def test_areas_outside_the_scope_are_not_even_read(seller: Person, steward: Person, buyer: Person) -> None:
    room = Room.open_about("company", seller.company, by=buyer.actor)
    inquiry = Inquiry.send(buyer.actor, seller.company, title="Bearings", question="How soon?")
    changes = {**dict.fromkeys(EVERYTHING, False), "sell_limit": None, "buy_limit": None, "currency": "EUR"}
    mandate = give(seller, steward, **{**changes, "edits_catalogue": True})
    begin(mandate, steward)
    for url in (room.get_absolute_url(), "/consultations/", inquiry.get_absolute_url(), "/my/inquiries/", "/my/rfqs/"):
        assert steward.client.get(url).status_code == 403, url
    assert steward.client.get("/my/products/").status_code == 200
    actor = under(mandate, steward)
    for act in (lambda: room.post("Hello", by=actor), lambda: inquiry.reply("Soon", by=actor)):
        with pytest.raises(PermissionDenied):
            act()
    assert not is_closed("/products/x/", actor) and is_closed("/my/anything-new/", actor)


def test_nothing_of_people_or_ownership_by_the_verbs_either(mandate: Mandate, seller: Person, steward: Person) -> None:
    actor = under(mandate, steward)
    member = seller.company.memberships.get()
    acts = [
        lambda: member.change_role("viewer", by=actor),
        lambda: member.end(by=actor),
        lambda: seller.company.close(by=actor),
        lambda: seller.company.describe(actor, {"website": "https://x.example"}),
        lambda: mandate.revoke(actor),
        lambda: Mandate.propose(actor, seller.company, make_company("Third", "intermediary"), 1, **EVERYTHING),
        lambda: ApiToken.issue(seller.company, by=actor, name="x", scope="read"),
    ]
    for act in acts:
        with pytest.raises((PermissionDenied, TypeError)):
            act()
    assert seller.company.memberships.get().role == "owner" and not ApiToken.objects.exists()


def test_a_key_to_the_api_knows_no_mandate(mandate: Mandate, steward: Person, product: Product) -> None:
    made = ApiToken.issue(steward.company, by=steward.actor, name="Key", scopes=["write"], expires_at=None)
    secret = made[1]
    rows = steward.client.get("/api/v1/quotations/", headers={"authorization": f"Bearer {secret}"})
    assert rows.status_code == 200 and rows.json()["count"] == 0


# -- what is done says so --------------------------------------------------------------------------------------------


def test_an_answer_under_a_mandate_names_the_intermediary_to_the_other_side(
    mandate: Mandate, seller: Person, steward: Person, buyer: Person
) -> None:
    inquiry = Inquiry.send(buyer.actor, seller.company, title="Bearings", question="How soon?")
    begin(mandate, steward)
    answer = steward.client.post(f"/inquiries/{inquiry.ref}/", {"answer": "In four weeks.", "seen": 0})
    assert answer.status_code == 302, answer.content
    event = Event.objects.get(kind="inquiry.answered")
    assert (event.mandate_id, event.company_id, event.user) == (mandate.pk, seller.company.pk, steward.user)
    page = " ".join(buyer.client.get(inquiry.get_absolute_url()).content.decode().split())
    assert "Steward, Textile Association, on behalf of <strong>Hanbit Bearings</strong>" in page
    log = seller.client.get("/my/activity/").content.decode()
    assert "Textile Association, on behalf of Hanbit Bearings" in log
    page = seller.client.get(f"/my/mandates/{mandate.ref}/?group=offers").content.decode()
    assert "answered an inquiry" in page and inquiry.get_absolute_url() in page
    assert "answered an inquiry" not in seller.client.get(f"/my/mandates/{mandate.ref}/?group=talk").content.decode()
    file = b"".join(seller.client.get(f"/my/mandates/{mandate.ref}/acts.csv").streaming_content).decode()
    assert "Steward, Textile Association, on behalf of Hanbit Bearings" in file
    colleague = make_person("sales@association.example", steward.company, "sales")
    assert "answered an inquiry" not in colleague.client.get(f"/my/mandates/{mandate.ref}/").content.decode()


def test_a_consultation_its_chain_and_its_transcript_name_the_intermediary(
    mandate: Mandate, seller: Person, steward: Person, buyer: Person
) -> None:
    room = Room.open_about("company", seller.company, by=buyer.actor)
    message = room.post("We can do that.", by=under(mandate, steward))
    assert message.author == "Steward, Textile Association" and message.facts()["on_behalf"] is True
    page = buyer.client.get(room.get_absolute_url()).content.decode()
    assert "Steward, Textile Association" in page and '<span data-part="behalf">' in page
    entry = room.chain.get(kind="posted")
    assert entry.details["agent"]["name"] == "Textile Association" and entry.details["mandate"] == mandate.ref
    transcript = buyer.client.get(f"{room.get_absolute_url()}transcript.json").content.decode()
    assert "Steward, Textile Association" in transcript and mandate.ref in transcript


def test_quotations_up_to_the_limit_and_no_further(
    mandate: Mandate, seller: Person, steward: Person, buyer: Person
) -> None:
    rfq, actor = make_rfq(buyer), under(mandate, steward)
    agent = Acting(actor)
    small = quote(agent, rfq, "1.00", "2.00", currency="EUR", submit=False)
    small.submit(actor)
    version = Quotation.objects.get().current
    assert version is not None and version.mandate == mandate and version.user == steward.user
    page = " ".join(buyer.client.get(small.get_absolute_url()).content.decode().split())
    assert "Steward, Textile Association, on behalf of Hanbit Bearings" in page
    large = quote(agent, make_rfq(buyer, title="More"), "10.00", "20.00", currency="EUR", submit=False)
    with pytest.raises(Refused, match="5,000"):
        large.submit(actor)
    large.refresh_from_db()
    assert large.state == "draft"
    dollars = quote(agent, make_rfq(buyer, title="Dollars"), "2.00", "2.00", currency="KRW", submit=False)
    dollars.submit(actor)  # 3,000 won are two euros
    deliver_all()
    told = Notification.objects.filter(kind="mandate.bound")
    assert {one.user for one in told} == {seller.user} and told.count() == 2
    assert "Textile Association" in told[0].data["company"]


class Acting:
    """Looks like a person of the cast to what makes a quotation."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor


def test_accepting_and_requesting_keep_the_limit_of_purchases(buyer: Person, seller: Person, steward: Person) -> None:
    mandate = give(buyer, steward, buy_limit=Decimal(100))
    actor = under(mandate, steward)
    inquiry = Inquiry.send(buyer.actor, seller.company, title="Bearings", question="How much?")
    quotation = Quotation.draft(seller.actor, inquiry=inquiry)
    row = {"title": "Bearing", "quantity": Decimal(100), "unit": "C62", "amount": Decimal(3)}
    terms = {"currency": "EUR", "incoterm": "FOB", "incoterm_place": "Busan", "lead_time_days": 3}
    quotation.write(seller.actor, terms, [row])
    quotation.submit(seller.actor)
    quotation.refresh_from_db()
    with pytest.raises(Refused, match="ask Nordwerk Handel"):
        quotation.accept(1, by=actor)
    quotation.refresh_from_db()
    assert quotation.state == "submitted"
    line = {"title": "Ball bearing", "quantity": Decimal(1000), "target_amount": Decimal(2)}
    rfq = make_rfq(buyer, [line], publish=False)
    with pytest.raises(Refused, match="ask Nordwerk Handel"):
        rfq.submit(actor)
    rfq.refresh_from_db()
    assert rfq.state == "draft"


# -- revoked ---------------------------------------------------------------------------------------------------------


def test_a_revoked_mandate_stops_the_act_and_tells_so(
    mandate: Mandate, seller: Person, steward: Person, buyer: Person
) -> None:
    inquiry = Inquiry.send(buyer.actor, seller.company, title="Bearings", question="How soon?")
    begin(mandate, steward)
    actor = under(mandate, steward)
    page = seller.client.get(f"/my/mandates/{mandate.ref}/end/").content.decode()
    assert "Revoke it now" in page
    assert seller.client.post(f"/my/mandates/{mandate.ref}/end/", {"words": "Enough"}).status_code == 302
    with pytest.raises(Refused, match="has ended"), transaction.atomic():
        inquiry.reply("In four weeks.", by=actor)
    answer = steward.client.post(f"/inquiries/{inquiry.ref}/", {"answer": "In four weeks.", "seen": 0})
    assert answer.status_code == 302 and answer.url == "/my/"
    assert "Nothing was done" in steward.client.get("/my/").content.decode()
    inquiry.refresh_from_db()
    assert inquiry.last_number == 0 and not Event.objects.filter(mandate_id=mandate.pk).exists()
    deliver_all()
    told = Notification.objects.filter(kind="mandate.revoked").values_list("user", flat=True)
    assert set(told) == {steward.user.pk}


def test_the_next_page_after_the_end_says_so(mandate: Mandate, seller: Person, steward: Person) -> None:
    begin(mandate, steward)
    mandate.revoke(seller.actor)
    page = steward.client.get("/my/").content.decode()
    assert "The mandate has ended" in page and "looking--mandate" not in page
    assert steward.client.session["acting_company"] == steward.company.slug


def test_an_act_without_a_fact_in_the_outbox_is_stopped_as_well(
    mandate: Mandate, seller: Person, steward: Person, product: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mandate ends between the beginning of the request and its end."""
    from companies.mandates import middleware

    begin(mandate, steward)
    original = middleware.require_in_force

    def late(actor: Actor) -> None:
        Mandate.objects.get(pk=mandate.pk).revoke(seller.actor)
        original(actor)

    monkeypatch.setattr(middleware, "require_in_force", late)
    answer = steward.client.post(f"/my/products/{product.ref}/deletion/")
    assert answer.status_code == 409 and "has ended" in answer.content.decode()
    assert Product.objects.filter(pk=product.pk, deleted_at=None).exists()


def test_the_agent_gives_it_back(mandate: Mandate, steward: Person, seller: Person) -> None:
    assert "Give it back now" in steward.client.get(f"/my/mandates/{mandate.ref}/end/").content.decode()
    steward.client.post(f"/my/mandates/{mandate.ref}/end/")
    assert Mandate.objects.get().end == "returned"


def test_a_suspended_firm_still_revokes(mandate: Mandate, seller: Person) -> None:
    Company.objects.filter(pk=seller.company.pk).update(is_active=False)
    seller.client.post(f"/my/mandates/{mandate.ref}/end/")
    assert Mandate.objects.get().end == "revoked"
