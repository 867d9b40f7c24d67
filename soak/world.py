"""Firms, their products, a community with joint purchases; and the people of bin/chaos, each with a browser."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from bench.sockets import cookie_of, firm
from soak.crowd import Book, Browser, Dealer, Looker, Pledger, Publisher
from soak.parts import Portal

SUPPLIERS, BUYERS, PRODUCTS, ROUNDS = 3, 5, 12, 2
LOOKERS = 3


@dataclass(frozen=True)
class Firm:
    owner: Any
    company: Any
    slugs: list[str]

    @classmethod
    def found(cls, name: str, kind: str) -> "Firm":
        owner = firm(name, kind)
        return cls(owner, owner.memberships.select_related("company")[0].company, [])


def people(book: Book, portal: Portal, stripe: Any) -> list[Callable[[], None]]:
    """What each of them does again and again."""
    origin = f"http://127.0.0.1:{portal.port}"
    suppliers = [supplier(number, stripe) for number in range(SUPPLIERS)]
    buyers = [Firm.found(f"Chaos Trading {number}", "buyer") for number in range(BUYERS)]
    slugs = [slug for one in suppliers for slug in one.slugs]
    acts: list[Callable[[], None]] = [Looker(Browser(book, origin), slugs).act for _ in range(LOOKERS)]

    def browser(one: Firm, **more: Any) -> Browser:
        return Browser(book, origin, cookie_of(one.owner), **more)

    for place, buyer in enumerate(buyers):
        of = suppliers[place % len(suppliers)]
        acts.append(Dealer(browser(buyer), browser(of), buyer.company.pk, of.slugs).act)
    for path in rounds(buyers):
        acts += [Pledger(browser(buyer), buyer.company.pk, path).act for buyer in buyers[:3]]
    for one in suppliers[:2]:
        acts.append(Publisher(Browser(book, origin, token=token(one.company)), one.company.pk).act)
    return acts


def supplier(number: int, stripe: Any) -> Firm:
    """Staff trust what it lists, and it can be paid by card."""
    from catalog.models import ListingTrust
    from payments import gateway
    from payments.models import PayAccount

    made = Firm.found(f"Chaos Bearings {number}", "supplier")
    ListingTrust.objects.create(company=made.company)
    account = gateway.account(
        key=f"chaos-{number}", email=made.owner.email, country="KR", company_name=made.company.name
    )
    PayAccount.objects.create(company=made.company, account=account.id, state=PayAccount.State.ENABLED)
    with stripe.store.lock:
        stripe.acts.onboard(account.id)
    for place in range(PRODUCTS):
        made.slugs.append(product(made.company, f"{number}-{place}", place).slug)
    return made


def product(company: Any, sku: str, place: int) -> Any:
    from catalog.models import Category, PriceTier, Product, ProductText

    row = Product(company=company, sku=sku, category=Category.objects.filter(slug="others").get())
    row.state, row.payment_terms, row.lead_time_days = Product.State.PUBLISHED, ["advance"], 14
    row.name_it(f"Steel ball bearing {place}")
    row.save()
    ProductText.objects.create(product=row, language=row.language, title=f"Steel ball bearing {place}")
    PriceTier.objects.create(product=row, min_quantity=1, amount="12.50", currency="USD")
    return row


def rounds(members: list[Firm]) -> list[str]:
    """The pages of joint purchases that stay open."""
    from catalog.models import Category
    from community.models import Community, CommunityMember
    from trade.models import PurchaseRound

    steward = firm("Chaos Association", "intermediary").actor_for(None)
    community = Community.found(steward, slug="chaos", name="Chaos", visibility="public")
    for one in members:
        community.members.create(company=one.company, state=CommunityMember.State.ACTIVE)
    paths = []
    for number in range(ROUNDS):
        tiers = [(Decimal(100), Decimal("10.00")), (Decimal(1000), Decimal("8.50"))]
        terms: dict[str, Any] = {"currency": "EUR", "zone": "Asia/Seoul", "delivery_country": "KR"}
        terms |= {"title": f"Grease {number}", "text": "Lithium complex.", "minimum": Decimal(100)}
        terms |= {"category": Category.objects.filter(slug="others").get()}
        made = PurchaseRound.draft(steward, community, tiers, deadline=timezone.now() + timedelta(days=7), **terms)
        made.publish(steward)
        paths.append(made.get_absolute_url())
    return paths


def token(company: Any) -> str:
    from companies.models import ApiToken

    return ApiToken.issue(company, ["write"])[1]
