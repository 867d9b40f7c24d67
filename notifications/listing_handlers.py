"""Notifications about listings: what waits for a look, what was decided, what expires.

Bulk changes tell nobody of each listing: the firm hears once, by an event of its own (`listings.…`).
"""

from typing import Any

from catalog.models import Product
from catalog.standing.line import wait_of_product
from companies.models import Company
from notifications.handlers import address
from notifications.models import Notification
from notifications.recipients import people_of
from notifications.trust_handlers import tell_each
from portal.core.events import Event, subscribe


def mine(state: str) -> str:
    return f"{address('catalog:mine')}?state={state}"


def find(event: Event, *states: str) -> Product | None:
    rows = Product.objects.select_related("company").filter(pk=event.subject_id or 0, state__in=states)
    return rows.first()


def editors(company: Company, event: Event) -> Any:
    return people_of([company.pk], "edit_catalogue", event)


@subscribe("product.submitted")
def listing_waits(event: Event) -> None:
    """Whoever handed it in, and their colleagues: where it stands in the line, and how long that takes.

    The line is told as it is when the event is delivered, which may be a little later than the page said it.
    """
    product = find(event, Product.State.IN_REVIEW)
    wait = wait_of_product(product) if product else None
    if product and wait:
        company, title, path = product.company.name, product.title, mine(product.state)
        people = people_of([product.company_id], "edit_catalogue")

        def words() -> dict[str, Any]:
            return {"company": company, "title": title, "wait": wait.words}

        tell_each(people, event, path, words, kind="product.waiting", fold=True)


@subscribe("product.approved")
def listing_approved(event: Event) -> None:
    """The firm's people, whoever published it; several are counted, and the list shows them."""
    product = find(event, Product.State.PUBLISHED)
    if product:
        people, company = editors(product.company, event), product.company.name
        Notification.tell(people, event, mine(product.state), fold=True, company=company, title=product.title)


@subscribe("product.rejected")
def listing_rejected(event: Event) -> None:
    """With the reason in the reader's language; the page says what to change and takes the appeal."""
    product = find(event, Product.State.REJECTED)
    verdict = product.verdict if product else None
    if product and verdict:
        company, title = product.company.name, product.title

        def words() -> dict[str, Any]:
            return {"company": company, "title": title, "reason": str(verdict.get_reason_display())}

        tell_each(editors(product.company, event), event, address("catalog:edit", product.ref), words)


@subscribe("product.appeal_answered")
def appeal_answered(event: Event) -> None:
    product = find(event, Product.State.PUBLISHED, Product.State.REJECTED)
    if product:
        people, path = editors(product.company, event), address("catalog:edit", product.ref)
        Notification.tell(people, event, path, company=product.company.name, title=product.title)


@subscribe("listings.released", "listings.expiring", "listings.expired")
def listings_of_a_firm(event: Event) -> None:
    """One word for all of them."""
    company = Company.objects.filter(pk=event.subject_id or 0, is_active=True).first()
    if company:
        states = {"listings.released": "published", "listings.expiring": "expiring", "listings.expired": "expired"}
        count = int(event.payload.get("count", 0))
        people = editors(company, event)
        Notification.tell(people, event, mine(states[event.kind]), company=company.name, count=count)
