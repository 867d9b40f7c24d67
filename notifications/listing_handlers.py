"""Notifications about listings: what waits for a look, what was decided, what expires.

Bulk changes tell nobody of each listing: the firm hears once, by an event of its own (`listings.…`).
"""

from typing import Any

from catalog.models import Product
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


@subscribe("product.submitted", "product.approved")
def listing_moved_on(event: Event) -> None:
    """The colleagues of whoever published it; several are counted, and the list shows them."""
    state = Product.State.IN_REVIEW if event.kind == "product.submitted" else Product.State.PUBLISHED
    product = find(event, state)
    if product:
        people, company = editors(product.company, event), product.company.name
        Notification.tell(people, event, mine(state), fold=True, company=company, title=product.title)


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
