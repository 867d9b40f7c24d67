"""How long a listing waits for staff, for its own firm's people."""

from django import template

from catalog.products import Product
from catalog.standing.line import wait_of_product
from portal.core.actor import Actor
from portal.core.wait import Wait

register = template.Library()


@register.simple_tag
def wait_of(product: Product, actor: Actor) -> Wait | None:
    return wait_of_product(product, actor)
