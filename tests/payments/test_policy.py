"""A browser may go on from our form to the page on which one pays, and to no other site."""

from typing import Any

import pytest
from django.test import Client


def form_action(client: Client) -> str:
    policy = client.get("/healthz").headers["Content-Security-Policy"]
    return next(part.strip() for part in policy.split(";") if part.strip().startswith("form-action"))


@pytest.mark.parametrize(
    ("key", "base", "allowed"),
    [
        ("", "", "form-action 'self'"),
        ("sk_test_1", "http://127.0.0.1:12111", "form-action 'self' http://127.0.0.1:12111"),
        (
            "sk_test_1",
            "",
            "form-action 'self' https://checkout.stripe.com https://connect.stripe.com https://billing.stripe.com",
        ),
    ],
)
def test_forms_may_lead_to_stripe_where_it_is_set_up(
    client: Client, settings: Any, key: str, base: str, allowed: str
) -> None:
    settings.STRIPE_API_KEY, settings.STRIPE_API_BASE = key, base
    assert form_action(client) == allowed
