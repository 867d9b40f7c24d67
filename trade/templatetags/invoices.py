"""Amounts of an invoice, which have its currency."""

from typing import Any

from django import template
from moneyed import Money

from portal.core.money import format_money
from portal.core.units import plain as plain_figure

register = template.Library()


@register.simple_tag
def amount(invoice: Any, value: Any) -> str:
    return format_money(Money(value, invoice.currency))


@register.simple_tag
def unit_price(line: Any, invoice: Any) -> str:
    return format_money(Money(line.amount, invoice.currency))


@register.filter
def plain(value: Any) -> str:
    return plain_figure(value)
