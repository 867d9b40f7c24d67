"""Every page of the demonstration, as the people meet it who use it: a walk, and all that is wrong in one report."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from catalog.models import Product
from community.models import Community
from companies.models import Claim, Company, User
from consultations.models import Room
from offers.models import Inquiry, Offer
from portal.demo.founding import DOMAIN
from tests.journeys.conftest import Portal
from tests.journeys.test_look import problems, watched
from trade.models import Invoice, Order

HEIGHT = 844
NARROW, WIDE = 390, 1280
HOUSE_PARTS = (
    *("threads", "directory", "directory/fields", "catalogue", "calendar", "initiatives", "articles", "rounds"),
    *("cases", "results", "vouching", "moderation", "moderation/rules"),
)


# As long as each other, for three processes.
WALKS = {"visitors": ("",), "sellers": ("seller",), "others": ("buyer", "moderator", "steward", "newcomer")}


@pytest.fixture(autouse=True)
def db() -> None:
    """By this name pytest-django knows for which tests to make a database; the demonstration has its own."""


def pages() -> dict[str, list[str]]:
    """Whom we send where: the account's name (none: a visitor) and the addresses."""
    seller = Company.objects.get(slug="hanul-bearing")
    product = Product.objects.filter(company=seller).order_by("pk")[0]
    named = Offer.objects.filter(company=seller).order_by("pk")[0]
    unnamed = Offer.objects.filter(is_anonymous=True)[0]
    inquiry = Inquiry.objects.filter(supplier=seller, state="answered")[0]
    asked = Inquiry.objects.filter(supplier=seller, state="sent")[0]
    room = Room.objects.get(subject_kind="inquiry", subject_key=inquiry.ref)
    house = Community.objects.get(slug="ktma-members")
    thread = house.threads.order_by("pk")[0]
    draft = Product.objects.filter(company=seller).order_by("-pk")[0]
    Product.objects.filter(pk=draft.pk).update(state="draft")
    claim = Claim.objects.filter(state="submitted")[0]
    refs = Product.objects.filter(state="published").order_by("pk").values_list("ref", flat=True)[:3]
    compared = f"/compare/?{urlencode({'p': list(refs)}, doseq=True)}"
    over = Offer.objects.filter(company__slug="ningbo-haitai", is_anonymous=False)[0]
    Offer.objects.filter(pk=over.pk).update(state="expired")
    order = Order.objects.filter(supplier=seller)[0]
    invoice = Invoice.objects.filter(order=order)[0]
    return {
        "": [
            "/",
            "/ko/",
            "/search/?q=bearing",
            "/search/?q=bearing&view=table",
            "/search/?q=zzqqxx",
            "/categories/",
            product.category.get_absolute_url(),
            product.get_absolute_url(),
            f"/ko{product.get_absolute_url()}",
            "/companies/",
            seller.get_absolute_url(),
            f"/companies/{seller.slug}/products/",
            f"/ko{seller.get_absolute_url()}",
            "/companies/?country=KR&sector=machinery",
            "/companies/?q=zzqqxx",
            f"/companies/{seller.slug}/works-for/",
            "/trust/",
            "/ko/trust/",
            "/trust/check/",
            "/compare/",
            compared,
            "/offers/",
            unnamed.get_absolute_url(),
            over.get_absolute_url(),
            "/communities/",
            "/communities/textile-machinery-forum/",
            "/news/",
            "/news/import-your-catalogue/",
            "/cases/",
            "/cases/bearings-to-hamburg/",
            "/cases/?sector=machinery&q=zzqqxx",
            "/ko/cases/cream-for-museums/",
            "/countries/",
            "/countries/korea/",
            "/ko/countries/chile/",
            "/countries/compare/?a=KR&b=CL",
            "/accounts/login/",
            "/accounts/signup/",
            "/accounts/password/reset/",
            "/dev/mail/",
        ],
        "seller": [
            "/my/",
            "/my/products/",
            draft.get_absolute_url(),
            f"/my/products/{product.ref}/",
            "/my/products/new/",
            "/my/import/",
            "/my/offers/",
            f"/my/offers/new/?product={product.ref}&side=sell",
            f"/my/offers/{named.ref}/",
            "/my/inquiries/",
            f"/inquiries/{asked.ref}/",
            "/my/notifications/",
            "/my/notifications/settings/",
            "/my/cases/",
            "/cases/suggest/",
            "/my/company/",
            "/ko/my/company/",
            *(f"/my/company/{part}/" for part in ("basics", "registration", "making", "contact", "pictures")),
            *(f"/my/company/{part}/" for part in ("certificates", "certificates/new", "layout", "texts/en", "address")),
            f"/my/company/certificates/{seller.certificates.all()[0].ref}/",
            "/my/verification/",
            *(f"/my/verification/{kind}/" for kind in ("registration", "address", "documents", "visit")),
            "/my/activity/",
            "/my/people/",
            seller.memberships.get(user__email=f"seller@{DOMAIN}").get_absolute_url(),
            "/my/people/invitations/",
            "/my/people/invitations/new/",
            "/my/invitations/",
            "/my/tokens/",
            "/my/tokens/new/",
            "/my/products/catalogues/",
            "/my/products/shared/",
            "/my/account/",
            *(f"/my/account/{part}/" for part in ("profile", "sessions", "data", "deletion")),
            house.get_absolute_url(),
            f"/communities/{house.slug}/threads/{thread.ref}/",
            f"/communities/{house.slug}/threads/new/",
            "/accounts/email/",
            "/ko/my/",
            *("/orders/", order.get_absolute_url(), f"/ko{order.get_absolute_url()}", f"/orders/{order.ref}/changes/"),
            *("/invoices/", invoice.get_absolute_url(), f"/ko{invoice.get_absolute_url()}"),
            *("/my/payments/", "/my/plan/", "/my/ledger/", "/my/payee-account/", "/ko/my/payee-account/"),
        ],
        "buyer": [
            "/my/",
            named.get_absolute_url(),
            f"/inquiries/new/product/{product.ref}/",
            f"/inquiries/{inquiry.ref}/",
            "/consultations/",
            f"/consultations/{room.ref}/",
            house.get_absolute_url(),
            "/my/offers/new/?side=buy",
            seller.get_absolute_url(),
            compared,
            "/my/shortlists/",
            "/my/recent/",
            *("/orders/", order.get_absolute_url(), invoice.get_absolute_url(), "/my/payments/", "/my/ledger/"),
        ],
        "moderator": [
            *(f"/desk/{matter}" for matter in ("", "companies/", "duplicates/", "verifications/")),
            f"/desk/companies/{seller.slug}/",
            f"/desk/companies/{seller.slug}/suspension/",
            f"/desk/companies/{seller.slug}/merge/",
            f"/desk/verifications/{claim.ref}/",
            "/desk/verifications/look-alikes/",
            "/ko/desk/",
        ],
        "steward": [
            "/my/",
            house.get_absolute_url(),
            f"/communities/{house.slug}/members/",
            *(f"/communities/{house.slug}/{room}/" for room in ("profile", "look", "joining", "invitations", "inside")),
            *(f"/communities/{house.slug}/{room}/" for room in ("closing", "members/history", "joining/questions/new")),
            "/my/communities/new/",
            "/my/communities/invitations/",
            *(f"/communities/{house.slug}/{part}/" for part in HOUSE_PARTS),
            f"/ko/communities/{house.slug}/results/",
            "/my/mandates/",
        ],
        "newcomer": ["/my/", "/my/company/new/"],
    }


