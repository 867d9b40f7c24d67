"""Webhooks of two firms: one that listens, with what was sent to it, and one that rests."""

from datetime import timedelta

from companies.models import Company, WebhookAttempt, WebhookDelivery, WebhookEndpoint
from companies.webhooks.outgoing import TEST, test_body
from companies.webhooks.signing import new_secret, seal
from portal.demo.checks import owner_of
from portal.demo.ids import ago, demo_ref

# Nothing of these kinds happens in the demonstration by itself, so that nothing is sent to these made-up addresses.
BOOKS = ("https://books.hanul.example/hooks", "Invoices into our books", ["payout.released", "refund.failed"])
STOCK = ("https://stock.hanul.example/jangteo", "Stock system", ["refund.failed"])


def hear_of_events(companies: dict[str, Company]) -> None:
    """Once; what became of them since is left as it is."""
    company = companies.get("hanul-bearing")
    if company is None or company.webhooks.exists():
        return
    books = listen(company, *BOOKS)
    listen(company, *STOCK, state=WebhookEndpoint.State.PAUSED)
    send(books, "first", [503, 200])
    send(books, "second", [200])
    books.last_taken_at = ago(days=1)
    books.save(update_fields=["last_taken_at"])


def listen(company: Company, url: str, description: str, events: list[str], state: str = "active") -> WebhookEndpoint:
    return WebhookEndpoint.objects.create(
        company=company,
        ref=demo_ref("WH", company.slug, url),
        url=url,
        description=description,
        events=events,
        state=state,
        sealed_secret=seal(new_secret()),
        made_by=owner_of(company),
        created_at=ago(days=20),
        since=ago(days=20),
    )


def send(endpoint: WebhookEndpoint, name: str, statuses: list[int]) -> None:
    """A test that was taken at the last of these answers."""
    begun = ago(days=2) if name == "first" else ago(days=1)
    message = f"msg_{demo_ref('TEST', endpoint.ref, name).replace('-', '')}"
    delivery = WebhookDelivery.objects.create(
        endpoint=endpoint,
        ref=demo_ref("WD", endpoint.ref, name),
        message=message,
        kind=TEST,
        body=test_body(message, endpoint.company),
        state=WebhookDelivery.State.DELIVERED,
        created_at=begun,
        begun_at=begun,
        due_at=begun,
        asked_at=begun,
        tries=len(statuses),
        delivered_at=begun + timedelta(seconds=5 * len(statuses)),
    )
    for number, status in enumerate(statuses, 1):
        WebhookAttempt.objects.create(
            delivery=delivery,
            number=number,
            at=begun + timedelta(seconds=5 * number),
            status=status,
            error="" if status == 200 else WebhookAttempt.Error.STATUS,
            response="OK" if status == 200 else "Down for maintenance",
            took_ms=120 + number,
        )
