"""Who may change a company's catalogue and its shortlists."""

from typing import TYPE_CHECKING

from portal.core.actor import Actor

if TYPE_CHECKING:
    from catalog.models import Product


def can_edit_catalogue(actor: Actor, company_id: int) -> bool:
    return actor.acts_for(company_id) and actor.may("edit_catalogue")


def can_edit_product(actor: Actor, product: "Product") -> bool:
    """A deleted one can only be brought back."""
    return product.deleted_at is None and can_edit_catalogue(actor, product.company_id)


def can_edit_shortlists(actor: Actor, company_id: int) -> bool:
    return actor.acts_for(company_id) and actor.may("buy")


def can_arrange_categories(actor: Actor) -> bool:
    """Programme staff with the permission, in their own person."""
    return actor.is_staff and actor.through is None and actor.user.has_perm("catalog.arrange_category")
