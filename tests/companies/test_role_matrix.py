"""The table of docs/permissions.md, cell by cell: for each power an act on a page, and one at the API where it has it.

Whoever has the power does it; whoever has not is refused, and nothing has changed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from catalog.models import Product
from community.models import Community, CommunityMember
from companies.models import ApiToken, Company, Handover, Invitation, WebhookEndpoint
from companies.permissions import POWERS
from consultations.models import Room
from offers.models import Inquiry, Offer
from portal.core.events import Event
from tests.cast import Person, make_company, make_person, make_product
from tests.offers.conftest import inquiry_data, make_inquiry, offer_data
from tests.trade.invoices.papers import confirmed_order
from trade.models import Invoice, QuotingRules

pytestmark = pytest.mark.django_db
ROLES = ("owner", "manager", "sales", "buyer", "viewer")


@dataclass(frozen=True)
class Scene:
    """The person whose role is tried, with a company, its owner, a partner, and an association."""

    person: Person
    owner: Person
    partner: Person
    association: Person

    @property
    def company(self) -> Company:
        assert self.person.company
        return self.person.company


@dataclass(frozen=True)
class Act:
    """One act: `prepare` gives what it needs, `do` does it and says the status, `done` counts what it leaves."""

    power: str
    door: str
    do: Callable[[Scene, Any], int]
    done: Callable[[Scene], int]
    prepare: Callable[[Scene], Any] = lambda scene: None


def post(scene: Scene, path: str, data: dict[str, Any] | None = None) -> int:
    return int(scene.person.client.post(path, data or {}).status_code)


def call(scene: Scene, path: str, data: dict[str, Any]) -> int:
    return int(scene.person.client.post(path, data, content_type="application/json").status_code)


def found_house(scene: Scene) -> Community:
    return Community.found(scene.association.actor, slug="bearings", name="Bearing makers", visibility="public")


def asked_by(scene: Scene) -> Inquiry:
    return make_inquiry(scene.partner, scene.owner)


def drafted_invoice(scene: Scene) -> str:
    """A draft of a colleague's, complete but for the issuing."""
    order = confirmed_order(scene.owner, scene.partner)
    return str(Invoice.draft(scene.owner.actor, order, "invoice").ref)


def spare(scene: Scene) -> str:
    """A colleague to be handed the company, or to be removed."""
    return str(make_person("spare@hanbit.example", scene.company, "viewer").user.memberships.get().ref)


def run_by_own_association(scene: Scene) -> None:
    """Only intermediaries found communities; the company is one for this."""
    Company.objects.filter(pk=scene.company.pk).update(kind="intermediary")