def complaints(page: Page, path: str) -> Iterator[str]:
    """What is wrong with `path`, in words: opened on a phone, and then drawn as wide as a desk."""
    page.set_viewport_size({"width": NARROW, "height": HEIGHT})
    response = page.goto(path)
    if response is None or response.status >= 400:
        yield f"answered {response and response.status}"
        return
    if page.locator("h1").count() != 1:
        yield f"has {page.locator('h1').count()} headings of the first order"
    if not page.title().strip(" ·").removesuffix("Jangteo").strip(" ·") and path not in {"/", "/ko/"}:
        yield "has no title of its own"
    yield from problems(page)  # what axe looks at is the same document at every width
    for width in (NARROW, WIDE):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        reach = page.evaluate("document.documentElement.scrollWidth")
        if reach > width:
            yield f"reaches {reach} px to the right at {width}"


@contextmanager
def visiting(portal: Portal, name: str, **options: Any) -> Iterator[Page]:
    """A browser of this account's own."""
    context = portal.browser.new_context(base_url=portal.address, locale="en-GB", **options)
    if name:
        session = portal.aside(lambda: signed_in(name))
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": portal.address}])
    yield context.new_page()
    context.close()


def signed_in(name: str) -> str:
    user = User.objects.filter(email=f"{name}@{DOMAIN}").first() or User.objects.create(
        email=f"{name}@{DOMAIN}", name="Bora Newcomer"
    )
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@pytest.mark.parametrize("walk", WALKS)
def test_every_page_answers_fits_and_can_be_used(demonstration: Portal, walk: str) -> None:
    found, chosen = [], demonstration.aside(pages)
    assert sorted(chosen) == sorted(sum(WALKS.values(), ())), "somebody's pages are not walked"
    for name in WALKS[walk]:
        with visiting(demonstration, name) as page:
            said = watched(page)
            for path in chosen[name]:
                said.clear()
                found += [f"{name or 'visitor'} {path}: {words}" for words in complaints(page, path)]
                found += [f"{name or 'visitor'} {path} said: {words}" for words in said]
    assert found == [], "\n" + "\n".join(found)
