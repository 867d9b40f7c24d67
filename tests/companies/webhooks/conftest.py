from collections.abc import Callable, Iterator
from typing import Any

import pytest

from companies.models import WebhookEndpoint
from tests.cast import Person
from tests.companies.webhooks.receiver import Receiver, receiving


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    """Another program on this machine, which webhooks may reach in these tests."""
    settings.WEBHOOKS_INSIDE = True
    with receiving() as found:
        yield found


@pytest.fixture
def set_up(receiver: Receiver) -> Callable[..., tuple[WebhookEndpoint, str]]:
    """Make an endpoint that leads to the receiver; gives its secret as well."""

    def make(person: Person, events: list[str] | None = None, url: str = "") -> tuple[WebhookEndpoint, str]:
        return WebhookEndpoint.add(person.actor, url or receiver.url, events or ["*"])

    return make
