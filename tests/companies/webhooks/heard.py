"""What tests of webhooks share: trials, rows as they are now, and what a company was told."""

import json
from typing import Any

from companies.models import WebhookDelivery, WebhookEndpoint
from portal.core.relay import deliver_all
from tests.cast import Person


def told(person: Person) -> list[dict[str, Any]]:
    deliver_all()
    rows = WebhookDelivery.objects.filter(endpoint__company=person.company).order_by("pk")
    return [json.loads(row.body) for row in rows]


def kinds(person: Person) -> list[str]:
    return [one["type"] for one in told(person)]


def trial_of(endpoint: WebhookEndpoint, person: Person) -> WebhookDelivery:
    return WebhookDelivery.ask_for_test(endpoint, person.actor)


def fresh(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)
