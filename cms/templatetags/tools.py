"""Figures as the trade tools show them."""

from decimal import Decimal

from django import template

from cms.tools import rates

register = template.Library()


@register.filter
def rate(value: Decimal) -> str:
    """`1,352.4`: five digits that matter."""
    return rates.figure(value)


@register.filter
def signed(value: Decimal) -> str:
    """`+3.1`, `−0.4`: with a minus as wide as the plus."""
    return f"{value:+}".replace("-", "−")