ACTS = [
    Act(
        "view",
        "page",
        lambda scene, product: int(scene.person.client.get(product.get_absolute_url()).status_code),
        lambda scene: 1,
        lambda scene: make_product(scene.company, state="draft"),
    ),
    Act(
        "view",
        "api",
        lambda scene, product: int(scene.person.client.get(f"/api/v1/products/{product.slug}/").status_code),
        lambda scene: 1,
        lambda scene: make_product(scene.company, state="draft"),
    ),
    Act(
        "buy",
        "page",
        lambda scene, _: post(scene, f"/inquiries/new/company/{scene.partner.company.slug}/", inquiry_data()),
        lambda scene: Inquiry.objects.filter(buyer=scene.company).count(),
    ),
    Act(
        "buy",
        "api",
        lambda scene, _: call(scene, "/api/v1/offers/", {"side": "buy", "title": "Steel wanted", "category": "others"}),
        lambda scene: Offer.objects.filter(company=scene.company, side="buy").count(),
    ),
    Act(
        "sell",
        "page",
        lambda scene, inquiry: post(scene, f"/inquiries/{inquiry.ref}/", {"answer": "Four weeks."}),
        lambda scene: Inquiry.objects.filter(state="answered").count(),
        asked_by,
    ),
    Act(
        "sell",
        "page (offer)",
        lambda scene, _: post(scene, "/my/offers/new/", {**offer_data(), "then": "keep"}),
        lambda scene: Offer.objects.filter(company=scene.company, side="sell").count(),
    ),
    Act(
        "sell",
        "api",
        lambda scene, _: call(scene, "/api/v1/offers/", {"side": "sell", "title": "Surplus", "category": "others"}),
        lambda scene: Offer.objects.filter(company=scene.company, side="sell").count(),
    ),
    Act(
        "approve_quotations",
        "page",
        lambda scene, _: post(scene, "/my/quotations/rules/", {"most_discount": "10"}),
        lambda scene: QuotingRules.objects.filter(company=scene.company, most_discount=10).count(),
    ),
    Act(
        "issue_invoices",
        "page",
        lambda scene, ref: post(scene, f"/invoices/{ref}/issue/"),
        lambda scene: Invoice.objects.filter(issuer=scene.company, state="issued").count(),
        drafted_invoice,
    ),
    Act(
        "issue_invoices",
        "api",
        lambda scene, ref: call(scene, f"/api/v1/invoices/{ref}/issue/", {}),
        lambda scene: Invoice.objects.filter(issuer=scene.company, state="issued").count(),
        drafted_invoice,
    ),
    Act(
        "talk",
        "page",
        lambda scene, _: post(scene, f"/consultations/about/company/{scene.partner.company.slug}/"),
        lambda scene: Room.objects.count(),
    ),
    Act(
        "edit_catalogue",
        "page",
        lambda scene, product: post(
            scene, f"/my/products/{product.ref}/deletion/", {"confirmed": "1", "action": "delete"}
        ),
        lambda scene: 1 - Product.objects.count(),
        lambda scene: make_product(scene.company),
    ),
    Act(
        "edit_catalogue",
        "api",
        lambda scene, _: call(scene, "/api/v1/products/", {"sku": "A-9", "title": "Bearing", "category": "others"}),
        lambda scene: Product.objects.count(),
    ),
    Act(
        "join_communities",
        "page",
        lambda scene, house: post(scene, f"/communities/{house.slug}/membership/", {"words": "We make bearings."}),
        lambda scene: CommunityMember.objects.filter(company=scene.company).count(),
        found_house,
    ),
    Act(
        "edit_company",
        "page",
        lambda scene, _: post(
            scene,
            "/my/company/basics/",
            {"name": "Renamed", "country": "KR", "kind": "supplier", "timezone": "Asia/Seoul"},
        ),
        lambda scene: Company.objects.filter(name="Renamed").count(),
    ),
    Act(
        "manage_people",
        "page (invite)",
        lambda scene, _: post(
            scene, "/my/people/invitations/new/", {"email": "new@hanbit.example", "role": "sales", "language": "en"}
        ),
        lambda scene: Invitation.objects.count(),
    ),
    Act(
        "manage_people",
        "page (remove)",
        lambda scene, ref: post(scene, f"/my/people/{ref}/removal/"),
        lambda scene: 1 - scene.company.memberships.filter(user__email="spare@hanbit.example").count(),
        spare,
    ),
    Act(
        "manage_tokens",
        "page",
        lambda scene, _: post(scene, "/my/tokens/new/", {"name": "ERP", "scopes": ["read"], "days": "30"}),
        lambda scene: ApiToken.objects.count(),
    ),
    Act(
        "manage_webhooks",
        "page",
        lambda scene, _: post(scene, "/my/webhooks/new/", {"url": "https://93.184.215.14/hooks", "events": ["*"]}),
        lambda scene: WebhookEndpoint.objects.filter(company=scene.company).count(),
    ),
    Act(
        "manage_webhooks",
        "api",
        lambda scene, _: call(scene, "/api/v1/webhooks/", {"url": "https://93.184.215.14/hooks", "events": ["*"]}),
        lambda scene: WebhookEndpoint.objects.filter(company=scene.company).count(),
    ),
    Act(
        "run_communities",
        "page",
        lambda scene, _: post(
            scene,
            "/my/communities/new/",
            {"name": "Own house", "kind": "association", "visibility": "public", "summary": "For makers", "rules": ""},
        ),
        lambda scene: Community.objects.count(),
        run_by_own_association,
    ),
    Act(
        "transfer_ownership",
        "page",
        lambda scene, ref: post(scene, f"/my/people/{ref}/handover/"),
        lambda scene: Handover.objects.count(),
        spare,
    ),
    Act(
        "transfer_ownership",
        "page (make an owner)",
        lambda scene, ref: post(scene, f"/my/people/{ref}/", {"role": "owner", "title": ""}),
        lambda scene: scene.company.memberships.filter(user__email="spare@hanbit.example", role="owner").count(),
        spare,
    ),
]
REFUSALS = {200, 403, 404}  # a form that does not offer the choice says so with its page


@pytest.fixture
def scene(request: pytest.FixtureRequest, supplier: Company, seller: Person, buyer: Person, steward: Person) -> Scene:
    make_company("Not concerned")
    Company.objects.filter(pk=buyer.company.pk).update(kind="both")
    return Scene(make_person(f"tried@{supplier.slug}.example", supplier, request.param), seller, buyer, steward)


@pytest.mark.parametrize("act", ACTS, ids=lambda act: f"{act.power}-{act.door}")
@pytest.mark.parametrize("scene", ROLES, indirect=True)
def test_cell(scene: Scene, act: Act) -> None:
    needed = act.prepare(scene)
    role = scene.person.actor.role
    events = Event.objects.count()
    status = act.do(scene, needed)
    if act.power in POWERS[role]:
        assert status in {200, 201, 302}, f"{role} may {act.power}: {status}"
        assert act.done(scene) == 1
    else:
        assert status in REFUSALS, status
        assert act.done(scene) == 0, f"{role} must not {act.power}"
        assert Event.objects.count() == events, "a refused act leaves no fact"


def test_every_power_of_every_part_is_tried_or_has_its_own_test() -> None:
    """Those of other matters (documents, the activity log, closing) are tried where they are at home."""
    elsewhere = {"view_documents", "see_activity", "close_company"}
    assert set().union(*POWERS.values()) - elsewhere == {act.power for act in ACTS}
