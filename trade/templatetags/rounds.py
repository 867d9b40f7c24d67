"""What pages of joint purchases reckon for one reader."""

from django import template
from moneyed import Money

from portal.core.money import format_money, rounded
from trade.rounds.models import Pledge
from trade.rounds.prices import Step

register = template.Library()


@register.simple_tag
def share_at(step: Step, pledge: Pledge) -> str:
    """What the company's pledge comes to at this price, in whole minor units."""
    price: Money = step.price * pledge.quantity
    return format_money(rounded(price))
