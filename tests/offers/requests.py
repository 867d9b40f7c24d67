"""What a browser posts for a request for quotation."""

from datetime import timedelta
from typing import Any

from django.utils import timezone


def moment(days: int) -> str:
    return (timezone.now() + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M")


def request_data(do: str = "save", **changes: Any) -> dict[str, Any]:
    """One line with one requirement, to Germany, for every supplier, until ten days from now."""
    return {
        "do": do,
        "title": "Bearings for pumps",
        "category": "others",
        "currency": "EUR",
        "delivery_country": "DE",
        "closing": "time",
        "closes_at": moment(10),
        "audience": "public",
        "line-count": "1",
        "line-0-title": "Ball bearing 6204",
        "line-0-quantity": "1000",
        "line-0-unit": "C62",
        "line-0-more": "2,000; 5000",
        "line-0-reqs": "1",
        "line-0-req-0-name": "inner diameter",
        "line-0-req-0-operator": "range",
        "line-0-req-0-value": "19.9 – 20.1",
        "line-0-req-0-unit": "mm",
        **changes,
    }
